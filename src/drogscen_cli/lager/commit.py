"""Committing just what was written: the user's own staged and unstaged work stays as it is."""

import time
from collections.abc import Sequence
from pathlib import Path

from drogscen_cli.lager.git import Condition, Repo, Standing, in_portions, told

_PATIENCE = 1.0
_POLL = 0.02
"""Seconds to wait for another git command to let go of the index; a killed one never does."""
_SILENT = "(ingenting)"


def commit(repo: Repo, paths: Sequence[str], new: Sequence[str], message: str) -> str | Standing:
    """Commit ``paths`` as they are on disk; the commit's hash, or what stood in the way.

    ``new``: those that git has never seen. After a refusal the index is as it was.
    """
    if not _index_is_free(repo):
        return Standing(Condition.LOCKED, str(repo.gitdir / "index.lock"))
    done = False
    try:
        fault = _announce(repo, new) or _commit_only(repo, paths, message)
        done = not fault
    finally:
        if new and not done:
            repo.tell("update-index", "--force-remove", "-z", "--stdin", said=_nul_separated(new))
    if fault:
        return _diagnose(repo, new, fault)
    return repo.ask("rev-parse", "HEAD").out.decode().strip()


def _index_is_free(repo: Repo) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while repo.index_is_locked():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL)
    return True


def _announce(repo: Repo, new: Sequence[str]) -> str:
    """Let git know of the new files, without their content; what git said against it, or nothing."""
    for some in in_portions(new):
        answer = repo.tell("add", "--intent-to-add", "--", *some)
        if answer.code:
            return answer.err or _SILENT
    return ""


def _commit_only(repo: Repo, paths: Sequence[str], message: str) -> str:
    """Commit; what git or a hook said against it, or nothing."""
    import tempfile

    command = ("-c", "i18n.commitEncoding=UTF-8", "commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-")
    said = message.encode("utf-8", "replace")
    portions = list(in_portions(paths))
    if len(portions) == 1:
        answer = repo.tell(*command, "--", *portions[0], said=said)
    else:
        with tempfile.TemporaryDirectory() as folder:
            listing = Path(folder) / "paths"
            listing.write_bytes(_nul_separated(paths))
            wanted = (f"--pathspec-from-file={listing}", "--pathspec-file-nul")
            answer = repo.tell(*command, *wanted, said=said)
    return (answer.err or _SILENT) if answer.code else ""


def _nul_separated(paths: Sequence[str]) -> bytes:
    return "".join(f"{path}\0" for path in paths).encode()


def _diagnose(repo: Repo, new: Sequence[str], fault: str) -> Standing:
    """Why git refused, asked of git itself and not read out of a text in the user's language."""
    if repo.index_is_locked():
        return Standing(Condition.LOCKED, str(repo.gitdir / "index.lock"))
    if new and repo.standing(new).condition is Condition.IGNORED:
        return Standing(Condition.IGNORED)
    if repo.ask("var", "GIT_AUTHOR_IDENT").code or repo.ask("var", "GIT_COMMITTER_IDENT").code:
        return Standing(Condition.NO_IDENTITY)
    return Standing(Condition.REFUSED, told(fault))
