"""Personal data in text: personnummer, telephone numbers, private e-mail addresses and what points somebody out.

``find`` runs on every record at every load, so ordinary text leaves through a sieve that costs a few microseconds;
the detectors are imported when something may be there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drogscen_cli.core.spann import Spann
from drogscen_cli.core.text import visible

SHOWN = 60
"""Characters of a value that a message shows."""

_LONGEST_SHOWN = 20_000

# The digit sieve works on UTF-8. Digits become 0 and the letters of interim numbers T; what may stand between digits
# goes, with the lead bytes of Latin letters and general punctuation and all continuation bytes: none of them belongs to
# a digit. Other lead bytes may (full-width digits are EF BC 90–99), and become "!".
_CLASSES = {
    **dict.fromkeys(b"0123456789", b"0"),
    **dict.fromkeys(b"JKLMNRSTUWX", b"T"),
    **dict.fromkeys(range(0xC6, 256), b"!"),
}
_CLASS = b"".join(_CLASSES.get(byte, b"x") for byte in range(256))
_BETWEEN = b" -+_.\t" + bytes(range(0x80, 0xC6)) + b"\xe2"
_TEN_DIGITS, _INTERIM, _FOREIGN = b"0000000000", b"000000T000", b"!"
_PHONE = re.compile(r"0(?<!\d0)(?<!\d-0)[1-9][\d \-\u2010-\u2015\u2212\u00a0\u202f./()]{6}")
_AGE = re.compile(r"år(?:(?<=\d\sår)|(?<=\dår)|ing|ig)")


@dataclass(frozen=True, slots=True)
class Traff:
    """Personal data found in a text.

    ``slag`` is personnummer, samordningsnummer, telefonnummer, epost or utpekande. ``saker``: an error, else a warning.
    ``rad`` and ``kolumn`` count from 1, ``langd`` in characters. ``maskerad`` may be shown: it never holds the data.
    """

    slag: str
    saker: bool
    rad: int
    kolumn: int
    langd: int
    maskerad: str


def find(text: str, most: int | None = None) -> tuple[Traff, ...]:
    """Personal data in ``text``, in the order it stands there; of personnummer only the first ``most``."""
    spans = _spans(text, most)
    return tuple(_placed(text, spans)) if spans else ()


def mask(text: str, *, only_certain: bool = False) -> str:
    """``text`` with each piece of personal data, or each certain one, exchanged for what may be shown."""
    parts: list[str] = []
    end = 0
    for span in _spans(text):
        if only_certain and not span.saker:
            continue
        if span.start >= end:
            parts += (text[end : span.start], span.maskerad)
        end = max(end, span.slut)
    return "".join((*parts, text[end:]))


def shown(text: str, limit: int = SHOWN) -> str:
    """``text`` as a message may show it: masked, on one line, control characters written out, cut at ``limit``."""
    if len(text) > _LONGEST_SHOWN:
        return f"en text på {len(text)} tecken"
    line = visible(" ".join(mask(text).split()))
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _spans(text: str, most: int | None = None) -> list[Spann]:
    """What the detectors that may find something do find, by place, the longer first."""
    found: list[Spann] = []
    if _may_hold_numbers(text):
        from drogscen_cli.core import personnr, spann, telefon

        digits = spann.plain(text)
        found += personnr.find(digits, most)
        taken = {place for span in found for place in range(span.start, span.slut)}
        found += (span for span in telefon.find(digits) if taken.isdisjoint(range(span.start, span.slut)))
    if "@" in text:
        from drogscen_cli.core import epost

        found += epost.find(text)
    if _may_point_out(text):
        from drogscen_cli.core import utpekande

        found += utpekande.find(text)
    found.sort(key=lambda span: (span.start, -span.slut))
    return found


def _may_hold_numbers(text: str) -> bool:
    data = text.encode("utf-8", "surrogatepass").translate(_CLASS, _BETWEEN)
    if _TEN_DIGITS in data or _INTERIM in data or _FOREIGN in data:
        return True
    return "+" in text or _PHONE.search(text) is not None


def _may_point_out(text: str) -> bool:
    """Whether a word for age or sex occurs; the first letters are left out, for they may be capitals."""
    return (
        " man" in text
        or "\nman" in text
        or "annen" in text
        or "vinna" in text
        or "ojke" in text
        or "licka" in text
        or "ille" in text
        or "jej" in text
        or "född" in text
        or _AGE.search(text) is not None
    )


def _placed(text: str, spans: list[Spann]) -> Iterator[Traff]:
    line, line_start, seen = 1, 0, 0
    for span in spans:
        if breaks := text.count("\n", seen, span.start):
            line += breaks
            line_start = text.rindex("\n", seen, span.start) + 1
        seen = span.start
        yield Traff(span.slag, span.saker, line, span.start - line_start + 1, span.slut - span.start, span.maskerad)
