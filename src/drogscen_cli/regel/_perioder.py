"""The periods in which something recurring is owed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from drogscen_cli.core.period import Period, periods, weekdays
from drogscen_cli.core.plikt import Bevis
from drogscen_cli.core.post import Tidsspann
from drogscen_cli.regel import Laget


def owed(laget: Laget, frekvens: str, spann: Tidsspann) -> Iterator[Period]:
    """The periods from the span's first day to its last in which a meeting, a contact, presence or a tick is owed.

    Such a thing takes its day among the period's others, so it is owed only where the span's ends and the plan's breaks
    leave more than half of the whole period's weekdays. None at all where the frequency has no periods.
    """
    for period in periods(frekvens, spann.start, spann.slut):
        left = set(weekdays(period.start, period.slut)) - _resting(laget, period)
        if 2 * len(left) > period.vardagar:
            yield period


def accounted(laget: Laget, frekvens: str, spann: Tidsspann) -> Iterator[Period]:
    """The periods of the span that somebody answers for: every one, however short, of which a day is outside breaks.

    A risk analysis looks back on the whole period, and the plan wants every calendar month of the project analysed, so
    part of one is answered for as well.
    """
    for period in periods(frekvens, spann.start, spann.slut):
        if not _days(period) <= _resting(laget, period):
            yield period


def _resting(laget: Laget, period: Period) -> set[date]:
    """The days of the plan's breaks in the period."""
    return {day for day in _days(period) if any(rest.start <= day <= rest.slut for rest in laget.plan.uppehall)}


def _days(period: Period) -> set[date]:
    return {period.start + timedelta(days=n) for n in range((period.slut - period.start).days + 1)}


def sorted_into(found: Iterable[Period], bevis: Iterable[Bevis]) -> Iterator[tuple[Period, tuple[Bevis, ...]]]:
    """Each period, in their order, with the evidence of its days."""
    those = list(found)
    starts = [period.start for period in those]
    rows: list[list[Bevis]] = [[] for _ in those]
    for each in bevis:
        place = bisect_right(starts, each.dag) - 1
        if place >= 0 and each.dag <= those[place].slut:
            rows[place].append(each)
    yield from zip(those, map(tuple, rows), strict=True)


def has_interval(laget: Laget) -> bool:
    """Whether the demand says how often, in a way that has periods."""
    plan = laget.plan.period
    return any(periods(laget.krav.frekvens or "", plan.start, plan.start))
