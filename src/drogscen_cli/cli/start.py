"""Bare ``drogscen``: never more than a screen."""

import textwrap
from collections.abc import Iterator, Sequence

from drogscen_cli.cli.session import Session
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.oversikt import Rad, oversikt

SCREEN = 23
"""Lines of a screen, less the one where the next command is typed."""
LEAST = 2
"""Lines that every section gets however little room there is."""


def start(session: Session) -> int:
    """Prints the overview of the day; 3 when records that can't be read make it incomplete."""
    resultat = kontrollera(session.projekt, session.dag)
    found = oversikt(session.projekt.per(session.dag), resultat)
    terminal = session.terminal
    rubrik = textwrap.wrap(found.rubrik, terminal.width)
    terminal.result("\n".join(rubrik))
    if not found.avsnitt and not session.projekt.olasta:
        terminal.result("Inget är försenat och inget förfaller de närmaste två veckorna.")
    room = SCREEN - len(rubrik) - 2 * len(found.avsnitt) - (2 if found.harnast else 0)
    shares = _shares([len(rader) for _, rader in found.avsnitt], room)
    for (titel, rader), share in zip(found.avsnitt, shares, strict=True):
        terminal.result(f"\n  {titel}")
        shown = rader if len(rader) <= share else rader[: share - 1]
        for line in _lines(shown, terminal.width - 4):
            terminal.result(f"    {line}".rstrip())
        if len(rader) > share:
            terminal.result(f"    … och {len(rader) - len(shown)} till: drogscen kontroll")
    if found.harnast:
        terminal.result(f"\nHärnäst:  {found.harnast}")
    return session.note_unread()


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """How many lines each section gets: a line each in turn until all have what they want or the room is filled."""
    shares = [min(LEAST, each) for each in wanted]
    while sum(shares) < room and shares != list(wanted):
        for place, each in enumerate(wanted):
            if shares[place] < each and sum(shares) < room:
                shares[place] += 1
    return shares


def _lines(rader: Sequence[Rad], width: int) -> Iterator[str]:
    """Three columns that fit; what is too long is cut, never wrapped."""
    longest = max(len(rad.vad) for rad in rader)
    room = width - max(len(rad.nar) for rad in rader) - 4
    middle = min(max(len(rad.vem) for rad in rader), max(width * 2 // 5, room - longest))
    first = min(longest, room - middle)
    for rad in rader:
        yield f"{_cut(rad.vad, first):<{first}}  {_cut(rad.vem, middle):<{middle}}  {rad.nar}"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: max(0, width - 1)]}…"
