"""What the program itself fills in, and refuses, in rows that are written into certain lists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from drogscen_cli.actions.beslut import vardeandring
from drogscen_cli.actions.poster import AddItem, Assign
from drogscen_cli.core.post import Post, Struktur
from drogscen_cli.projekt import Projekt

Rader = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Ifyllt:
    """``fill`` takes the rows that a record (None: a new one) is to get; ``own`` are the fields that it fills in."""

    fill: Callable[[Projekt, Any, Sequence[Mapping[str, Any]], date], Rader]
    own: tuple[str, ...]


LISTOR: Mapping[tuple[str, str], Ifyllt] = {("andring", "vardeandring"): Ifyllt(vardeandring.completed, ("nu",))}


def in_data(projekt: Projekt, model: type[Post], data: Mapping[str, Any], dag: date) -> dict[str, Any]:
    """A new record's data with its rows filled in; rows that are no rows are left to the record to judge."""
    found = dict(data)
    for (register, lista), ifyllt in LISTOR.items():
        rows = found.get(lista) or ()
        if register == model.register() and all(map(_is_row, rows)):
            found[lista] = ifyllt.fill(projekt, None, rows, dag)
    return {name: value for name, value in found.items() if name in data}


def in_changes(projekt: Projekt, post: Post, changes: Sequence[Assign | AddItem], dag: date) -> list[Assign | AddItem]:
    """The changes with new and edited rows filled in."""
    found = list(changes)
    for (register, lista), ifyllt in LISTOR.items():
        if register == post.register():
            found = _filled(projekt, post, found, lista, ifyllt, dag)
    return found


def _filled(
    projekt: Projekt, post: Post, changes: list[Assign | AddItem], lista: str, ifyllt: Ifyllt, dag: date
) -> list[Assign | AddItem]:
    items: Sequence[Struktur] = getattr(post, lista)
    added = [change for change in changes if isinstance(change, AddItem) and change.lista == lista]
    edits = [change for change in changes if isinstance(change, Assign) and change.vag[0] == lista]
    places = list(dict.fromkeys(int(change.vag[1]) for change in edits))
    if not added and not places:
        return changes
    before = [_as_text(items[place]) for place in places]
    kept: Rader = [{name: text for name, text in row.items() if name not in ifyllt.own} for row in before]
    for change in edits:
        kept[places.index(int(change.vag[1]))][str(change.vag[2])] = change.value or ""
    rows = ifyllt.fill(projekt, post, [*kept, *(dict(change.item) for change in added)], dag)
    assigned = [
        Assign((lista, place, name), row.get(name))
        for place, was, row in zip(places, before, rows, strict=False)
        for name in was
        if (was[name] or None) != row.get(name)
    ]
    rest = [change for change in changes if change not in added and change not in edits]
    return [*rest, *assigned, *(AddItem(lista, row) for row in rows[len(places) :])]


def _is_row(row: object) -> bool:
    return isinstance(row, Mapping) and all(isinstance(value, str | None) for value in row.values())


def _as_text(item: Struktur) -> dict[str, str]:
    """Every field of the row as it is typed, empty where it has no value."""
    return {name: "" if getattr(item, name) is None else str(getattr(item, name)) for name in type(item).model_fields}
