"""Killed at random moments: nothing lost, nothing half, nothing in the way of the next command."""

import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.lager.door_worker import FIRST, SECOND
from tests.lager.door_world import commit_all, git, leftovers, put, read, save, say_nothing, status

from drogscen_cli.lager.skriv import open_door

WORKER = Path(__file__).with_name("door_worker.py")
KILLS = int(os.environ.get("DROGSCEN_KILLS", "100"))


class Nursery:
    """Writers to kill; ``acknowledged`` is the last change set that a writer called written."""

    def __init__(self, root: Path) -> None:
        self._program = subprocess.Popen(
            [sys.executable, str(WORKER), "nursery", str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self._program.stdin
        assert self._program.stdout
        self._stdin, self._stdout = self._program.stdin, self._program.stdout
        self._rest = b""
        self._writer = 0
        self.acknowledged = 0

    def kill_after(self, seconds: float, *, with_git: bool) -> None:
        """Start a writer and kill it so long after its birth, together with its git or not."""
        self._stdin.write(b"\n")
        self._writer = int(self._until("born").split()[1])
        select.select([], [], [], seconds)
        (os.killpg if with_git else os.kill)(self._writer, signal.SIGKILL)
        self._until("dead")
        self._writer = 0

    def _until(self, word: str) -> str:
        while True:
            line, found, self._rest = self._rest.partition(b"\n")
            if not found:
                more = os.read(self._stdout.fileno(), 65536)
                assert more
                self._rest = line + more
                continue
            if line.decode().startswith(word):
                return line.decode()
            self.acknowledged = max(self.acknowledged, int(line))

    def close(self) -> None:
        """No more writers."""
        self._stdin.close()
        if self._writer:
            os.killpg(self._writer, signal.SIGKILL)
        self._program.wait()
        self._stdout.close()


@pytest.fixture
def nursery(repo: Path) -> Iterator[Nursery]:
    for path in (FIRST, SECOND):
        put(repo, path, "nummer: 0\n")
    commit_all(repo)
    found = Nursery(repo)
    yield found
    found.close()


def written(root: Path) -> int:
    """The number that all files agree on."""
    with open_door(root, say_nothing):
        pass
    numbers = {(read(root, path) or "").split()[1] for path in (FIRST, SECOND)}
    (number,) = numbers
    newest = read(root, FIRST)
    assert newest is not None
    assert newest.splitlines()[1:] == [f"fyllnad: {'x' * 200}"] * (int(number) % 40)
    meetings = sorted((root / "projekt/mote").glob("*"))
    assert [meeting.name for meeting in meetings] == [f"M-{each:03d}.yaml" for each in range(1, int(number) + 1)]
    assert not meetings or meetings[-1].read_text() == newest
    assert leftovers(root) == []
    return int(number)


def test_a_writer_may_be_killed_at_any_moment(repo: Path, nursery: Nursery) -> None:
    chance = random.Random(8)  # noqa: S311 – the same moments each time
    for kill in range(KILLS):
        with_git = bool(kill % 2)
        nursery.kill_after(chance.uniform(0.0, 0.12), with_git=with_git)
        number = written(repo)
        assert nursery.acknowledged <= number <= nursery.acknowledged + 1
        nursery.acknowledged = number
        if with_git:  # git died too, and says itself that its lock is then to be removed
            for lock in (repo / ".git").rglob("*.lock"):
                if lock.name != "drogscen.lock":
                    lock.unlink()
            if status(repo):
                commit_all(repo)
    assert nursery.acknowledged > 0  # how many there was time for depends on the machine
    commit_all(repo)
    assert save(repo, {FIRST: "nummer: -1\n"}).exit_code == 0
    assert status(repo) == []
    git(repo, "fsck", "--strict")
