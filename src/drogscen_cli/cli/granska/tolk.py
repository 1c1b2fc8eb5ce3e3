"""What an answer about a risk has to be, and the value that it becomes."""

from collections.abc import Callable, Sequence

from drogscen_cli.actions.granska import senaste_beslut
from drogscen_cli.cli.fields import Field, item_fields
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.answers import Check, checker
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.post import Struktur
from drogscen_cli.core.text import fold
from drogscen_cli.crosscheck import leads_nowhere
from drogscen_cli.projekt import Projekt


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
