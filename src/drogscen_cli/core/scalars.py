"""Own scalar types for YAML values, which arrive as strings and which Pydantic reads too kindly (architecture.md).

Each type takes the string as it stands in the file, or a value that already has the right Python type. Else it raises a
``PydanticCustomError`` whose ``ctx`` holds ``text`` ("ska vara …, men är …", without the field's name) and ``atgarda``.
What a key or a reference may lead to is a marker beside the type: ``Annotated[Referens, Till("mote/beslut")]``.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated

from pydantic_core import PydanticCustomError

from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.skalar import Json, Skalar, failed, wrong
from drogscen_cli.core.swedish import EN_DASH, FIRST_DAY, LAST_DAY, count, last_of_month, month_name
from drogscen_cli.core.text import fold

MAX_TEXT, MAX_LANGTEXT, MAX_NYCKEL, MAX_SOKVAG = 1_000, 20_000, 60, 240
"""Characters."""
MAX_DIGITS = 12

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LIKE_ISO = re.compile(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")
_NEGATIVE = re.compile(r"-[0-9]{1,12}")
_WHOLE = r"[-\u2212]?(?:[0-9]{1,12}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,3})"
_AMOUNT = re.compile(rf"{_WHOLE}(?:[.,][0-9]{{1,2}})?")
_DECIMAL = re.compile(rf"{_WHOLE}(?:[.,][0-9]{{1,12}})?")
_TO_DECIMAL = str.maketrans({" ": None, "\u00a0": None, "\u202f": None, ",": ".", "\u2212": "-"})
_YES_NO = dict.fromkeys(("ja", "Ja", "true", "True"), True) | dict.fromkeys(("nej", "Nej", "false", "False"), False)
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
_REFERENCE = re.compile(r"[A-Z]{1,3}-(?:[0-9]{3}|[1-9][0-9]{3,5})(?:/[a-z][a-z0-9_]*/[a-z0-9][a-z0-9-]*)?")
_LIKE_REFERENCE = re.compile(r"([A-Za-z]{1,3})[- ]?0*([0-9]{1,6})(/[^/]+/[^/]+)?")
_PATH_PART = r"[^\x00-\x1f\x7f\\:*?\"<>|/\ud800-\udfff]+(?<![ .])"
_PATH = re.compile(rf"{_PATH_PART}(?:/{_PATH_PART})*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LINE_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class FactDate:
    """Marks a date on which something has happened, so that it does not count before that day."""


@dataclass(frozen=True, slots=True)
class ByProgram:
    """Marks what the program works out; nobody is asked for it."""


@dataclass(frozen=True, slots=True, init=False)
class Till:
    """Marks what a key or a reference leads to: ``mal`` are registers or their lists (``risk``, ``mote/beslut``)."""

    mal: tuple[str, ...]

    def __init__(self, *mal: str) -> None:
        object.__setattr__(self, "mal", mal)


def _datum(value: object) -> date:
    if type(value) is str and len(value) == 10 and value[4] == "-" == value[7]:  # noqa: PLR2004
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise _no_date(value) from None
    elif type(value) is date:
        day = value
    else:
        raise _no_date(value)
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    raise wrong("datum", f"ett datum {FIRST_DAY}{EN_DASH}{LAST_DAY}", day, "Rätta årtalet.")


def _no_date(value: object) -> PydanticCustomError:
    text = value if isinstance(value, str) else ""
    if iso := _ISO.fullmatch(text):
        return failed("datum_finns_inte", f"är {text}, men det datumet finns inte", _calendar(int(iso[1]), int(iso[2])))
    remedy = "Skriv år, månad och dag som ÅÅÅÅ-MM-DD."
    if like := _LIKE_ISO.fullmatch(text):
        remedy = f"Skriv {like[1]}-{int(like[2]):02}-{int(like[3]):02}."
    return wrong("datum", "ett datum som 2023-04-12", value, remedy)


def _calendar(year: int, month: int) -> str:
    if not (1 <= month <= 12 and year >= 1):  # noqa: PLR2004
        return "Månaden skrivs 01 till 12."
    return f"{month_name(year, month).capitalize()} har {last_of_month(year, month).day} dagar."


def _klockslag(value: object) -> time:
    if type(value) is time:
        return value
    if isinstance(value, str) and (found := _CLOCK.fullmatch(value)):
        return time(int(found[1]), int(found[2]))
    raise wrong("klockslag", "ett klockslag som 13:30", value, "Skriv timmar och minuter, 0:00 till 23:59.")


def _heltal(value: object) -> int:
    if type(value) is str and len(value) <= MAX_DIGITS and value.isascii() and value.isdigit():
        return int(value)
    if type(value) is int and abs(value) < 10**MAX_DIGITS:
        return value
    if isinstance(value, str) and _NEGATIVE.fullmatch(value):
        return int(value)
    remedy = f"Skriv bara siffror, högst {MAX_DIGITS}, till exempel 25."
    raise wrong("heltal", "ett heltal", value, remedy)


def _belopp(value: object) -> Decimal:
    if isinstance(value, str) and _AMOUNT.fullmatch(value):
        return Decimal(value.translate(_TO_DECIMAL))
    number = _typed_decimal(value)
    if number is not None and number == round(number, 2):
        return number
    remedy = "Skriv kronor med högst 12 siffror och två decimaler, till exempel 275000 eller 275000,50."
    raise wrong("belopp", "ett belopp i kronor", value, remedy)


def _decimaltal(value: object) -> Decimal:
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value.translate(_TO_DECIMAL))
    number = _typed_decimal(value)
    if number is not None:
        return number
    raise wrong("decimaltal", "ett tal", value, "Skriv talet med siffror och decimalkomma, till exempel 12,5.")


def _typed_decimal(value: object) -> Decimal | None:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        return number if number.is_finite() and abs(number) < 10**MAX_DIGITS else None
    return None


def _ja_nej(value: object) -> bool:
    if type(value) is bool:
        return value
    if isinstance(value, str) and value in _YES_NO:
        return _YES_NO[value]
    raise wrong("ja_nej", "ja eller nej", value, "Skriv ja eller nej.")


def _text(value: object) -> str:
    if type(value) is str and value.isprintable() and len(value) <= MAX_TEXT and (stripped := value.strip()):
        return stripped
    text = _storable("text", "en rad text", value, MAX_TEXT)
    if _LINE_BREAK.search(text):
        raise failed("text", "ska vara en enda rad, men har radbrytningar", "Skriv texten på en rad.")
    return text


def _langtext(value: object) -> str:
    return _storable("langtext", "text", value, MAX_LANGTEXT)


def _storable(slag: str, wanted: str, value: object, longest: int) -> str:
    """``value`` stripped, if it is text that has characters, not too many, and none that UTF-8 can't hold."""
    if not isinstance(value, str) or not (text := value.strip()):
        raise wrong(slag, wanted, value, "Skriv en text, eller ta bort fältet om det får saknas.")
    if len(text) > longest:
        spill = f"ska ha högst {count(longest, 'tecken', 'tecken')}, men har {count(len(text), 'tecken', 'tecken')}"
        raise failed(slag, spill, "Korta texten.")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise failed(slag, "har ett halvt tecken (surrogat), som inte kan sparas", "Skriv om texten.") from None
    return text


def _nyckel(value: object) -> str:
    if isinstance(value, str):
        if len(value) <= MAX_NYCKEL and _KEY.fullmatch(value):
            return value
        near = _NOT_IN_KEY.sub("-", fold(value).lower()).strip("-")[:MAX_NYCKEL]
        if _KEY.fullmatch(near):
            raise wrong("nyckel", "en nyckel som eva-ek", value, f"Skriv {shown(near)}.")
    rule = f"Skriv små bokstäver a–z, siffror och bindestreck, först en bokstav, högst {MAX_NYCKEL} tecken."
    raise wrong("nyckel", "en nyckel som eva-ek", value, rule)


def _referens(value: object) -> str:
    remedy = "Skriv postens id: registrets bokstäver, ett bindestreck och minst tre siffror."
    if isinstance(value, str):
        if _REFERENCE.fullmatch(value):
            return value
        if like := _LIKE_REFERENCE.fullmatch(value):
            remedy = f"Skriv {like[1].upper()}-{int(like[2]):03}{(like[3] or '').lower()}."
    raise wrong("referens", "en hänvisning som R-003 eller M-007/beslut/2", value, remedy)


def _sokvag(value: object) -> str:
    if isinstance(value, str) and len(value) <= MAX_SOKVAG and _PATH.fullmatch(value):
        return value
    remedy = "Skriv vägen från projektets mapp med snedstreck (/), utan .. och utan enhetsbokstav."
    raise wrong("sokvag", "en sökväg som handlingar/protokoll.pdf", value, remedy)


def _kontrollsumma(value: object) -> str:
    if isinstance(value, str) and _SHA256.fullmatch(value):
        return value
    raise wrong("kontrollsumma", "64 tecken 0–9 och a–f", value, "Skriv filens sha256, eller ta bort fältet.")


_TEXT_SCHEMA: Json = {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": MAX_TEXT}
"""An editor reads ``4.2`` and ``true`` as other types; the records read them as the text that stands there."""
_NUMBER_SCHEMA: Json = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_DECIMAL.pattern}$"}]}
_AMOUNT_SCHEMA: Json = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_AMOUNT.pattern}$"}]}
_CLOCK_SCHEMA: Json = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_CLOCK.pattern}$"}]}
_DAY = Skalar(_datum, {"type": "string", "format": "date"})

Datum = Annotated[date, _DAY]
"""A day that may be planned: ``2023-04-12``."""
Handelse = Annotated[date, _DAY, FactDate()]
"""A day on which something happened; it does not count before that day."""
Klockslag = Annotated[time, Skalar(_klockslag, _CLOCK_SCHEMA)]
"""``13:30``, ``9:00`` or ``9.00``."""
Heltal = Annotated[int, Skalar(_heltal, {"type": "integer"})]
"""An integer of at most 12 digits."""
Belopp = Annotated[Decimal, Skalar(_belopp, _AMOUNT_SCHEMA)]
"""Kronor: ``2000000``, ``2 000 000``, ``275000,50``."""
Decimaltal = Annotated[Decimal, Skalar(_decimaltal, _NUMBER_SCHEMA)]
"""``12,5`` or ``12.5``."""
JaNej = Annotated[bool, Skalar(_ja_nej, {"enum": ["ja", "nej", True, False]})]
"""``ja`` or ``nej``."""
Text = Annotated[str, Skalar(_text, _TEXT_SCHEMA)]
"""One line of text, without the spaces around it."""
Langtext = Annotated[str, Skalar(_langtext, {**_TEXT_SCHEMA, "maxLength": MAX_LANGTEXT})]
"""Text of one or more lines, without the white space around it."""
Nyckel = Annotated[str, Skalar(_nyckel, {"type": "string", "pattern": f"^{_KEY.pattern}$", "maxLength": MAX_NYCKEL})]
"""A short name such as ``eva-ek``."""
Personnyckel = Annotated[Nyckel, Till("organisation/person", "organisation/roll", "organisation/grupp")]
"""The key of a person, a role or a group, which share one namespace."""
Referens = Annotated[str, Skalar(_referens, {"type": "string", "pattern": f"^{_REFERENCE.pattern}$"})]
"""``R-003``, or ``M-007/beslut/2`` for an item of a list."""
Sokvag = Annotated[str, Skalar(_sokvag, {"type": "string", "maxLength": MAX_SOKVAG})]
"""A file inside the project, relative, with forward slashes."""
Kontrollsumma = Annotated[
    str, Skalar(_kontrollsumma, {"type": "string", "pattern": f"^{_SHA256.pattern}$"}), ByProgram()
]
"""A sha256 in lower-case hexadecimal figures."""
