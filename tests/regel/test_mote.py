"""Meetings over time: what one day's answer is before and after the next meeting."""

from datetime import date

import pytest
from tests.world import MemorySource

from drogscen_cli.core.plikt import Plikt, Tillstand
from drogscen_cli.kontroll import Resultat, kontrollera
from drogscen_cli.load import load

PLAN = """\
namn: N
period: {start: 2023-01-01, slut: 2023-12-31}
foljs_fran: 2023-01-01
uppehall: [UPPEHALL]
motestyp: [{nyckel: m, titel: Möten, frekvens: FREKVENS, marginal: MARGINAL}]
krav: [{nr: 1, paragraf: "12", text: Möten hålls., regel: [MOT01], motestyp: m}]
"""


def _kontroll(dag: str, frekvens: str, held: list[str], marginal: int = 0, uppehall: str = "") -> Resultat:
    plan = PLAN.replace("FREKVENS", frekvens).replace("MARGINAL", str(marginal)).replace("UPPEHALL", uppehall)
    files = {"projekt/projektplan.yaml": plan}
    for nr, day in enumerate(held, start=1):
        files[f"projekt/mote/M-{nr:03}.yaml"] = f"motestyp: m\ndag: {day}\ngenomfort: {day}\n"
    source = MemorySource({path: text.encode() for path, text in files.items()})
    return kontrollera(load(source), date.fromisoformat(dag))


def _plikt(resultat: Resultat, omfattning: str) -> Plikt:
    return next(
        plikt for plikt in resultat.plikter if plikt.omfattning.replace("\N{NO-BREAK SPACE}", " ") == omfattning
    )


@pytest.mark.parametrize(
    ("dag", "tillstand", "senast"),
    [
        ("2023-02-28", Tillstand.KOMMANDE, "2023-02-28"),
        ("2023-03-01", Tillstand.KOMMANDE, "2023-03-05"),
        ("2023-03-05", Tillstand.KOMMANDE, "2023-03-05"),
        ("2023-03-06", Tillstand.UTEBLIVEN, "2023-02-28"),
    ],
)
def test_a_meeting_is_awaited_through_the_slack_and_then_missed(dag: str, tillstand: Tillstand, senast: str) -> None:
    plikt = _plikt(_kontroll(dag, "manad", ["2023-01-10"], marginal=5), "februari 2023")
    assert (plikt.tillstand, plikt.senast.isoformat()) == (tillstand, senast)


def test_a_meeting_within_the_slack_is_in_time_and_shows_its_own_day() -> None:
    found = _plikt(_kontroll("2023-04-30", "manad", ["2023-03-03", "2023-03-29"], marginal=5), "februari 2023")
    assert found.tillstand is Tillstand.HALLEN
    assert [(bevis.ident, bevis.dag.isoformat()) for bevis in found.bevis] == [("M-001", "2023-03-03")]


def test_a_meeting_before_the_period_counts_within_the_slack_when_its_own_period_has_another() -> None:
    resultat = _kontroll("2023-03-31", "manad", ["2023-01-10", "2023-01-30", "2023-03-15"], marginal=5)
    assert _plikt(resultat, "januari 2023").bevis[0].ident == "M-001"
    assert _plikt(resultat, "februari 2023").bevis[0].ident == "M-002"


def test_a_period_does_not_take_the_only_meeting_of_the_next() -> None:
    resultat = _kontroll("2023-03-31", "manad", ["2023-02-02", "2023-03-15"], marginal=20)
    assert _plikt(resultat, "januari 2023").tillstand is Tillstand.UTEBLIVEN
    assert _plikt(resultat, "februari 2023").tillstand is Tillstand.HALLEN


def test_a_cancelled_fortnight_is_missed_in_its_own_fortnight_whatever_comes_after() -> None:
    held = ["2023-01-11", "2023-02-08", "2023-02-22", "2023-03-08"]
    resultat = _kontroll("2023-03-20", "varannan-vecka", held, marginal=7)
    assert [plikt.omfattning for plikt in resultat.plikter_i(Tillstand.UTEBLIVEN)] == [
        "v.\N{NO-BREAK SPACE}4–5\N{NO-BREAK SPACE}2023"
    ]


@pytest.mark.parametrize(
    ("uppehall", "owed"),
    [
        ("{nr: 1, start: 2023-07-03, slut: 2023-08-04}", False),
        ("{nr: 1, start: 2023-07-10, slut: 2023-07-31}", False),
        ("{nr: 1, start: 2023-07-01, slut: 2023-07-07}, {nr: 2, start: 2023-07-06, slut: 2023-07-19}", False),
        ("{nr: 1, start: 2023-07-19, slut: 2023-08-04}", True),
        ("{nr: 1, start: 2023-07-01, slut: 2023-07-02}", True),
    ],
)
def test_a_month_is_owed_a_meeting_when_breaks_leave_more_than_half_of_its_weekdays(
    uppehall: str, *, owed: bool
) -> None:
    resultat = _kontroll("2023-12-31", "manad", [], uppehall=uppehall)
    assert any(plikt.omfattning.startswith("juli") for plikt in resultat.plikter) is owed


def test_a_week_of_a_fortnight_at_the_end_of_the_project_is_not_owed_a_meeting() -> None:
    owed = [plikt.omfattning for plikt in _kontroll("2023-12-31", "varannan-vecka", []).plikter]
    assert (owed[0], owed[-1]) == (
        "v.\N{NO-BREAK SPACE}2–3\N{NO-BREAK SPACE}2023",
        "v.\N{NO-BREAK SPACE}50–51\N{NO-BREAK SPACE}2023",
    )
