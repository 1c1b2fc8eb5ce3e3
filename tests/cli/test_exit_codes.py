"""The exit codes of the contract, each by whole processes; and where a project is found."""

from pathlib import Path

import pytest
from tests.cli.cli_world import PERSONNUMMER, Done, Here

NO_PROJECT = (
    "Fel: Det finns inget projekt i {}.\n"
    "Åtgärda: Gå till projektets mapp, eller ange den: --projekt KATALOG. "
    "Mappen ska innehålla projekt/projektplan.yaml.\n"
)


@pytest.mark.parametrize(
    ("code", "call"),
    [
        (0, "risk list"),
        (0, "risk add --titel Ny"),
        (1, "kontroll"),
        (2, "risk add"),
        (2, "risk list --xyz"),
        (4, f"risk edit R-003 --titel {PERSONNUMMER}"),
    ],
)
def test_the_exit_code_tells_what_came_of_it(here: Here, code: int, call: str) -> None:
    assert here.run(*call.split()).code == code


def test_3_is_a_project_that_can_not_be_read_in_full(here: Here) -> None:
    here.put("risk/R-001", "titel: [\n")
    assert here.run("risk", "list").code == 3


def test_5_is_saved_but_not_committed(here: Here) -> None:
    here.git("switch", "--quiet", "--detach")
    done = here.run("risk", "add", "--titel", "Ny")
    assert (done.code, done.out) == (5, "R-004\n")
    assert done.err.startswith("Sparat, men inte i dagboken: ")


def test_130_is_interrupted(seen: Here) -> None:
    with seen.talk("risk", "add") as talk:
        assert talk.interrupt("Titel").code == 130


@pytest.mark.parametrize(
    "call",
    [
        "",
        "risk list",
        "risk show R-001",
        "risk add --titel Ny",
        "risk edit R-001 --titel Ny",
        "risk close R-001",
        "risk atgard list R-001",
        "kontroll",
        "rapport lage",
        "mall kopiera lage",
    ],
)
def test_outside_a_project_everything_says_so(seen: Here, tmp_path: Path, call: str) -> None:
    done = seen.call(*call.split(), cwd=tmp_path)
    assert done == Done(3, "", NO_PROJECT.format(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_outside_a_project_a_whole_process_says_so(seen: Here, tmp_path: Path) -> None:
    assert seen.run("risk", "list", cwd=tmp_path) == Done(3, "", NO_PROJECT.format(tmp_path))


def test_the_project_is_the_nearest_one_upwards(seen: Here) -> None:
    listed = seen.call("risk", "list")
    for folder in ("projekt", "projekt/risk"):
        assert seen.call("risk", "list", cwd=seen.root / folder) == listed


def test_the_project_can_be_named(seen: Here, tmp_path: Path) -> None:
    listed = seen.call("risk", "list")
    root = str(seen.root)
    assert seen.call("risk", "list", "--projekt", root, cwd=tmp_path) == listed
    assert seen.call("risk", "list", "--projekt", f"{root}/projekt", cwd=tmp_path) == listed
    assert seen.call("risk", "list", "--projekt", seen.root.name, cwd=seen.root.parent) == listed
    assert seen.run("risk", "list", cwd=tmp_path, DROGSCEN_PROJEKT=root) == listed
    assert seen.call("risk", "list", "--projekt", root, cwd=tmp_path, DROGSCEN_PROJEKT="finns-inte") == listed


def test_a_named_folder_is_not_searched_upwards(seen: Here) -> None:
    named = seen.root / "projekt" / "risk"
    assert seen.call("risk", "list", "--projekt", str(named)) == Done(3, "", NO_PROJECT.format(named))
    for missing in ("finns-inte", "~ingen-sådan/projekt"):
        assert seen.call("risk", "list", "--projekt", missing) == Done(3, "", NO_PROJECT.format(seen.root / missing))
