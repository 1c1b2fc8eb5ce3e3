"""Text as people type it and as terminals may show it."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

_FOLD = str.maketrans("åäöÅÄÖéÉ", "aaoAAOeE")
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def fold(text: str) -> str:
    """Swedish ASCII: å and ä become a, ö becomes o, composed or not."""
    return unicodedata.normalize("NFC", text).translate(_FOLD)


def visible(text: str) -> str:
    r"""Control characters, ANSI escapes and direction marks written out (``\u202e``); line breaks and tabs stay."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that ``word`` was probably meant to be, å ä ö folded and case ignored, or None."""
    by_folded = {fold(candidate).casefold(): candidate for candidate in candidates}
    found = difflib.get_close_matches(fold(word).casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None
