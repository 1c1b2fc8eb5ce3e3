"""Terminals and pipes of every kind: right or readably degraded, the right exit code, never a traceback."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.cli_world import Done, Here, command

LONG = ("regel", "--json")
SHORT = ("risk", "list")
FULL = "Fel: Det gick inte att skriva ut resultatet (disken är full).\n"
ENCODINGS = {
    "ascii": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    "cp1252": {"LC_ALL": "C", "PYTHONIOENCODING": "cp1252"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


def shell(here: Here, script: str, *argv: str, **env: str) -> Done:
    """The command as ``$@`` in a shell script: pipes and closed streams as people make them."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script, "bash", *command(*argv)],
        cwd=here.root,
        env={**here.env, **env},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert b"Exception ignored" not in done.stderr, done.stderr.decode()
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("buffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("call", [SHORT, LONG, ("--help",), ("rapport", "lage")], ids=" ".join)
def test_a_reader_who_leaves_is_no_error(seen: Here, call: tuple[str, ...], buffered: str) -> None:
    done = shell(seen, '"$@" | head -c 1', *call, PYTHONUNBUFFERED=buffered)
    assert (done.code, len(done.out), done.err) == (0, 1, "")


def test_a_reader_who_was_never_there_does_not_change_the_exit_code(seen: Here) -> None:
    assert shell(seen, '"$@" | true', "kontroll", PYTHONUNBUFFERED="1").code == 1
    assert shell(seen, '"$@" | true', "kontroll", "--format", "json").code == 1


def test_what_is_saved_is_saved_though_nobody_reads_the_id(here: Here) -> None:
    assert shell(here, '"$@" | true', "risk", "add", "--titel", "Ny").code == 0
    assert here.diary()[0] == "risk R-004: ny – Ny"


@pytest.mark.parametrize("call", [SHORT, LONG, ("--help",), ("kontroll",), ()], ids=" ".join)
def test_a_full_disk_is_said(seen: Here, call: tuple[str, ...]) -> None:
    assert shell(seen, '"$@" > /dev/full', *call) == Done(3, "", FULL)


@pytest.mark.parametrize(
    ("script", "call", "code"),
    [
        ('"$@" > /dev/null 2> /dev/full', ("risk", "show"), 2),
        ('"$@" 2> /dev/full', ("risk", "list", "--datum", "igår"), 0),
        ('"$@" >&-', SHORT, 0),
        ('"$@" >&-', ("kontroll",), 1),
        ('"$@" 2>&-', ("risk", "show"), 2),
        ('"$@" <&-', ("risk", "show"), 2),
        ('"$@" <&- >&- 2>&-', ("kontroll", "--format", "json"), 1),
    ],
)
def test_streams_that_lead_nowhere(seen: Here, script: str, call: tuple[str, ...], code: int) -> None:
    assert shell(seen, script, *call).code == code


def test_a_record_is_added_with_every_stream_closed(here: Here) -> None:
    assert shell(here, '"$@" <&- >&- 2>&-', "risk", "add", "--titel", "Ny").code == 0
    assert here.body("risk/R-004") == "datum: 2023-05-30\ntitel: Ny\n"


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_terminal_that_is_not_utf_8_gets_letters_that_it_has(seen: Here, name: str) -> None:
    done = subprocess.run(
        command("risk", "show", "R-001"),
        cwd=seen.root,
        env={**seen.env, **ENCODINGS[name]},
        capture_output=True,
        check=True,
    )
    text = done.stdout.decode("cp1252" if name == "cp1252" else "ascii")
    assert ("Bedömning" if name == "cp1252" else "Bedomning") in text
    assert "2023-02-27  sannolikhet 3 · konsekvens 4".replace("·", "·" if name == "cp1252" else "-") in text
    assert done.stderr == b""


@pytest.mark.parametrize("name", ENCODINGS)
def test_help_and_errors_are_degraded_alike(seen: Here, name: str) -> None:
    encoding = "cp1252" if name == "cp1252" else "ascii"
    for call, word in ((("--help",), "Skriv så här"), (("risk", "list", "--xyz"), "Åtgärda")):
        done = subprocess.run(
            command(*call), cwd=seen.root, env={**seen.env, **ENCODINGS[name]}, capture_output=True, check=False
        )
        text = (done.stdout + done.stderr).decode(encoding)
        assert (word if encoding == "cp1252" else word.translate(str.maketrans("åäÅ", "aaA"))) in text


def test_what_programs_read_is_utf_8_whatever_the_terminal_is(seen: Here) -> None:
    for call in (("risk", "list", "--json"), ("risk", "list", "--csv"), ("rapport", "lage")):
        assert seen.run(*call, LC_ALL="C", PYTHONIOENCODING="ascii") == seen.call(*call)


def test_a_record_typed_in_a_terminal_that_is_not_utf_8_is_saved_right(here: Here) -> None:
    done = here.run("risk", "add", "--titel", "Får grönt ljus", LC_ALL="C")
    assert (done.code, done.out) == (0, "R-004\n")
    assert "titel: Får grönt ljus\n" in here.read("risk/R-004")


def test_an_answer_in_another_encoding_is_asked_for_again(here: Here) -> None:
    with here.talk("risk", "add", "--sannolikhet", "1", "--konsekvens", "1") as talk:
        talk.until("Titel")
        os.write(talk.child.child_fd, "Tillstånd\n".encode("latin-1"))
        talk.until("Titel")
        os.write(talk.child.child_fd, "Tillstånd\n".encode())
        done = talk.interrupt("Orsak")
    assert done.code == 130


def test_ctrl_c_outside_a_question_is_an_interruption_too(here: Here) -> None:
    lock = here.root / ".git" / "drogscen.lock"
    holder = "import filelock, sys\nwith filelock.FileLock(sys.argv[1]):\n    print('tagen', flush=True)\n    input()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "tagen\n"
        with here.talk("risk", "add", "--titel", "Ny") as talk:
            talk.child.expect_exact("\n")  # it is told that it waits
            talk.child.kill(signal.SIGINT)
            done = talk.end()
        other.communicate("\n")
    assert (done.code, done.out.splitlines()[-1]) == (130, "Avbrutet. Det som inte var sparat är inte sparat.")
    assert not here.path("risk/R-004").exists()


def test_a_folder_that_is_gone_is_said(seen: Here, tmp_path: Path) -> None:
    gone = tmp_path / "borta"
    gone.mkdir()
    done = shell(seen, f'cd "{gone}" && rmdir "{gone}" && "$@"', *SHORT)
    assert (done.code, done.out) == (3, "")
    assert done.err == "Fel: Mappen som kommandot körs i går inte att använda (mappen finns inte).\n"
