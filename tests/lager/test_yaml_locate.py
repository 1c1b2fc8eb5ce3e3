"""Where a value stands, in rows and columns as an editor counts them."""

import pytest

from drogscen_cli.core.fynd import Vag
from drogscen_cli.lager.yamlfil import locate

TEXT = """\
# rubrik
titel: "Å, ä & ö"   # kommentar
agare:   # ingen än
bedomning:
  - {datum: 2023-02-05, sannolikhet: 9}
atgard:
  - nr: 1
    text: |
      rad ett
      rad två
    ansvarig:
  - nr: 2
    namn: [anna, bo]
"""


def _underlined(text: str, place: tuple[int, int, int]) -> str:
    rad, kolumn, langd = place
    return text.removeprefix("\ufeff").splitlines()[rad - 1][kolumn - 1 : kolumn - 1 + langd]


@pytest.mark.parametrize(
    ("vag", "value", "key"),
    [
        (("titel",), '"Å, ä & ö"', "titel"),
        (("agare",), "agare", "agare"),
        (("bedomning",), "- {datum: 2023-02-05, sannolikhet: 9}", "bedomning"),
        (("bedomning", 0), "{datum: 2023-02-05, sannolikhet: 9}", "{datum: 2023-02-05, sannolikhet: 9}"),
        (("bedomning", 0, "sannolikhet"), "9", "sannolikhet"),
        (("atgard", 0), "nr", "nr"),
        (("atgard", 0, "text"), "|", "text"),
        (("atgard", 0, "ansvarig"), "ansvarig", "ansvarig"),
        (("atgard", 1, "nr"), "2", "nr"),
        (("atgard", 1, "namn"), "[anna, bo]", "namn"),
        (("atgard", 1, "namn", 1), "bo", "bo"),
    ],
)
@pytest.mark.parametrize("change", ["", "\ufeff", "\r\n"])
def test_a_path_leads_to_the_value_or_to_its_key(vag: Vag, value: str, key: str, change: str) -> None:
    text = "\ufeff" + TEXT if change == "\ufeff" else TEXT.replace("\n", change or "\n")
    assert _underlined(text, locate(text, vag)) == value
    assert _underlined(text, locate(text, vag, key=True)) == key


@pytest.mark.parametrize(
    ("vag", "parent"),
    [
        (("bedomning", 4), "bedomning"),
        (("bedomning", 0, "konsekvens"), "{datum: 2023-02-05, sannolikhet: 9}"),
        (("atgard", 0, "senast"), "nr"),
        (("atgard", 1, "namn", 7, "x"), "namn"),
    ],
)
def test_a_path_that_leads_too_far_ends_at_the_deepest_parent(vag: Vag, parent: str) -> None:
    assert _underlined(TEXT, locate(TEXT, vag)) == parent


def test_a_path_into_a_scalar_ends_at_the_scalar() -> None:
    assert _underlined(TEXT, locate(TEXT, ("atgard", 1, "nr", "constrained-int"))) == "2"


@pytest.mark.parametrize("vag", [(), ("finns_inte",), ("finns_inte", 0, "x"), (0,)])
def test_what_concerns_the_whole_file_stands_first(vag: Vag) -> None:
    assert locate(TEXT, vag) == (1, 1, 1)


@pytest.mark.parametrize("text", ["", "# tom\n", "a: b: c\n", "a: \udc80\n", "a: *b\n", "[" * 100_000, "a: &b [*b]\n"])
def test_a_text_that_cannot_be_read_has_its_places_first(text: str) -> None:
    assert locate(text, ("a",)) == (1, 1, 1)


def test_columns_count_characters_and_rows_count_line_breaks_of_every_kind() -> None:
    assert locate("a: 😀\r\nb:\tå å\rc: {d: 'x\u2028y', e: f}\n", ("c", "e")) == (3, 18, 1)


def test_a_value_over_several_lines_is_underlined_on_its_first() -> None:
    assert locate('a: "b\n  c"\n', ("a",)) == (1, 4, 2)
