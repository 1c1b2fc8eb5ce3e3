"""Tables for people, JSON and CSV for programs."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drogscen_cli.cli.terminal import Terminal
from drogscen_cli.core.text import visible

VERSION = 1
"""Version of every JSON document; raised when a key changes its meaning or goes away."""

SCREENFUL = 200
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def json_text(register: str, key: str, data: object) -> str:
    """A JSON document: its version, the register, and the data under ``key``."""
    return json.dumps({"version": VERSION, "register": register, key: data}, ensure_ascii=False, indent=2) + "\n"


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """CSV with a header; a cell that a spreadsheet would calculate is written as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    text = "" if value is None else visible(str(value))
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


def table(terminal: Terminal, labels: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on a screen, tab-separated lines into a pipe."""
    if not terminal.tty:
        terminal.result("\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in (labels, *rows)))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, header_style="bold" if terminal.colour else "", collapse_padding=True)
    for label in labels:
        drawn.add_column(label, overflow="fold")
    for row in rows[:SCREENFUL]:
        drawn.add_row(*(Text(visible(cell)) for cell in row))
    console = Console(file=terminal.stdout, width=terminal.width, no_color=not terminal.colour, highlight=False)
    console.print(drawn)
    if len(rows) > SCREENFUL:
        terminal.result(f"… och {len(rows) - SCREENFUL} till. Filtrera, eller skriv till en fil med --csv.")
