"""The sha256 of files that records name, found folder by folder so that no link is ever followed."""

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from drogscen_cli.lager.source import MAX_BYTES, Entry, Kind, Source


def fingerprints(source: Source, wanted: Mapping[str, bool]) -> dict[str, str]:
    """Path → sha256 in hexadecimal of the files that stand there, in the order of ``wanted``.

    Empty where ``wanted`` says that the sum is not asked for, and for what can't be read: a link on the way, a folder,
    a file that is too large or that the operating system keeps to itself. What does not stand there is left out.
    """

    @cache
    def listed(folder: str) -> dict[str, Entry]:
        return {unicodedata.normalize("NFC", entry.name): entry for entry in source.entries(folder)}

    found: dict[str, str] = {}
    for path, summed in wanted.items():
        try:
            entry = _entry(path, listed)
            if entry is not None:
                found[path] = _sum(source, entry) if summed else ""
        except OSError:
            found[path] = ""
    return found


def _entry(path: str, listed: Callable[[str], Mapping[str, Entry]]) -> Entry | None:
    """What stands at the path, or the link on the way to it; None where nothing does."""
    *folders, name = unicodedata.normalize("NFC", path).split("/")
    here = ""
    for folder in folders:
        entry = listed(here).get(folder)
        if entry is None or entry.kind is not Kind.FOLDER:
            return entry if entry and entry.kind is Kind.LINK else None
        here = entry.path
    return listed(here).get(name)


def _sum(source: Source, entry: Entry) -> str:
    raw = source.read(entry.path) if entry.kind is Kind.FILE else None
    return "" if raw is None or len(raw) > MAX_BYTES else hashlib.sha256(raw).hexdigest()
