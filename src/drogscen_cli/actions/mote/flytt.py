"""Moving and cancelling a planned meeting: pure, from answers to changes of its record."""

from dataclasses import dataclass
from datetime import date, datetime, time

from drogscen_cli.actions.poster import AddItem, Assign
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.swedish import day_long
from drogscen_cli.register.mote import Mote, Motesstatus

Change = Assign | AddItem


@dataclass(frozen=True, slots=True)
class Flytt:
    """Where a meeting is moved, and why; None keeps what stands."""

    dag: date
    tid: time | None = None
    sluttid: time | None = None
    plats: str | None = None
    skal: str | None = None


def flyttad(mote: Mote, flytt: Flytt, idag: date) -> list[Change]:
    """The changes of a move on the day ``idag``; raises ``CallError`` where it can't be moved there.

    A row in ``flyttning`` tells from when. A second move on the same day changes that row's reason only: it still tells
    the day that the meeting had in the morning. An end that is not given follows the beginning.
    """
    _still_planned(mote, "flyttas")
    tid = flytt.tid or mote.tid
    if (flytt.dag, tid) == (mote.dag, mote.tid):
        raise CallError(
            f"{mote.id} är redan inlagt {day_long(mote.dag)} vid den tiden.",
            f"Ange en annan dag eller tid. Bara platsen ändras så: drogscen mote edit {mote.id} --plats …",
        )
    wanted = {
        "dag": flytt.dag.isoformat(),
        "tid": _clock(flytt.tid),
        "sluttid": _clock(flytt.sluttid or _later(mote, flytt.tid)),
        "plats": flytt.plats,
    }
    return [*(Assign((name,), value) for name, value in wanted.items() if value), *_rows(mote, flytt, idag)]


def installt(mote: Mote, anledning: str | None, idag: date) -> list[Change]:
    """The changes that cancel a meeting on the day ``idag``; raises ``CallError`` for one that is held or cancelled."""
    _still_planned(mote, "ställas in")
    why = [Assign(("anledning",), anledning)] if anledning else []
    return [Assign(("installt",), idag.isoformat()), *why]


def _still_planned(mote: Mote, verb: str) -> None:
    if mote.status is Motesstatus.PLANERAT:
        return
    when = mote.genomfort or mote.installt or mote.dag
    what = "hölls" if mote.genomfort else "ställdes in"
    raise CallError(f"{mote.id} {what} {day_long(when)} och kan inte {verb}.", "Se mötena: drogscen mote list")


def _later(mote: Mote, tid: time | None) -> time | None:
    """The end after as long a meeting as before; None where it can't be known or would pass midnight."""
    if tid is None or mote.tid is None or mote.sluttid is None:
        return None
    end = datetime.combine(mote.dag, tid) + (
        datetime.combine(mote.dag, mote.sluttid) - datetime.combine(mote.dag, mote.tid)
    )
    return end.time() if end.date() == mote.dag else None


def _rows(mote: Mote, flytt: Flytt, idag: date) -> list[Change]:
    for place, row in enumerate(mote.flyttning):
        if row.datum == idag:
            return [Assign(("flyttning", place, "skal"), flytt.skal)] if flytt.skal else []
    item = {
        "datum": idag.isoformat(),
        "tidigare": mote.dag.isoformat(),
        "tidigare_tid": _clock(mote.tid),
        "skal": flytt.skal,
    }
    return [AddItem("flyttning", {name: value for name, value in item.items() if value})]


def _clock(tid: time | None) -> str | None:
    return tid.strftime("%H:%M") if tid else None
