"""``show``: one record, found by id or by words, as it is or as it was."""

import json

import pytest
from tests.cli.cli_world import Done, Here, golden

from drogscen_cli import register
from drogscen_cli.lager.exempel import FOLDER as YEAR


def test_a_record_is_shown_with_its_labels(seen: Here) -> None:
    assert seen.run("risk", "show", "R-001") == Done(0, golden("risk-show.txt"), "")


@pytest.mark.parametrize("wanted", ["R-001", "r-001", "R-1", "1", "deltagare", "ARBETSUPPGIFTER deltagare"])
def test_an_id_a_number_or_words_of_the_title_find_it(seen: Here, wanted: str) -> None:
    assert seen.call("risk", "show", wanted).lines[0] == "R-001  Deltagare prioriteras till andra arbetsuppgifter"


def test_dots_and_case_do_not_matter_in_the_words(seen: Here) -> None:
    assert seen.call("risk", "show", "TILLSTAND").lines == seen.call("risk", "show", "tillsta\u030and").lines


def test_words_that_fit_several_are_answered_with_those(seen: Here) -> None:
    assert seen.call("risk", "show", "inte") == Done(
        2,
        "",
        "Fel: inte passar på flera poster: R-002 Samarbetsparter avsätter inte resurser, "
        "R-003 Scenen får inte tillstånd i tid.\nÅtgärda: Ange postens id.\n",
    )


@pytest.mark.parametrize("wanted", ["R-009", "9", "M-001", "finns inte", "../projektplan"])
def test_what_is_not_there_is_said(seen: Here, wanted: str) -> None:
    assert seen.call("risk", "show", wanted) == Done(
        2, "", f"Fel: {wanted} finns inte i registret risk.\nÅtgärda: Se vilka som finns: drogscen risk list\n"
    )


def test_without_an_id_and_without_a_terminal_it_is_said_how_to_find_one(seen: Here) -> None:
    assert seen.run("risk", "show") == Done(
        2,
        "",
        "Fel: Det saknas ett id: vilken post i registret risk?\nÅtgärda: Se vilka som finns: drogscen risk list\n",
    )


def test_a_record_is_shown_as_it_was_on_a_day(seen: Here) -> None:
    then = seen.call("risk", "show", "R-001", "--datum", "2023-02-27")
    assert "2023-05-29" not in then.out
    assert then.lines[-1] == "Riskvärde          12"
    assert "klar 2023-04-03" not in then.out
    assert "senast 2023-04-01" in then.out
    assert seen.call("risk", "show", "R-002", "--datum", "2023-05-19").lines[-2] == "Status             öppen"


def test_a_record_is_not_shown_before_it_was(seen: Here) -> None:
    done = seen.call("risk", "show", "R-003", "--datum", "2023-05-21")
    assert done == Done(2, "", "Fel: R-003 fanns inte den\u00a021\u00a0maj\u00a02023.\n")


def test_json_is_stable(seen: Here) -> None:
    document = json.loads(seen.run("risk", "show", "R-001", "--json").out)
    assert document == {"version": 1, "register": "risk", "post": json.loads(golden("risk-list.json"))["poster"][0]}


def test_amounts_times_and_parts_are_exact_in_json(seen: Here) -> None:
    booked = json.loads(seen.call("ekonomi", "show", "1", "--json").out)["post"]["bokford"]
    assert [row["belopp"] for row in booked] == ["210000", "234500.50", "160000"]
    assert json.loads(seen.call("mote", "show", "M-005", "--json").out)["post"]["tid"] == "09:30"
    plan = json.loads(seen.call("projektplan", "show", "--json").out)["post"]
    assert plan["id"] == "projektplan"
    assert plan["period"] == {"start": "2023-01-01", "slut": "2023-12-31", "paragraf": "5"}


@pytest.mark.parametrize("name", register.names())
def test_every_register_can_be_shown(seen: Here, name: str) -> None:
    year = Here(YEAR, seen.env)
    wanted = [] if register.outline(name).one_file else ["1"]
    done = year.call(name, "show", *wanted)
    assert (done.code, done.err) == (0, "")
    assert len(done.lines) > 2


def test_several_lines_of_text_stand_under_each_other(seen: Here) -> None:
    lines = seen.call("lagesrapport", "show", "LR-005").lines
    starts = {line.index(word) for word in ("Sommarens", "Beslutet ovan") for line in lines if word in line}
    assert len(starts) == 1


def test_a_record_that_can_not_be_read_is_said_to_be_so(here: Here) -> None:
    here.put("risk/R-002", "titel: [\n")
    here.put("projektplan", "namn: [\n")
    unread = "Fel: projekt/{} går inte att läsa.\nÅtgärda: Se felen: drogscen kontroll\n"
    for wanted in ("R-002", "2"):
        assert here.call("risk", "show", wanted) == Done(3, "", unread.format("risk/R-002.yaml"))
    assert here.call("projektplan", "show") == Done(3, "", unread.format("projektplan.yaml"))
