"""``mote anteckna`` from options, and a whole meeting from a file."""

import re

import pytest
from tests.cli.anteckna_world import STEERING, sound, with_meeting
from tests.cli.cli_world import PERSONNUMMER, Here


@pytest.fixture
def meeting(here: Here) -> Here:
    """The example project, with a meeting of the project group today and what its plan wants of it."""
    return with_meeting(here)


def test_everything_can_be_said_with_options_in_one_change_set(here: Here) -> None:
    done = here.call(*STEERING)
    assert (done.code, done.lines) == (0, ["M-005/beslut/1", "M-005/atgard/1", "AV-002"])
    assert here.diary() == ["mote M-005: dagordningen, närvaro, justerare, punkt 2 och 3 till", "börja"]
    text = here.read("mote/M-005")
    assert "narvarande: [person-c]\njusterare: [person-c]\n" in text
    assert 'text: "Gicks igenom.\\nAvvikelse AV-002: Regn", andring: AB-002}' in text
    assert "- {nr: 1, text: AB-002 godkänns., paragraf: 43, andring: AB-002, punkt: 2}" in text
    assert "- {nr: 1, text: Boka lokal, ansvarig: enhetschef-a, senast: 2023-06-13, punkt: 2}" in text
    assert here.read("avvikelse/AV-002").endswith(
        "titel: Regn\nmote: M-005\norsak: Vädret\npaverkar: [tidsplan, budget]\nagare: projektledare\n"
    )


def test_the_paragraphs_run_on_through_the_year_and_stand_from_the_first_note(here: Here) -> None:
    here.call("mote", "anteckna", "M-005", "--narvarande", "alla")
    rows = re.findall(r"nr: (\d), .*?paragraf: (\d+)", here.read("mote/M-005"))
    assert rows == [("1", "42"), ("2", "43"), ("3", "44"), ("4", "45"), ("5", "46")]


def test_saying_the_same_again_writes_nothing(here: Here) -> None:
    here.call(*STEERING)
    before = here.files()
    done = here.call(*STEERING)
    assert (done.code, done.lines, here.files()) == (0, ["M-005"], before)
    assert done.err.splitlines()[-1] == "Inget nytt att anteckna."


def test_minutes_that_are_made_are_not_written_in(here: Here) -> None:
    here.call("mote", "anteckna", "M-005", "--genomfort", "ja", "--upprattat", "ja")
    done = here.call("mote", "anteckna", "M-005", "--punkt", "1", "--text", "Mer")
    assert (done.code, done.err) == (
        4,
        (
            "Fel: Anteckningarna från M-005 upprättades den\u00a030\u00a0maj\u00a02023 och ändras inte här.\n"
            "Åtgärda: Rätta enstaka uppgifter med drogscen mote edit M-005; ändringen syns i dagboken.\n"
        ),
    )


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--upprattat", "ja"), "--upprattat: M-005 är inte avslutat, så anteckningarna kan inte vara färdiga."),
        (("--punkt", "9", "--text", "x"), "--text: Punkten ”9” finns inte."),
        (("--text", "x"), "--text: Det står inte vilken punkt det gäller."),
        (("--atgard", "x; nils"), "--atgard: Ingen i organisationen heter ”nils”."),
        (("--avvikelse", "x; lust"), "--avvikelse: Planen har inget som heter ”lust”."),
        (("--status", "allt bra"), "--status: det står inte vem ”allt bra” kommer från."),
        (("--aktivitetsplan", "kanske"), "--aktivitetsplan: Skriv ja eller nej, inte ”kanske”."),
        ((), "Det finns inget att anteckna."),
    ],
)
def test_what_can_not_be_used_is_said_and_nothing_is_written(here: Here, argv: tuple[str, ...], said: str) -> None:
    before = here.files()
    done = (
        here.call("mote", "anteckna", "M-005", "--narvarande", "alla", *argv) if argv else here.call("mote", "anteckna")
    )
    assert (done.code, done.err.splitlines()[0]) == (2, f"Fel: {said}")
    assert here.files() == before


FILE = """\
närvarande: alla utom 3
sekreterare: enhetschef

# 1
Allt går som det ska.
Frågan om el återstår.
åtgärd: Fråga elbolaget; projektledaren; 2023-06-09
# statusrapport
status Fältgruppen: Sju kvällar; ; ; 12,5
status parkgruppen: Klippt; Belysning; Sen leverans; Ny tidsplan; 8
# Risker
bordläggs
ny punkt: Midsommar
avvikelse: Scenen saknar el; tidsplan
beslut: Scenen flyttas.
aktivitetsplanen genomgången: ja
mötet slut: ja
"""


def test_a_whole_meeting_comes_from_a_file(meeting: Here) -> None:
    done = meeting.call("mote", "anteckna", "M-006", "--fran", "-", said=FILE)
    assert (done.code, done.lines) == (0, ["M-006/atgard/1", "SR-001", "AV-002", "M-006/beslut/1"])
    assert meeting.diary()[0] == "mote M-006: dagordningen, närvaro, sekreterare, punkt 1 och 10 till"
    text = meeting.read("mote/M-006")
    assert '- {nr: 1, rubrik: Läget, text: "Allt går som det ska.\\nFrågan om el återstår."}' in text
    assert "- {nr: 4, rubrik: Risker, bordlagd: ja}" in text
    assert '- {nr: 8, rubrik: Midsommar, text: "Avvikelse AV-002: Scenen saknar el"}' in text
    assert text.endswith("avvikelse: [AV-002]\naktivitetsplan: ja\n")
    assert meeting.read("statusrapport/SR-001").partition("delrapport:\n")[2] == (
        "  - {nr: 1, avsandare: falt, gjort: Sju kvällar, timmar: 12.5}\n"
        "  - nr: 2\n    avsandare: park\n    gjort: Klippt\n    nasta: Belysning\n    avvikelse: Sen leverans\n"
        "    justering: Ny tidsplan\n    timmar: 8\n"
    )
    assert sound(meeting)


def test_the_same_file_twice_adds_nothing(meeting: Here) -> None:
    meeting.call("mote", "anteckna", "M-006", "--fran", "-", said=FILE)
    before = meeting.files()
    done = meeting.call("mote", "anteckna", "M-006", "--fran", "-", said=FILE)
    assert (done.code, meeting.files()) == (0, before)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Löst.\n", "standard in:1: raden hör inte till någon punkt."),
        ("# 1\nText.\n\n# Regn\n", "standard in:4: Punkten ”Regn” finns inte."),
        ("# 1\nåtgärd: x; nils\n", "standard in:2: Ingen i organisationen heter ”nils”."),
        ("# 1\nåtgärd: x; ; igårkväll\n", "standard in:2: dag: ”igårkväll” är inte en dag."),
        (f"# 1\nText {PERSONNUMMER}\n", "standard in:2: raden innehåller ett personnummer."),
        ("status falt: a; b; c; d; många\n", "standard in:1: timmar ska vara ett tal, men är många."),
        ("beslut:\n", "standard in:1: Efter ”beslut:” ska det stå något."),
    ],
)
def test_a_file_that_can_not_be_understood_lands_nothing_and_names_the_line(
    meeting: Here, text: str, said: str
) -> None:
    before = meeting.files()
    done = meeting.call("mote", "anteckna", "M-006", "--fran", "-", said=text)
    assert (done.code, done.err.splitlines()[0].partition(" Skriv")[0]) == (2, f"Fel: {said}")
    assert meeting.files() == before


def test_a_cancelled_meeting_is_not_written_down(here: Here) -> None:
    here.put("mote/M-005", "motestyp: styrgrupp\ndag: 2023-05-31\ninstallt: 2023-05-29\n")
    done = here.call("mote", "anteckna", "M-005", "--narvarande", "alla")
    assert (done.code, done.err) == (
        4,
        "Fel: M-005 är inställt.\nÅtgärda: Välj ett annat möte, eller planera ett nytt.\n",
    )
