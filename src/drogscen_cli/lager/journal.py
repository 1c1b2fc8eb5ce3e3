"""A change set lands whole or not at all: the journal is complete on disk before the first file is touched."""

import base64
import errno
import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drogscen_cli.core.changes import FileChange
from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.lager.disk import cause, place_new, read_if_there, replace, sync_folder, write_new
from drogscen_cli.lager.guard import safe_target
from drogscen_cli.lager.workroom import FOLDER, Workroom


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the journal; ``before`` is the sha256 of what it replaces (None: a new file)."""

    path: str
    before: str | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Landing:
    """What became of a change set; ``paths`` are the files that are as it wants them.

    ``drafts``: (path, draft) of files that somebody else has changed. ``waiting``: a Swedish clause why the rest is
    still in the journal, or empty. ``damaged``: where a journal that can't be read was put, or empty.
    """

    paths: tuple[str, ...]
    drafts: tuple[tuple[str, str], ...] = ()
    waiting: str = ""
    damaged: str = ""


def land(room: Workroom, changes: tuple[FileChange, ...]) -> Landing:
    """Write every change; ProtectedError when nothing was changed. The lock must be held."""
    if pending(room):
        raise ProtectedError(
            f"Inget är sparat: en tidigare skrivning ligger kvar i {FOLDER}/journal.json.",
            "Kör ett drogscen-kommando igen. Det slutför den tidigare skrivningen.",
        )
    entries = tuple(Entry(change.path, _digest(change.before), change.after) for change in changes)
    missing = [folder for folder in _folders(room, entries) if not folder.exists()]
    try:
        _write_journal(room, entries)
    except OSError as error:
        return _take_back(room, entries, missing, error)
    except BaseException:
        _undo(room, missing)
        raise
    try:
        first = _settle(room, 0, entries[0])
    except OSError as error:  # no file has been touched yet: better no change than one that waits
        return _take_back(room, entries, missing, error)
    touched = {(room.root / entry.path).parent for entry in entries} | {folder.parent for folder in missing}
    return _settle_all(room, entries, [first], touched)


def pending(room: Workroom) -> bool:
    """Whether a journal is there: one ``stat``."""
    return os.path.lexists(room.journal)


def roll_forward(room: Workroom) -> Landing | None:
    """Finish what a killed process left, or None when there was nothing. The lock must be held, the room be tidy.

    A file that somebody changed since then is left alone; the journal's text becomes a draft.
    """
    if not pending(room):
        return None
    entries = _read_journal(room.journal)
    if entries is None:
        kept = room.keep_draft("projekt/journal.json", room.journal.read_bytes())
        room.journal.unlink()
        return Landing((), damaged=kept)
    for number, entry in enumerate(entries):
        write_new(room.staging / str(number), entry.after)
    return _settle_all(room, entries, [], _folders(room, entries))


def _settle_all(
    room: Workroom,
    entries: tuple[Entry, ...],
    settled: list[str],
    touched: Iterable[Path],
) -> Landing:
    """Settle the rest and flush the touched folders; ``settled`` has a draft, or nothing, for the first entries."""
    try:
        settled += [_settle(room, number, entries[number]) for number in range(len(settled), len(entries))]
        for folder in touched:
            if folder.is_dir():
                sync_folder(folder)
    except OSError as error:
        return Landing(tuple(entry.path for entry in entries), waiting=cause(error))
    _clear(room)
    outcome = list(zip(entries, settled, strict=True))
    return Landing(
        tuple(entry.path for entry, draft in outcome if not draft),
        drafts=tuple((entry.path, draft) for entry, draft in outcome if draft),
    )


def _settle(room: Workroom, number: int, entry: Entry) -> str:
    """Put one staged file in place; the draft's path when somebody else has changed the file."""
    try:
        target = safe_target(room.root, entry.path)
    except ProtectedError:
        return room.keep_draft(entry.path, entry.after)
    now = read_if_there(target)
    if now == entry.after:
        return ""
    half_written = entry.before is None and now is not None and entry.after.startswith(now)
    if _digest(now) != entry.before and not half_written:
        return room.keep_draft(entry.path, entry.after)
    _put(room.staging / str(number), target, entry.after, new=now is None)
    return ""


def _put(staged: Path, target: Path, data: bytes, *, new: bool) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if new:
        place_new(staged, target, data)
        return
    mode = target.stat().st_mode
    if staged.stat().st_mode != mode:
        staged.chmod(mode & 0o7777)
    replace(staged, target)


def _write_journal(room: Workroom, entries: tuple[Entry, ...]) -> None:
    for number, entry in enumerate(entries):
        parent = (room.root / entry.path).parent
        parent.mkdir(parents=True, exist_ok=True)
        if not os.access(parent, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "")
        write_new(room.staging / str(number), entry.after)
    staged = room.staging / "journal"
    write_new(staged, _encode(entries))
    replace(staged, room.journal)
    sync_folder(room.folder)


def _clear(room: Workroom) -> None:
    """Forget the journal; where one can't be removed, the next command finds that nothing is left to do."""
    with suppress(OSError):
        room.journal.unlink(missing_ok=True)
    with suppress(OSError):
        room.clear_staging()


def _take_back(room: Workroom, entries: tuple[Entry, ...], folders: list[Path], error: OSError) -> Landing:
    """Forget the change set and say so; on a disk that does not even let go of the journal, it waits there."""
    _undo(room, folders)
    if pending(room):
        return Landing(tuple(entry.path for entry in entries), waiting=cause(error))
    more = f" med {len(entries) - 1} till" if len(entries) > 1 else ""
    raise ProtectedError(
        f"Inget är sparat: {entries[0].path}{more} går inte att skriva, {cause(error)}.",
        "Åtgärda det och försök igen.",
    ) from error


def _undo(room: Workroom, folders: list[Path]) -> None:
    """Take back the preparations."""
    _clear(room)
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _folders(room: Workroom, entries: tuple[Entry, ...]) -> list[Path]:
    """The root and every folder between it and a file, the innermost first."""
    parents = {parent for entry in entries for parent in (room.root / entry.path).parents}
    inside = [parent for parent in parents if parent.is_relative_to(room.root)]
    return sorted(inside, key=lambda parent: (-len(parent.parts), parent))


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _encode(entries: tuple[Entry, ...]) -> bytes:
    files = [
        {"path": entry.path, "before": entry.before, "after": base64.b64encode(entry.after).decode("ascii")}
        for entry in entries
    ]
    body = json.dumps(files)
    return json.dumps({"sha256": _digest(body.encode()), "files": body}).encode()


def _read_journal(path: Path) -> tuple[Entry, ...] | None:
    """The journal's entries, or None when it is damaged."""
    try:
        outer = json.loads(path.read_bytes())
        if outer["sha256"] != _digest(outer["files"].encode()):
            return None
        return tuple(
            Entry(str(file["path"]), file["before"], base64.b64decode(file["after"]))
            for file in json.loads(outer["files"])
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
