"""The one door: everything that is written into a project goes through here, whole or not at all, and into git."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.core.filnamn import make_id
from drogscen_cli.lager import commit, ids, journal, notes
from drogscen_cli.lager.disk import cause, read_if_there
from drogscen_cli.lager.git import Condition, Repo, Standing, find_repo
from drogscen_cli.lager.guard import as_text, refuse_personnummer, safe_target
from drogscen_cli.lager.lock import PATIENCE, Notify, hold
from drogscen_cli.lager.workroom import FOLDER, Workroom

_SAVED = 0
_NOT_IN_DIARY = 5
_TRY_AGAIN = "Åtgärda det och försök igen."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a write. ``note`` is Swedish, empty when all is well; ``exit_code`` is 0, or 5: not committed."""

    paths: tuple[str, ...]
    commit: str | None = None
    note: str = ""
    exit_code: int = _SAVED


class Door:
    """A project held for writing; made by ``open_door``, of no use after its ``with`` block."""

    def __init__(self, room: Workroom, repo: Repo | None) -> None:
        self._room = room
        self._repo = repo
        self._used: dict[tuple[str, str], int] = {}

    def next_id(self, register: str, prefix: str) -> str:
        """An id that no record ever had; each call gives another one."""
        key = (register, prefix)
        if key not in self._used:
            try:
                self._used[key] = ids.highest_used(self._room, self._repo, register, prefix)
            except OSError as error:
                raise _unwritable(f"projekt/{register}", error) from error
        self._used[key] += 1
        return make_id(prefix, self._used[key])

    def write(self, changes: ChangeSet, *, spara: bool) -> Outcome:
        """Write all files of a change set, or none (ProtectedError), and commit just them when ``spara``."""
        files = tuple(_with_line_endings(file) for file in changes.files)
        self._refuse(files, changes.message)
        wanted = tuple(file for file in files if file.after != file.before)
        if not wanted:
            return Outcome(())
        paths = tuple(file.path for file in wanted)
        standing = self._repo.standing(paths) if spara and self._repo else None
        landing = journal.land(self._room, wanted)
        if landing.drafts:
            raise _changed_meanwhile([path for path, _ in landing.drafts], landing.drafts, landing.paths)
        if landing.waiting:
            return Outcome(paths, None, notes.IN_JOURNAL.format(landing.waiting), _NOT_IN_DIARY)
        if not spara:
            return Outcome(paths)
        if self._repo is None or standing is None:
            return Outcome(paths, None, notes.WITHOUT_REPO)
        return self._commit(self._repo, standing, wanted, changes.message)

    def _commit(self, repo: Repo, standing: Standing, files: tuple[FileChange, ...], message: str) -> Outcome:
        paths = tuple(file.path for file in files)
        result: str | Standing = standing
        if standing.condition is Condition.ORDINARY:
            result = commit.commit(repo, paths, [file.path for file in files if file.before is None], message)
        if isinstance(result, str):
            return Outcome(paths, result)
        exit_code = _SAVED if result.condition is Condition.NO_PROGRAM else _NOT_IN_DIARY
        return Outcome(paths, None, notes.not_in_diary(result, str(self._room.root), paths, message), exit_code)

    def _refuse(self, files: tuple[FileChange, ...], message: str) -> None:
        """ProtectedError, with nothing written, when the change set is not safe to write."""
        folded = {file.path.casefold() for file in files}
        if len(folded) != len(files):
            raise ProtectedError("Inget är sparat: samma fil förekommer två gånger i ändringen.")
        texts = [("texten till dagboken", message), *(("filens namn", file.path) for file in files)]
        refuse_personnummer([*texts, *((file.path, as_text(file.after)) for file in files)])
        changed = [file.path for file in files if self._now(file.path) != file.before]
        if changed:
            raise self._keep_drafts(files, changed)

    def _now(self, path: str) -> bytes | None:
        try:
            return read_if_there(safe_target(self._room.root, path))
        except OSError as error:
            raise _unwritable(path, error) from error

    def _keep_drafts(self, files: tuple[FileChange, ...], changed: list[str]) -> ProtectedError:
        """Put the new texts aside; the error that says where they are."""
        try:
            kept = tuple((file.path, self._room.keep_draft(file.path, file.after)) for file in files)
        except OSError as error:
            return ProtectedError(
                f"{', '.join(changed)} har ändrats under tiden. Inget är sparat, och den nya texten gick inte att "
                f"lägga undan: {cause(error)}.",
                "Åtgärda det och gör om ändringen.",
            )
        return _changed_meanwhile(changed, kept, ())


@contextmanager
def open_door(root: Path, notify: Notify, patience: float = PATIENCE) -> Iterator[Door]:
    """Hold the project whose ``projekt/`` lies (or will lie) in ``root``; never keep it open across a prompt.

    Finishes what an interrupted command left. ``notify`` gets Swedish sentences while waiting, and about what was
    finished. ProtectedError after ``patience`` seconds, or where the folder can't be written.
    """
    room, repo = Workroom(root.resolve()), find_repo(root.resolve())
    with ExitStack() as stack:
        try:
            stack.enter_context(_held(room, repo, notify, patience))
            sentences = _finish(room, repo)
        except ProtectedError as error:
            raise ProtectedError(f"Inget är sparat. {error.text}", error.atgarda) from error
        for sentence in sentences:
            notify(sentence)
        yield Door(room, repo)


def recover(root: Path, notify: Notify, patience: float = PATIENCE) -> list[str]:
    """Finish what an interrupted command left, for commands that only read; Swedish sentences about it.

    Costs one ``stat`` when there is nothing to do, and never fails.
    """
    if not journal.pending(Workroom(root)):
        return []
    room, repo = Workroom(root.resolve()), find_repo(root.resolve())
    try:
        with _held(room, repo, notify, patience):
            return _finish(room, repo)
    except ProtectedError as error:
        return [f"En avbruten skrivning väntar på att slutföras. {error.text}"]


@contextmanager
def _held(room: Workroom, repo: Repo | None, notify: Notify, patience: float) -> Iterator[None]:
    """The lock; the git directory's is shared by all working trees, so two of them never take the same id at once."""
    try:
        room.prepare()
    except OSError as error:
        raise _unusable(error) from error
    places = ((repo.common / "drogscen.lock",) if repo else ()) + (room.lock,)
    with hold(places, notify, patience):
        try:
            room.tidy()
        except OSError as error:
            raise _unusable(error) from error
        yield


def _finish(room: Workroom, repo: Repo | None) -> list[str]:
    """Roll an interrupted change set forward; ProtectedError when that can't be done now."""
    try:
        landing = journal.roll_forward(room)
    except OSError as error:
        landing = journal.Landing((), waiting=cause(error))
    if landing is None:
        return []
    if landing.waiting:
        raise ProtectedError(
            f"Den avbrutna skrivningen i {FOLDER}/journal.json går inte att slutföra nu: {landing.waiting}.",
            "Åtgärda det. Nästa drogscen-kommando slutför skrivningen.",
        )
    return notes.recovered(landing, in_git=repo is not None and repo.program is not None)


def _changed_meanwhile(
    changed: Sequence[str],
    drafts: Sequence[tuple[str, str]],
    saved: Sequence[str],
) -> ProtectedError:
    rest = f"Bara detta är sparat: {', '.join(saved)}." if saved else "Inget är sparat."
    return ProtectedError(
        f"{', '.join(changed)} har ändrats under tiden. {rest}",
        f"Den nya texten ligger i {', '.join(draft for _, draft in drafts)}. Jämför och gör om ändringen.",
    )


def _unusable(error: OSError) -> ProtectedError:
    return ProtectedError(f"Mappen {FOLDER} går inte att använda: {cause(error)}.", _TRY_AGAIN)


def _unwritable(path: str, error: OSError) -> ProtectedError:
    return ProtectedError(f"Inget är sparat: {path} är inte tillgänglig, {cause(error)}.", _TRY_AGAIN)


def _with_line_endings(file: FileChange) -> FileChange:
    """Keep a text file's Windows line endings, whatever the new text was made with."""
    before = file.before or b""
    lines = before.count(b"\n")
    if not lines or lines != before.count(b"\r\n") or not as_text(before):
        return file
    return replace(file, after=file.after.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
