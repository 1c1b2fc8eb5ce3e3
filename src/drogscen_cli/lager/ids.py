"""Ids that were never used before: not in the tree, and not in anything that git remembers."""

import os
import re
from collections.abc import Iterator

from drogscen_cli.lager.git import Repo
from drogscen_cli.lager.workroom import Workroom


def highest_used(room: Workroom, repo: Repo | None, register: str, prefix: str) -> int:
    """The highest number that a file name in ``projekt/<register>/`` has, or ever had on any branch; 0 for none."""
    folder = f"projekt/{register}"
    number = re.compile(rf"{re.escape(prefix)}-(\d{{1,9}})(?!\d)", re.IGNORECASE)
    names = [*_names_in_tree(room, folder), *_names_in_history(repo, folder)]
    return max((int(found[1]) for name in names if (found := number.match(name))), default=0)


def _names_in_tree(room: Workroom, folder: str) -> list[str]:
    try:
        return [path.name for path in (room.root / folder).iterdir()]
    except FileNotFoundError:
        return []


def _names_in_history(repo: Repo | None, folder: str) -> Iterator[str]:
    """Every file name that was ever added, also on a branch whose work a merge threw away, and in merges themselves."""
    if repo is None or repo.program is None:
        return
    answer = repo.ask(
        "-c",
        "log.showSignature=false",
        "-c",
        "log.follow=false",
        "log",
        "--all",
        "--full-history",
        "-m",
        "--diff-filter=A",
        "--no-renames",
        "--name-only",
        "--format=",
        "-z",
        "--",
        f"{folder}/",
    )
    for path in os.fsdecode(answer.out).split("\0"):
        yield path.rpartition("/")[2]
