"""``beslut list``: the decisions of all meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from drogscen_cli.cli.output import csv_text, json_text, table
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.find import find_record
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.text import fold, nearest
from drogscen_cli.register.mote import Beslut, Mote

COLUMNS = ("referens", "dag", "motestyp", "paragraf", "text", "andring")
_LABELS = ("Beslut", "Dag", "§", "Text", "Begäran")


@dataclass(frozen=True, slots=True)
class Urval:
    """Which decisions: of a meeting, of a kind of meeting, since a day, with words in the text."""

    mote: str | None
    motestyp: str | None
    sedan: str | None
    text: str | None


def show(session: Session, urval: Urval, *, as_json: bool, as_csv: bool) -> int:
    """Prints the decisions; 3 where meetings that can't be read may hold more."""
    found = [_data(mote, beslut) for mote, beslut in _chosen(session, urval)]
    terminal = session.terminal
    if as_json:
        terminal.exact(json_text("beslut", "poster", found))
    elif as_csv:
        terminal.exact(csv_text(COLUMNS, found))
    elif not found:
        terminal.note("Inga beslut.")
    else:
        shown = (name for name in COLUMNS if name != "motestyp")
        names = tuple(shown)
        table(terminal, _LABELS, [[_cell(row[name]) for name in names] for row in found])
    return session.note_unread("projekt/mote")


def _chosen(session: Session, urval: Urval) -> Iterator[tuple[Mote, Beslut]]:
    snapshot = session.projekt.per(session.dag) if session.dag_given else session.projekt
    mote = find_record(session, Mote, urval.mote).id if urval.mote else ""
    motestyp = _motestyp(session, urval.motestyp) if urval.motestyp else ""
    since = session.parse_day(urval.sedan, "--sedan") if urval.sedan else date.min
    words = fold(urval.text or "").casefold().split()
    for each in sorted(snapshot.alla(Mote), key=lambda each: (each.motesdag, len(each.id), each.id)):
        later = session.dag_given and each.motesdag > session.dag
        if later or each.motesdag < since or (mote and each.id != mote) or (motestyp and each.motestyp != motestyp):
            continue
        for beslut in each.beslut:
            if all(word in fold(beslut.text).casefold() for word in words):
                yield each, beslut


def _motestyp(session: Session, wanted: str) -> str:
    plan = session.projekt.plan
    names = {
        fold(name).casefold(): each.nyckel
        for each in (plan.motestyp if plan else ())
        for name in (each.titel, each.namn, each.nyckel)
    }
    found = names.get(fold(wanted).casefold())
    if found is None:
        near = nearest(wanted, dict.fromkeys(names.values()))
        remedy = f"Menades {near}? " if near else ""
        known = ", ".join(dict.fromkeys(names.values()))
        raise CallError(f"Planen har ingen mötestyp som heter {wanted}.", f"{remedy}Mötestyper: {known}.")
    return found


def _data(mote: Mote, beslut: Beslut) -> dict[str, Any]:
    return {
        "referens": f"{mote.id}/beslut/{beslut.nr}",
        "mote": mote.id,
        "motestyp": mote.motestyp,
        "dag": mote.motesdag.isoformat(),
        "paragraf": beslut.paragraf,
        "text": beslut.text,
        "andring": beslut.andring,
    }


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
