"""Run as a program: processes that write through the door, to be raced and killed.

``add ROOT NUMBER`` adds so many risks and prints their ids.
``hold ROOT`` keeps the door open until standard input ends.
``nursery ROOT`` starts a writer for each line on standard input, which prints its process id, writes change sets of
three files for ever, and prints a set's number when it is written.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import filelock  # noqa: E402, F401 – the nursery's children are born with it
from tests.lager.door_world import changes, read, say_nothing  # noqa: E402

import drogscen_cli.core.personuppgift  # noqa: E402, F401 – as filelock
from drogscen_cli.core.changes import ChangeSet, FileChange  # noqa: E402 – run as a program
from drogscen_cli.lager.skriv import open_door  # noqa: E402

FIRST = "projekt/risk/R-001.yaml"
SECOND = "projekt/ekonomi/E-001.yaml"
PATIENT = 300.0


def say(text: object) -> None:
    """One line to whoever listens, in one piece."""
    os.write(1, f"{text}\n".encode())


def add(root: Path, number: int) -> None:
    """As so many commands do it: the id, the file and the commit under one lock."""
    for _ in range(number):
        with open_door(root, say_nothing, PATIENT) as door:
            found = door.next_id("risk", "R")
            file = FileChange(f"projekt/risk/{found}.yaml", None, f"titel: av {os.getpid()}\n".encode())
            outcome = door.write(ChangeSet((file,), f"Risk {found}"), spara=True)
        say(f"{found} {outcome.exit_code}")


def hold(root: Path) -> None:
    """Keep the lock."""
    with open_door(root, say_nothing):
        say("held")
        sys.stdin.read()


def write_for_ever(root: Path) -> None:
    """Two files that are changed, and one that is new, must always have the same number."""
    while True:
        number = int((read(root, FIRST) or "").split()[1]) + 1
        text = f"nummer: {number}\n" + f"fyllnad: {'x' * 200}\n" * (number % 40)
        wanted = changes(
            root, dict.fromkeys((FIRST, SECOND, f"projekt/mote/M-{number:03d}.yaml"), text), f"Nr {number}"
        )
        with open_door(root, say_nothing) as door:
            door.write(wanted, spara=True)
        say(number)


def nursery(root: Path) -> None:
    """Children are cheaper than programs."""
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            os.setsid()
            say(f"born {os.getpid()}")
            write_for_ever(root)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    if sys.argv[1] == "add":
        add(Path(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1] == "hold":
        hold(Path(sys.argv[2]))
    else:
        nursery(Path(sys.argv[2]))
