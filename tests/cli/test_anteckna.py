"""``mote anteckna``: the meeting as a conversation."""

import re
import signal
from collections.abc import Mapping
from itertools import count

import pexpect
import pytest
from tests.cli.anteckna_world import STEERING, sound, with_meeting
from tests.cli.cli_world import PERSONNUMMER, Here, Talk, plain


@pytest.fixture
def meeting(here: Here) -> Here:
    """The example project, with a meeting of the project group today and what its plan wants of it."""
    return with_meeting(here)


SAID: Mapping[str, list[str]] = {
    "Närvarande [alla]": ["alla utom 3"],
    "Ordförande [Projektledaren]": [""],
    "Sekreterare [Projektledaren]": ["enhetschef"],
    "Punkt 1/7 Läget": ["Allt går som det ska.", "Frågan om el återstår.", "åtgärd: Fråga elbolaget; person; +14d"],
    "  Åtgärd 1, ansvarig": ["enhetschef"],
    "Status 1/2 Fältgruppen, gjort": ["Sju kvällar"],
    "Status 1/2 Fältgruppen, timmar": ["12,5"],
    "Status 2/2 Parkgruppen, gjort": ["Klippt"],
    "Status 2/2 Parkgruppen, härnäst": ["Belysning"],
    "Punkt 3/7 Öppna åtgärder": ["beslut: Avstämningen flyttas."],
    "Punkt 4/7 Risker": ["avvikelse: Två fältarbetare saknas"],
    "  AV-002, påverkar (tidsplan/budget/resurser/resultat)": ["resurser tidsplan"],
    "  AV-002, ägare": ["enhetschef a"],
    "Punkt 5/7 Avvikelser": ["bordläggs"],
    "Aktivitetsplanen genomgången? (j/n)": ["j"],
    "Är mötet slut? (j/n)": ["j"],
    "Är anteckningarna färdiga? (j/n)": ["j"],
}
MOTE = """\
motestyp: projektgrupp
dag: 2023-05-30
inbjuden: [projektledare, enhetschef-a, person-c]
narvarande: [projektledare, enhetschef-a]
ordforande: projektledare
sekreterare: enhetschef-a
genomfort: 2023-05-30
dagordning:
  - {nr: 1, rubrik: Läget, text: "Allt går som det ska.\\nFrågan om el återstår."}
  - {nr: 2, rubrik: Statusrapport}
  - {nr: 3, rubrik: Öppna åtgärder}
  - {nr: 4, rubrik: Risker, text: "Avvikelse AV-002: Två fältarbetare saknas"}
  - {nr: 5, rubrik: Avvikelser, bordlagd: ja}
  - {nr: 6, rubrik: Genomgång av aktivitetsplanen}
  - {nr: 7, rubrik: Övriga frågor}
beslut:
  - {nr: 1, text: Avstämningen flyttas., punkt: 3}
atgard:
  - {nr: 1, text: Fråga elbolaget, ansvarig: enhetschef-a, senast: 2023-06-13, punkt: 1}
avvikelse: [AV-002]
aktivitetsplan: ja
upprattat: 2023-05-30
"""
AVVIKELSE = """\
# yaml-language-server: $schema=../.schema/avvikelse.json
datum: 2023-05-30
titel: Två fältarbetare saknas
mote: M-006
paverkar: [resurser, tidsplan]
agare: enhetschef-a
"""
STATUS = """\
# yaml-language-server: $schema=../.schema/statusrapport.json
datum: 2023-05-30
mote: M-006
delrapport:
  - {nr: 1, avsandare: falt, gjort: Sju kvällar, timmar: 12.5}
  - {nr: 2, avsandare: park, gjort: Klippt, nasta: Belysning}
"""
FINISHED = {"mote/M-006": MOTE, "avvikelse/AV-002": AVVIKELSE, "statusrapport/SR-001": STATUS}
QUESTIONS = 33
"""How many are asked in one sitting."""


class Secretary:
    """Somebody who knows what is to be said at each question, and goes back to an item that was not finished."""

    def __init__(self) -> None:
        self.left = {question: list(answers) for question, answers in SAID.items()}

    def answer(self, question: str) -> str:
        """The next answer to a question; nothing more to say: Enter."""
        order = list(self.left)
        place = order.index(question) if question in order else self._nearest(question, order)
        unsaid = [each for each in order[:place] if each.startswith("Punkt") and self.left[each]]
        if unsaid and question.startswith(("Punkt", "Status", "Akt", "Är")):
            return "b"
        return self.left[question].pop(0) if self.left.get(question) else ""

    def _nearest(self, question: str, order: list[str]) -> int:
        """Where a question that has no answers would stand."""
        for key in (question.partition(",")[0], question[:7]):
            found = [place for place, each in enumerate(order) if each.startswith(key)]
            if found:
                return found[0]
        numbers = re.match(r"Punkt (\d)", question)
        later = [
            place
            for place, each in enumerate(order)
            if numbers and (n := re.match(r"Punkt (\d)", each)) and n[1] < numbers[1]
        ]
        return later[-1] + 1 if later else len(order)


def question(talk: Talk) -> str | None:
    """Waits for the next question; None when the command ended."""
    if talk.child.expect([r": $", pexpect.EOF]):
        return None
    return plain(str(talk.child.before)).rpartition("\n")[2]


def finished(here: Here) -> dict[str, str]:
    return {name: here.read(name) for name in ("mote/M-006", "avvikelse/AV-002", "statusrapport/SR-001")}


def sitting(here: Here, secretary: Secretary, end: int | None = None, *, after: int = 0, spara: bool = True) -> bool:
    """Talks until the end, or until ``end`` at question ``after`` (0: after the first thing said); whether it ended."""
    said = False
    with here.talk("mote", "anteckna", *([] if spara else ["--ingen-spara"])) as talk:
        for number in count(1):
            asked = question(talk)
            if asked is None:
                return True
            if end is not None and (number == after or (said and not after)):
                talk.child.kill(end)
                talk.child.expect(pexpect.EOF)
                return False
            answer = secretary.answer(asked)
            said = answer not in ("", "b")
            talk.child.sendline(answer)
    raise AssertionError


def test_a_meeting_is_written_down_in_one_sitting(meeting: Here) -> None:
    assert sitting(meeting, Secretary())
    assert finished(meeting) == FINISHED
    assert sound(meeting)
    assert meeting.git("status", "--short") == ""
    assert all(line.startswith("mote M-006: ") for line in meeting.diary()[:-2])


@pytest.mark.parametrize("place", range(1, QUESTIONS + 1))
def test_broken_off_at_any_question_nothing_is_lost_and_nothing_is_half(meeting: Here, place: int) -> None:
    secretary, end = Secretary(), (signal.SIGINT, signal.SIGKILL)[place % 2]
    assert not sitting(meeting, secretary, end, after=place, spara=False)
    assert sound(meeting)
    assert sitting(meeting, secretary, spara=False)
    assert finished(meeting) == FINISHED


def test_killed_after_everything_that_is_said_it_is_the_same_meeting_in_the_end(meeting: Here) -> None:
    secretary = Secretary()
    while not sitting(meeting, secretary, signal.SIGKILL):
        assert sound(meeting)
        assert meeting.git("status", "--short") == ""
    assert finished(meeting) == FINISHED


def test_ctrl_c_says_where_it_was_and_how_to_go_on_and_the_next_sitting_what_is_there(meeting: Here) -> None:
    with meeting.talk("mote", "anteckna", "M-006") as talk:
        talk.answers(("Närvarande [alla]", ""), ("Ordförande [Projektledaren]", ""))
        talk.answers(("Sekreterare [Projektledaren]", ""), ("Punkt 1/7 Läget", "Gott"))
        done = talk.interrupt("Punkt 1/7 Läget")
    assert (done.code, done.out.splitlines()[-1]) == (
        130,
        "Avbrutet vid punkt 1. Fortsätt: drogscen mote anteckna M-006",
    )
    with meeting.talk("mote", "anteckna", "M-006") as talk:
        shown = talk.until("Status 1/2 Fältgruppen, gjort")
    assert shown.splitlines() == [
        "M-006 Projektgruppsmöte den\u00a030\u00a0maj\u00a02023",
        "Enter går vidare · b bakåt · ? hjälp · Ctrl-C sparar och avbryter",
        "Skriv inget som pekar ut en enskild.",
        "Redan antecknat: punkt 1.",
    ]


def test_b_goes_back_and_shows_what_is_noted(meeting: Here) -> None:
    meeting.call("mote", "anteckna", "M-006", "--narvarande", "alla", "--punkt", "läget", "--text", "Gott")
    with meeting.talk("mote", "anteckna", "M-006") as talk:
        talk.answers(
            ("Ordförande [Projektledaren]", "b"), ("Närvarande [alla]", ""), ("Ordförande [Projektledaren]", "")
        )
        talk.answers(("Sekreterare [Projektledaren]", ""), ("Status 1/2 Fältgruppen, gjort", "b"))
        assert "  Antecknat: Gott\r\n" in talk.answer("Punkt 1/7 Läget", "b")
        talk.until("Sekreterare [Projektledaren]")


def test_a_personnummer_is_refused_and_asked_for_again(meeting: Here) -> None:
    before = meeting.files()
    with meeting.talk("mote", "anteckna", "M-006") as talk:
        talk.answer("Närvarande [alla]", PERSONNUMMER)
        shown = talk.until("Närvarande [alla]")
    assert shown.endswith("Svaret innehåller ett personnummer. Skriv inget som pekar ut en enskild.\r\n")
    assert meeting.files() == before


def test_a_question_mark_shows_help(meeting: Here) -> None:
    with meeting.talk("mote", "anteckna", "M-006") as talk:
        talk.answer("Närvarande [alla]", "?")
        assert "Skriv alla, alla utom 3 5, 1 2 4, eller namn" in talk.until("Närvarande [alla]")


def test_a_wrong_answer_is_asked_for_again_with_a_remedy(meeting: Here) -> None:
    with meeting.talk("mote", "anteckna", "M-006") as talk:
        talk.answer("Närvarande [alla]", "1 7")
        assert "Det finns ingen med nummer 7. Nummer 1 till 3 står i listan över kallade." in talk.answer(
            "Närvarande [alla]", "1"
        )
        talk.answer("Ordförande [Projektledaren]", "projektledarn")
        assert "Ingen i organisationen heter ”projektledarn”. Menades Projektledaren?" in talk.answer(
            "Ordförande [Projektledaren]", ""
        )
        talk.answers(("Sekreterare [Projektledaren]", ""), ("Punkt 1/7 Läget", "beslut:"))
        assert "Efter ”beslut:” ska det stå något." in talk.answer("Punkt 1/7 Läget", "åtgärd: Boka; ; snart")
        assert "dag: ”snart” är inte en dag." in talk.until("Punkt 1/7 Läget")


def test_somebody_who_can_not_be_told_apart_is_asked_for_after_the_action_point_is_written(meeting: Here) -> None:
    with meeting.talk("mote", "anteckna", "M-006") as talk:
        talk.answers(*((f"{name}", "") for name in ("Närvarande [alla]", "Ordförande [Projektledaren]")))
        talk.answers(
            ("Sekreterare [Projektledaren]", ""), ("Punkt 1/7 Läget", "atgard: Fråga gruppen; styr; 2023-06-09")
        )
        talk.answer("Punkt 1/7 Läget", "åtgärd: Fråga; s; 2023-06-09")
        shown = talk.until("  Åtgärd 2, ansvarig")
        assert "”s” kan vara flera: person-c (Stadsdelsdirektören), styrgrupp (Styrgruppen)." in shown
        assert "{nr: 2, text: Fråga, senast: 2023-06-09, punkt: 1}" in meeting.read("mote/M-006")
        talk.child.sendline("2")
        talk.until("Punkt 1/7 Läget")
    assert "{nr: 2, text: Fråga, ansvarig: styrgrupp, senast: 2023-06-09, punkt: 1}" in meeting.read("mote/M-006")


def test_the_end_tells_what_to_do_next(here: Here) -> None:
    here.call(*STEERING, "--ordforande", "beställaren", "--sekreterare", "projektledaren")
    with here.talk("mote", "anteckna", "M-005") as talk:
        talk.answers(*((f"Punkt {item}", "") for item in ("1/5 Lägesrapport", "3/5 Öppna åtgärder")))
        talk.answers(*((f"Punkt {item}", "") for item in ("4/5 Risker", "5/5 Avvikelser")))
        talk.answers(("Är mötet slut? (j/n)", "j"), ("Är anteckningarna färdiga? (j/n)", "n"))
        done = talk.end()
    assert done.out.splitlines()[2:] == [
        (
            "M-005 Styrgruppsmöte den\u00a031\u00a0maj\u00a02023: genomfört · 1 av 5\u00a0punkter antecknade · "
            "§§ 42–46 · 1\u00a0beslut · 1\u00a0åtgärd · 1\u00a0avvikelse"
        ),
        "  Beslut att skriva in: drogscen andring besluta AB-002 --mote M-005 --paragraf 43",
        "  AV-002 påverkar tidsplan, budget. Om planen ska ändras: drogscen andring add",
        "  När anteckningarna är färdiga: drogscen mote anteckna M-005 --upprattat ja",
        "  Härnäst: drogscen rapport protokoll M-005",
        "M-005",
    ]


def test_looking_in_writes_nothing(here: Here) -> None:
    before = here.files()
    with here.talk("mote", "anteckna") as talk:
        assert talk.interrupt("Närvarande [alla]").code == 130
    assert here.files() == before


def test_a_meeting_that_was_changed_by_hand_is_saved_and_that_is_told_once(here: Here) -> None:
    here.put("mote/M-005", here.read("mote/M-005") + "# för hand\n")
    with here.talk("mote", "anteckna") as talk:
        opening = ("Närvarande [alla]", "Ordförande [Beställaren]", "Sekreterare [Projektledaren]", "Justerare")
        shown = "".join(talk.answer(question, "") for question in opening)
        shown += talk.answer("Punkt 1/5 Lägesrapport", "Gott") + talk.until("Punkt 1/5 Lägesrapport")
    assert shown.count("Sparat, men inte i dagboken") == 1
    assert "text: Gott" in here.read("mote/M-005")
    assert here.read("mote/M-005").count("# för hand") == 1
    assert here.diary() == ["börja"]
