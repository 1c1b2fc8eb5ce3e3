"""The slow, thorough reading of a file that the quick one refused: event by event, every finding with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from drogscen_cli.core import schemafel
from drogscen_cli.core.fynd import Regel
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.text import visible
from drogscen_cli.lager.source import MAX_BYTES
from drogscen_cli.lager.yamlfel import Brist, syntax
from drogscen_cli.lager.yamlnod import (
    MAX_DEPTH,
    MAX_VALUES,
    UNREADABLE,
    end_of,
    events,
    first_line,
    position,
    shift,
    start_of,
)

_MAX_BRISTER = 100
_MAX_RESUMED = 100_000
_FORBIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TOP_KEY = re.compile(r"^[^\s#\-\[\]{}\"'&*!|>%@`?:][^:#\r\n]*:(?=[ \t\r\n]|\Z)", re.MULTILINE)
_MARKER = re.compile(r"^(?P<mark><{7}|\|{7}|={7}|>{7})(?: (?P<side>[^\r\n]*))?(?=\r?$)", re.MULTILINE)


def decode(raw: bytes) -> tuple[str, list[Brist]]:
    """The text, as well as it can be had, and what is wrong when the file isn't UTF-8 or is too large."""
    if len(raw) > MAX_BYTES:
        return "", [Brist(schemafel.FIL05, 0, 1, f"filen är större än {MAX_BYTES // 1_000_000} megabyte")]
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        text, brist = _undecodable(raw, error.start)
        return text, [brist]
    if 0.9 * len(raw) <= 2 * raw.count(0) <= len(raw) > 0:  # every other byte, in the Latin alphabet
        return text, [Brist(schemafel.FIL01, 0, 1, "filen är sparad som UTF-16")]
    return text, []


def _undecodable(raw: bytes, start: int) -> tuple[str, Brist]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), Brist(schemafel.FIL01, 0, 1, "filen är sparad som UTF-16")
    index = len(raw[:start].decode())
    meant = raw[start : start + 1].decode("cp1252", "ignore")
    guess = f", troligen som Windows-1252: här står {meant}" if meant and meant in "åäöÅÄÖéÉ–" else ""
    text = raw.decode("utf-8", "replace")
    return text, Brist(schemafel.FIL01, index, 1, f"filen är inte sparad som UTF-8{guess}")


def granska(text: str) -> list[Brist]:
    """Everything that makes the text unreadable, in order; empty when it can be composed safely."""
    if conflicts := list(islice(_conflicts(text), _MAX_BRISTER)):
        return conflicts
    control = list(islice(_controls(text), _MAX_BRISTER))
    reading = _Reading(_FORBIDDEN.sub("_", text.replace("\0", "_")) if control else text)
    reading.run()
    return sorted(control + reading.brister, key=lambda brist: brist.start)


def _controls(text: str) -> Iterator[Brist]:
    if "\0" in text:
        yield Brist(schemafel.FIL02, text.index("\0"), 1, "filen innehåller nolltecken")
    for found in _FORBIDDEN.finditer(text):
        yield Brist(schemafel.YAML16, found.start(), 1, f"filen innehåller styrtecknet {visible(found[0])}")


def _conflicts(text: str) -> Iterator[Brist]:
    """One finding for each ``<<<<<<<`` … ``>>>>>>>``, naming both sides' lines."""
    marks: dict[str, re.Match[str]] = {}
    for found in _MARKER.finditer(text):
        marks[found["mark"][0]] = found
        if found["mark"][0] == ">":
            yield _conflict(text, marks)
            marks = {}
    if "<" in marks:
        yield _conflict(text, marks)


def _conflict(text: str, marks: dict[str, re.Match[str]]) -> Brist:
    """The finding for one conflict; between ``|||||||`` and ``=======`` stands what both sides began with."""
    start = min(found.start() for found in marks.values())
    if not {"<", "=", ">"} <= marks.keys():
        return Brist(schemafel.FIL04, start, 7, "filen har rester av en konflikt från git")
    rows = {mark: position(text, found.start())[0] for mark, found in marks.items()}
    ours = f"rad {_rows(rows['<'], rows.get('|', rows['=']))}{_side(marks['<']['side'])}"
    theirs = f"rad {_rows(rows['='], rows['>'])}{_side(marks['>']['side'])}"
    return Brist(schemafel.FIL04, start, 7, f"olöst konflikt från git: {ours} mot {theirs}")


def _side(name: str | None) -> str:
    return f" ({shown(name)})" if name else ""


def _rows(above: int, below: int) -> str:
    """The rows between two markers."""
    if below - above <= 1:
        return f"{above} (tom)"
    return f"{above + 1}–{below - 1}" if below - above > 2 else str(above + 1)  # noqa: PLR2004 – one row between


@dataclass(slots=True)
class _Open:
    """A collection that is being read; ``keys`` is None in a list, ``at_key`` whether a key comes next."""

    keys: dict[str, int] | None
    at_key: bool


@dataclass(slots=True)
class _Reading:
    """The event pass over one text, resumed after a syntax error at the next key in the first column."""

    text: str
    brister: list[Brist] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    top: dict[str, int] = field(default_factory=dict)
    shift: int = 0
    values: int = 0
    documents: int = 0
    scalar: ScalarEvent | None = None

    def run(self) -> None:
        """Read until the end, until too much is wrong, or until there is nothing to resume at."""
        start: int | None = shift(self.text)
        while start is not None and len(self.brister) < _MAX_BRISTER:
            self.shift, self.scalar, self.documents = start, None, 0
            self.stack.clear()
            try:
                all(self.take(event) for event in events(self.text[start:]))
            except UNREADABLE as error:
                brist = syntax(self.text, error, start, self.scalar)
                self.brister.append(brist)
                start = self.resume(max(brist.start, start))
            else:
                start = None

    def resume(self, after: int) -> int | None:
        """Where the next key in the first column stands, below the line of ``after``."""
        if len(self.text) > _MAX_RESUMED:
            return None
        line = self.text.find("\n", after)
        found = _TOP_KEY.search(self.text, line + 1) if line >= 0 else None
        return found.start() if found else None

    def take(self, event: Event) -> bool:
        """Judge one event; False when reading on would be pointless or costly."""
        if isinstance(event, CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, NodeEvent):
            return self.node(event)
        elif isinstance(event, DocumentStartEvent):
            return self.document(event)
        return True

    def report(self, event: Event, regel: Regel, text: str) -> None:
        """A finding at an event."""
        start = self.shift + start_of(event)
        end = max(self.shift + end_of(event), start + 1)
        self.brister.append(Brist(regel, start, first_line(self.text, start, end), text))

    def document(self, event: DocumentStartEvent) -> bool:
        """A directive, or a second document."""
        self.documents += 1
        if self.documents > 1:
            self.report(event, schemafel.YAML13, "filen innehåller flera dokument")
            return False
        if event.version or event.tags:
            self.report(event, schemafel.YAML13, "raden är ett direktiv och läses inte")
        return True

    def node(self, event: NodeEvent) -> bool:
        """A scalar, an alias, or the start of a list or mapping."""
        self.values += 1
        self.props(event)
        parent = self.stack[-1] if self.stack else None
        if parent and parent.keys is not None:
            if parent.at_key:
                self.key(event, parent.keys)
            parent.at_key = not parent.at_key
        if isinstance(event, ScalarEvent):
            self.scalar = event
        elif isinstance(event, CollectionStartEvent):
            self.push(event)
        return self.affordable(event)

    def push(self, event: CollectionStartEvent) -> None:
        """Enter a list or mapping; the file's own keys are remembered across a syntax error."""
        keys = (self.top if not self.stack else {}) if isinstance(event, MappingStartEvent) else None
        self.stack.append(_Open(keys, at_key=True))

    def affordable(self, event: Event) -> bool:
        """Whether to read on: neither too deep, nor too much, nor too many findings."""
        if len(self.stack) > MAX_DEPTH:
            self.report(event, schemafel.YAML14, f"innehållet har fler än {MAX_DEPTH} nivåer")
            return False
        if self.values > MAX_VALUES:
            self.report(event, schemafel.FIL05, f"filen innehåller fler än {MAX_VALUES // 1000} 000 uppgifter")
            return False
        return len(self.brister) < _MAX_BRISTER

    def props(self, event: NodeEvent) -> None:
        """Anchors, aliases, tags, and halves of characters that only PyYAML's own parser lets through."""
        if isinstance(event, AliasEvent):
            self.report(event, schemafel.YAML11, f"hänvisning med alias: *{shown(event.anchor or '')}")
        elif event.anchor is not None:
            self.report(event, schemafel.YAML11, f"ankare i filen: &{shown(event.anchor)}")
        if getattr(event, "tag", None) is not None:
            self.report(event, schemafel.YAML10, "tagg i filen: värdet börjar med utropstecken")
        if isinstance(event, ScalarEvent) and _SURROGATE.search(event.value):
            self.report(event, schemafel.YAML09, "texten innehåller ett halvt tecken")

    def key(self, event: NodeEvent, keys: dict[str, int]) -> None:
        """What stands where a key belongs."""
        if not isinstance(event, ScalarEvent):
            if not isinstance(event, AliasEvent):
                self.report(event, schemafel.YAML15, "nyckeln är en lista eller en grupp")
            return
        start = self.shift + start_of(event)
        name = shown(event.value)
        if event.value == "<<" and not event.style:
            self.report(event, schemafel.YAML12, "nyckeln << läses inte")
        elif not event.value:
            self.report(event, schemafel.YAML15, "det står ingen nyckel före kolon")
        elif event.value in keys:
            rad, _ = position(self.text, keys[event.value])
            self.report(event, schemafel.SCH04, f"nyckeln {name} finns redan på rad {rad}")
        keys.setdefault(event.value, start)
