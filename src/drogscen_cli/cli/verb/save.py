"""The way out of every command that writes: check, open the door, say what came of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError

from drogscen_cli.cli.fields import Field
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.answers import dangling, refused
from drogscen_cli.core.changes import ChangeSet
from drogscen_cli.crosscheck import check_record
from drogscen_cli.lager.skriv import open_door

if TYPE_CHECKING:
    from drogscen_cli.actions.poster import Drafted
    from drogscen_cli.lager.skriv import Door


def save(
    session: Session,
    draft: Callable[["Door"], tuple["Drafted", str]],
    fields: Sequence[Field],
    *,
    spara: bool,
) -> int:
    """Writes what ``draft`` makes once the door is open, and prints the record's id last; returns the exit code."""
    terminal = session.terminal
    with open_door(session.root, notify=terminal.note) as door:
        try:
            drafted, message = draft(door)
        except ValidationError as error:
            raise refused(error, fields) from error
        if found := list(check_record(session.projekt, drafted.post)):
            raise dangling(found, fields)
        outcome = door.write(ChangeSet((drafted.file, *drafted.beside), message), spara=spara)
    if outcome.note:
        terminal.note(outcome.note)
    terminal.result(drafted.post.id)
    return outcome.exit_code
