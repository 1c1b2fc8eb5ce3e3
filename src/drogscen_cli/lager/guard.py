"""What may be written, and where: paths that stay inside the project, texts that point out nobody."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.core.text import visible
from drogscen_cli.lager.disk import cause, is_link

_TOP_FOLDERS = ("projekt", "handlingar", "mallar")
_TOP_FILES = (".gitattributes", ".gitignore")
_PRIVATE = {".git", ".drogscen"}
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\\:*?"<>|]|~\d|[. ]$')
_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def safe_target(root: Path, path: str) -> Path:
    """Where ``path`` (relative, forward slashes) lies; ProtectedError unless it is a plain file inside the project."""
    segments = path.split("/")
    reason = _name_fault(segments) or _disk_fault(root, segments)
    if reason:
        raise ProtectedError(
            f"Inget är sparat: {visible(path)} får inte skrivas, eftersom {reason}.",
            "Ange en vanlig fil under projekt/, handlingar/ eller mallar/.",
        )
    return root.joinpath(*segments)


def _name_fault(segments: list[str]) -> str:
    inside = len(segments) > 1 and segments[0] in _TOP_FOLDERS
    if not inside and (len(segments) > 1 or segments[0] not in _TOP_FILES):
        return "den ligger utanför projektets mappar"
    return next((fault for segment in segments if (fault := _segment_fault(segment))), "")


def _segment_fault(segment: str) -> str:
    if segment in ("", ".", ".."):
        return "sökvägen har tomma led eller punkter som led"
    if segment.casefold() in _PRIVATE:
        return "mappen hör till git eller till verktyget självt"
    if _FORBIDDEN.search(segment) or any(unicodedata.category(char) in _HIDDEN_CATEGORIES for char in segment):
        return "namnet har tecken som inte fungerar på alla datorer"
    return "namnet är reserverat i Windows" if _RESERVED.fullmatch(segment) else ""


def _disk_fault(root: Path, segments: list[str]) -> str:
    current = root
    for number, segment in enumerate(segments, start=1):
        current /= segment
        try:
            info = os.lstat(current)
        except FileNotFoundError:
            return ""
        except OSError as error:
            return cause(error)
        if fault := _kind_fault(info, last=number == len(segments)):
            return fault
    return ""


def _kind_fault(info: os.stat_result, *, last: bool) -> str:
    if is_link(info):
        return "sökvägen går genom en länk"
    if not last:
        return "" if stat.S_ISDIR(info.st_mode) else "en del av sökvägen är en fil och inte en mapp"
    if not stat.S_ISREG(info.st_mode):
        return "det som ligger där inte är en vanlig fil"
    return "" if info.st_mode & stat.S_IWUSR else "filen är skrivskyddad"


def refuse_personnummer(texts: Iterable[tuple[str, str]]) -> None:
    """ProtectedError when a text holds a certain personnummer; ``texts`` are pairs of place and text."""
    from drogscen_cli.core.personuppgift import find

    for place, text in texts:
        for found in find(text):
            if found.saker:
                raise ProtectedError(
                    f"Inget är sparat: {visible(place)}:{found.rad}: texten innehåller ett personnummer "
                    f"({found.maskerad}).",
                    "Ta bort personnumret. Skriv inget som pekar ut en enskild.",
                )


def as_text(data: bytes) -> str:
    """The text in ``data``, or nothing when it is not UTF-8 text (a frozen PDF has digits that mean nothing)."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text
