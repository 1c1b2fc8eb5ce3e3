"""What points somebody out without a name: day, place, and age or sex of one person in the same paragraph or field.

Plural words (ungdomar, män, 15–20 år) are groups and point nobody out; nor do names and titles.
"""

import re
from collections import deque
from collections.abc import Iterator

from drogscen_cli.core.spann import Spann

_ONE = (
    r"(?:man(?:nen)?|kvinnan?|pojken?|flickan?|killen?|tjej(?:en)?|person(?:en)?|individ(?:en)?|son(?:en)?"
    r"|dotter(?:n)?|klient(?:en)?|elev(?:en)?|brukaren|missbrukaren|besökaren|herren?|dam(?:en)?)"
)
_TRAIT = r"(?:ung|yngre|äldre|gammal|medelålders|okänd|berusad|påverkad|drogpåverkad|hemlös|misstänkt|vuxen|minderårig)"
_YEARS = re.compile(rf"år(?:ig[ae]?\s+(?:\w+\s+)?{_ONE}\b|ing(?:en)?s?\b)")
_YEARS_LEAD = re.compile(r"(?:(?<![\d–-])\d{1,3}[ -]?|[a-zåäö]{2})\Z", re.IGNORECASE)
_AGE = re.compile(r"år\b")
_AGE_LEAD = re.compile(
    rf"\b(?:{_ONE}|han|hon|hen)\s*(?:är|var|,|\()\s*(?:c(?:irk)?a\.?\s|omkring\s|ungefär\s)?\s*\d{{1,3}}\s?\Z",
    re.IGNORECASE,
)
_BORN = re.compile(r"född(?:\s+år)?\s+(?:19|20)\d\d\b")
_SEX = re.compile(
    rf"\b(?:(?:[Ee]n|[Dd]en(?:na?)?|{_TRAIT})\s+(?:{_TRAIT}\s+)?(?:man|kvinna|pojke|flicka|kille|tjej)"
    r"|(?:[Mm]annen|[Kk]vinnan|[Pp]ojken|[Ff]lickan|[Kk]illen|[Tt]jejen)s?)\b",
)
_LEAD = 40
_MONTH = (
    "(?:jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sep(?:t|tember)?|okt(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(
    rf"\b\d{{1,2}}(?::?[ae])?\s+{_MONTH}\b|\b(?:19|20)\d\d-\d\d-\d\d\b|\b[0-3]?\d/[01]?\d\b"
    r"|\b(?:i\s?går|i\sförrgår|i\s?dag|i\snatt|i\smorse|i\skväll)\b"
    r"|\b(?:i|på|förra|natten\still)\s+(?:mån|tis|ons|tors|fre|lör|sön)da(?:gs|gen|g)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:[Vv]id|[Ii]|[Pp]å|[Uu]tanför|[Nn]ära|[Ii]ntill|[Bb]akom|[Ff]ramför|[Ll]ängs|[Kk]ring|[Ii]nvid|[Gg]enom)"
    r"\s+(?:\w+\s)?[A-ZÅÄÖ]\w+"
    r"|(?:[Pp]ark|[Gg]at|[Tt]org|[Ll]und|[Ss]tation|[Ll]ekplats|[Bb]ad|[Ss]trand|[Kk]aj|[Bb]ack|[Gg]ränd|[Ss]kol)"
    r"(?:en|et|an)\b|tunnelbanan\b|centrum\b",
)
_BREAK = re.compile(r"\n(?=[ \t]*(?:\n|[-*•]\s|\d+\.\s|#|\||[\wåäö]+:\s))")
_MASK = "[dag, plats och ålder eller kön]"


def find(text: str) -> Iterator[Spann]:
    """From the first to the last telling word of each paragraph, list item or field that points somebody out."""
    persons = deque(sorted(_persons(text)))
    start = 0
    for end in (*(found.start() for found in _BREAK.finditer(text)), len(text)) if persons else ():
        described = []
        while persons and persons[0][0] < end:
            described.append(persons.popleft())
        if described:
            yield from _pointed_out(text, (start, end), described)
        start = end


def _persons(text: str) -> Iterator[tuple[int, int]]:
    """Where age or sex of one person is told."""
    for anchor, lead in ((_YEARS, _YEARS_LEAD), (_AGE, _AGE_LEAD)):
        for found in anchor.finditer(text):
            before = text[max(0, found.start() - _LEAD) : found.start()]
            if told := lead.search(before):
                yield found.start() - len(before) + told.start(), found.end()
    for pattern in (_SEX, _BORN):
        yield from (found.span() for found in pattern.finditer(text))


def _pointed_out(text: str, paragraph: tuple[int, int], persons: list[tuple[int, int]]) -> Iterator[Spann]:
    day, place = _DAY.search(text, *paragraph), _PLACE.search(text, *paragraph)
    if day and place:
        told = (day.span(), place.span(), *persons)
        first, last = min(start for start, _ in told), max(end for _, end in told)
        yield Spann(first, last, "utpekande", saker=False, maskerad=_MASK)
