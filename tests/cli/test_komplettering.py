"""Shell completion, asked for as the shells ask."""

import shutil
import subprocess

import pytest
from tests.cli.cli_world import Here


def bash(here: Here, line: str) -> list[str]:
    words = line.split(" ")
    place = str(len(words) - 1)
    return here.run(COMP_WORDS=line, COMP_CWORD=place, _DROGSCEN_COMPLETE="complete_bash").lines


def test_ids_come_with_their_titles(seen: Here) -> None:
    assert bash(seen, "drogscen risk show R") == [
        "R-001  Deltagare prioriteras till andra arbetsuppgifter",
        "R-002  Samarbetsparter avsätter inte resurser",
        "R-003  Scenen får inte tillstånd i tid",
    ]


def test_a_single_candidate_is_only_its_value(seen: Here) -> None:
    assert bash(seen, "drogscen risk show R-002") == ["R-002"]


def test_people_and_roles_come_with_their_names(seen: Here) -> None:
    assert "projektledare  Projektledaren" in bash(seen, "drogscen risk add --agare p")


def test_commands_options_and_words_are_completed(seen: Here) -> None:
    assert bash(seen, "drogscen risk edit R-001 --sanno") == ["--sannolikhet"]
    assert bash(seen, "drogscen risk gra") == ["granska"]
    assert bash(seen, "drogscen lagesrapport add --farg r") == ["rod"]


def test_zsh_fish_and_powershell_are_told_the_titles(seen: Here) -> None:
    for shell in ("zsh", "fish", "powershell"):
        done = seen.run(
            _TYPER_COMPLETE_ARGS="drogscen risk show R-002",
            _TYPER_COMPLETE_WORD_TO_COMPLETE="R-002",
            _TYPER_COMPLETE_FISH_ACTION="get-args",
            _DROGSCEN_COMPLETE=f"complete_{shell}",
        )
        assert "Samarbetsparter avsätter inte resurser" in done.out


def test_outside_a_project_nothing_is_offered_and_nothing_fails(seen: Here) -> None:
    asked = "drogscen risk show R"
    done = seen.run(cwd=seen.root.parent, COMP_WORDS=asked, COMP_CWORD="3", _DROGSCEN_COMPLETE="complete_bash")
    assert (done.out.strip(), done.err) == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_shells_script_goes_to_standard_output_alone(seen: Here, shell: str) -> None:
    done = seen.run("komplettering", shell)
    assert done.code == 0
    assert "_DROGSCEN_COMPLETE" in done.out
    assert done.err.startswith("Lägg till raderna i skalets startfil")


def test_bash_itself_takes_the_script(seen: Here) -> None:
    script = seen.run("komplettering", "bash").out
    found = shutil.which("bash")
    assert found
    done = subprocess.run([found, "-c", f"{script}\ncomplete -p drogscen"], capture_output=True, check=True)
    assert b"_drogscen_completion" in done.stdout


def test_an_unknown_shell_is_refused(seen: Here) -> None:
    done = seen.run("komplettering", "ksh")
    assert (done.code, done.err) == (
        2,
        "Fel: Skalet ksh finns inte.\nÅtgärda: Välj bash, zsh, fish eller powershell.\n",
    )
