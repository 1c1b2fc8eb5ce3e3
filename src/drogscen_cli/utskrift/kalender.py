"""A calendar of duties in HTML: its signs are heard as words, and lead to the section that their row names."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from drogscen_cli.core.plikt import TECKEN
from drogscen_cli.utskrift.tabell import plain

NAMN = "kalender"
"""The container whose tables are calendars."""

_WORDS = {sign: (one, many) for sign, one, many in TECKEN.values()}
_COUNTED = re.compile(rf"(\d*)([{re.escape(''.join(_WORDS))}])")
_SIGNS = re.compile(rf"(?:{_COUNTED.pattern})+")


def calendars(tokens: Sequence[Token], anchors: Sequence[tuple[str, str]]) -> None:
    """Link the rows of each calendar's tables to the heading whose text their first cell begins with.

    ``anchors`` are the text and the anchor of the headings of the page. A cell with a link of its own is left alone.
    """
    for rows in _tables(tokens):
        names = [plain(cell) for cell in rows[0]]
        for first, *rest in rows[1:]:
            goal = _goal(plain(first), anchors)
            if goal:
                _link(first, goal, "")
                for name, cell in zip(names[1:], rest, strict=True):
                    _link(cell, goal, name)


def _tables(tokens: Sequence[Token]) -> Iterator[list[list[Token]]]:
    """The rows of the tables inside calendars, each row its cells' inline tokens."""
    inside: list[str] = []
    rows: list[list[Token]] = []
    for index, token in enumerate(tokens):
        if token.type == "container_ruta_open":
            inside.append(token.meta["namn"])
        elif token.type == "container_ruta_close":
            inside.pop()
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(tokens[index + 1])
        elif token.type == "table_close":
            if NAMN in inside:
                yield rows
            rows = []


def _goal(text: str, anchors: Sequence[tuple[str, str]]) -> str:
    """The anchor of the longest heading that ``text`` begins with."""
    found = [each for each in anchors if each[0] and text.startswith(each[0])]
    return max(found, key=lambda each: len(each[0]), default=("", ""))[1]


def _link(cell: Token, goal: str, name: str) -> None:
    """Make what stands in the cell a link; signs get their words and the column's name for those who listen."""
    children = cell.children or []
    text = plain(cell).strip()
    if not text or any(child.type == "link_open" for child in children):
        return
    opening = Token("link_open", "a", 1, attrs={"href": f"#{goal}"})
    if _SIGNS.fullmatch(text):
        said = ", ".join(_said(*found.groups()) for found in _COUNTED.finditer(text))
        said = f"{name}: {said}" if name else said
        opening.attrSet("title", said)
        children = [*_span(text, "aria-hidden", "true"), *_span(said, "class", "dolt")]
    cell.children = [opening, *children, Token("link_close", "a", -1)]


def _said(number: str, sign: str) -> str:
    one, many = _WORDS[sign]
    return one if not number else f"1 {one}" if number == "1" else f"{number} {many}"


def _span(text: str, name: str, value: str) -> list[Token]:
    return [
        Token("span_open", "span", 1, attrs={name: value}),
        Token("text", "", 0, content=text),
        Token("span_close", "span", -1),
    ]
