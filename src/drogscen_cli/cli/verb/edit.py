"""``edit`` and ``close``: one record changed by options, field by field, or in an editor."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from drogscen_cli.actions.poster import AddItem, Assign, Drafted, edited, plain
from drogscen_cli.cli.completion import records
from drogscen_cli.cli.fields import Field, Kind, fields_of
from drogscen_cli.cli.session import DatumOption, JaOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.answers import REMINDER, Check, Values, ask, checker, days_resolved, given, settle
from drogscen_cli.cli.verb.filled import filled_changes
from drogscen_cli.cli.verb.find import find_record
from drogscen_cli.cli.verb.save import save
from drogscen_cli.cli.verb.shown import as_text
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.post import Post, item_key, newest, struct_of
from drogscen_cli.core.swedish import day_long
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.register import model as model_of

if TYPE_CHECKING:
    from drogscen_cli.lager.skriv import Door

IdArgument = Annotated[
    str | None,
    typer.Argument(metavar="ID", help="Postens id, eller ord ur titeln", show_default=False, autocompletion=records),
]
EditorOption = Annotated[bool, typer.Option("--redigerare", help="Öppna filen i redigeraren (EDITOR)")]
Change = Assign | AddItem


def edit(session: Session, name: str) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``edit`` command of a register."""
    model = model_of(name)
    fields = fields_of(model)
    one_file = not model.deklaration.prefix

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        if values["redigerare"]:
            from drogscen_cli.cli.verb.editor import edit_file

            return edit_file(here, model, values.get("ident"), spara=values["spara"])
        post = find_record(here, model, values.get("ident"))
        raw = text_of(here, post)

        def save_these(used: Values) -> int:
            changes = changes_of(post, days_resolved(here, used, fields), fields, here.dag.isoformat())
            return write(here, post, raw, changes, fields, spara=values["spara"])

        if used := given(values, fields):
            return save_these(used)
        check = checker(here, model, fields)
        return settle(here, _ask_all(here, post, fields, check, quiet=values["ja"]), check, save_these)

    common = [
        *([] if one_file else [fixed("ident", IdArgument)]),
        fixed("redigerare", EditorOption, default=False),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("ja", JaOption, default=False),
        fixed("spara", SparaOption, default=True),
    ]
    hjalp = f'Ändra: {model.deklaration.titel}. Utan val frågas fält för fält; ett tomt värde ("") tar bort.'
    return command(with_options(run, fields, common), hjalp)


def close(session: Session, name: str) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``close`` command: the closing day is ``--datum``."""
    model = model_of(name)
    field = model.deklaration.stangs_med

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        post = find_record(here, model, values["ident"])
        if (already := getattr(post, field)) is not None:
            raise CallError(f"{post.id} avslutades redan {day_long(already)}.")
        closed = Assign((field,), here.dag.isoformat())
        return write(here, post, text_of(here, post), [closed], fields_of(model), spara=values["spara"])

    common = [
        fixed("ident", IdArgument),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("spara", SparaOption, default=True),
    ]
    titel = model.model_fields[field].title or field
    return command(
        with_options(run, (), common), f"Avsluta: {model.deklaration.titel}. Fyller i {titel.lower()} med dagen."
    )


def text_of(session: Session, post: Post) -> bytes:
    """The record's file before anything is asked: what somebody else writes meanwhile is then not written over."""
    return TreeSource(session.root).read(post.fil)


def write(
    session: Session, post: Post, raw: bytes, changes: list[Change], fields: tuple[Field, ...], *, spara: bool
) -> int:
    """Splices the changes into the record's file ``raw``; nothing to change is said and is no error."""
    changes = filled_changes(session, post, changes, fields)
    if not changes:
        session.terminal.note("Inget ändrat.")
        session.terminal.result(post.id)
        return 0

    def draft(_: "Door") -> tuple[Drafted, str]:
        drafted = edited(post, raw, changes)
        said = ", ".join(_said(post, drafted.post, change) for change in changes)
        return drafted, f"{post.register()} {post.id}: {said}".replace(f"{post.id} {post.id}", post.id)

    return save(session, draft, fields, spara=spara)


def changes_of(post: Post, values: Values, fields: tuple[Field, ...], dag: str) -> list[Change]:
    """What the answers change in the record; answers equal to what stands change nothing."""
    changes: list[Change] = []
    dated: dict[str, Values] = {}
    for field in fields:
        if field.name not in values:
            continue
        value = values[field.name] or None
        if field.several:
            value = [text for text in value or () if text] or None
        if field.kind is Kind.NEWEST:
            dated.setdefault(field.vag[0], {})[field.vag[1]] = value
        elif field.kind is Kind.ITEM:
            start = max((item.nr for item in getattr(post, field.vag[0])), default=0) + 1
            changes += (
                AddItem(field.vag[0], {"nr": str(start + i), field.vag[1]: text}) for i, text in enumerate(value or ())
            )
        elif value != now(post, field):
            changes.append(Assign(field.vag, value))
    for lista, item in dated.items():
        changes += _newest(post, lista, item, dag)
    return changes


def _newest(post: Post, lista: str, values: Values, dag: str) -> list[Change]:
    """The day's own item is changed; otherwise a new one begins from the newest."""
    items = getattr(post, lista)
    if not any(values.values()):
        raise CallError(f"Det finns inget värde att föra in i {lista}.", "Ange ett värde.")
    for place, item in enumerate(items):
        if item.datum.isoformat() == dag:
            return [Assign((lista, place, name), value) for name, value in values.items()]
    required = {
        name for name, info in dict(struct_of(type(post)).lists)[lista].model_fields.items() if info.is_required()
    }
    last = newest(items)
    kept = {name: str(value) for name, value in (plain(last) if last else {}).items() if name in required}
    return [AddItem(lista, {**kept, "datum": dag, **{name: value for name, value in values.items() if value}})]


def now(post: Post, field: Field) -> Any:  # noqa: ANN401 – text, several texts or nothing
    """A field's value as it would be typed."""
    value: Any = post
    for step in field.vag:
        value = getattr(value, step, None)
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return None if value is None else as_text(value, typed=True)


def _ask_all(session: Session, post: Post, fields: tuple[Field, ...], check: Check, *, quiet: bool) -> Values:
    if quiet or not session.terminal.interactive:
        raise CallError("Det finns inget att ändra.", "Ange fälten som val, eller kör kommandot i en terminal.")
    session.terminal.note(f"{post.id}. Enter behåller, - tömmer. {REMINDER.partition('. ')[0]}.")
    answers: Values = {}
    for field in fields:
        if field.kind in (Kind.SCALAR, Kind.PART) and not field.several and not field.computed:
            answer = ask(session, field, check, _shown(post, field))
            if answer:
                answers[field.name] = "" if answer == "-" else answer
    return answers


def _shown(post: Post, field: Field) -> str:
    return str(now(post, field) or "–")


def _said(before: Post, after: Post, change: Change) -> str:
    """One change in the diary's words: ``sannolikhet 3 → 4``."""
    if isinstance(change, AddItem):
        return f"{change.lista} {change.item.get('nr') or change.item.get('datum') or change.item.get('nyckel')}"
    name = _place(before, change)
    old, new = _value(before, change), _value(after, change)
    short = all(len(text) <= 40 and "\n" not in text for text in (old, new))  # noqa: PLR2004 – fits on a diary line
    return f"{name} {old or '–'} → {new or '–'}" if short else name


def _place(post: Post, change: Assign) -> str:
    """The field's name, after the list and the key of its row (``atgard 1 klar``) or its part (``budget.tak``)."""
    lista, *rest = change.vag
    if not rest or not isinstance(rest[0], int):
        return ".".join(map(str, change.vag))
    return f"{lista} {item_key(getattr(post, str(lista))[rest[0]])} {rest[-1]}"


def _value(post: Post, change: Assign) -> str:
    value: Any = post
    for step in change.vag:
        here = value if isinstance(step, str) else dict(enumerate(value))
        value = here.get(step) if isinstance(here, dict) else getattr(here, str(step), None)
    return "" if value is None else as_text(value)
