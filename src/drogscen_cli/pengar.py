"""Money as the records tell it: booked, bound and expected, for the whole and for each budget post (plan § 6).

An explicit forecast is somebody's judgement; a computed one is the rate so far, drawn on. The two never stand for each
other: ``Stallning.prognos`` is explicit only, ``slutprognos`` says which of the two it is.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from drogscen_cli.core.post import Post
from drogscen_cli.core.swedish import last_of_month, months
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.ekonomi import Atagande, Bokford, Ekonomi, Prognos

MONTHS_FOR_RATE = 3
"""Months with outturn below which no rate is computed."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The latest forecast, of several on one day the one noted last, and the record it stands in."""

    post: Post
    rad: Prognos


@dataclass(frozen=True, slots=True)
class Stallning:
    """Where the money stands, in kronor. ``nyckel`` is the budget post, empty for the whole; ``tak`` None: no cap.

    ``kant`` is False while nothing is booked or bound: then 0 means unknown and not zero.
    """

    nyckel: str
    titel: str
    tak: Decimal | None
    bokfort: Decimal
    atagande: Decimal
    prognos: Forecast | None
    kant: bool

    @property
    def bundet(self) -> Decimal:
        """Booked and bound together."""
        return self.bokfort + self.atagande

    @property
    def kvar(self) -> Decimal | None:
        """What is left under the cap."""
        return None if self.tak is None else self.tak - self.bundet


@dataclass(frozen=True, slots=True)
class Slutprognos:
    """What the project, or a post, will have cost at its end; ``per_dag`` only where it is ``beraknad``: a rate so far.

    ``dag`` is the explicit forecast's day, or the last day whose outturn the rate counts.
    """

    belopp: Decimal
    beraknad: bool
    dag: date
    per_dag: Decimal | None = None


class Passage(StrEnum):
    """Whether a cap is passed."""

    OKANT = "okant"
    RYMS = "ryms"
    KOMMER = "kommer"
    PASSERAT = "passerat"


@dataclass(frozen=True, slots=True)
class Passering:
    """Whether, and about which day, a cap is passed; the day is None where it is not, or nobody can say."""

    lage: Passage
    dag: date | None = None


@dataclass(frozen=True, slots=True)
class Manad:
    """A month's outturn, and all outturn to the end of it."""

    ar: int
    manad: int
    bokfort: Decimal
    ackumulerat: Decimal


def stallningar(projekt: Projekt) -> tuple[Stallning, ...]:
    """The whole first, then the plan's budget posts in the plan's order; empty without a plan."""
    plan = projekt.plan
    if plan is None:
        return ()
    hela = _stallning(projekt, "", "Hela projektet", plan.budget.tak if plan.budget else None)
    return (hela, *(_stallning(projekt, post.nyckel, post.titel, post.tak) for post in plan.budgetpost))


def manader(projekt: Projekt, nyckel: str = "") -> tuple[Manad, ...]:
    """The months from the first outturn to the last, those without any too; of a post, or of the whole."""
    rows = _booked(projekt, nyckel)
    if not rows:
        return ()
    sums: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for rad in rows:
        sums[rad.dag.year, rad.dag.month] += rad.belopp
    found, total = [], Decimal(0)
    for year, month in months(min(rad.dag for rad in rows), max(rad.dag for rad in rows)):
        total += sums[year, month]
        found.append(Manad(year, month, sums[year, month], total))
    return tuple(found)


def slutprognos(projekt: Projekt, stallning: Stallning, dag: date) -> Slutprognos | None:
    """The explicit forecast; without one the rate so far, if three months have outturn; else None: unknown.

    ``projekt`` is the snapshot as it stood on ``dag``. The rate is outturn per day from the project's start (or the
    first month with outturn, if that is earlier) to the end of the last month with outturn; what is bound is the least.
    """
    if stallning.prognos:
        return Slutprognos(stallning.prognos.rad.belopp, beraknad=False, dag=stallning.prognos.rad.dag)
    rows = _booked(projekt, stallning.nyckel)
    plan = projekt.plan
    if plan is None or len({(rad.dag.year, rad.dag.month) for rad in rows}) < MONTHS_FOR_RATE:
        return None
    first, last = min(rad.dag for rad in rows), max(rad.dag for rad in rows)
    start, end = min(plan.period.start, first.replace(day=1)), min(last_of_month(last.year, last.month), max(dag, last))
    rate = Fraction(stallning.bokfort) / ((end - start).days + 1)
    reached = Fraction(stallning.bokfort) + rate * max(0, (plan.period.slut - end).days)
    return Slutprognos(max(_whole(reached), stallning.bundet), beraknad=True, dag=end, per_dag=_whole(rate))


def passering(projekt: Projekt, stallning: Stallning, dag: date) -> Passering:
    """Whether what is booked and bound has passed the cap, and when; else when the way to the forecast will pass it.

    The way is a straight line from what is booked and bound on ``dag`` to the forecast on the project's last day.
    """
    tak, plan = stallning.tak, projekt.plan
    if tak is None or plan is None:
        return Passering(Passage.OKANT)
    if stallning.bundet > tak:
        return Passering(Passage.PASSERAT, _passed(projekt, stallning.nyckel, tak))
    prognos = slutprognos(projekt, stallning, dag)
    if prognos is None:
        return Passering(Passage.OKANT)
    if prognos.belopp <= tak:
        return Passering(Passage.RYMS)
    if dag >= plan.period.slut:
        return Passering(Passage.KOMMER)
    share = Fraction(tak - stallning.bundet) / Fraction(prognos.belopp - stallning.bundet)
    ahead = int(share * (plan.period.slut - dag).days) + 1
    return Passering(Passage.KOMMER, dag + timedelta(days=ahead))


def _passed(projekt: Projekt, nyckel: str, tak: Decimal) -> date:
    """The day from which the cap has been passed ever since."""
    events = [(rad.dag, rad.belopp) for rad in _booked(projekt, nyckel)]
    events += [(rad.dag, rad.belopp) for rad in _bound(projekt, nyckel)]
    total, since = Decimal(0), None
    by_day: dict[date, Decimal] = defaultdict(Decimal)
    for day, belopp in events:
        by_day[day] += belopp
    for day in sorted(by_day):
        total += by_day[day]
        since = (since or day) if total > tak else None
    return since or max(by_day)


def _whole(amount: Fraction) -> Decimal:
    """Whole kronor, halves upwards."""
    return Decimal((amount + Fraction(1, 2)).__floor__())


def _stallning(projekt: Projekt, nyckel: str, titel: str, tak: Decimal | None) -> Stallning:
    bokford, atagande = _booked(projekt, nyckel), tuple(_bound(projekt, nyckel))
    return Stallning(
        nyckel,
        titel,
        tak,
        sum((rad.belopp for rad in bokford), Decimal(0)),
        sum((rad.belopp for rad in atagande), Decimal(0)),
        _latest(projekt, nyckel),
        bool(bokford or atagande),
    )


def _booked(projekt: Projekt, nyckel: str) -> tuple[Bokford, ...]:
    return tuple(rad for post in projekt.alla(Ekonomi) for rad in post.bokford if nyckel in ("", rad.budgetpost))


def _bound(projekt: Projekt, nyckel: str) -> Iterator[Atagande]:
    for post in projekt.alla(Ekonomi):
        yield from (rad for rad in post.atagande if nyckel in ("", rad.budgetpost) and rad.upphort is None)


def _latest(projekt: Projekt, nyckel: str) -> Forecast | None:
    found = [
        Forecast(post, rad)
        for post in projekt.alla(Ekonomi)
        for rad in post.prognos
        if (rad.budgetpost or "") == nyckel
    ]
    return max(reversed(found), key=lambda forecast: forecast.rad.dag, default=None)
