"""The lists of activities and risks that a project already has in Excel: one row becomes one record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from pydantic import ValidationError

from drogscen_cli.actions.importera.avlasning import amount, day
from drogscen_cli.actions.importera.kolumner import Brist, Kolumner, alike, below, cell_at, translated
from drogscen_cli.core.personuppgift import find, shown
from drogscen_cli.core.post import Daterad, Numrerad, Post, Struktur, Val, is_list, item_key, struct_of
from drogscen_cli.core.pydantic_sv import explain
from drogscen_cli.core.swedish import listing
from drogscen_cli.core.text import nearest
from drogscen_cli.crosscheck import check_record
from drogscen_cli.lager.tabellfil import Tabell, Tabellrad
from drogscen_cli.projekt import Projekt

_NAMES = ("namn", "titel", "text")
_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Plats:
    """Where a column's cell goes in the record: ``lista`` is empty for a field of the record itself."""

    namn: str
    titel: str
    lista: str
    modell: type[Struktur]

    @property
    def many(self) -> bool:
        """Whether the field holds several values, written with a semicolon between."""
        return is_list(self.modell, self.namn)


@dataclass
class Poster:
    """What a table held: new records' data with their rows, titles that are there already, and what is wrong."""

    nya: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    finns: list[tuple[int, str, str]] = field(default_factory=list)
    brister: list[Brist] = field(default_factory=list)


def places(model: type[Post]) -> Mapping[str, Plats]:
    """The fields that a column may become: the record's own, a dated list's, and a measure's first text."""
    struct = struct_of(model)
    nested = {name for name, _ in (*struct.lists, *struct.parts)}
    found = {
        name: Plats(name, info.title or name, "", model)
        for name, info in model.model_fields.items()
        if name not in nested | {"datum"}
    }
    for lista, item in struct.lists:
        if issubclass(item, Daterad):
            for name, info in item.model_fields.items():
                if name != "datum":
                    found.setdefault(name, Plats(name, info.title or name, lista, item))
        elif issubclass(item, Numrerad) and "text" in item.model_fields:
            found.setdefault(lista, Plats("text", item.model_fields["text"].title or lista, lista, item))
    return found


def read_posts(projekt: Projekt, model: type[Post], tabell: Tabell, kolumner: Kolumner, dag: date) -> Poster:
    """Every row under the heading row; lists' items are dated ``dag``. Never raises for what stands in the cells."""
    found = Poster()
    existing = {alike(str(getattr(post, "titel", ""))): post.id for post in projekt.alla(model)}
    seen: dict[str, int] = {}
    reader = _Reader(projekt, model, kolumner, dag)
    column = kolumner.falt["titel"]
    for rad in below(tabell, kolumner):
        titel = kolumner.cell(rad, "titel")
        if not any(kolumner.cell(rad, name) for name in kolumner.falt):
            continue
        if titel and alike(titel) in existing:
            found.finns.append((rad.nr, titel, existing[alike(titel)]))
        elif titel and alike(titel) in seen:
            text = f"{kolumner.titel(column)}: samma titel som rad {seen[alike(titel)]}"
            found.brister.append(Brist(rad.nr, column + 1, text))
        else:
            data, brister = reader.read(rad)
            found.brister += brister
            found.nya += [] if brister else [(rad.nr, data)]
            seen[alike(titel)] = rad.nr
    return found


@dataclass(frozen=True)
class _Reader:
    projekt: Projekt
    model: type[Post]
    kolumner: Kolumner
    dag: date

    def read(self, rad: Tabellrad) -> tuple[dict[str, Any], list[Brist]]:
        """A record's data, and what keeps it out."""
        data: dict[str, Any] = {"datum": self.dag.isoformat()}
        brister: list[Brist] = []
        known = places(self.model)
        for name, column in self.kolumner.falt.items():
            value = self._translated(rad, name, column)
            if not value:
                continue
            try:
                read = self._value(known[name], value)
            except ValueError as error:
                brister.append(Brist(rad.nr, column + 1, f"{self.kolumner.titel(column)}: {error}"))
            except _PersonError:
                text = f"{self.kolumner.titel(column)}: cellen innehåller ett personnummer"
                brister.append(Brist(rad.nr, column + 1, text, hemlig=True))
            else:
                self._put(data, known[name], read)
        return data, brister or list(self._faults(rad, data, known))

    def _translated(self, rad: Tabellrad, name: str, column: int) -> str:
        """The cell, or what the plan says that it means."""
        value = cell_at(rad, column)
        fits = [(translated(row, value), row.blir) for place, row in self.kolumner.varden if place == column]
        best, blir = max(fits, key=lambda each: each[0], default=(0, None))
        if name in ("beskrivning", "orsak", "foljd", "kommentar", "metod", "utvardering") and not best:
            return rad.celler[column].strip() if column < len(rad.celler) else ""
        return (blir or "") if best else value

    def _value(self, plats: Plats, value: str) -> Any:  # noqa: ANN401 – a field's plain value
        if any(found.saker for found in find(value)):
            raise _PersonError
        if plats.many:
            return [self._one(plats, part.strip()) for part in value.split(_SEPARATOR) if part.strip()]
        return self._one(plats, value)

    def _one(self, plats: Plats, value: str) -> Any:  # noqa: ANN401
        """One value as the record takes it: names as keys, words as levels, days and amounts as spelled in Swedish."""
        targets = dict(struct_of(plats.modell).references).get(plats.namn)
        if targets:
            return _key_of(self.projekt, targets.mal, value)
        kinds = _kinds(plats.modell.model_fields[plats.namn].annotation)
        if date in kinds:
            return _read(day, value).isoformat()
        if plats.namn in ("kostnad", "belopp") and Decimal in kinds:
            return _read(amount, value)
        words = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Val)), None)
        if words:
            return next((word.value for word in words if alike(value) in map(alike, (word.value, word.titel))), value)
        return self._level(plats.namn, value)

    def _level(self, name: str, value: str) -> str:
        """A level of the plan's risk scale from its word, or as ``4 – stor``."""
        skala = self.projekt.plan.riskskala if self.projekt.plan else None
        words = [alike(word) for word in getattr(skala, name, ())] if name in ("sannolikhet", "konsekvens") else []
        number, _, word = value.partition(" ")
        if alike(value) in words:
            return str(words.index(alike(value)) + 1)
        return number if number.isdecimal() and alike(word.strip(" –-")) in words else value

    def _put(self, data: dict[str, Any], plats: Plats, value: Any) -> None:  # noqa: ANN401
        if not plats.lista:
            data[plats.namn] = value
            return
        key = {"datum": self.dag.isoformat()} if issubclass(plats.modell, Daterad) else {"nr": "1"}
        data.setdefault(plats.lista, [key])[0][plats.namn] = value

    def _faults(self, rad: Tabellrad, data: Mapping[str, Any], known: Mapping[str, Plats]) -> Iterator[Brist]:
        """What the record itself, and its references, say of the data."""
        try:
            post = self.model.load("", dict(data))
        except ValidationError as error:
            for found in error.errors(include_url=False):
                _, text, _ = explain(found)
                yield Brist(rad.nr, self._column(found["loc"], known), text)
            return
        for fynd in check_record(self.projekt, post):
            yield Brist(rad.nr, self._column(fynd.stalle.vag, known), fynd.text)

    def _column(self, vag: Sequence[str | int], known: Mapping[str, Plats]) -> int:
        """The column that a place in the record came from, counted from 1; the title's where none did."""
        steps = [step for step in vag if isinstance(step, str)]
        for name, column in self.kolumner.falt.items():
            if [*filter(None, (known[name].lista,)), known[name].namn] == steps:
                return column + 1
        return self.kolumner.falt["titel"] + 1


class _PersonError(Exception):
    """The cell says who somebody is."""


def _read(read: Callable[[str], Any], value: str) -> Any:  # noqa: ANN401
    """What ``read`` makes of the value; its error names the value."""
    try:
        return read(value)
    except ValueError as error:
        raise ValueError(f"{shown(value)} {error}") from None


def _kinds(annotation: object) -> list[object]:
    return [found for part in get_args(annotation) or (annotation,) for found in (get_args(part) or (part,))]


def _key_of(projekt: Projekt, targets: Sequence[str], value: str) -> str:
    """The key that a name, a title or the key itself leads to; ``ValueError`` where none does, or several do.

    Where a person is called as a role is, the role is meant: it stays when its holder changes.
    """
    named: dict[str, dict[str, str]] = {}
    for target in targets:
        for key, name in _named(projekt, target):
            for word in dict.fromkeys((key, name)):
                named.setdefault(alike(word), {})[key] = target
    found = _preferred(named.get(alike(value), {}))
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"{shown(value)} kan vara {listing(found, 'eller')}; skriv nyckeln")
    near = nearest(value, named)
    meant = f"; menades {listing(_preferred(named[near]), 'eller')}?" if near else ""
    raise ValueError(f"{shown(value)} finns inte i projektet{meant}")


def _preferred(found: Mapping[str, str]) -> list[str]:
    """The keys that something may mean: the role, where there is one."""
    roles = [key for key, target in found.items() if target == "organisation/roll"]
    return roles if len(roles) == 1 else sorted(found)


def _named(projekt: Projekt, target: str) -> Iterator[tuple[str, str]]:
    """Every key that a target has, with what it is called; records with their titles."""
    name, _, lista = target.partition("/")
    for ident, post in projekt.poster.get(name, {}).items():
        items: Sequence[Struktur] = getattr(post, lista) if lista else (post,)
        for item in items:
            called = next((word for each in _NAMES if (word := getattr(item, each, None))), "")
            yield (str(item_key(item)) if lista else ident), str(called)
