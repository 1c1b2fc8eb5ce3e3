"""A script that plays a project: its days, its commands with what they read, files, and edits by hand.

::

    == 2023-01-09                   the day of what follows
    risk add --titel "En risk"      a command, without the word drogscen
    ?4 andring besluta AB-001       a command that is refused, with its exit code
    | en rad                        a line of standard input of the command above, or of the file
    > utfall.csv                    a file to import, named {mapp}/utfall.csv in commands
    > handlingar/plan.txt           a document that somebody puts into the project, committed as such
    ! projekt/projektplan.yaml      an edit by hand, committed as such
    - tak: 2000000                  the text there is, once
    + tak: 2200000                  the text instead
"""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Kommando:
    """A command line with its standard input, and the exit code that it shall end with."""

    dag: date
    rad: int
    argv: tuple[str, ...]
    kod: int = 0
    indata: str = ""


@dataclass(frozen=True, slots=True)
class Fil:
    """A file that somebody got from elsewhere."""

    dag: date
    rad: int
    namn: str
    innehall: str = ""


@dataclass(frozen=True, slots=True)
class Handskrift:
    """A text in a file of the project that somebody replaces in an editor."""

    dag: date
    rad: int
    fil: str
    fore: str = ""
    efter: str = ""


Steg = Kommando | Fil | Handskrift


def parse(text: str) -> tuple[Steg, ...]:
    """The steps of a script, in order; raises ``ValueError`` with the line where it can't be read."""
    return tuple(_steps(text))


def _steps(text: str) -> Iterator[Steg]:
    dag: date | None = None
    held: Steg | None = None
    for rad, line in enumerate(text.splitlines(), 1):
        mark, rest = line[:2], line[2:]
        if held is not None and mark in ("| ", "|", "- ", "+ "):
            held = _continued(held, mark.strip(), rest)
            continue
        if held is not None:
            yield held
            held = None
        if mark == "==":
            dag = date.fromisoformat(rest.strip())
        elif line.strip() and not line.startswith("#"):
            if dag is None:
                raise ValueError(f"{rad}: a day must come first")
            held = _begun(dag, rad, line)
    if held is not None:
        yield held


def _begun(dag: date, rad: int, line: str) -> Steg:
    if line.startswith("> "):
        return Fil(dag, rad, line[2:].strip())
    if line.startswith("! "):
        return Handskrift(dag, rad, line[2:].strip())
    kod = 0
    if line.startswith("?"):
        first, _, line = line.partition(" ")
        kod = int(first[1:])
    return Kommando(dag, rad, tuple(shlex.split(line)), kod)


def _continued(held: Steg, mark: str, rest: str) -> Steg:
    match held, mark:
        case Kommando(), "|":
            return replace(held, indata=f"{held.indata}{rest}\n")
        case Fil(), "|":
            return replace(held, innehall=f"{held.innehall}{rest}\n")
        case Handskrift(), "-":
            return replace(held, fore=rest)
        case Handskrift(), "+":
            return replace(held, efter=rest)
        case _:
            raise ValueError(f"{held.rad}: a line that begins with {mark} does not belong here")
