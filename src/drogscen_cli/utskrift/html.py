"""A report as one self-contained HTML file: no script, nothing fetched from anywhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from drogscen_cli.core.text import visible
from drogscen_cli.lager.mallfil import Find
from drogscen_cli.utskrift import mallfel
from drogscen_cli.utskrift.kalender import calendars
from drogscen_cli.utskrift.mall import html_environment, render
from drogscen_cli.utskrift.markdown_tokens import CLOSE, OPEN, headings, parse, parser

LAYOUT = "layout.html.j2"
STYLE = "stil.css"

_ELEMENTS = {
    "huvud": ("header", "", ""),
    "beslut": ("section", "", "Förslag till beslut"),
    "sammanfattning": ("section", "", "Sammanfattning"),
    "bilaga": ("section", "", "Bilaga"),
    "saknas": ("div", "note", "Uppgifter som saknas"),
    "anmarkning": ("div", "note", "Anmärkning"),
}
"""Each ``:::`` container in HTML: element, role, and what it is called where it has neither label nor heading."""

_SHORT_TABLE = 8
"""Rows that a table may have and still be kept on one page."""

_STACKABLE = range(1, 5)
"""Short columns beside each other that a phone has room for when columns of running text stand below them."""

_WHOLE = re.compile(r"\b(?:[A-ZÅÄÖ]{1,3}-\d{3,}(?:/[a-z]+/\d+)?|\d{4}-\d\d-\d\d)\b")
"""Ids and dates, which no line break should part."""


@dataclass(frozen=True, slots=True)
class Sida:
    """What the layout says around the report.

    ``uppgifter`` are label and value, printed at the foot: number, date, source commit. ``innehall`` adds a list of
    contents, for long documents.
    """

    titel: str
    projektnamn: str
    uppgifter: tuple[tuple[str, str], ...] = ()
    innehall: bool = False
    sprak: str = "sv"


def to_html(markdown: str, sida: Sida, find: Find) -> str:
    """The whole HTML file for a report's Markdown; ``find`` gives the layout and the stylesheet."""
    style = find(STYLE)
    if style is None:
        raise mallfel.not_found(STYLE)
    tokens = parse(markdown)
    calendars(tokens, [(rubrik.text, rubrik.ankare) for rubrik in headings(tokens)])
    _keep_with_tables(tokens)
    made = html_environment(find)
    made.filters["css_text"] = _css_text
    marked = _elements(tokens)
    cut = _end_of_head(marked)
    values = {
        "sida": sida,
        "rubriker": headings(tokens),
        "stil": _ready(style.replace("</", "<\\/")),
        "huvud": _printed(marked[:cut]),
        "innehall": _printed(marked[cut:]),
    }
    return render(made, LAYOUT, values)


def _printed(tokens: Sequence[Token]) -> Markup:
    return _ready(_Html().render(tokens, parser().options, {}))


def _end_of_head(tokens: Sequence[Token]) -> int:
    """Where a list of contents may stand: after the container or the heading that the document begins with."""
    ends = ("heading_close", CLOSE)
    first_end = next((index for index, token in enumerate(tokens) if token.level == 0 and token.type in ends), -1)
    return first_end + 1


def _keep_with_tables(tokens: Sequence[Token]) -> None:
    """Mark the paragraphs right before a table, so that paper does not part them from it."""
    for paragraph, _, _, after in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        if paragraph.type == "paragraph_open" and after.type == "table_open":
            paragraph.attrJoin("class", "till-tabell")


def _ready(text: str) -> Markup:
    """Text that the layout prints as it is: escaped where it was made, or the stylesheet."""
    return Markup(text)  # noqa: S704


def _css_text(text: str) -> Markup:
    """``text`` as a CSS string, where everything but letters, digits and spaces is a number."""
    return _ready('"' + re.sub(r"[^\w ]", lambda found: f"\\{ord(found[0]):x} ", visible(text)) + '"')


class _Html(RendererHTML):
    """What differs from markdown-it's own elements: tables that can be scrolled, and words that stay whole."""

    def table_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """The table in a region that those who use a keyboard can scroll."""
        meta = tokens[idx].meta
        name = f'aria-labelledby="{meta["id"]}"' if meta["rubrik"] else f'aria-label="{escapeHtml(meta["namn"])}"'
        kinds = ["tabell"]
        if meta["rader"] <= _SHORT_TABLE:
            kinds.append("kort")
        if meta["langa"] and meta["korta"] in _STACKABLE:
            kinds.append(f"stapel-{meta['korta']}")
        return f'<div class="{" ".join(kinds)}" role="region" {name} tabindex="0">\n<table>\n'

    def table_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """The end of the table and its region."""
        return "</table>\n</div>\n"

    def footnote_ref(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """The number in the text."""
        number, place = _footnote(tokens[idx])
        return f'<sup><a href="#fotnot:{number}" id="fotnotref:{place}" aria-label="Fotnot {number}">{number}</a></sup>'

    def footnote_block_open(self, *_: object) -> str:
        """The notes, at the end of the document."""
        return '<section class="fotnoter" aria-label="Fotnoter">\n<ol>\n'

    def footnote_block_close(self, *_: object) -> str:
        """The end of the notes."""
        return "</ol>\n</section>\n"

    def footnote_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """One note."""
        return f'<li id="fotnot:{_footnote(tokens[idx])[0]}">\n'

    def footnote_close(self, *_: object) -> str:
        """The end of a note."""
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """The way back from a note to where it was referred to."""
        _, place = _footnote(tokens[idx])
        return f' <a href="#fotnotref:{place}" aria-label="Tillbaka till texten">↩\ufe0e</a>'

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _WHOLE.sub(r'<span class="hel">\g<0></span>', super().text(tokens, idx, options, env))


def _footnote(token: Token) -> tuple[int, str]:
    """A note's number, and the number with the place in the text that refers to it."""
    number = int(token.meta["id"]) + 1
    return number, f"{number}:{token.meta.get('subId', 0)}"


def _elements(tokens: list[Token]) -> list[Token]:
    """Give each container its HTML element, its class and the name that a screen reader says."""
    open_tags: list[str] = []
    for token in tokens:
        if token.type == OPEN:
            name = token.meta["namn"]
            token.tag, role, spoken = _ELEMENTS.get(name, ("div", "", ""))
            token.attrSet("class", f"ruta {name}")
            if role:
                token.attrSet("role", role)
            label = token.meta["etikett"] or spoken
            if token.meta["rubrik"] and role != "note" and spoken:
                token.attrSet("aria-labelledby", token.meta["rubrik"])
            elif label and spoken:
                token.attrSet("aria-label", label)
            open_tags.append(token.tag)
        elif token.type == CLOSE:
            token.tag = open_tags.pop()
    return tokens
