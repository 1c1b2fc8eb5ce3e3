"""A duty: something that the plan wants done by a certain day, and whether it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from drogscen_cli.core.fynd import Stalle

Enhet = tuple[str, str]
"""What a rule's scopes are called, one and several: ``("månad", "månader")``."""


class Tillstand(StrEnum):
    """What has become of a duty."""

    KOMMANDE = "kommande"
    HALLEN = "hallen"
    SEN = "sen"
    UTEBLIVEN = "utebliven"
    UNDANTAGEN = "undantagen"
    OAVGJORD = "oavgjord"


TECKEN: Mapping[Tillstand, tuple[str, str, str]] = {
    Tillstand.HALLEN: ("●", "hållen", "hållna"),
    Tillstand.SEN: ("◐", "sen", "sena"),
    Tillstand.UTEBLIVEN: ("○", "utebliven", "uteblivna"),
    Tillstand.UNDANTAGEN: ("U", "undantagen", "undantagna"),
    Tillstand.OAVGJORD: ("?", "oavgjord", "oavgjorda"),
    Tillstand.KOMMANDE: ("·", "kommande", "kommande"),
}
"""Each state's sign in a calendar of duties, and the word for one and for several."""


@dataclass(frozen=True, slots=True)
class Bevis:
    """A record that shows that a duty was done, and the day it was done."""

    ident: str
    dag: date


@dataclass(frozen=True, slots=True)
class Plikt:
    """One duty in one scope.

    ``vad`` names what is owed in the indefinite form (``riskanalys``), ``omfattning`` the period or meeting it is owed
    for (``april 2023``, ``M-020``), ``enhet`` what such scopes are called, ``senast`` the last day. ``saknas`` says
    which data an ``oavgjord`` duty waits for and ``atgarda`` how to give it, ``krav`` is the plan's own sentence.
    ``undantag`` is the waiver that took the duty away (``U-001``), ``forklaring`` why it was not kept in time, without
    taking it away (``U-002: why``).
    """

    regel: str
    paragraf: str
    vad: str
    omfattning: str
    enhet: Enhet
    senast: date
    tillstand: Tillstand
    stalle: Stalle
    krav: str
    bevis: tuple[Bevis, ...] = ()
    ansvarig: str | None = None
    saknas: str = ""
    atgarda: str = ""
    undantag: str = ""
    forklaring: str = ""


def judge(senast: date, bevis: Iterable[Bevis], dag: date) -> Tillstand:
    """The state of a duty on ``dag``: its last day still counts as in time."""
    first = min((found.dag for found in bevis), default=None)
    if first is not None:
        return Tillstand.HALLEN if first <= senast else Tillstand.SEN
    return Tillstand.UTEBLIVEN if senast < dag else Tillstand.KOMMANDE
