"""``list``: filters, sorting, time, and the same records as a table, tab-separated, JSON and CSV."""

import csv
import io
import json

import pytest
from tests.cli.cli_world import Done, Here, golden, plain

HEAD = "Id\tTitel\tÄgare\tStatus\tRiskvärde"
FIRST = "R-001\tDeltagare prioriteras till andra arbetsuppgifter\tProjektledaren\töppen\t16"
SECOND = "R-002\tSamarbetsparter avsätter inte resurser\tProjektledaren\tstängd\t6"
THIRD = "R-003\tScenen får inte tillstånd i tid\tEnhetschef A\töppen\t"


def ids(done: Done) -> list[str]:
    """The ids in a tab-separated list."""
    assert (done.code, done.err) == (0, "")
    return [line.partition("\t")[0] for line in done.lines[1:]]


def test_a_pipe_gets_tab_separated_lines(seen: Here) -> None:
    assert seen.run("risk", "list") == Done(0, f"{HEAD}\n{FIRST}\n{SECOND}\n{THIRD}\n", "")


def test_filters_and_sorting_go_together(here: Here) -> None:
    here.call("risk", "add", "--titel", "Ny", "--agare", "projektledare", "--sannolikhet", "5", "--konsekvens", "5")
    done = here.run(
        *("risk", "list", "--status", "oppen", "--agare", "projektledare", "--sortera", "riskvarde", "--fallande")
    )
    assert ids(done) == ["R-004", "R-001"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--status", "oppen"], ["R-001", "R-003"]),
        (["--status", "ÖPPEN"], ["R-001", "R-003"]),
        (["--status", "stangd"], ["R-002"]),
        (["--riskvarde", "16"], ["R-001"]),
        (["--titel", "Scenen får inte tillstånd i tid"], ["R-003"]),
        (["--titel", "FÅR INTE"], ["R-003"]),
        (["--titel", "scen"], ["R-003"]),
        (["--agare", "projektledare"], ["R-001", "R-002"]),
        (["--stangd", "2023-05-20"], ["R-002"]),
        (["--sortera", "riskvarde"], ["R-002", "R-001", "R-003"]),
        (["--sortera", "riskvarde", "--fallande"], ["R-001", "R-002", "R-003"]),
        (["--sortera", "stangd"], ["R-002", "R-001", "R-003"]),
        (["--sortera", "agare"], ["R-003", "R-001", "R-002"]),
        (["--sortera", "datum", "--fallande"], ["R-003", "R-001", "R-002"]),
        (["--sortera", "id", "--fallande"], ["R-003", "R-002", "R-001"]),
        (["--fallande"], ["R-003", "R-002", "R-001"]),
    ],
    ids=" ".join,
)
def test_what_is_listed_and_in_which_order(seen: Here, options: list[str], found: list[str]) -> None:
    assert ids(seen.call("risk", "list", *options)) == found


def test_a_part_of_a_key_is_not_the_key(seen: Here) -> None:
    assert seen.call("risk", "list", "--agare", "projekt") == Done(0, "", "Inga risker.\n")


def test_a_list_of_values_matches_by_any_of_them(here: Here) -> None:
    here.call("aktivitet", "edit", "A-003", "--beror-pa", "A-001", "--beror-pa", "A-002")
    assert ids(here.call("aktivitet", "list", "--beror-pa", "A-002")) == ["A-003"]


def test_nothing_to_list_is_said_and_is_no_error(seen: Here) -> None:
    assert seen.run("risk", "list", "--datum", "2022-12-01") == Done(0, "", "Inga risker.\n")


@pytest.mark.parametrize(
    ("options", "err"),
    [
        (
            ["--status", "oppet"],
            "Fel: --status kan inte vara oppet.\nÅtgärda: Menades oppen? Välj oppen eller stangd.\n",
        ),
        (["--status", "alla"], "Fel: --status kan inte vara alla.\nÅtgärda: Välj oppen eller stangd.\n"),
        (["--sortera", "titl"], "Fel: Det går inte att sortera efter titl.\nÅtgärda: Menades titel?\n"),
        (
            ["--sortera", "bedomning"],
            (
                "Fel: Det går inte att sortera efter bedomning.\nÅtgärda: "
                "Fält: titel, orsak, foljd, kategori, agare, paragraf, accepterad, stangd, status, riskvarde.\n"
            ),
        ),
    ],
)
def test_a_filter_or_order_that_can_not_be_is_a_wrong_call(seen: Here, options: list[str], err: str) -> None:
    assert seen.call("risk", "list", *options) == Done(2, "", err)


def test_an_enumerated_field_of_the_record_itself_is_checked_too(seen: Here) -> None:
    assert seen.call("lagesrapport", "list", "--farg", "gron").code == 0
    assert seen.call("lagesrapport", "list", "--farg", "lila").code == 2


def test_the_list_is_as_it_was_on_a_day(seen: Here) -> None:
    then = seen.call("risk", "list", "--datum", "2023-02-01")
    assert then.lines[1:] == [FIRST.replace("16", "8"), SECOND.replace("stängd", "öppen")]
    assert ids(seen.call("risk", "list", "--status", "oppen", "--datum", "2023-05-19")) == ["R-001", "R-002"]


def test_the_day_comes_from_the_environment_too(seen: Here) -> None:
    assert seen.call("risk", "list", DROGSCEN_DATUM="2023-02-01") == seen.call("risk", "list", "--datum", "2023-02-01")


def test_json_is_stable(seen: Here) -> None:
    done = seen.run("risk", "list", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.out == golden("risk-list.json")


@pytest.mark.parametrize(
    "register", ["aktivitet", "andring", "avvikelse", "ekonomi", "lagesrapport", "mote", "riskanalys"]
)
def test_every_register_lists_as_json_and_csv_with_the_same_keys(seen: Here, register: str) -> None:
    document = json.loads(seen.call(register, "list", "--json").out)
    rows = list(csv.reader(io.StringIO(seen.call(register, "list", "--csv").out)))
    assert (document["version"], document["register"]) == (1, register)
    assert [list(post) for post in document["poster"]] == [rows[0]] * (len(rows) - 1)
    assert [post["id"] for post in document["poster"]] == [row[0] for row in rows[1:]]


def test_nothing_to_list_is_a_whole_document_too(seen: Here) -> None:
    assert seen.call("risk", "list", "--datum", "2022-12-01", "--json") == Done(
        0, '{\n  "version": 1,\n  "register": "risk",\n  "poster": []\n}\n', ""
    )


def test_csv_has_a_header_and_cells_that_a_spreadsheet_does_not_calculate(here: Here) -> None:
    for titel in ("=1+1", "+1+1", "-1+1", "@SUMMA(A1)", "vanlig"):
        here.call("risk", "add", "--titel", titel, "--ingen-spara")
    done = here.run("risk", "list", "--csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert (done.code, done.err) == (0, "")
    assert [row["titel"] for row in rows[3:]] == ["'=1+1", "'+1+1", "'-1+1", "'@SUMMA(A1)", "vanlig"]
    assert [row["riskvarde"] for row in rows[:3]] == ["16", "6", ""]


def test_a_negative_amount_is_still_a_number_in_csv(here: Here) -> None:
    options = ["--dag", "2023-05-30", "--belopp", "-1250,50", "--text", "-kreditering"]
    here.call("ekonomi", "bokford", "add", "E-001", *options)
    last = here.call("ekonomi", "bokford", "list", "E-001", "--csv").lines[-1]
    assert "-1250.50" in last.split(",")
    assert "'-kreditering" in last.split(",")


def test_a_screen_gets_a_table_that_fits(seen: Here) -> None:
    with seen.talk("risk", "list") as talk:
        done = talk.end()
    assert done.code == 0
    lines = [line.rstrip() for line in plain(done.out).splitlines()]
    assert lines == golden("risk-list-80.txt").splitlines()
    assert max(len(line) for line in plain(done.out).splitlines()) <= 80


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_a_screen_without_colour_gets_no_escapes(seen: Here, env: dict[str, str]) -> None:
    with seen.talk("risk", "list", **env) as talk:
        done = talk.end()
    assert done.out == plain(done.out)
    assert [line.rstrip() for line in done.out.splitlines()] == golden("risk-list-80.txt").splitlines()


def test_control_characters_in_a_title_are_written_out(here: Here) -> None:
    here.call("risk", "add", "--titel", "röd\x1b[31m\u202e", "--ingen-spara")
    with here.talk("risk", "list", "--status", "oppen", NO_COLOR="1") as talk:
        shown = talk.end().out
    for out in (shown, here.call("risk", "list").out):
        assert "röd\\u001b[31m\\u202e" in out
        assert "\x1b" not in out


def test_a_long_register_is_cut_on_a_screen_and_whole_in_a_pipe(here: Here) -> None:
    for number in range(10, 240):
        here.put(f"risk/R-{number:03}", f"titel: Nr {number}\n")
    with here.talk("risk", "list", NO_COLOR="1") as talk:
        lines = talk.end().out.splitlines()
    assert len(lines) == 203  # two for the record whose title is long
    assert lines[-1] == "… och 33 till. Filtrera, eller skriv till en fil med --csv."
    assert len(here.call("risk", "list").lines) == 234


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]], ids=["table", "json", "csv"])
def test_what_can_not_be_read_is_named_and_the_rest_is_shown(here: Here, form: list[str]) -> None:
    here.put("risk/R-002", "titel: [\n")
    done = here.call("risk", "list", *form)
    assert done.code == 3
    assert "R-003" in done.out
    assert done.err == "projekt/risk/R-002.yaml går inte att läsa och är inte med. Se felen: drogscen kontroll\n"
    assert here.call("mote", "list").code == 0
