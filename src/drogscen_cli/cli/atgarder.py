"""``atgard list`` and ``atgard klar``: action points, wherever they live."""

from dataclasses import dataclass
from typing import Any

from drogscen_cli.actions.atgard import avklarad, menade
from drogscen_cli.actions.bord import Bord
from drogscen_cli.actions.vem import samma, vem
from drogscen_cli.cli.output import csv_text, json_text, table
from drogscen_cli.cli.pick import pick
from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError
from drogscen_cli.lager.skriv import open_door
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.punkter import Punkt, alla_punkter, oppna_punkter
from drogscen_cli.register import model as model_of
from drogscen_cli.register import names

COLUMNS = ("referens", "text", "ansvarig", "senast", "klar", "forsenad")
_LABELS = ("Åtgärd", "Text", "Ansvarig", "Senast", "Läge")
_OTHERS = "Se vilka som finns: drogscen atgard list"


@dataclass(frozen=True, slots=True)
class Urval:
    """Which points: of somebody, late ones, or also those that are done."""

    ansvarig: str | None
    late: bool
    everything: bool


def show(session: Session, urval: Urval, *, as_json: bool, as_csv: bool) -> int:
    """Prints the points; 3 where records that can't be read may hold more."""
    found = _chosen(session, urval)
    data = [_data(session, punkt) for punkt in found]
    terminal = session.terminal
    if as_json:
        terminal.exact(json_text("atgard", "poster", data))
    elif as_csv:
        terminal.exact(csv_text(COLUMNS, [row | {"forsenad": "ja" if row["forsenad"] else "nej"} for row in data]))
    elif not found:
        terminal.note("Inga öppna åtgärder." if not urval.everything else "Inga åtgärder.")
    else:
        table(terminal, _LABELS, [_row(session, punkt) for punkt in found])
    return session.note_unread()


def done(session: Session, wanted: str | None, *, spara: bool) -> int:
    """Writes that a point is done, and prints its reference; returns the exit code."""
    punkt = _one(session, wanted)
    terminal = session.terminal
    with open_door(session.root, notify=terminal.note) as door:
        source = TreeSource(session.root)
        bord = avklarad(Bord(load(source), source.read, door.next_id), punkt.referens, session.dag)
        ident, _, nr = punkt.referens.partition("/atgard/")
        message = f"{_register(ident)} {ident}: åtgärd {nr} klar"
        outcome = door.write(bord.changes(message), spara=spara)
    terminal.note(f"Klar: {punkt.text}")
    if outcome.note:
        terminal.note(outcome.note)
    terminal.result(punkt.referens)
    return outcome.exit_code


def _as_of(session: Session) -> Projekt:
    """The records as they stood on the day that was asked for, so that ``list`` and ``klar`` know the same points."""
    return session.projekt.per(session.dag) if session.dag_given else session.projekt


def _chosen(session: Session, urval: Urval) -> list[Punkt]:
    snapshot = _as_of(session)
    found = list(alla_punkter(snapshot) if urval.everything else oppna_punkter(snapshot, session.dag))
    if urval.ansvarig:
        keys = samma(snapshot, vem(snapshot, urval.ansvarig, session.dag), session.dag)
        found = [punkt for punkt in found if punkt.nyckel in keys]
    return [punkt for punkt in found if punkt.forsenad(session.dag)] if urval.late else found


def _one(session: Session, wanted: str | None) -> Punkt:
    """The point that was named, or picked from a list."""
    terminal = session.terminal
    found = menade(_as_of(session), wanted or "", session.dag)
    if not found:
        named = f" som passar på ”{wanted}”" if wanted else ""
        raise CallError(f"Det finns ingen öppen åtgärd{named}.", _OTHERS if wanted else "")
    if wanted and len(found) == 1:
        return found[0]
    if not terminal.interactive:
        listed = "; ".join(f"{punkt.referens} {punkt.text}" for punkt in found[:5])
        text = f"”{wanted}” passar på flera: {listed}." if wanted else "Det saknas en åtgärd."
        raise CallError(text, f"Ange dess hänvisning. {_OTHERS}")
    return found[pick(terminal, [f"{punkt.referens}  {punkt.text}" for punkt in found])]


def _data(session: Session, punkt: Punkt) -> dict[str, Any]:
    return {
        "referens": punkt.referens,
        "text": punkt.text,
        "ansvarig": punkt.nyckel or None,
        "senast": punkt.senast.isoformat() if punkt.senast else None,
        "klar": punkt.klar.isoformat() if punkt.klar else None,
        "forsenad": punkt.forsenad(session.dag),
    }


def _row(session: Session, punkt: Punkt) -> list[str]:
    state = "försenad" if punkt.forsenad(session.dag) else f"klar {punkt.klar}" if punkt.klar else "öppen"
    senast = punkt.senast.isoformat() if punkt.senast else "–"
    return [punkt.referens, punkt.text, punkt.ansvarig or "–", senast, state]


def _register(ident: str) -> str:
    prefix = ident.partition("-")[0]
    return next(name for name in names() if model_of(name).deklaration.prefix == prefix)
