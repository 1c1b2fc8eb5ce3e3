"""``edit --redigerare`` with scripted editors: what they leave is saved when it is whole, and never lost."""

import re
import shlex
import sys
from pathlib import Path

import pytest
from tests.cli.cli_world import PERSONNUMMER, Done, Here

KEPT = re.compile(r"finns kvar i (\S+?)\.?(?:$|\s)", re.MULTILINE)


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """A folder for temporary files, to see what is left behind."""
    folder = tmp_path / "tillfalligt"
    folder.mkdir()
    return folder


def edit(here: Here, temporary: Path, script: str, *argv: str) -> Done:
    """``edit --redigerare`` with an editor that runs a Python script; ``file`` is the path it was given."""
    editor = temporary.parent / "redigerare.py"
    head = "import pathlib, sys\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text('utf-8')\n"
    editor.write_text(head + script, encoding="utf-8")
    command = shlex.join([sys.executable, str(editor)])
    return here.call(*argv, "--redigerare", EDITOR=command, TMPDIR=str(temporary))


@pytest.fixture(autouse=True)
def own_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python remembers the folder for temporary files; here each test has its own."""
    monkeypatch.setattr("tempfile.tempdir", None)


def left(temporary: Path) -> list[str]:
    return sorted(path.name for path in temporary.rglob("*") if path.is_file())


def draft(done: Done) -> Path:
    """The draft that the message names."""
    found = KEPT.search(done.err)
    assert found, done.err
    return Path(found[1])


def test_what_the_editor_leaves_is_saved_as_it_is(here: Here, temporary: Path) -> None:
    done = edit(
        here,
        temporary,
        "file.write_text('# min\\n' + text.replace('Scenen', 'Estraden'), 'utf-8')",
        "risk",
        "edit",
        "3",
    )
    assert done == Done(0, "R-003\n", "")
    assert here.read("risk/R-003").startswith("# min\ndatum: 2023-05-22\ntitel: Estraden får")
    assert here.diary()[0] == "risk R-003: ändrad i redigeraren"
    assert left(temporary) == []


def test_an_unchanged_text_changes_nothing(here: Here, temporary: Path) -> None:
    assert edit(here, temporary, "", "risk", "edit", "3") == Done(0, "R-003\n", "Inget ändrat.\n")
    assert here.diary() == ["börja"]
    assert left(temporary) == []


def test_an_invalid_text_is_refused_kept_and_named(here: Here, temporary: Path) -> None:
    before = here.files()
    script = "file.write_text(text.replace('titel:', 'titl:').replace('enhetschef-a', 'enhetschef-b'), 'utf-8')"
    done = edit(here, temporary, script, "risk", "edit", "3")
    assert (done.code, done.out) == (4, "")
    assert here.files() == before
    assert done.err.startswith(
        "projekt/risk/R-003.yaml:1:1: fel SCH02 titel saknas\n"
        "    Åtgärda: Lägg till titel: och ett värde.\n"
        "projekt/risk/R-003.yaml:2:1: fel SCH01 okänd nyckel titl\n"
    )
    assert "titl: Scenen" in draft(done).read_text(encoding="utf-8")
    assert "Fel: Texten är inte sparad, eftersom den inte är en giltig post. Den finns kvar i " in done.err


def test_a_reference_that_leads_nowhere_is_refused_at_its_place(here: Here, temporary: Path) -> None:
    script = "file.write_text(text.replace('enhetschef-a', 'enhetschef-b'), 'utf-8')"
    done = edit(here, temporary, script, "risk", "edit", "3")
    assert done.code == 4
    assert done.err.startswith("projekt/risk/R-003.yaml:3:8: fel SCH06 agare: enhetschef-b finns inte\n")


def test_a_text_that_is_not_yaml_is_refused(here: Here, temporary: Path) -> None:
    done = edit(here, temporary, "file.write_text(text + 'x: [', 'utf-8')", "risk", "edit", "3")
    assert done.code == 4
    assert "projekt/risk/R-003.yaml:4:4: fel YAML06" in done.err


def test_a_personnummer_is_refused_and_the_draft_named(here: Here, temporary: Path) -> None:
    before = here.files()
    done = edit(here, temporary, f"file.write_text(text + 'orsak: {PERSONNUMMER}\\n', 'utf-8')", "risk", "edit", "3")
    assert (done.code, done.out) == (4, "")
    assert here.files() == before
    assert "1212-1212" not in done.err
    assert draft(done).exists()


def test_a_file_that_changed_meanwhile_is_not_written_over(here: Here, temporary: Path) -> None:
    other = f"pathlib.Path({str(here.path('risk/R-003'))!r})"
    script = f"{other}.write_text('titel: Någon annans\\n', 'utf-8')\nfile.write_text('titel: Min\\n', 'utf-8')"
    done = edit(here, temporary, script, "risk", "edit", "3")
    assert (done.code, done.out) == (4, "")
    assert here.read("risk/R-003") == "titel: Någon annans\n"
    assert draft(done).read_text(encoding="utf-8") == "titel: Min\n"


def test_a_failing_editor_changes_nothing_and_the_text_is_kept(here: Here, temporary: Path) -> None:
    before = here.files()
    done = edit(here, temporary, "file.write_text('titel: Min\\n', 'utf-8')\nsys.exit(7)", "risk", "edit", "3")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Fel: Redigeraren avslutades med fel (7). Inget är sparat; texten finns kvar i ")
    assert draft(done).read_text(encoding="utf-8") == "titel: Min\n"
    assert here.files() == before


def test_an_editor_that_takes_the_text_away_changes_nothing(here: Here, temporary: Path) -> None:
    done = edit(here, temporary, "file.unlink()", "risk", "edit", "3")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Fel: Redigeraren lämnade ingen text efter sig (")
    assert "titel: Scenen" in here.read("risk/R-003")


@pytest.mark.parametrize(
    ("editor", "why"),
    [("finns-inte-alls", "programmet finns inte"), ("'oavslutad", "kommandot går inte att tolka")],
)
def test_an_editor_that_can_not_be_started_is_named(here: Here, temporary: Path, editor: str, why: str) -> None:
    done = here.call("risk", "edit", "3", "--redigerare", EDITOR=editor, TMPDIR=str(temporary))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"Fel: Redigeraren {editor} går inte att starta: {why}.\nÅtgärda: Ange en annan i EDITOR.\n"
    assert left(temporary) == []


def test_visual_goes_before_editor(here: Here, temporary: Path) -> None:
    done = here.call("risk", "edit", "3", "--redigerare", VISUAL="true", EDITOR="false", TMPDIR=str(temporary))
    assert done == Done(0, "R-003\n", "Inget ändrat.\n")


@pytest.mark.parametrize("ident", ["R-002", "2", "r-2"])
def test_a_record_that_can_not_be_read_is_mended_in_the_editor(here: Here, temporary: Path, ident: str) -> None:
    whole = here.read("risk/R-002")
    here.put("risk/R-002", "titel: [\n")
    here.git("commit", "--quiet", "--all", "--message", "trasig")
    done = edit(here, temporary, f"file.write_text({whole!r}, 'utf-8')", "risk", "edit", ident)
    assert done == Done(0, "R-002\n", "")
    assert here.call("risk", "list").code == 0


def test_a_plan_that_can_not_be_read_is_mended_in_the_editor(here: Here, temporary: Path) -> None:
    whole = here.read("projektplan")
    here.put("projektplan", "namn: [\n")
    here.git("commit", "--quiet", "--all", "--message", "trasig")
    done = edit(here, temporary, f"file.write_text({whole!r}, 'utf-8')", "projektplan", "edit")
    assert done == Done(0, "projektplan\n", "")
    assert here.diary()[0] == "projektplan: ändrad i redigeraren"


def test_the_editor_is_a_whole_process_on_the_users_terminal(here: Here, temporary: Path) -> None:
    with here.talk(
        "risk", "edit", "3", "--redigerare", EDITOR="sed -i s/Scenen/Estraden/", TMPDIR=str(temporary)
    ) as talk:
        assert talk.end() == Done(0, "R-003\n", "")
    assert "titel: Estraden" in here.read("risk/R-003")
