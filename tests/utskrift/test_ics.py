"""The calendar file, read back with the library's own parser."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar
from tests.moten import FILES, mote, projekt

from drogscen_cli.register.mote import Mote
from drogscen_cli.utskrift.ics import to_ics, uid

TRICKY = "Rum 3; våning 2, \\ hörnet: ”ö”"
PERSONNUMMER = "19121212-1212"


def _calendar(text: str = FILES["mote/M-002"], dag: str = "2023-05-30") -> tuple[Any, Any, bytes]:
    """The calendar, its one event and its bytes."""
    found = projekt(dag, mote__M_002=text)
    raw = to_ics(found, [mote(found, "M-002")])
    calendar = Calendar.from_ical(raw)
    (event,) = calendar.walk("VEVENT")
    return calendar, event, raw


def test_the_file_is_a_published_calendar_in_swedish_time() -> None:
    calendar, event, raw = _calendar()
    assert (calendar["VERSION"], calendar["METHOD"], calendar["X-WR-CALNAME"]) == ("2.0", "PUBLISH", "Provparken")
    (zone,) = calendar.walk("VTIMEZONE")
    assert (zone["TZID"], event["DTSTART"].params["TZID"]) == ("Europe/Stockholm", "Europe/Stockholm")
    assert zone.to_tz(lookup_tzid=False).utcoffset(datetime(2023, 4, 20, 13)) == timedelta(hours=2)  # noqa: DTZ001
    assert zone.to_tz(lookup_tzid=False).utcoffset(datetime(2023, 11, 20, 13)) == timedelta(hours=1)  # noqa: DTZ001
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_meeting_without_an_end_takes_an_hour() -> None:
    _, event, _ = _calendar()
    assert event["DTSTART"].dt.isoformat() == "2023-04-20T13:00:00+02:00"
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=1)


def test_a_meeting_with_an_end_has_it_and_one_without_a_time_takes_the_day() -> None:
    _, event, _ = _calendar('motestyp: styr\ndag: 2023-11-15\ntid: "13:00"\nsluttid: "14:30"\n')
    assert (event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat()) == (
        "2023-11-15T13:00:00+01:00",
        "2023-11-15T14:30:00+01:00",
    )
    _, event, _ = _calendar("motestyp: styr\ndag: 2023-11-15\n")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2023, 11, 15), date(2023, 11, 16))


def test_texts_come_back_as_they_were() -> None:
    _, event, _ = _calendar(f"motestyp: styr\ndag: 2023-11-15\nplats: '{TRICKY}'\ntitel: 'Möte om \"A, B; C\"'\n")
    assert event["LOCATION"] == TRICKY
    assert event["SUMMARY"] == 'Möte om "A, B; C" – Provparken'


def test_the_description_tells_the_moves_and_the_agenda() -> None:
    _, event, _ = _calendar()
    assert event["DESCRIPTION"].replace("\u00a0", " ").split("\n") == [
        "M-002",
        "Flyttat från den 19 april 2023: Lokalen är upptagen",
        "1. Besök av räddningstjänsten",
    ]


def test_moves_and_a_cancellation_raise_the_sequence_and_keep_the_uid() -> None:
    plain = 'motestyp: styr\ndag: 2023-04-19\ntid: "13:00"\ndatum: 2023-01-10\n'
    moved = plain + "flyttning:\n  - {datum: 2023-04-03, tidigare: 2023-04-12}\n"
    twice = moved + "  - {datum: 2023-04-05, tidigare: 2023-04-13}\n"
    cancelled = twice + "installt: 2023-04-11\nanledning: För få kan\n"
    events = [_calendar(text)[1] for text in (plain, moved, twice, cancelled)]
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2, 3]
    assert {str(event["UID"]) for event in events} == {uid("Provparken", "M-002")}
    assert [event["STATUS"] for event in events] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    assert [event["DTSTAMP"].dt for event in events] == [
        datetime(2023, 1, 10, tzinfo=UTC),
        datetime(2023, 4, 3, tzinfo=UTC),
        datetime(2023, 4, 5, tzinfo=UTC),
        datetime(2023, 4, 11, tzinfo=UTC),
    ]
    assert events[-1]["SUMMARY"] == "Inställt: Styrgruppsmöte – Provparken"
    assert events[-1]["DESCRIPTION"].replace("\u00a0", " ").split("\n")[1] == "Inställt den 11 april 2023: För få kan"


def test_a_calendar_that_takes_the_higher_sequence_ends_up_with_the_last_file() -> None:
    """As a calendar does on import: of two events with one UID the higher SEQUENCE stands."""
    texts = [FILES["mote/M-002"], FILES["mote/M-002"] + "installt: 2023-04-11\n"]
    held: dict[str, Any] = {}
    for text in (*texts, texts[0]):
        _, event, _ = _calendar(text)
        old = held.get(str(event["UID"]))
        if old is None or event["SEQUENCE"] >= old["SEQUENCE"]:
            held[str(event["UID"])] = event
    assert [event["STATUS"] for event in held.values()] == ["CANCELLED"]


def test_uids_differ_between_meetings_and_projects_and_say_nothing() -> None:
    found = {uid("A", "M-001"), uid("A", "M-002"), uid("B", "M-001"), uid("A\nM-001", "")}
    assert len(found) == 4
    assert all(len(each) == len("@drogscen") + 32 and "M-0" not in each for each in found)


def test_the_file_is_the_same_each_time_and_names_nobody() -> None:
    _, _, raw = _calendar()
    assert raw == _calendar()[2]
    assert not any(name.encode() in raw for name in ("Per Ek", "Ulla Alm", "Bo Asp"))


def test_a_meeting_without_any_day_of_its_own_is_stamped_with_the_projects_first() -> None:
    _, event, _ = _calendar("motestyp: styr\ndag: 2023-11-15\n")
    assert event["DTSTAMP"].dt == datetime(2023, 1, 1, tzinfo=UTC)


def test_a_personnummer_never_reaches_the_calendar_not_even_folded() -> None:
    long = f"{'a' * 40} {PERSONNUMMER}"
    found = Mote.load("M-002", {"motestyp": "styr", "dag": "2023-11-15", "plats": long, "titel": long})
    raw = to_ics(projekt("2023-05-30"), [found])
    assert PERSONNUMMER.encode() not in raw.replace(b"\r\n ", b"")
