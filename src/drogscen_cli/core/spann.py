"""What the detectors of personal data share: a found stretch of text, plain digits, and what leads up to a number."""

import re
import unicodedata
from typing import NamedTuple

_REFERENCE = re.compile(
    r"\b(?:dnr|diarie\w*|faktura\w*|ocr|ref\w*|verifika\w*|order\w*|konto\w*|bankgiro|plusgiro|bg|pg)"
    r"[ .:]*(?:nr)?[ .:]*\Z",
    re.IGNORECASE,
)
_CONTEXT = 30


class Spann(NamedTuple):
    """Characters ``start`` to ``slut`` (exclusive, counted from 0) hold a ``slag`` of personal data.

    ``saker`` is False where it may be something else. ``maskerad`` may be shown in its place.
    """

    start: int
    slut: int
    slag: str
    saker: bool
    maskerad: str


def plain(text: str) -> str:
    """``text``, character for character, with ASCII digits, hyphens and spaces for everything that looks so."""
    return text if text.isascii() and "\t" not in text else text.translate(_Plain())


def before(text: str, start: int) -> str:
    """The end of the line that leads up to ``start``."""
    return text[max(text.rfind("\n", max(0, start - _CONTEXT), start) + 1, start - _CONTEXT, 0) : start]


def follows_reference(lead: str) -> bool:
    """Whether ``lead`` ends in a word such as ``dnr`` or ``faktura``, so that a reference follows."""
    return _REFERENCE.search(lead) is not None


class _Plain(dict[int, str]):
    """What each character looks like, worked out once for each that occurs."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain_character(chr(code))
        return self[code]


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    if character == "\N{FULLWIDTH PLUS SIGN}":
        return "+"
    return " " if category in {"Zs", "Cf"} or character == "\t" else character
