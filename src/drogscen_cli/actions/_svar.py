"""What a new project is made of: the answers of ``drogscen init``."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from drogscen_cli.core.text import fold
from drogscen_cli.register._styrning import Frekvens

_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
_DEFINITE = ("gruppen", "laget", "rådet", "teamet", "nämnden")
"""Ends of group names whose last two letters are the definite article."""


@dataclass(frozen=True, slots=True)
class Grupp:
    """A group that meets; ``frekvens`` is one of the plan's words."""

    titel: str
    frekvens: Frekvens

    @property
    def nyckel(self) -> str:
        """The group's key, made of its title."""
        return key_of(self.titel)

    @property
    def motestyp(self) -> str:
        """The key of its kind of meeting."""
        return key_of(self.mote)

    @property
    def mote(self) -> str:
        """What one of its meetings is called: ``Styrgruppsmöte`` for ``Styrgruppen``."""
        return self._called("Möte", "smöte")

    @property
    def moten(self) -> str:
        """What its meetings are called."""
        return self._called("Möten", "smöten")

    def _called(self, before: str, after: str) -> str:
        if " " in self.titel:
            return f"{before} i {self.titel[0].lower()}{self.titel[1:]}"
        definite = any(self.titel.casefold().endswith(word) for word in _DEFINITE)
        return f"{self.titel[:-2] if definite else self.titel}{after}"


@dataclass(frozen=True, slots=True)
class Start:
    """What a new project is made of. ``grupper[0]`` is the group that decides on changes; amounts are in kronor."""

    namn: str
    start: date
    slut: date
    foljs_fran: date
    grupper: tuple[Grupp, ...]
    plats: str | None = None
    huvudman: str | None = None
    tak: Decimal | None = None
    poster: tuple[tuple[str, Decimal], ...] = ()
    riskanalys: Frekvens = Frekvens.MANAD
    projektledare: str | None = None
    bestallare: str | None = None


def key_of(text: str) -> str:
    """A key such as ``sociala-avdelningen`` from what people call it."""
    found = _NOT_IN_KEY.sub("-", fold(text).casefold()).strip("-")
    return found if found[:1].isalpha() else f"n-{found}"
