"""``add`` without a terminal: from options and from files, what it refuses, and what it says."""

import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.cli.cli_world import PERSONNUMMER, Done, Here, command

SCEN = """\
datum: 2023-05-30
titel: Scenen saknar el
agare: projektledare
bedomning:
  - {datum: 2023-05-30, sannolikhet: 3, konsekvens: 4}
atgard:
  - {nr: 1, text: Hyr ett elverk}
  - {nr: 2, text: Fråga grannen}
"""


def refused(here: Here, code: int, *argv: str, said: str = "") -> Done:
    """A command that is to fail with this code, and to leave everything as it was."""
    before, commits = here.files(), here.diary()
    done = here.call(*argv, said=said)
    assert (done.code, done.out) == (code, ""), done.err
    assert here.files() == before
    assert here.diary() == commits
    return done


def test_a_record_is_added_from_options_and_committed(here: Here) -> None:
    done = here.run(
        *("risk", "add", "--titel", "Scenen saknar el", "--agare", "projektledare"),
        *("--sannolikhet", "3", "--konsekvens", "4", "--atgard", "Hyr ett elverk", "--atgard", "Fråga grannen"),
    )
    assert done == Done(0, "R-004\n", "")
    assert here.body("risk/R-004") == SCEN
    assert here.diary() == ["risk R-004: ny – Scenen saknar el", "börja"]
    assert here.git("status", "--porcelain") == ""


def test_nothing_is_asked_when_all_that_is_needed_is_given(here: Here) -> None:
    with here.talk("risk", "add", "--titel", "Scenen saknar el") as talk:
        assert talk.end() == Done(0, "R-004\n", "")


def test_lists_parts_and_days_are_filled_from_options(here: Here) -> None:
    done = here.call(
        *("aktivitet", "add", "--titel", "Provning", "--start", "idag", "--slut", "+2v", "--kostnad", "12500,50"),
        *("--beror-pa", "A-001", "--beror-pa", "A-002", "--budgetpost", "kultur"),
    )
    assert (done.code, done.out) == (0, "A-004\n")
    assert done.err == "--start idag: den\u00a030\u00a0maj\u00a02023\n--slut +2v: den\u00a013\u00a0juni\u00a02023\n"
    assert here.body("aktivitet/A-004") == (
        "datum: 2023-05-30\ntitel: Provning\nstart: 2023-05-30\nslut: 2023-06-13\nberor_pa: [A-001, A-002]\n"
        "kostnad: 12500.50\nbudgetpost: kultur\n"
    )


def test_the_clock_is_the_datum_option_before_the_environment(here: Here) -> None:
    done = here.call("risk", "add", "--titel", "Ny", "--stangd", "imorgon", "--datum", "-1d")
    assert done.err == "--datum -1d: den\u00a029\u00a0maj\u00a02023\n--stangd imorgon: den\u00a030\u00a0maj\u00a02023\n"
    assert here.body("risk/R-004") == "datum: 2023-05-29\ntitel: Ny\nstangd: 2023-05-30\n"


def test_a_bad_day_in_the_environment_is_called_by_its_name(here: Here) -> None:
    done = here.call("risk", "list", DROGSCEN_DATUM="2023-02-30")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "Fel: DROGSCEN_DATUM: Datumet 2023-02-30 finns inte. "
        "Skriv ÅÅÅÅ-MM-DD, idag, imorgon, igår, +14d, -3d eller +2v.\n"
    )


def test_a_whole_record_comes_from_a_file(here: Here) -> None:
    (here.root / "ny.txt").write_text(SCEN.removeprefix("datum: 2023-05-30\n"), encoding="utf-8")
    assert here.run("risk", "add", "--fran", "ny.txt", "--datum", "2023-05-29") == Done(0, "R-004\n", "")
    assert here.body("risk/R-004") == SCEN.replace("datum: 2023-05-30\n", "datum: 2023-05-29\n", 1)


def test_a_whole_record_comes_from_standard_input_and_options_go_before_it(here: Here) -> None:
    done = here.run("risk", "add", "--fran", "-", "--titel", "Annan", said="titel: Ur röret\nagare: projektledare\n")
    assert done == Done(0, "R-004\n", "")
    assert here.body("risk/R-004") == "datum: 2023-05-30\ntitel: Annan\nagare: projektledare\n"


def test_faults_in_what_came_from_standard_input_are_placed(here: Here) -> None:
    done = refused(here, 2, "risk", "add", "--fran", "-", said="titl: Ny\nägare: projektledare\n")
    assert done.err == (
        "standard in:1:1: fel SCH02 titel saknas\n"
        "    Åtgärda: Lägg till titel: och ett värde.\n"
        "standard in:1:1: fel SCH01 okänd nyckel titl\n"
        "    Åtgärda: Menades titel? Nycklar som finns här: datum, titel, orsak, foljd, kategori, agare, paragraf, "
        "bedomning, atgard, accepterad, stangd.\n"
        "standard in:2:1: fel SCH08 ägare skrivs agare: nycklar skrivs utan å, ä och ö\n"
        "    Åtgärda: Byt ägare mot agare.\n"
        "Fel: standard in är ingen giltig post. Inget är sparat.\n"
    )


@pytest.mark.parametrize("said", ["titel: [\n", "", "- a\n", "a: 1\na: 2\n", "\ufefftitel: \x00\n"])
def test_what_is_no_record_is_refused(here: Here, said: str) -> None:
    done = refused(here, 2, "risk", "add", "--fran", "-", said=said)
    assert "Fel: standard in är ingen giltig post. Inget är sparat.\n" in done.err


def test_a_file_that_is_not_there_is_said_to_be_missing(here: Here) -> None:
    assert refused(here, 2, "risk", "add", "--fran", "nej.yaml").err == "Fel: Filen nej.yaml finns inte.\n"


def test_a_folder_is_no_file_to_read_from(here: Here) -> None:
    assert "projekt kan inte läsas" in refused(here, 2, "risk", "add", "--fran", "projekt").err


def test_without_a_terminal_every_missing_value_is_named(here: Here) -> None:
    done = refused(here, 2, "mote", "add")
    assert done.err == (
        "Fel: Det saknas värden: --motestyp, --dag.\nÅtgärda: Ange dem som val, eller kör kommandot i en terminal.\n"
    )


@pytest.mark.parametrize(
    ("options", "text", "remedy"),
    [
        (
            ["--titel", "A", "--agare", "projektledarn"],
            "agare: projektledarn finns inte.",
            "Menades projektledare? Ange något som finns under person, roll eller grupp i organisation.",
        ),
        (
            ["--titel", "A", "--sannolikhet", "9", "--konsekvens", "3"],
            "sannolikhet ska vara ett heltal 1–5, men är 9.",
            "Skriv ett tal mellan 1 (mycket liten) och 5 (mycket stor).",
        ),
        (
            ["--titel", "A", "--sannolikhet", "hög"],
            "sannolikhet ska vara ett heltal, men är hög; --konsekvens saknas.",
            "Skriv bara siffror, högst 12, till exempel 25. Ange --konsekvens.",
        ),
        (
            ["--titel", "", "--agare", "projektledare"],
            "titel ska vara en rad text, men är tomt.",
            "Skriv en text, eller ta bort fältet om det får saknas.",
        ),
        (
            ["--titel", "A", "--stangd", "2023-02-30"],
            "--stangd: Datumet 2023-02-30 finns inte. Skriv ÅÅÅÅ-MM-DD, idag, imorgon, igår, +14d, -3d eller +2v.",
            "",
        ),
        (["--ja"], "--titel saknas.", "Ange --titel."),
    ],
)
def test_a_value_that_the_record_can_not_hold_is_refused(
    here: Here, options: list[str], text: str, remedy: str
) -> None:
    done = refused(here, 2, "risk", "add", *options)
    assert done.err == f"Fel: {text}\n" + (f"Åtgärda: {remedy}\n" if remedy else "")


@pytest.mark.parametrize("spara", ["--spara", "--ingen-spara"])
@pytest.mark.parametrize(
    "options",
    [
        ["--titel", f"Född {PERSONNUMMER}"],
        ["--titel", "A", "--orsak", f"Rad ett\nRad två 1912-12-12 1212 {PERSONNUMMER}"],
        ["--titel", "A", "--atgard", PERSONNUMMER.replace("-", "")],
    ],
    ids=["titel", "orsak", "atgard"],
)
def test_a_personnummer_is_refused_before_it_reaches_the_disk(here: Here, options: list[str], spara: str) -> None:
    done = refused(here, 4, "risk", "add", *options, spara)
    assert "191212**-****" in done.err
    assert "1212-1212" not in done.err
    assert "19121212" not in done.err
    assert done.err.splitlines()[-1] == "Åtgärda: Ta bort personnumret. Skriv inget som pekar ut en enskild."


def test_a_personnummer_is_refused_by_a_whole_process(here: Here) -> None:
    done = here.run("risk", "add", "--fran", "-", said=f"titel: Född {PERSONNUMMER}\n")
    assert (done.code, done.out) == (4, "")
    assert not here.path("risk/R-004").exists()
    assert "1212-1212" not in done.err


def test_without_git_it_is_saved_and_the_loss_is_told(here: Here) -> None:
    (here.root / ".git").rename(here.root / "git")
    done = here.run("risk", "add", "--titel", "Ny")
    assert (done.code, done.out) == (0, "R-004\n")
    assert done.err == (
        "Sparat. Utan git finns ingen dagbok: det går inte att se vem som ändrade vad, eller hur det var förut. "
        "Skapa en med kommandot git init i projektets mapp.\n"
    )


def test_with_ingen_spara_the_file_is_written_and_the_diary_left_alone(here: Here) -> None:
    assert here.run("risk", "add", "--titel", "Ny", "--ingen-spara") == Done(0, "R-004\n", "")
    assert here.git("status", "--porcelain").splitlines() == ["?? projekt/.schema/", "?? projekt/risk/R-004.yaml"]
    assert here.diary() == ["börja"]


def test_when_git_refuses_it_is_saved_and_the_id_is_told(here: Here) -> None:
    hook = here.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho nej tack >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    done = here.run("risk", "add", "--titel", "Ny")
    assert (done.code, done.out) == (5, "R-004\n")
    assert done.err.startswith("Sparat, men inte i dagboken: ")
    assert "nej tack" in done.err
    assert here.path("risk/R-004").exists()


def test_eight_at_once_get_eight_ids(here: Here) -> None:
    def add(number: int) -> str:
        done = subprocess.run(
            command("risk", "add", "--titel", f"Nr {number}"),
            cwd=here.root,
            env=dict(here.env),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    with ThreadPoolExecutor(8) as pool:
        found = sorted(pool.map(add, range(8)))
    assert found == [f"R-{number:03}" for number in range(4, 12)]
    assert sorted(here.diary()[:-1]) == sorted(f"risk {ident}: ny – {_title(here, ident)}" for ident in found)


def _title(here: Here, ident: str) -> str:
    return here.body(f"risk/{ident}").splitlines()[1].removeprefix("titel: ")


def test_an_id_is_never_used_again(here: Here) -> None:
    here.call("risk", "add", "--titel", "Ny")
    here.git("rm", "--quiet", "projekt/risk/R-004.yaml")
    here.git("commit", "--quiet", "--message", "bort")
    assert here.call("risk", "add", "--titel", "Nyare").out == "R-005\n"


def test_a_record_of_every_register_can_be_added(here: Here) -> None:
    wanted = {
        "aktivitet": (["--titel", "A"], "A-004"),
        "andring": (["--titel", "A"], "AB-003"),
        "avvikelse": (["--titel", "A"], "AV-002"),
        "ekonomi": (["--titel", "A"], "E-002"),
        "lagesrapport": (["--mote", "M-005"], "LR-006"),
        "mote": (["--motestyp", "styrgrupp", "--dag", "+14d"], "M-006"),
        "risk": (["--titel", "A"], "R-004"),
        "riskanalys": ([], "RA-005"),
    }
    found = {name: here.call(name, "add", *options).out.strip() for name, (options, _) in wanted.items()}
    assert found == {name: ident for name, (_, ident) in wanted.items()}
    assert [fynd for fynd in here.call("kontroll").lines if " SCH" in fynd] == []
