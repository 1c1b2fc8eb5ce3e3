"""Broken, odd and hostile files: each with the exact findings, or the data that it may well hold."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drogscen_cli.core import schemafel
from drogscen_cli.lager.yamlfil import Inlast, read

HOSTILE = Path(__file__).parent / "yaml_hostile" / "fall.txt"
PIECES = (
    *(b"\t", b" ", b"  ", b"\n", b"\r\n", b"\r", b"- ", b"-", b": ", b":", b"?", b"? ", b"'", b'"', b"\\", b"#", b" #"),
    *(b"[", b"]", b"{", b"}", b",", b"&a ", b"*a", b"!x ", b"|", b">", b"|-\n", b"%", b"@", b"`", b"---", b"...\n"),
    *(b"<<: ", b"<<<<<<< a\n", b"=======\n", b">>>>>>> b\n", b"\xff", b"\0", b"\x1b", b"\xef\xbb\xbf", b"\xc2\x85"),
    *(b"titel: x\n", b"agare:\n  - a\n", b"nr: 1", b"\xc3\xa5", b"\xe2\x80\xa8", b"a", b"null", b"~"),
)


def _cases() -> Iterator[tuple[str, bytes, list[str]]]:
    for block in HOSTILE.read_text("utf-8").strip().split("\n\n"):
        name, raw, *expected = block.split("\n")
        yield name.removeprefix("# "), ast.literal_eval(raw), expected


def _shown(inlast: Inlast) -> list[str]:
    if not inlast.fynd:
        return ["= " + json.dumps(inlast.data)]
    return [
        f"{fynd.stalle.rad}:{fynd.stalle.kolumn}+{fynd.stalle.langd} {fynd.regel} {fynd.text}" for fynd in inlast.fynd
    ]


@pytest.mark.parametrize(("raw", "expected"), [pytest.param(raw, rows, id=name) for name, raw, rows in _cases()])
def test_the_file_gives_exactly_these_findings(raw: bytes, expected: list[str]) -> None:
    assert _shown(read("f.yaml", raw)) == expected


def test_every_finding_about_a_files_text_is_provoked_by_some_file() -> None:
    found = {line.split()[1] for _, _, expected in _cases() for line in expected if line[0].isdigit()}
    texts = {regel.id for regel in schemafel.ALLA if regel.id.startswith("YAML")}
    assert found == texts | {"FIL01", "FIL02", "FIL03", "FIL04", "SCH04"}


@pytest.mark.parametrize(
    ("raw", "atgarda"),
    [
        (b"titel: Risk: stor\n", 'Sätt citattecken runt texten: titel: "…".'),
        (b"titel:Risk\nagare: x\n", "Skriv titel: följt av ett mellanslag och värdet."),
        (b"a:\n\tb: c\n", "Byt tabbarna i radens början mot mellanslag."),
        (b'a: "b\n', "Avsluta texten med samma citattecken som den börjar med. Skriv '' för en apostrof mellan '…'."),
        (
            b"a: - b\n",
            "Börja listan på nästa rad med indrag, eller sätt citattecken runt värdet om det är text.",
        ),
        (b"a: 1\na: 2\n", "Behåll en av raderna."),
    ],
)
def test_the_remedy_fits_the_cause(raw: bytes, atgarda: str) -> None:
    assert [fynd.atgarda for fynd in read("f.yaml", raw).fynd] == [atgarda]


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text.lstrip("\ufeff"))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=3), max_size=40).map(b"".join))
def test_anything_at_all_is_read_and_what_is_wrong_has_a_place_in_the_file(raw: bytes) -> None:
    inlast = read("f.yaml", raw)
    assert (inlast.data is None) == bool(inlast.fynd)
    lines = _lines(inlast.text)
    for fynd in inlast.fynd:
        assert 1 <= fynd.stalle.rad <= len(lines)
        assert 1 <= fynd.stalle.kolumn <= len(lines[fynd.stalle.rad - 1]) + 1
        assert fynd.stalle.langd >= 1
        assert fynd.varfor
        assert fynd.atgarda
