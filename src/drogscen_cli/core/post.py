"""The record: what every register's Pydantic model builds on, and what can be asked of its declaration.

A register is declared once, as a model; files, commands, columns, references and time travel all read that declaration.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Self, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from drogscen_cli.core.scalars import Datum, FactDate, Handelse, Heltal, Nyckel, Till
from drogscen_cli.core.skalar import failed

T = TypeVar("T")


def _empty_when_none(value: object) -> object:
    return () if value is None else value


Lista = Annotated[tuple[T, ...], BeforeValidator(_empty_when_none)]
"""A list inside a record; a key with nothing after it is an empty list."""


class Val(StrEnum):
    """One of a few values: ASCII in files and options, ``titel`` when shown."""

    titel: str

    def __new__(cls, value: str, titel: str = "") -> Self:
        """A member from its word, and its title where that is spelled otherwise."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.titel = titel or value
        return member


def optional(titel: str, hjalp: str = "", *, default: object = None) -> Any:  # noqa: ANN401 – as pydantic.Field
    """An optional field: its label and its help text, which feed prompts, options, schemas and reports."""
    return Field(default, title=titel, description=hjalp or None)


def required(titel: str, hjalp: str = "") -> Any:  # noqa: ANN401 – as pydantic.Field
    """A field that a record can't be without."""
    return Field(..., title=titel, description=hjalp or None)


class Struktur(BaseModel):
    """Base of everything that a YAML mapping becomes; unknown keys are errors, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Daterad(Struktur):
    """A list item whose key is its date: a fact that develops over time."""

    nyckelfalt: ClassVar[str] = "datum"
    datum: Handelse = required("Datum", "Dagen då det gällde")


class Numrerad(Struktur):
    """A list item whose key is a number, never reused."""

    nyckelfalt: ClassVar[str] = "nr"
    nr: Annotated[Heltal, Field(ge=1, le=99_999)] = required("Nr", "Löpnummer i listan")


class Nycklad(Struktur):
    """A list item with a key of its own, such as ``eva-ek``."""

    nyckelfalt: ClassVar[str] = "nyckel"
    nyckel: Nyckel = required("Nyckel", "Kort namn med små bokstäver, siffror och bindestreck")


class Tidsspann(Struktur):
    """First and last day, both included."""

    start: Datum = required("Start", "Första dagen")
    slut: Datum = required("Slut", "Sista dagen")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.slut < self.start:
            raise failed("ordning", f"slutar {self.slut}, före starten {self.start}", "Rätta den ena dagen.")
        return self


@dataclass(frozen=True, slots=True)
class Deklaration:
    """What the model's fields can't say: spelling, id prefix (empty: one file), columns, and the field that closes."""

    titel: str
    plural: str
    prefix: str = ""
    kolumner: tuple[str, ...] = ()
    stangs_med: str = ""


class Post(Struktur):
    """A record. ``id`` is the file's name; it never stands inside the file."""

    deklaration: ClassVar[Deklaration]
    _id: str = PrivateAttr(default="")

    datum: Handelse | None = optional("Datum", "Dagen då posten skrevs in; räknas inte med före den dagen")

    @classmethod
    def load(cls, ident: str, data: object) -> Self:
        """A validated record from plain data (strings, lists, mappings); raises ``pydantic.ValidationError``."""
        post = cls.model_validate(data)
        post._id = ident  # noqa: SLF001 – the constructor of this class
        return post

    @classmethod
    def register(cls) -> str:
        """The register's one name: its module, folder and command."""
        return cls.__module__.rpartition(".")[2]

    @property
    def id(self) -> str:
        """``R-003``, or the register's name where the register is one file."""
        return self._id

    @property
    def fil(self) -> str:
        """The record's file, relative to the project's root."""
        return path_of(type(self), self._id)


def path_of(model: type[Post], ident: str) -> str:
    """Where the record with this id stands, relative to the project's root."""
    name = model.register()
    return f"projekt/{name}/{ident}.yaml" if model.deklaration.prefix else f"projekt/{name}.yaml"


@dataclass(frozen=True, slots=True)
class Struct:
    """What a model's fields are, for walking through its values without looking at types again."""

    facts: tuple[str, ...]
    references: tuple[tuple[str, Till], ...]
    lists: tuple[tuple[str, type[Struktur]], ...]
    parts: tuple[tuple[str, type[Struktur]], ...]


@cache
def struct_of(model: type[Struktur]) -> Struct:
    """The walk through ``model``: its fact dates, references, lists of items and single parts."""
    facts: list[str] = []
    references: list[tuple[str, Till]] = []
    lists: list[tuple[str, type[Struktur]]] = []
    parts: list[tuple[str, type[Struktur]]] = []
    for name, info in model.model_fields.items():
        for found in _inside(Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation):
            if isinstance(found, FactDate):
                facts.append(name)
            elif isinstance(found, Till):
                references.append((name, found))
            elif isinstance(found, type) and issubclass(found, Struktur):
                (lists if is_list(model, name) else parts).append((name, found))
    return Struct(tuple(facts), tuple(references), tuple(lists), tuple(parts))


def is_list(model: type[Struktur], name: str) -> bool:
    """Whether the field holds a list."""
    annotation = model.model_fields[name].annotation
    return any(get_origin(part) is tuple for part in (annotation, *get_args(annotation)))


def _inside(annotation: object) -> list[object]:
    """Every type and every marker that an annotation is made of."""
    if get_origin(annotation) is None:
        return [annotation]
    found: list[object] = []
    for part in get_args(annotation):
        found.extend(_inside(part))
    return found


D = TypeVar("D", bound=Daterad)
S = TypeVar("S", bound=Struktur)


def item_key(item: Struktur) -> object:
    """A list item's key: its date, number or own key."""
    return getattr(item, getattr(type(item), "nyckelfalt", ""), None)


def newest(items: Sequence[D]) -> D | None:
    """The item with the latest date, or None."""
    return max(items, key=lambda item: item.datum, default=None)


def by_key(items: Sequence[S]) -> Mapping[object, S]:
    """The items under their keys."""
    return {item_key(item): item for item in items}
