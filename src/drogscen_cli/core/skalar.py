"""What the own scalar types share: how Pydantic calls them, and how they say what they met instead."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError, core_schema

from drogscen_cli.core.personuppgift import shown

Json = dict[str, Any]

_BARE = re.compile(r"[\w.,:+/@*\N{MINUS SIGN}\N{EN DASH}-]+…?")
_MOST_DIGITS = 60


@dataclass(frozen=True, eq=False, slots=True)
class Skalar:
    """Metadata for ``Annotated``: Pydantic calls ``read`` instead of a validator of its own.

    ``schema`` is the JSON Schema of what stands in the file. (``eq=False`` keeps it hashable, as ``Annotated`` needs.)
    """

    read: Callable[[object], object]
    schema: Json

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> Json:
        return self.schema


def wrong(slag: str, ska: str, value: object, atgarda: str) -> PydanticCustomError:
    """The error of type ``slag`` for a value that isn't what it ``ska vara``."""
    return failed(slag, f"ska vara {ska}, men är {described(value)}", atgarda)


def failed(slag: str, text: str, atgarda: str) -> PydanticCustomError:
    """The error of type ``slag``; ``text`` follows the field's name in the message."""
    return PydanticCustomError(slag, "{text}", {"text": text, "atgarda": atgarda})


def described(value: object) -> str:
    """``value`` as a message names it: on one line, short, personal data masked."""
    match value:
        case str():
            text = shown(value)
            bare = value == value.strip() and _BARE.fullmatch(text)
            return text if bare else f"”{text}”" if text else "tomt"
        case None:
            return "tomt"
        case bool():
            return "ja" if value else "nej"
        case int() if abs(value) >= 10**_MOST_DIGITS:
            return f"ett heltal med fler än {_MOST_DIGITS} siffror"
        case int() | float() | Decimal() | date() | time():
            return shown(str(value))
        case list() | tuple() | set() | frozenset():
            return "en lista"
        case dict():
            return "en grupp av nycklar"
        case _:
            return f"ett värde av slaget {type(value).__name__}"
