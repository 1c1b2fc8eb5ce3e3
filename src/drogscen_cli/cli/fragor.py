"""Questions that can be gone back from: each answer is used, or asked for again, before the next question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from drogscen_cli.cli.session import Session
from drogscen_cli.cli.terminal import Terminal
from drogscen_cli.cli.verb.answers import PERSONNUMMER
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.personuppgift import find

S = TypeVar("S")
T = TypeVar("T")
Steg = Callable[[S], S | None]
"""Asks something and gives what is known after it; None: there was nothing to ask. Raises ``BackError``."""


class BackError(Exception):
    """Somebody wants the question before this one."""


@dataclass(frozen=True, slots=True)
class Fraga:
    """A question, and the lines that ``?`` tells.

    ``nu`` is shown as what Enter stands for, and ``enter`` is the answer that it gives; without one Enter is no answer.
    ``behovs`` is said of Enter where an answer is needed and nothing stands.
    """

    text: str
    hjalp: Sequence[str] = ()
    nu: str = ""
    enter: str = ""
    behovs: str = ""


def keys(enter: str = "går vidare") -> str:
    """The keys of a conversation, and what Enter does in it."""
    return f"Enter {enter} · b bakåt · ? hjälp · Ctrl-C sparar och avbryter"


def ask(session: Session, fraga: Fraga, use: Callable[[str], T], indent: str = "") -> T | None:
    """What ``use`` makes of the answer, asked again while it raises ``CallError``; None for Enter.

    Raises ``BackError``.
    """
    while True:
        answer = _answer(session, fraga, indent)
        if not answer:
            return None
        try:
            return use(answer)
        except CallError as error:
            session.terminal.note(indent + " ".join(filter(None, (error.text, error.atgarda))))


def _answer(session: Session, fraga: Fraga, indent: str) -> str:
    """What was typed, once it is neither a key nor something that may not be written down."""
    terminal = session.terminal
    shown = f" [{fraga.nu}]" if fraga.nu else ""
    while True:
        answer = terminal.ask(f"{indent}{fraga.text}{shown}: ")
        if answer.casefold() == "b":
            raise BackError
        if answer == "?":
            for line in (*fraga.hjalp, keys()):
                terminal.note(f"{indent}  {line}")
        elif any(found.saker for found in find(answer)):
            terminal.note(f"{indent}{PERSONNUMMER}")
        elif not answer and fraga.behovs and not fraga.nu:
            terminal.note(f"{indent}{fraga.behovs}")
        else:
            return answer or fraga.enter


def walk(steps: Sequence[Steg[S]], start: S) -> S:
    """Asks step by step; what was answered is what Enter keeps when somebody goes back.

    Back from the first question that was asked is ``BackError``.
    """
    trail: list[int] = []
    place, known = 0, start
    while place < len(steps):
        try:
            found = steps[place](known)
        except BackError:
            if not trail:
                raise
            place = trail.pop()
            continue
        if found is not None:
            trail.append(place)
            known = found
        place += 1
    return known


def agreed(terminal: Terminal, question: str) -> bool:
    """Whether to go on, asked once something has been shown; Enter is no."""
    while True:
        answer = terminal.ask(f"{question} (j/n) [n]: ")
        try:
            return yes_or_no(answer or "n")
        except CallError as error:
            terminal.note(error.text)


def yes_or_no(answer: str) -> bool:
    """Whether the answer means yes; raises ``CallError`` for what is neither."""
    word = answer.casefold()
    if word in ("j", "ja", "n", "nej"):
        return word.startswith("j")
    raise CallError("Svara j eller n.")
