"""The risk matrix in terminals and pipes, on other scales, and for programs."""

import json

import pytest
from tests.cli.cli_world import Here, plain

DAY = "2023-05-30"
MATRIX = """\
Riskmatris den\u00a030\u00a0maj\u00a02023 · 2\u00a0öppna risker · gul från 5, röd från 15

Sannolikhet    │
5 mycket stor  │ gul 5       gul 10      röd 15      röd 20      röd 25
4 stor         │ grön 4      gul 8       gul 12      röd 16      röd 20
               │                                     R-001
3 måttlig      │ grön 3      gul 6       gul 9       gul 12      röd 15
2 liten        │ grön 2      grön 4      gul 6       gul 8       gul 10
1 mycket liten │ grön 1      grön 2      grön 3      grön 4      gul 5
               └────────────────────────────────────────────────────────────
Konsekvens       1 mycket    2 liten     3 måttlig   4 stor      5 mycket
                 liten                                           stor

Sedan förra månadens slut
R-003    –        inte bedömd         Scenen får inte tillstånd i tid
R-001   16 röd  ↑ upp från 3×4=12     Deltagare prioriteras till andra
                                      arbetsuppgifter
R-002    6 gul  − stängd              Samarbetsparter avsätter inte resurser
"""


def test_the_matrix_of_a_day(seen: Here) -> None:
    assert seen.call("risk", "matris").out == MATRIX


def test_in_a_terminal_it_has_colours_beside_the_words(seen: Here) -> None:
    with seen.talk("risk", "matris") as talk:
        shown = talk.end().out
    assert "\x1b[1;31mröd 16" in shown
    assert plain(shown) == "".join(f"{line}\n" for line in MATRIX.splitlines())


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_without_colour_nothing_is_lost(seen: Here, env: dict[str, str]) -> None:
    with seen.talk("risk", "matris", **env) as talk:
        assert talk.end().out == MATRIX


def test_a_terminal_without_swedish_letters(seen: Here) -> None:
    shown = seen.run("risk", "matris", LC_ALL="C", PYTHONIOENCODING="ascii").out
    assert shown.isascii()
    assert "               +-----" in shown
    assert "R-001   16 rod  ^ upp fran 3x4=12" in shown


def many(here: Here, scale: str, count: int) -> None:
    """Another scale, and risks enough to crowd a cell."""
    head, _, rest = here.read("projektplan").partition("riskskala:\n")
    here.put("projektplan", head + rest[rest.index("krav:") :] + (f"riskskala: {{{scale}}}\n" if scale else ""))
    for ident in ("R-001", "R-002", "R-003"):
        here.path(f"risk/{ident}").unlink()
    for nr in range(1, count + 1):
        row = "{datum: 2023-05-01, sannolikhet: 2, konsekvens: 3}"
        here.put(f"risk/R-{nr:03}", f"titel: Risk {nr}\nbedomning:\n  - {row}\n")


def matrix(here: Here) -> list[str]:
    lines = here.call("risk", "matris").lines
    assert max(map(len, lines)) <= 80
    return lines


def test_a_scale_of_three_by_three(here: Here) -> None:
    many(here, "sannolikhet: [låg, medel, hög], konsekvens: [liten, kännbar, allvarlig], gul: 3, rod: 6", 8)
    assert matrix(here)[2:10] == [
        "Sannolikhet │",
        "3 hög       │ gul 3            röd 6            röd 9",
        "2 medel     │ grön 2           gul 4            röd 6",
        "            │                                   R-001 R-002",
        "            │                                   R-003 R-004",
        "            │                                   R-005 R-006 +2",
        "1 låg       │ grön 1           grön 2           gul 3",
        f"            └{'─' * 51}",
    ]


def test_ten_levels_fit_in_eighty_columns(here: Here) -> None:
    many(here, "gul: 20, rod: 50", 1)
    here.put("risk/R-002", "titel: Stor\nbedomning:\n  - {datum: 2023-05-01, sannolikhet: 10, konsekvens: 10}\n")
    found = matrix(here)
    assert found[3] == "10          │ grön  gul   gul   gul   röd   röd   röd   röd   röd   röd"
    assert found[4].split() == ["│", "R-002"]


def test_without_a_scale_there_are_no_bands_and_that_is_said(here: Here) -> None:
    many(here, "", 1)
    found = matrix(here)
    assert found[1] == "Planen har ingen riskskala, så nivåerna saknar ord och rutorna färg."
    assert found[5:9] == [
        "2           │ 2                4                6",
        "            │                                   R-001",
        "1           │ 1                2                3",
        f"            └{'─' * 51}",
    ]


def test_a_project_without_risks(here: Here) -> None:
    many(here, "", 0)
    assert matrix(here)[0] == "Riskmatris den\u00a030\u00a0maj\u00a02023 · 0\u00a0öppna risker"


def test_a_file_that_can_not_be_read_is_named(here: Here) -> None:
    here.put("risk/R-001", "titel: [\n")
    done = here.call("risk", "matris")
    assert done.code == 3
    assert "projekt/risk/R-001.yaml går inte att läsa och är inte med." in done.err


def test_the_matrix_for_programs(seen: Here) -> None:
    found = json.loads(seen.call("risk", "matris", "--json", "--datum", "2023-03-01").out)
    assert (found["version"], found["register"]) == (1, "risk")
    assert found["matris"]["skala"]["rod"] == 15
    assert found["matris"]["rutor"] == [
        {"sannolikhet": 3, "konsekvens": 4, "varde": 12, "farg": "gul", "risk": ["R-001"]},
        {"sannolikhet": 2, "konsekvens": 3, "varde": 6, "farg": "gul", "risk": ["R-002"]},
    ]
    assert [(each["risk"], each["riktning"]) for each in found["matris"]["rorelser"]] == [
        ("R-001", "oforandrad"),
        ("R-002", "oforandrad"),
    ]
