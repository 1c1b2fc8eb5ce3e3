"""Findings: what is wrong or unknown, where it stands, and how to put it right."""

from dataclasses import dataclass
from enum import StrEnum

Vag = tuple[str | int, ...]
"""Way to a value inside a YAML file: keys and list indices from the top, e.g. ``("atgard", 0, "senast")``."""


class Allvar(StrEnum):
    """Severity. ``oavgjord`` means that data is missing: unknown is not wrong; ``undantag`` that somebody waived it."""

    FEL = "fel"
    VARNING = "varning"
    OAVGJORD = "oavgjord"
    UNDANTAG = "undantag"


@dataclass(frozen=True, slots=True)
class Regel:
    """What a finding's id means, in the words that ``drogscen regel ID`` prints; ``harnast`` is the command to use.

    ``organ``: it guards the decisions of the body that the plan names, and only that body may waive it.
    """

    id: str
    allvar: Allvar
    titel: str
    text: str = ""
    atgarda: str = ""
    harnast: str = ""
    organ: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Stalle:
    """A place in a file. ``rad`` and ``kolumn`` count from 1; 0 means not yet looked up from ``vag``.

    ``fil`` is relative to the project's root with forward slashes (``projekt/risk/R-003.yaml``).
    ``langd`` is the number of characters to underline.
    """

    fil: str
    rad: int = 0
    kolumn: int = 0
    langd: int = 1
    vag: Vag = ()


@dataclass(frozen=True, slots=True)
class Fynd:
    """One finding. ``varfor`` and ``atgarda`` are whole sentences; ``paragraf`` is the plan's §, or empty.

    ``omfattning`` is what a waiver may name besides the id of the record that it stands in. ``undantag`` is the
    waiver that took its severity away and ``forklaring`` an explanation of it, both as ``U-001: why``.
    """

    regel: str
    allvar: Allvar
    stalle: Stalle
    text: str
    varfor: str = ""
    atgarda: str = ""
    paragraf: str = ""
    omfattning: str = ""
    undantag: str = ""
    forklaring: str = ""
