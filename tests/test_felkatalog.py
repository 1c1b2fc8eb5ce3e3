"""The catalogue of errors: every finding with its remedy, from the cases and from files that no case can hold.

Accept changed texts with ``pytest tests/test_felkatalog.py --snapshot-update`` and read ``data/felkatalog.txt`` aloud.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.world import FALL, MemorySource, read_case

from drogscen_cli.cli.findings import one_line
from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.kontroll import katalog, kontrollera
from drogscen_cli.lager.source import Entry, Kind, Source
from drogscen_cli.load import load
from drogscen_cli.regel import rules

GOLDEN = Path(__file__).parent / "data/felkatalog.txt"
PLAN = {"projekt/projektplan.yaml": b"namn: Provprojektet\nperiod: {start: 2023-01-01, slut: 2023-06-30}\n"}
RISK = "projekt/risk/R-001.yaml"
DAG = date(2023, 3, 1)


@dataclass(frozen=True)
class OddSource(MemorySource):
    """Files in memory, one of them a link, a device or a file that the operating system keeps to itself."""

    odd: Kind = Kind.FILE
    refuses: bool = False

    def entries(self, folder: str) -> list[Entry]:
        return [Entry(each.path, self.odd if each.path == RISK else each.kind) for each in super().entries(folder)]

    def read(self, path: str) -> bytes:
        if path == RISK and (self.refuses or self.odd is not Kind.FILE):
            raise PermissionError(13, "Permission denied")
        return super().read(path)


def _holding(raw: bytes) -> OddSource:
    return OddSource({**PLAN, RISK: raw})


ODD: dict[str, tuple[Source, str]] = {
    "FIL01": (
        _holding("titel: Höga häckar".encode("cp1252")),
        f"{RISK}:1:9: fel FIL01 filen är inte sparad som UTF-8, troligen som Windows-1252: här står ö",
    ),
    "FIL02": (_holding(b"titel: Buller\0\0\n"), f"{RISK}:1:14: fel FIL02 filen innehåller nolltecken"),
    "FIL05": (_holding(b"#" * 2_000_001), f"{RISK}:1:1: fel FIL05 filen är större än 2 megabyte"),
    "FIL06": (
        replace(_holding(b""), refuses=True),
        f"{RISK}:1:1: fel FIL06 {RISK} kan inte läsas (behörighet saknas, eller så används filen av ett annat program)",
    ),
    "FIL08": (replace(_holding(b""), odd=Kind.LINK), f"{RISK}:1:1: fel FIL08 {RISK} är en länk och följs inte"),
    "YAML16": (_holding(b"titel: \x07\n"), f"{RISK}:1:8: fel YAML16 filen innehåller styrtecknet \\u0007"),
}
"""What no text file can show: the bytes, or the surroundings, and the finding."""


def _found(ident: str, source: Source, dag: date) -> list[Fynd]:
    return [fynd for fynd in kontrollera(load(source), dag).fynd if fynd.regel == ident]


@cache
def _all() -> dict[str, list[Fynd]]:
    """Every id with its findings in all its cases, in the order of the catalogue."""
    provoked = {}
    for ident in katalog():
        found = _found(ident, ODD[ident][0], DAG) if ident in ODD else []
        for path in sorted((FALL / ident).glob("*.txt")):
            case = read_case(path)
            found += _found(ident, case.source, case.dag)
        provoked[ident] = found
    return provoked


@pytest.mark.parametrize("ident", ODD)
def test_what_no_text_file_can_show_gives_its_finding(ident: str) -> None:
    source, expected = ODD[ident]
    assert [one_line(fynd) for fynd in _found(ident, source, DAG)] == [expected]


def test_every_finding_there_can_be_is_provoked_by_a_case() -> None:
    assert [ident for ident, found in _all().items() if not found] == []


def test_a_finding_has_the_severity_of_its_rule_or_is_undecided_late_or_waived() -> None:
    regler = katalog()
    odd = {
        (fynd.regel, fynd.allvar)
        for found in _all().values()
        for fynd in found
        if fynd.allvar is not regler[fynd.regel].allvar
    }
    assert {allvar for _, allvar in odd} <= {Allvar.OAVGJORD, Allvar.UNDANTAG, Allvar.VARNING}
    assert {ident for ident, _ in odd} <= rules().keys()


def test_the_catalogue_reads_as_it_did(request: pytest.FixtureRequest) -> None:
    pages = []
    for ident, found in _all().items():
        said = dict.fromkeys(f"{one_line(fynd)}\n    Åtgärda: {fynd.atgarda}\n" for fynd in found)
        pages.append(f"{ident} {katalog()[ident].titel}\n\n{''.join(said)}")
    text = "\n".join(pages)
    if request.config.getoption("--snapshot-update"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")
