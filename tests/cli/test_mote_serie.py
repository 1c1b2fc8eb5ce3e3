"""Laying out a series of meetings, moving and cancelling one, and the calendar file of them."""

import pytest
from icalendar import Calendar
from tests.cli.cli_world import Here

PLANERA = ("mote", "planera", "--motestyp", "styrgrupp")
GIVEN = (
    "--start",
    "2023-06-21",
    "--slut",
    "2023-09-30",
    "--veckodag",
    "onsdag",
    "--tid",
    "13:00",
    "--sluttid",
    "14.30",
)


def _with_plan(here: Here, text: str) -> None:
    here.put("projektplan", here.read("projektplan") + text)


def _plain(text: str) -> list[str]:
    return text.replace("\u00a0", " ").splitlines()


def test_a_series_is_shown_and_saved_as_one_change(here: Here) -> None:
    done = here.call(*PLANERA, *GIVEN, "--plats", "Stora rummet")
    assert (done.code, done.lines) == (0, ["M-006", "M-007", "M-008", "M-009"])
    assert _plain(done.err) == [
        "Styrgruppsmöte: tredje onsdagen i varje månad · kl. 13.00–14.30 · Stora rummet",
        "  2023-06-21  onsdag   v. 25",
        "  2023-07-19  onsdag   v. 29",
        "  2023-08-16  onsdag   v. 33",
        "  2023-09-20  onsdag   v. 38",
    ]
    assert _plain(here.diary()[0]) == ["mote M-006–M-009: nya – 4 styrgruppsmöten"]
    assert here.read("mote/M-006").split("\n", 1)[1] == (
        "datum: 2023-05-30\nmotestyp: styrgrupp\ndag: 2023-06-21\n"
        'tid: "13:00"\nsluttid: "14:30"\nplats: Stora rummet\ninbjuden: [styrgrupp]\n'
    )


def test_again_nothing_is_added(here: Here) -> None:
    here.call(*PLANERA, *GIVEN)
    before = here.files()
    done = here.call(*PLANERA, *GIVEN)
    assert (done.code, done.out, here.files()) == (0, "", before)
    assert done.err == "Inget att lägga in: varje period har redan ett möte, eller ingen dag för ett.\n"


def test_what_moved_and_what_found_no_day_is_told(here: Here) -> None:
    _with_plan(here, "uppehall:\n  - {nr: 1, start: 2023-07-01, slut: 2023-08-13, skal: semester}\n")
    done = here.call(
        *PLANERA, "--start", "2023-06-06", "--slut", "2023-08-31", "--veckodag", "tisdag", "--tid", "13:00"
    )
    assert _plain(done.err) == [
        "Styrgruppsmöte: första tisdagen i varje månad · kl. 13.00",
        "  2023-06-13  tisdag   v. 24  i stället för tisdag 2023-06-06 (nationaldagen)",
        "  inget möte för juli 2023: tisdag 2023-07-04 (uppehåll: semester), och ingen dag nära passar",
        "  2023-08-15  tisdag   v. 33  i stället för tisdag 2023-08-01 (uppehåll: semester)",
    ]


def test_every_type_with_a_rhythm_is_laid_out_in_the_order_of_the_days(here: Here) -> None:
    here.put(
        "projektplan",
        here.read("projektplan").replace(
            "motestyp:\n", "motestyp:\n  - {nyckel: extra, titel: Extra möten, frekvens: vid-behov}\n"
        ),
    )
    done = here.call(
        "mote", "planera", "--start", "2023-06-14", "--slut", "2023-06-30", "--veckodag", "onsdag", "--tid", "9.00"
    )
    assert done.lines == ["M-006", "M-007", "M-008"]
    days = [next(line for line in here.read(f"mote/{name}").splitlines() if line[:5] == "dag: ") for name in done.lines]
    assert days == ["dag: 2023-06-14", "dag: 2023-06-14", "dag: 2023-06-28"]
    assert "Extra möten hålls vid behov och läggs inte i en serie." in done.err


def test_the_plan_says_the_time_where_the_options_do_not(here: Here) -> None:
    here.call(
        *("projektplan", "motestyp", "edit", "styrgrupp", "--veckodag", "torsdag", "--tid", "13:00"),
        *("--sluttid", "15:00", "--plats", "Rum 1"),
    )
    done = here.call(*PLANERA, "--start", "2023-11-02", "--tid", "14:00")
    assert done.lines == ["M-006", "M-007"]
    assert 'tid: "14:00"\nsluttid: "15:00"\nplats: Rum 1\n' in here.read("mote/M-007")


def test_nothing_is_laid_out_before_today_unless_it_is_asked_for(here: Here) -> None:
    done = here.call(*PLANERA, "--veckodag", "onsdag", "--tid", "13:00")
    assert min(
        line for name in done.lines for line in here.read(f"mote/{name}").splitlines() if line[:4] == "dag:"
    ) == ("dag: 2023-06-28")


def test_without_a_terminal_what_is_missing_is_named_for_each_type(seen: Here) -> None:
    done = seen.call("mote", "planera", "--tid", "13:00")
    assert done.code == 2
    assert done.err == (
        "Fel: Det saknas värden: --veckodag för styrgrupp; --veckodag för projektgrupp.\n"
        "Åtgärda: Ange dem som val, skriv in dem i planen (drogscen projektplan motestyp edit NYCKEL --veckodag … "
        "--tid …), eller kör kommandot i en terminal.\n"
    )


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--veckodag", "onsdagg", "--tid", "13:00"), "sondag, men är onsdagg.\nÅtgärda: Menades onsdag?"),
        (("--veckodag", "onsdag", "--tid", "25:00"), "tid ska vara ett klockslag som 13:30, men är 25:00"),
        (("--veckodag", "onsdag", "--tid", "13:00", "--sluttid", "12:00"), "Mötet skulle sluta"),
        (("--veckodag", "onsdag", "--tid", "13:00", "--start", "2024-02-01"), "ligger efter den sista, 2023-12-31"),
    ],
)
def test_a_value_that_no_meeting_can_have_is_refused_before_anything_is_written(
    seen: Here, options: tuple[str, ...], fault: str
) -> None:
    before = seen.files()
    done = seen.call(*PLANERA, *options)
    assert (done.code, fault in done.err, seen.files()) == (2, True, before), done.err


def test_an_unknown_type_is_refused_with_the_one_that_was_meant(seen: Here) -> None:
    done = seen.call("mote", "planera", "--motestyp", "styrgrup")
    assert (done.code, done.err) == (
        2,
        "Fel: Mötestypen styrgrup finns inte i planen.\nÅtgärda: Menades styrgrupp?\n",
    )


def test_nothing_is_laid_out_while_a_meeting_can_not_be_read(here: Here) -> None:
    here.put("mote/M-003", "motestyp: [")
    done = here.call(*PLANERA, *GIVEN)
    assert (done.code, done.out) == (3, "")
    assert done.err.splitlines()[-2:] == [
        "Fel: Det är okänt vilka möten som redan är inlagda.",
        "Åtgärda: Rätta felen: drogscen kontroll",
    ]


def test_on_a_terminal_what_is_missing_is_asked_for_and_the_list_confirmed(here: Here) -> None:
    with here.talk(*PLANERA, "--start", "2023-10-18", "--tid", "13:00") as talk:
        talk.answers(("Veckodag (måndag/tisdag/onsdag/torsdag/fredag/lördag/söndag)", "onsdag"), ("Sluttid", ""))
        talk.answer("Plats", "Rum 1")
        shown = talk.answer("Lägga in 3\u00a0möten? (j/n) [n]", "j")
        done = talk.end()
    assert "2023-12-20  onsdag" in shown
    assert (done.code, done.lines[-3:]) == (0, ["M-006", "M-007", "M-008"])


def test_a_no_writes_nothing(here: Here) -> None:
    before = here.files()
    with here.talk(*PLANERA, *GIVEN, "--plats", "Rum 1") as talk:
        talk.answer("(j/n) [n]", "")
        done = talk.end()
    assert (done.code, here.files()) == (0, before)
    assert done.lines[-1] == "Inget är inlagt."


def test_an_answer_that_is_neither_yes_nor_no_is_asked_for_again(here: Here) -> None:
    before = here.files()
    with here.talk(*PLANERA, *GIVEN, "--plats", "Rum 1") as talk:
        talk.answer("(j/n) [n]", "jo men")
        assert "Svara j eller n." in talk.answer("(j/n) [n]", "nej")
        assert talk.end().code == 0
    assert here.files() == before


def test_ja_asks_nothing(here: Here) -> None:
    with here.talk(*PLANERA, *GIVEN, "--ja") as talk:
        done = talk.end()
    assert (done.code, done.lines[-1]) == (0, "M-009")


def test_moving_a_meeting_changes_its_day_and_keeps_the_old_one(here: Here) -> None:
    done = here.call(
        "mote", "flytta", "M-005", "--dag", "2023-06-07", "--tid", "10:30", "--skal", "Beställaren är sjuk"
    )
    assert (done.code, done.lines) == (0, ["M-005"])
    assert _plain(done.err) == ["M-005 flyttas till onsdag den 7 juni 2023, v. 23, kl. 10.30."]
    assert here.changed() == [
        "-dag: 2023-05-31",
        "-tid: 9.30",
        "+dag: 2023-06-07",
        '+tid: "10:30"',
        "+flyttning:",
        '+  - {datum: 2023-05-30, tidigare: 2023-05-31, tidigare_tid: "09:30", skal: Beställaren är sjuk}',
    ]


def test_a_move_to_a_red_day_or_into_a_break_is_warned_of_and_done(here: Here) -> None:
    _with_plan(here, "uppehall:\n  - {nr: 1, start: 2023-07-01, slut: 2023-07-31}\n")
    red = here.call("mote", "flytta", "M-005", "--dag", "2023-06-06", "--skal", "x")
    broken = here.call("mote", "flytta", "M-005", "--dag", "2023-07-05", "--skal", "x")
    assert (red.code, broken.code) == (0, 0)
    assert red.err.splitlines()[-1] == "Varning: den nya dagen är nationaldagen."
    assert broken.err.splitlines()[-1] == "Varning: den nya dagen är uppehåll."
    assert here.read("mote/M-005").count("tidigare: 2023-05-31") == 1


def test_a_move_needs_a_day_and_a_reason(seen: Here) -> None:
    done = seen.call("mote", "flytta", "M-005")
    assert (done.code, done.err) == (
        2,
        "Fel: Det saknas värden: --dag, --skal.\nÅtgärda: Ange dem som val, eller kör kommandot i en terminal.\n",
    )


def test_a_held_meeting_is_not_moved(seen: Here) -> None:
    done = seen.call("mote", "flytta", "M-004", "--dag", "2023-06-07", "--skal", "x")
    assert (done.code, _plain(done.err)[0]) == (2, "Fel: M-004 hölls den 26 april 2023 och kan inte flyttas.")


@pytest.mark.parametrize("option", ["--anledning", "--skal"])
def test_a_cancelled_meeting_has_its_day_and_its_reason(here: Here, option: str) -> None:
    done = here.call("mote", "stallin", "M-005", option, "För få kan komma")
    assert (done.code, done.lines) == (0, ["M-005"])
    assert here.changed() == ["+installt: 2023-05-30", "+anledning: För få kan komma"]
    assert here.call("mote", "ställin", "M-005", option, "igen").code == 2


def test_the_calendar_file_holds_the_series_and_its_changes(here: Here) -> None:
    here.call(*PLANERA, *GIVEN)
    first = Calendar.from_ical(here.call("mote", "ics", "--motestyp", "styrgrupp").out)
    here.call("mote", "flytta", "M-006", "--dag", "2023-06-28", "--skal", "Krock")
    here.call("mote", "stallin", "M-007", "--skal", "Semester")
    done = here.call("mote", "ics", "--ut", "moten.ics")
    assert (done.code, done.out) == (0, "")
    assert _plain(done.err) == ["Skrev moten.ics: 9 möten."]
    second = Calendar.from_ical((here.root / "moten.ics").read_bytes())
    before, after = ({str(event["UID"]): event for event in each.walk("VEVENT")} for each in (first, second))
    assert before.keys() == after.keys()
    changed = [uid for uid in before if before[uid]["SEQUENCE"] != after[uid]["SEQUENCE"]]
    assert [(after[uid]["SEQUENCE"], after[uid]["STATUS"]) for uid in changed] == [(1, "CONFIRMED"), (1, "CANCELLED")]


def test_the_calendar_file_may_hold_some_meetings_only(seen: Here) -> None:
    found = Calendar.from_ical(seen.call("mote", "ics", "M-005", "1").out)
    assert [str(event["DESCRIPTION"]) for event in found.walk("VEVENT")] == ["M-005", "M-001"]
    none = seen.call("mote", "ics", "--motestyp", "projektgrupp")
    assert (none.code, none.err) == (
        2,
        "Fel: Det finns inga möten att skriva.\nÅtgärda: Lägg in dem: drogscen mote planera\n",
    )
    unknown = seen.call("mote", "ics", "--motestyp", "x")
    assert unknown.err == (
        "Fel: Mötestypen x finns inte i planen.\nÅtgärda: Mötestyper i planen: styrgrupp, projektgrupp.\n"
    )


def test_notice_and_minutes_are_printed_by_name(seen: Here) -> None:
    assert "# Kallelse till styrgruppsmöte" in seen.call("rapport", "kallelse").out
    assert "# Protokoll från styrgruppsmöte" in seen.call("rapport", "protokoll", "m-004").out
    assert seen.call("rapport", "protokoll", "M-005").code == 2
