"""Changing a YAML text where it stands: one field changed is one line changed, and every comment stays."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.core.fynd import Vag
from drogscen_cli.lager.emit import Plain, as_read
from drogscen_cli.lager.layout import Layout
from drogscen_cli.lager.textedit import NowhereError, Order, append_item, set_value
from drogscen_cli.lager.yamlfil import Inlast, Tree, read
from drogscen_cli.lager.yamlnod import UNREADABLE

_BY_HAND = "Gör ändringen i filen för hand med --redigerare."


@dataclass(frozen=True, slots=True)
class Set:
    """Give a field a value; None empties it and keeps its key. Mappings on the way are made where they are missing."""

    vag: Vag
    value: Plain


@dataclass(frozen=True, slots=True)
class Append:
    """Add an item at the end of a list, which is made where it is missing."""

    vag: Vag
    item: Plain


def splice(text: str, edits: Sequence[Set | Append], *, order: Order | None = None) -> str:
    """The text with the edits made and nothing else touched; an edit that changes no value changes no character.

    New fields are placed by ``order``, else last. Raises ``ProtectedError`` where a comment or another value would be
    lost, where a path leads nowhere, and where the text can't be read.
    """
    before = _tree(text)
    wanted = copy.deepcopy(before)
    after = text
    try:
        for edit in edits:
            if isinstance(edit, Append):
                _list_at(wanted, edit.vag).append(as_read(edit.item))
                after = append_item(after, edit.vag, edit.item, order or {})
            elif as_read(edit.value) != _lookup(wanted, edit.vag):
                _put(wanted, edit.vag, as_read(edit.value))
                after = set_value(after, edit.vag, edit.value, order or {})
        kept = after == text or (_read(after).data == wanted and Layout(after).says == Layout(text).says)
    except (*UNREADABLE, NowhereError, IndexError) as error:
        raise ProtectedError("Ändringen passar inte in i filen.", _BY_HAND) from error
    if not kept:
        raise ProtectedError("Ändringen går inte att göra utan att något annat i filen rubbas.", _BY_HAND)
    return after


def _read(text: str) -> Inlast:
    return read("", text.encode("utf-8", "replace"))


def _tree(text: str) -> dict[str, Tree]:
    """What the text holds, nothing for an empty file."""
    inlast = _read(text)
    if isinstance(inlast.data, dict):
        return inlast.data
    if inlast.data is None and all(fynd.regel == "FIL03" for fynd in inlast.fynd):
        return {}
    raise ProtectedError("Filen har fel som måste rättas först.", "Rätta det som drogscen kontroll visar.")


def _step(here: Tree, step: str | int) -> Tree:
    """One step down; None where there is nothing yet, ``NowhereError`` where there can't be anything."""
    if isinstance(here, dict) and isinstance(step, str):
        return here.get(step)
    if isinstance(here, list) and isinstance(step, int):
        return here[step]
    if here is None and isinstance(step, str):
        return None
    raise NowhereError(step)


def _lookup(tree: Tree, vag: Vag) -> Tree:
    for step in vag:
        tree = _step(tree, step)
    return tree


def _put(tree: Tree, vag: Vag, value: Tree) -> None:
    """Put a value into the data, with the mappings that are missing on the way."""
    *path, last = vag
    for step in path:
        below = _step(tree, step)
        if below is None:
            below = {}
            _assign(tree, step, below)
        tree = below
    _assign(tree, last, value)


def _assign(tree: Tree, step: str | int, value: Tree) -> None:
    if isinstance(tree, dict) and isinstance(step, str):
        tree[step] = value
        return
    if isinstance(tree, list) and isinstance(step, int):
        tree[step] = value
        return
    raise NowhereError(step)


def _list_at(tree: Tree, vag: Vag) -> list[Tree]:
    found = _lookup(tree, vag)
    if isinstance(found, list):
        return found
    if found is not None:
        raise NowhereError(vag)
    made: list[Tree] = []
    _put(tree, vag, made)
    return made
