"""``drogscen projektplan pricka``: what no rule knows, ticked by hand."""

from pathlib import Path

import pytest
from tests.cli.cli_world import PERSONNUMMER, Here

KRAV = '\n  - {nr: 90, paragraf: "7", text: Parken besöks., frekvens: manad}  # varje månad\n'


@pytest.fixture
def plan(here: Here) -> Here:
    """The example with a demand that no rule knows."""
    text = here.read("projektplan").rstrip("\n")
    assert text.splitlines()[-1].startswith("  - {nr: ")
    here.put("projektplan", text + KRAV)
    here.git("commit", "--quiet", "--all", "--message", "ett krav till")
    return here


def test_a_tick_is_one_dated_row_and_the_comment_stays(plan: Here) -> None:
    done = plan.run("projektplan", "pricka", "90", "--text", "Besökt av två", "--datum", "2023-04-12")
    assert (done.code, done.out) == (0, "projektplan\n")
    assert "Besökt av två" in plan.read("projektplan")
    assert "# varje månad" in plan.read("projektplan")
    assert plan.diary()[0] == "projektplan: krav 90 bevis"


def test_the_same_day_again_is_the_same_tick(plan: Here) -> None:
    for text in ("Besökt", "Besökt av tre"):
        assert plan.run("projektplan", "pricka", "90", "--text", text, "--datum", "2023-04-12").code == 0
    assert plan.read("projektplan").count("2023-04-12") == 1
    assert "Besökt av tre" in plan.read("projektplan")


def test_without_a_number_the_demands_are_listed_with_their_last_tick(plan: Here) -> None:
    plan.run("projektplan", "pricka", "90", "--text", "Besökt", "--datum", "2023-04-12")
    assert "90\t7\t2023-04-12\tParken besöks." in plan.run("projektplan", "pricka", "--datum", "2023-05-01").lines
    assert "90\t7\t–\tParken besöks." in plan.run("projektplan", "pricka", "--datum", "2023-04-01").lines


@pytest.mark.parametrize(
    ("argv", "code", "text"),
    [
        (("91", "--text", "x"), 2, "Krav 91 finns inte."),
        (("4", "--text", "x"), 2, "Krav 4 prövas av RISK01."),
        (("90",), 2, "Det saknas ett värde: --text."),
        (("90", "--text", PERSONNUMMER), 4, "personnummer"),
    ],
)
def test_what_can_not_be_ticked_is_refused(plan: Here, argv: tuple[str, ...], code: int, text: str) -> None:
    before = plan.files()
    done = plan.run("projektplan", "pricka", *argv)
    assert (done.code, text in done.err, done.out) == (code, True, "")
    assert plan.files() == before


def test_on_a_terminal_the_evidence_is_asked_for(plan: Here, tmp_path: Path) -> None:
    with plan.talk("projektplan", "pricka", "90", "--datum", "2023-04-12", TMPDIR=str(tmp_path)) as talk:
        talk.answer("Bevis", "Besökt")
        assert talk.end().code == 0
    assert "{datum: 2023-04-12, text: Besökt}" in plan.read("projektplan")
