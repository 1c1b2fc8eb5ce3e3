"""Every case under ``tests/fall``: a project, a day, and the findings of the rule that the folder is named after."""

from pathlib import Path

import pytest
from tests.world import FALL, read_case

from drogscen_cli.cli.findings import one_line
from drogscen_cli.kontroll import katalog, kontrollera
from drogscen_cli.load import load
from drogscen_cli.regel import rules

CASES = sorted(FALL.glob("*/*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_case_gives_exactly_its_findings(path: Path) -> None:
    case = read_case(path)
    resultat = kontrollera(load(case.source), case.dag)
    found = [one_line(fynd) for fynd in resultat.fynd if fynd.regel == path.parent.name]
    assert found == case.expected


@pytest.mark.parametrize("path", [path for path in CASES if path.parent.name in rules()], ids=lambda path: path.stem)
def test_the_case_of_a_plan_rule_is_a_sound_project(path: Path) -> None:
    case = read_case(path)
    found = [fynd.text for fynd in kontrollera(load(case.source), case.dag).fynd if fynd.regel not in rules()]
    assert found == []


@pytest.mark.parametrize("ident", rules())
def test_every_rule_has_a_kept_and_a_broken_case(ident: str) -> None:
    assert read_case(FALL / ident / "hallen.txt").expected == []
    assert read_case(FALL / ident / "bruten.txt").expected != []


@pytest.mark.parametrize("folder", sorted(path.name for path in FALL.iterdir()))
def test_every_folder_is_named_after_something_that_can_be_found(folder: str) -> None:
    assert folder in katalog()
