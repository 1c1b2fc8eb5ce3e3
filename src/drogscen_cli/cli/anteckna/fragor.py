"""Questions during a meeting: an answer, the way back, or help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.personuppgift import find

KEYS = "Enter går vidare · b bakåt · ? hjälp · Ctrl-C sparar och avbryter"
_REFUSED = "Svaret innehåller ett personnummer. Skriv inget som pekar ut en enskild."


class BackError(Exception):
    """Somebody wants the question before this one."""


@dataclass(frozen=True, slots=True)
class Fraga:
    """A question; ``nu`` is what Enter stands for, as shown, and ``hjalp`` the lines that ``?`` shows."""

    text: str
    hjalp: Sequence[str] = ()
    nu: str = ""


def svar(session: Session, fraga: Fraga) -> str:
    """The answer, empty for Enter; raises ``BackError``."""
    terminal = session.terminal
    shown = f" [{fraga.nu}]" if fraga.nu else ""
    while True:
        answer = terminal.ask(f"{fraga.text}{shown}: ")
        if answer.casefold() == "b":
            raise BackError
        if answer == "?":
            for line in (*fraga.hjalp, KEYS):
                terminal.note(f"  {line}")
        elif any(found.saker for found in find(answer)):
            terminal.note(_REFUSED)
        else:
            return answer


def anvant(session: Session, fraga: Fraga, gor: Callable[[str], object]) -> bool:
    """Asks until ``gor`` can use the answer; False for Enter. Raises ``BackError``."""
    while True:
        answer = svar(session, fraga)
        if not answer and not fraga.nu:
            return False
        try:
            gor(answer)
        except CallError as error:
            session.terminal.note(" ".join(filter(None, (error.text, error.atgarda))))
        else:
            return True


def ja_nej(session: Session, fraga: Fraga) -> bool | None:
    """True for j, False for n, None for Enter; raises ``BackError``."""
    while True:
        answer = svar(session, fraga).casefold()
        if answer in ("", "j", "ja", "n", "nej"):
            return answer.startswith("j") if answer else None
        session.terminal.note("Svara j eller n.")
