from datetime import date, timedelta

import pytest

from drogscen_cli.core.kalender import arbetsdag, rod_dag, veckodag


def test_a_years_red_days_are_the_swedish_ones_and_the_three_eves() -> None:
    days = (date(2023, 1, 1) + timedelta(days=each) for each in range(365))
    assert [f"{day} {namn}" for day in days if (namn := rod_dag(day))] == [
        "2023-01-01 nyårsdagen",
        "2023-01-06 trettondedag jul",
        "2023-04-07 långfredagen",
        "2023-04-09 påskdagen",
        "2023-04-10 annandag påsk",
        "2023-05-01 första maj",
        "2023-05-18 Kristi himmelsfärdsdag",
        "2023-05-28 pingstdagen",
        "2023-06-06 nationaldagen",
        "2023-06-23 midsommarafton",
        "2023-06-24 midsommardagen",
        "2023-11-04 alla helgons dag",
        "2023-12-24 julafton",
        "2023-12-25 juldagen",
        "2023-12-26 annandag jul",
        "2023-12-31 nyårsafton",
    ]


def test_two_red_days_on_one_date_are_both_named() -> None:
    assert rod_dag(date(2008, 5, 1)) == "första maj och Kristi himmelsfärdsdag"


@pytest.mark.parametrize("language", ["C", "en_US.UTF-8", "th_TH.UTF-8"])
def test_the_names_are_swedish_whatever_the_machine_speaks(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    for name in ("LANG", "LANGUAGE", "LC_ALL"):
        monkeypatch.setenv(name, language)
    assert rod_dag(date(2031, 6, 6)) == "nationaldagen"


def test_working_days_are_monday_to_friday_without_the_red_ones() -> None:
    week = [date(2023, 6, 5) + timedelta(days=each) for each in range(7)]
    assert [veckodag(day) for day in week if arbetsdag(day)] == ["måndag", "onsdag", "torsdag", "fredag"]
