"""``add``, ``list`` and ``edit`` for the lists inside a record."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from drogscen_cli.actions.poster import AddItem, Assign, next_number
from drogscen_cli.cli.fields import Field, item_fields
from drogscen_cli.cli.output import csv_text, json_text, table
from drogscen_cli.cli.session import CsvOption, DatumOption, JaOption, JsonOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.answers import Values, ask_missing, checker, days_resolved, given, settle
from drogscen_cli.cli.verb.edit import IdArgument, text_of, write
from drogscen_cli.cli.verb.find import as_of_day, find_record
from drogscen_cli.cli.verb.shown import as_data, as_text
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.post import Daterad, Numrerad, Post, Struktur, item_key, struct_of
from drogscen_cli.register import model as model_of

NyckelArgument = Annotated[
    str, typer.Argument(metavar="NYCKEL", help="Radens nummer, datum eller nyckel", show_default=False)
]


def add(session: Session, name: str, lista: str) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen REGISTER LISTA add ID``."""
    model, item, fields = _parts(name, lista)

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        post = find_record(here, model, values.get("ident"))
        raw = text_of(here, post)
        used = given(values, fields)

        def save_row(found: Values) -> int:
            row = {**_key(item, post, lista, here), **days_resolved(here, found, fields)}
            return write(here, post, raw, [AddItem(lista, row)], _placed(fields, lista), spara=values["spara"])

        if values["ja"]:
            return save_row(used)
        check = checker(here, item, fields)
        answers = ask_missing(here, used, fields, check)
        return save_row(used) if answers is used else settle(here, answers, check, save_row)

    common = [
        *_ident(model),
        *_common(),
        fixed("ja", JaOption, default=False),
        fixed("spara", SparaOption, default=True),
    ]
    return command(with_options(run, fields, common), f"Lägg till en rad i listan {lista}")


def list_(session: Session, name: str, lista: str) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen REGISTER LISTA list ID``."""
    model, item, fields = _parts(name, lista)

    def run(values: Values) -> None:
        here = session.with_options(values["projekt"], values["datum"])
        post = find_record(here, model, values.get("ident"))
        rows = getattr(as_of_day(here, post), lista)
        keyed = getattr(item, "nyckelfalt", "nr")
        names = (keyed, *(field.name for field in fields if field.name != keyed))
        if values["json"]:
            here.terminal.exact(json_text(name, lista, [as_data(row) for row in rows]))
        elif values["csv"]:
            here.terminal.exact(csv_text(names, [as_data(row) for row in rows]))
        elif not rows:
            here.terminal.note(f"{post.id} har inga rader i listan {lista}.")
        else:
            labels = [item.model_fields[field].title or field for field in names]
            table(here.terminal, labels, [[as_text(getattr(row, field)) for field in names] for row in rows])

    common = [
        *_ident(model),
        fixed("json", JsonOption, default=False),
        fixed("csv", CsvOption, default=False),
        *_common(),
    ]
    return command(with_options(run, (), common), f"Visa raderna i listan {lista}")


def edit(session: Session, name: str, lista: str) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen REGISTER LISTA edit ID NYCKEL``."""
    model, item, fields = _parts(name, lista)
    keyed = getattr(item, "nyckelfalt", "nr")
    fields = tuple(field for field in fields if field.name != keyed)

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        post = find_record(here, model, values.get("ident"))
        place = _place(here, post, lista, values["rad"])
        used = days_resolved(here, given(values, fields), fields)
        if not used:
            raise CallError("Det finns inget att ändra.", "Ange fälten som val.")
        changes = [Assign((lista, place, field), value or None) for field, value in used.items()]
        return write(here, post, text_of(here, post), list(changes), _placed(fields, lista), spara=values["spara"])

    common = [
        *_ident(model),
        fixed("rad", NyckelArgument, default=...),
        *_common(),
        fixed("spara", SparaOption, default=True),
    ]
    optional = tuple(_optional(field) for field in fields)
    return command(with_options(run, optional, common), f"Ändra en rad i listan {lista}")


def _parts(name: str, lista: str) -> tuple[type[Post], type[Struktur], tuple[Field, ...]]:
    model = model_of(name)
    item = dict(struct_of(model).lists)[lista]
    return model, item, item_fields(item)


def _ident(model: type[Post]) -> list[Any]:
    return [fixed("ident", IdArgument)] if model.deklaration.prefix else []


def _common() -> list[Any]:
    return [fixed("projekt", ProjektOption), fixed("datum", DatumOption)]


def _key(item: type[Struktur], post: Post, lista: str, session: Session) -> Values:
    """The key that the command fills in: the next number, or the day."""
    if issubclass(item, Numrerad):
        return {"nr": str(next_number(getattr(post, lista)))}
    return {"datum": session.dag.isoformat()} if issubclass(item, Daterad) else {}


def _place(session: Session, post: Post, lista: str, key: str) -> int:
    """Where the row stands; a day may be typed as ``idag`` or ``-1d``."""
    items = getattr(post, lista)
    keys = [str(item_key(item)) for item in items]
    if key not in keys and items and isinstance(items[0], Daterad):
        key = session.parse_day(key, "NYCKEL").isoformat()
    if key in keys:
        return keys.index(key)
    raise CallError(
        f"{post.id} har ingen rad {key} i listan {lista}.", f"Rader som finns: {', '.join(keys) or 'inga'}."
    )


def _optional(field: Field) -> Field:
    return replace(field, required=False)


def _placed(fields: tuple[Field, ...], lista: str) -> tuple[Field, ...]:
    """The fields where they stand in the record, so that complaints find their options."""
    return tuple(replace(field, vag=(lista, *field.vag)) for field in fields)
