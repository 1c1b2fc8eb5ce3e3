import json
import re
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from drogscen_cli.utskrift.markdown_text import MallvardeError, Markdown, as_text, escape_markdown, paragraphs
from drogscen_cli.utskrift.markdown_tokens import parser
from drogscen_cli.utskrift.tabell import plain

NAUGHTY: list[str] = json.loads(Path(__file__).with_name("naughty.json").read_text("utf-8"))
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
CONTEXTS = {
    "paragraph": "%s\n",
    "middle of a sentence": "Enligt %s är det så.\n",
    "second line": "Första raden | och\n%s\n\nnästa stycke\n",
    "between words of the template": "*a*%s*b*\n",
    "list item": "- %s\n- nästa\n",
    "numbered item": "1. %s\n",
    "heading": "## %s\n\ntext\n",
    "cell": "| A | B |\n|---|---|\n| %s | x |\n| y | z |\n",
    "tight cell": "|A|B|\n|---|---|\n|%s|x|\n",
    "heading cell": "| %s | B |\n|---|---|\n| a | x |\n",
    "bold": "Ett **x %s x** ord\n",
    "link text": "Se [x %s](#x) ovan\n",
    "quotation": "> %s\n",
    "container": "::: beslut\n%s\n:::\n",
    "beside a footnote": "Text[^1] %s\n\n[^1]: Not\n",
}

ON_GITHUB = sorted(CONTEXTS.keys() - {"between words of the template"})
"""GitHub links web addresses by itself, and takes what follows without a space for a part of the address."""


@pytest.mark.parametrize(
    "text",
    [
        "R-003 och 2023-04-12",
        "A_b, snake_case_namn",
        "n < 5 och 3 > 2",
        "H&M (Åhléns) – 50 % rabatt!",
        'Hon sa: "Ja." Kl. 9.00–15.30; § 9.',
        "C:\\temp och C#",
        "2 * 3",
        "-5 grader, +46 8 508 120 00, 1.5",
        "mats.fors@example.se",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert escape_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# Rubrik", "\\# Rubrik"),
        ("- punkt", "\\- punkt"),
        ("1. ett", "1\\. ett"),
        ("> citat", "\\> citat"),
        ("::: beslut", "\\::: beslut"),
        ("---", "\\---"),
        ("*fet* och _kursiv_", "\\*fet\\* och \\_kursiv\\_"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("a|b", "a\\|b"),
        ("<b>", "\\<b>"),
        ("&lt;", "\\&lt;"),
        ("rad ett\r\n\r\nrad två", "rad ett rad två"),
        ("slutar med \\", "slutar med &#92;"),
        ("höger\u202evänster\x1b[0m", "höger\\u202evänster\\u001b\\[0m"),
    ],
)
def test_what_would_be_markup_is_escaped_and_nothing_else(text: str, markdown: str) -> None:
    assert escape_markdown(text) == markdown


def _shape(tokens: list[Token]) -> list[str]:
    """Every element of the document, blocks and inlines, without texts."""
    shape: list[str] = []
    for token in tokens:
        shape.append(f"{token.type}{token.attrs}")
        shape += [f"{child.type}{child.attrs}" for child in token.children or () if child.type != "text"]
    return shape


def _texts(tokens: list[Token]) -> list[str]:
    return [plain(token).strip() for token in tokens if token.type == "inline"]


def _seen(text: str) -> str:
    """What a reader shall see of ``text``."""
    line = re.sub("[ \t\r\n\u2028\u2029]+", " ", text.strip())
    return "".join(f"\\u{ord(sign):04x}" if UNSEEN.match(sign) or _is_nonsign(sign) else sign for sign in line)


def _is_nonsign(sign: str) -> bool:
    return ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"


def _check(text: str, context: str) -> None:
    found = parser().parse(context % Markdown.printed(text))
    model = parser().parse(context % "qx")
    assert _shape(found) == _shape(model)
    assert _texts(found) == [line.replace("qx", _seen(text)).strip() for line in _texts(model)]


texts = st.one_of(
    st.text(),
    st.text(alphabet="ab1 .)#-+*_`~[]()<>|\\&;:={}$!\n\t", max_size=30),
    st.lists(st.sampled_from(NAUGHTY[:190]), max_size=3).map(" ".join),
)


@given(texts.filter(lambda text: text.strip() != ""), st.sampled_from(sorted(CONTEXTS)))
def test_any_text_is_itself_and_nothing_but_text_wherever_it_stands(text: str, context: str) -> None:
    _check(text, CONTEXTS[context])


@pytest.mark.parametrize("context", CONTEXTS)
def test_hostile_text_is_itself_wherever_it_stands(context: str) -> None:
    for text in NAUGHTY:
        if text.strip():
            _check(text, CONTEXTS[context])


def _elements_on_github(markdown: str) -> list[str]:
    html = cmarkgfm.github_flavored_markdown_to_html(markdown)
    return re.findall(r"</?(?!a\b)[a-z][a-z0-9]*", re.sub(r'<a href="(?:http|mailto)[^>]*>(.*?)</a>', r"\1", html))


@given(texts.filter(lambda text: text.strip() != ""), st.sampled_from(ON_GITHUB))
def test_any_text_is_nothing_but_text_on_github_too(text: str, context: str) -> None:
    escaped = Markdown.printed(text)
    assert _elements_on_github(CONTEXTS[context] % escaped) == _elements_on_github(CONTEXTS[context] % "qx")


@pytest.mark.parametrize("context", ON_GITHUB)
def test_hostile_text_is_nothing_but_text_on_github(context: str) -> None:
    for text in NAUGHTY:
        if text.strip():
            found = _elements_on_github(CONTEXTS[context] % Markdown.printed(text))
            assert found == _elements_on_github(CONTEXTS[context] % "qx"), text


class _Slag(StrEnum):
    SEN = "sen"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (True, "ja"),
        (False, "nej"),
        (7, "7"),
        (3.5, "3,5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.50"), "0,50"),
        (date(2023, 4, 12), "2023-04-12"),
        (time(9, 5), "9.05"),
        (_Slag.SEN, "sen"),
    ],
)
def test_a_value_is_written_as_swedes_write_it(value: object, text: str) -> None:
    assert as_text(value) == text


def test_a_list_is_not_printed_as_python_writes_it() -> None:
    with pytest.raises(MallvardeError) as caught:
        as_text(["a"])
    assert caught.value.message == "värdet är en lista eller en hel post (list); skriv ut ett fält i det"


def test_paragraphs_keep_paragraphs_and_lists_and_nothing_else() -> None:
    text = (
        "Detta ska uppnås;\n- etablera *samverkan*\n- öka\n  närvaron\n\n# Ingen rubrik\nfortsätter\n\n1. ett\n2) två\n"
    )
    assert paragraphs(text) == (
        "Detta ska uppnås;\n\n- etablera \\*samverkan\\*\n- öka närvaron\n\n"
        "\\# Ingen rubrik fortsätter\n\n1. ett\n2. två"
    )


@given(texts)
def test_paragraphs_of_any_text_hold_only_paragraphs_and_lists(text: str) -> None:
    allowed = {"paragraph", "inline", "bullet_list", "ordered_list", "list_item", "text"}
    tokens = parser().parse(paragraphs(text))
    children = [child for token in tokens for child in token.children or ()]
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in [*tokens, *children]} <= allowed
