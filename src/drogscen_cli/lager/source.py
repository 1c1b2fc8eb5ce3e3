"""Where files come from: the working tree now, a commit later; nothing above knows which."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

MAX_BYTES = 2_000_000
"""Larger files are not read; a project's records are a few kilobytes."""


class Kind(Enum):
    """What an entry in a folder is."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a folder; ``path`` is relative to the project's root, with forward slashes."""

    path: str
    kind: Kind

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


class Source(Protocol):
    """A project's files at one moment."""

    def entries(self, folder: str) -> list[Entry]:
        """The entries of a folder (empty: the root), sorted by name; empty where there is no such folder."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises ``OSError`` when they can't be had."""


class TreeSource:
    """The working tree under ``root``, the directory that holds ``projekt/``."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)

    def entries(self, folder: str) -> list[Entry]:
        """The entries of a folder, sorted by name; links are named, never followed."""
        try:
            with os.scandir(os.path.join(self._root, folder)) as found:  # noqa: PTH118 – half the time of pathlib
                return sorted(_entries(folder, found), key=lambda entry: entry.path)
        except (FileNotFoundError, NotADirectoryError):
            return []

    def read(self, path: str) -> bytes:
        """The bytes of a file; of one that is too large, enough to tell."""
        # Unbuffered and by its size: asked for a number of bytes, Python makes room for all of them each time.
        with open(os.path.join(self._root, path), "rb", buffering=0) as file:  # noqa: PTH118, PTH123
            if os.fstat(file.fileno()).st_size <= MAX_BYTES:
                return file.readall()
            return file.read(MAX_BYTES + 1)


def _entries(folder: str, found: Iterator[os.DirEntry[str]]) -> Iterator[Entry]:
    for entry in found:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_symlink():
            yield Entry(path, Kind.LINK)
        elif entry.is_dir():
            yield Entry(path, Kind.FOLDER)
        elif entry.is_file():
            yield Entry(path, Kind.FILE)
        else:
            yield Entry(path, Kind.OTHER)


def find_root(start: Path) -> Path | None:
    """The nearest directory upwards that holds ``projekt/projektplan.yaml``, or None."""
    for folder in (start, *start.parents):
        try:
            if stat.S_ISREG((folder / "projekt" / "projektplan.yaml").stat().st_mode):
                return folder
        except OSError:
            continue
    return None
