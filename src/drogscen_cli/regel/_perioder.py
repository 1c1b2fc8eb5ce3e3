"""The periods in which something recurring is owed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from drogscen_cli.core.period import Period, periods
from drogscen_cli.core.plikt import Bevis
from drogscen_cli.regel import Laget

_WHOLE = {"vecka": 7, "tvåveckorsperiod": 14, "månad": 30, "kvartal": 91}
"""Days of a whole period, about."""


def owed(laget: Laget, start: date, slut: date) -> Iterator[Period]:
    """The demand's periods from ``start`` to ``slut``, but none within a break of the plan and no stumps at the ends.

    A stump has less than half the days of a whole period. None at all where the demand has no interval.
    """
    for period in periods(laget.krav.frekvens or "", start, slut):
        resting = any(rest.start <= period.start and period.slut <= rest.slut for rest in laget.plan.uppehall)
        if not resting and 2 * ((period.slut - period.start).days + 1) >= _WHOLE[period.enhet[0]]:
            yield period


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
