"""``aktivitet importera`` and ``risk importera``: the lists that the project already has, one record a row."""

from datetime import date
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from tests.cli.cli_world import PERSONNUMMER, Here

ACTIVITIES = """\
importkolumn:
  - {nr: 1, till: aktivitet, kolumn: Vad, falt: titel}
  - {nr: 2, till: aktivitet, kolumn: Ansvarig, falt: agare}
  - {nr: 3, till: aktivitet, kolumn: Område, falt: insatsomrade}
  - {nr: 4, till: aktivitet, kolumn: Från, falt: start}
  - {nr: 5, till: aktivitet, kolumn: Till, falt: slut}
  - {nr: 6, till: aktivitet, kolumn: Kostnad, falt: kostnad}
  - {nr: 7, till: aktivitet, kolumn: Uppdrag, falt: mal}
  - {nr: 8, till: aktivitet, kolumn: Ansvarig, falt: agare, varde: PL, blir: projektledare}
"""
RISKS = """\
importkolumn:
  - {nr: 1, till: risk, kolumn: Risk, falt: titel}
  - {nr: 2, till: risk, kolumn: Ägare, falt: agare}
  - {nr: 3, till: risk, kolumn: S, falt: sannolikhet}
  - {nr: 4, till: risk, kolumn: K, falt: konsekvens}
  - {nr: 5, till: risk, kolumn: Åtgärd, falt: atgard}
  - {nr: 6, till: risk, kolumn: Följd, falt: foljd}
"""
HEAD = ["Vad", "Ansvarig", "Område", "Från", "Till", "Kostnad", "Uppdrag"]


def _with(here: Here, columns: str) -> Here:
    here.put("projektplan", here.read("projektplan") + columns)
    here.git("commit", "--quiet", "--all", "--message", "kolumner")
    return here


def _excel(here: Here, *rows: list[Any]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Aktivitetslista"])
    for row in rows:
        book.active.append(row)
    book.save(here.root / "lista.xlsx")


def _csv(here: Here, *rows: str) -> None:
    (here.root / "lista.csv").write_text("\n".join(("Risk;Ägare;S;K;Åtgärd;Följd", *rows)) + "\n", encoding="utf-8")


def _body(here: Here, name: str) -> str:
    return "".join(line for line in here.read(name).splitlines(keepends=True) if not line.startswith("#"))


def test_activities_become_records_with_keys_for_names_in_one_commit(here: Here) -> None:
    _with(here, ACTIVITIES)
    _excel(
        here,
        HEAD,
        ["Sommarscen", "Enhetschef a", "Socialt uppsökande arbete", date(2023, 6, 1), "31.8.2023", 12500.5, "trygghet"],
        [None, None, None, None, None, None, None],
        ["Belysning", "pl", "stadsmiljo", "20230601", "", "1 200 kr", ""],
    )
    done = here.run("aktivitet", "importera", "lista.xlsx", "--ja")
    assert (done.code, done.out) == (0, "A-004\nA-005\n")
    assert (
        done.err
        == "lista.xlsx (Excel, bladet Sheet)\nNya: 2\n  rad 3: Sommarscen\n  rad 5: Belysning\nFinns redan: 0\n"
    )
    assert here.diary()[:2] == ["aktivitet A-004–A-005: 2\u00a0nya aktiviteter ur lista.xlsx", "kolumner"]
    assert _body(here, "aktivitet/A-004") == (
        "datum: 2023-05-30\ntitel: Sommarscen\ninsatsomrade: socialt\nmal: [trygghet]\n"
        "agare: enhetschef-a\nstart: 2023-06-01\nslut: 2023-08-31\nkostnad: 12500.50\n"
    )
    assert _body(here, "aktivitet/A-005") == (
        "datum: 2023-05-30\ntitel: Belysning\ninsatsomrade: stadsmiljo\n"
        "agare: projektledare\nstart: 2023-06-01\nkostnad: 1200\n"
    )


def test_a_title_that_is_there_is_skipped_and_the_same_list_twice_adds_nothing(here: Here) -> None:
    _with(here, ACTIVITIES)
    known = here.call("aktivitet", "list", "--csv").out.splitlines()[1].split(",")[2]
    _excel(here, HEAD, [f" {known.upper()} "], ["Sommarscen"])
    assert here.call("aktivitet", "importera", "lista.xlsx", "--ja").out == "A-004\n"
    before = here.files()
    done = here.call("aktivitet", "importera", "lista.xlsx", "--ja")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(
        f"Finns redan: 2\n  rad 3: {known.upper()} (A-001)\n  rad 4: Sommarscen (A-004)\nInget nytt att importera.\n"
    )
    assert here.files() == before


def test_risks_get_an_assessment_of_the_day_and_a_first_measure(here: Here) -> None:
    _with(here, RISKS)
    _csv(here, 'Regn;Projektledaren;stor;4 - stor;Boka tält;"Färre kommer\noch stannar"', "Snö;-;–;;;")
    done = here.run("risk", "importera", "lista.csv", "--datum", "2023-04-03")
    assert (done.code, done.out) == (0, "R-004\nR-005\n")
    assert _body(here, "risk/R-004") == (
        "datum: 2023-04-03\ntitel: Regn\nfoljd: |-\n  Färre kommer\n  och stannar\nagare: person-a\nbedomning:\n"
        "  - {datum: 2023-04-03, sannolikhet: 4, konsekvens: 4}\natgard:\n  - {nr: 1, text: Boka tält}\n"
    ).replace("person-a", "projektledare")
    assert _body(here, "risk/R-005") == "datum: 2023-04-03\ntitel: Snö\n"


def test_a_dry_run_prints_the_rows_and_writes_nothing(here: Here) -> None:
    _with(here, RISKS)
    _csv(here, "Regn;;;;;")
    before = here.files()
    done = here.call("risk", "importera", "lista.csv", "--prov")
    assert (done.code, done.out) == (0, "Nya: 1\n  rad 2: Regn\nFinns redan: 0\n")
    assert here.files() == before


def test_every_fault_is_named_and_nothing_half_is_written(here: Here) -> None:
    _with(here, RISKS)
    _csv(
        here,
        "Regn;Projektledarn;3;3;;",
        "Storm;;6;3;;",
        "Regn;;3;3;;",
        ";;3;3;;",
        "Hagel;;3;;;",
        "Snö;;mycket;3;;",
        f"Åska;;;;Ring {PERSONNUMMER};",
    )
    before = here.files()
    done = here.call("risk", "importera", "lista.csv", "--ja")
    assert (done.code, done.out, here.files()) == (4, "", before)
    assert done.err.replace("\u00a0", " ") == (
        "lista.csv (CSV, utf-8, avgränsare ;)\n"
        "lista.csv:2:2: fel Ägare: Projektledarn finns inte i projektet; menades projektledare?\n"
        "lista.csv:3:3: fel sannolikhet ska vara ett heltal 1–5, men är 6\n"
        "lista.csv:4:1: fel Risk: samma titel som rad 2\n"
        "lista.csv:5:1: fel titel saknas\n"
        "lista.csv:6:4: fel konsekvens saknas\n"
        "lista.csv:7:3: fel sannolikhet ska vara ett heltal, men är mycket\n"
        "lista.csv:8:5: fel Åtgärd: cellen innehåller ett personnummer\n"
        "Fel: Inget är sparat: 7 celler i lista.csv kan inte föras in.\n"
        "Åtgärda: Ta bort personnumren ur filen. Skriv inget som pekar ut en enskild.\n"
    )


def test_without_columns_in_the_plan_the_commands_are_told(here: Here) -> None:
    _csv(here, "Regn;;;;;")
    done = here.call("risk", "importera", "lista.csv", "--ja")
    assert (done.code, done.out) == (2, "")
    lines = [line.partition("--kolumn ")[2] for line in done.err.splitlines() if "--kolumn" in line]
    assert lines == [
        '"Risk" --falt titel',
        '"Ägare" --falt agare',
        '"S" --falt sannolikhet',
        '"K" --falt konsekvens',
        '"Åtgärd" --falt atgard',
        '"Följd" --falt foljd',
    ]


def test_on_a_terminal_the_columns_are_proposed_and_kept(here: Here) -> None:
    (here.root / "lista.csv").write_text("Risk;Åsikt;S;K\nRegn;x;3;3\n", encoding="utf-8")
    with here.talk("risk", "importera", "lista.csv") as talk:
        talk.answer("Åsikt (fält, eller Enter: används inte)", "")
        talk.answer("Spara 1\u00a0ny risk? (j/n) [n]", "ja")
        done = talk.end()
    assert (done.code, done.out) == (0, "ja\nR-004\n")
    assert [line for line in here.changed() if "till: risk" in line] == [
        "+  - {nr: 1, till: risk, kolumn: Risk, falt: titel}",
        "+  - {nr: 2, till: risk, kolumn: S, falt: sannolikhet}",
        "+  - {nr: 3, till: risk, kolumn: K, falt: konsekvens}",
    ]
    assert here.diary()[0] == "risk R-004: 1\u00a0ny risk ur lista.csv"


@pytest.mark.parametrize("register", ["aktivitet", "risk"])
def test_help_is_swedish(seen: Here, register: str) -> None:
    done = seen.call(register, "importera", "--help")
    assert done.code == 0
    assert "ur en lista" in done.out


def test_days_amounts_and_names_that_can_not_be_read_are_named(here: Here) -> None:
    here.put("organisation", here.read("organisation").replace("namn: Stadsdelsdirektören", "namn: Enhetschef B"))
    here.put("organisation", here.read("organisation").replace("namn: Enhetschef A,", "namn: Enhetschef B,"))
    _with(here, ACTIVITIES)
    _excel(here, HEAD, ["Scen", "Enhetschef B", "Okänt", "1 juni", None, "1.234", "trygghet; otrygghet"])
    before = here.files()
    done = here.call("aktivitet", "importera", "lista.xlsx", "--ja")
    assert (done.code, done.out, here.files()) == (2, "", before)
    assert done.err.splitlines()[1:-2] == [
        "lista.xlsx:3:2: fel Ansvarig: Enhetschef B kan vara person-b eller person-c; skriv nyckeln",
        "lista.xlsx:3:3: fel Område: Okänt finns inte i projektet",
        "lista.xlsx:3:4: fel Från: 1 juni är inget datum som 2023-04-12",
        "lista.xlsx:3:6: fel Kostnad: 1.234 kan betyda både tusental och decimaler; skriv beloppet med två decimaler",
        "lista.xlsx:3:7: fel Uppdrag: otrygghet finns inte i projektet; menades trygghet?",
    ]
