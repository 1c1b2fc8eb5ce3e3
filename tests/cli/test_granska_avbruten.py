"""The risk review broken off at every question, by Ctrl-C and by kill, and gone on with: nothing lost, nothing half."""

import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.cli_world import Here, Talk

DAY = "2023-06-10"
CALL = ("risk", "granska", "--datum", DAY)
SCRIPT = (
    ("Sannolikhet 1–5", "4"),
    ("Konsekvens  1–5", "4"),
    ("Ny åtgärd (Enter: ingen)", "Ring handläggaren"),
    ("Ansvarig [enhetschef-a]", ""),
    ("Senast", "2023-06-20"),
    ("Kommentar (å: ny åtgärd)", "Ansökan ligger kvar"),
    ("Sannolikhet 1–5 [4]", "3"),
    ("Konsekvens  1–5 [4]", ""),
    ("Åtgärd 2 klar? (j/n/nytt datum) [n]", "j"),
    ("Kommentar (å: ny åtgärd)", ""),
    ("Nya risker? (titel, Enter: inga)", "Regn vid midsommar"),
    ("Ägare", "projektledare"),
    ("Sannolikhet 1–5", "2"),
    ("Konsekvens  1–5", "3"),
    ("Kommentar", ""),
    ("Fler nya risker? (titel, Enter: inga)", ""),
    ("Sammanfattning", "En röd risk."),
    ("Deltagare [projektledare, enhetschef-a]", ""),
)
BEGINS = (0, 6, 10, 15)
"""Where the questions begin about what lands in a commit of its own."""
PLACES = range(len(SCRIPT))


def finished(place: int) -> int:
    """How many change sets have landed when the question at ``place`` is asked."""
    return sum(1 for begin in BEGINS[1:] if begin <= place)


def rest(place: int) -> tuple[tuple[str, str], ...]:
    """What is asked after a break there."""
    done = finished(place)
    return ((SCRIPT[10][0], ""), *SCRIPT[16:]) if done == 3 else SCRIPT[BEGINS[done] :]


def trees(here: Here) -> list[str]:
    """What every commit holds, the newest first."""
    return here.git("log", "--format=%T").splitlines()


@pytest.fixture(scope="module")
def unbroken(template: Here, tmp_path_factory: pytest.TempPathFactory) -> Here:
    """The project after the whole review."""
    root = tmp_path_factory.mktemp("hel") / "exempel"
    shutil.copytree(template.root, root)
    here = Here(root, template.env)
    with here.talk(*CALL) as talk:
        talk.answers(*SCRIPT)
        done = talk.end()
    assert (done.code, done.out.splitlines()[-1]) == (0, "RA-005")
    return here


def test_the_whole_review_lands_step_by_step(unbroken: Here) -> None:
    assert unbroken.diary() == [
        "riskanalys RA-005: ny – juni\u00a02023",
        "risk R-004: ny – Regn vid midsommar",
        "risk R-001: bedömd 3×4=12 (var 16), åtgärd 2 klar",
        "risk R-003: bedömd 4×4=16, 1 ny åtgärd",
        "börja",
    ]
    assert unbroken.read("risk/R-003") == (
        "datum: 2023-05-22\ntitel: Scenen får inte tillstånd i tid\nagare: enhetschef-a\nbedomning:\n"
        f"  - {{datum: {DAY}, sannolikhet: 4, konsekvens: 4, kommentar: Ansökan ligger kvar}}\natgard:\n"
        "  - {nr: 1, text: Ring handläggaren, ansvarig: enhetschef-a, senast: 2023-06-20}\n"
    )
    added = unbroken.git("show", "--format=", "--unified=0", "HEAD~2").splitlines()
    assert [line for line in added if line.startswith("+ ")] == [
        f"+  - {{datum: {DAY}, sannolikhet: 3, konsekvens: 4}}",
        (
            "+  - {nr: 2, text: Inventera ersättare, ansvarig: enhetschef-a, senast: 2023-05-15, "
            f"klar: {DAY}, mot: konsekvens}}"
        ),
    ]
    assert unbroken.read("riskanalys/RA-005").partition("\n")[2] == (
        f"datum: {DAY}\ndeltagare: [projektledare, enhetschef-a]\nrisk: [R-001, R-003]\nny: [R-004]\n"
        "sammanfattning: En röd risk.\n"
    )


def interrupted(talk: Talk, place: int) -> None:
    done = talk.interrupt(SCRIPT[place][0])
    assert done.code == 130
    total = 3 if finished(place) == 3 else 2
    so_far = f"{finished(place)} av {total} bedömda och sparade."
    told = f"Avbrutet. {so_far}{' Riskanalysen är inte skriven än.' if total == 3 or place > 9 else ''}"
    assert done.out.splitlines()[-1] == f"{told} Fortsätt: drogscen risk granska --datum {DAY}"


def killed(talk: Talk, place: int) -> None:
    talk.until(SCRIPT[place][0])
    talk.child.kill(signal.SIGKILL)
    talk.child.wait()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("broken_off", [interrupted, killed], ids=["ctrl-c", "kill"])
def test_a_review_broken_off_keeps_what_was_finished_and_ends_as_an_unbroken_one(
    here: Here, unbroken: Here, broken_off: Callable[[Talk, int], None], place: int
) -> None:
    with here.talk(*CALL) as talk:
        talk.answers(*SCRIPT[:place])
        broken_off(talk, place)
    assert trees(here) == trees(unbroken)[-1 - finished(place) :]
    assert here.git("status", "--porcelain", "--untracked-files=all") == ""
    with here.talk(*CALL) as talk:
        talk.answers(*rest(place))
        done = talk.end()
    assert (done.code, done.out.splitlines()[-1]) == (0, "RA-005")
    assert trees(here) == trees(unbroken)
    assert here.diary() == unbroken.diary()


def test_what_is_already_assessed_is_told(here: Here) -> None:
    with here.talk(*CALL) as talk:
        talk.answers(*SCRIPT[:6])
        talk.interrupt(SCRIPT[6][0])
    with here.talk(*CALL) as talk:
        shown = talk.until(SCRIPT[6][0])
    assert "1 av 2 redan bedömda.\r\n\r\n2/2  R-001" in shown


@pytest.mark.parametrize("place", [0, 7, 16])
def test_the_end_of_input_keeps_what_was_finished_too(here: Here, unbroken: Here, place: int) -> None:
    with here.talk(*CALL) as talk:
        talk.answers(*SCRIPT[:place])
        done = talk.end_input(SCRIPT[place][0])
    assert done.code == 2
    assert "bedömda och sparade." in done.out
    assert trees(here) == trees(unbroken)[-1 - finished(place) :]


def test_a_review_without_git_is_kept_as_well(here: Here, unbroken: Here) -> None:
    shutil.rmtree(here.root / ".git")
    with here.talk(*CALL) as talk:
        talk.answers(*SCRIPT[:8])
        interrupted(talk, 8)
    with here.talk(*CALL) as talk:
        talk.answers(*rest(8))
        done = talk.end()
    assert done.code == 0
    assert done.out.count("git") <= 1
    assert {path: text for path, text in here.files().items() if Path(path).suffix == ".yaml"} == {
        path: text for path, text in unbroken.files().items() if Path(path).suffix == ".yaml"
    }
