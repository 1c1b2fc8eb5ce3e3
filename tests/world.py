"""Projects in memory, and cases written as one text file: the project's files, the day, and what is to be found."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from drogscen_cli.lager.source import Entry, Kind

FALL = Path(__file__).parent / "fall"
_HEAD = re.compile(r"^=== (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class MemorySource:
    """Files that never touched a disk: path → bytes."""

    files: dict[str, bytes]

    def entries(self, folder: str) -> list[Entry]:
        found: dict[str, Kind] = {}
        inside = f"{folder}/" if folder else ""
        for path in self.files:
            if path.startswith(inside):
                name, _, below = path.removeprefix(inside).partition("/")
                found[f"{inside}{name}"] = Kind.FOLDER if below else Kind.FILE
        return [Entry(path, kind) for path, kind in sorted(found.items())]

    def read(self, path: str) -> bytes:
        return self.files[path]


@dataclass(frozen=True)
class Case:
    """One case file: the day, the files and the expected findings, a line each."""

    dag: date
    source: MemorySource
    expected: list[str]


def read_case(path: Path) -> Case:
    """A case from its file: ``=== PATH`` before each file, ``=== fynd DAY`` before the expected lines."""
    head, *parts = _HEAD.split(path.read_text(encoding="utf-8"))
    assert not head.strip(), f"{path}: text before the first ==="
    sections = dict(zip(parts[::2], (part.removeprefix("\n") for part in parts[1::2]), strict=True))
    last = next(name for name in sections if name.startswith("fynd "))
    expected = sections.pop(last).splitlines()
    files = {name: text.encode() for name, text in sections.items()}
    return Case(date.fromisoformat(last.removeprefix("fynd ")), MemorySource(files), expected)
