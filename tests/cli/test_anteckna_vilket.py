"""Which meeting ``mote anteckna`` means when it is told no id."""

from tests.cli.anteckna_world import PROJECT_GROUP, with_meeting
from tests.cli.cli_world import Here


def test_without_an_id_it_is_the_meeting_of_the_day_or_the_nearest_planned_one(here: Here) -> None:
    assert here.call("mote", "anteckna", "--ordforande", "beställaren").lines == ["M-005"]
    here.put("mote/M-006", PROJECT_GROUP)
    assert here.call("mote", "anteckna", "--ordforande", "projektledaren").lines == ["M-006"]
    here.put("mote/M-007", PROJECT_GROUP)
    done = here.call("mote", "anteckna", "--ordforande", "projektledaren")
    assert (done.code, done.err.splitlines()[0]) == (
        2,
        (
            "Fel: Det kan vara flera möten: M-006 Projektgruppsmöte den\u00a030\u00a0maj\u00a02023, "
            "M-007 Projektgruppsmöte den\u00a030\u00a0maj\u00a02023."
        ),
    )
    with here.talk("mote", "anteckna") as talk:
        talk.answer("Vilket möte? Nummer i listan", "2")
        assert "M-007 Projektgruppsmöte" in talk.until("Närvarande [alla]")


def test_when_the_minutes_of_the_day_are_made_the_next_meeting_is_not_begun_by_mistake(here: Here) -> None:
    meeting = with_meeting(here)
    meeting.call("mote", "anteckna", "--genomfort", "ja", "--upprattat", "ja")
    with meeting.talk("mote", "anteckna") as talk:
        done = talk.end()
    assert done.code == 4
    assert done.out.startswith("Fel: Anteckningarna från M-006 upprättades")
