"""Bare ``drogscen``: never more than a screen."""

import textwrap
from collections.abc import Iterator, Sequence

from drogscen_cli.cli.session import Session
from drogscen_cli.core.swedish import count
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.oversikt import Rad, oversikt

SHOWN = 4
"""Lines of a section before the rest is counted."""


def start(session: Session) -> int:
    """Prints the overview of the day; 3 when records that can't be read make it incomplete."""
    resultat = kontrollera(session.projekt, session.dag)
    found = oversikt(session.projekt.per(session.dag), resultat)
    terminal = session.terminal
    terminal.result(textwrap.fill(found.rubrik, terminal.width))
    if not found.avsnitt and not session.projekt.olasta:
        terminal.result("Inget är försenat och inget förfaller de närmaste två veckorna.")
    for titel, rader in found.avsnitt:
        terminal.result(f"\n  {titel}")
        for line in _lines(rader[:SHOWN], terminal.width - 4):
            terminal.result(f"    {line}".rstrip())
        if len(rader) > SHOWN:
            terminal.result(f"    … och {count(len(rader) - SHOWN, 'rad', 'rader')} till")
    if found.harnast:
        terminal.result(f"\nHärnäst:  {found.harnast}")
    return session.note_unread()


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
