"""A change set: what an action wants written, before anything touches the disk."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file's new bytes.

    ``path`` is relative to the project's root with forward slashes. ``before`` is what the action read
    (None: the file must not exist); the door refuses when the disk holds something else.
    """

    path: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Files that land whole or not at all, and the diary line (git commit message) that tells why."""

    files: tuple[FileChange, ...]
    message: str
