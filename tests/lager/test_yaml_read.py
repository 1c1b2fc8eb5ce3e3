"""What reading makes of a file that is in order: text as it stands, lists, mappings, and nothing else."""

import pytest

from drogscen_cli.lager.yamlfil import Tree, read

RECORD = """\
# projekt/risk/R-003.yaml
titel: Deltagare prioriteras till andra arbetsuppgifter
agare: projektledare
beslut:
bedomning:                      # en daterad lista
  - {datum: 2023-02-05, sannolikhet: 3, kommentar: Sommarschemat är inte lagt}
atgard:
  - nr: 1
    text: Estimera antal timmar
    senast: 2023-04-01
"""


def _data(text: str) -> Tree:
    inlast = read("f.yaml", text.encode())
    assert inlast.fynd == ()
    return inlast.data


def test_a_record_becomes_text_lists_and_mappings() -> None:
    assert _data(RECORD) == {
        "titel": "Deltagare prioriteras till andra arbetsuppgifter",
        "agare": "projektledare",
        "beslut": None,
        "bedomning": [{"datum": "2023-02-05", "sannolikhet": "3", "kommentar": "Sommarschemat är inte lagt"}],
        "atgard": [{"nr": "1", "text": "Estimera antal timmar", "senast": "2023-04-01"}],
    }


@pytest.mark.parametrize(
    "written", ["13:30", "NO", "ja", "1.10", "1_000", "0o17", "2026-02-30", ".nan", "Null", "TRUE"]
)
def test_a_plain_value_stays_the_text_that_stands_there(written: str) -> None:
    assert _data(f"a: {written}\nb: [{written}]\n") == {"a": written, "b": [written]}


@pytest.mark.parametrize("written", ["", " ", " null", " ~", "  # kommentar", " null # kommentar"])
def test_what_nobody_wrote_is_nothing(written: str) -> None:
    assert _data(f"a:{written}\nb:\n  -{written}\n") == {"a": None, "b": [None]}


@pytest.mark.parametrize("written", ["''", '""', "'null'", '"~"'])
def test_what_stands_in_quotes_is_text(written: str) -> None:
    assert _data(f"a: {written}\n") == {"a": written[1:-1]}


@pytest.mark.parametrize(
    "text", ["a: b & c\n", "a: b*c\n", "a: Se upp!\n", "---\na: b\n", "a: b --- c\n", "a: x >>> y\n"]
)
def test_signs_that_could_be_hostile_are_fine_inside_text(text: str) -> None:
    assert isinstance(_data(text), dict)


def test_the_text_keeps_byte_order_mark_and_line_breaks() -> None:
    raw = "\ufefftitel: å\r\nagare: b\r\n".encode()
    inlast = read("f.yaml", raw)
    assert inlast.text.encode() == raw
    assert inlast.data == {"titel": "å", "agare": "b"}


def test_a_long_file_is_read_like_a_short_one() -> None:
    rows = "".join(f"  - {{datum: 2023-01-01, belopp: {number}, text: 'a, b'}}\n" for number in range(2000))
    assert _data(f"rad:\n{rows}") == {
        "rad": [{"datum": "2023-01-01", "belopp": str(number), "text": "a, b"} for number in range(2000)]
    }
