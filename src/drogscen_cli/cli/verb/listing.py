"""``list``: a register's records, filtered and sorted, as a table, JSON or CSV."""

from typing import Annotated, Any, get_args

import typer

from drogscen_cli.cli.output import csv_text, json_text, table
from drogscen_cli.cli.session import CsvOption, DatumOption, JsonOption, ProjektOption, Session
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.shown import as_data, as_text
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.post import Post, Val, struct_of
from drogscen_cli.core.swedish import listing
from drogscen_cli.core.text import fold, nearest
from drogscen_cli.register import model as model_of

SortOption = Annotated[str | None, typer.Option("--sortera", metavar="FÄLT", help="Fältet att sortera efter")]
FallandeOption = Annotated[bool, typer.Option("--fallande", help="Störst eller senast först")]


def list_(session: Session, name: str) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``list`` command of a register."""
    model = model_of(name)
    names = _filters(model)

    def run(values: dict[str, Any]) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        snapshot = here.projekt.per(here.dag) if here.dag_given else here.projekt
        wanted = {field: _known_word(model, field, values[field]) for field in names if values[field] is not None}
        posts = [post for post in snapshot.alla(model) if all(_matches(post, *pair) for pair in wanted.items())]
        posts = _sorted(posts, values["sortera"], names, fallande=values["fallande"])
        _print(here, model, posts, as_json=values["json"], as_csv=values["csv"])
        return here.note_unread(f"projekt/{name}")

    common = [
        fixed("sortera", SortOption),
        fixed("fallande", FallandeOption, default=False),
        fixed("json", JsonOption, default=False),
        fixed("csv", CsvOption, default=False),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        *(fixed(field, _filter_option(model, field)) for field in names),
    ]
    return command(with_options(run, (), common), f"Lista {model.deklaration.plural}")


def _filters(model: type[Post]) -> tuple[str, ...]:
    """The fields that a list can be filtered and sorted by."""
    struct = struct_of(model)
    nested = {name for name, _ in (*struct.lists, *struct.parts)}
    return tuple(name for name in (*model.model_fields, *model.model_computed_fields) if name not in nested | {"datum"})


def _filter_option(model: type[Post], name: str) -> Any:  # noqa: ANN401
    info = model.model_fields.get(name) or model.model_computed_fields[name]
    option = typer.Option("--" + name.replace("_", "-"), metavar="TEXT", help=f"Bara där {info.title or name} är detta")
    return Annotated[str | None, option]


def _known_word(model: type[Post], name: str, wanted: str) -> str:
    """``wanted``, unless the field is one of a few words and it is none of them."""
    computed = model.model_computed_fields.get(name)
    kinds = (
        (computed.return_type,)
        if computed
        else (annotation := model.model_fields[name].annotation, *get_args(annotation))
    )
    words = [member.value for kind in kinds if isinstance(kind, type) and issubclass(kind, Val) for member in kind]
    if words and fold(wanted).casefold() not in words:
        near = nearest(wanted, words)
        raise CallError(
            f"--{name.replace('_', '-')} kan inte vara {wanted}.",
            f"{f'Menades {near}? ' if near else ''}Välj {listing(words, 'eller')}.",
        )
    return wanted


def _matches(post: Post, name: str, wanted: str) -> bool:
    """Equal, å ä ö folded and case ignored; a list matches by any of its values, free text by a part of it."""
    value = getattr(post, name)
    sought = fold(wanted).casefold()
    if isinstance(value, tuple):
        return any(fold(as_text(each, typed=True)).casefold() == sought for each in value)
    text = fold(as_text(value, typed=True)).casefold()
    free = isinstance(value, str) and not isinstance(value, Val) and name not in dict(struct_of(type(post)).references)
    return text == sought or (free and sought in text)


def _sorted(posts: list[Post], name: str | None, names: tuple[str, ...], *, fallande: bool) -> list[Post]:
    """By the field, what has no value last whichever the direction."""
    if name is None:
        return posts[::-1] if fallande else posts
    key = fold(name).replace("-", "_")
    if key not in (*names, "datum", "id"):
        near = nearest(key, names)
        raise CallError(
            f"Det går inte att sortera efter {name}.", f"Menades {near}?" if near else f"Fält: {', '.join(names)}."
        )
    known = [post for post in posts if getattr(post, key) not in (None, ())]
    unknown = [post for post in posts if getattr(post, key) in (None, ())]
    return [*sorted(known, key=lambda post: getattr(post, key), reverse=fallande), *unknown]


def _print(session: Session, model: type[Post], posts: list[Post], *, as_json: bool, as_csv: bool) -> None:
    terminal = session.terminal
    if as_json:
        terminal.exact(json_text(model.register(), "poster", [as_data(post) for post in posts]))
    elif as_csv:
        fields = ("id", *model.model_fields, *model.model_computed_fields)
        terminal.exact(csv_text(fields, [as_data(post) for post in posts]))
    elif not posts:
        terminal.note(f"Inga {model.deklaration.plural}.")
    else:
        labels = ["Id", *(_label(model, name) for name in model.deklaration.kolumner)]
        rows = [[post.id, *(_cell(session, post, name) for name in model.deklaration.kolumner)] for post in posts]
        table(terminal, labels, rows)


def _label(model: type[Post], name: str) -> str:
    info = model.model_fields.get(name) or model.model_computed_fields[name]
    return info.title or name


def _cell(session: Session, post: Post, name: str) -> str:
    """A column's text; keys of persons, roles and groups as their names."""
    value = getattr(post, name)
    text = as_text(value)
    who = any(field == name and "organisation/roll" in till.mal for field, till in struct_of(type(post)).references)
    return session.projekt.vem(text) if who and text else text.partition("\n")[0]
