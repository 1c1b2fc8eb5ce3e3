from datetime import date, time

import pytest
from tests.moten import mote, projekt

from drogscen_cli.actions.mote.flytt import Flytt, flyttad, installt
from drogscen_cli.actions.poster import AddItem, Assign, edited
from drogscen_cli.core.errors import CallError
from drogscen_cli.register.mote import Mote, Motesstatus

IDAG = date(2023, 4, 18)
PLANNED = 'motestyp: styr\ndag: 2023-05-17\ntid: "13:00"\nsluttid: "14:30"\n'


def _mote(text: str = PLANNED) -> Mote:
    return mote(projekt("2023-05-30", mote__M_009=text), "M-009")


def _after(text: str, flytt: Flytt, idag: date = IDAG) -> Mote:
    drafted = edited(_mote(text), text.encode(), flyttad(_mote(text), flytt, idag))
    assert isinstance(drafted.post, Mote)
    return drafted.post


def test_a_move_sets_the_day_and_tells_from_which() -> None:
    assert flyttad(_mote(), Flytt(date(2023, 5, 24), skal="Krock"), IDAG) == [
        Assign(("dag",), "2023-05-24"),
        AddItem(
            "flyttning",
            {"datum": "2023-04-18", "tidigare": "2023-05-17", "tidigare_tid": "13:00", "skal": "Krock"},
        ),
    ]


def test_the_end_follows_the_beginning() -> None:
    after = _after(PLANNED, Flytt(date(2023, 5, 17), time(9, 15), skal="Krock"))
    assert (after.tid, after.sluttid) == (time(9, 15), time(10, 45))


def test_an_end_that_would_pass_midnight_stands() -> None:
    after = _after(PLANNED, Flytt(date(2023, 5, 17), time(23, 15), skal="Krock"))
    assert after.sluttid == time(14, 30)


def test_a_second_move_on_the_same_day_still_tells_where_the_meeting_was_that_morning() -> None:
    once = edited(_mote(), PLANNED.encode(), flyttad(_mote(), Flytt(date(2023, 5, 24), skal="Krock"), IDAG))
    twice = _after(once.file.after.decode(), Flytt(date(2023, 5, 25), skal="Fel dag"))
    assert twice.dag == date(2023, 5, 25)
    assert [(row.datum, row.tidigare, row.skal) for row in twice.flyttning] == [(IDAG, date(2023, 5, 17), "Fel dag")]


def test_a_move_on_another_day_is_another_row() -> None:
    once = edited(_mote(), PLANNED.encode(), flyttad(_mote(), Flytt(date(2023, 5, 24), skal="Krock"), IDAG))
    twice = _after(once.file.after.decode(), Flytt(date(2023, 5, 25), skal="Fel dag"), date(2023, 4, 19))
    assert [row.tidigare for row in twice.flyttning] == [date(2023, 5, 17), date(2023, 5, 24)]


def test_the_same_day_and_time_is_no_move() -> None:
    with pytest.raises(CallError) as error:
        flyttad(_mote(), Flytt(date(2023, 5, 17), time(13), plats="Lilla rummet", skal="x"), IDAG)
    assert error.value.text.replace("\u00a0", " ") == "M-009 är redan inlagt den 17 maj 2023 vid den tiden."
    assert error.value.atgarda == (
        "Ange en annan dag eller tid. Bara platsen ändras så: drogscen mote edit M-009 --plats …"
    )


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("genomfort: 2023-05-17\n", "M-009 hölls den 17 maj 2023 och kan inte "),
        ("installt: 2023-05-10\n", "M-009 ställdes in den 10 maj 2023 och kan inte "),
    ],
)
def test_a_meeting_that_is_held_or_cancelled_stays(state: str, text: str) -> None:
    with pytest.raises(CallError) as moved:
        flyttad(_mote(PLANNED + state), Flytt(date(2023, 5, 24)), IDAG)
    with pytest.raises(CallError) as cancelled:
        installt(_mote(PLANNED + state), "x", IDAG)
    assert moved.value.text.replace("\u00a0", " ") == f"{text}flyttas."
    assert cancelled.value.text.replace("\u00a0", " ") == f"{text}ställas in."


def test_cancelling_sets_the_day_and_the_reason() -> None:
    changes = installt(_mote(), "För få kan komma", IDAG)
    after = edited(_mote(), PLANNED.encode(), changes).post
    assert isinstance(after, Mote)
    assert (after.installt, after.anledning, after.status) == (IDAG, "För få kan komma", Motesstatus.INSTALLT)
