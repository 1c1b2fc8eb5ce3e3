"""One line typed during a meeting: notes, or a record by its prefix (``beslut: …``, ``åtgärd: text; vem; dag``)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from drogscen_cli.core.errors import CallError
from drogscen_cli.core.text import fold


class Slag(StrEnum):
    """What a line, or an option, says."""

    NARVARANDE = "narvarande"
    ORDFORANDE = "ordforande"
    SEKRETERARE = "sekreterare"
    JUSTERARE = "justerare"
    NY_PUNKT = "ny punkt"
    TEXT = "text"
    BESLUT = "beslut"
    ATGARD = "atgard"
    AVVIKELSE = "avvikelse"
    BORDLAGD = "bordlagd"
    STATUS = "status"
    AKTIVITETSPLAN = "aktivitetsplan"
    GENOMFORT = "genomfort"
    UPPRATTAT = "upprattat"


IN_MEETING = (Slag.BESLUT, Slag.ATGARD, Slag.AVVIKELSE, Slag.NY_PUNKT)
"""The prefixes that mean something when an item is talked about."""

_NO_PREFIX = (Slag.TEXT, Slag.BORDLAGD, Slag.STATUS)
_ALIASES = {
    "aktivitetsplanen genomgangen": Slag.AKTIVITETSPLAN,
    "aktivitetsplanen": Slag.AKTIVITETSPLAN,
    "motet ar slut": Slag.GENOMFORT,
    "motet slut": Slag.GENOMFORT,
}
_POSTPONED = ("bordlaggs", "bordlagd", "bordlaggs.", "bordlagg")
_STATUS = re.compile(r"status\s+(?P<grupp>[^:]+?)\s*:\s*(?P<text>.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rad:
    """What a line says; ``grupp`` is who reports, where it is a status."""

    slag: Slag
    text: str
    grupp: str = ""


def tolka(line: str, allowed: tuple[Slag, ...] = IN_MEETING) -> Rad:
    """The line by its prefix, if it is one of the allowed ones, else notes; raises ``CallError`` for an empty one."""
    line = unicodedata.normalize("NFC", line).strip()
    plain = fold(line).casefold()
    if plain in _POSTPONED:
        return Rad(Slag.BORDLAGD, "")
    if Slag.STATUS in allowed and (found := _STATUS.fullmatch(line)):
        return Rad(Slag.STATUS, found["text"].strip(), found["grupp"])
    head, colon, rest = line.partition(":")
    slag = _by_prefix(fold(head).casefold().strip(), allowed)
    if not colon or slag is None:
        return Rad(Slag.TEXT, line)
    if not rest.strip():
        raise CallError(f"Efter ”{head.strip()}:” ska det stå något.", "Skriv texten på samma rad.")
    return Rad(slag, rest.strip())


def _by_prefix(word: str, allowed: tuple[Slag, ...]) -> Slag | None:
    found = _ALIASES.get(word) or next((each for each in Slag if each == word and each not in _NO_PREFIX), None)
    return found if found in allowed else None


def delar(text: str, most: int) -> list[str]:
    """The parts between semicolons, ``most`` of them, the missing ones empty; raises ``CallError`` for more."""
    found = [part.strip() for part in text.split(";")]
    if len(found) > most:
        raise CallError(
            f"Det är fler än {most - 1} semikolon på raden.", "Semikolon skiljer delarna åt; ta bort något."
        )
    return [*found, *[""] * (most - len(found))]
