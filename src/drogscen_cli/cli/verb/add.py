"""``add``: a new record from options, from prompts, or whole from a file."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError

from drogscen_cli.actions.poster import Drafted, new_record
from drogscen_cli.cli.fields import Field, fields_of
from drogscen_cli.cli.session import DatumOption, JaOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.answers import Values, ask_missing, checker, days_resolved, given, nested, refused
from drogscen_cli.cli.verb.save import save
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.post import Post
from drogscen_cli.lager.disk import cause
from drogscen_cli.register import model as model_of

if TYPE_CHECKING:
    from drogscen_cli.lager.skriv import Door

FranOption = Annotated[
    str | None, typer.Option("--fran", metavar="FIL", help="Hela posten ur en YAML-fil, eller - för standard in")
]


def add(session: Session, name: str) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``add`` command of a register."""
    model = model_of(name)
    fields = fields_of(model)

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        data = _data(here, model, fields, values)
        return save(here, lambda door: _draft(door, model, data), fields, spara=values["spara"])

    common = [
        fixed("fran", FranOption),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("ja", JaOption, default=False),
        fixed("spara", SparaOption, default=True),
    ]
    titel = model.deklaration.titel
    return command(with_options(run, fields, common), f"Lägg till: {titel}. Det nya id:t skrivs ut sist.")


def _data(session: Session, model: type[Post], fields: tuple[Field, ...], values: Values) -> dict[str, Any]:
    dag = session.dag.isoformat()
    _ = session.projekt
    used = given(values, fields)
    data = _from_file(session, values["fran"]) if values["fran"] else {}
    if not data and not values["ja"]:
        used = ask_missing(session, used, fields, checker(session, model, fields))
    data = {"datum": dag, **data, **nested(days_resolved(session, used, fields), fields, dag)}
    try:
        model.load("", data)
    except ValidationError as error:
        raise refused(error, fields) from error
    return data


def _from_file(session: Session, fran: str) -> dict[str, Any]:
    from drogscen_cli.lager.yamlfil import read

    try:
        raw = session.terminal.stdin.buffer.read() if fran == "-" else (session.cwd / fran).read_bytes()
    except OSError as error:
        raise CallError(f"{fran} kan inte läsas ({cause(error)}).") from error
    inlast = read(fran, raw)
    if not isinstance(inlast.data, dict):
        first = inlast.fynd[0] if inlast.fynd else None
        where = f"{fran}:{first.stalle.rad}:{first.stalle.kolumn}: {first.text}" if first else f"{fran} är ingen post"
        raise CallError(f"{where}.", first.atgarda if first else "Skriv en nyckel och ett värde på varje rad.")
    return dict(inlast.data)


def _draft(door: "Door", model: type[Post], data: dict[str, Any]) -> tuple[Drafted, str]:
    name = model.register()
    ident = door.next_id(name, model.deklaration.prefix)
    drafted = new_record(model, ident, data)
    titel = getattr(drafted.post, "titel", None)
    return drafted, f"{name} {ident}: ny" + (f" – {titel}" if titel else "")
