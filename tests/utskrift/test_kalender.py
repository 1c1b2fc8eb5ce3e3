"""Calendars of duties: what leads where, what is heard, and what is left as it was."""

import re

from drogscen_cli.lager.mallfil import templates
from drogscen_cli.utskrift.html import Sida, to_html
from drogscen_cli.utskrift.md import to_markdown

TABLE = "| Skyldighet | jan | feb |\n|---|:---:|:---:|\n| **{name}, Chefen** | {jan} | {feb} |\n"


def _html(name: str, jan: str, feb: str, container: str = "kalender") -> str:
    table = TABLE.format(name=name, jan=jan, feb=feb)
    made = f"# R\n\n::: {container}\n## K\n\n{table}:::\n\n## § 9 Analys\n\n## § 9 Analys 2\n"
    html = to_html(made, Sida("R", "P"), templates())
    return html[html.index("<tbody>") : html.index("</tbody>")]


def test_signs_become_words_and_lead_to_the_rows_heading() -> None:
    html = _html("§ 9 Analys", "2●1○", "")
    assert '<th scope="row"' in html
    assert '<a href="#-9-analys">§ 9 Analys, Chefen</a>' in html
    assert 'title="jan: 2 hållna, 1 utebliven"' in html
    assert '<td class="mitt"></td>' in html


def test_the_longest_heading_that_fits_is_the_rows_own() -> None:
    assert set(re.findall(r'href="([^"]+)"', _html("§ 9 Analys 2", "●", "◐"))) == {"#-9-analys-2"}


def test_other_text_in_a_cell_is_linked_as_it_is() -> None:
    assert '<td class="mitt"><a href="#-9-analys">ja</a></td>' in _html("§ 9 Analys", "ja", "")


def test_a_cell_with_a_link_of_its_own_is_left_alone() -> None:
    assert '<a href="https://exempel.se">●</a>' in _html("§ 9 Analys", "[●](https://exempel.se)", "●")


def test_a_row_that_names_no_heading_leads_nowhere() -> None:
    assert "<a " not in _html("§ 10 Annat", "●", "◐")


def test_a_table_outside_a_calendar_is_an_ordinary_table() -> None:
    assert "<a " not in _html("§ 9 Analys", "●", "◐", container="anmarkning")


def test_a_calendars_columns_stand_under_each_other_in_markdown_however_long_the_names() -> None:
    name = "§ 11 " + "x" * 50
    lines = to_markdown(f"::: kalender\n{TABLE.format(name=name, jan='●', feb='◐')}:::\n").splitlines()
    assert len(lines) == 3
    assert len({len(line) for line in lines}) == 1
