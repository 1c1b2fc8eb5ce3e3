"""The reports, one file each: ``bygg`` makes a frozen view of a snapshot; the template of the same name prints it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from drogscen_cli.core.errors import CallError, NoProjectError

if TYPE_CHECKING:
    from drogscen_cli.kontroll import Resultat
    from drogscen_cli.projekt import Projekt
    from drogscen_cli.register.projektplan import Projektplan

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Underlag:
    """What a report is made from.

    ``projekt`` is the snapshot as it stood on ``dag``, ``resultat`` what ``kontroll`` says of it, ``ident`` the record
    that the report is about, empty where it was not named.
    """

    projekt: "Projekt"
    dag: date
    resultat: "Resultat"
    ident: str = ""

    def plan(self) -> "Projektplan":
        """The project plan; raises ``NoProjectError`` when it can't be read, ``CallError`` for a day before its own."""
        if self.projekt.plan is None:
            if (original := self.projekt.ursprung) and original.plan and original.plan.datum:
                raise CallError(
                    f"Projektplanen är daterad {original.plan.datum} och gäller inte den {self.dag}.",
                    "Ange en senare dag med --datum, eller rätta datum i projektplan.yaml.",
                )
            raise NoProjectError("Projektplanen går inte att läsa.", "Se felen: drogscen kontroll")
        return self.projekt.plan


@dataclass(frozen=True, slots=True)
class Forslag:
    """A record that the report would be better with: where it goes, what is known of it, and how it is offered."""

    register: str
    varden: Mapping[str, str]
    fraga: str


@cache
def names() -> tuple[str, ...]:
    """Every report's name, sorted."""
    return tuple(sorted(path.stem for path in _HERE.glob("[a-z]*.py")))


def title(name: str) -> tuple[str, str]:
    """A report's spelled-out title and its help text, from the first line of its module."""
    with (_HERE / f"{name}.py").open(encoding="utf-8") as file:
        titel, _, hjalp = file.readline().strip().strip('"').partition(": ")
    return titel, hjalp


def proposal(name: str, underlag: Underlag) -> Forslag | None:
    """The record that the report lacks and that somebody on a terminal could write now; most reports lack none."""
    propose: Callable[[Underlag], Forslag | None] | None = getattr(_module(name), "foresla", None)
    return propose(underlag) if propose else None


def builder(name: str) -> Callable[[Underlag], object]:
    """The function that makes the report's view."""
    return _module(name).bygg  # type: ignore[no-any-return]


def screen(name: str) -> Callable[[object, int], str] | None:
    """The function that draws the report's view for a screen of so many columns; most reports have none."""
    return getattr(_module(name), "text", None)


def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")
