"""The series of meetings that the plan's frequencies ask for, laid out on a weekday round red days and breaks. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from drogscen_cli.core.kalender import VECKODAGAR, arbetsdag, rod_dag
from drogscen_cli.core.period import Period, periods
from drogscen_cli.core.swedish import last_of_month
from drogscen_cli.projekt import Projekt
from drogscen_cli.register._styrning import Frekvens, Motestyp, Uppehall
from drogscen_cli.register.mote import Mote, Motesstatus

NEAR = 3
"""Days that a weekly or fortnightly meeting may be moved."""
LAST = -1
"""The ordinal of a weekday that is the last of its month."""

_WEEKS = {Frekvens.VECKA: 1, Frekvens.VARANNAN_VECKA: 2}
_MONTHS = {Frekvens.MANAD: 1, Frekvens.KVARTAL: 3}
_ORDINALS = {1: "första", 2: "andra", 3: "tredje", 4: "fjärde", LAST: "sista"}
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_QUARTER = 92


@dataclass(frozen=True, slots=True)
class Ram:
    """The first and last day of what is laid out, and the breaks.

    ``vald`` tells that somebody chose the first day: then the rhythm is counted from it, otherwise from the meetings of
    the type that there are.
    """

    start: date
    slut: date
    uppehall: tuple[Uppehall, ...] = ()
    vald: bool = False


@dataclass(frozen=True, slots=True)
class Tillfalle:
    """A period that has no meeting yet, the day that the rhythm gives it, and the day that is chosen.

    ``dag`` is None where no day could be; ``skal`` says in Swedish why the day is not the ordinary one.
    """

    period: str
    ordinarie: date
    dag: date | None
    skal: str = ""


@dataclass(frozen=True, slots=True)
class Serie:
    """What one type of meeting lacks, and its rhythm in words (``tredje onsdagen i månaden``)."""

    motestyp: Motestyp
    rytm: str
    tillfallen: tuple[Tillfalle, ...]


def har_rytm(motestyp: Motestyp) -> bool:
    """Whether the plan says how often such meetings are held."""
    return motestyp.frekvens in _WEEKS or motestyp.frekvens in _MONTHS


def hinder(uppehall: Sequence[Uppehall], dag: date) -> str:
    """Why no meeting should be held that day: a red day or a break, in Swedish; empty where it may be."""
    if name := rod_dag(dag):
        return name
    found = next((each for each in uppehall if each.start <= dag <= each.slut), None)
    return "" if found is None else f"uppehåll: {found.skal}" if found.skal else "uppehåll"


def serie(projekt: Projekt, motestyp: Motestyp, dag: int, ram: Ram) -> Serie:
    """One meeting in each period that has none of the type; ``dag`` is the weekday, Monday 0.

    A cancelled meeting serves no period, a moved one the period that it was moved from. The type must have a rhythm.
    """
    found = _periods(projekt, motestyp, ram)
    days = () if ram.vald else tuple(each for each in _ordinary_days(projekt, motestyp) if each.weekday() == dag)
    rhythm = _Rhythm.of(motestyp.frekvens, dag, days or (_on_or_after(ram.start, dag),), found)
    missing = utan_mote(projekt, motestyp, ram)
    return Serie(motestyp, rhythm.words, tuple(_tillfalle(each, rhythm, ram) for each in missing))


def utan_mote(projekt: Projekt, motestyp: Motestyp, ram: Ram) -> tuple[Period, ...]:
    """The periods that have no meeting of the type; none for a type without a rhythm."""
    held = _ordinary_days(projekt, motestyp)
    found = _periods(projekt, motestyp, ram)
    return tuple(each for each in found if not any(each.start <= there <= each.slut for there in held))


def _ordinary_days(projekt: Projekt, motestyp: Motestyp) -> tuple[date, ...]:
    """The days on which the type's meetings were to be held before any was moved, without the cancelled ones."""
    return tuple(
        min(mote.flyttning, key=lambda each: each.datum).tidigare if mote.flyttning else mote.dag
        for mote in projekt.alla(Mote)
        if mote.motestyp == motestyp.nyckel and mote.status is not Motesstatus.INSTALLT
    )


def _periods(projekt: Projekt, motestyp: Motestyp, ram: Ram) -> tuple[Period, ...]:
    """The plan's own periods that reach into ``ram``, so that fortnights are the same whenever they are laid out."""
    first, last = ram.start, ram.slut
    if projekt.plan:
        first, last = projekt.plan.period.start, max(projekt.plan.period.slut, ram.slut)
        while first > ram.start:
            first -= 2 * _WEEK
    found = periods(motestyp.frekvens, first, last)
    return tuple(each for each in found if each.slut >= ram.start and each.start <= ram.slut)


def _on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def post_data(motestyp: Motestyp, dag: date, idag: date, given: Mapping[str, str]) -> dict[str, Any]:
    """A planned meeting's plain data, written on the day ``idag``; the type's group is called.

    ``given`` are ``tid``, ``sluttid`` and ``plats`` as they are known.
    """
    called = {"inbjuden": [motestyp.grupp]} if motestyp.grupp else {}
    own = {"datum": idag.isoformat(), "motestyp": motestyp.nyckel, "dag": dag.isoformat()}
    return {**own, **{name: text for name, text in given.items() if text}, **called}


@dataclass(frozen=True, slots=True)
class _Rhythm:
    """Where in each period a series has its day: ``place`` is the week of a fortnight, the month of a quarter."""

    frekvens: Frekvens
    weekday: int
    place: int
    ordinal: int

    @classmethod
    def of(cls, frekvens: Frekvens, weekday: int, days: Sequence[date], found: Sequence[Period]) -> "_Rhythm":
        """The rhythm that most of ``days`` follow, of several equally common the one that comes first."""
        size = _WEEKS.get(frekvens)
        if size and found:
            anchor = _monday(found[0].start)
            place = _commonest([(_monday(each) - anchor).days // 7 % size for each in days])
        else:
            place = _commonest([(each.month - 1) % _MONTHS.get(frekvens, 1) for each in days])
        return cls(frekvens, weekday, place, _commonest([_ordinal(each) for each in days]))

    @property
    def words(self) -> str:
        """As people say it."""
        if self.frekvens in _WEEKS:
            return f"{VECKODAGAR[self.weekday]} {self.frekvens.titel}"
        where = "varje månad" if self.frekvens is Frekvens.MANAD else f"kvartalets {_ORDINALS[self.place + 1]} månad"
        return f"{_ORDINALS[self.ordinal]} {VECKODAGAR[self.weekday]}en i {where}"

    def day_in(self, period: Period) -> date:
        """The ordinary day; it may lie outside a period that is cut at the project's beginning or end."""
        if self.frekvens in _WEEKS:
            return _monday(period.start) + timedelta(days=7 * self.place + self.weekday)
        size = _MONTHS[self.frekvens]
        month = (period.start.month - 1) // size * size + self.place + 1
        if self.ordinal == LAST:
            end = last_of_month(period.start.year, month)
            return end - timedelta(days=(end.weekday() - self.weekday) % 7)
        return _on_or_after(date(period.start.year, month, 1), self.weekday) + (self.ordinal - 1) * _WEEK


def _ordinal(day: date) -> int:
    return LAST if (day + _WEEK).month != day.month else (day.day - 1) // 7 + 1


def _commonest(found: Sequence[int]) -> int:
    return Counter(found).most_common(1)[0][0]


def _tillfalle(period: Period, rhythm: _Rhythm, ram: Ram) -> Tillfalle:
    ordinarie = rhythm.day_in(period)
    if period.start < ram.start and ordinarie < ram.start:
        return Tillfalle(period.namn, ordinarie, None, "före den första dagen")
    if period.slut > ram.slut and ordinarie > ram.slut:
        return Tillfalle(period.namn, ordinarie, None, "efter den sista dagen")
    start, slut = max(period.start, ram.start), min(period.slut, ram.slut)
    skal = hinder(ram.uppehall, ordinarie) or ("" if start <= ordinarie <= slut else "utanför projektets period")
    if not skal:
        return Tillfalle(period.namn, ordinarie, ordinarie)
    others = _near(ordinarie, NEAR) if rhythm.frekvens in _WEEKS else _same_weekday_or_near(ordinarie)
    free = (day for day in others if start <= day <= slut and not hinder(ram.uppehall, day))
    return Tillfalle(period.namn, ordinarie, next(free, None), skal)


def _same_weekday_or_near(ordinarie: date) -> Iterator[date]:
    """The same weekday a week later, a week earlier and so on, and only then the working days, the nearest first."""
    for weeks in range(1, _QUARTER // 7 + 1):
        yield ordinarie + weeks * _WEEK
        yield ordinarie - weeks * _WEEK
    yield from _near(ordinarie, _QUARTER)


def _near(ordinarie: date, most: int) -> Iterator[date]:
    """Working days no more than ``most`` days away, the nearest first, of two equally near the earlier one."""
    for days in range(1, most + 1):
        yield from (day for day in (ordinarie - days * _DAY, ordinarie + days * _DAY) if arbetsdag(day))
