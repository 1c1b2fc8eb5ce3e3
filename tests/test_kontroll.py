"""Folding, judging and sorting; what each rule finds stands in ``fall``."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.world import MemorySource

from drogscen_cli.cli.findings import one_line
from drogscen_cli.core.fynd import Allvar
from drogscen_cli.core.plikt import Tillstand
from drogscen_cli.kontroll import Resultat, katalog, kontrollera
from drogscen_cli.lager.source import Entry, TreeSource
from drogscen_cli.load import load

ROOT = Path(__file__).parents[1]
EXEMPEL = ROOT / "tests/data/exempel"


def _plan(frekvens: str = "manad", foljs_fran: str | None = "2022-11-01", mer: str = "") -> str:
    """A plan that demands risk analyses from November 2022 to June 2023."""
    follows = f"foljs_fran: {foljs_fran}\n" if foljs_fran else ""
    return (
        f"namn: N\nperiod: {{start: 2022-11-01, slut: 2023-06-30}}\n{follows}krav:\n"
        f'  - {{nr: 1, paragraf: "9", text: Varje period., regel: [RISK01], frekvens: {frekvens}}}\n{mer}'
    )


def _kontroll(dag: str, plan: str, *analyser: str, **more: str) -> Resultat:
    """The result for a plan and risk analyses (``2023-01-20``, or with ``start`` after a space)."""
    files = {"projektplan": plan} | {name.replace("__", "/").replace("_", "-"): text for name, text in more.items()}
    for nr, analys in enumerate(analyser, 1):
        datum, _, start = analys.partition(" ")
        files[f"riskanalys/RA-{nr:03}"] = f"datum: {datum}\n" + (f"start: {start}\n" if start else "")
    source = MemorySource({f"projekt/{name}.yaml": text.encode() for name, text in files.items()})
    return kontrollera(load(source), date.fromisoformat(dag))


def _said(resultat: Resultat) -> list[str]:
    return [f"{fynd.allvar} {fynd.regel} {fynd.text}".replace("\u00a0", " ") for fynd in resultat.fynd]


ANALYSER_2022 = ("2022-11-20", "2022-12-20")


@pytest.mark.parametrize(
    ("dag", "analyser", "text"),
    [
        ("2022-12-01", (), "riskanalys saknas 1 av 1 månad: november"),
        ("2023-02-01", ("2022-11-01",), "riskanalys saknas 2 av 3 månader: december 2022 och januari 2023"),
        ("2023-03-01", ANALYSER_2022, "riskanalys saknas 2 av 4 månader: januari och februari"),
        ("2023-04-01", (*ANALYSER_2022, "2023-02-01"), "riskanalys saknas 2 av 5 månader: januari och mars"),
        ("2023-04-01", ANALYSER_2022, "riskanalys saknas 3 av 5 månader: januari, februari och mars"),
    ],
)
def test_repeats_fold_into_one_finding_without_the_year_where_it_is_the_same(
    dag: str, analyser: tuple[str, ...], text: str
) -> None:
    assert _said(_kontroll(dag, _plan(), *analyser)) == [f"fel RISK01 {text}"]


@pytest.mark.parametrize(
    ("frekvens", "dag", "text"),
    [
        ("kvartal", "2023-04-01", "riskanalys saknas 2 av 2 kvartal: kvartal 4 2022 och kvartal 1 2023"),
        ("kvartal", "2023-01-01", "riskanalys saknas 1 av 1 kvartal: kvartal 4"),
        ("vecka", "2022-11-07", "riskanalys saknas 1 av 1 vecka: v. 44"),
        ("vecka", "2022-11-14", "riskanalys saknas 2 av 2 veckor: v. 44 och v. 45"),
        ("varannan-vecka", "2022-11-14", "riskanalys saknas 1 av 1 tvåveckorsperiod: v. 44–45"),
    ],
)
def test_every_kind_of_period_is_named(frekvens: str, dag: str, text: str) -> None:
    assert _said(_kontroll(dag, _plan(frekvens))) == [f"fel RISK01 {text}"]


def test_late_is_not_missed_and_both_are_counted_out_of_what_was_owed() -> None:
    resultat = _kontroll("2023-02-01", _plan(), "2022-12-02 2022-11-01", "2022-12-20")
    assert _said(resultat) == [
        "varning RISK01 riskanalys blev sen 1 av 3 månader: november",
        "fel RISK01 riskanalys saknas 1 av 3 månader: januari",
    ]
    assert (resultat.hallna(), len(resultat.forfallna())) == (1, 3)


def test_a_late_finding_does_not_ask_for_what_is_already_done() -> None:
    [fynd] = _kontroll("2022-12-05", _plan(), "2022-12-02 2022-11-01").fynd
    assert (fynd.allvar, fynd.atgarda) == (
        Allvar.VARNING,
        (
            "Kontrollera att datumen stämmer. Det som blev sent går inte att göra om, men kan förklaras: "
            "drogscen undantag add --regel RISK01 --slag forklaring."
        ),
    )


def test_a_missed_finding_says_how_to_make_it_good_and_how_to_answer_for_it() -> None:
    [fynd] = _kontroll("2023-01-01", _plan(), "2022-11-20").fynd
    assert fynd.atgarda == (
        "Gör analysen och för in den: drogscen risk granska --datum ÅÅÅÅ-MM-DD. "
        "Går det inte: förklara varför, eller skriv ett undantag: drogscen undantag add --regel RISK01."
    )


def test_without_a_day_to_follow_from_what_has_no_evidence_is_undecided() -> None:
    resultat = _kontroll("2023-02-01", _plan(foljs_fran=None), "2022-11-20", "2023-01-10 2022-12-01")
    assert _said(resultat) == [
        "varning RISK01 riskanalys blev sen 1 av 2 månader: december",
        (
            "oavgjord RISK01 riskanalys kan inte bedömas för 1 månad: "
            "planen anger inte från vilken dag plikterna följs (foljs_fran)"
        ),
    ]
    assert resultat.fynd[1].atgarda == "Ange dagen: drogscen projektplan edit --foljs-fran ÅÅÅÅ-MM-DD."
    assert (resultat.hallna(), len(resultat.forfallna())) == (1, 2)


def test_what_fell_due_before_duties_are_followed_is_not_answered_for_kept_or_not() -> None:
    plan = _plan(foljs_fran="2023-02-01")
    resultat = _kontroll("2023-04-01", plan, "2022-11-20", "2023-01-10 2022-12-01", "2023-03-01")
    assert _said(resultat) == ["fel RISK01 riskanalys saknas 1 av 2 månader: februari"]
    assert [plikt.omfattning.replace("\u00a0", " ") for plikt in resultat.forfallna()] == [
        "februari 2023",
        "mars 2023",
    ]


def test_a_duty_on_the_day_from_which_duties_are_followed_is_owed() -> None:
    plan = _plan(foljs_fran="2022-11-30")
    assert _said(_kontroll("2022-12-01", plan)) == ["fel RISK01 riskanalys saknas 1 av 1 månad: november"]


def test_the_duties_after_the_day_are_coming_and_found_nowhere() -> None:
    resultat = _kontroll("2022-11-01", _plan())
    assert _said(resultat) == []
    assert {plikt.tillstand for plikt in resultat.plikter} == {Tillstand.KOMMANDE}
    assert len(resultat.plikter) == 8


def test_evidence_counts_from_its_day() -> None:
    assert _said(_kontroll("2022-12-01", _plan(), "2022-12-02 2022-11-01")) == [
        "fel RISK01 riskanalys saknas 1 av 1 månad: november"
    ]


def test_evidence_that_can_not_be_read_is_not_called_missing() -> None:
    found = _kontroll("2023-01-01", _plan(), riskanalys__RA_001="datum: [\n").fynd
    assert [(str(fynd.allvar), fynd.text.replace("\u00a0", " ")) for fynd in found if fynd.regel == "RISK01"] == [
        ("oavgjord", "riskanalys kan inte bedömas för 2 månader: projekt/riskanalys/RA-001.yaml går inte att läsa")
    ]


def test_two_demands_for_one_rule_are_two_findings() -> None:
    more = '  - {nr: 2, paragraf: "9.1", text: Varje kvartal., regel: [RISK01], frekvens: kvartal}\n'
    found = _kontroll("2023-01-01", _plan(mer=more)).fynd
    assert [(fynd.paragraf, fynd.stalle.rad, fynd.text.replace("\u00a0", " ")) for fynd in found] == [
        ("9", 5, "riskanalys saknas 2 av 2 månader: november och december"),
        ("9.1", 6, "riskanalys saknas 1 av 1 kvartal: kvartal 4"),
    ]


def test_a_slip_in_a_rules_id_is_told_at_its_place_and_switches_nothing_on() -> None:
    plan = (
        _plan().replace("[RISK01]", "[LAGE01, RISK1, Ring 19121212-1212]").replace("frekvens: manad", "frekvens: mote")
    )
    found = [fynd for fynd in _kontroll("2023-01-01", plan).fynd if fynd.regel == "SCH06"]
    assert [(fynd.text, fynd.atgarda) for fynd in found] == [
        ("regel: RISK1 finns inte", "Menades RISK01? Se alla regler: drogscen regel"),
        ("regel: Ring 191212**-**** finns inte", "Se alla regler: drogscen regel"),
    ]
    line = plan.splitlines()[4]
    assert [line[fynd.stalle.kolumn - 1 :].split(",")[0].split("]")[0] for fynd in found] == [
        "RISK1",
        "Ring 19121212-1212",
    ]


def test_a_plan_that_can_not_be_read_owes_nothing_but_the_rest_is_still_checked() -> None:
    resultat = _kontroll("2023-02-01", "namn: [\n", "2023-01-01", risk__R_001="titel: T\naccepterad: M-001/beslut/1\n")
    assert [fynd.regel for fynd in resultat.fynd] == ["YAML06", "SCH06"]
    assert resultat.plikter == ()


RISK = "titel: T\nbedomning: [{datum: 2022-11-01, sannolikhet: 5, konsekvens: 5}]\naccepterad: M-001/beslut/1\n"
MOTE = "motestyp: styrgrupp\ndag: 2023-01-10\ngenomfort: 2023-01-10\nbeslut: [{nr: 1, text: Vi lever med R-001}]\n"


@pytest.mark.parametrize(("dag", "found"), [("2023-01-09", ["RISK02"]), ("2023-01-10", [])])
def test_a_risk_is_accepted_from_the_meeting_that_decided_it(dag: str, found: list[str]) -> None:
    plan = (
        "namn: N\nperiod: {start: 2022-11-01, slut: 2023-06-30}\nriskskala: {gul: 5, rod: 15}\n"
        "motestyp: [{nyckel: styrgrupp, titel: Styrgrupp, frekvens: manad}]\n"
        'krav: [{nr: 1, paragraf: "9", text: Åtgärder vidtas., regel: [RISK02]}]\n'
    )
    resultat = _kontroll(dag, plan, risk__R_001=RISK, mote__M_001=MOTE)
    assert [fynd.regel for fynd in resultat.fynd] == found


def test_findings_stand_in_the_order_of_files_rows_and_columns() -> None:
    text = "titel: 19121212-1212 och 070-123 45 67\nagare: x\nägare: y\n"
    found = _kontroll("2023-02-01", _plan(), risk__R_002=text, risk__R_001=text, mote__M_001="dag: x\n").fynd
    places = [(fynd.stalle.fil, fynd.stalle.rad, fynd.stalle.kolumn) for fynd in found]
    assert places == sorted(places)
    assert {place[0] for place in places} == {
        *("projekt/mote/M-001.yaml", "projekt/projektplan.yaml", "projekt/risk/R-001.yaml", "projekt/risk/R-002.yaml")
    }


def test_the_catalogue_lists_every_finding_in_the_order_of_its_ids() -> None:
    ids = list(katalog())
    assert ids == sorted(ids)
    assert {"FIL01", "SCH01", "YAML01", "INT01", "INT02", "KRAV01", "RISK01"} <= set(ids)
    assert all(regel.titel and regel.text and regel.atgarda for regel in katalog().values())


def _outside(env: dict[str, str]) -> str:
    command = [sys.executable, "-m", "drogscen_cli", "kontroll", "--datum", "2023-05-30", "--format", "json"]
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", **env}
    run = subprocess.run(command, cwd=EXEMPEL, env=clean, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 1, run.stderr
    return run.stdout


@pytest.mark.parametrize(
    "env",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Midway", "PYTHONHASHSEED": "2", "LC_ALL": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONHASHSEED": "3"},
    ],
)
def test_no_result_depends_on_time_zone_locale_or_hash_order(env: dict[str, str]) -> None:
    assert _outside(env) == _outside({"PYTHONHASHSEED": "0"})


def test_nothing_but_the_command_line_asks_what_day_it_is() -> None:
    asking = re.compile(r"\.(?:today|now|utcnow|fromtimestamp)\(")
    modules = sorted((ROOT / "src/drogscen_cli").rglob("*.py"))
    found = [
        path.relative_to(ROOT / "src/drogscen_cli").as_posix()
        for path in modules
        if asking.search(path.read_text("utf-8"))
    ]
    assert found == ["cli/app.py"]


def test_the_order_of_files_does_not_matter() -> None:
    class Backwards(TreeSource):
        def entries(self, folder: str) -> list[Entry]:
            return super().entries(folder)[::-1]

    day = date(2023, 5, 30)
    assert kontrollera(load(Backwards(EXEMPEL)), day) == kontrollera(load(TreeSource(EXEMPEL)), day)


def test_the_example_has_one_error_one_warning_and_one_open_question_at_the_end_of_may() -> None:
    resultat = kontrollera(load(TreeSource(EXEMPEL)), date(2023, 5, 30))
    assert [one_line(fynd).partition(": ")[2].replace("\u00a0", " ") for fynd in resultat.fynd] == [
        "fel RISK01 (§ 9) riskanalys saknas 1 av 5 månader: april",
        "varning LAGE01 (§ 9) lägesrapport blev sen 1 av 5 möten: M-003 (den 29 mars 2023)",
        "oavgjord RISK02 (§ 9) R-003 är inte bedömd",
    ]
    assert (resultat.hallna(), len(resultat.forfallna())) == (8, 10)
