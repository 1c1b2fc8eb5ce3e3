"""``add``: a new record from options, from prompts, or whole from a file."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError

from drogscen_cli.actions.poster import Drafted, new_record
from drogscen_cli.actions.schema import path_of as schema_path
from drogscen_cli.actions.schema import schema_file
from drogscen_cli.cli.fields import Field, fields_of
from drogscen_cli.cli.findings import note_all
from drogscen_cli.cli.session import DatumOption, JaOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.answers import (
    Values,
    ask_missing,
    ask_rest,
    checker,
    days_resolved,
    given,
    nested,
    refused,
    settle,
)
from drogscen_cli.cli.verb.filled import filled_data
from drogscen_cli.cli.verb.save import save
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.post import Post
from drogscen_cli.lager.disk import cause, read_if_there
from drogscen_cli.load import schema_fynd
from drogscen_cli.register import model as model_of

if TYPE_CHECKING:
    from drogscen_cli.lager.skriv import Door

FranOption = Annotated[
    str | None, typer.Option("--fran", metavar="FIL", help="Hela posten ur en YAML-fil, eller - för standard in")
]


def add(session: Session, name: str, own: tuple[Field, ...] = ()) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``add`` command of a register; ``own`` are its options where they are not those of every record."""
    model = model_of(name)
    fields = own or fields_of(model)

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        _ = here.projekt
        used, write = given(values, fields), _writer(here, model, fields, values)
        if values["fran"] or values["ja"]:
            return write(used)
        check = checker(here, model, fields)
        answers = ask_missing(here, used, fields, check)
        return write(used) if answers is used else settle(here, answers, check, write)

    common = [
        fixed("fran", FranOption),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("ja", JaOption, default=False),
        fixed("spara", SparaOption, default=True),
    ]
    titel = model.deklaration.titel
    return command(with_options(run, fields, common), f"Lägg till: {titel}. Det nya id:t skrivs ut sist.")


def add_by_asking(session: Session, name: str, known: Mapping[str, str]) -> int:
    """A new record on a terminal: what is ``known`` stands, the rest is asked for; its id is told, not printed."""
    here = replace(session, terminal=replace(session.terminal, stdout=session.terminal.stderr))
    model = model_of(name)
    fields = fields_of(model)
    check = checker(here, model, fields)
    answers = ask_rest(here, dict(known), fields, check)
    return settle(here, answers, check, _writer(here, model, fields, {"fran": None, "spara": True}))


def _writer(
    session: Session, model: type[Post], fields: tuple[Field, ...], values: Mapping[str, Any]
) -> Callable[[Values], int]:
    def write(found: Values) -> int:
        data = _data(session, model, fields, found, values["fran"])
        return save(session, lambda door: _draft(session, door, model, data), fields, spara=values["spara"])

    return write


def _data(
    session: Session, model: type[Post], fields: tuple[Field, ...], used: Values, fran: str | None
) -> dict[str, Any]:
    """The record's plain data: what the file holds, and over it the options or answers."""
    dag = session.dag.isoformat()
    text, data = _from_file(session, fran) if fran else ("", {})
    data = {"datum": dag, **data, **nested(days_resolved(session, used, fields), fields, dag)}
    data = filled_data(session, model, data, fields)
    try:
        model.load("", data)
    except ValidationError as error:
        if not fran:
            raise refused(error, fields) from error
        note_all(session, schema_fynd(model, _called(fran), text, error.errors(include_url=False)))
        raise CallError(f"{_called(fran)} är ingen giltig post. Inget är sparat.") from error
    return data


def _from_file(session: Session, fran: str) -> tuple[str, dict[str, Any]]:
    from drogscen_cli.lager.yamlfil import read

    try:
        raw = session.terminal.stdin.buffer.read() if fran == "-" else (session.cwd / fran).read_bytes()
    except FileNotFoundError as error:
        raise CallError(f"Filen {fran} finns inte.") from error
    except OSError as error:
        raise CallError(f"{fran} kan inte läsas ({cause(error)}).") from error
    inlast = read(_called(fran), raw)
    if not isinstance(inlast.data, dict):
        note_all(session, inlast.fynd)
        raise CallError(f"{_called(fran)} är ingen giltig post. Inget är sparat.", "Skriv nyckel: värde på varje rad.")
    return inlast.text, dict(inlast.data)


def _called(fran: str) -> str:
    return "standard in" if fran == "-" else fran


def _draft(session: Session, door: "Door", model: type[Post], data: dict[str, Any]) -> tuple[Drafted, str]:
    name = model.register()
    ident = door.next_id(name, model.deklaration.prefix)
    drafted = new_record(model, ident, data)
    schema = schema_file(model, read_if_there(session.root / schema_path(model)))
    drafted = replace(drafted, beside=(schema,) if schema else ())
    titel = getattr(drafted.post, "titel", None)
    return drafted, f"{name} {ident}: ny" + (f" – {titel}" if titel else "")
