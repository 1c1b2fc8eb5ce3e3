"""Lägg till en post"""

from dataclasses import replace
from typing import Any

from drogscen_cli.cli.fields import Field, fields_of, row_fields
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb import add
from drogscen_cli.register.andring import Andring, Vardeandring

_DECIDED = ("utfall", "villkor")
"""What nobody knows before the decision."""


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``andring add``: as for every register, and with the first value change by ``--falt`` and ``--ny``."""
    return add.add(session, Andring.register(), tuple(_fields()))


def _fields() -> list[Field]:
    found: list[Field] = []
    for field in fields_of(Andring):
        if field.vag[0] == "vardeandring":
            found += row_fields("vardeandring", Vardeandring, filled=("nu",))
        else:
            found.append(replace(field, asked=field.asked and field.name not in _DECIDED))
    return found
