"""Our flavour of Markdown, as tokens that every layout (HTML now, PDF and Word later) prints in its own way.

CommonMark with tables, strikethrough, footnotes and ``:::`` containers; no HTML, no pictures, links only as ``lank``
allows.
On top of that the conventions for whoever writes a template: captions, row headings, colour words, columns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from drogscen_cli.utskrift import farg
from drogscen_cli.utskrift.lank import allowed, anchor
from drogscen_cli.utskrift.tabell import captions, cells, plain

OPEN = "container_ruta_open"
CLOSE = "container_ruta_close"
"""The types of the tokens around a ``:::`` block."""

_CONTAINER = re.compile(r"\s*([a-z]+)(?:\s+(\S.*?))?\s*")
_RESERVED = frozenset({"innehall"})


@dataclass(frozen=True, slots=True)
class Rubrik:
    """A heading: its level after correction, its anchor without ``#``, and its text."""

    niva: int
    ankare: str
    text: str


def parser() -> MarkdownIt:
    """The parser of the flavour; ``parse`` adds the conventions to what it finds."""
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    made.validateLink = allowed  # type: ignore[method-assign]
    made.use(footnote_plugin, inline=False)
    return made.use(container_plugin, "ruta", validate=lambda params, _markup: bool(_CONTAINER.fullmatch(params)))


def parse(markdown: str) -> list[Token]:
    """The tokens of a report, with headings in order, captions, heading cells and colour words marked."""
    tokens = parser().parse(markdown)
    for convention in (_headings, captions, cells, _containers, _columns, _colours):
        tokens = list(convention(tokens))
    return tokens


def headings(tokens: Sequence[Token]) -> list[Rubrik]:
    """The headings of parsed Markdown, in order."""
    return [
        Rubrik(int(token.tag[1]), str(token.attrs["id"]), plain(inline))
        for token, inline in pairwise(tokens)
        if token.type == "heading_open"
    ]


def _headings(tokens: list[Token]) -> Iterator[Token]:
    """One h1, no level skipped, and an anchor on each heading."""
    taken = set(_RESERVED)
    level = 0
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            wanted = int(token.tag[1])
            level = min(max(wanted, 2 if level else 1), level + 1)
            name = anchor(plain(tokens[index + 1]), taken)
            taken.add(name)
            token.attrSet("id", name)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"
        yield token


def _containers(tokens: list[Token]) -> list[Token]:
    """In ``meta`` of each container its ``namn``, ``etikett`` and ``rubrik`` (its heading's anchor); no empty ones."""
    kept: list[Token] = []
    for token in tokens:
        if token.type == CLOSE and kept[-1].type == OPEN:
            kept.pop()
        else:
            kept.append(token)
    for token, inside in pairwise(kept):
        if token.type == OPEN:
            _name(token, inside)
    return kept


def _name(container: Token, inside: Token) -> None:
    found = _CONTAINER.fullmatch(container.info)
    container.meta["namn"], label = (found[1], found[2]) if found else ("", None)
    container.meta["etikett"] = label or ""
    starts_with_heading = not label and inside.type == "heading_open"
    container.meta["rubrik"] = inside.attrs["id"] if starts_with_heading else ""


def _columns(tokens: list[Token]) -> Iterator[Token]:
    """Inside ``spalter`` each heading begins a column."""
    level = -1
    begun = False
    for token in tokens:
        starts = level >= 0 and token.type == "heading_open" and token.level == level + 1
        ends = token.type == CLOSE and token.level == level
        if begun and (starts or ends):
            yield Token("spalt_close", "div", -1, block=True)
        if starts:
            yield Token("spalt_open", "div", 1, attrs={"class": "spalt"}, block=True)
        begun = starts or (begun and not ends)
        if ends:
            level = -1
        elif token.type == OPEN and token.meta["namn"] == "spalter" and level < 0:
            level = token.level
        yield token


def _colours(tokens: list[Token]) -> Iterator[Token]:
    """Mark bold colour words (``**▲ gul**``) with their colour, and hide the mark from those who listen."""
    for token in tokens:
        if token.children:
            token.children = list(_coloured(token.children))
        yield token


def _coloured(children: list[Token]) -> Iterator[Token]:
    for index, child in enumerate(children):
        before = children[index - 1] if index else None
        if child.type == "text" and before and before.type == "strong_open" and (key := farg.recognised(child.content)):
            before.attrSet("class", f"farg {key}")
            mark, _, word = child.content.partition(" ")
            yield Token("mark_open", "span", 1, attrs={"aria-hidden": "true"})
            yield Token("text", "", 0, content=mark)
            yield Token("mark_close", "span", -1)
            yield Token("text", "", 0, content=f" {word}")
        else:
            yield child
