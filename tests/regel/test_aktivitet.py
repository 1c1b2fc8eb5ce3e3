"""Circles among activities, too long to stand in a case."""

from datetime import date

from tests.world import MemorySource

from drogscen_cli.kontroll import kontrollera
from drogscen_cli.load import load

PLAN = """\
namn: N
period: {start: 2023-01-01, slut: 2023-12-31}
krav: [{nr: 1, paragraf: "5", text: Planeras., regel: [AKT05]}]
"""


def _circles(beror_pa: dict[int, list[int]]) -> list[str]:
    files = {"projekt/projektplan.yaml": PLAN}
    for nr, others in beror_pa.items():
        those = ", ".join(f"A-{other:03}" for other in others)
        files[f"projekt/aktivitet/A-{nr:03}.yaml"] = f"titel: T\nberor_pa: [{those}]\n"
    source = MemorySource({path: text.encode() for path, text in files.items()})
    found = kontrollera(load(source), date(2023, 3, 1)).fynd
    return [fynd.text.partition(": ")[2] for fynd in found if fynd.regel == "AKT05"]


def test_a_long_chain_is_no_circle_until_its_ends_meet() -> None:
    chain: dict[int, list[int]] = {nr: [nr + 1] for nr in range(1, 1500)}
    assert _circles({**chain, 1500: []}) == []
    found = _circles({**chain, 1500: [1]})
    assert [(text.count("A-"), text[:13], text[-5:]) for text in found] == [(1501, "A-001 → A-002", "A-001")]


def test_circles_that_do_not_meet_are_found_each_for_itself() -> None:
    assert _circles({1: [2], 2: [1], 3: [4], 4: [3]}) == ["A-001 → A-002 → A-001", "A-003 → A-004 → A-003"]
