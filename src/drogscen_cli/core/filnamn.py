"""What a file in a register's folder is, judged by its name alone."""

import re
from dataclasses import dataclass
from enum import Enum

_IGNORED = re.compile(r"^(\.|~\$)|~$|\.(swp|swo|tmp)$|^(thumbs\.db|desktop\.ini)$", re.IGNORECASE)


class Namnslag(Enum):
    """What the name says."""

    POST = "post"
    KOPIA = "kopia"
    FEL_NAMN = "fel namn"
    IGNORERAS = "ignoreras"


@dataclass(frozen=True, slots=True)
class Filnamn:
    """The verdict; ``ident`` is the id that the name carries or comes nearest to, or empty."""

    slag: Namnslag
    ident: str = ""


def id_pattern(prefix: str) -> re.Pattern[str]:
    """How a register's ids look: the prefix and at least three digits."""
    return re.compile(rf"{prefix}-(\d{{3,9}})")


def number(ident: str) -> int:
    """The number in an id: ``R-007`` is 7."""
    return int(ident.rpartition("-")[2])


def make_id(prefix: str, value: int) -> str:
    """The id with this number."""
    return f"{prefix}-{value:03d}"


def classify(name: str, prefix: str) -> Filnamn:
    """What ``name`` is in the folder of a register with this prefix."""
    if _IGNORED.search(name):
        return Filnamn(Namnslag.IGNORERAS)
    stem, dot, ending = name.partition(".")
    if dot and ending == "yaml" and id_pattern(prefix).fullmatch(stem) and make_id(prefix, number(stem)) == stem:
        return Filnamn(Namnslag.POST, stem)
    if copied := re.match(rf"({prefix}-\d{{3,9}})(?=[^0-9])(?!\.ya?ml$)", name, re.IGNORECASE):
        return Filnamn(Namnslag.KOPIA, copied[1].upper())
    if near := re.match(rf"{prefix}[-_ ]?(\d{{1,9}})", name, re.IGNORECASE):
        return Filnamn(Namnslag.FEL_NAMN, make_id(prefix, int(near[1])))
    return Filnamn(Namnslag.FEL_NAMN)


def is_ignored(name: str) -> bool:
    """Whether editors, sync programs and operating systems leave files of this name behind."""
    return bool(_IGNORED.search(name))
