"""The registers' JSON Schemas: one on the screen, or all of them into the project."""

from drogscen_cli import register
from drogscen_cli.actions.schema import FOLDER, path_of, schema_file, schema_text
from drogscen_cli.cli.session import Session
from drogscen_cli.core.changes import ChangeSet
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.text import fold, nearest
from drogscen_cli.lager.disk import read_if_there
from drogscen_cli.lager.skriv import open_door


def show(session: Session, name: str) -> int:
    """Prints one register's schema; needs no project."""
    known = register.names()
    if fold(name) not in known:
        near = nearest(name, known)
        raise CallError(
            f"Registret {name} finns inte.", f"Menades {near}?" if near else f"Register: {', '.join(known)}."
        )
    session.terminal.exact(f"{schema_text(register.model(fold(name)))}\n")
    return 0


def write(session: Session, *, spara: bool) -> int:
    """Writes the schemas that the project lacks or has from another version."""
    models = [register.model(name) for name in register.names()]
    with open_door(session.root, notify=session.terminal.note) as door:
        found = (schema_file(model, read_if_there(session.root / path_of(model))) for model in models)
        files = tuple(file for file in found if file)
        outcome = door.write(ChangeSet(files, "schema: skrivna för redigeraren"), spara=spara)
    if outcome.note:
        session.terminal.note(outcome.note)
    session.terminal.result(FOLDER)
    return outcome.exit_code
