from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drogscen_cli.core.errors import NoProjectError
from drogscen_cli.utskrift.mall import render_markdown
from drogscen_cli.utskrift.mallfel import MallError
from drogscen_cli.utskrift.markdown_text import Markdown
from drogscen_cli.utskrift.markdown_tokens import parser

STAR = "*x* | [y](z)"
SAFE = "\\*x\\* \\| \\[y\\](z)"


def _render(template: str, values: Mapping[str, object] | None = None, **more: object) -> str:
    return render_markdown({"a.md.j2": template}.get, "a.md.j2", dict(values or {}) | more).removesuffix("\n")


@pytest.mark.parametrize(
    ("template", "markdown"),
    [
        pytest.param("{{ x }}", SAFE, id="value"),
        pytest.param("{{ '**' }}", "\\*\\*", id="constant"),
        pytest.param("{{ '3 < 4 & 5' }}", "3 < 4 & 5", id="constant that HTML would escape"),
        pytest.param("**{{ x }}**", f"**{SAFE}**", id="inside the template's own markup"),
        pytest.param("{% macro m(v) %}**{{ v }}**{% endmacro %}{{ m(x) }}", f"**{SAFE}**", id="macro"),
        pytest.param("{% macro m(v) %}**{{ v }}**{% endmacro %}{{ m(m(x)) }}", f"****{SAFE}****", id="macro in macro"),
        pytest.param("{% macro m(v) %}_{{ v }}_{% endmacro %}{{ m(1) ~ ' ' ~ x }}", f"_1_ {SAFE}", id="macro ~ value"),
        pytest.param("{% macro m(v) %}_{{ v }}_{% endmacro %}{{ m(1) + x }}", f"_1_{SAFE}", id="macro + value"),
        pytest.param("{% macro m() %}_%s_{% endmacro %}{{ m() % x }}", f"_{SAFE}_", id="macro % value"),
        pytest.param("{% macro m() %}_{}_{% endmacro %}{{ m().format(x) }}", f"_{SAFE}_", id="macro.format"),
        pytest.param("{% macro m() %}_{{ caller() }}_{% endmacro %}{% call m() %}{{ x }}{% endcall %}", f"_{SAFE}_"),
        pytest.param("{{ 'a ' ~ x }}", f"a {SAFE}", id="constant ~ value"),
        pytest.param("{% set y %}_{{ x }}_{% endset %}{{ y }} {{ y ~ x }}", f"_{SAFE}_ _{SAFE}_{SAFE}", id="set block"),
        pytest.param("{% set y = x %}{{ y }}", SAFE, id="set"),
        pytest.param("{% for v in [x, x] %}{{ v }};{% endfor %}", f"{SAFE};{SAFE};", id="loop"),
        pytest.param("{{ [x, 'a'] | join(' + ') }}", f"{SAFE} + a", id="join of texts"),
        pytest.param("{{ ['gul' | farg, x] | join(', ') }}", f"**▲ gul**, {SAFE}", id="join with Markdown"),
        pytest.param("{{ [x, 'b', 'c'] | lista }}", f"{SAFE}, b och c", id="lista"),
        pytest.param("{{ x | upper }}", SAFE.upper(), id="upper"),
        pytest.param("{{ ('gul' | farg) | upper }}", "**▲ GUL**", id="upper of Markdown"),
        pytest.param("{{ x if x else 'y' }}", SAFE, id="condition"),
        pytest.param("{{ tom or 'saknas' }}", "saknas", id="or"),
        pytest.param("{{ x[:3] }}", "\\*x\\*", id="slice"),
        pytest.param("{{ x.replace('x', 'y') }}", SAFE.replace("x", "y"), id="method"),
        pytest.param("{{ tom }}", "–", id="None"),
        pytest.param("{{ tom ~ ' kr' }}", "– kr", id="None in a concatenation"),
        pytest.param("{% raw %}{{ x }}{% endraw %}", "{{ x }}", id="raw"),
    ],
)
def test_a_value_is_text_however_the_template_handles_it(template: str, markdown: str) -> None:
    assert _render(template, x=STAR, tom=None) == markdown


def test_a_value_is_text_through_includes_blocks_and_imports() -> None:
    files = {
        "a.md.j2": "{% extends 'b.md.j2' %}{% block b %}{{ super() }}{{ x }}{% endblock %}",
        "b.md.j2": "{% from 'm.md.j2' import m %}{% block b %}_{{ x }}_{% endblock %}{{ m(x) }}{% include 'c.md.j2' %}",
        "c.md.j2": "c{{ x }}",
        "m.md.j2": "{% macro m(v) %}**{{ v }}**{% endmacro %}",
    }
    assert render_markdown(files.get, "a.md.j2", {"x": "*"}) == "_\\*_\\***\\***c\\*\n"


def test_what_looks_like_a_template_in_data_is_text() -> None:
    hostile = "{{ 7 * 7 }}{% for x in y %}{{ ''.__class__ }}"
    assert _render("{{ x }}", x=hostile) == "{{ 7 * 7 }}{% for x in y %}{{ ''.\\_\\_class\\_\\_ }}"


@given(st.text(), st.text())
def test_two_values_side_by_side_are_two_texts(one: str, two: str) -> None:
    children = parser().parse(_render("Ord x{{ a }}{{ b }} slut", a=one, b=two))[1].children or []
    assert {child.type for child in children} == {"text"}


PLAIN = [
    "datum",
    "datum_kort",
    "datum_text",
    "farg",
    "klockslag",
    "kronor",
    "procent",
    "stycken",
    "tal",
    "tkr",
    "vecka",
]


class _Farg(StrEnum):
    GUL = "gul"


@pytest.mark.parametrize(
    ("template", "markdown"),
    [
        ("{{ dag | datum }}", "2023-04-12"),
        ("{{ dag | datum_text }}", "den 12 april 2023"),
        ("{{ dag | datum_kort }}", "12 april"),
        ("{{ dag | datum_spann(slut) }}", "den 12–14 april 2023"),
        ("{{ dag | vecka }}", "v. 15"),
        ("{{ kl | klockslag }}", "kl. 9.00"),
        ("{{ 2000000 | kronor }}", "2 000 000 kr"),
        ("{{ belopp | tkr }}", "275 tkr"),
        ("{{ andel | procent(1) }}", "12,5 %"),
        ("{{ belopp | tal(2) }}", "275 000,00"),
        ("{{ 2 | antal('risk', 'risker') }}", "2 risker"),
        ("{{ 'gul' | farg }} {{ 'grön' | farg }} {{ farg | farg }}", "**▲ gul** **● grön** **▲ gul**"),
        ("{{ 'R-003' | lank('#r-003-(x) y') }}", "[R-003](#r-003-%28x%29%20y)"),
        ("{{ '[x]' | lank('javascript:alert(1)') }}", "\\[x\\]"),
        ("{{ 'x' | lank(tom) }}", "x"),
        ("{{ 'x' | lank('Bilaga 1. *Plan*' | ankare) }}", "[x](#bilaga-1-plan)"),
        ("{{ 'ett\n\n- två' | stycken }}", "ett\n\n- två"),
        (
            "".join(f"{{{{ tom | {name} }}}}" for name in (*PLAIN, "antal('a', 'b')")),
            "–" * 12,
        ),
    ],
)
def test_filters_write_values_as_swedish_is_written(template: str, markdown: str) -> None:
    values = {
        "dag": date(2023, 4, 12),
        "slut": date(2023, 4, 14),
        "kl": time(9),
        "belopp": Decimal(275_000),
        "andel": Fraction(1, 8),
        "farg": _Farg.GUL,
        "tom": None,
    }
    assert _render(template, values).replace("\N{NO-BREAK SPACE}", " ") == markdown


def test_conditions_and_loops_leave_no_empty_rows_behind() -> None:
    template = (
        "# A\n\n{% if no %}\n## B\n\n{% endif %}\n\n{% for x in [1, 2] %}\n- {{ x }}  \n{% endfor %}\n\n\nC\n\n\n"
    )
    assert _render(template, no=False) == "# A\n\n- 1\n- 2\n\nC"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("a\n{{ y }}", "mallar/a.md.j2:2: variabeln ”y” finns inte"),
        ("{{ riks }}", "mallar/a.md.j2:1: variabeln ”riks” finns inte; menas ”risk”?"),
        ("{{ risk.tittel }}", "mallar/a.md.j2:1: ”tittel” finns inte i uppslaget; menas ”titel”?"),
        ("{{ tom.titel }}", "mallar/a.md.j2:1: ”titel” kan inte hämtas: värdet före punkten saknas"),
        ("{% if y %}{% endif %}", "mallar/a.md.j2:1: variabeln ”y” finns inte"),
        ("{{ x | datun }}", "mallar/a.md.j2:1: filtret ”datun” finns inte; menas ”datum”?"),
        ("{{ x | safe }}", "mallar/a.md.j2:1: filtret ”safe” finns inte"),
        ("{{ x is tal }}", "mallar/a.md.j2:1: testet ”tal” finns inte"),
        ("\n\n{% if x %}", "mallar/a.md.j2:3: mallen tar slut innan {% endif %}"),
        ("{% foo %}", "mallar/a.md.j2:1: {% foo %} finns inte eller står på fel plats"),
        ("{{ x y }}", "mallar/a.md.j2:1: här väntades }} men där står ”y”"),
        ("{{ x", "mallar/a.md.j2:1: mallen tar slut innan }}"),
        ("{{ ) }}", "mallar/a.md.j2:1: oväntat: ”)”"),
        ("{{ 'a }}", "mallar/a.md.j2:1: uttrycket går inte att tolka"),
        ("{{ x.__class__ }}", "mallar/a.md.j2:1: mallen försöker nå något som mallar inte når"),
        ("{{ lista.append(1) }}", "mallar/a.md.j2:1: mallen försöker nå något som mallar inte når"),
        ("{{ lista }}", "mallar/a.md.j2:1: värdet är en lista eller en hel post (list); skriv ut ett fält i det"),
        ("{{ [] | first }}", "mallar/a.md.j2:1: ett värde som mallen behöver finns inte"),
        ("{{ 1 / 0 }}", "mallar/a.md.j2:1: mallen delar med noll"),
        ("{{ x + 1 }}", "mallar/a.md.j2:1: uttrycket går inte att räkna ut med de värden som finns"),
        ("{{ range(10 ** 9) | list }}", "mallar/a.md.j2:1: mallen räknar med ett för stort tal"),
        ("{% include 'b.md.j2' %}", "mallar/a.md.j2:1: mallen ”b.md.j2” som används här finns inte"),
        ("{% include 'a.md.j2' %}", "mallar/a.md.j2:1: mallen anropar sig själv utan slut"),
        ("{{ 'blå' | farg }}", "mallar/a.md.j2:1: ”blå” är ingen färg; färgerna är gron, gul, rod"),
        (
            "{% autoescape false %}{{ x }}{% endautoescape %}",
            "mallar/a.md.j2:1: {% autoescape %} får inte användas: värden skrivs alltid ut som text",
        ),
    ],
)
def test_an_error_in_a_template_is_told_in_swedish_with_its_line(template: str, text: str) -> None:
    with pytest.raises(MallError) as caught:
        _render(template, x="x", tom=None, lista=[1], risk={"titel": "x"})
    assert caught.value.text == text
    assert caught.value.exit_code == 3
    assert caught.value.atgarda == (
        "Rätta mallen. Tas projektets egen mallar/a.md.j2 bort används den som följer med programmet."
    )


def test_a_template_that_can_not_be_read_is_told_by_whoever_reads_it() -> None:
    def find(name: str) -> str:
        raise NoProjectError(f"{name} går inte att läsa")

    with pytest.raises(NoProjectError, match=r"lage\.md\.j2 går inte att läsa"):
        render_markdown(find, "lage.md.j2", {})


def test_a_template_that_is_nowhere_is_named() -> None:
    with pytest.raises(MallError) as caught:
        render_markdown(lambda _: None, "lage.md.j2", {})
    assert caught.value.text == "mallar/lage.md.j2: mallen finns inte"
    assert caught.value.atgarda == "Kontrollera namnet. De mallar som finns: drogscen mall list"


def test_an_error_inside_an_included_template_is_told_with_that_templates_line() -> None:
    files = {"a.md.j2": "a\n{% include 'b.md.j2' %}", "b.md.j2": "b\n\n{{ 1 / 0 }}"}
    with pytest.raises(MallError) as caught:
        render_markdown(files.get, "a.md.j2", {})
    assert caught.value.text == "mallar/b.md.j2:3: mallen delar med noll"


def test_markdown_made_by_python_is_not_escaped_twice() -> None:
    assert _render("{{ x }} {{ x ~ y }}", x=Markdown("**a**"), y="*") == "**a** **a**\\*"
