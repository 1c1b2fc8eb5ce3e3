"""Run as a program: writes through the door while system calls fail, or the process dies at them.

``sweep FOLDER MODE`` tries every system call of one write, a fresh project each; prints a JSON line for each.
``die ROOT CALL NUMBER`` writes the change set on standard input (path to text) and kills itself before a call.
"""

import errno
import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.lager.door_world import changes, leftovers, put, read, save, say_nothing  # noqa: E402

from drogscen_cli.core.errors import ProtectedError  # noqa: E402 – run as a program
from drogscen_cli.lager.skriv import open_door  # noqa: E402

OLD = {"projekt/risk/R-001.yaml": "titel: gammal\n"}
NEW = {
    "projekt/risk/R-001.yaml": "titel: ny\n",
    "projekt/risk/R-002.yaml": "titel: två\n",
    "projekt/mote/M-001.yaml": "titel: möte\n",
}
_CALLS = ("fsync", "link", "replace", "unlink", "mkdir", "chmod", "rmdir", "open")
_MAKING = ("fsync", "link", "replace", "mkdir", "open")

Strike = Callable[[str, int], None]
"""Called before each system call with its name and its number, counted over all calls from 1."""


def arm(strike: Strike) -> Callable[[], int]:
    """Let every system call of the door meet ``strike`` first; gives the number of calls so far."""
    count = 0

    def struck(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 – as the real one
            nonlocal count
            if name != "open" or "x" in str(arguments[1:2]):
                count += 1
                strike(name, count)
            return real(*arguments, **named)

        return call

    for name in _CALLS:
        home = io if name == "open" else os
        setattr(home, name, struck(name, getattr(home, name)))
    return lambda: count


def die() -> None:
    """As the power does."""
    os.kill(os.getpid(), signal.SIGKILL)


def strike_for(mode: str, at: int) -> Strike:
    """What happens at call number ``at``."""

    def strike(name: str, number: int) -> None:
        if mode == "die" and number == at:
            die()
        if mode == "once" and number == at:
            raise OSError(errno.EIO, "")
        if mode == "full" and number >= at and name in _MAKING:
            raise OSError(errno.ENOSPC, "")
        if mode == "gone" and number >= at:
            raise OSError(errno.EROFS, "")
        if mode == "nolink" and name == "link":
            raise OSError(errno.EPERM, "")

    return strike


def attempt(root: Path) -> dict[str, object]:
    """Write NEW; what the user would be told."""
    try:
        with open_door(root, say_nothing) as door:
            outcome = door.write(changes(root, NEW), spara=False)
    except ProtectedError as error:
        return {"refused": error.text}
    return {"code": outcome.exit_code, "note": outcome.note}


def in_child(root: Path, mode: str, at: int) -> dict[str, object]:
    """The attempt in a process of its own; ``calls``: how many system calls it made."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        counted = arm(strike_for(mode, at))
        told = attempt(root)
        os.write(writer, json.dumps(told | {"calls": counted()}).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else {"died": True}


def look(root: Path) -> dict[str, str | None]:
    """The three files."""
    return {path: read(root, path) for path in NEW}


def sweep(folder: Path, mode: str) -> None:
    """Strike at every call in turn, until the write makes fewer calls than that."""
    for at in range(1, 200):
        root = folder / f"{mode}-{at}"
        for path, text in OLD.items():
            put(root, path, text)
        report = in_child(root, mode, at)
        report |= {"at": at, "then": look(root)}
        sentences: list[str] = []
        with open_door(root, sentences.append):
            report |= {"recovered": look(root), "sentences": sentences}
        report["next"] = save(root, {"projekt/risk/R-001.yaml": "titel: nästa\n"}, spara=False).exit_code
        report["leftovers"] = leftovers(root)
        sys.stdout.write(json.dumps(report) + "\n")
        shutil.rmtree(root)
        if mode == "nolink" or ("calls" in report and int(str(report["calls"])) < at):
            return


def die_at(root: Path, call: str, number: int) -> None:
    """Write what standard input says, and die before a certain call."""
    seen = 0

    def strike(name: str, _number: int) -> None:
        nonlocal seen
        seen += name == call
        if name == call and seen == number:
            die()

    wanted = changes(root, json.load(sys.stdin))
    with open_door(root, say_nothing) as door:
        arm(strike)
        door.write(wanted, spara=True)


if __name__ == "__main__":
    if sys.argv[1] == "sweep":
        sweep(Path(sys.argv[2]), sys.argv[3])
    else:
        die_at(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
