"""Text that means harm in every text field of every register: the report shows it as text and does nothing with it."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from html.parser import HTMLParser
from typing import Any, get_args

import pytest
from markdown_it import MarkdownIt
from pydantic.fields import FieldInfo
from tests.world import MemorySource

from drogscen_cli import register
from drogscen_cli.core.post import Daterad, Numrerad, Struktur, Val, is_list, struct_of
from drogscen_cli.core.scalars import MAX_LANGTEXT, MAX_SOKVAG, MAX_TEXT, FactDate, Till
from drogscen_cli.core.skalar import Skalar
from drogscen_cli.core.text import visible
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager import emit
from drogscen_cli.lager.mallfil import templates
from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.rapport import Underlag
from drogscen_cli.rapport.lage import bygg
from drogscen_cli.utskrift.html import Sida, to_html
from drogscen_cli.utskrift.mall import render_markdown
from drogscen_cli.utskrift.md import to_markdown

DAG = date(2023, 6, 15)
ATTACKS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)></td></main><!-- ]]>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}{# bort #}${7*7}",
    "[länk](javascript:alert(1)) ![bild](http://exempel.se/x.png) <http://exempel.se> http://exempel.se www.exempel.se",
    "*fet* **fet** _kursiv_ ~~struken~~ `kod` $x^2$ [^1] :warning: @alla #1 &lt; &#60; \\< \\",
    "a | b | c || d \\| e",
    "# Rubrik",
    "- punkt",
    "1. punkt",
    "> citat",
    "::: beslut",
    "---",
    "bakvänd \u202eeneb\u202c och \u200bosynlig",
)
RULES = ("AKT01", "AND01", "BUD01", "BUD02", "LAGE01", "RISK01", "RISK02")
KEYS = {
    "organisation/person": "p",
    "organisation/roll": "r",
    "organisation/grupp": "g",
    "projektplan/dimension": "budget",
    "risk": "R-001",
    "mote": "M-001",
    "mote/beslut": "M-001/beslut/1",
    "andring": "AB-001",
    "avvikelse": "AV-001",
    "aktivitet": "A-001",
    "lagesrapport": "LR-001",
    "lagesbild": "LB-001",
}
LEFT_OPEN = {"stangd", "installt", "avbruten", "upphort", "genomfort", "beslutad", "klar", "datum"}
"""Facts that would take a record out of the report."""


def _marks(info: FieldInfo) -> list[object]:
    stack: list[object] = [info.annotation, *info.metadata]
    found: list[object] = []
    while stack:
        found.append(mark := stack.pop())
        stack.extend(get_args(mark))
        stack.extend(getattr(mark, "__metadata__", ()))
    return found


class _Filler:
    """Fills every field of a record, each text with an attack and the field's own name."""

    def __init__(self, attack: str) -> None:
        self.attack = attack
        self.texts: dict[str, str] = {}

    def record(self, model: type[Struktur], where: str) -> dict[str, Any]:
        struct = struct_of(model)
        lists, parts = dict(struct.lists), dict(struct.parts)
        data: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            place = f"{where}.{name}"
            if name in lists:
                data[name] = [self.record(lists[name], place)]
            elif name in parts:
                data[name] = self.record(parts[name], place)
            elif (value := self.value(place, name, info)) is not None:
                data[name] = [value] if is_list(model, name) else value
        if issubclass(model, Numrerad):
            data["nr"] = "1"
        if issubclass(model, Daterad):
            data["datum"] = "2023-06-01"
        return data

    def value(self, place: str, name: str, info: FieldInfo) -> str | None:
        marks = _marks(info)
        if any(isinstance(mark, FactDate) for mark in marks) and name in LEFT_OPEN and not info.is_required():
            return None
        target = next((mark.mal[0] for mark in marks if isinstance(mark, Till)), None)
        if target or name == "nyckel":
            return KEYS.get(target or place.replace(".", "/").removesuffix("/nyckel"), "x")
        for mark in marks:
            if isinstance(mark, type) and issubclass(mark, Val):
                return next(iter(mark)).value
        schema = next(mark.schema for mark in marks if isinstance(mark, Skalar))
        return self.scalar(place, schema)

    def scalar(self, place: str, schema: dict[str, Any]) -> str:
        if schema.get("format") == "date":
            return "2023-06-01" if not place.endswith("slut") else "2023-07-01"
        if schema.get("type") == "integer":
            return "1"
        if "enum" in schema:
            return "ja"
        if "maxLength" not in schema and "pattern" in schema:
            return "0" * 64
        if schema.get("maxLength") == MAX_SOKVAG:
            return "handlingar/x.pdf"
        if "anyOf" in schema:
            return "13:00" if "[.:]" in str(schema) else "100"
        text = (
            f"{self.attack} {place}" if schema["maxLength"] == MAX_TEXT else f"{self.attack}\n\n{self.attack} {place}"
        )
        self.texts[place] = text
        return text


PREFIXES = {name: register.model(name).deklaration.prefix for name in register.names()}


def _projekt(attack: str) -> tuple[Projekt, dict[str, str]]:
    """A project of one record in each register, and the texts that stand in it by field."""
    filler = _Filler(attack)
    files = {}
    for name, prefix in PREFIXES.items():
        data = filler.record(register.model(name), name)
        if name == "projektplan":
            data["krav"] = [
                {"nr": nr, "paragraf": "9", "text": attack, "regel": [rule], "frekvens": "manad", "motestyp": "x"}
                for nr, rule in enumerate(RULES, 1)
            ]
            data["period"] = {"start": "2023-01-01", "slut": "2023-12-31"}
            data["foljs_fran"] = "2023-01-01"
            data["styrt_falt"] = ["budget.tak"]
        if name == "undantag":
            data["regel"], data["omfattning"] = "RISK01", ["R-001"]
        if name == "mote":
            data |= dict.fromkeys(("genomfort", "upprattat", "justerat"), "2023-06-02")
        path = f"projekt/{name}/{prefix}-001.yaml" if prefix else f"projekt/{name}.yaml"
        files[path] = emit.emit_record(data).encode()
    projekt = load(MemorySource(files))
    assert [(fynd.stalle, fynd.text) for fynd in kontrollera(projekt, DAG).fynd if not fynd.paragraf] == []
    return projekt, filler.texts


def _printed(projekt: Projekt) -> str:
    view = bygg(Underlag(projekt.per(DAG), DAG, kontrollera(projekt, DAG), "LR-001"))
    return render_markdown(templates(), "lage.md.j2", {field.name: getattr(view, field.name) for field in fields(view)})


class _Page(HTMLParser):
    """The elements of a page, their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.parts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())


def _expected(text: str) -> Iterator[str]:
    """Each paragraph of a text as a page shows it."""
    for paragraph in text.split("\n\n"):
        yield visible(" ".join(paragraph.split()))


SHOWN = {
    *("projektplan.namn", "projektplan.dimension.titel", "projektplan.budgetpost.titel", "projektplan.motestyp.ental"),
    *("organisation.person.namn", "aktivitet.titel", "aktivitet.milstolpe", "andring.titel", "avvikelse.titel"),
    *(
        "avvikelse.orsak",
        "avvikelse.foljd",
        "avvikelse.atgard.text",
        "risk.titel",
        "risk.atgard.text",
        "mote.atgard.text",
    ),
    *("lagesrapport.bedomning", "lagesrapport.dimension.skal", "lagesrapport.nasta", "lagesrapport.dnr"),
    *("lagesrapport.beslutsforslag.text", "lagesrapport.beslutsforslag.skal"),
    *("lagesrapport.beslutsforslag.alternativ", "lagesrapport.beslutsforslag.utan_beslut"),
}
"""The text fields that the report prints."""
LISTS = {"- punkt", "1. punkt"}
"""What a text of several paragraphs may well be: a list is no harm."""


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_page_shows_every_text_as_text_and_holds_no_element_of_it(attack: str) -> None:
    projekt, texts = _projekt(attack)
    calm, _ = _projekt("lugn text")
    page = _Page(to_html(_printed(projekt), Sida("Lägesrapport", texts["projektplan.namn"]), templates()))
    quiet = _Page(to_html(_printed(calm), Sida("Lägesrapport", "N"), templates()))
    if attack not in LISTS:
        assert sorted(page.elements) == sorted(quiet.elements)
    assert not {"script", "img", "iframe", "object", "form", "input"} & set(page.elements)
    assert [
        value for name, value in page.attributes if name in ("href", "src") and not value.startswith(("#", "data:,"))
    ] == []
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    said = page.text.casefold()
    for place in sorted(SHOWN):
        for expected in _expected(texts[place]):
            mark = expected if attack not in LISTS or place != "lagesrapport.bedomning" else expected.split(" ", 1)[1]
            assert mark.casefold() in said, place


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_markdown_holds_no_markup_of_the_texts(attack: str) -> None:
    projekt, texts = _projekt(attack)
    markdown = to_markdown(_printed(projekt))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    assert not {token.type for token in (*tokens, *inline)} & {
        *(
            "html_block",
            "html_inline",
            "image",
            "link_open",
            "code_inline",
            "s_open",
            "em_open",
            "fence",
            "blockquote_open",
        )
    }
    levels = [token.tag for token in tokens if token.type == "heading_open"]
    assert levels.count("h1") == 1
    assert "49" not in markdown.replace("2049", "")
    assert not re.search("[\u200b\u202a-\u202e\x00-\x08\x1b]", markdown)
    assert texts["risk.titel"].split()[-1] in markdown


def test_texts_of_every_length_that_a_field_takes_are_printed_whole() -> None:
    word, long = "x" * 50, 20_000
    projekt, _ = _projekt("lugn text")
    rapport = register.model("lagesrapport")
    data = {
        "datum": "2023-06-01",
        "mote": "M-001",
        "bedomning": " ".join([word] * (long // 51)),
        "dimension": [{"nyckel": "budget", "farg": "gul", "skal": "y" * MAX_LANGTEXT}],
        "nasta": ["z" * MAX_TEXT],
    }
    poster = {**projekt.poster, "lagesrapport": {"LR-001": rapport.load("LR-001", data)}}
    html = to_html(_printed(Projekt(poster, projekt.texter)), Sida("Lägesrapport", "N"), templates())
    text = _Page(html).text
    assert text.count(word) == long // 51
    assert "y" * MAX_LANGTEXT in text
    assert "z" * MAX_TEXT in text


def test_the_list_of_what_the_report_prints_is_whole() -> None:
    projekt, texts = _projekt("lugn text")
    page = _Page(to_html(_printed(projekt), Sida("Lägesrapport", "N"), templates()))
    said = set(re.findall(r"(?<=lugn text )[a-z_.]+", page.text.casefold()))
    assert {place for place in texts if place in said} == SHOWN
