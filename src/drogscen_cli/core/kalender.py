"""The Swedish calendar: weekdays, red days, and the days on which people work."""

from collections.abc import Mapping
from datetime import date
from functools import cache

VECKODAGAR = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
"""The weekdays' names, Monday first as in ``date.weekday``."""

_SATURDAY = 5


def veckodag(dag: date) -> str:
    """``onsdag``."""
    return VECKODAGAR[dag.weekday()]


def rod_dag(dag: date) -> str:
    """What a red day is called in running text (``långfredagen``); empty for other days.

    Midsommarafton, julafton and nyårsafton count, on which nobody meets either; a Sunday is not red for that alone.
    """
    return _red_days(dag.year).get(dag, "")


def arbetsdag(dag: date) -> bool:
    """Monday to Friday, and not red."""
    return dag.weekday() < _SATURDAY and not rod_dag(dag)


@cache
def _red_days(year: int) -> Mapping[date, str]:
    """The library's days of one year, in Swedish whatever the machine's locale says."""
    from holidays.countries.sweden import Sweden

    found = Sweden(years=year, language="sv", categories=("public", "de_facto"), include_sundays=False, expand=False)
    return {dag: " och ".join(_in_text(name) for name in str(namn).split("; ")) for dag, namn in found.items()}


def _in_text(name: str) -> str:
    return name if name.startswith("Kristi") else name[0].lower() + name[1:]
