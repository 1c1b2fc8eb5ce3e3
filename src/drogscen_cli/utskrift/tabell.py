"""What Markdown's tables lack: a caption, row headings, and columns that know what they hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from drogscen_cli.utskrift import farg

CAPTION = "Tabell: "
"""How a paragraph right before a table begins when it is the table's caption."""

_LONG = 28
"""Signs in a cell that make its column one of running text."""

_SIDE = {"right": "tal", "center": "mitt"}


@dataclass(frozen=True, slots=True)
class _Cell:
    opening: Token
    inline: Token
    closing: Token

    @property
    def text(self) -> str:
        return plain(self.inline)


def plain(inline: Token) -> str:
    """The text of an inline token without its markup."""
    parts = (" " if child.type in ("softbreak", "hardbreak") else child.content for child in inline.children or ())
    return "".join(parts)


def captions(tokens: list[Token]) -> Iterator[Token]:
    """Move a paragraph ``Tabell: …`` into the table after it; no heading's anchor has a colon, a table's has.

    Each ``table_open`` gets in ``meta`` an ``id``, a ``namn``, and ``rubrik``: whether the name is a visible caption.
    """
    heading = ""
    number = 0
    rest = iter(range(len(tokens)))
    for index in rest:
        token = tokens[index]
        if token.type == "heading_open":
            heading = plain(tokens[index + 1])
        caption = _caption(tokens[index : index + 4])
        if caption:
            token = tokens[index + 3]
            for _ in range(3):
                next(rest)
        if token.type == "table_open":
            number += 1
            name = plain(caption) if caption else f"Tabell {number} {heading}".strip()
            token.meta |= {"id": f"tabell:{number}", "namn": name, "rubrik": caption is not None}
        yield token
        if caption:
            yield Token("caption_open", "caption", 1, attrs={"id": f"tabell:{number}"}, block=True)
            yield caption
            yield Token("caption_close", "caption", -1, block=True)


def _caption(ahead: Sequence[Token]) -> Token | None:
    """The inline token of a caption, without its first word, where ``ahead`` is a caption and its table."""
    if [token.type for token in ahead] != ["paragraph_open", "inline", "paragraph_close", "table_open"]:
        return None
    inline = ahead[1]
    first = inline.children[0] if inline.children else None
    if first is None or first.type != "text" or not first.content.startswith(CAPTION):
        return None
    first.content = first.content.removeprefix(CAPTION)
    return inline


def cells(tokens: list[Token]) -> list[Token]:
    """Scope on heading cells, classes for alignment and long text; ``korta``, ``langa``, ``rader`` in the table's meta.

    A row's first cell is its heading where it is all bold; an empty heading cell is an ordinary one.
    """
    table: Token | None = None
    rows: list[list[_Cell]] = []
    for index, token in enumerate(tokens):
        if token.type == "table_open":
            table, rows = token, []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(_Cell(token, tokens[index + 1], tokens[index + 2]))
        elif token.type == "table_close" and table:
            _mark(table, rows)
    return tokens


def _mark(table: Token, rows: Sequence[Sequence[_Cell]]) -> None:
    columns = list(zip(*rows, strict=True))
    long = [column for column in columns if any(len(cell.text) > _LONG for cell in column)]
    table.meta |= {"korta": len(columns) - len(long), "langa": len(long), "rader": len(rows) - 1}
    for column in long:
        for cell in column:
            cell.opening.attrJoin("class", "lang")
    for cell in (cell for row in rows for cell in row):
        _align(cell)
    for cell in rows[0]:
        _make(cell, "col" if cell.text.strip() else "")
    for row in rows[1:]:
        if _all_bold(row[0].inline):
            row[0].inline.children = _filled(row[0].inline)[1:-1]
            _make(row[0], "row")


def _align(cell: _Cell) -> None:
    style = str(cell.opening.attrs.pop("style", ""))
    if side := re.search("|".join(_SIDE), style):
        cell.opening.attrJoin("class", _SIDE[side[0]])


def _make(cell: _Cell, scope: str) -> None:
    cell.opening.tag = cell.closing.tag = "th" if scope else "td"
    if scope:
        cell.opening.attrSet("scope", scope)


def _all_bold(inline: Token) -> bool:
    types = [child.type for child in _filled(inline)]
    whole = types[:1] == ["strong_open"] and types.index("strong_close") == len(types) - 1
    return whole and not farg.recognised(plain(inline))


def _filled(inline: Token) -> list[Token]:
    """The children without the empty texts that emphasis leaves around itself."""
    return [child for child in inline.children or () if child.type != "text" or child.content]
