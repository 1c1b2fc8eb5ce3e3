"""Adding and editing records: pure, from plain answers to a change set."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from drogscen_cli.actions.schema import editor_line
from drogscen_cli.core.changes import FileChange
from drogscen_cli.core.fynd import Vag
from drogscen_cli.core.post import Post, Struktur, path_of, struct_of
from drogscen_cli.lager import emit, splice, yamlfil

Plain = str | Sequence[Any] | Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Assign:
    """One value, as text; None takes it away."""

    vag: Vag
    value: Plain


@dataclass(frozen=True, slots=True)
class AddItem:
    """One more item in a list."""

    lista: str
    item: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A record as it will be, its file, and what is written beside it."""

    post: Post
    file: FileChange
    beside: tuple[FileChange, ...] = ()


def new_record(model: type[Post], ident: str, data: Mapping[str, Any]) -> Drafted:
    """A record that does not exist yet; raises ``pydantic.ValidationError``."""
    post = model.load(ident, dict(data))
    text = emit.emit_record(plain(post), comment_header=editor_line(model))
    return Drafted(post, FileChange(path_of(model, ident), None, text.encode()))


def edited(post: Post, raw: bytes, changes: Sequence[Assign | AddItem]) -> Drafted:
    """The record with changes spliced into its file, everything else untouched.

    Raises ``pydantic.ValidationError`` for values and ``ProtectedError`` where a splice would harm the file.
    """
    model = type(post)
    inlast = yamlfil.read(post.fil, raw)
    data = deepcopy(inlast.data)
    for change in changes:
        _apply(data, change)
    after = model.load(post.id, data)
    text = splice.splice(inlast.text, list(_edits(after, changes)), order=order_of(model))
    return Drafted(after, FileChange(post.fil, raw, text.encode()))


def _apply(data: Any, change: Assign | AddItem) -> None:  # noqa: ANN401 – plain YAML data
    if isinstance(change, AddItem):
        data[change.lista] = [*(data.get(change.lista) or ()), dict(change.item)]
        return
    here = data
    for step in change.vag[:-1]:
        if isinstance(here, dict) and here.get(step) is None:
            here[step] = {}
        here = here[step]
    if change.value is None and isinstance(here, dict):
        here.pop(change.vag[-1], None)
    else:
        here[change.vag[-1]] = change.value


def _edits(after: Post, changes: Sequence[Assign | AddItem]) -> Iterator[splice.Set | splice.Append]:
    """The changes with the values as the record read them; new items stand last in their lists, in their order."""
    left = Counter(change.lista for change in changes if isinstance(change, AddItem))
    for change in changes:
        if isinstance(change, AddItem):
            yield splice.Append((change.lista,), plain(getattr(after, change.lista)[-left[change.lista]]))
            left[change.lista] -= 1
            continue
        value: Any = after
        for step in change.vag:
            value = value[step] if isinstance(step, int) else getattr(value, step)
        yield splice.Set(change.vag, None if change.value is None else plain_value(value))


def plain(item: Struktur) -> dict[str, Any]:
    """What was given of a record or list item, as typed values in the declaration's order."""
    given = item.model_fields_set
    return {
        name: plain_value(value)
        for name in type(item).model_fields
        if name in given and (value := getattr(item, name)) not in (None, ())
    }


def plain_value(value: Any) -> Any:  # noqa: ANN401 – whatever a field holds
    """A field's value with list items as mappings."""
    if isinstance(value, Struktur):
        return plain(value)
    if isinstance(value, tuple):
        return [plain_value(each) for each in value]
    return value


@cache
def order_of(model: type[Struktur]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The declared order of the keys in every mapping of a record, by its path without list indices."""
    struct = struct_of(model)
    found: dict[tuple[str, ...], tuple[str, ...]] = {(): tuple(model.model_fields)}
    for name, below in (*struct.lists, *struct.parts):
        found |= {(name, *path): keys for path, keys in order_of(below).items()}
    return found


def next_number(items: Sequence[Struktur]) -> int:
    """The next ``nr`` in a numbered list."""
    return max((int(getattr(item, "nr", 0)) for item in items), default=0) + 1
