"""Tables that other systems export: the bytes of a CSV or Excel file as rows of text, numbered as the file shows them.

Excel is read by openpyxl, row by row: python-calamine is eight times faster, but makes room for the whole rectangle of
a sheet, and a stray cell far away ends the process. Typed numbers become text with a decimal comma and the 15 digits
that Excel itself keeps, so that no binary fraction is left in an amount.
"""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Context, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from drogscen_cli.core.errors import CallError
from drogscen_cli.core.text import fold
from drogscen_cli.lager.disk import cause

MAX_BYTES = 20_000_000
MAX_UNPACKED = 200_000_000
"""Bytes of an Excel file's parts when they are unpacked; Python's unzipping gives no more than the parts declare."""
MAX_ROWS = 200_000

_SEPARATORS = (";", "\t", ",", "|")
_HEAD = 50
_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BLANK = re.compile(r"[\s._/:-]+")
_AS_EXCEL = Context(prec=15)


@dataclass(frozen=True, slots=True)
class Tabellrad:
    """A row that holds something; ``nr`` is its number in the file, counted from 1 (in CSV the line it starts on)."""

    nr: int
    celler: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tabell:
    """A file's rows without the empty ones; ``form`` says how it was read, in Swedish."""

    namn: str
    sha256: str
    form: str
    rader: tuple[Tabellrad, ...]


@lru_cache(maxsize=4_000)
def folded(text: str) -> str:
    """A heading as headings are compared: å ä ö folded, case, spaces and punctuation left out."""
    return _BLANK.sub("", fold(text).casefold())


def read_bytes(path: Path) -> bytes:
    """The file's bytes; ``CallError`` where it can't be read or is larger than ``MAX_BYTES``."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise CallError(f"Filen {path.name} finns inte.", "Kontrollera namnet och mappen.") from error
    except OSError as error:
        raise CallError(f"{path.name} kan inte läsas ({cause(error)}).") from error
    if len(raw) > MAX_BYTES:
        raise CallError(
            f"{path.name} är större än {MAX_BYTES // 1_000_000} MB och läses inte.",
            "Exportera en kortare period, eller bara projektets rader.",
        )
    return raw


def table(namn: str, raw: bytes, headings: Collection[str], blad: str | None = None) -> Tabell:
    """The table in a file's bytes; ``headings`` (as ``folded``) tell a CSV file's separator, ``blad`` names the sheet.

    Raises ``CallError`` for what is no table, is damaged, or is larger than the limits.
    """
    rows: Iterable[Tabellrad]
    if raw.startswith(_ZIP):
        form, rows = _excel(namn, raw, blad)
    elif raw.startswith(_OLE):
        raise CallError(
            f"{namn} är en äldre Excelfil (.xls) eller skyddad med lösenord och kan inte läsas.",
            "Spara den som xlsx utan lösenord, eller som CSV.",
        )
    elif blad is not None:
        raise CallError(f"{namn} är en textfil och har inga blad.", "Ta bort --blad.")
    else:
        form, rows = _csv(namn, raw, headings)
    return Tabell(namn, hashlib.sha256(raw).hexdigest(), form, tuple(_kept(namn, rows)))


def _kept(namn: str, rows: Iterable[Tabellrad]) -> Iterator[Tabellrad]:
    count = 0
    for row in rows:
        if any(cell.strip() for cell in row.celler):
            count += 1
            if count > MAX_ROWS:
                raise CallError(f"{namn} har fler än {MAX_ROWS // 1000} 000 rader.", "Exportera en kortare period.")
            yield row


def _csv(namn: str, raw: bytes, headings: Collection[str]) -> tuple[str, Iterator[Tabellrad]]:
    encoding, text = _decoded(namn, raw)
    if "\0" in text:
        raise CallError(f"{namn} innehåller nolltecken och är ingen textfil.", "Exportera filen på nytt.")
    if text.lstrip()[:1] == "<":
        raise CallError(f"{namn} är en webbsida, inte en tabell.", "Öppna den i Excel och spara den som xlsx.")
    separator = max(_SEPARATORS, key=lambda each: _fitness(text, each, headings))
    spoken = "tabb" if separator == "\t" else separator
    return f"CSV, {encoding}, avgränsare {spoken}", _checked(namn, text, separator)


def _decoded(namn: str, raw: bytes) -> tuple[str, str]:
    """The encoding and the text: by byte order mark, else UTF-8, else the one that Windows used before."""
    marked = next((encoding for mark, encoding in _ENCODINGS if raw.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return encoding, raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CallError(f"Teckenkodningen i {namn} går inte att läsa.", "Spara filen som CSV UTF-8.")


def _fitness(text: str, separator: str, headings: Collection[str]) -> tuple[int, int, int]:
    """How well a separator fits the beginning: known headings in one row, rows of equal width, and that width."""
    rows: list[tuple[str, ...]] = []
    try:
        for row in _split(text, separator):
            rows.append(row.celler)
            if len(rows) == _HEAD:
                break
    except csv.Error:
        pass
    hits = max((sum(folded(cell) in headings for cell in row) for row in rows), default=0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, equal = widths.most_common(1)[0] if widths else (0, 0)
    return hits if width else 0, equal, width


def _split(text: str, separator: str) -> Iterator[Tabellrad]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    for cells in reader:
        yield Tabellrad(start, tuple(cells))
        start = reader.line_num + 1


def _checked(namn: str, text: str, separator: str) -> Iterator[Tabellrad]:
    last = 0
    try:
        for row in _split(text, separator):
            last = row.nr
            yield row
    except csv.Error as error:
        raise CallError(
            f"{namn}: raden efter rad {last} går inte att läsa: citattecken går inte ihop, eller en cell är för lång.",
            "Rätta raden, eller exportera filen på nytt.",
        ) from error


def _excel(namn: str, raw: bytes, blad: str | None) -> tuple[str, list[Tabellrad]]:
    with _whole(namn):
        _refuse_bomb(namn, raw)
        from openpyxl import load_workbook  # type: ignore[import-untyped]

        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        sheet = _sheet(namn, book, blad)
        sheet.reset_dimensions()
        rows = [
            Tabellrad(nr, cells)
            for nr, values in enumerate(sheet.iter_rows(values_only=True), 1)
            if any(cells := tuple(_text(value) for value in values))
        ]
        return f"Excel, bladet {sheet.title}", rows


@contextmanager
def _whole(namn: str) -> Iterator[None]:
    """What openpyxl says of odd files is not for the user; what it can't read is a wrong call."""
    import warnings
    import zlib
    from zipfile import BadZipFile

    faults = (BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, AttributeError, OSError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (*faults, EOFError, NotImplementedError, RecursionError, OverflowError) as error:
        raise CallError(
            f"{namn} är skadad eller ingen Excelfil (xlsx).", "Spara om den i Excel som xlsx, eller som CSV."
        ) from error


def _refuse_bomb(namn: str, raw: bytes) -> None:
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(raw)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > MAX_UNPACKED:
        raise CallError(
            f"{namn} är mer än {MAX_UNPACKED // 1_000_000} MB uppackad och läses inte.", "Exportera en kortare period."
        )


def _sheet(namn: str, book: Any, blad: str | None) -> Any:  # noqa: ANN401 – openpyxl has no types
    """The sheet that is asked for, else the first that is not hidden."""
    sheets = [sheet for sheet in book.worksheets if blad is not None or sheet.sheet_state == "visible"]
    found = next((sheet for sheet in sheets if blad is None or folded(sheet.title) == folded(blad)), None)
    if found is None:
        names = ", ".join(sheet.title for sheet in book.worksheets)
        raise CallError(f"{namn} har inget blad {blad or 'som syns'}.", f"Blad som finns: {names or 'inga'}.")
    return found


def _text(value: object) -> str:
    """A typed cell as text: dates ISO, numbers with a decimal comma."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case float():
            number = _AS_EXCEL.plus(Decimal(repr(value)))
            return format(number.normalize(_AS_EXCEL), "f").replace(".", ",")
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case _:
            return str(value)
