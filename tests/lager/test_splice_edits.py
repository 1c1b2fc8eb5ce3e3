"""Changes to a record that people have written by hand: each shown as the lines that go and the lines that come."""

import difflib
from datetime import date

import pytest

from drogscen_cli.lager.splice import Append, Set, splice
from drogscen_cli.lager.textedit import Order

RECORD = """\
# projekt/risk/R-003.yaml
titel: Deltagare  # rubrik
agare:   # vem?
orsak: |  # varför
  rad ett

  rad två

# bedömningar
bedomning:                      # en daterad lista
  - {datum: 2023-02-05, sannolikhet: 3, kommentar: 'Sommar'}
atgard:
  - nr: 1   # etta
    text: Estimera
    # senast
    senast: 2023-04-01
# slut
tomma: []  # inga än
deltagare: [a, b]
"""
ORDER: Order = {
    (): ("titel", "kategori", "agare", "orsak", "bedomning", "atgard", "stangd"),
    ("atgard",): ("nr", "ansvarig", "text", "senast", "klar"),
    ("bedomning",): ("datum", "sannolikhet", "konsekvens", "kommentar"),
}


def _diff(before: str, after: str) -> list[str]:
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")]


@pytest.mark.parametrize(
    ("edit", "diff"),
    [
        (
            Set(("titel",), "Deltagare: få"),
            ["-titel: Deltagare  # rubrik", '+titel: "Deltagare: få"  # rubrik'],
        ),
        (Set(("titel",), None), ["-titel: Deltagare  # rubrik", "+titel:  # rubrik"]),
        (Set(("agare",), "projektledare"), ["-agare:   # vem?", "+agare: projektledare   # vem?"]),
        (Set(("kategori",), "resurser"), ["+kategori: resurser"]),
        (Set(("stangd",), date(2023, 5, 1)), ["+stangd: 2023-05-01"]),
        (Set(("okand",), 1), ["+okand: 1"]),
        (
            Set(("orsak",), "en rad"),
            ["-orsak: |  # varför", "-  rad ett", "-", "-  rad två", "+orsak: en rad  # varför"],
        ),
        (Set(("orsak",), "a\nb\n"), ["-  rad ett", "-", "-  rad två", "+  a", "+  b"]),
        (
            Set(("bedomning", 0, "kommentar"), "Anna's"),
            [
                "-  - {datum: 2023-02-05, sannolikhet: 3, kommentar: 'Sommar'}",
                "+  - {datum: 2023-02-05, sannolikhet: 3, kommentar: 'Anna''s'}",
            ],
        ),
        (
            Set(("bedomning", 0, "konsekvens"), 4),
            [
                "-  - {datum: 2023-02-05, sannolikhet: 3, kommentar: 'Sommar'}",
                "+  - {datum: 2023-02-05, sannolikhet: 3, konsekvens: 4, kommentar: 'Sommar'}",
            ],
        ),
        (
            Set(("bedomning", 0, "sannolikhet"), None),
            [
                "-  - {datum: 2023-02-05, sannolikhet: 3, kommentar: 'Sommar'}",
                "+  - {datum: 2023-02-05, sannolikhet: null, kommentar: 'Sommar'}",
            ],
        ),
        (Set(("atgard", 0, "klar"), date(2023, 4, 3)), ["+    klar: 2023-04-03"]),
        (Set(("atgard", 0, "ansvarig"), "anna"), ["+    ansvarig: anna"]),
        (Set(("period", "slut"), date(2023, 12, 31)), ["+period:", "+  slut: 2023-12-31"]),
        (Set(("deltagare",), ["a"]), ["-deltagare: [a, b]", "+deltagare: [a]"]),
        (
            Append(("bedomning",), {"datum": date(2023, 3, 5), "sannolikhet": 2}),
            ["+  - {datum: 2023-03-05, sannolikhet: 2}"],
        ),
        (Append(("atgard",), {"nr": 2, "text": "Inventera"}), ["+  - nr: 2", "+    text: Inventera"]),
        (Append(("tomma",), {"nr": 1}), ["-tomma: []  # inga än", "+tomma:  # inga än", "+  - {nr: 1}"]),
        (Append(("nya",), {"nr": 1}), ["+nya:", "+  - {nr: 1}"]),
        (Append(("deltagare",), "c, d"), ["-deltagare: [a, b]", '+deltagare: [a, b, "c, d"]']),
    ],
)
def test_an_edit_changes_these_lines_and_no_others(edit: Set | Append, diff: list[str]) -> None:
    assert _diff(RECORD, splice(RECORD, [edit], order=ORDER)) == diff


def test_a_value_that_is_already_there_changes_nothing() -> None:
    edits = [Set(("bedomning", 0, "sannolikhet"), 3), Set(("agare",), None), Set(("finns_inte",), None)]
    assert splice(RECORD, edits) == RECORD


def test_several_edits_are_made_one_after_another() -> None:
    first, second = Append(("logg",), {"datum": date(2023, 5, 1)}), Append(("logg",), {"datum": date(2023, 5, 2)})
    assert splice("titel: x\n", [first, second, Set(("a",), "b")]) == (
        "titel: x\nlogg:\n  - {datum: 2023-05-01}\n  - {datum: 2023-05-02}\na: b\n"
    )


@pytest.mark.parametrize(
    ("text", "edit", "after"),
    [
        ("", Set(("a",), 1), "a: 1\n"),
        ("# rubrik\n", Set(("a",), 1), "# rubrik\na: 1\n"),
        ("a: 1", Set(("b",), 2), "a: 1\nb: 2"),
        ("a: 1\r\nc: 3\r\n", Set(("b",), 2), "a: 1\r\nb: 2\r\nc: 3\r\n"),
        ("\ufeffb: 1\n", Set(("a",), 2), "\ufeffa: 2\nb: 1\n"),
        ("# till b\nb: 1\nc: 2\n", Set(("a",), 3), "# till b\nb: 1\na: 3\nc: 2\n"),
        ("# rubrik\n\nb: 1\n", Set(("a",), 3), "# rubrik\n\na: 3\nb: 1\n"),
        ("a: |\n  rad", Set(("b",), 2), "a: |-\n  rad\nb: 2"),
        ("a: |+\n  rad\n\nc: d\n", Set(("b",), 2), "a: |+\n  rad\n\nb: 2\nc: d\n"),
        ("a:\n- x\n", Append(("a",), "w"), "a:\n- x\n- w\n"),
        ("a:\n    -   b: x\n", Append(("a",), {"b": "w"}), "a:\n    -   b: x\n    -   b: w\n"),
        ("a:\n  - x\n  # till c\nc: d\n", Append(("a",), "w"), "a:\n  - x\n  - w\n  # till c\nc: d\n"),
        ("a: [\n  x,  # ett\n]\n", Append(("a",), "w"), "a: [\n  x, w,  # ett\n]\n"),
        ("a:\n- x\n", Set(("b",), [{"c": 1}]), "a:\n- x\nb:\n- {c: 1}\n"),
        ("a:\n    b: 1\n", Set(("c",), {"d": 2}), "a:\n    b: 1\nc:\n    d: 2\n"),
        ("{a: , b}\n", Set(("a",), 1), "{a: 1, b}\n"),
        ("{a: , b}\n", Set(("b",), 1), "{a: , b: 1}\n"),
        ("{}\n", Set(("a",), 1), "{a: 1}\n"),
        ("a:\n  b\n", Set(("a",), "c"), "a:\n  c\n"),
        ("a:\n  - x\n  - z\n", Set(("a", 0), "w"), "a:\n  - w\n  - z\n"),
        ("a:\n  -\n  - z\n", Set(("a", 0), "w"), "a:\n  - w\n  - z\n"),
        ("a:\n  -\n", Set(("a", 0, "b"), 1), "a:\n  - {b: 1}\n"),
        ("a:  # tom\n", Set(("a", "b"), 1), "a:  # tom\n  b: 1\n"),
        ("a: [x]\n", Set(("a",), "två\nrader\n"), "a: |\n  två\n  rader\n"),
        ("a: x   \nb: y\n", Set(("a",), {"c": 1}), "a:\n  c: 1\nb: y\n"),
        ('"a b": 1\n', Set(("a b",), 2), '"a b": 2\n'),
    ],
)
def test_the_files_own_style_is_kept(text: str, edit: Set | Append, after: str) -> None:
    order: Order = {(): ("a", "b", "c")}
    assert splice(text, [edit], order=order) == after
