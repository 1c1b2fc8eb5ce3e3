import cmarkgfm  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from drogscen_cli.utskrift.markdown_text import Markdown
from drogscen_cli.utskrift.markdown_tokens import headings, parse, parser
from drogscen_cli.utskrift.md import to_markdown
from drogscen_cli.utskrift.tabell import plain


def test_containers_leave_only_what_they_hold() -> None:
    markdown = "::: huvud\n# A\n:::\n\n:::: spalter\n### B\n\n::: saknas Det här\ntext\n:::\n::::\n\n::: beslut\nslut\n"
    assert to_markdown(markdown) == "# A\n\n### B\n\ntext\n\nslut\n"


def test_colons_that_are_no_container_stay() -> None:
    markdown = "```\n::: beslut\n:::\n```\n\n\\::: text\n\n:::Nej 1\n"
    assert to_markdown(markdown) == markdown


def test_the_columns_of_a_table_are_even_to_the_eye() -> None:
    table = "|A|Belopp|\n|---|---:|\n|Åsa Öhrn|7|\n| a \\| b | 1 000 |\n| kort |\n"
    assert to_markdown(table) == (
        "| A        | Belopp |\n"
        "| -------- | -----: |\n"
        "| Åsa Öhrn |      7 |\n"
        "| a \\| b   |  1 000 |\n"
        "| kort     |        |\n"
    )


def test_one_long_cell_does_not_make_every_row_long() -> None:
    table = f"| A | B |\n|---|---|\n| {'x' * 90} | y |\n| z | y |\n"
    assert to_markdown(table).splitlines()[-1] == f"| z{' ' * 39} | y   |"


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), min_size=1, max_size=4))
def test_evening_a_table_changes_no_cell(rows: list[list[str]]) -> None:
    lines = [f"| {Markdown.printed(one)} | {Markdown.printed(two)} |" for one, two in rows]
    table = "\n".join(["| A | B |", "|:-:|---:|", *lines]) + "\n"
    assert _cells(to_markdown(table)) == _cells(table)


def _cells(markdown: str) -> list[str]:
    return [plain(token) for token in parser().parse(markdown) if token.type == "inline"]


def test_the_sample_report_is_the_same_headings_and_tables_on_github(lagesrapport: str) -> None:
    html = cmarkgfm.github_flavored_markdown_to_html(to_markdown(lagesrapport))
    wanted = [f"<h{rubrik.niva}>{rubrik.text}</h{rubrik.niva}>" for rubrik in headings(parse(lagesrapport))]
    assert [line for line in html.splitlines() if line.startswith("<h")] == wanted
    assert html.count("<table>") == 4
    assert ":::" not in html
