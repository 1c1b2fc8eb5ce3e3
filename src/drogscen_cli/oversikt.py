"""What is due now: the same duties as ``kontroll``, worded for a Monday morning."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from drogscen_cli.core.fynd import Allvar, Stalle
from drogscen_cli.core.plikt import Plikt, Tillstand
from drogscen_cli.core.swedish import NBSP, count, day_long, day_short, listing, tkr, week
from drogscen_cli.kontroll import Resultat
from drogscen_cli.pengar import Stallning, stallningar
from drogscen_cli.projekt import Projekt
from drogscen_cli.punkter import Punkt, oppna_punkter
from drogscen_cli.regel import BY_HAND, rules
from drogscen_cli.register.andring import Andring, Andringsstatus
from drogscen_cli.register.mote import Mote, Motesstatus
from drogscen_cli.register.projektplan import Projektplan

SOON = timedelta(days=14)
FRESH = timedelta(days=60)
"""What fell due longer ago can seldom be made good: it stands below what somebody can still act on."""


@dataclass(frozen=True, slots=True)
class Rad:
    """A line: what, who or which, and when."""

    vad: str
    vem: str = ""
    nar: str = ""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A line, the day that it is ordered by, and the command that does something about it."""

    dag: date
    rad: Rad
    kommando: str = ""


@dataclass(frozen=True, slots=True)
class Oversikt:
    """Headline, sections of lines, and the command that comes next."""

    rubrik: str
    avsnitt: tuple[tuple[str, tuple[Rad, ...]], ...]
    harnast: str


def oversikt(projekt: Projekt, resultat: Resultat) -> Oversikt:
    """The overview of a day; ``projekt`` as it stood that day."""
    plan, dag = projekt.plan, resultat.dag
    if plan is None:
        return Oversikt(*_without_plan(projekt))
    overdue = _ordered(_overdue(projekt, resultat), dag)
    soon = _ordered(_soon(projekt, resultat), dag)
    sections = (
        ("Försenat", tuple(each.rad for each in overdue)),
        (f"Inom {SOON.days} dagar", tuple(each.rad for each in soon)),
        ("Pengar", tuple(_money(projekt))),
        ("Att rätta", tuple(_faults(projekt, resultat))),
    )
    shown = tuple(each for each in sections if each[1])
    return Oversikt(_headline(plan, dag), shown, _next(overdue, soon, resultat))


def _without_plan(projekt: Projekt) -> tuple[str, tuple[()], str]:
    if projekt.ursprung and projekt.ursprung.plan and (gjord := projekt.ursprung.plan.datum):
        return f"Projektplanen är daterad {day_long(gjord)} och gäller inte före den dagen", (), ""
    return "Projektplanen går inte att läsa", (), "drogscen kontroll"


def _headline(plan: Projektplan, dag: date) -> str:
    start, slut = plan.period.start, plan.period.slut
    total = (slut - start).days + 1
    if dag < start:
        place = f"börjar om {count((start - dag).days, 'dag', 'dagar')}"
    elif dag > slut:
        place = f"projektet slutade {day_long(slut)}, för {count((dag - slut).days, 'dag', 'dagar')} sedan"
    else:
        place = f"dag {(dag - start).days + 1} av {total}"
    return f"{plan.namn} · {place} · {week(dag)}"


def _overdue(projekt: Projekt, resultat: Resultat) -> Iterator[_Dated]:
    dag = resultat.dag
    for alike in _folded(resultat.plikter_i(Tillstand.UTEBLIVEN)):
        first = alike[0].senast
        nar = f"sedan {_day(first, dag)}" if len(alike) > 1 else _day(first, dag)
        yield _Dated(alike[-1].senast, _duties(projekt, alike, dag, nar, " saknas"), _command(alike[0]))
    for punkt in oppna_punkter(projekt, dag):
        if punkt.senast and punkt.senast < dag:
            yield _Dated(punkt.senast, _point(projekt, punkt, punkt.senast, dag))


def _soon(projekt: Projekt, resultat: Resultat) -> Iterator[_Dated]:
    dag, last = resultat.dag, resultat.dag + SOON
    coming = [plikt for plikt in resultat.plikter_i(Tillstand.KOMMANDE) if plikt.senast <= last]
    for mote in projekt.alla(Mote):
        if mote.status is Motesstatus.PLANERAT and dag <= mote.dag <= last:
            mine = [plikt for plikt in coming if _is_for(plikt, mote)]
            coming = [plikt for plikt in coming if plikt not in mine and not _is_held_by(projekt, plikt, mote)]
            rad = Rad(f"{projekt.motesnamn(mote)} {mote.id}", _lacks(projekt, mote, mine), _day(mote.dag, dag))
            yield _Dated(mote.dag, rad, next(filter(None, map(_command, mine)), ""))
    for alike in _folded(coming):
        rad = _duties(projekt, alike, dag, _day(alike[0].senast, dag), "")
        yield _Dated(alike[0].senast, rad, _command(alike[0]))
    for punkt in oppna_punkter(projekt, dag):
        if punkt.senast and dag <= punkt.senast <= last:
            yield _Dated(punkt.senast, _point(projekt, punkt, punkt.senast, dag))


def _folded(plikter: Iterable[Plikt]) -> Iterator[list[Plikt]]:
    """Duties of the same kind together, each group in the order of its days."""

    def same(plikt: Plikt) -> tuple[str, Stalle, str]:
        return plikt.regel, plikt.stalle, plikt.vad

    for _, found in groupby(sorted(plikter, key=same), key=same):
        yield sorted(found, key=lambda plikt: plikt.senast)


def _ordered(found: Iterable[_Dated], dag: date) -> tuple[_Dated, ...]:
    """In the order of the days, but what can hardly be made good any more last."""
    return tuple(sorted(found, key=lambda each: (each.dag < dag - FRESH, each.dag)))


def _day(day: date, today: date) -> str:
    return day_short(day) if day.year == today.year else f"{day_short(day)}{NBSP}{day.year}"


def _command(plikt: Plikt) -> str:
    """What does something about it; the meeting's id with it, where another meeting would else be taken."""
    found = rules()[plikt.regel].regel.harnast
    mote = re.match(r"M-[0-9]+", plikt.omfattning)
    return f"{found} {mote[0]}" if mote and found == "drogscen mote anteckna" else found


def _duties(projekt: Projekt, alike: list[Plikt], dag: date, nar: str, verb: str) -> Rad:
    """One duty by its scope; several by their number and their scopes."""
    first = alike[0]
    what = f"{first.vad[0].upper()}{first.vad[1:]}{_which(first)}"
    scopes = listing([plikt.omfattning.removesuffix(f"{NBSP}{dag.year}") for plikt in alike])
    said = f"{what}{verb} för {len(alike)} {first.enhet[1]}: {scopes}" if len(alike) > 1 else f"{what} för {scopes}"
    owners = dict.fromkeys(_owner(projekt, plikt.ansvarig, dag) for plikt in alike)
    return Rad(said, ", ".join(filter(None, owners)), nar)


def _which(plikt: Plikt) -> str:
    """Which demand it is, where every demand's duties are called the same: those that are ticked by hand."""
    return f"{NBSP}§{NBSP}{plikt.paragraf}" if plikt.regel == BY_HAND else ""


def _owner(projekt: Projekt, nyckel: str | None, dag: date) -> str:
    """Who holds the role that day; the role's title where nobody does, or the person's or group's own name."""
    held = projekt.innehavare(nyckel, dag) if nyckel else ()
    return ", ".join(projekt.vem(person) for person in held) or projekt.vem(nyckel)


def _point(projekt: Projekt, punkt: Punkt, senast: date, dag: date) -> Rad:
    nyckel = getattr(projekt.hitta(punkt.referens), "ansvarig", None)
    return Rad(f"Åtgärd {punkt.referens} {punkt.text}", _owner(projekt, nyckel, dag), _day(senast, dag))


def _is_for(plikt: Plikt, mote: Mote) -> bool:
    """Whether the duty is owed to the meeting, and not after it."""
    return plikt.senast <= mote.dag and mote.id in re.findall(r"[A-Z]+-[0-9]+", plikt.omfattning)


def _is_held_by(projekt: Projekt, plikt: Plikt, mote: Mote) -> bool:
    """Whether the duty is to hold such a meeting, which the planned one does."""
    return plikt.vad.casefold() == projekt.motesnamn(mote).casefold() and mote.dag <= plikt.senast


def _lacks(projekt: Projekt, mote: Mote, owed: Iterable[Plikt]) -> str:
    missing = Counter(plikt.vad for plikt in owed)
    parts = [f"{vad} saknas ({number})" if number > 1 else f"{vad} saknas" for vad, number in missing.items()]
    waiting = sum(1 for andring in projekt.alla(Andring) if andring.status is Andringsstatus.OBESLUTAD)
    if waiting and projekt.plan and projekt.plan.andring_beslutas == mote.motestyp:
        parts.append(f"{count(waiting, 'ändringsbegäran', 'ändringsbegäranden')} att besluta")
    return " · ".join(parts)


def _money(projekt: Projekt) -> Iterator[Rad]:
    for stallning in stallningar(projekt):
        if stallning.tak is not None and (stallning.kant or stallning.prognos):
            yield Rad(stallning.titel, _amounts(stallning))


def _amounts(stallning: Stallning) -> str:
    tak = f"högst {tkr(stallning.tak or 0)}"
    if stallning.prognos:
        return f"prognos {tkr(stallning.prognos.rad.belopp)} av {tak}"
    return f"utfall och åtaganden {tkr(stallning.bundet)} av {tak}"


def _faults(projekt: Projekt, resultat: Resultat) -> Iterator[Rad]:
    faults = sum(1 for fynd in resultat.fynd if fynd.allvar is Allvar.FEL and not fynd.paragraf)
    if faults:
        yield Rad(f"{count(faults, 'fel', 'fel')} i filerna", "drogscen kontroll")
    told = {punkt.referens for punkt in oppna_punkter(projekt, resultat.dag)}
    breaches = sum(1 for fynd in resultat.brott if fynd.allvar is Allvar.FEL and fynd.omfattning not in told)
    if breaches:
        yield Rad(f"{count(breaches, 'avsteg', 'avsteg')} från planen", "drogscen kontroll")
    undecided = resultat.antal(Allvar.OAVGJORD)
    if undecided:
        yield Rad(f"{count(undecided, 'fråga', 'frågor')} går inte att avgöra", "uppgifter saknas")


def _next(overdue: Iterable[_Dated], soon: Iterable[_Dated], resultat: Resultat) -> str:
    """What does the first late duty that a command can do; then what is wrong, then the first coming one."""
    late = next((each.kommando for each in overdue if each.kommando), "")
    if late or any(fynd.allvar is Allvar.FEL for fynd in resultat.fynd):
        return late or "drogscen kontroll"
    coming = next((each.kommando for each in soon if each.kommando), "")
    return coming or ("drogscen kontroll" if resultat.fynd else "")
