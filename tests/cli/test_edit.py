"""``edit`` and ``close`` by options: what changes in the file and in the diary, and what does not."""

import pytest
from tests.cli.cli_world import PERSONNUMMER, Done, Here
from tests.cli.test_add import refused

COMMENTED = """\
# Överst
datum: 2023-05-22   # dagen
titel:   "Scenen får inte tillstånd i tid"

agare: enhetschef-a # ska bytas
# Sist
"""


def test_one_option_changes_one_line_and_is_told_in_the_diary(here: Here) -> None:
    done = here.run("risk", "edit", "R-003", "--titel", "Scenen får tillstånd för sent")
    assert done == Done(0, "R-003\n", "")
    assert here.changed() == ["-titel: Scenen får inte tillstånd i tid", "+titel: Scenen får tillstånd för sent"]
    said = "risk R-003: titel Scenen får inte tillstånd i tid → Scenen får tillstånd för sent"
    assert here.diary() == [said, "börja"]


def test_comments_quotes_and_blank_lines_are_kept(here: Here) -> None:
    here.put("risk/R-003", COMMENTED)
    here.git("commit", "--quiet", "--all", "--message", "för hand")
    assert here.call("risk", "edit", "3", "--agare", "projektledare").code == 0
    assert here.read("risk/R-003") == COMMENTED.replace("enhetschef-a", "projektledare")


def test_a_new_field_gets_the_place_that_the_declaration_gives_it(here: Here) -> None:
    here.call("risk", "edit", "3", "--orsak", "Handläggningen tar tid")
    assert here.read("risk/R-003").splitlines()[1:] == [
        "titel: Scenen får inte tillstånd i tid",
        "orsak: Handläggningen tar tid",
        "agare: enhetschef-a",
    ]


def test_an_empty_value_clears(here: Here) -> None:
    assert here.call("risk", "edit", "3", "--agare", "").code == 0
    assert here.changed() == ["-agare: enhetschef-a", "+agare:"]
    assert here.diary()[0] == "risk R-003: agare enhetschef-a → –"
    assert "Ägare" not in here.call("risk", "show", "3").out


def test_what_a_record_can_not_be_without_can_not_be_cleared(here: Here) -> None:
    done = refused(here, 2, "risk", "edit", "3", "--titel", "")
    assert done.err == "Fel: --titel saknas.\nÅtgärda: Ange --titel.\n"


def test_a_list_of_values_is_set_anew_and_cleared(here: Here) -> None:
    here.call("aktivitet", "edit", "A-003", "--beror-pa", "A-001", "--beror-pa", "A-002")
    assert here.changed() == ["-beror_pa: [A-002]", "+beror_pa: [A-001, A-002]"]
    assert here.call("aktivitet", "edit", "A-003", "--beror-pa", "").code == 0
    assert here.call("aktivitet", "list", "--beror-pa", "A-001").err == "Inga aktiviteter.\n"


def test_new_rows_in_a_numbered_list_come_last_with_the_next_numbers(here: Here) -> None:
    assert here.call("risk", "edit", "1", "--atgard", "Fråga facket", "--atgard", "Boka vikarier").code == 0
    assert here.changed() == ["+  - {nr: 3, text: Fråga facket}", "+  - {nr: 4, text: Boka vikarier}"]
    assert here.diary()[0] == "risk R-001: atgard 3, atgard 4"


def test_new_rows_can_begin_a_list_in_order(here: Here) -> None:
    assert here.call("risk", "edit", "3", "--atgard", "Ett", "--atgard", "Två", "--atgard", "Tre").code == 0
    assert here.changed() == [
        "+atgard:",
        "+  - {nr: 1, text: Ett}",
        "+  - {nr: 2, text: Två}",
        "+  - {nr: 3, text: Tre}",
    ]


def test_a_new_day_in_a_dated_list_begins_from_the_newest(here: Here) -> None:
    here.call("risk", "edit", "1", "--sannolikhet", "3")
    assert here.changed() == ["+  - {datum: 2023-05-30, sannolikhet: 3, konsekvens: 4}"]
    assert here.diary()[0] == "risk R-001: bedomning 2023-05-30"


def test_the_same_day_in_a_dated_list_is_changed_in_place(here: Here) -> None:
    here.call("risk", "edit", "1", "--sannolikhet", "3", "--kommentar", "", "--datum", "2023-05-29")
    assert here.changed()[1:] == ["+  - {datum: 2023-05-29, sannolikhet: 3, konsekvens: 4, kommentar: null}"]
    assert here.diary()[0].startswith("risk R-001: bedomning 2023-05-29 sannolikhet 4 → 3, ")


def test_a_first_assessment_needs_both_its_values(here: Here) -> None:
    done = refused(here, 2, "risk", "edit", "3", "--sannolikhet", "3")
    assert done.err == "Fel: --konsekvens saknas.\nÅtgärda: Ange --konsekvens.\n"


def test_a_part_of_the_one_file_registers_is_reached_by_its_name(here: Here) -> None:
    assert here.run("projektplan", "edit", "--budget-tak", "2100000") == Done(0, "projektplan\n", "")
    assert here.changed() == ["-  tak: 2000000", "+  tak: 2100000"]
    assert here.diary()[0] == "projektplan: budget.tak 2\u00a0000\u00a0000 → 2\u00a0100\u00a0000"


def test_a_part_that_was_not_there_is_begun(here: Here) -> None:
    text = here.read("projektplan").replace("intensivperiod: {start: 2023-04-01, slut: 2023-09-30}\n", "")
    here.put("projektplan", text)
    here.git("commit", "--quiet", "--all", "--message", "för hand")
    done = here.call(
        "projektplan", "edit", "--intensivperiod-start", "2023-04-01", "--intensivperiod-slut", "2023-09-30"
    )
    assert done.code == 0, done.err
    shown = here.call("projektplan", "show", "--json").out
    assert '"intensivperiod": {\n      "start": "2023-04-01",\n      "slut": "2023-09-30"' in shown


def test_the_same_value_changes_nothing(here: Here) -> None:
    done = here.call("risk", "edit", "3", "--agare", "enhetschef-a")
    assert done == Done(0, "R-003\n", "Inget ändrat.\n")
    assert here.diary() == ["börja"]


def test_without_options_and_without_a_terminal_there_is_nothing_to_change(here: Here) -> None:
    expected = "Fel: Det finns inget att ändra.\nÅtgärda: Ange fälten som val, eller kör kommandot i en terminal.\n"
    assert refused(here, 2, "risk", "edit", "3").err == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--agare", "enhetschef-b"], "agare: enhetschef-b finns inte."),
        (["--stangd", "snart"], "--stangd: ”snart” är inte en dag."),
        (["--konsekvens", "9", "--sannolikhet", "1"], "konsekvens ska vara ett heltal 1–5, men är 9."),
        (["--accepterad", "M-001/beslut/7"], "accepterad: M-001/beslut/7 finns inte."),
    ],
)
def test_a_value_that_the_record_can_not_hold_is_refused(here: Here, options: list[str], expected: str) -> None:
    assert refused(here, 2, "risk", "edit", "3", *options).err.startswith(f"Fel: {expected}")


def test_a_personnummer_is_refused(here: Here) -> None:
    done = refused(here, 4, "risk", "edit", "3", "--orsak", f"Anmält av {PERSONNUMMER}")
    assert "191212**-****" in done.err
    assert "1212-1212" not in done.err


def test_a_file_changed_by_hand_is_saved_but_not_committed(here: Here) -> None:
    here.put("risk/R-003", here.read("risk/R-003") + "# för hand\n")
    done = here.run("risk", "edit", "3", "--titel", "Ny")
    assert (done.code, done.out) == (5, "R-003\n")
    assert done.err.startswith(
        "Sparat, men inte i dagboken: projekt/risk/R-003.yaml hade redan ändringar som inte är i dagboken."
    )
    assert "titel: Ny\n" in here.read("risk/R-003")
    assert here.git("status", "--porcelain") == " M projekt/risk/R-003.yaml"
    assert here.diary() == ["börja"]


def test_with_ingen_spara_the_file_is_changed_and_the_diary_left_alone(here: Here) -> None:
    assert here.call("risk", "edit", "3", "--titel", "Ny", "--ingen-spara") == Done(0, "R-003\n", "")
    assert here.git("status", "--porcelain") == " M projekt/risk/R-003.yaml"


def test_a_record_is_closed_on_the_day(here: Here) -> None:
    assert here.run("risk", "close", "R-003", "--datum", "2023-05-29") == Done(0, "R-003\n", "")
    assert here.changed() == ["+stangd: 2023-05-29"]
    assert here.diary()[0] == "risk R-003: stangd – → 2023-05-29"


def test_a_record_is_closed_once(here: Here) -> None:
    done = refused(here, 2, "risk", "close", "R-002")
    assert done.err == "Fel: R-002 avslutades redan den\u00a020\u00a0maj\u00a02023.\n"


@pytest.mark.parametrize(
    ("register", "ident", "line"),
    [("aktivitet", "A-002", "+klar: 2023-05-30"), ("avvikelse", "AV-001", "+stangd: 2023-05-30")],
)
def test_what_closes_a_record_is_its_own_field(here: Here, register: str, ident: str, line: str) -> None:
    assert here.call(register, "close", ident).out == f"{ident}\n"
    assert here.changed() == [line]


@pytest.mark.parametrize("verb", ["edit", "close"])
def test_a_record_that_is_not_there_is_not_changed(here: Here, verb: str) -> None:
    done = refused(here, 2, "risk", verb, "R-009")
    assert done.err == "Fel: R-009 finns inte i registret risk.\nÅtgärda: Se vilka som finns: drogscen risk list\n"
