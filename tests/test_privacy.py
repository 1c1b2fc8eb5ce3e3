"""Personal data in the files; the findings' exact lines stand in ``fall/INT01`` and ``fall/INT02``."""

from datetime import date
from pathlib import Path

import pytest
from tests.world import MemorySource

from drogscen_cli.cli.findings import one_line
from drogscen_cli.core.fynd import Allvar
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.load import load
from drogscen_cli.privacy import privacy
from drogscen_cli.projekt import Projekt

ROOT = Path(__file__).parents[1]
NUMBER = "19121212-1212"


def _risk(text: str) -> Projekt:
    return load(MemorySource({"projekt/risk/R-001.yaml": text.encode()}))


@pytest.mark.parametrize(
    "text",
    [
        f"titel: Ring {NUMBER}\n",
        f"titel: T  # {NUMBER}\n",
        f"# {NUMBER}\ntitel: T\n",
        f"{NUMBER}: x\n",
        f"titel: [{NUMBER}\n",
        f"titel: T\nbedomning: {NUMBER}\n",
        f"titel: T\nfoljd: |\n  Ring\n  {NUMBER}\n",
    ],
)
def test_a_number_is_found_in_values_keys_comments_and_broken_files_and_never_echoed(text: str) -> None:
    found = kontrollera(_risk(text), date(2023, 3, 1)).fynd
    [privat] = [fynd for fynd in found if fynd.regel == "INT01"]
    assert (privat.text, privat.allvar) == ("personnummer 191212**-****", Allvar.FEL)
    line = text.splitlines()[privat.stalle.rad - 1]
    start = privat.stalle.kolumn - 1
    assert line[start : start + privat.stalle.langd] == NUMBER
    assert not any("1212-1212" in one_line(fynd) + fynd.atgarda for fynd in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel: Nummer 121212-1213\n", "möjligt personnummer 1212**-****"),
        ("titel: Nummer 701063-2392\n", "möjligt samordningsnummer 7010**-****"),
        ("titel: Ring 070-123 45 67\n", "möjligt telefonnummer 070-*** ** **"),
        ("titel: anna@gmail.com\n", "möjlig privat e-postadress ***@gmail.com"),
        (
            "titel: Den 12 april rånades en kvinna vid Tanto\n",
            "dag, plats och ålder eller kön tillsammans kan peka ut någon",
        ),
    ],
)
def test_what_may_be_personal_data_is_a_warning_in_good_swedish(text: str, said: str) -> None:
    [fynd] = privacy(_risk(text))
    assert (fynd.regel, fynd.allvar, fynd.text) == ("INT02", Allvar.VARNING, said)


@pytest.mark.parametrize(
    "text", ["titel: Organisation 212000-0142\n", "titel: Unga män på torget\n", "titel: a@b.example\n"]
)
def test_what_points_nobody_out_is_let_through(text: str) -> None:
    assert list(privacy(_risk(text))) == []


def test_the_same_number_twice_is_found_twice() -> None:
    found = kontrollera(_risk(f"titel: {NUMBER} och {NUMBER}\n"), date(2023, 3, 1)).fynd
    assert [(fynd.regel, fynd.stalle.kolumn) for fynd in found] == [("INT01", 8), ("INT01", 26)]


def test_the_real_project_and_the_example_hold_no_personal_data() -> None:
    for root in (ROOT, ROOT / "tests/data/exempel"):
        assert list(privacy(load(TreeSource(root)))) == []
