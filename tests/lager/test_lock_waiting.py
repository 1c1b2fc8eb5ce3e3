import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.lager.door_world import RISK, git, put, read, save, say_nothing, status

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.lager.skriv import open_door, recover

WORKER = Path(__file__).with_name("door_worker.py")


@pytest.fixture
def holder(repo: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the project."""
    found = subprocess.Popen(
        [sys.executable, str(WORKER), "hold", str(repo)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert found.stdout
    assert found.stdout.readline() == b"held\n"
    yield found
    found.kill()
    found.communicate()


def test_whoever_waits_is_told_and_gives_up_without_changing_anything(
    repo: Path,
    holder: subprocess.Popen[bytes],
) -> None:
    assert holder.poll() is None
    sentences: list[str] = []
    with pytest.raises(ProtectedError) as caught, open_door(repo, sentences.append, 1.2):
        pass
    assert sentences == ["Väntar på att ett annat drogscen-kommando ska bli klart …"]
    assert caught.value.exit_code == 4
    assert caught.value.text == "Inget är sparat. Ett annat drogscen-kommando har varit igång i mer än 1 sekunder."
    assert caught.value.atgarda == "Vänta tills det andra kommandot är klart och försök igen."
    assert (read(repo, RISK), status(repo)) == ("titel: En\n", [])


def test_whoever_waits_gets_in_when_the_other_is_done(repo: Path, holder: subprocess.Popen[bytes]) -> None:
    def let_go(_sentence: str) -> None:
        holder.communicate(b"")

    with open_door(repo, let_go) as door:
        assert door.next_id("risk", "R") == "R-002"
    assert holder.returncode == 0


def test_a_killed_process_does_not_keep_the_lock(repo: Path, holder: subprocess.Popen[bytes]) -> None:
    holder.kill()
    holder.wait()
    assert (repo / ".git/drogscen.lock").exists()
    with open_door(repo, say_nothing, 0.0) as door:
        assert door.next_id("risk", "R") == "R-002"


def test_another_working_tree_waits_for_the_same_lock(
    repo: Path,
    tmp_path: Path,
    holder: subprocess.Popen[bytes],
) -> None:
    assert holder.poll() is None
    git(repo, "worktree", "add", "--quiet", "-b", "sida", str(tmp_path / "andra"))
    with pytest.raises(ProtectedError), open_door(tmp_path / "andra", say_nothing, 0.1):
        pass


def test_reading_never_waits_when_nothing_was_cut_off(repo: Path, holder: subprocess.Popen[bytes]) -> None:
    assert holder.poll() is None
    sentences: list[str] = []
    assert recover(repo, sentences.append) == []
    assert sentences == []


def test_reading_goes_on_when_the_lock_is_taken(repo: Path, holder: subprocess.Popen[bytes]) -> None:
    assert holder.poll() is None
    put(repo, "projekt/.drogscen/journal.json", "{}")
    (sentence,) = recover(repo, say_nothing, 0.1)
    assert sentence == (
        "En avbruten skrivning väntar på att slutföras. "
        "Ett annat drogscen-kommando har varit igång i mer än 0 sekunder."
    )


def test_an_error_inside_lets_go_of_the_lock(repo: Path) -> None:
    with pytest.raises(RuntimeError, match="avbrott"), open_door(repo, say_nothing):
        raise RuntimeError("avbrott")
    assert save(repo, {RISK: "titel: Två\n"}).exit_code == 0
