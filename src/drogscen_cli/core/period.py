"""The periods that something recurring is owed for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from drogscen_cli.core.plikt import Enhet
from drogscen_cli.core.swedish import last_of_month, month_name, months, week

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
    """First and last day, a name for it, and what such periods are called (one, several)."""

    start: date
    slut: date
    namn: str
    enhet: Enhet


def periods(frekvens: str, start: date, slut: date) -> Iterator[Period]:
    """The calendar periods from ``start`` to ``slut``, cut at both ends; none for what has no period of its own."""
    if frekvens in _MONTHS:
        yield from _by_months(frekvens, start, slut)
    elif frekvens in _DAYS:
        yield from _by_days(frekvens, start, slut)


def _by_months(frekvens: str, start: date, slut: date) -> Iterator[Period]:
    size = _MONTHS[frekvens]
    for year, month in months(start, slut):
        if size == 1 or month % size == 1 or (year, month) == (start.year, start.month):
            end = last_of_month(year, month + (-month % size))
            namn = month_name(year, month) if size == 1 else f"kvartal {(month + 2) // 3} {year}"
            yield Period(max(start, date(year, month, 1)), min(slut, end), namn, _ENHET[frekvens])


def _by_days(frekvens: str, start: date, slut: date) -> Iterator[Period]:
    size = timedelta(days=_DAYS[frekvens])
    monday = start - timedelta(days=start.weekday())
    while monday <= slut:
        end = monday + size - timedelta(days=1)
        namn = week(monday) if size.days == 7 else f"{week(monday)}–{end.isocalendar().week}"  # noqa: PLR2004
        yield Period(max(start, monday), min(slut, end), namn, _ENHET[frekvens])
        monday += size
