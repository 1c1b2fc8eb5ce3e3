"""Tables from CSV and Excel: the same rows whatever the dialect, and a word instead of what can't be read."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drogscen_cli.core.errors import CallError
from drogscen_cli.lager import tabellfil
from drogscen_cli.lager.tabellfil import Tabell, folded, read_bytes, table

HEAD = ("Datum", "Belopp", "Text")
KNOWN = frozenset(map(folded, HEAD))
CELL = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]) | st.sampled_from(';,"\t\n'), max_size=12)


def _csv(rows: list[tuple[str, ...]], encoding: str = "utf-8", **dialect: Any) -> bytes:  # noqa: ANN401
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)
    return out.getvalue().encode(encoding)


def _rows(found: Tabell) -> list[tuple[str, ...]]:
    return [rad.celler for rad in found.rader]


def _xlsx(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@settings(deadline=None)
@given(
    st.lists(st.tuples(CELL, CELL, CELL), max_size=8),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\r\n", "\n"]),
)
def test_every_dialect_and_encoding_reads_the_same_rows(
    rows: list[tuple[str, str, str]], delimiter: str, encoding: str, quoting: int, lineterminator: str
) -> None:
    raw = _csv([HEAD, *rows], encoding, delimiter=delimiter, quoting=quoting, lineterminator=lineterminator)
    try:
        said_utf8 = encoding == "cp1252" and raw.decode() is not None and not raw.isascii()
    except UnicodeDecodeError:
        said_utf8 = False
    if not said_utf8:
        assert _rows(table("u.csv", raw, KNOWN)) == [HEAD, *(row for row in rows if any(cell.strip() for cell in row))]


def test_a_row_is_numbered_by_the_line_it_starts_on() -> None:
    raw = 'Titel\n\nDatum;Belopp;Text\n2023-04-12;1;"två\nrader"\n\n2023-04-13;2;x\n'.encode()
    assert [rad.nr for rad in table("u.csv", raw, KNOWN).rader] == [1, 3, 4, 7]


def test_decimal_commas_are_no_separators_and_title_lines_do_not_matter() -> None:
    raw = b"Utfall, mars, 2023, alla, konton\nDatum;Belopp;Text\n2023-04-12;12,50;a,b\n2023-04-13;1,25;c,d\n"
    assert _rows(table("u.csv", raw, KNOWN))[2] == ("2023-04-12", "12,50", "a,b")


def test_how_the_file_was_read_is_told() -> None:
    assert table("u.csv", "Datum\tBelopp\n".encode("utf-16"), KNOWN).form == "CSV, utf-16, avgränsare tabb"
    assert table("u.csv", "Datum;Åtgärd\n".encode("cp1252"), KNOWN).form == "CSV, cp1252, avgränsare ;"
    assert table("u.xlsx", _xlsx(("Blad 1", [["Datum"]])), KNOWN).form == "Excel, bladet Blad 1"


def test_the_checksum_is_of_the_bytes() -> None:
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert table("u.csv", b"abc", KNOWN).sha256 == known


def test_typed_cells_become_exact_text() -> None:
    row = [date(2023, 4, 12), datetime(2023, 4, 12, 11, 30), 0.1 + 0.2, 1234567.89, 5010, 1e15, True, None, "å"]  # noqa: DTZ001 – Excel has no time zone
    found = table("u.xlsx", _xlsx(("Blad", [row])), KNOWN)
    assert _rows(found)[0] == (
        *("2023-04-12", "2023-04-12 11:30:00", "0,3", "1234567,89", "5010", "1000000000000000", "ja", "", "å"),
    )


@given(st.integers(-(10**13), 10**13))
def test_every_amount_in_ore_survives_excels_binary_numbers(ore: int) -> None:
    whole, part = divmod(abs(ore), 100)
    wanted = f"{'-' if ore < 0 else ''}{whole},{part:02}".rstrip("0").rstrip(",")
    assert tabellfil._text(ore / 100) in (wanted, wanted or "0")  # noqa: SLF001 – a whole workbook for each number is slow


def test_the_first_sheet_is_read_unless_another_is_asked_for() -> None:
    raw = _xlsx(("Mars", [["a"]]), ("Apríl å", [["b"]]))
    assert _rows(table("u.xlsx", raw, KNOWN)) == [("a",)]
    assert _rows(table("u.xlsx", raw, KNOWN, "APRÍL Å")) == [("b",)]
    with pytest.raises(CallError) as refused:
        table("u.xlsx", raw, KNOWN, "Maj")
    assert (refused.value.text, refused.value.atgarda) == (
        "u.xlsx har inget blad Maj.",
        "Blad som finns: Mars, Apríl å.",
    )


def test_formulas_are_not_calculated_and_a_hidden_sheet_is_not_the_first() -> None:
    book = openpyxl.load_workbook(io.BytesIO(_xlsx(("Dold", [["a"]]), ("Syns", [["=1+1", "='[1]annan.xlsx'!A1", 7]]))))
    book["Dold"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert _rows(table("u.xlsx", out.getvalue(), KNOWN)) == [("", "", "7")]


def test_a_stray_cell_far_away_costs_nothing() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "a", "z"
    out = io.BytesIO()
    book.save(out)
    assert [(rad.nr, rad.celler[-1]) for rad in table("u.xlsx", out.getvalue(), KNOWN).rader] == [
        (1, "a"),
        (1048576, "z"),
    ]


def _bomb() -> bytes:
    out = io.BytesIO(_xlsx(("Blad", [["a"]])))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/fyllnad.xml", "w") as part:
        for _ in range(201):
            part.write(bytes(1_000_000))
    return out.getvalue()


def _entities() -> bytes:
    """A workbook whose sheet is a billion laughs."""
    before = io.BytesIO(_xlsx(("Blad", [["text"]])))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    out = io.BytesIO()
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                text = f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{laughs}]>' + text.replace("text", "&l11;")
            new.writestr(name, text)
    return out.getvalue()


DAMAGED = "u är skadad eller ingen Excelfil (xlsx)."
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "stympad": (lambda: _xlsx(("Blad", [["a"] * 50] * 50))[:3000], DAMAGED),
    "tom zip": (lambda: b"PK\x03\x04" + bytes(100), DAMAGED),
    "annan zip": (lambda: _zip({"hej.txt": "hej"}), DAMAGED),
    "skrattbomb": (_entities, DAMAGED),
    "zipbomb": (_bomb, "u är mer än 200 MB uppackad och läses inte."),
    "gammal": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "u är en äldre Excelfil (.xls) eller skyddad med lösenord"),
    "nolltecken": (lambda: b"Datum;Belopp\n2023-04-12;1\0\n", "u innehåller nolltecken och är ingen textfil."),
    "webbsida": (lambda: b"\n<html><table>", "u är en webbsida, inte en tabell."),
    "kodning": (lambda: b"Datum;\x81\xff\n", "Teckenkodningen i u går inte att läsa."),
    "halv utf-16": (lambda: b"\xff\xfeD", "Teckenkodningen i u går inte att läsa."),
    "citat": (lambda: b'Datum;Belopp\n1;2\n3;"fyra\n5;6\n', "u: raden efter rad 2 går inte att läsa"),
    "lång cell": (lambda: b"Datum;Belopp\n1;" + b"x" * 140_000, "u: raden efter rad 1 går inte att läsa"),
}


def _zip(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_can_not_be_read_is_refused_with_a_word(name: str) -> None:
    make, text = HOSTILE[name]
    with pytest.raises(CallError) as refused:
        table("u", make(), KNOWN)
    assert refused.value.text.startswith(text)


WHOLE = _xlsx(("Blad", [["Datum", "Belopp"], ["2023-04-12", 12.5]]))
"""Made once: a workbook holds the moment when it was made."""


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    raw = bytearray(WHOLE)
    for place in data.draw(st.lists(st.integers(4, len(raw) - 1), min_size=1, max_size=20)):
        raw[place] = data.draw(st.integers(0, 255))
    said = DAMAGED
    try:
        table("u", bytes(raw), KNOWN)
    except CallError as refused:
        said = refused.text
    assert said == DAMAGED


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(raw: bytes) -> None:
    try:
        found = table("u", raw, KNOWN)
    except CallError as refused:
        assert refused.text.startswith(("u ", "u:", "Teckenkodningen i u"))  # noqa: PT017 – either is right
    else:
        assert all(any(cell.strip() for cell in rad.celler) for rad in found.rader)


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(CallError, match=r"stor\.csv är större än 20 MB och läses inte"):
        read_bytes(path)


def test_rows_beyond_the_limit_are_refused() -> None:
    with pytest.raises(CallError, match="har fler än 200 000 rader"):
        table("u.csv", b"Datum;Belopp\n" * 200_001, KNOWN)


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CallError, match=r"Filen u\.csv finns inte\."):
        read_bytes(tmp_path / "u.csv")
    with pytest.raises(CallError, match="kan inte läsas"):
        read_bytes(tmp_path)


def test_a_sheet_of_a_text_file_is_a_wrong_call() -> None:
    with pytest.raises(CallError, match="har inga blad"):
        table("u.csv", b"a;b", KNOWN, "Blad")
