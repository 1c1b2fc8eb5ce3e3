"""The lists inside a record: dated (bedomning), numbered (atgard), keyed (person), each with add, list and edit."""

import json

import pytest
from tests.cli.cli_world import DAY, Done, Here
from tests.cli.test_add import refused


def test_a_dated_row_is_added_on_the_day(here: Here) -> None:
    done = here.run("risk", "bedomning", "add", "R-003", "--sannolikhet", "2", "--konsekvens", "5")
    assert done == Done(0, "R-003\n", "")
    assert here.changed() == ["+bedomning:", f"+  - {{datum: {DAY}, sannolikhet: 2, konsekvens: 5}}"]
    assert here.diary()[0] == f"risk R-003: bedomning {DAY}"


def test_a_day_has_one_row(here: Here) -> None:
    done = refused(
        here,
        2,
        *("risk", "bedomning", "add", "R-001", "--sannolikhet", "2", "--konsekvens", "5"),
        "--datum",
        "2023-05-29",
    )
    assert done.err.startswith("Fel: bedomning har två rader med datum 2023-05-29.\n")


@pytest.mark.parametrize("day", ["2023-05-29", "igår"])
def test_a_dated_row_is_changed_by_its_day(here: Here, day: str) -> None:
    done = here.call("risk", "bedomning", "edit", "R-001", day, "--konsekvens", "2")
    assert (done.code, done.out) == (0, "R-001\n")
    assert [line.replace("konsekvens: 4", "konsekvens: 2") for line in here.changed()[:1]] == [
        "-" + here.changed()[1][1:]
    ]
    assert here.diary()[0] == "risk R-001: bedomning 2023-05-29 konsekvens 4 → 2"


def test_a_numbered_row_gets_the_next_number(here: Here) -> None:
    done = here.run("risk", "atgard", "add", "R-001", "--text", "Boka vikarier", "--senast", "+14d")
    assert (done.code, done.out) == (0, "R-001\n")
    assert here.changed() == ["+  - {nr: 3, text: Boka vikarier, senast: 2023-06-13}"]


def test_a_numbered_row_is_changed_by_its_number_and_cleared(here: Here) -> None:
    done = here.run("risk", "atgard", "edit", "R-001", "2", "--klar", "idag", "--mot", "")
    assert (done.code, done.out) == (0, "R-001\n")
    assert here.diary()[0] == f"risk R-001: atgard 2 klar – → {DAY}, atgard 2 mot minskar konsekvensen → –"
    row = json.loads(here.call("risk", "atgard", "list", "R-001", "--json").out)["atgard"][1]
    assert (row["klar"], row["mot"], row["text"]) == (DAY, None, "Inventera ersättare")


def test_a_number_is_not_used_again(here: Here) -> None:
    here.put("risk/R-001", here.read("risk/R-001").replace("{nr: 1,", "{nr: 7,"))
    here.call("risk", "atgard", "add", "R-001", "--text", "Boka vikarier")
    assert "  - {nr: 8, text: Boka vikarier}\n" in here.read("risk/R-001")


def test_a_keyed_row_is_added_and_changed_by_its_key(here: Here) -> None:
    assert here.run("organisation", "person", "add", "--nyckel", "person-d", "--namn", "Enhetschef B") == Done(
        0, "organisation\n", ""
    )
    assert here.changed() == ["+  - {nyckel: person-d, namn: Enhetschef B}"]
    assert here.diary()[0] == "organisation: person person-d"
    assert here.run("organisation", "person", "edit", "person-d", "--titel", "Enhetschef").code == 0
    assert here.changed()[1] == "+  - {nyckel: person-d, namn: Enhetschef B, titel: Enhetschef}"
    assert here.diary()[0] == "organisation: person person-d titel – → Enhetschef"


def test_a_keyed_row_in_a_record_can_refer_to_the_plan(here: Here) -> None:
    done = here.call(
        "lagesrapport", "dimension", "add", "LR-005", "--nyckel", "budget", "--farg", "gul", "--skal", "Hyra"
    )
    assert (done.code, done.out) == (0, "LR-005\n")
    assert here.changed() == ["+  - {nyckel: budget, farg: gul, skal: Hyra}"]


@pytest.mark.parametrize(
    ("call", "out"),
    [
        (
            "risk bedomning list R-001",
            (
                "Datum\tSannolikhet\tKonsekvens\tKommentar\n2023-01-25\t2\t4\t\n2023-02-27\t3\t4\t\n"
                "2023-05-29\t4\t4\tSommarschemat tar två av tre fältarbetare\n"
            ),
        ),
        (
            "risk bedomning list R-001 --datum 2023-02-27",
            "Datum\tSannolikhet\tKonsekvens\tKommentar\n2023-01-25\t2\t4\t\n2023-02-27\t3\t4\t\n",
        ),
        (
            "risk atgard list R-001 --datum 2023-04-02",
            (
                "Nr\tÅtgärd\tAnsvarig\tSenast\tKlar\tInriktning\n"
                "1\tEstimera antal timmar för varje deltagare\tprojektledare\t2023-04-01\t\t\n"
                "2\tInventera ersättare\tenhetschef-a\t2023-05-15\t\tminskar konsekvensen\n"
            ),
        ),
        (
            "risk atgard list R-001 --csv",
            (
                "nr,text,ansvarig,senast,klar,mot\n"
                "1,Estimera antal timmar för varje deltagare,projektledare,2023-04-01,2023-04-03,\n"
                "2,Inventera ersättare,enhetschef-a,2023-05-15,,konsekvens\n"
            ),
        ),
        (
            "organisation roll list",
            (
                "Nyckel\tTitel\tAnmärkning\nbestallare\tBeställaren\t\nprojektledare\tProjektledaren\t\n"
                "enhetschef-a\tEnhetschef A\t\n"
            ),
        ),
    ],
)
def test_rows_are_listed(seen: Here, call: str, out: str) -> None:
    assert seen.call(*call.split()) == Done(0, out, "")


def test_rows_are_listed_as_json(seen: Here) -> None:
    assert json.loads(seen.run("organisation", "roll", "list", "--json").out) == {
        "version": 1,
        "register": "organisation",
        "roll": [
            {"nyckel": "bestallare", "titel": "Beställaren", "anmarkning": None},
            {"nyckel": "projektledare", "titel": "Projektledaren", "anmarkning": None},
            {"nyckel": "enhetschef-a", "titel": "Enhetschef A", "anmarkning": None},
        ],
    }


def test_a_list_without_rows_is_no_error(seen: Here) -> None:
    assert seen.call("risk", "atgard", "list", "R-003") == Done(0, "", "R-003 har inga rader i listan atgard.\n")


@pytest.mark.parametrize(
    ("call", "err"),
    [
        (
            "risk atgard edit R-001 9 --text x",
            "R-001 har ingen rad 9 i listan atgard.\nÅtgärda: Rader som finns: 1, 2.",
        ),
        (
            "risk atgard edit R-003 1 --text x",
            "R-003 har ingen rad 1 i listan atgard.\nÅtgärda: Rader som finns: inga.",
        ),
        (
            "risk bedomning edit R-001 2023-05-28 --konsekvens 1",
            (
                "R-001 har ingen rad 2023-05-28 i listan bedomning.\n"
                "Åtgärda: Rader som finns: 2023-01-25, 2023-02-27, 2023-05-29."
            ),
        ),
        (
            "risk bedomning edit R-001 snart --konsekvens 1",
            "NYCKEL: ”snart” är inte en dag. Skriv ÅÅÅÅ-MM-DD, idag, imorgon, igår, +14d, -3d eller +2v.",
        ),
        (
            "organisation person edit person-x --titel x",
            (
                "organisation har ingen rad person-x i listan person.\n"
                "Åtgärda: Rader som finns: person-a, person-b, person-c."
            ),
        ),
        ("risk atgard edit R-001 1", "Det finns inget att ändra.\nÅtgärda: Ange fälten som val."),
        (
            "risk atgard add R-001",
            "Det saknas värden: --text.\nÅtgärda: Ange dem som val, eller kör kommandot i en terminal.",
        ),
        ("risk atgard add R-001 --ja", "--text saknas.\nÅtgärda: Ange --text."),
        (
            "organisation person add",
            "Det saknas värden: --nyckel, --namn.\nÅtgärda: Ange dem som val, eller kör kommandot i en terminal.",
        ),
        (
            "risk bedomning add R-003 --sannolikhet 6 --konsekvens 5",
            (
                "sannolikhet ska vara ett heltal 1–5, men är 6.\n"
                "Åtgärda: Skriv ett tal mellan 1 (mycket liten) och 5 (mycket stor)."
            ),
        ),
        (
            "risk atgard edit R-001 1 --mot fara",
            "mot ska vara sannolikhet eller konsekvens, men är fara.\nÅtgärda: Välj ett av värdena.",
        ),
        ("risk atgard edit R-001 1 --text ", "--text saknas.\nÅtgärda: Ange --text."),
        (
            "organisation person add --nyckel person-a --namn Någon",
            "person har två rader med nyckel person-a.\nÅtgärda: Ge den ena raden en annan nyckel.",
        ),
        (
            "organisation person add --nyckel Någon --namn Någon",
            "nyckel ska vara en nyckel som eva-ek, men är Någon.\nÅtgärda: Skriv nagon.",
        ),
        (
            "risk atgard add --text x",
            "Det saknas ett id: vilken post i registret risk?\nÅtgärda: Se vilka som finns: drogscen risk list",
        ),
    ],
)
def test_a_row_that_can_not_be_is_refused(here: Here, call: str, err: str) -> None:
    assert refused(here, 2, *call.split(" ")).err == f"Fel: {err}\n"


def test_a_list_of_a_record_that_can_not_be_read_is_not_touched(here: Here) -> None:
    here.put("risk/R-001", "titel: [\n")
    for call in ("list", "add --text x", "edit 1 --text x"):
        verb, *options = call.split()
        assert refused(here, 3, "risk", "atgard", verb, "R-001", *options).err.startswith(
            "Fel: projekt/risk/R-001.yaml går inte att läsa.\n"
        )
