"""Bare ``drogscen``: never more than a screen."""

from drogscen_cli.cli.session import Session
from drogscen_cli.core.swedish import count
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.oversikt import Rad, oversikt

SHOWN = 4
"""Lines of a section before the rest is counted."""


def start(session: Session) -> None:
    """Prints the overview of the day."""
    resultat = kontrollera(session.projekt, session.dag)
    found = oversikt(session.projekt.per(session.dag), resultat)
    terminal = session.terminal
    terminal.result(found.rubrik)
    if not found.avsnitt:
        terminal.result("Inget är försenat och inget förfaller de närmaste två veckorna.")
    for titel, rader in found.avsnitt:
        terminal.result(f"\n  {titel}")
        for rad in rader[:SHOWN]:
            terminal.result(_line(rad, terminal.width))
        if len(rader) > SHOWN:
            terminal.result(f"    … och {count(len(rader) - SHOWN, 'rad', 'rader')} till: drogscen kontroll")
    if found.harnast:
        terminal.result(f"\nHärnäst:  {found.harnast}")


def _line(rad: Rad, width: int) -> str:
    """Three columns that fit; what is too long is cut, never wrapped."""
    room = width - 4
    last = rad.nar.rjust(0)
    middle = max(0, min(len(rad.vem), room // 3))
    first = room - (middle + 2 if middle else 0) - (len(last) + 2 if last else 0)
    parts = [_cut(rad.vad, first).ljust(first)]
    if middle:
        parts.append(_cut(rad.vem, middle).ljust(middle))
    if last:
        parts.append(last)
    return f"    {'  '.join(parts)}".rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: max(0, width - 1)]}…"
