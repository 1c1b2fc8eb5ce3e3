"""Findings: what is wrong or unknown, where it stands, and how to put it right."""

from dataclasses import dataclass
from enum import StrEnum

Vag = tuple[str | int, ...]
"""Way to a value inside a YAML file: keys and list indices from the top, e.g. ``("atgard", 0, "senast")``."""


class Allvar(StrEnum):
    """Severity. ``oavgjord`` means that data is missing: unknown is not wrong."""

    FEL = "fel"
    VARNING = "varning"
    OAVGJORD = "oavgjord"


@dataclass(frozen=True, slots=True)
class Regel:
    """What a finding's id means, in the words that ``drogscen regel ID`` prints."""

    id: str
    allvar: Allvar
    titel: str
    text: str = ""
    atgarda: str = ""


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
    """One finding. ``varfor`` and ``atgarda`` are whole sentences; ``paragraf`` is the plan's §, or empty."""

    regel: str
    allvar: Allvar
    stalle: Stalle
    text: str
    varfor: str = ""
    atgarda: str = ""
    paragraf: str = ""
