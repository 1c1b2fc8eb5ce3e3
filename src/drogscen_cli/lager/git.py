"""A thin adapter round the git program: where the repository is, what state it is in, running a command in it."""

import os
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from drogscen_cli.core.text import visible
from drogscen_cli.lager.disk import cause

_ALWAYS = ("--literal-pathspecs", "-c", "core.quotepath=false")
_OF_A_SURROUNDING_GIT = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_GLOB_PATHSPECS",
        "GIT_GRAFT_FILE",
        "GIT_ICASE_PATHSPECS",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_LITERAL_PATHSPECS",
        "GIT_NAMESPACE",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    },
)
"""A hook hands these down: they point at the surrounding command's index, and pathspec settings can contradict ours."""
_LONGEST_ARGUMENTS = 20_000
"""Characters of paths in one command; Windows allows 32 767 for all of it."""


class Condition(Enum):
    """What stands in the way of an ordinary commit."""

    ORDINARY = "ordinary"
    NO_PROGRAM = "no git program"
    MERGE = "merge"
    REBASE = "rebase"
    AM = "am"
    CHERRY_PICK = "cherry-pick"
    REVERT = "revert"
    BISECT = "bisect"
    DETACHED = "detached head"
    BARE = "bare"
    NESTED = "another repository inside the project"
    ELSEWHERE = "GIT_DIR points at another repository"
    INSIDE_GIT = "called from a hook"
    LOCKED = "index locked"
    IGNORED = "ignored"
    DIRTY = "a file was changed by hand before"
    DUBIOUS = "dubious ownership"
    UNREADABLE = "git can't read the repository"
    NO_IDENTITY = "no identity"
    REFUSED = "git or a hook refused"


_MARKS = (
    ("MERGE_HEAD", Condition.MERGE),
    ("rebase-merge", Condition.REBASE),
    ("rebase-apply/applying", Condition.AM),
    ("rebase-apply", Condition.REBASE),
    ("CHERRY_PICK_HEAD", Condition.CHERRY_PICK),
    ("REVERT_HEAD", Condition.REVERT),
    ("sequencer", Condition.CHERRY_PICK),
    ("BISECT_LOG", Condition.BISECT),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A repository's state as far as some paths are concerned; ``detail`` is what git said, or the paths at fault."""

    condition: Condition
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a git command gave back."""

    code: int
    out: bytes
    err: str


@dataclass(frozen=True, slots=True)
class Repo:
    """The repository that a project lies in. ``gitdir`` is the working tree's own, ``common`` that of all its trees."""

    root: Path
    gitdir: Path
    common: Path
    program: str | None

    def ask(self, *arguments: str) -> Answer:
        """Run a reading command in the project's root: English, no locks, no prompts."""
        return self._run(arguments, b"", {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "LANGUAGE": ""})

    def tell(self, *arguments: str, said: bytes = b"") -> Answer:
        """Run a writing command, ``said`` on its standard input; the user's own settings, language and hooks count."""
        return self._run(arguments, said, {})

    def _run(self, arguments: Sequence[str], said: bytes, extra: dict[str, str]) -> Answer:
        try:
            return _call(
                [self.program or "git", *_ALWAYS, *arguments],
                self.root,
                _own_environment() | {"GIT_TERMINAL_PROMPT": "0"} | extra,
                said,
            )
        except OSError as error:
            return Answer(127, b"", f"error: {cause(error)}")

    def index_is_locked(self) -> bool:
        """Whether another git command is at work, or died at it."""
        return os.path.lexists(self.gitdir / "index.lock")

    def standing(self, paths: Sequence[str]) -> Standing:
        """The repository's state for ``paths`` (relative to the root), before they are written."""
        quick = self._standing_without_git(paths)
        if quick is not None:
            return quick
        entries: list[str] = []
        for some in in_portions(paths):
            answer = self.ask(
                "status",
                "--porcelain=v2",
                "--branch",
                "--no-ahead-behind",
                "--untracked-files=all",
                "--ignored=matching",
                "--ignore-submodules=all",
                "--no-renames",
                "-z",
                "--",
                *some,
            )
            if answer.code:
                return _unreadable(answer)
            entries += os.fsdecode(answer.out).split("\0")
        return _judge(entries, paths)

    def _standing_without_git(self, paths: Sequence[str]) -> Standing | None:
        """What can be told from files and the environment."""
        if self.program is None:
            return Standing(Condition.NO_PROGRAM)
        if os.environ.get("GIT_INDEX_FILE"):
            return Standing(Condition.INSIDE_GIT)
        surrounding = os.environ.get("GIT_DIR")
        if surrounding and os.path.realpath(surrounding) != os.path.realpath(self.gitdir):
            return Standing(Condition.ELSEWHERE, visible(surrounding))
        folders = {parent for path in paths for parent in Path(path).parents} - {Path()}
        nested = [folder.as_posix() for folder in sorted(folders) if os.path.lexists(self.root / folder / ".git")]
        if nested:
            return Standing(Condition.NESTED, nested[0])
        return next((Standing(state) for mark, state in _MARKS if os.path.lexists(self.gitdir / mark)), None)


def find_repo(root: Path) -> Repo | None:
    """The repository round the project in ``root``, or None; found from files alone, so it costs no process."""
    for folder in (root, *root.parents):
        gitdir = _gitdir_of(folder)
        if gitdir is not None:
            return Repo(root, gitdir, _common(gitdir), _program())
    return None


def _own_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OF_A_SURROUNDING_GIT}


def create_repo(root: Path) -> str:
    """Begin a repository in ``root``; what stood in the way, as a sentence, or an empty string."""
    program = _program()
    if program is None:
        return ""
    answer = _call([program, "init", "--quiet"], root, _own_environment(), b"")
    return "" if answer.code == 0 else f"Det gick inte att skapa en dagbok i git: {told(answer.err)}"


def _gitdir_of(folder: Path) -> Path | None:
    """The git directory of a working tree or a bare repository; worktrees and submodules have a file that names it."""
    mark = folder / ".git"
    candidates = (mark, folder)
    with suppress(OSError):
        if mark.is_file():  # reading a pipe would wait for ever
            named = mark.read_text("utf-8", "surrogateescape").removeprefix("gitdir: ").rstrip("\r\n")
            candidates = (folder / named, folder)
    return next((candidate for candidate in candidates if _looks_like_git(candidate)), None)


def _looks_like_git(folder: Path) -> bool:
    return os.path.lexists(folder / "HEAD") and any(os.path.lexists(folder / name) for name in ("objects", "commondir"))


def _common(gitdir: Path) -> Path:
    try:
        named = (gitdir / "commondir").read_text("utf-8", "surrogateescape").rstrip("\n")
    except OSError:
        return gitdir
    return Path(os.path.normpath(gitdir / named))


def _program() -> str | None:
    """The git program on PATH; one in the current folder (Windows looks there first) is not to be trusted."""
    found = shutil.which("git")
    return found if found and Path(found).is_absolute() else None


def in_portions(paths: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """The paths in runs that fit on a command line."""
    portion: list[str] = []
    for path in paths:
        if portion and sum(map(len, portion)) + len(portion) + len(path) > _LONGEST_ARGUMENTS:
            yield tuple(portion)
            portion = []
        portion.append(path)
    if portion:
        yield tuple(portion)


def _unreadable(answer: Answer) -> Standing:
    if "dubious ownership" in answer.err:
        return Standing(Condition.DUBIOUS)
    if "must be run in a work tree" in answer.err:
        return Standing(Condition.BARE)
    return Standing(Condition.UNREADABLE, told(answer.err))


def _judge(entries: list[str], paths: Sequence[str]) -> Standing:
    """Read ``git status --porcelain=v2 -z --branch``: an entry for each path that is not as HEAD has it."""
    if "# branch.head (detached)" in entries:
        return Standing(Condition.DETACHED)
    if any(entry.startswith("! ") for entry in entries):
        return Standing(Condition.IGNORED)
    dirty = [unicodedata.normalize("NFC", entry) for entry in entries if entry[:2] in ("1 ", "u ", "? ")]
    if not dirty:
        return Standing(Condition.ORDINARY)
    # Git names paths from the repository's top, which need not be the project's root.
    ours = [path for path in paths if any(entry.endswith(unicodedata.normalize("NFC", path)) for entry in dirty)]
    return Standing(Condition.DIRTY, ", ".join(ours))


def told(err: str) -> str:
    """The few lines of what git or a hook said that say why, safe to show."""
    lines = [line.strip() for line in visible(err).splitlines() if line.strip() and not line.startswith("hint:")]
    fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return " / ".join((fatal or lines)[-3:])[:400]


def _call(command: list[str], folder: Path, environment: dict[str, str], said: bytes) -> Answer:
    import subprocess
    import tempfile

    # Files and no pipes: a program that a hook leaves running may hold them open.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        done = subprocess.run(command, cwd=folder, env=environment, input=said, stdout=out, stderr=err, check=False)
        out.seek(0)
        err.seek(0)
        return Answer(done.returncode, out.read(), err.read().decode("utf-8", "replace"))
