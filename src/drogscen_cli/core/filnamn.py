"""What a file in the project is, judged by its name alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from drogscen_cli.core.text import fold

_IGNORED = re.compile(r"^(\.|~\$)|~$|\.(swp|swo|tmp)$|^(thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_YAML = re.compile(r"\.ya?ml(?![a-z])", re.IGNORECASE)
_COPY = r"(?:(?:kopia av|copy of) )?"


class Namnslag(Enum):
    """What the name says: a record's own, almost a record's (a copy or a slip), something else, or nothing of ours."""

    POST = "post"
    NASTAN = "nästan"
    OKANT = "okänt"
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
    if is_ignored(name):
        return Filnamn(Namnslag.IGNORERAS)
    stem = name.removesuffix(".yaml")
    if stem != name and id_pattern(prefix).fullmatch(stem) and make_id(prefix, number(stem)) == stem:
        return Filnamn(Namnslag.POST, stem)
    near = re.match(rf"{_COPY}{prefix}[-_ ]?([0-9]{{1,9}})(?![0-9])", name, re.IGNORECASE)
    if near and may_be_record(name):
        return Filnamn(Namnslag.NASTAN, make_id(prefix, int(near[1])))
    return Filnamn(Namnslag.OKANT)


def classify_one(name: str, registers: Iterable[str]) -> Filnamn:
    """Which of the registers that are one file each ``name`` comes near to; ``ident`` is the register's name."""
    if is_ignored(name):
        return Filnamn(Namnslag.IGNORERAS)
    for register in registers:
        if may_be_record(name) and re.match(rf"{_COPY}{register}(?![a-z])", fold(name), re.IGNORECASE):
            return Filnamn(Namnslag.NASTAN, register)
    return Filnamn(Namnslag.OKANT)


def may_be_record(name: str) -> bool:
    """Whether the name is that of a YAML file, or tells nothing of the kind of file."""
    return _YAML.search(name) is not None or "." not in name


def is_ignored(name: str) -> bool:
    """Whether editors, sync programs and operating systems leave files of this name behind."""
    return _IGNORED.search(name) is not None
