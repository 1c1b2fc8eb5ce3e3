"""From files to a snapshot: every file is read, every error is kept, and what is good still loads."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from drogscen_cli import register
from drogscen_cli.core import schemafel
from drogscen_cli.core.filnamn import Namnslag, classify, is_ignored
from drogscen_cli.core.fynd import Fynd, Regel, Stalle
from drogscen_cli.core.post import Post, Struktur, path_of, struct_of
from drogscen_cli.core.pydantic_sv import explain
from drogscen_cli.core.text import fold, nearest
from drogscen_cli.lager import yamlfil
from drogscen_cli.lager.disk import cause
from drogscen_cli.lager.source import Entry, Kind, Source
from drogscen_cli.projekt import Projekt

ROOT = "projekt"
MAX_FYND = 50
"""Findings kept for one file; a file with more is broken as a whole."""


def load(source: Source) -> Projekt:
    """The snapshot of a project; never raises for what stands in its files."""
    reading = _Reading(source)
    for entry in source.entries(ROOT):
        if not is_ignored(entry.name):
            reading.top(entry)
    return reading.snapshot()


@dataclass
class _Reading:
    """What has been read so far."""

    source: Source
    poster: dict[str, dict[str, Post]] = field(default_factory=dict)
    texter: dict[str, str] = field(default_factory=dict)
    fynd: list[Fynd] = field(default_factory=list)
    olasta: set[str] = field(default_factory=set)

    def top(self, entry: Entry) -> None:
        """An entry directly under ``projekt/``: a register's folder or its one file."""
        name = entry.name.removesuffix(".yaml")
        if name not in register.names():
            self.unknown(entry)
            return
        model = register.model(name)
        if model.deklaration.prefix:
            if entry.kind is Kind.FOLDER and entry.name == name:
                self.folder(model, entry.path)
            else:
                self.report(entry.path, schemafel.FIL07, f"{entry.path} ska vara en mapp med en fil för varje post")
        elif self.is_file(entry, path_of(model, name)):
            self.record(model, name, entry.path)

    def folder(self, model: type[Post], path: str) -> None:
        """A register's folder."""
        prefix = model.deklaration.prefix
        for entry in self.source.entries(path):
            found = classify(entry.name, prefix)
            if found.slag is Namnslag.POST:
                if self.is_file(entry, entry.path):
                    self.record(model, found.ident, entry.path)
            elif found.slag is Namnslag.KOPIA:
                self.report(
                    entry.path,
                    schemafel.FIL09,
                    f"{entry.name} ser ut som en kopia av {found.ident}.yaml och läses inte",
                )
            elif found.slag is Namnslag.FEL_NAMN:
                wanted = f"{found.ident or prefix + '-001'}.yaml"
                self.report(entry.path, schemafel.FIL10, f"{entry.name} läses inte: en post heter som {wanted}")

    def is_file(self, entry: Entry, path: str) -> bool:
        """Whether the entry is an ordinary file; reported when it is not."""
        if entry.kind is Kind.FILE:
            return True
        self.olasta.add(path)
        if entry.kind is Kind.LINK:
            self.report(entry.path, schemafel.FIL08, f"{entry.path} är en länk och följs inte")
        else:
            self.report(entry.path, schemafel.FIL07, f"{entry.path} ska vara en fil, men är något annat")
        return False

    def record(self, model: type[Post], ident: str, path: str) -> None:
        """One record's file."""
        try:
            raw = self.source.read(path)
        except OSError as error:
            self.olasta.add(path)
            self.report(path, schemafel.FIL06, f"{path} kan inte läsas ({cause(error)})")
            return
        inlast = yamlfil.read(path, raw)
        self.texter[path] = inlast.text
        self.fynd.extend(inlast.fynd[:MAX_FYND])
        if inlast.data is None:
            self.olasta.add(path)
            return
        try:
            self.poster.setdefault(model.register(), {})[ident] = model.load(ident, inlast.data)
        except ValidationError as error:
            self.olasta.add(path)
            self.fynd.extend(schema_fynd(model, path, inlast.text, error.errors(include_url=False)))

    def unknown(self, entry: Entry) -> None:
        """Something under ``projekt/`` that no register claims."""
        near = nearest(entry.name.removesuffix(".yaml"), register.names())
        hint = f"; menades {near}" if near else ""
        if any(entry.name.startswith(name) for name in register.names()) and entry.kind is Kind.FILE:
            self.report(entry.path, schemafel.FIL09, f"{entry.name} ser ut som en kopia och läses inte")
        else:
            self.report(entry.path, schemafel.FIL11, f"{entry.name} hör inte till något register och läses inte{hint}")

    def report(self, path: str, regel: Regel, text: str) -> None:
        """A finding about a file as a whole."""
        self.fynd.append(Fynd(regel.id, regel.allvar, Stalle(path, 1, 1), text, regel.text, regel.atgarda))

    def snapshot(self) -> Projekt:
        """All of it, records in id order."""
        poster = {
            name: dict(sorted(found.items(), key=lambda item: (len(item[0]), item[0])))
            for name, found in sorted(self.poster.items())
        }
        return Projekt(poster, self.texter, tuple(self.fynd), frozenset(self.olasta))


def schema_fynd(model: type[Post], path: str, text: str, errors: list[ErrorDetails]) -> Iterator[Fynd]:
    """Pydantic's errors as findings in Swedish, each at its place; at most ``MAX_FYND``."""
    for error in errors[:MAX_FYND]:
        regel_id, message, remedy = explain(error)
        vag = tuple(error["loc"])
        is_key = error["type"] == "extra_forbidden"
        if is_key:
            regel_id, message, remedy = _unknown_key(model, vag)
        rad, kolumn, langd = yamlfil.locate(text, vag, key=is_key)
        regel = schemafel.by_id(regel_id)
        yield Fynd(regel_id, regel.allvar, Stalle(path, rad, kolumn, langd, vag), message, atgarda=remedy)


def _unknown_key(model: type[Post], vag: tuple[str | int, ...]) -> tuple[str, str, str]:
    key = str(vag[-1])
    fields = tuple(_model_at(model, vag[:-1]).model_fields)
    if key == "id":
        return "SCH09", "id ska inte stå i filen: filens namn är postens id", "Ta bort raden."
    if fold(key) in fields and fold(key) != key:
        return "SCH08", f"{key} skrivs {fold(key)}: nycklar skrivs utan å, ä och ö", f"Byt {key} mot {fold(key)}."
    near = nearest(key, fields)
    remedy = f"Menades {near}? " if near else ""
    return "SCH01", f"okänd nyckel {key}", f"{remedy}Nycklar som finns här: {', '.join(fields)}."


def _model_at(model: type[Struktur], vag: tuple[str | int, ...]) -> type[Struktur]:
    """The model of the mapping that a path leads to."""
    for step in vag:
        if isinstance(step, str):
            struct = struct_of(model)
            model = dict((*struct.lists, *struct.parts)).get(step, model)
    return model
