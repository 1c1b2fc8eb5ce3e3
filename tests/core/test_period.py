from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drogscen_cli.core.period import periods

DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))
RECURRING = ("vecka", "varannan-vecka", "manad", "kvartal")


def _shown(frekvens: str, start: str, slut: str) -> list[str]:
    found = periods(frekvens, date.fromisoformat(start), date.fromisoformat(slut))
    return [f"{period.start}/{period.slut} {period.namn}".replace("\u00a0", " ") for period in found]


def test_months_are_calendar_months_cut_at_both_ends() -> None:
    assert _shown("manad", "2023-11-20", "2024-01-10") == [
        "2023-11-20/2023-11-30 november 2023",
        "2023-12-01/2023-12-31 december 2023",
        "2024-01-01/2024-01-10 januari 2024",
    ]


def test_quarters_are_calendar_quarters_whatever_month_the_project_starts_in() -> None:
    assert _shown("kvartal", "2023-02-15", "2023-08-01") == [
        "2023-02-15/2023-03-31 kvartal 1 2023",
        "2023-04-01/2023-06-30 kvartal 2 2023",
        "2023-07-01/2023-08-01 kvartal 3 2023",
    ]


def test_weeks_run_from_monday_to_sunday() -> None:
    assert _shown("vecka", "2023-01-01", "2023-01-10") == [
        "2023-01-01/2023-01-01 v. 52 2022",
        "2023-01-02/2023-01-08 v. 1 2023",
        "2023-01-09/2023-01-10 v. 2 2023",
    ]


def test_fortnights_are_counted_from_the_week_of_the_first_day() -> None:
    assert _shown("varannan-vecka", "2023-01-04", "2023-01-20") == [
        "2023-01-04/2023-01-15 v. 1–2 2023",
        "2023-01-16/2023-01-20 v. 3–4 2023",
    ]


@pytest.mark.parametrize("frekvens", ["mote", "vid-behov", ""])
def test_what_has_no_period_of_its_own_gives_none(frekvens: str) -> None:
    assert _shown(frekvens, "2023-01-01", "2023-12-31") == []


@settings(deadline=None)
@given(st.sampled_from(RECURRING), DAYS, DAYS)
def test_periods_follow_on_each_other_and_cover_every_day_once(frekvens: str, one: date, other: date) -> None:
    start, slut = sorted((one, other))
    found = list(periods(frekvens, start, slut))
    assert found[0].start == start
    assert found[-1].slut == slut
    assert all(period.start <= period.slut for period in found)
    assert [period.start for period in found[1:]] == [period.slut + timedelta(days=1) for period in found[:-1]]
