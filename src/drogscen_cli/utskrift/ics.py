"""Meetings as an iCalendar file (RFC 5545): the same meeting always has the same UID, and a change a higher SEQUENCE.

A file can be made again at any time and imported over the last one. Nothing in it comes from the clock, the machine or
the persons of the project: the UID is made from the project's name and the meeting's id, DTSTAMP is the newest day on
which something is recorded to have happened to the meeting, SEQUENCE counts its moves and its cancellation.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from drogscen_cli.core.personuppgift import mask
from drogscen_cli.core.swedish import day_long
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.mote import Mote

if TYPE_CHECKING:
    from icalendar import Event, Timezone

TZID = "Europe/Stockholm"
AN_HOUR = timedelta(hours=1)
"""How long a meeting without an end takes up in the calendar."""
_CET, _CEST = timedelta(hours=1), timedelta(hours=2)


def to_ics(projekt: Projekt, moten: Iterable[Mote]) -> bytes:
    """The calendar file; ``projekt`` must have a plan."""
    from icalendar import Calendar

    name = projekt.plan.namn if projekt.plan else ""
    found = Calendar()
    found.add("version", "2.0")
    found.add("prodid", "-//drogscen//mote ics//SV")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", _safe(name))
    found.add_component(_timezone())
    for mote in moten:
        found.add_component(_event(projekt, mote, name))
    return bytes(found.to_ical())


def uid(project: str, ident: str) -> str:
    """The meeting's UID: says nothing, and is the same on every machine as long as the project keeps its name."""
    named = f"{project}\n{ident}"
    return f"{sha256(named.encode()).hexdigest()[:32]}@drogscen"


def _event(projekt: Projekt, mote: Mote, project: str) -> "Event":
    from icalendar import Event

    found = Event()
    found.add("uid", uid(project, mote.id))
    found.add("sequence", len(mote.flyttning) + (1 if mote.installt else 0))
    found.add("dtstamp", datetime.combine(_newest(projekt, mote), time(), UTC))
    _add_time(found, mote)
    found.add("summary", _safe(f"{'Inställt: ' if mote.installt else ''}{_title(projekt, mote)} – {project}"))
    if mote.plats:
        found.add("location", _safe(mote.plats))
    found.add("description", _safe("\n".join(_lines(mote))))
    found.add("status", "CANCELLED" if mote.installt else "CONFIRMED")
    return found


def _add_time(event: "Event", mote: Mote) -> None:
    """Local time in Sweden, or the whole day where the time is not known."""
    if mote.tid is None:
        event.add("dtstart", mote.dag)
        event.add("dtend", mote.dag + timedelta(days=1))
        return
    start = datetime.combine(mote.dag, mote.tid)
    slut = datetime.combine(mote.dag, mote.sluttid) if mote.sluttid and mote.sluttid > mote.tid else start + AN_HOUR
    event.add("dtstart", start, parameters={"TZID": TZID})
    event.add("dtend", slut, parameters={"TZID": TZID})


def _title(projekt: Projekt, mote: Mote) -> str:
    return mote.titel or projekt.motesnamn(mote)


def _newest(projekt: Projekt, mote: Mote) -> date:
    """The newest fact date of the record; where it has none, the plan's first day."""
    facts = (mote.datum, mote.genomfort, mote.installt, mote.upprattat, mote.justerat)
    known = [*(day for day in facts if day), *(row.datum for row in mote.flyttning)]
    return max(known, default=projekt.plan.period.start if projekt.plan else mote.dag)


def _lines(mote: Mote) -> list[str]:
    """What the calendar says of the meeting; nobody is named in it."""
    lines = [mote.id]
    if mote.installt:
        lines.append(f"Inställt {day_long(mote.installt)}" + (f": {mote.anledning}" if mote.anledning else ""))
    lines += [
        f"Flyttat från {day_long(row.tidigare)}" + (f": {row.skal}" if row.skal else "")
        for row in sorted(mote.flyttning, key=lambda row: row.datum)
    ]
    return lines + [f"{place}. {rad.rubrik}" for place, rad in enumerate(mote.dagordning, 1)]


def _safe(text: str) -> str:
    """The text without personnummer, which folded lines would hide from a later look."""
    return mask(text, only_certain=True)


def _timezone() -> "Timezone":
    """Swedish time since 1996, as the European Union's rule has it."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    found = Timezone()
    found.add("tzid", TZID)
    rules = (
        (TimezoneDaylight(), "CEST", (_CET, _CEST), datetime.combine(date(1981, 3, 29), time(2)), 3),
        (TimezoneStandard(), "CET", (_CEST, _CET), datetime.combine(date(1996, 10, 27), time(3)), 10),
    )
    for part, name, (before, after), start, month in rules:
        part.add("dtstart", start)
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        found.add_component(part)
    return found
