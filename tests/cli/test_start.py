"""Bare ``drogscen``: what is due now, never more than a screen."""

import pytest
from tests.cli.cli_world import DAY, Done, Here, golden

from drogscen_cli.regel import rules


def test_the_overview_of_a_day(seen: Here) -> None:
    assert seen.run() == Done(0, golden("start.txt"), "")


@pytest.mark.parametrize("day", ["2022-12-01", "2023-01-01", "2023-03-28", "2023-08-01", "2024-02-01"])
def test_it_fits_on_a_screen_on_any_day(seen: Here, day: str) -> None:
    done = seen.call("--datum", day)
    assert (done.code, done.err) == (0, "")
    assert len(done.lines) < 24
    assert max(map(len, done.lines)) <= 80


def test_much_that_is_due_is_counted(here: Here) -> None:
    for number in range(4, 30):
        here.put(
            f"risk/R-{number:03}",
            f"titel: Nr {number}\natgard:\n  - {{nr: 1, text: Gör, senast: 2023-05-0{number % 9 + 1}}}\n",
        )
    lines = here.call().lines
    assert [line for line in lines if "… och" in line] == ["    … och 23 till: drogscen kontroll"]
    assert len(lines) < 24


def test_nothing_to_do_is_one_line(here: Here) -> None:
    for register in ("mote", "risk", "avvikelse", "aktivitet", "andring", "ekonomi", "lagesrapport", "riskanalys"):
        for path in (here.root / "projekt" / register).iterdir():
            path.unlink()
    text = here.read("projektplan")
    here.put("projektplan", text[: text.index("krav:")])
    assert here.call().lines == [
        "Trygg park Exempelparken (påhittat exempel) · dag 150 av 365 · v.\u00a022",
        "Inget är försenat och inget förfaller de närmaste två veckorna.",
    ]


def test_what_can_not_be_read_is_named_and_the_rest_is_shown(here: Here) -> None:
    here.put("risk/R-002", "titel: [\n")
    done = here.run()
    assert done.code == 3
    assert "    Riskanalys för april " in done.out
    assert done.err == "projekt/risk/R-002.yaml går inte att läsa och är inte med. Se felen: drogscen kontroll\n"


def test_without_a_readable_plan_nothing_is_said_to_be_in_order(here: Here) -> None:
    here.put("projektplan", "namn: [\n")
    done = here.run()
    assert (done.code, done.lines[0]) == (3, "Projektplanen går inte att läsa")
    assert "Inget är försenat" not in done.out
    assert done.err == "projekt/projektplan.yaml går inte att läsa och är inte med. Se felen: drogscen kontroll\n"


def test_the_options_before_a_command_hold_for_it(seen: Here) -> None:
    before = seen.call("--datum", "2023-02-01", "--projekt", str(seen.root), "risk", "list", cwd=seen.root.parent)
    assert before == seen.call("risk", "list", "--datum", "2023-02-01")
    assert seen.call("--datum", "2023-02-01", "risk", "list", "--datum", DAY) == seen.call("risk", "list")


@pytest.mark.parametrize("command", sorted({bound.regel.harnast for bound in rules().values()} - {""}))
def test_what_a_rule_says_to_do_next_is_a_command(seen: Here, command: str) -> None:
    name, *words = command.split()
    assert name == "drogscen"
    assert seen.call(*words, "--help").code == 0
