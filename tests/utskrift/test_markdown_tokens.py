import pytest
from hypothesis import given
from hypothesis import strategies as st

from drogscen_cli.utskrift.lank import allowed, anchor
from drogscen_cli.utskrift.markdown_tokens import Rubrik, headings, parse


def test_there_is_one_first_heading_and_no_level_is_skipped() -> None:
    markdown = "### A\n\n##### B\n\n# C\n\n#### D\n\n## E\n\nF\n===\n"
    assert [(rubrik.niva, rubrik.text) for rubrik in headings(parse(markdown))] == [
        (1, "A"),
        (2, "B"),
        (2, "C"),
        (3, "D"),
        (2, "E"),
        (2, "F"),
    ]


def test_anchors_are_those_of_github_and_each_is_its_own() -> None:
    markdown = "# R-003 Åtgärd: *två* & tre\n\n## Mål\n\n## Mål\n\n## Mål 1\n\n## ***\n\n## Innehall\n"
    assert headings(parse(markdown)) == [
        Rubrik(1, "r-003-åtgärd-två--tre", "R-003 Åtgärd: två & tre"),
        Rubrik(2, "mål", "Mål"),
        Rubrik(2, "mål-1", "Mål"),
        Rubrik(2, "mål-1-1", "Mål 1"),
        Rubrik(2, "avsnitt", "***"),
        Rubrik(2, "innehall-1", "Innehall"),
    ]


@given(st.lists(st.text(max_size=8), max_size=12))
def test_no_two_headings_share_an_anchor(texts: list[str]) -> None:
    taken: set[str] = set()
    for text in texts:
        taken.add(anchor(text, taken))
    assert len(taken) == len(texts)


@pytest.mark.parametrize(
    "url",
    ["https://example.se", "HTTP://example.se", "mailto:a@example.se", "#mål", "bilaga.html", "../a/b.yaml", "?x=1"],
)
def test_a_link_may_lead_to_the_web_to_mail_and_to_files_beside_it(url: str) -> None:
    assert allowed(url)
    assert [child.type for child in parse(f"[x]({url})")[1].children or ()] == ["link_open", "text", "link_close"]


FORBIDDEN = [
    "javascript:x",
    "JaVaScRiPt:x",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.se/x",
    "ms-word:x",
]


@pytest.mark.parametrize(
    "url", [*FORBIDDEN, "java\tscript:x", "\x01javascript:x", "/\\example.se", "\\\\server\\share"]
)
def test_a_link_may_lead_nowhere_else(url: str) -> None:
    assert not allowed(url)


@pytest.mark.parametrize("url", [*FORBIDDEN, "&#106;avascript:x", "javascript&colon;x"])
def test_a_template_can_not_link_anywhere_else(url: str) -> None:
    assert not any(child.type == "link_open" for child in parse(f"[x](<{url}>)")[1].children or ())


def test_pictures_and_html_are_text() -> None:
    children = [
        child
        for token in parse("![x](https://example.se/x.png) <b>y</b>\n\n<div>z</div>")
        for child in token.children or ()
    ]
    assert {child.tag for child in children} <= {"", "a"}


@given(st.text(alphabet="ab :#-|*`>\n{}1.[]()^▲ gul"))
def test_no_markdown_makes_the_parser_fail(markdown: str) -> None:
    tokens = parse(markdown)
    assert sum(token.nesting for token in tokens) == 0


@given(
    st.lists(
        st.sampled_from(
            ["::: spalter", "::: beslut", ":::: spalter", "::::", ":::", "# A", "- x", "", "text[^1]", "[^1]: not"]
        )
    )
)
def test_containers_in_any_order_are_closed(lines: list[str]) -> None:
    depth = 0
    for token in parse("\n".join(lines)):
        depth += token.nesting
        assert depth >= 0
    assert depth == 0
