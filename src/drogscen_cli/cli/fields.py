"""Options from declarations: what ``add``, ``edit`` and the list verbs can be told about a record."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import get_args

from pydantic.fields import FieldInfo

from drogscen_cli.core.post import Daterad, Post, Struktur, Val, is_list, struct_of
from drogscen_cli.core.scalars import ByProgram, FactDate, Till
from drogscen_cli.core.text import fold

RESERVED = frozenset(
    {"projekt", "datum", "rev", "json", "csv", "ja", "spara", "ingen_spara", "redigerare", "fran", "help", "sortera"}
)
"""Names of common options; no field may be called so, save a record's own ``datum``, which ``--datum`` fills."""


class Kind(Enum):
    """How an option's value finds its place in the record."""

    SCALAR = "scalar"
    PART = "part"
    NEWEST = "newest"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Field:
    """One option.

    ``vag`` is the place in the record, ``values`` the allowed words (empty: any text), ``targets`` what the field
    refers to, ``day`` whether it is a date. ``asked``: the author of a new record can know it already.
    ``needed``: its list item can't be without it. ``several``: the field holds a list of values.
    ``ord``: the allowed words as they are spelled when shown.
    ``computed``: the program works it out, and nobody is asked.
    """

    name: str
    kind: Kind
    vag: tuple[str, ...]
    titel: str
    hjalp: str
    required: bool
    values: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    day: bool = False
    asked: bool = True
    needed: bool = False
    several: bool = False
    ord: tuple[str, ...] = ()
    computed: bool = False

    @property
    def option(self) -> str:
        """As it is typed: ``--beror-pa``."""
        return "--" + self.name.replace("_", "-")

    @property
    def many(self) -> bool:
        """Whether the option may be given several times."""
        return self.kind is Kind.ITEM or self.several


def fields_of(model: type[Post]) -> tuple[Field, ...]:
    """Every option of a record, in the declaration's order."""
    struct = struct_of(model)
    lists, parts = dict(struct.lists), dict(struct.parts)
    own = {name for name in model.model_fields if name not in lists and name not in parts}
    found: list[Field] = []
    for name, info in model.model_fields.items():
        if name == "datum":
            continue
        if name in parts:
            found += _of_part(name, parts[name], info)
        elif name in lists:
            found += _of_list(name, lists[name], own)
        else:
            found.append(_own(model, name, info))
    return tuple(_told_apart(found))


def _told_apart(fields: Sequence[Field]) -> Iterator[Field]:
    """The fields; where two dated lists have one of the same name, the later list's own name goes before it."""
    seen: set[str] = set()
    for field in fields:
        name = "_".join(field.vag) if field.name in seen else field.name
        seen.add(name)
        yield replace(field, name=name)


def item_fields(model: type[Struktur]) -> tuple[Field, ...]:
    """Every option of a list item; its number and date are filled in by the command."""
    return tuple(
        _own(model, name, info)
        for name, info in model.model_fields.items()
        if name not in ("nr", "datum") and name not in dict(struct_of(model).lists)
    )


def row_fields(lista: str, item: type[Struktur], filled: Collection[str] = ()) -> tuple[Field, ...]:
    """Options that together make the first row of a numbered list; what is ``filled`` in is not asked for."""
    return tuple(
        replace(field, kind=Kind.ROW, vag=(lista, *field.vag), required=False, asked=field.name not in filled)
        for field in item_fields(item)
    )


def _own(model: type[Struktur], name: str, info: FieldInfo) -> Field:
    """A field of the record or item itself."""
    return replace(_field(name, Kind.SCALAR, (name,), info), several=is_list(model, name))


def _of_part(name: str, part: type[Struktur], whole: FieldInfo) -> Iterator[Field]:
    """The fields of a part, each with the part's label before its own: several parts have a ``start``."""
    for sub, info in part.model_fields.items():
        found = _field(f"{name}_{sub}", Kind.PART, (name, sub), info, whole.is_required())
        titel = f"{whole.title or name}: {found.titel.lower()}"
        yield replace(found, titel=titel, several=is_list(part, sub))


def _of_list(name: str, item: type[Struktur], taken: set[str]) -> Iterator[Field]:
    if issubclass(item, Daterad):
        for sub, info in item.model_fields.items():
            if sub != "datum" and sub not in taken and not is_list(item, sub):
                yield _field(sub, Kind.NEWEST, (name, sub), info, required=False)
        return
    needed = {sub for sub, info in item.model_fields.items() if info.is_required()} - {"nr"}
    first = next(sub for sub in item.model_fields if sub not in ("nr", "start", "slut"))
    if name not in taken and "nr" in item.model_fields and needed <= {first}:
        yield _field(name, Kind.ITEM, (name, first), item.model_fields[first], required=False)


def _field(name: str, kind: Kind, vag: tuple[str, ...], info: FieldInfo, required: bool = True) -> Field:
    marks = _marks(info)
    members = [member for mark in marks if isinstance(mark, type) and issubclass(mark, Val) for member in mark]
    values = tuple(member.value for member in members)
    targets = tuple(target for mark in marks if isinstance(mark, Till) for target in mark.mal)
    computed = any(isinstance(mark, ByProgram) for mark in marks)
    later = computed or any(isinstance(mark, FactDate) for mark in marks) or "mote/beslut" in targets
    return Field(
        name,
        kind,
        vag,
        info.title or name,
        info.description or "",
        required and info.is_required(),
        values,
        targets,
        day=date in marks,
        needed=info.is_required(),
        asked=kind is not Kind.PART and (info.is_required() or not later),
        computed=computed,
        ord=tuple(each.titel if fold(each.titel).casefold() == each.value else each.value for each in members),
    )


def _marks(info: FieldInfo) -> list[object]:
    """Every type and marker that the field is made of."""
    stack: list[object] = [info.annotation, *info.metadata]
    marks: list[object] = []
    while stack:
        mark = stack.pop()
        marks.append(mark)
        stack.extend(get_args(mark))
    return marks
