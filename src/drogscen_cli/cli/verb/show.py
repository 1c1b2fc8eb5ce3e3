"""``show``: one record, for reading or as JSON."""

from typing import Any

from drogscen_cli.cli.output import json_text
from drogscen_cli.cli.session import DatumOption, JsonOption, ProjektOption, Session
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.edit import IdArgument
from drogscen_cli.cli.verb.find import as_of_day, find_record
from drogscen_cli.cli.verb.shown import as_data, as_text
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.core.post import Post, Struktur, item_key, struct_of
from drogscen_cli.register import model as model_of


def show(session: Session, name: str) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``show`` command of a register."""
    model = model_of(name)

    def run(values: dict[str, Any]) -> None:
        here = session.with_options(values["projekt"], values["datum"])
        show_record(here, name, values.get("ident"), as_json=values["json"])

    common = [
        *([fixed("ident", IdArgument)] if model.deklaration.prefix else []),
        fixed("json", JsonOption, default=False),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
    ]
    return command(with_options(run, (), common), f"Visa: {model.deklaration.titel}")


def show_record(session: Session, name: str, ident: str | None, *, as_json: bool) -> None:
    """Prints one record as it stood on the day that was asked for."""
    then = as_of_day(session, find_record(session, model_of(name), ident))
    if as_json:
        session.terminal.exact(json_text(name, "post", as_data(then)))
    else:
        session.terminal.result(described(then))


def described(post: Post) -> str:
    """The record as lines of label and value; what is not filled in is not shown."""
    lines = [f"{post.id}  {getattr(post, 'titel', '') or ''}".rstrip(), ""]
    lists = dict(struct_of(type(post)).lists)
    labels = _labels(type(post))
    width = min(24, max(len(label) for label in labels.values()))
    for name, label in labels.items():
        value = getattr(post, name)
        if value in (None, ()) or name == "titel":
            continue
        if name in lists:
            lines += [label, *(f"  {_row(item)}" for item in value)]
        else:
            first, *rest = (_row(value) if isinstance(value, Struktur) else as_text(value)).splitlines() or [""]
            lines += [f"{label:<{width}}  {first}", *(f"{'':<{width}}  {line}" for line in rest)]
    return "\n".join(lines)


def _labels(model: type[Post]) -> dict[str, str]:
    """Fields and computed fields with their labels."""
    fields = {name: info.title or name for name, info in model.model_fields.items()}
    return fields | {name: info.title or name for name, info in model.model_computed_fields.items()}


def _row(item: Struktur) -> str:
    """A list item on one line: its key, its first text, and the rest with their labels."""
    keyed = getattr(type(item), "nyckelfalt", "")
    parts: list[str] = []
    for name, info in type(item).model_fields.items():
        value = getattr(item, name)
        if name != keyed and value not in (None, ()):
            text = " ".join(as_text(value).split())
            parts.append(text if not parts and isinstance(value, str) else f"{(info.title or name).lower()} {text}")
    return "  ".join(filter(None, (str(item_key(item) or ""), " · ".join(parts))))
