"""The calendar of duties on a screen."""

import textwrap
from collections.abc import Iterator, Sequence

Tabell = tuple[str, Sequence[str], Sequence[tuple[str, Sequence[str]]]]
"""A year, its months' names, and the rows: a label and a text for each month."""

_LABEL = 28
"""Columns that a label gets at least; where they are not there the year is cut in two."""
_MORE = "Varje skyldighet med bevis: drogscen rapport efterlevnad --format md"


def as_text(summering: str, tecken: Sequence[tuple[str, str]], tabeller: Sequence[Tabell], bredd: int) -> str:
    """Summary, calendars and legend in lines of at most ``bredd`` columns."""
    legend = "   ".join(f"{sign} {word}" for sign, word in tecken)
    blocks = [line for tabell in tabeller for line in ("", *_table(tabell, bredd))]
    end = ["", *textwrap.wrap(legend, bredd), *textwrap.wrap(_MORE, bredd)] if tabeller else []
    return "\n".join([*textwrap.wrap(summering, bredd, break_on_hyphens=False), *blocks, *end])


def _table(tabell: Tabell, bredd: int) -> Iterator[str]:
    year, names, rows = tabell
    width = 1 + max((len(cell) for _, cells in rows for cell in cells), default=1)
    room = bredd - width * len(names)
    if room < _LABEL and len(names) > 1:
        half = len(names) // 2
        yield from _table(_part(tabell, slice(None, half)), bredd)
        yield ""
        yield from _table(_part(tabell, slice(half, None)), bredd)
        return
    longest = max((len(label) for label, _ in rows), default=0)
    room = min(room, max(longest, len(year)) + 1)
    letters = 3 if width > 3 else 1  # noqa: PLR2004 – two letters would make mars and maj one
    yield f"{year:<{room}}{''.join(f'{name[:letters]:>{width}}' for name in names)}"
    for label, cells in rows:
        first, *rest = textwrap.wrap(label, room - 1, break_on_hyphens=False)
        yield f"{first:<{room}}{''.join(f'{cell:>{width}}' for cell in cells)}".rstrip()
        yield from (f"  {line}" for line in textwrap.wrap(" ".join(rest), room - 3, break_on_hyphens=False))


def _part(tabell: Tabell, months: slice) -> Tabell:
    """Some of the months, and the rows that have something in them."""
    year, names, rows = tabell
    return year, names[months], [(label, cells[months]) for label, cells in rows if any(cells[months])]
