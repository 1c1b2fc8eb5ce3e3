"""Which way the meeting is written down: from a file, from options, or by asking."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from drogscen_cli.actions.mote.rad import Rad, Slag
from drogscen_cli.actions.mote.uppgift import Mening, Uppgift, tillampade, ur_text
from drogscen_cli.cli.anteckna.samtal import Samtal
from drogscen_cli.cli.anteckna.skrivare import Skrivare
from drogscen_cli.cli.anteckna.vilket import vilket
from drogscen_cli.cli.fil import sent
from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError

_ORDER = (
    *("narvarande", "ordforande", "sekreterare", "justerare", "ny_punkt"),
    *("text", "beslut", "atgard", "avvikelse", "bordlagd"),
    *("status", "aktivitetsplan", "genomfort", "upprattat"),
)
_BELOW = ("text", "beslut", "atgard", "avvikelse", "bordlagd")


def start(run: Session, session: Session, values: Mapping[str, Any]) -> int:
    """Writes the meeting down; ``run`` is the whole run, where an interruption is told. Returns the exit code."""
    given = [name for name in _ORDER if values[name]]
    if values["fran"] and (given or values["punkt"]):
        raise CallError("--fran går inte att ange tillsammans med andra uppgifter om mötet.", "Skriv dem i filen.")
    uppgifter = _from_file(session, values["fran"]) if values["fran"] else tuple(_from_options(values))
    asked = not uppgifter
    if asked and (values["punkt"] or values["ja"] or values["fran"] or not session.terminal.interactive):
        raise CallError("Det finns inget att anteckna.", "Ange uppgifterna som val, eller i en fil med --fran FIL.")
    session.note_unread("projekt/mote")
    mote = vilket(session, values["ident"])
    skrivare = Skrivare(session=session, ident=mote.id, spara=values["spara"], projekt=session.projekt)
    return Samtal(skrivare, run).hall() if asked else _write(skrivare, uppgifter)


def _write(skrivare: Skrivare, uppgifter: tuple[Uppgift, ...]) -> int:
    """All of it in one change set; what became records last, else the meeting's id."""
    terminal = skrivare.session.terminal
    mening = Mening(skrivare.dag, lambda text: _day(skrivare.session, text))
    noted = skrivare.skriv(lambda bord: tillampade(bord, skrivare.ident, uppgifter, mening))
    if not noted:
        terminal.note("Inget nytt att anteckna.")
    for referens in [each.referens for each in noted if each.referens] or [skrivare.ident]:
        terminal.result(referens)
    return skrivare.kod


def _day(session: Session, text: str) -> date:
    return session.parse_day(text, "dag")


def _from_options(values: Mapping[str, Any]) -> Iterator[Uppgift]:
    punkt = values["ny_punkt"] or values["punkt"] or ""
    for name in _ORDER:
        found = values[name] or []
        for text in found if isinstance(found, list) else [found]:
            slag = Slag.NY_PUNKT if name == "ny_punkt" else Slag(name)
            yield Uppgift(_rad(slag, text), punkt if name in _BELOW else "", f"--{name.replace('_', '-')}")


def _rad(slag: Slag, text: str) -> Rad:
    if slag is Slag.STATUS:
        grupp, colon, rest = text.partition(":")
        if not colon:
            raise CallError(f"--status: det står inte vem ”{text}” kommer från.", "Skriv grupp: gjort; härnäst; …")
        return Rad(slag, rest.strip(), grupp.strip())
    if slag is Slag.BORDLAGD and text.casefold() not in ("j", "ja"):
        raise CallError("--bordlagd kan bara vara ja.", "Utelämna valet om punkten inte bordläggs.")
    return Rad(slag, "" if slag is Slag.BORDLAGD else text.strip())


def _from_file(session: Session, fran: str) -> tuple[Uppgift, ...]:
    called, raw = sent(session, fran)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CallError(f"{called} är inte skriven i UTF-8.", "Spara filen som UTF-8.") from error
    return ur_text(text, called)
