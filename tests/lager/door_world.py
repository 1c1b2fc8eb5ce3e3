"""What the tests of the door share: real repositories, and short ways to write and to look."""

import subprocess
from pathlib import Path

from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.lager.skriv import Outcome, open_door

RISK = "projekt/risk/R-001.yaml"
MOTE = "projekt/mote/M-001.yaml"


def git(root: Path, *arguments: str, check: bool = True, said: str = "") -> str:
    """Run git in ``root``; what it printed."""
    run = subprocess.run(
        ["git", *arguments],
        cwd=root,
        input=said,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0 or not check, run.stdout + run.stderr
    return run.stdout.strip("\n")


def status(root: Path) -> list[str]:
    """The lines of ``git status``, every file by itself."""
    return git(root, "--no-optional-locks", "status", "--porcelain", "-uall").splitlines()


def committed(root: Path, path: str) -> str:
    """A file as HEAD has it."""
    return git(root, "show", f"HEAD:./{path}")


def put(root: Path, path: str, text: str) -> None:
    """Write a file by hand."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8", newline="")


def commit_all(root: Path, message: str = "för hand") -> str:
    """Commit everything, as a person would; the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(root, "rev-parse", "HEAD")


def changes(root: Path, texts: dict[str, str], message: str = "Ändrat") -> ChangeSet:
    """A change set made from what is on disk now."""
    files = []
    for path, text in texts.items():
        file = root / path
        files.append(FileChange(path, file.read_bytes() if file.exists() else None, text.encode()))
    return ChangeSet(tuple(files), message)


def save(root: Path, texts: dict[str, str], message: str = "Ändrat", *, spara: bool = True) -> Outcome:
    """Write texts through the door."""
    wanted = changes(root, texts, message)
    with open_door(root, say_nothing) as door:
        return door.write(wanted, spara=spara)


def say_nothing(sentence: str) -> None:
    """A user who is told nothing."""


def read(root: Path, path: str) -> str | None:
    """A file's text, or None."""
    file = root / path
    return file.read_bytes().decode() if file.exists() else None


def leftovers(root: Path) -> list[str]:
    """Files of the door's own that should not be there between commands, and files that nobody asked for."""
    room = root / "projekt" / ".drogscen"
    inside = [str(file.relative_to(room)) for file in room.rglob("*") if file.is_file()]
    outside = [str(file.relative_to(root)) for file in (root / "projekt").rglob("*.tmp")]
    return sorted({*inside, *outside} - {".gitignore", "lock"})
