"""Bare ``drogscen``: what is late, what is coming, and where the money stands."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.world import MemorySource

from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager.source import Source, TreeSource
from drogscen_cli.load import load
from drogscen_cli.oversikt import Oversikt, oversikt

ROOT = Path(__file__).parents[1]
EXEMPEL = ROOT / "tests/data/exempel"
PLAN = "namn: Provprojektet\nperiod: {start: 2023-01-01, slut: 2023-06-30}\n"


def _of(source: Source, dag: str) -> Oversikt:
    projekt, day = load(source), date.fromisoformat(dag)
    return oversikt(projekt.per(day), kontrollera(projekt, day))


def _memory(dag: str, projektplan: str = PLAN, **files: str) -> Oversikt:
    paths = {"projektplan": projektplan} | {
        name.replace("__", "/").replace("_", "-"): text for name, text in files.items()
    }
    return _of(MemorySource({f"projekt/{name}.yaml": text.encode() for name, text in paths.items()}), dag)


def _lines(found: Oversikt) -> list[str]:
    """As one reads it: headline, and a line for each row with its heading."""

    def said() -> Iterator[str]:
        yield found.rubrik
        for rubrik, rader in found.avsnitt:
            yield from (" | ".join((rubrik, *filter(None, (rad.vad, rad.vem, rad.nar)))) for rad in rader)
        yield f"→ {found.harnast}"

    return [line.replace("\u00a0", " ") for line in said()]


@pytest.mark.parametrize(
    ("dag", "rubrik"),
    [
        ("2022-12-30", "Provprojektet · börjar om 2 dagar · v. 52"),
        ("2022-12-31", "Provprojektet · börjar om 1 dag · v. 52"),
        ("2023-01-01", "Provprojektet · dag 1 av 181 · v. 52"),
        ("2023-06-30", "Provprojektet · dag 181 av 181 · v. 26"),
        ("2023-07-01", "Provprojektet · projektet slutade den 30 juni 2023, för 1 dag sedan · v. 26"),
        ("2023-07-10", "Provprojektet · projektet slutade den 30 juni 2023, för 10 dagar sedan · v. 28"),
    ],
)
def test_before_during_and_after_the_period_nothing_to_do_is_one_line(dag: str, rubrik: str) -> None:
    assert _lines(_memory(dag)) == [rubrik, "→ "]


def test_the_end_of_may_in_the_example() -> None:
    assert _lines(_of(TreeSource(EXEMPEL), "2023-05-30")) == [
        "Trygg park Exempelparken (påhittat exempel) · dag 150 av 365 · v. 22",
        "Försenat | Riskanalys för april | Projektledaren | 30 april",
        "Försenat | Åtgärd R-001/atgard/2 Inventera ersättare | Enhetschef A | 15 maj",
        "Inom 14 dagar | Styrgruppsmöte M-005 | 1 ändringsbegäran att besluta | 31 maj",
        "Inom 14 dagar | Åtgärd AV-001/atgard/1 Tillfällig belysning hyrs in | Enhetschef A | 5 juni",
        (
            "Inom 14 dagar | Åtgärd M-004/atgard/1 Boka avstämning med lokalpolisen inför midsommar | "
            "Projektledaren | 9 juni"
        ),
        "Pengar | Hela projektet | prognos 1 940 tkr av högst 2 000 tkr",
        "Pengar | Föreningsbidrag | prognos 260 tkr av högst 275 tkr",
        "Att rätta | 1 fråga går inte att avgöra | uppgifter saknas",
        "→ drogscen risk granska",
    ]


def test_the_days_before_a_meeting_say_what_it_lacks_and_nothing_that_had_not_happened() -> None:
    assert _lines(_of(TreeSource(EXEMPEL), "2023-04-20")) == [
        "Trygg park Exempelparken (påhittat exempel) · dag 110 av 365 · v. 16",
        "Inom 14 dagar | Styrgruppsmöte M-004 | lägesrapport saknas · 1 ändringsbegäran att besluta | 26 april",
        "Inom 14 dagar | Riskanalys för april | Projektledaren | 30 april",
        "Att rätta | 2 frågor går inte att avgöra | uppgifter saknas",
        "→ drogscen lagesrapport add",
    ]


def test_the_real_project_says_that_the_plan_leaves_questions_open() -> None:
    assert _lines(_of(TreeSource(ROOT), "2023-06-10")) == [
        "Västra Södermalm · dag 161 av 365 · v. 23",
        "Inom 14 dagar | Projektgruppsmöte för v. 22–23 | Mats Fors | 11 juni",
        "Att rätta | 29 frågor går inte att avgöra | uppgifter saknas",
        "→ drogscen mote planera",
    ]


def test_it_is_at_most_a_screen_however_much_there_is_to_do(tmp_path: Path) -> None:
    shutil.copytree(EXEMPEL / "projekt", tmp_path / "projekt")
    rows = "".join(f"  - {{nr: {nr}, text: Steg, senast: 2023-05-{nr:02}}}\n" for nr in range(1, 32))
    for nr in range(10, 15):
        (tmp_path / f"projekt/risk/R-0{nr}.yaml").write_text(f"titel: T\natgard:\n{rows}", "utf-8")
        (tmp_path / f"projekt/mote/M-0{nr}.yaml").write_text("motestyp: styrgrupp\ndag: 2023-05-29\n", "utf-8")
    command = [sys.executable, "-m", "drogscen_cli", "--projekt", str(tmp_path), "--datum", "2023-05-20"]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    lines = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80


def test_what_is_late_and_what_is_coming_stand_in_the_order_of_their_days() -> None:
    risk = "titel: T\natgard:\n" + "".join(
        f"  - {{nr: {nr}, text: Steg, senast: 2023-03-{day:02}}}\n"
        for nr, day in ((1, 20), (2, 5), (3, 12), (4, 14), (5, 30))
    )
    assert _lines(_memory("2023-03-14", risk__R_001=risk))[1:-1] == [
        "Försenat | Åtgärd R-001/atgard/2 Steg | 5 mars",
        "Försenat | Åtgärd R-001/atgard/3 Steg | 12 mars",
        "Inom 14 dagar | Åtgärd R-001/atgard/4 Steg | 14 mars",
        "Inom 14 dagar | Åtgärd R-001/atgard/1 Steg | 20 mars",
    ]


def test_a_review_that_falls_due_is_told_before_it_is_late() -> None:
    plan = PLAN + 'foljs_fran: 2023-01-01\nkrav: [{nr: 1, paragraf: "9", text: T, regel: [RISK01], frekvens: manad}]\n'
    assert _lines(_memory("2023-01-16", plan))[1:] == ["→ "]
    coming = ["Inom 14 dagar | Riskanalys för januari | 31 januari", "→ drogscen risk granska"]
    assert _lines(_memory("2023-01-17", plan))[1:] == coming
    late = ["Försenat | Riskanalys för januari | 31 januari", "→ drogscen risk granska"]
    assert _lines(_memory("2023-02-01", plan))[1:] == late


def test_a_missing_report_leads_to_the_command_that_writes_it() -> None:
    plan = PLAN + (
        "foljs_fran: 2023-01-01\nmotestyp: [{nyckel: sg, titel: Styrgruppsmöten, frekvens: manad}]\n"
        'krav: [{nr: 1, paragraf: "9", text: T, regel: [LAGE01], motestyp: sg}]\n'
    )
    found = _lines(_memory("2023-02-01", plan, mote__M_001="motestyp: sg\ndag: 2023-01-31\ngenomfort: 2023-01-31\n"))
    assert found[1:] == [
        "Försenat | Lägesrapport för M-001 (den 31 januari 2023) | 30 januari",
        "→ drogscen lagesrapport add",
    ]


RISKPLAN = PLAN + (
    "foljs_fran: 2023-01-01\n"
    'krav: [{nr: 1, paragraf: "9", text: T, regel: [RISK01], frekvens: manad, ansvarig: projektledare}]\n'
)
ORGANISATION = """\
person: [{nyckel: eva-ek, namn: Eva Ek}, {nyckel: bo-berg, namn: Bo Berg}]
roll: [{nyckel: projektledare, titel: Projektledaren}]
innehav:
  - {nr: 1, roll: projektledare, person: eva-ek, start: 2023-01-01, slut: 2023-03-31}
  - {nr: 2, roll: projektledare, person: bo-berg, start: 2023-04-01}
"""


def test_the_same_duty_late_several_times_is_one_line_with_its_scopes() -> None:
    assert _lines(_memory("2023-04-01", RISKPLAN, organisation=ORGANISATION))[1:] == [
        "Försenat | Riskanalys saknas för 3 månader: januari, februari och mars | Bo Berg | sedan 31 januari",
        "→ drogscen risk granska",
    ]


def test_who_owns_a_duty_is_who_holds_the_role_that_day() -> None:
    for dag, vem in (("2023-03-20", "Eva Ek"), ("2023-04-20", "Bo Berg")):
        assert [rad.vem for _, rader in _memory(dag, RISKPLAN, organisation=ORGANISATION).avsnitt for rad in rader] == [
            vem,
            vem,
        ]
    assert "Projektledaren" in str(_memory("2023-03-20", RISKPLAN, organisation=ORGANISATION.partition("innehav")[0]))


def test_a_scope_of_another_year_keeps_its_year() -> None:
    plan = RISKPLAN.replace("2023-06-30", "2024-06-30")
    analys = "datum: 2023-12-01\nstart: 2023-01-01\nslut: 2023-11-30\n"
    assert "Försenat | Riskanalys för december 2023 | projektledare | 31 december 2023" in _lines(
        _memory("2024-01-10", plan, riskanalys__RA_001=analys)
    )


def test_what_has_been_late_for_more_than_sixty_days_stands_below_what_can_still_be_made_good() -> None:
    risk = "titel: T\natgard:\n" + "".join(
        f"  - {{nr: {nr}, text: Steg, senast: {dag}}}\n"
        for nr, dag in ((1, "2023-01-02"), (2, "2023-03-20"), (3, "2023-03-19"), (4, "2023-05-01"))
    )
    assert [line.partition("/atgard/")[2] for line in _lines(_memory("2023-05-19", risk__R_001=risk))[1:-1]] == [
        "2 Steg | 20 mars",
        "4 Steg | 1 maj",
        "1 Steg | 2 januari",
        "3 Steg | 19 mars",
    ]


def test_a_waived_duty_is_not_late() -> None:
    undantag = "slag: undantag\nregel: RISK01\nomfattning: [januari]\nskal: Ingen\nbeslutad_av: projektledare\n"
    found = _memory("2023-02-01", RISKPLAN, undantag__U_001=undantag, organisation=ORGANISATION)
    assert _lines(found)[1:] == ["→ drogscen kontroll"]


def test_over_the_cap_and_outside_the_period_are_told() -> None:
    plan = PLAN + (
        "budget: {tak: 1000000}\nkrav:\n"
        '  - {nr: 1, paragraf: "6", text: T, regel: [BUD01]}\n  - {nr: 2, paragraf: "5", text: T, regel: [AKT01]}\n'
    )
    ekonomi = "titel: E\nbokford: [{nr: 1, dag: 2023-01-02, belopp: 1500400.50}]\n"
    found = _memory("2023-02-01", plan, ekonomi__E_001=ekonomi, aktivitet__A_001="titel: A\nstart: 2022-01-01\n")
    assert _lines(found)[1:] == [
        "Pengar | Hela projektet | utfall och åtaganden 1 500 tkr av högst 1 000 tkr",
        "Att rätta | 2 avsteg från planen | drogscen kontroll",
        "→ drogscen kontroll",
    ]


def test_faults_in_the_files_are_counted() -> None:
    assert _lines(_memory("2023-02-01", risk__R_001="titel: [\n", risk__R_002="x: 1\n"))[1:] == [
        "Att rätta | 3 fel i filerna | drogscen kontroll",
        "→ drogscen kontroll",
    ]


def test_a_plan_that_can_not_be_read_leads_to_kontroll() -> None:
    assert _lines(_memory("2023-02-01", "namn: [\n")) == ["Projektplanen går inte att läsa", "→ drogscen kontroll"]


def test_a_plan_of_a_later_day_is_not_called_unreadable() -> None:
    assert _lines(_memory("2023-02-01", f"datum: 2023-02-02\n{PLAN}")) == [
        "Projektplanen är daterad den 2 februari 2023 och gäller inte före den dagen",
        "→ ",
    ]
