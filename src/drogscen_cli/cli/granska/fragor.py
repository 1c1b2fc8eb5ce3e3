"""Questions that can be gone back from: one at a time, each checked before the next is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from drogscen_cli.actions.granska import senaste_beslut
from drogscen_cli.cli.fields import Field, item_fields
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.answers import Check, checker
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.post import Struktur
from drogscen_cli.core.text import fold
from drogscen_cli.crosscheck import leads_nowhere
from drogscen_cli.projekt import Projekt

S = TypeVar("S")
Steg = Callable[[S], S | None]
"""Asks something and gives what is known after it; None: there was nothing to ask. Raises ``BackError``."""
KEYS = "Enter behåller, b går bakåt. Det som är klart är sparat när Ctrl-C avbryter."


class BackError(Exception):
    """Somebody wants the question before this one."""


@dataclass(frozen=True, slots=True)
class Fraga:
    """A question: its text, what Enter stands for (shown), what ``?`` tells, and what makes a value of the answer.

    ``tolka`` raises ``CallError`` for what can't be used. ``behovs``: an answer is needed where nothing stands.
    """

    text: str
    tolka: Callable[[str], str]
    nu: str = ""
    hjalp: Sequence[str] = ()
    behovs: str = ""


def ask(session: Session, fraga: Fraga, indent: str = "     ") -> str:
    """The answer as a value, or empty for Enter; asked again until it can be used. Raises ``BackError``."""
    terminal = session.terminal
    shown = f" [{fraga.nu}]" if fraga.nu else ""
    while True:
        answer = terminal.ask(f"{indent}{fraga.text}{shown}: ")
        if answer.casefold() == "b":
            raise BackError
        if answer == "?":
            for line in (*fraga.hjalp, KEYS):
                terminal.note(f"{indent}  {line}")
        elif not answer and fraga.behovs and not fraga.nu:
            terminal.note(f"{indent}{fraga.behovs}")
        elif not answer:
            return ""
        else:
            try:
                return fraga.tolka(answer)
            except CallError as error:
                terminal.note(f"{indent}{' '.join(part for part in (error.text, error.atgarda) if part)}")


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


def level(axel: str, words: Sequence[str], highest: int, answer: str) -> str:
    """A level as its number, or by its word in the plan's scale."""
    folded = [fold(word).casefold() for word in words]
    if fold(answer).casefold() in folded:
        return str(folded.index(fold(answer).casefold()) + 1)
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= highest:
        return str(int(answer))
    ends = f" mellan 1 ({words[0]}) och {highest} ({words[-1]})" if words else f" mellan 1 och {highest}"
    raise CallError(f"{axel.capitalize()} skrivs som ett tal{ends}.")


def people(projekt: Projekt) -> Sequence[str]:
    """Whom an answer may name, for the help of a question."""
    organisation = projekt.organisation
    found = (*organisation.roll, *organisation.person, *organisation.grupp) if organisation else ()
    return [f"{each.nyckel}: {projekt.vem(each.nyckel)}" for each in found]


def decision(per: Projekt, answer: str) -> str:
    """A decision of a meeting that has been held; ``per``: the snapshot as it stood on the day."""
    if fault := leads_nowhere(per, ("mote/beslut",), answer):
        raise CallError(fault)
    if answer not in [reference for reference, _, _ in senaste_beslut(per, antal=None)]:
        raise CallError(f"{answer} gäller inte än: mötet är inte genomfört.", "Ange ett beslut av ett hållet möte.")
    return answer


def text(session: Session, model: type[Struktur], name: str) -> Callable[[str], str]:
    """Makes sure that an answer is one that the model's field can hold and that it points out nobody."""
    fields: tuple[Field, ...] = item_fields(model)
    field = next(each for each in fields if each.name == name)
    check: Check = checker(session, model, fields)

    def tolka(answer: str) -> str:
        if fault := check(field, answer):
            raise CallError(fault)
        return answer

    return tolka


def day(session: Session, option: str) -> Callable[[str], str]:
    """A day as people type it, as ISO; what was not written as a date is echoed."""
    return lambda answer: session.parse_day(answer, option).isoformat()


def yes_or_no(answer: str) -> str:
    """``ja`` or ``nej``."""
    word = answer.casefold()
    if word in ("j", "ja", "n", "nej"):
        return "ja" if word.startswith("j") else "nej"
    raise CallError("Svara j eller n.")
