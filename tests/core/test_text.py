import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drogscen_cli.core.text import fold, nearest, visible


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("åtgärd", "atgard"),
        ("ÄGARE", "AGARE"),
        ("beslutsförslag", "beslutsforslag"),
        ("idé", "ide"),
        ("risk-1", "risk-1"),
    ],
)
def test_swedish_letters_become_ascii_composed_or_not(typed: str, folded: str) -> None:
    assert fold(typed) == folded
    assert fold(unicodedata.normalize("NFD", typed)) == folded


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mröd\x1b[0m", "\\u001b[31mröd\\u001b[0m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200fb\u2066c", "a\\u200fb\\u2066c"),
        ("a\rb\x07", "a\\u000db\\u0007"),
        ("noll\x00", "noll\\u0000"),
        ("halvt \ud800", "halvt \\ud800"),
        ("två\nrader\toch tabb", "två\nrader\toch tabb"),
        ("en\u00a0fast blank och en é", "en\u00a0fast blank och en é"),
    ],
)
def test_what_would_steer_a_terminal_is_written_out(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@given(st.text())
def test_visible_text_stays_as_it_is(text: str) -> None:
    once = visible(text)
    assert visible(once) == once
    assert not {unicodedata.category(char) for char in once if char not in "\n\t"} & {"Cc", "Cs"}


@pytest.mark.parametrize(
    ("word", "near"),
    [("tittel", "titel"), ("ägare", "agare"), ("AGARE", "agare"), ("qqq", None), ("", None), ("stängd", "stangd")],
)
def test_the_nearest_word_is_found_whatever_its_dots_and_case(word: str, near: str | None) -> None:
    assert nearest(word, ["agare", "stangd", "titel"]) == near


@given(st.text(), st.lists(st.text()))
def test_the_nearest_is_one_of_the_candidates_or_none(word: str, candidates: list[str]) -> None:
    assert nearest(word, candidates) in {*candidates, None}
