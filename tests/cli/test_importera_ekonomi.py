"""``ekonomi importera``: shown before it is saved, saved whole or not at all, and never twice."""

import hashlib
import os

import openpyxl  # type: ignore[import-untyped]
import pytest
from tests.cli.cli_world import PERSONNUMMER, Done, Here

COLUMNS = """\
importkolumn:
  - {nr: 1, till: ekonomi, kolumn: Bokföringsdatum, falt: dag}
  - {nr: 2, till: ekonomi, kolumn: Ver.nr, falt: verifikation}
  - {nr: 3, till: ekonomi, kolumn: Benämning, falt: text}
  - {nr: 4, till: ekonomi, kolumn: Leverantör, falt: leverantor}
  - {nr: 5, till: ekonomi, kolumn: Belopp, falt: belopp}
  - {nr: 6, till: ekonomi, kolumn: Konto, falt: budgetpost, varde: "4500", blir: bidrag}
"""
LEDGER = """\
Utfall Exempelparken
Bokföringsdatum;Ver.nr;Konto;Benämning;Leverantör;Belopp
2023-04-12;1010;6010;Scen;Scenbolaget AB;12 500,50
2023-04-13;1011;4500;Bidrag;Föreningen Liv;1 200,00-
Summa;;;;;11 300,50
"""
DIFF = """\
Nya rader: 2 (11 300,50 kr)
  2023-04-12      12 500,50 kr  1010  Scen  Scenbolaget AB
  2023-04-13         −1 200 kr  1011  Bidrag  Föreningen Liv  bidrag
Finns redan: 0
Rader som hoppas över: 1 summa
Utan budgetpost: 1 rad, 12 500,50 kr (6010)
Hela projektet: 11 300,50 kr nytt, bokfört blir 615 801 kr (36 % av taket 2 000 000 kr med åtaganden)
Föreningsbidrag: −1 200 kr nytt, bokfört blir 158 800 kr (94 % av taket 275 000 kr med åtaganden)
"""
AGAIN = """\
u.csv (CSV, utf-8, avgränsare ;)
Samma fil är redan importerad den 30 maj 2023: E-002 Utfall april 2023
Nya rader: 0 (0 kr)
Finns redan: 2
Rader som hoppas över: 1 summa
Hela projektet: 0 kr nytt, bokfört blir 615 801 kr (36 % av taket 2 000 000 kr med åtaganden)
Inget nytt att importera: alla rader finns redan.
"""


def _soft(text: str) -> str:
    """The text with ordinary spaces for those that do not break."""
    return text.replace("\u00a0", " ")


@pytest.fixture
def mapped(here: Here) -> Here:
    """The example project with columns in its plan, and a ledger's file beside it."""
    here.put("projektplan", here.read("projektplan") + COLUMNS)
    here.git("commit", "--quiet", "--all", "--message", "kolumner")
    (here.root / "u.csv").write_text(LEDGER, encoding="utf-8")
    return here


def _refused(here: Here, code: int, *argv: str) -> str:
    """The errors of a call that writes nothing."""
    before = here.files()
    done = here.call("ekonomi", "importera", *argv)
    assert (done.code, done.out) == (code, "")
    assert here.files() == before
    return _soft(done.err)


def test_an_import_is_one_record_in_one_commit_and_the_difference_is_shown(mapped: Here) -> None:
    done = mapped.run("ekonomi", "importera", "u.csv", "--ja")
    assert (done.code, done.out) == (0, "E-002\n")
    assert _soft(done.err) == "u.csv (CSV, utf-8, avgränsare ;)\n" + DIFF
    assert _soft(mapped.diary()[0]) == "ekonomi E-002: 2 nya rader ur u.csv, 11 300,50 kr"
    digest = hashlib.sha256(LEDGER.encode()).hexdigest()
    assert [line for line in mapped.changed() if not line.startswith("+#")] == [
        "+datum: 2023-05-30",
        "+titel: Utfall april 2023",
        "+kalla: u.csv",
        f'+sha256: "{digest}"',
        "+bokford:",
        '+  - {nr: 1, dag: 2023-04-12, belopp: 12500.50, text: Scen, leverantor: Scenbolaget AB, verifikation: "1010"}',
        "+  - nr: 2",
        "+    dag: 2023-04-13",
        "+    belopp: -1200",
        "+    budgetpost: bidrag",
        "+    text: Bidrag",
        "+    leverantor: Föreningen Liv",
        '+    verifikation: "1011"',
    ]


def test_a_dry_run_prints_the_difference_and_writes_nothing(mapped: Here) -> None:
    before = mapped.files()
    done = mapped.run("ekonomi", "importera", "u.csv", "--prov")
    assert (done.code, _soft(done.out), done.err) == (0, DIFF, "u.csv (CSV, utf-8, avgränsare ;)\n")
    assert mapped.files() == before


def test_the_same_file_twice_adds_nothing_and_says_so(mapped: Here) -> None:
    mapped.call("ekonomi", "importera", "u.csv")
    before = mapped.files()
    done = mapped.call("ekonomi", "importera", "u.csv")
    assert (done.code, done.out, _soft(done.err)) == (0, "", AGAIN)
    assert mapped.files() == before


def test_a_later_export_adds_only_its_new_rows(mapped: Here) -> None:
    mapped.call("ekonomi", "importera", "u.csv")
    later = LEDGER.replace("Summa", "2023-05-02;1020;4500;Bidrag;Föreningen Liv;5 000\nSumma")
    (mapped.root / "maj.csv").write_bytes(later.replace("\n", "\r\n").encode("cp1252"))
    done = mapped.call("ekonomi", "importera", "maj.csv", "--titel", "Maj  hittills")
    assert (done.code, done.out) == (0, "E-003\n")
    assert "maj.csv (CSV, cp1252, avgränsare ;)\n" in done.err
    assert "Finns redan: 2\n" in done.err
    assert "titel: Maj hittills\n" in mapped.read("ekonomi/E-003")
    assert mapped.read("ekonomi/E-003").count("nr: ") == 1


def test_a_row_that_seems_changed_is_shown_and_left_out_unless_asked_for(mapped: Here) -> None:
    mapped.call("ekonomi", "importera", "u.csv")
    (mapped.root / "u.csv").write_text(LEDGER.replace("12 500,50", "12 600"), encoding="utf-8")
    done = mapped.call("ekonomi", "importera", "u.csv")
    assert (done.code, done.out) == (0, "")
    assert (
        "Ser ändrade ut: 1 (läggs inte till utan --andrade)\n"
        "  rad 3 (2023-04-12, verifikation 1010): belopp 12 500,50 kr → 12 600 kr; införd som E-002/bokford/1\n"
    ) in _soft(done.err)
    assert done.err.endswith("Inget nytt att importera. Rader som ser ändrade ut läggs till med --andrade.\n")
    assert mapped.call("ekonomi", "importera", "u.csv", "--andrade").out == "E-003\n"


def test_excel_gives_the_same_rows_as_csv(mapped: Here) -> None:
    mapped.call("ekonomi", "importera", "u.csv")
    book = openpyxl.Workbook()
    book.active.title = "Annat"
    sheet = book.create_sheet("Utfall")
    for line in LEDGER.splitlines()[:2]:
        sheet.append(line.split(";"))
    sheet.append(["2023-04-12 00:00:00", 1010, 6010, "Scen", "Scenbolaget AB", 12500.1 + 0.4])
    sheet.append(["20230413", "1011", 4500.0, "Bidrag", "Föreningen Liv", -1200])
    book.save(mapped.root / "u.xlsx")
    done = mapped.call("ekonomi", "importera", "u.xlsx", "--blad", "utfall")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("u.xlsx (Excel, bladet Utfall)\nNya rader: 0 (0\u00a0kr)\nFinns redan: 2\n")


def test_a_file_that_lost_rows_is_suspected(mapped: Here) -> None:
    (mapped.root / "u.csv").write_text(
        LEDGER.replace("2023-04-13;1011;4500;Bidrag;Föreningen Liv;1 200,00-\n", ""), "utf-8"
    )
    done = mapped.call("ekonomi", "importera", "u.csv", "--prov")
    assert "Filens summa är 11 300,50 kr, men raderna ger 12 500,50 kr. Är filen hel?\n" in _soft(done.out)


def test_one_bad_cell_and_nothing_is_imported(mapped: Here) -> None:
    (mapped.root / "u.csv").write_text(LEDGER.replace("12 500,50", "tolv").replace("2023-04-13", "13/4"), "utf-8")
    assert _refused(mapped, 2, "u.csv", "--ja") == (
        "u.csv (CSV, utf-8, avgränsare ;)\n"
        "u.csv:3:6: fel Belopp: tolv är inget belopp som 12 500,50\n"
        "u.csv:4:1: fel Bokföringsdatum: 13/4 är inget datum som 2023-04-12\n"
        "Fel: Inget är sparat: 2 celler i u.csv kan inte föras in.\n"
        "Åtgärda: Rätta cellerna i filen och försök igen.\n"
    )


def test_a_personnummer_is_refused_by_its_place_and_never_repeated(mapped: Here) -> None:
    (mapped.root / "u.csv").write_text(LEDGER.replace("Scenbolaget AB", f"{PERSONNUMMER} Ek"), "utf-8")
    said = _refused(mapped, 4, "u.csv", "--ja")
    assert said == (
        "u.csv (CSV, utf-8, avgränsare ;)\n"
        "u.csv:3:5: fel Leverantör: cellen innehåller ett personnummer\n"
        "Fel: Inget är sparat: 1 cell i u.csv kan inte föras in.\n"
        "Åtgärda: Ta bort personnumren ur filen, eller lämna kolumnen utanför: --utan leverantor.\n"
    )
    done = mapped.call("ekonomi", "importera", "u.csv", "--utan", "leverantör")
    assert (done.code, done.out) == (0, "E-002\n")
    assert "leverantor" not in mapped.read("ekonomi/E-002")


def test_without_columns_in_the_plan_and_without_a_terminal_the_commands_are_told(here: Here) -> None:
    (here.root / "u.csv").write_text(LEDGER, encoding="utf-8")
    assert _refused(here, 2, "u.csv", "--ja") == (
        "Fel: Planen säger inte vilken kolumn i u.csv som är dag och belopp (eller debet och kredit). Kolumner på "
        "rad 2: Bokföringsdatum, Ver.nr, Konto, Benämning, Leverantör och Belopp.\n"
        "Åtgärda: Kör kommandot i en terminal och svara på frågorna, eller lägg till de kolumner som ska användas:\n"
        '  drogscen projektplan importkolumn add --till ekonomi --kolumn "Bokföringsdatum" --falt dag\n'
        '  drogscen projektplan importkolumn add --till ekonomi --kolumn "Ver.nr" --falt verifikation\n'
        '  drogscen projektplan importkolumn add --till ekonomi --kolumn "Konto" --falt budgetpost --varde VÄRDE '
        "--blir NYCKEL\n"
        '  drogscen projektplan importkolumn add --till ekonomi --kolumn "Benämning" --falt text\n'
        '  drogscen projektplan importkolumn add --till ekonomi --kolumn "Leverantör" --falt leverantor\n'
        '  drogscen projektplan importkolumn add --till ekonomi --kolumn "Belopp" --falt belopp\n'
        "  Fält: dag, belopp, debet, kredit, text, leverantor, verifikation, budgetpost, urval.\n"
    )


def test_the_told_commands_are_enough(here: Here) -> None:
    (here.root / "u.csv").write_text(LEDGER, encoding="utf-8")
    for kolumn, falt in (("bokforingsdatum", "dag"), ("BELOPP", "belopp"), ("Ver nr", "verifikation")):
        assert (
            here.call(
                *("projektplan", "importkolumn", "add", "--till", "ekonomi"), "--kolumn", kolumn, "--falt", falt
            ).code
            == 0
        )
    assert here.call("ekonomi", "importera", "u.csv").out == "E-002\n"


ASKED = "{} (budgetpost, urval eller Enter: används inte)"


def test_on_a_terminal_the_columns_are_proposed_asked_for_and_kept_in_the_plan(here: Here) -> None:
    ledger = LEDGER.replace(";Konto;", ";Konto;Motkonto;Projekt;").replace(";6010;", ";6010;19;47 11;")
    ledger = ledger.replace(";4500;", ";4500;19;47 11;").replace("Summa;", "2023-04-14;1;6010;19;48;;;1\nSumma;;;")
    (here.root / "u.csv").write_text(ledger, encoding="utf-8")
    with here.talk("ekonomi", "importera", "u.csv") as talk:
        shown = talk.answer(ASKED.format("Konto"), "budgetpots")
        assert "  Bokföringsdatum → dag\r\n  Ver.nr → verifikation\r\n" in shown
        assert "Menades budgetpost?" in talk.answer(ASKED.format("Konto"), "budgetpost")
        talk.answers(
            ("Konto 6010 är budgetposten (bidrag/faltarbete/kultur, Enter: ingen)", ""),
            ("Konto 4500 är budgetposten (bidrag/faltarbete/kultur, Enter: ingen)", "Bidrag"),
            ("Motkonto (fält, eller Enter: används inte)", ""),
            (ASKED.format("Projekt"), "urval"),
            ("Projekt: vilket värde har projektets rader (flera med semikolon)", " 47 11 ; 99"),
        )
        shown = talk.answer("Spara 2\u00a0nya rader som Utfall april 2023? (j/n) [n]", "j")
        assert "Nya rader: 2 (11\u00a0300,50\u00a0kr)\r\n" in shown
        done = talk.end()
    assert (done.code, done.out) == (0, "j\nE-002\n")
    assert len(here.diary()) == 2
    assert [line for line in here.changed() if "till: ekonomi" in line] == [
        "+  - {nr: 1, till: ekonomi, kolumn: Bokföringsdatum, falt: dag}",
        "+  - {nr: 2, till: ekonomi, kolumn: Ver.nr, falt: verifikation}",
        '+  - {nr: 3, till: ekonomi, kolumn: Konto, falt: budgetpost, varde: "4500", blir: bidrag}',
        '+  - {nr: 4, till: ekonomi, kolumn: Projekt, falt: urval, varde: "47 11"}',
        '+  - {nr: 5, till: ekonomi, kolumn: Projekt, falt: urval, varde: "99"}',
        "+  - {nr: 6, till: ekonomi, kolumn: Benämning, falt: text}",
        "+  - {nr: 7, till: ekonomi, kolumn: Leverantör, falt: leverantor}",
        "+  - {nr: 8, till: ekonomi, kolumn: Belopp, falt: belopp}",
    ]
    assert here.call("ekonomi", "importera", "u.csv").out == ""


def test_columns_that_were_answered_are_kept_though_no_row_is_new(mapped: Here) -> None:
    mapped.call("ekonomi", "importera", "u.csv")
    mapped.put("projektplan", mapped.read("projektplan").replace(COLUMNS, ""))
    mapped.git("commit", "--quiet", "--all", "--message", "utan kolumner")
    with mapped.talk("ekonomi", "importera", "u.csv") as talk:
        talk.answers(
            (ASKED.format("Konto"), "budgetpost"),
            ("Konto 6010 är budgetposten (bidrag/faltarbete/kultur, Enter: ingen)", ""),
        )
        talk.answer("Konto 4500 är budgetposten (bidrag/faltarbete/kultur, Enter: ingen)", "bidrag")
        done = talk.end()
    assert (done.code, done.out.splitlines()[-1]) == (0, "Inget nytt att importera: alla rader finns redan.")
    assert mapped.diary()[0] == "projektplan: kolumner för ekonomi"
    assert mapped.call("ekonomi", "importera", "u.csv").code == 0


def test_without_the_needed_columns_nothing_is_saved(here: Here) -> None:
    (here.root / "u.csv").write_text("Datum;Pengar\n2023-04-12;1\n", encoding="utf-8")
    before = here.files()
    with here.talk("ekonomi", "importera", "u.csv") as talk:
        talk.answer("Pengar (fält, eller Enter: används inte)", "")
        done = talk.end()
    assert done.code == 2
    assert "Fel: Det saknas en kolumn för belopp (eller debet och kredit). Inget är sparat.\n" in done.out
    assert here.files() == before


def test_with_ja_no_question_is_asked_on_a_terminal(here: Here) -> None:
    (here.root / "u.csv").write_text(LEDGER, encoding="utf-8")
    with here.talk("ekonomi", "importera", "u.csv", "--ja") as talk:
        assert talk.end().code == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows names are text")
def test_a_file_name_that_is_no_text_and_a_title_that_is_too_long_end_without_a_traceback(mapped: Here) -> None:
    name = os.fsencode(mapped.root) + b"/u\xe5.csv"
    os.rename(mapped.root / "u.csv", name)  # noqa: PTH104 – a name of bytes
    long = mapped.run("ekonomi", "importera", os.fsdecode(b"u\xe5.csv"), "--titel", "x" * 1001)
    assert (long.code, long.out) == (2, "")
    assert "högst 1\u00a0000\u00a0tecken" in long.err
    done = mapped.run("ekonomi", "importera", os.fsdecode(b"u\xe5.csv"))
    assert (done.code, done.out) == (0, "E-002\n")
    assert "kalla: u?.csv\n" in mapped.read("ekonomi/E-002")


@pytest.mark.parametrize("answer", ["", "n"])
def test_a_no_saves_nothing(mapped: Here, answer: str) -> None:
    before = mapped.files()
    with mapped.talk("ekonomi", "importera", "u.csv") as talk:
        talk.answer("Spara 2\u00a0nya rader som Utfall april 2023? (j/n) [n]", answer)
        done = talk.end()
    assert (done.code, done.out) == (0, f"{answer}\nInget är sparat.\n")
    assert mapped.files() == before


def test_ctrl_c_at_the_question_saves_nothing(mapped: Here) -> None:
    before = mapped.files()
    with mapped.talk("ekonomi", "importera", "u.csv") as talk:
        assert talk.interrupt("Spara 2\u00a0nya rader som Utfall april 2023? (j/n) [n]").code == 130
    assert mapped.files() == before


def test_nothing_is_imported_while_a_record_can_not_be_read(mapped: Here) -> None:
    mapped.put("ekonomi/E-001", "titel: [\n")
    assert _refused(mapped, 3, "u.csv", "--ja") == (
        "Fel: projekt/ekonomi/E-001.yaml går inte att läsa, och då syns inte vad som redan är infört. Inget är "
        "sparat.\nÅtgärda: Se felen: drogscen kontroll\n"
    )


def test_what_was_saved_by_somebody_else_during_the_question_is_not_imported_twice(mapped: Here) -> None:
    with mapped.talk("ekonomi", "importera", "u.csv") as talk:
        talk.until("Spara 2\u00a0nya rader som Utfall april 2023? (j/n) [n]")
        assert mapped.call("ekonomi", "importera", "u.csv").out == "E-002\n"
        talk.child.sendline("j")
        done = talk.end()
    assert done.code == 4
    assert "Fel: projekt/ekonomi har ändrats under tiden. Inget är sparat.\n" in done.out
    assert not mapped.path("ekonomi/E-003").exists()


@pytest.mark.parametrize(
    ("argv", "text"),
    [
        (("saknas.csv",), "Fel: Filen saknas.csv finns inte.\n"),
        (("u.csv", "--blad", "Mars"), "Fel: u.csv är en textfil och har inga blad.\n"),
        (("u.csv", "--utan", "dag"), "Fel: --utan kan inte vara dag.\n"),
        (("tom.csv",), "Fel: tom.csv har inga rader.\n"),
        (("projekt",), "Fel: projekt kan inte läsas"),
    ],
)
def test_a_wrong_call_is_told_in_swedish(mapped: Here, argv: tuple[str, ...], text: str) -> None:
    (mapped.root / "tom.csv").write_bytes(b"")
    assert _refused(mapped, 2, *argv, "--ja").startswith(text)


def test_a_title_with_a_personnummer_is_refused(mapped: Here) -> None:
    said = _refused(mapped, 4, "u.csv", "--titel", f"Utfall {PERSONNUMMER}")
    assert said.startswith("Fel: Inget är sparat: titeln innehåller ett personnummer.\n")
    assert PERSONNUMMER not in said


def test_a_column_of_the_plan_that_leads_nowhere_is_named(mapped: Here) -> None:
    mapped.put("projektplan", mapped.read("projektplan").replace("falt: belopp}", "falt: beloppet}"))
    assert _refused(mapped, 2, "u.csv") == (
        "Fel: Planens importkolumn 5 leder till fältet beloppet, som inte finns för ekonomi.\n"
        "Åtgärda: Menades belopp? Fält: dag, belopp, debet, kredit, text, leverantor, verifikation, budgetpost, "
        "urval.\n"
    )


def test_two_columns_of_one_name_are_not_chosen_between(mapped: Here) -> None:
    (mapped.root / "u.csv").write_text(LEDGER.replace("Leverantör", "Belopp"), "utf-8")
    assert _refused(mapped, 2, "u.csv").startswith("Fel: u.csv har två kolumner som heter Belopp.\n")


def test_a_file_name_with_letters_that_hide_does_no_harm(mapped: Here) -> None:
    name = "u\u202e\x1b[31m.csv"
    os.rename(mapped.root / "u.csv", mapped.root / name)  # noqa: PTH104 – one call
    done = mapped.call("ekonomi", "importera", name)
    assert "\x1b" not in done.err
    assert done.code == 0


def test_help_is_swedish(seen: Here) -> None:
    done: Done = seen.call("ekonomi", "importera", "--help")
    assert done.code == 0
    assert "Importera utfall ur kommunens egen fil" in done.out
    assert "--andrade" in done.out
