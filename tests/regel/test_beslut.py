"""Decisions and meetings in files that can't be read: what they say is unknown, not missing."""

from datetime import date

import pytest
from tests.world import MemorySource

from drogscen_cli.kontroll import kontrollera
from drogscen_cli.load import load

PLAN = """\
namn: N
period: {start: 2023-01-01, slut: 2023-12-31}
andring_beslutas: s
dimension: [{nyckel: budget, titel: Budget}]
motestyp: [{nyckel: s, titel: Styrgrupp, frekvens: manad}]
krav: [{nr: 1, paragraf: "8", text: Beslutas., regel: [AND01, AND02, AVV01, AVV02, AVV03]}]
"""
FILES = {
    "mote/M-001": "motestyp: s\ndag: 2023-02-01\ngenomfort: 2023-02-01\n"
    "beslut: [{nr: 1, text: AB-001 bifalls., paragraf: 1}]\n",
    "mote/M-002": "motestyp: s\ndag: 2023-02-20\ngenomfort: 2023-02-20\n",
    "lagesrapport/LR-001": "datum: 2023-01-20\nmote: M-001\n",
    "lagesrapport/LR-002": "datum: 2023-02-15\nmote: M-002\n",
    "andring/AB-001": (
        "titel: T\ndatum: 2023-01-10\nlagesrapport: LR-001\n"
        "beslut: M-001/beslut/1\nbeslutad: 2023-02-01\nutfall: godkand\n"
    ),
    "andring/AB-002": "titel: T\ndatum: 2023-01-10\nlagesrapport: LR-001\n",
    "avvikelse/AV-001": (
        "titel: T\ndatum: 2023-01-10\nmote: M-001\npaverkar: [budget]\nandring: AB-002\n"
        "justering: J\nbeslut: M-001/beslut/1\n"
    ),
}


def _found(broken: str = "", gone: str = "") -> set[str]:
    files = {name: "[" if name == broken else text for name, text in FILES.items() if name != gone}
    source = {f"projekt/{name}.yaml": text.encode() for name, text in {**files, "projektplan": PLAN}.items()}
    found = kontrollera(load(MemorySource(source)), date(2023, 3, 1)).fynd
    return {fynd.regel for fynd in found if fynd.paragraf}


def test_the_project_is_in_order() -> None:
    assert _found() == set()


@pytest.mark.parametrize(
    ("name", "missed"),
    [
        ("mote/M-001", {"AND01", "AVV01", "AVV03"}),
        ("lagesrapport/LR-001", {"AND02"}),
        ("andring/AB-002", {"AVV02"}),
    ],
)
def test_a_file_that_can_not_be_read_is_not_taken_for_one_that_is_gone(name: str, missed: set[str]) -> None:
    assert _found(gone=name) == missed
    assert _found(broken=name) == set()
