"""What no record can know alone; the findings' exact lines stand in ``fall/SCH06``, ``SCH07`` and ``SCH03``."""

from datetime import date

import pytest
from tests.world import MemorySource

from drogscen_cli.cli.findings import one_line
from drogscen_cli.crosscheck import check_record, crosscheck, leads_nowhere
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.risk import Risk
from drogscen_cli.register.riskanalys import Riskanalys

FILES = {
    "projektplan": """\
namn: Provprojektet
period: {start: 2023-01-01, slut: 2023-06-30}
motestyp:
  - {nyckel: styrgrupp, titel: Styrgrupp, frekvens: manad, ansvarig: ordforande, grupp: styrgruppen}
riskskala: {sannolikhet: [liten, stor], gul: 2, rod: 4}
""",
    "organisation": """\
person:
  - {nyckel: mats-fors, namn: Mats Fors}
roll:
  - {nyckel: ordforande, titel: Ordförande}
grupp:
  - {nyckel: styrgruppen, titel: Styrgruppen}
""",
    "risk/R-001": "titel: Buller\nagare: mats-fors\naccepterad: M-001/beslut/1\n",
    "mote/M-001": "motestyp: styrgrupp\ndag: 2023-02-01\nnarvarande: [mats-fors, ordforande, styrgruppen]\nbeslut:\n"
    "  - {nr: 1, text: Bifall}\n",
    "riskanalys/RA-001": "datum: 2023-02-01\nrisk: [R-001]\n",
}


def _projekt(**changed: str) -> Projekt:
    """The project above with other texts in some files (``risk__R_001``)."""
    files = FILES | {name.replace("__", "/").replace("_", "-"): text for name, text in changed.items()}
    return load(MemorySource({f"projekt/{name}.yaml": text.encode() for name, text in files.items()}))


def _lines(projekt: Projekt) -> list[str]:
    return [one_line(fynd) for fynd in kontrollera(projekt, date(2023, 3, 1)).fynd]


def test_references_to_records_items_persons_roles_and_groups_lead_somewhere() -> None:
    assert _lines(_projekt()) == []


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (
            {"risk__R_001": "titel: B\natgard:\n  - {nr: 1, text: Ring, ansvarig: mats}\n"},
            "projekt/risk/R-001.yaml:3:35: fel SCH06 ansvarig: mats finns inte",
        ),
        (
            {"riskanalys__RA_001": "datum: 2023-02-01\nrisk:\n  - R-001\n  - R-002\n"},
            "projekt/riskanalys/RA-001.yaml:4:5: fel SCH06 risk: R-002 finns inte",
        ),
        (
            {"risk__R_001": "titel: B\naccepterad: M-001/atgard/1\n"},
            "projekt/risk/R-001.yaml:2:13: fel SCH06 accepterad: M-001/atgard/1 finns inte",
        ),
        (
            {"risk__R_001": "titel: B\naccepterad: M-001\n"},
            "projekt/risk/R-001.yaml:2:13: fel SCH06 accepterad: M-001 är fel slags post (möte)",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_at_its_place(changed: dict[str, str], line: str) -> None:
    assert line in _lines(_projekt(**changed))


@pytest.mark.parametrize(
    ("mal", "value", "said"),
    [
        (("risk",), "R-001", ""),
        (("risk",), "R-002", "R-002 finns inte. Menades R-001? Ange något som finns under risk."),
        (("mote/beslut",), "M-001/beslut/1", ""),
        (("mote/beslut",), "R-001", "R-001 är fel slags post (risk). Ange något som finns under beslut i möte."),
        (("risk", "mote"), "A-001", "A-001 finns inte. Menades R-001? Ange något som finns under risk eller möte."),
        (("projektplan/motestyp",), "styrgrupp", ""),
        (("projektplan/mal",), "x", "x finns inte. Ange något som finns under mal i projektplan."),
    ],
)
def test_an_answer_is_judged_before_it_becomes_a_record(mal: tuple[str, ...], value: str, said: str) -> None:
    assert leads_nowhere(_projekt(), mal, value) == said


def test_one_record_is_judged_before_it_is_written() -> None:
    projekt = _projekt()
    data = {
        "titel": "Ny",
        "agare": "mats",
        "bedomning": [{"datum": "2023-02-01", "sannolikhet": "3", "konsekvens": "9"}],
    }
    found = check_record(projekt, Risk.load("R-002", data))
    assert [(fynd.regel, fynd.text) for fynd in found] == [
        ("SCH06", "agare: mats finns inte"),
        ("SCH03", "sannolikhet ska vara ett heltal 1–2, men är 3"),
    ]


def test_a_scale_without_words_and_a_plan_without_a_scale_allow_what_the_record_allows() -> None:
    risk = "titel: B\nbedomning:\n  - {datum: 2023-02-01, sannolikhet: 2, konsekvens: 10}\n"
    assert _lines(_projekt(risk__R_001=risk)) == []
    plan = FILES["projektplan"].replace("riskskala: {sannolikhet: [liten, stor], gul: 2, rod: 4}\n", "")
    assert _lines(_projekt(projektplan=plan, risk__R_001=risk.replace("sannolikhet: 2", "sannolikhet: 10"))) == []


@pytest.mark.parametrize("broken", ["organisation", "projektplan", "mote__M_001", "risk__R_001"])
def test_what_can_not_be_read_is_never_called_missing(broken: str) -> None:
    found = kontrollera(_projekt(**{broken: "a: [\n"}), date(2023, 3, 1)).fynd
    assert [fynd.regel for fynd in found] == ["YAML06"]


def test_a_record_beside_an_unreadable_one_is_still_missing() -> None:
    projekt = _projekt(risk__R_001="titel: [\n", riskanalys__RA_001="datum: 2023-02-01\nrisk: [R-001, R-002]\n")
    assert [fynd.text for fynd in crosscheck(projekt)] == ["risk: R-002 finns inte"]


def test_three_rows_with_one_number_are_two_findings() -> None:
    row = "  - {nr: 7, text: x}\n"
    found = list(crosscheck(_projekt(risk__R_001=f"titel: B\natgard:\n{3 * row}")))
    assert [(fynd.text, fynd.stalle.vag) for fynd in found] == [
        ("atgard har två rader med nr 7", ("atgard", 1, "nr")),
        ("atgard har två rader med nr 7", ("atgard", 2, "nr")),
    ]


def test_references_are_not_bound_by_the_day() -> None:
    assert [fynd.regel for fynd in kontrollera(_projekt(), date(2022, 1, 1)).fynd] == []
    assert isinstance(_projekt().per(date(2022, 1, 1)).alla(Riskanalys), tuple)
