"""From files to a snapshot: every file is read, every error is kept, and what is good still loads."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from drogscen_cli import register
from drogscen_cli.core import schemafel
from drogscen_cli.core.filnamn import Namnslag, classify, classify_one, make_id, may_be_record
from drogscen_cli.core.fynd import Fynd, Regel, Stalle
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.post import Post, Struktur, path_of, struct_of
from drogscen_cli.core.pydantic_sv import explain
from drogscen_cli.core.text import fold, nearest
from drogscen_cli.lager import yamlfil
from drogscen_cli.lager.disk import cause
from drogscen_cli.lager.fingeravtryck import fingerprints
from drogscen_cli.lager.source import Entry, Kind, Source
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.dokument import Dokument

ROOT = "projekt"
MAX_FYND = 50
"""Findings kept for one file; a file with more is broken as a whole."""


def load(source: Source) -> Projekt:
    """The snapshot of a project; never raises for what stands in its files."""
    reading = _Reading(source)
    try:
        entries = source.entries(ROOT)
    except OSError as error:
        reading.unreadable(ROOT, error)
        entries = []
    beside = {entry.name for entry in entries}
    for entry in entries:
        reading.top(entry, beside)
    return reading.snapshot()


@dataclass
class _Reading:
    """What has been read so far."""

    source: Source
    poster: dict[str, dict[str, Post]] = field(default_factory=dict)
    texter: dict[str, str] = field(default_factory=dict)
    fynd: list[Fynd] = field(default_factory=list)
    olasta: set[str] = field(default_factory=set)

    def top(self, entry: Entry, beside: Collection[str]) -> None:
        """An entry directly under ``projekt/``: a register's folder or its one file; ``beside`` are all names there."""
        name = entry.name.removesuffix(".yaml")
        if name not in register.names():
            self.odd(entry, beside)
            return
        model = register.model(name)
        if not model.deklaration.prefix:
            if entry.name == name:
                self.almost(entry, model, name, beside)
            elif self.is_file(entry):
                self.record(model, name, entry.path)
        elif entry.kind is Kind.LINK:
            self.link(entry)
        elif entry.kind is Kind.FOLDER and entry.name == name:
            self.folder(model, entry.path)
        else:
            folder = f"{ROOT}/{name}"
            text = f"{entry.path} läses inte: varje post ska vara en fil i mappen {folder}"
            self.report(entry.path, schemafel.FIL07, text)

    def odd(self, entry: Entry, beside: Collection[str]) -> None:
        """An entry under ``projekt/`` that is not called as any register."""
        found = classify_one(entry.name, (name for name in register.names() if register.outline(name).one_file))
        if found.slag is Namnslag.NASTAN:
            self.almost(entry, register.model(found.ident), found.ident, beside)
        elif found.slag is Namnslag.OKANT:
            self.unknown(entry)

    def folder(self, model: type[Post], path: str) -> None:
        """A register's folder."""
        try:
            entries = self.source.entries(path)
        except OSError as error:
            self.unreadable(path, error)
            return
        beside = {entry.name for entry in entries}
        for entry in entries:
            found = classify(entry.name, model.deklaration.prefix)
            if found.slag is Namnslag.POST:
                if self.is_file(entry):
                    self.record(model, found.ident, entry.path)
            elif found.slag is not Namnslag.IGNORERAS and entry.kind is Kind.FOLDER:
                text = f"{shown(entry.path)} är en mapp och läses inte: posterna ligger direkt i {path}"
                self.report(entry.path, schemafel.FIL07, text)
            elif found.slag is Namnslag.NASTAN:
                self.almost(entry, model, found.ident, beside)
            elif found.slag is Namnslag.OKANT:
                self.stray(entry, model)

    def almost(self, entry: Entry, model: type[Post], ident: str, beside: Collection[str]) -> None:
        """A file that is nearly called as the record: a copy of it, or the record itself under a wrong name."""
        path = path_of(model, ident)
        name, wanted = shown(entry.name), path.rpartition("/")[2]
        if entry.kind is Kind.FOLDER:
            self.report(entry.path, schemafel.FIL07, f"{shown(entry.path)} är en mapp, men ska vara filen {path}")
        elif wanted in beside:
            self.report(entry.path, schemafel.FIL09, f"{name} ser ut som en kopia av {wanted} och läses inte")
        else:
            self.olasta.add(path)
            text = f"{name} läses inte: filen ska heta {wanted}"
            self.report(entry.path, schemafel.FIL10, text, f"Byt filens namn till {wanted}.")

    def stray(self, entry: Entry, model: type[Post]) -> None:
        """A file in a register's folder whose name is none of the register's."""
        name = shown(entry.name)
        for other in map(register.model, register.names()):
            prefix = other.deklaration.prefix
            if prefix and classify(entry.name, prefix).slag is Namnslag.POST:
                folder = path_of(other, entry.name).rpartition("/")[0]
                text = f"{name} läses inte: filen hör hemma i {folder}"
                self.report(entry.path, schemafel.FIL10, text, f"Flytta filen till {folder}.")
                return
        if may_be_record(entry.name):
            text = f"{name} läses inte: namnet är inte ett id som {make_id(model.deklaration.prefix, 1)}"
            self.report(entry.path, schemafel.FIL10, text, "Ge filen ett ledigt id som namn, eller flytta den.")
        else:
            self.unknown(entry)

    def is_file(self, entry: Entry) -> bool:
        """Whether the entry is an ordinary file; reported when it is not."""
        if entry.kind is Kind.FILE:
            return True
        if entry.kind is Kind.LINK:
            self.link(entry)
        else:
            what = "är en mapp" if entry.kind is Kind.FOLDER else "är något annat"
            self.olasta.add(entry.path)
            self.report(entry.path, schemafel.FIL07, f"{entry.path} ska vara en fil, men {what}")
        return False

    def link(self, entry: Entry) -> None:
        """A link; where it leads is nobody's business."""
        self.olasta.add(entry.path)
        self.report(entry.path, schemafel.FIL08, f"{entry.path} är en länk och följs inte")

    def unreadable(self, path: str, error: OSError) -> None:
        """A file or folder that the operating system keeps to itself."""
        self.olasta.add(path)
        self.report(path, schemafel.FIL06, f"{path} kan inte läsas ({cause(error)})")

    def record(self, model: type[Post], ident: str, path: str) -> None:
        """One record's file."""
        try:
            raw = self.source.read(path)
        except OSError as error:
            self.unreadable(path, error)
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
        """Something that no register claims."""
        near = nearest(entry.name.removesuffix(".yaml"), register.names())
        remedy = f"Menades {near}? {schemafel.FIL11.atgarda}" if near else ""
        text = f"{shown(entry.path)} hör inte till något register och läses inte"
        self.report(entry.path, schemafel.FIL11, text, remedy)

    def report(self, path: str, regel: Regel, text: str, atgarda: str = "") -> None:
        """A finding about a file as a whole; ``atgarda`` where the remedy is another than the rule's."""
        self.fynd.append(Fynd(regel.id, regel.allvar, Stalle(path, 1, 1), text, regel.text, atgarda or regel.atgarda))

    def snapshot(self) -> Projekt:
        """All of it, records in id order."""
        poster = {
            name: dict(sorted(found.items(), key=lambda item: (len(item[0]), item[0])))
            for name, found in sorted(self.poster.items())
        }
        hashar = fingerprints(self.source, self.handlingar())
        return Projekt(poster, self.texter, tuple(self.fynd), frozenset(self.olasta), hashar)

    def handlingar(self) -> dict[str, bool]:
        """The files that records of documents name, and whether a checksum stands there to compare with."""
        found: dict[str, bool] = {}
        for post in self.poster.get(Dokument.register(), {}).values():
            if isinstance(post, Dokument) and post.handling:
                found[post.handling] = found.get(post.handling, False) or post.sha256 is not None
        return found


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
    key, here = str(vag[-1]), _model_at(model, vag[:-1])
    fields, name = tuple(here.model_fields), shown(key)
    if key == "id":
        return "SCH09", "id ska inte stå i filen: filens namn är postens id", "Ta bort raden."
    if fold(key) in fields and fold(key) != key:
        return "SCH08", f"{name} skrivs {fold(key)}: nycklar skrivs utan å, ä och ö", f"Byt {name} mot {fold(key)}."
    if key in here.model_computed_fields:
        return "SCH01", f"{key} räknas ut av andra uppgifter och ska inte stå i filen", "Ta bort raden."
    near = nearest(key, fields)
    remedy = f"Menades {near}? " if near else ""
    return "SCH01", f"okänd nyckel {name}", f"{remedy}Nycklar som finns här: {', '.join(fields)}."


def _model_at(model: type[Struktur], vag: tuple[str | int, ...]) -> type[Struktur]:
    """The model of the mapping that a path leads to."""
    for step in vag:
        if isinstance(step, str):
            struct = struct_of(model)
            model = dict((*struct.lists, *struct.parts)).get(step, model)
    return model
