"""The periods that something recurring is owed for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from drogscen_cli.core.plikt import Enhet
from drogscen_cli.core.swedish import NBSP, last_of_month, month_name, months, week

_MONTHS = {"manad": 1, "kvartal": 3}
_DAYS = {"vecka": 7, "varannan-vecka": 14}
_ENHET = {
    "manad": ("månad", "månader"),
    "kvartal": ("kvartal", "kvartal"),
    "vecka": ("vecka", "veckor"),
    "varannan-vecka": ("tvåveckorsperiod", "tvåveckorsperioder"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, a name for it, and what such periods are called (one, several).

    ``vardagar`` is the number of weekdays of the whole period, which the project's first or last day may have cut.
    """

    start: date
    slut: date
    namn: str
    enhet: Enhet
    vardagar: int = 0


def periods(frekvens: str, start: date, slut: date) -> Iterator[Period]:
    """The calendar periods from ``start`` to ``slut``, cut at both ends; none for what has no period of its own."""
    if frekvens in _MONTHS:
        yield from _by_months(frekvens, start, slut)
    elif frekvens in _DAYS:
        yield from _by_days(frekvens, start, slut)


def weekdays(start: date, slut: date) -> Iterator[date]:
    """Monday to Friday, from ``start`` through ``slut``, whether red or not."""
    days = (start + timedelta(days=n) for n in range((slut - start).days + 1))
    return (day for day in days if day.weekday() < 5)  # noqa: PLR2004 – Saturday


def _by_months(frekvens: str, start: date, slut: date) -> Iterator[Period]:
    size = _MONTHS[frekvens]
    for year, month in months(start, slut):
        if size == 1 or month % size == 1 or (year, month) == (start.year, start.month):
            end = last_of_month(year, month + (-month % size))
            first = date(year, month - (month - 1) % size, 1)
            namn = month_name(year, month) if size == 1 else f"kvartal {(month + 2) // 3} {year}"
            whole = sum(1 for _ in weekdays(first, end))
            yield Period(max(start, first), min(slut, end), namn, _ENHET[frekvens], whole)


def _weeks(first: date, last: date) -> str:
    """``v. 15 2023`` or ``v. 15–16 2023``: a week's number comes back, so it is nothing without its year."""
    begins, ends = first.isocalendar(), last.isocalendar()
    if begins.year != ends.year:
        return f"{week(first)}{NBSP}{begins.year}–{ends.week}{NBSP}{ends.year}"
    return f"{week(first)}{'' if begins.week == ends.week else f'–{ends.week}'}{NBSP}{ends.year}"


def _by_days(frekvens: str, start: date, slut: date) -> Iterator[Period]:
    size = timedelta(days=_DAYS[frekvens])
    monday = start - timedelta(days=start.weekday())
    while monday <= slut:
        end = monday + size - timedelta(days=1)
        namn = _weeks(monday, end)
        yield Period(max(start, monday), min(slut, end), namn, _ENHET[frekvens], size.days // 7 * 5)
        monday += size
