"""Amounts and days as Swedish ledgers spell them; what can be read in two ways is refused, never guessed."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from drogscen_cli.core.scalars import MAX_DIGITS
from drogscen_cli.core.swedish import FIRST_DAY, LAST_DAY

_SPACE = re.compile(r"[\s\u2007\u200a]+")
_MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
_CURRENCY = re.compile(r"(?:kr|sek)\.?|:-", re.IGNORECASE)
_BODY = re.compile(
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?P<dots>\.[0-9]{3})+)(?:(?P<mark>[.,])(?P<part>[0-9]+))?"
)
_ORE, _GROUP = 2, 3
_CLOCK = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)?"
_DAYS = (
    re.compile(rf"(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}}){_CLOCK}"),
    re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
    re.compile(rf"(?P<d>[0-9]{{1,2}})\.(?P<m>[0-9]{{1,2}})\.(?P<y>[0-9]{{4}}){_CLOCK}"),
)


def amount(text: str) -> Decimal:
    """Kronor from ``12 500,50``, ``12.500,50``, ``1 200,00-``, ``(1 200)``, ``1200 kr``; else ``ValueError``."""
    body, negative = _signed(_SPACE.sub(" ", text).strip().translate(_MINUS))
    found = _BODY.fullmatch(body)
    if found is None or (found["dots"] and found["mark"] == "."):
        raise ValueError("är inget belopp som 12 500,50")
    whole, part = re.sub(r"[ .]", "", found["whole"]), found["part"] or ""
    if _is_ambiguous(found):
        raise ValueError("kan betyda både tusental och decimaler; skriv beloppet med två decimaler")
    if part[_ORE:].strip("0"):
        raise ValueError("har fler än två decimaler")
    if len(whole.lstrip("0")) > MAX_DIGITS:
        raise ValueError(f"har fler än {MAX_DIGITS} siffror")
    ore = part[:_ORE].ljust(_ORE, "0")
    number = Decimal(f"{whole}.{ore}" if ore.strip("0") else whole)
    return -number if negative and number else number


def _signed(text: str) -> tuple[str, bool]:
    """The figures without currency and sign, and whether they are below zero."""
    text = _without_currency(text)
    if text.startswith("(") and text.endswith(")"):
        return _without_currency(text[1:-1].strip()), True
    if text.endswith("-"):
        return _without_currency(text[:-1].strip()), True
    if text[:1] in ("-", "+"):
        return _without_currency(text[1:].strip()), text[0] == "-"
    return text, False


def _without_currency(text: str) -> str:
    found = _CURRENCY.match(text)
    text = text[found.end() :].strip() if found else text
    for ending in (":-", "kr", "kr.", "sek"):
        if text.casefold().endswith(ending):
            return text[: -len(ending)].strip()
    return text


def _is_ambiguous(found: re.Match[str]) -> bool:
    """``1.234`` and ``1,234``: one mark and three figures after at most three that don't begin with zero."""
    whole, part = found["whole"], found["part"] or ""
    if found["dots"]:
        return not part and whole.count(".") == 1
    return len(part) == _GROUP and len(whole) <= _GROUP and not whole.startswith("0")


@lru_cache(maxsize=4_000)
def day(text: str) -> date:
    """A day from ``2023-04-12``, ``20230412``, ``12.4.2023`` or with a time of day after it; else ``ValueError``."""
    text = " ".join(text.split())
    found = next((hit for pattern in _DAYS if (hit := pattern.fullmatch(text))), None)
    if found is None:
        raise ValueError("är inget datum som 2023-04-12")
    try:
        read = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        raise ValueError("är ett datum som inte finns") from None
    if not FIRST_DAY <= read <= LAST_DAY:
        raise ValueError(f"ligger utanför {FIRST_DAY}–{LAST_DAY}")
    return read
