"""Change control from the first adoption to the last decision, and every way around it that somebody may try."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.cli.cli_world import Done, Here

PLAN = """\
namn: Provprojektet
period: {start: 2023-01-01, slut: 2023-12-31}  # ett år
foljs_fran: 2023-01-01
budget:
  # Hela taket
  tak: 2 000 000  # kronor
  paragraf: "6"
budgetpost:
  - {nyckel: bidrag, titel: Bidrag, tak: 275000}
styrt_falt:
  - budget.tak
  - budgetpost.*.tak
  - period.slut
  - organisation:person.*.timmar
  - A-001:slut
andring_beslutas: ledning
dimension:
  - {nyckel: budget, titel: Budget}
motestyp:
  - {nyckel: ledning, titel: Ledningsmöten, ental: Ledningsmöte, frekvens: kvartal, grupp: ledningsgrupp}
  - {nyckel: arbete, titel: Arbetsmöten, frekvens: varannan-vecka}
krav:
  - {nr: 1, paragraf: "8", text: Ändringar ska godkännas av ledningen., regel: [STY01, STY02, STY03, AND01]}
"""
ORGANISATION = (
    "\ufeff"
    """\
person:
  - nyckel: anna
    namn: Anna
    # enligt avtal
    timmar: 20
grupp:
  - {nyckel: ledningsgrupp, titel: Ledningsgrupp}
"""
)
ACTIVITY = "titel: Konsert\r\nstart: 2023-06-01  # från\r\nslut: 2023-06-30  # till\r\n"
AFTER, BEFORE = ("--datum", "2023-04-01"), {"DROGSCEN_DATUM": "2023-02-20"}


def meeting(day: str, kind: str = "ledning", agenda: str = "") -> str:
    return f"motestyp: {kind}\ndag: {day}\ngenomfort: {day}\n{agenda}"


@pytest.fixture(scope="module")
def adopted_template(tmp_path_factory: pytest.TempPathFactory, surroundings: Mapping[str, str]) -> Here:
    """A project whose plan was adopted in February; never written to."""
    root = tmp_path_factory.mktemp("styrt") / "projekt-a"
    here = Here(root, {**surroundings, **BEFORE})
    for folder in ("mote", "aktivitet"):
        (root / "projekt" / folder).mkdir(parents=True)
    agenda = "dagordning:\n  - {nr: 1, rubrik: Projektplanen antas, paragraf: 4}\n"
    here.put("projektplan", PLAN)
    here.put("organisation", ORGANISATION)
    here.put("aktivitet/A-001", ACTIVITY)
    here.put("mote/M-001", meeting("2023-02-10", agenda=agenda))
    here.put("mote/M-002", meeting("2023-03-10"))
    here.put("mote/M-003", meeting("2023-03-20"))
    here.put("mote/M-004", meeting("2023-03-25", "arbete"))
    here.git("init", "--quiet")
    here.git("add", "--all")
    here.git("commit", "--quiet", "--message", "börja")
    return here


@pytest.fixture
def before(adopted_template: Here, tmp_path: Path) -> Here:
    """The project before the plan is adopted."""
    root = tmp_path / "projekt-a"
    shutil.copytree(adopted_template.root, root)
    return Here(root, adopted_template.env)


@pytest.fixture
def adopted(before: Here) -> Here:
    """The project with an adopted plan."""
    assert before.call("projektplan", "anta").code == 0
    return before


@pytest.fixture
def requested(adopted: Here) -> Here:
    """A request to raise the cap, filed in February."""
    assert raise_cap(adopted, "2150000").out == "AB-001\n"
    return adopted


def raise_cap(here: Here, ny: str, titel: str = "Höjt tak", *more: str) -> Done:
    return here.call("andring", "add", "--titel", titel, "--falt", "budget.tak", "--ny", ny, *more)


def approve(here: Here, ident: str = "AB-001", *more: str) -> Done:
    return here.call("andring", "besluta", ident, "--utfall", "godkand", "--paragraf", "30", *AFTER, *more)


def check(here: Here, day: str = "2023-04-01") -> list[str]:
    """The lines of the findings."""
    done = here.call("kontroll", "--datum", day)
    lines = done.out.replace("\u00a0", " ").splitlines()
    return [line.strip() for line in lines if " STY" in line or " AND" in line or " SCH" in line]


def heard(done: Done) -> str:
    """Standard error with ordinary spaces."""
    return done.err.replace("\u00a0", " ")


def edit(here: Here, name: str, old: str, new: str) -> None:
    """Changes a record by hand."""
    text = here.read(name)
    assert old in text
    here.put(name, text.replace(old, new))


def test_an_adoption_writes_the_decision_and_every_controlled_value_into_the_meeting(before: Here) -> None:
    done = before.call("projektplan", "anta")
    assert (done.code, done.out) == (0, "M-001/beslut/1\n")
    assert heard(done) == "--mote M-001: hölls den 10 februari 2023\n5 styrda värden antas.\n"
    text = before.read("mote/M-001")
    assert "text: Ledningsgruppen antar projektplanen.\n    paragraf: 4\n" in text
    assert text.endswith(
        "baslinje:\n"
        '  - {nr: 1, beslut: 1, falt: budget.tak, varde: "2000000"}\n'
        '  - {nr: 2, beslut: 1, falt: budgetpost.bidrag.tak, varde: "275000"}\n'
        '  - {nr: 3, beslut: 1, falt: period.slut, varde: "2023-12-31"}\n'
        '  - {nr: 4, beslut: 1, falt: "organisation:person.anna.timmar", varde: "20"}\n'
        '  - {nr: 5, beslut: 1, falt: "A-001:slut", varde: "2023-06-30"}\n'
    )
    assert before.diary()[0] == "projektplan: antagen – M-001 § 4"
    assert check(before) == []


def test_before_the_adoption_the_rules_are_undecided_and_name_the_command(before: Here) -> None:
    done = before.call("kontroll")
    assert "planen är inte antagen" in done.out
    assert "drogscen projektplan anta" in done.out
    assert done.code == 0


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--mote", "M-002", "--paragraf", "9"), "M-002 är inte genomfört den 20 februari 2023"),
        (("--mote", "M-004", "--paragraf", "9"), "M-004 är inte ett möte av slaget Ledningsmöten"),
        (("--datum", "2023-02-01"), "Inget möte av slaget Ledningsmöten är genomfört den 1 februari 2023."),
    ],
)
def test_only_a_held_meeting_of_the_body_adopts_the_plan(before: Here, argv: tuple[str, ...], said: str) -> None:
    files = before.files()
    done = before.call("projektplan", "anta", *argv)
    assert done.code == 4
    assert said in heard(done)
    assert before.files() == files


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (PLAN[PLAN.index("styrt_falt") : PLAN.index("andring_b")], "", "Projektplanen anger inga styrda fält"),
        ("andring_beslutas: ledning\n", "", "anger inte vilka möten som beslutar"),
        ("- budget.tak", "- budget.taket", "styrt_falt: budget.taket finns inte"),
    ],
)
def test_a_plan_that_does_not_say_what_is_controlled_can_not_be_adopted(
    before: Here, old: str, new: str, said: str
) -> None:
    edit(before, "projektplan", old, new)
    done = before.call("projektplan", "anta")
    assert (done.code, said in heard(done)) == (4, True)


def test_a_paragraph_that_the_agenda_does_not_give_is_wanted(before: Here) -> None:
    edit(before, "mote/M-001", "Projektplanen antas", "Övrigt")
    done = before.call("projektplan", "anta")
    assert (done.code, "Det saknas värden: --paragraf." in heard(done)) == (2, True)
    assert before.call("projektplan", "anta", "--paragraf", "fyra").code == 2
    before.git("commit", "--quiet", "--all", "--message", "dagordning")
    done = before.call("projektplan", "anta", "--paragraf", "7", "--text", "Planen antas med ett tillägg.")
    assert done.code == 0
    assert "text: Planen antas med ett tillägg.\n    paragraf: 7\n" in before.read("mote/M-001")


def test_an_unchanged_plan_is_not_adopted_twice_at_the_same_meeting(adopted: Here) -> None:
    done = adopted.call("projektplan", "anta")
    assert done.code == 4
    assert "redan antagen på M-001 § 4, och inget styrt värde har ändrats sedan dess" in heard(done)


def test_the_plan_is_not_adopted_at_a_meeting_before_a_decision_that_has_been_made_since(requested: Here) -> None:
    assert approve(requested).code == 0
    done = requested.call("projektplan", "anta", "--mote", "M-001", "--paragraf", "5", *AFTER)
    assert (done.code, "Ett senare beslut finns redan: M-003/beslut/1" in heard(done)) == (4, True)


def test_a_request_is_filed_with_what_stands(adopted: Here) -> None:
    assert raise_cap(adopted, "2 150 000").code == 0
    assert '  - {nr: 1, falt: budget.tak, nu: "2000000", ny: "2150000"}\n' in adopted.read("andring/AB-001")
    done = adopted.call("andring", "vardeandring", "add", "1", "--falt", "A-001:slut", "--ny", "2023-07-31")
    assert done.code == 0
    assert '  - {nr: 2, falt: "A-001:slut", nu: "2023-06-30", ny: "2023-07-31"}\n' in adopted.read("andring/AB-001")


def test_before_the_adoption_a_request_starts_from_what_stands_in_the_file(before: Here) -> None:
    edit(before, "projektplan", "2 000 000", "1 900 000")
    assert raise_cap(before, "2150000").code == 0
    assert 'nu: "1900000"' in before.read("andring/AB-001")


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("--falt", "budget.tk", "--ny", "1"), 2, "budget.tk är inte ett styrt fält.\nÅtgärda: Menades budget.tak?"),
        (("--falt", "namn", "--ny", "Ny"), 2, "namn är inte ett styrt fält."),
        (("--falt", "organisation:person.bo.timmar", "--ny", "1"), 2, "organisation:person.bo.timmar finns inte."),
        (("--falt", "budget.tak", "--ny", "mycket"), 2, "tak ska vara ett belopp i kronor, men är mycket"),
        (("--falt", "budget.tak", "--ny", ""), 2, "tak saknas"),
        (("--falt", "period.slut", "--ny", "2022-12-31"), 2, "period slutar 2022-12-31, före starten 2023-01-01"),
        (("--falt", "budget.tak", "--ny", "2000000,00"), 2, "budget.tak är redan 2 000 000 kr."),
        (("--falt", "budget.tak"), 2, "Det nya värdet för budget.tak saknas."),
        (("--vardeandring", "budget.tak"), 2, "Valet --vardeandring finns inte."),
        (
            ("--falt", "budget.tak", "--ny", "3", "--nu", "2100000"),
            4,
            "budget.tak är 2 000 000 kr, inte 2 100 000 kr.",
        ),
    ],
)
def test_a_request_that_does_not_fit_the_plan_is_refused(
    adopted: Here, argv: tuple[str, ...], code: int, said: str
) -> None:
    files = adopted.files()
    done = adopted.call("andring", "add", "--titel", "Prov", *argv)
    assert done.code == code
    assert said in heard(done)
    assert adopted.files() == files


def test_a_whole_request_from_a_file_is_judged_in_the_same_way(adopted: Here) -> None:
    record = "titel: Höjt tak\nvardeandring:\n  - {nr: 1, falt: budget.tak, ny: 2150000}\n"
    assert adopted.call("andring", "add", "--fran", "-", said=record).code == 0
    assert '{nr: 1, falt: budget.tak, nu: "2000000", ny: "2150000"}' in adopted.read("andring/AB-001")
    done = adopted.call("andring", "add", "--fran", "-", said=record.replace("ny:", "nu: 2100000, ny:"))
    assert done.code == 4
    done = adopted.call("andring", "add", "--fran", "-", said="titel: Fel\nvardeandring: [budget.tak]\n")
    assert (done.code, "ingen giltig post" in heard(done)) == (2, True)


def test_two_values_that_only_fit_together_are_filed_one_after_the_other(adopted: Here) -> None:
    edit(adopted, "projektplan", "  - period.slut", "  - period.slut\n  - period.start")
    edit(
        adopted, "mote/M-001", "baslinje:", 'baslinje:\n  - {nr: 9, beslut: 1, falt: period.start, varde: "2023-01-01"}'
    )
    add = ("andring", "vardeandring", "add", "AB-001", "--falt")
    assert (
        adopted.call("andring", "add", "--titel", "Ett år senare", "--falt", "period.slut", "--ny", "2024-12-31").code
        == 0
    )
    assert adopted.call(*add, "period.start", "--ny", "2024-01-01").code == 0


def test_a_decision_is_written_into_the_meeting_the_request_and_every_file_in_one_commit(requested: Here) -> None:
    for falt, ny in (
        ("A-001:slut", "2023-07-31"),
        ("organisation:person.anna.timmar", "25,5"),
        ("period.slut", "2024-01-31"),
    ):
        done = requested.call("andring", "vardeandring", "add", "AB-001", "--falt", falt, "--ny", ny)
        assert done.code == 0
    done = approve(requested)
    assert (done.code, done.out) == (0, "M-003/beslut/1\n")
    assert heard(done) == "--mote M-003: hölls den 20 mars 2023\n"
    assert requested.diary()[0] == "andring AB-001: godkänd – M-003 § 30"
    assert requested.read("aktivitet/A-001") == ACTIVITY.replace("06-30", "07-31")
    lines = [line for line in requested.changed() if "sha256" not in line]
    text = (
        "Ledningsgruppen godkänner AB-001, Höjt tak: Budget, Tak (budget.tak) ändras från 2 000 000 kr till "
        "2 150 000 kr; Konsert, Slut (A-001:slut) ändras från 2023-06-30 till 2023-07-31; Organisation, Anna, "
        "Timmar per månad (organisation:person.anna.timmar) ändras från 20 till 25,5; Period, Slut (period.slut) "
        "ändras från 2023-12-31 till 2024-01-31."
    )
    assert lines == [
        "-slut: 2023-06-30  # till",
        "+slut: 2023-07-31  # till",
        "+beslut: M-003/beslut/1",
        "+beslutad: 2023-03-20",
        "+utfall: godkand",
        "+beslut:",
        "+  - nr: 1",
        f'+    text: "{text}"',
        "+    paragraf: 30",
        "+    andring: AB-001",
        "-    timmar: 20",
        "+    timmar: 25.5",
        "-period: {start: 2023-01-01, slut: 2023-12-31}  # ett år",
        "+period: {start: 2023-01-01, slut: 2024-01-31}  # ett år",
        "-  tak: 2 000 000  # kronor",
        "+  tak: 2150000  # kronor",
    ]
    assert check(requested) == []
    assert requested.git("status", "--short") == ""


@pytest.mark.parametrize(("utfall", "verb"), [("avslagen", "avslår"), ("aterremitterad", "återremitterar")])
def test_a_request_that_is_turned_down_moves_nothing(requested: Here, utfall: str, verb: str) -> None:
    done = requested.call("andring", "besluta", "AB-001", "--utfall", utfall, "--paragraf", "30", *AFTER)
    assert done.code == 0
    assert f"text: Ledningsgruppen {verb} AB-001, Höjt tak.\n" in requested.read("mote/M-003").replace('"', "")
    assert "tak: 2 000 000  # kronor" in requested.read("projektplan")
    assert check(requested) == []


def test_a_request_that_was_sent_back_is_reworked_and_decided_again(requested: Here) -> None:
    back = ("andring", "besluta", "AB-001", "--utfall", "återremitterad", "--mote", "M-002", "--paragraf", "20")
    assert requested.call(*back, "--villkor", "Räkna om.", *AFTER).code == 0
    assert requested.call("andring", "vardeandring", "edit", "AB-001", "1", "--ny", "2100000").code == 0
    assert check(requested) == []
    assert approve(requested).code == 0
    text = requested.read("andring/AB-001")
    assert "beslut: M-003/beslut/1\nbeslutad: 2023-03-20\nutfall: godkand\n" in text
    assert "Räkna om" not in text
    assert "tak: 2100000  # kronor" in requested.read("projektplan")
    assert check(requested) == []


def test_a_condition_and_the_bodys_own_words_are_kept(requested: Here) -> None:
    done = approve(requested, "AB-001", "--villkor", "Om bidraget beviljas.", "--text", "Taket höjs.")
    assert done.code == 0
    assert "villkor: Om bidraget beviljas.\n" in requested.read("andring/AB-001")
    assert "text: Taket höjs." in requested.read("mote/M-003")
    assert check(requested) == []


def test_the_paragraph_is_that_of_the_agenda_item(requested: Here) -> None:
    edit(
        requested,
        "mote/M-003",
        "genomfort: 2023-03-20\n",
        "genomfort: 2023-03-20\ndagordning:\n  - {nr: 1, rubrik: Rapport, paragraf: 40}\n"
        "  - {nr: 2, rubrik: Begäran, paragraf: 41, andring: AB-001}\n",
    )
    requested.git("commit", "--quiet", "--all", "--message", "dagordning")
    done = requested.call("andring", "besluta", "AB-001", "--utfall", "godkand", *AFTER)
    assert done.code == 0
    assert requested.diary()[0] == "andring AB-001: godkänd – M-003 § 41"


def test_a_decision_that_the_minutes_hold_already_is_bound_and_not_written_twice(requested: Here) -> None:
    noted = "beslut:\n  - {nr: 4, text: Ledningen höjer taket., paragraf: 44, andring: AB-001}\n"
    requested.put("mote/M-003", requested.read("mote/M-003") + noted)
    requested.git("commit", "--quiet", "--all", "--message", "protokoll")
    done = requested.call("andring", "besluta", "AB-001", "--utfall", "godkand", *AFTER)
    assert (done.code, done.out) == (0, "M-003/beslut/4\n")
    text = requested.read("mote/M-003")
    assert text.count("text:") == 1
    assert "text: Ledningen höjer taket., paragraf: 44, andring: AB-001, sha256: " in text
    assert check(requested) == []


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--mote", "M-004"), "M-004 är inte ett möte av slaget Ledningsmöten"),
        (("--mote", "M-003", "--datum", "2023-03-15"), "M-003 är inte genomfört den 15 mars 2023"),
        (("--mote", "M-001"), "AB-001 skrevs den 20 februari 2023, efter M-001"),
    ],
)
def test_only_a_held_meeting_of_the_body_decides(requested: Here, argv: tuple[str, ...], said: str) -> None:
    files = requested.files()
    done = approve(requested, "AB-001", *argv)
    assert done.code == 4
    assert said in heard(done)
    assert requested.files() == files


def test_nothing_is_decided_before_the_plan_is_adopted(before: Here) -> None:
    assert raise_cap(before, "2150000").code == 0
    done = approve(before)
    assert (done.code, "Projektplanen var inte antagen" in heard(done)) == (4, True)


def test_what_is_decided_is_not_decided_again(requested: Here) -> None:
    assert approve(requested).code == 0
    done = approve(requested)
    assert done.code == 4
    assert "AB-001 är redan beslutad den 20 mars 2023, godkänd (M-003/beslut/1)." in heard(done)
    done = requested.call("andring", "vardeandring", "add", "AB-001", "--falt", "period.slut", "--ny", "2024-01-01")
    assert (done.code, "AB-001 är redan beslutad" in heard(done)) == (4, True)


def test_a_request_with_changes_by_hand_is_not_decided_before_they_are_in_the_diary(requested: Here) -> None:
    edit(requested, "andring/AB-001", "Höjt tak", "Sänkt tak")
    files = requested.files()
    done = approve(requested)
    assert done.code == 4
    assert "AB-001 har ändringar som inte är i dagboken" in heard(done)
    assert "git commit" in heard(done)
    assert requested.files() == files
    requested.git("commit", "--quiet", "--all", "--message", "titel")
    assert approve(requested).code == 0


def test_values_that_are_missing_are_named(requested: Here) -> None:
    done = requested.call("andring", "besluta", "AB-001", *AFTER)
    assert (done.code, "Det saknas värden: --utfall, --paragraf." in heard(done)) == (2, True)
    done = requested.call("andring", "besluta", "AB-001", "--utfall", "godkänt", *AFTER)
    assert (done.code, "Menades godkand?" in heard(done)) == (2, True)


def test_two_requests_on_the_same_field_are_decided_one_after_the_other(requested: Here) -> None:
    assert raise_cap(requested, "2300000", "Ännu mer").code == 0
    assert approve(requested, "AB-001", "--mote", "M-002").code == 0
    assert [line.partition(" fel ")[2] for line in check(requested)] == [
        "STY03 (§ 8) AB-002 ändrar budget.tak från 2 000 000 kr, men nu gäller 2 150 000 kr"
    ]
    done = approve(requested, "AB-002")
    assert done.code == 4
    assert "AB-002 utgår från att budget.tak är 2 000 000 kr, men beslutat är 2 150" in heard(done)
    fresh = ("andring", "vardeandring", "edit", "AB-002", "1", "--ny", "2300000")
    assert requested.call(*fresh, *AFTER).code == 0
    assert 'nu: "2150000", ny: "2300000"' in requested.read("andring/AB-002")
    assert approve(requested, "AB-002").code == 0
    assert "tak: 2300000  # kronor" in requested.read("projektplan")
    assert check(requested) == []


def test_a_request_is_not_decided_at_a_meeting_before_the_last_decision_on_its_field(requested: Here) -> None:
    assert approve(requested).code == 0
    assert raise_cap(requested, "2300000", "Ännu mer", *AFTER).code == 0
    edit(requested, "andring/AB-002", "datum: 2023-04-01", "datum: 2023-02-20")
    requested.git("commit", "--quiet", "--all", "--message", "datum")
    done = approve(requested, "AB-002", "--mote", "M-002")
    assert (done.code, "har ändrats genom ett senare beslut" in heard(done)) == (4, True)


def test_a_cap_raised_by_hand_is_found_and_moves_no_rule(requested: Here) -> None:
    edit(requested, "projektplan", "2 000 000", "2 500 000")
    assert [line.partition(" fel ")[2] for line in check(requested)] == [
        "STY01 (§ 8) budget.tak är 2 500 000 kr, men antagen plan + godkända ändringar ger 2 000 000 kr"
    ]
    done = requested.call("projektplan", "show", "--datum", "2023-04-01")
    assert "tak 2 000 000" in done.out.replace("\u00a0", " ")


def test_a_cap_raised_by_hand_to_what_a_request_asks_for_names_the_request(requested: Here) -> None:
    edit(requested, "projektplan", "2 000 000", "2 150 000")
    done = requested.call("kontroll", *AFTER)
    assert "AB-001 begär just det värdet men är inte beslutad." in " ".join(done.out.split())
    requested.git("commit", "--quiet", "--all", "--message", "för hand")
    assert approve(requested).code == 0
    assert check(requested) == []


def test_a_request_that_starts_from_a_cap_raised_by_hand_is_refused(adopted: Here) -> None:
    edit(adopted, "projektplan", "2 000 000", "2 500 000")
    argv = ("andring", "add", "--titel", "Höjt tak", "--falt", "budget.tak", "--ny", "2600000", "--nu", "2500000")
    done = adopted.call(*argv)
    assert done.code == 4
    assert "budget.tak är 2 000 000 kr, inte 2 500 000 kr." in heard(done)


def test_a_value_that_somebody_moved_meanwhile_stops_the_decision(requested: Here) -> None:
    edit(requested, "projektplan", "2 000 000", "2 500 000")
    done = approve(requested)
    assert done.code == 4
    assert "budget.tak står som 2 500 000 kr, men beslutat är 2 000 000 kr." in heard(done)


REQUEST = "AB-001 eller beslutet M-003/beslut/1 har ändrats efter beslutet"
ADOPTION = "beslutet M-001/beslut/1 att anta planen, eller de antagna värdena, har ändrats efter beslutet"
LOOSE = "M-003/beslut/1 gäller AB-001, men AB-001 anger inte det beslutet"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("mote/M-003", "Höjt tak:", "Höjt tak och mer:", REQUEST),
        ("mote/M-003", "paragraf: 30", "paragraf: 31", REQUEST),
        ("andring/AB-001", "Höjt tak", "Sänkt tak", REQUEST),
        ("andring/AB-001", "utfall: godkand", "utfall: godkand\nvillkor: Bara i juni", REQUEST),
        ("andring/AB-001", "beslut: M-003/beslut/1\n", "", LOOSE),
        ("mote/M-001", "antar projektplanen", "antar hela projektplanen", ADOPTION),
        ("mote/M-001", 'varde: "2000000"', 'varde: "2150000"', ADOPTION),
    ],
)
def test_what_is_edited_after_the_decision_is_found(requested: Here, name: str, old: str, new: str, said: str) -> None:
    assert approve(requested).code == 0
    edit(requested, name, old, new)
    assert said in [line.partition(" STY02 (§ 8) ")[2] for line in check(requested)]


def test_a_request_changed_with_the_command_after_the_decision_is_found(requested: Here) -> None:
    assert approve(requested).code == 0
    assert requested.call("andring", "edit", "AB-001", "--skal", "Något annat", *AFTER).code == 0
    assert [line.partition(" fel ")[2] for line in check(requested)] == [
        "STY02 (§ 8) AB-001 eller beslutet M-003/beslut/1 har ändrats efter beslutet"
    ]


def test_the_day_before_the_decision_the_old_cap_is_in_force(requested: Here) -> None:
    assert approve(requested).code == 0
    for day, amount in (("2023-03-19", "2 000 000"), ("2023-03-20", "2 150 000")):
        assert check(requested, day) == []
        done = requested.call("rapport", "projektplan", "--datum", day)
        assert ("Ändrat genom AB-001" in done.out) == (amount != "2 000 000")


def test_a_new_persons_hours_need_a_decision_of_their_own(adopted: Here) -> None:
    new = ("organisation", "person", "add", "--nyckel", "bo", "--namn", "Bo", "--timmar", "10")
    assert adopted.call(*new).code == 0
    assert [line.partition(" fel ")[2] for line in check(adopted)] == [
        "STY01 (§ 8) organisation:person.bo.timmar är 10, men finns inte i antagen plan + godkända ändringar"
    ]
    falt = "organisation:person.bo.timmar"
    assert adopted.call("andring", "add", "--titel", "Bo börjar", "--falt", falt, "--ny", "10").code == 0
    assert '{nr: 1, falt: "organisation:person.bo.timmar", ny: "10"}' in adopted.read("andring/AB-001")
    assert approve(adopted).code == 0
    assert check(adopted) == []


def test_a_decision_without_git_or_diary_is_written_all_the_same(requested: Here) -> None:
    assert approve(requested, "AB-001", "--ingen-spara").code == 0
    assert requested.diary()[0] == "andring AB-001: ny – Höjt tak"
    assert check(requested) == []


def test_on_a_terminal_the_outcome_the_paragraph_and_the_words_are_asked_for(requested: Here) -> None:
    with requested.talk("andring", "besluta", "AB-001", *AFTER) as talk:
        talk.answer("Utfall (godkänd/avslagen/återremitterad)", "godkand")
        talk.answer("Paragraf", "trettio")
        talk.answer("Paragraf", "30")
        talk.answer("Villkor", "")
        shown = talk.answer("Beslut", "")
        done = talk.end()
    assert "Förslag: Ledningsgruppen godkänner AB-001" in " ".join(shown.split())
    assert (done.code, done.out.strip().splitlines()[-1]) == (0, "M-003/beslut/1")
    assert check(requested) == []


def test_on_a_terminal_the_adoptions_paragraph_is_asked_for(before: Here) -> None:
    edit(before, "mote/M-001", "Projektplanen antas", "Övrigt")
    before.git("commit", "--quiet", "--all", "--message", "dagordning")
    with before.talk("projektplan", "anta") as talk:
        talk.answer("Paragraf", "5")
        talk.answer("Beslut", "Planen antas.")
        assert talk.end().code == 0
    assert "text: Planen antas." in before.read("mote/M-001")


def test_a_field_that_is_not_controlled_is_asked_for_again_and_no_answer_is_lost(adopted: Here) -> None:
    with adopted.talk("andring", "add") as talk:
        talk.answers(("Titel", "Höjt tak"), ("Skäl", "Fler kvällar"), ("Fält", "budget.taket"), ("Nytt", "2150000"))
        for question in ("Alternativ", "Utan beslut", "Lägesrapport"):
            talk.answer(question, "")
        shown = talk.answer("Fält", "budget.tak")
        done = talk.end()
    assert "budget.taket är inte ett styrt fält" in shown
    assert done.code == 0
    assert 'nu: "2000000", ny: "2150000"' in adopted.read("andring/AB-001")
