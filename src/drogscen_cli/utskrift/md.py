"""The Markdown that a person reads: as text, and on GitHub."""

import re
import unicodedata
from collections.abc import Sequence

from drogscen_cli.utskrift.kalender import NAMN
from drogscen_cli.utskrift.mall import tidy
from drogscen_cli.utskrift.markdown_tokens import OPEN, parser

_CELL_END = re.compile(r"(?<!\\)\|")
_WIDEST = 40
_WIDEST_IN_CALENDAR = 80
"""A calendar is read downwards: its columns stay under each other however long its rows' names are."""


def to_markdown(markdown: str) -> str:
    """A report's Markdown without the ``:::`` lines that only our own layouts know, its tables in even columns."""
    lines = markdown.split("\n")
    dropped: set[int] = set()
    calendar = range(0)
    for token in parser().disable("inline").parse(markdown):
        if token.map and token.type == OPEN:
            calendar = range(*token.map) if token.info.split()[:1] == [NAMN] else calendar
            dropped |= {token.map[0]} | ({token.map[1]} if _is_fence(lines, token.map[1]) else set())
        elif token.map and token.type == "table_open":
            start, end = token.map
            if all(line.startswith("|") for line in lines[start:end]):
                widest = _WIDEST_IN_CALENDAR if start in calendar else _WIDEST
                lines[start:end] = _even(lines[start:end], widest)
    return tidy("\n".join(line for number, line in enumerate(lines) if number not in dropped))


def _is_fence(lines: Sequence[str], number: int) -> bool:
    return number < len(lines) and lines[number].strip().startswith(":::")


def _even(table: Sequence[str], widest: int) -> list[str]:
    """The rows of a table with each column as wide as its widest cell, within reason."""
    rows = [
        [cell.strip() for cell in _CELL_END.split(line.strip().removeprefix("|").removesuffix("|"))] for line in table
    ]
    columns = max(map(len, rows))
    rows = [row + [""] * (columns - len(row)) for row in rows]
    rules = rows.pop(1)
    widths = [max(3, *(min(_width(row[column]), widest) for row in rows)) for column in range(columns)]
    padded = [
        [_padded(cell, width, rule) for cell, width, rule in zip(row, widths, rules, strict=True)] for row in rows
    ]
    padded.insert(1, [_rule(rule, width) for rule, width in zip(rules, widths, strict=True)])
    return [f"| {' | '.join(row)} |" for row in padded]


def _rule(rule: str, width: int) -> str:
    left = ":" if rule.startswith(":") else "-"
    right = ":" if rule.endswith(":") else "-"
    return f"{left}{'-' * (width - 2)}{right}"


def _padded(cell: str, width: int, rule: str) -> str:
    space = " " * max(0, width - _width(cell))
    return f"{space}{cell}" if rule.endswith(":") and not rule.startswith(":") else f"{cell}{space}"


def _width(text: str) -> int:
    """How many places the text takes in a terminal or an editor, roughly: no more than the padding needs."""
    return len(text) - sum(map(bool, map(unicodedata.combining, text)))
