"""``beslut list`` and ``atgard list|klar``: what was decided and what is to be done, wherever it stands."""

import json

import pytest
from tests.cli.cli_world import Here

PICK = "Vilken? Nummer i listan"


def references(here: Here, *argv: str) -> list[str]:
    """The references that a list gives."""
    return [row["referens"] for row in json.loads(here.call(*argv, "--json").out)["poster"]]


@pytest.mark.parametrize(
    ("argv", "found"),
    [
        ((), ["M-001/beslut/1", "M-002/beslut/1", "M-003/beslut/1", "M-004/beslut/1", "M-004/beslut/2"]),
        (("--mote", "4"), ["M-004/beslut/1", "M-004/beslut/2"]),
        (
            ("--motestyp", "Styrgruppsmöten", "--sedan", "2023-03-29"),
            ["M-003/beslut/1", "M-004/beslut/1", "M-004/beslut/2"],
        ),
        (("--motestyp", "projektgrupp"), []),
        (("--text", "andringsbegäran godkänns"), ["M-004/beslut/2"]),
        (("--datum", "2023-02-28"), ["M-001/beslut/1", "M-002/beslut/1"]),
    ],
)
def test_decisions_are_listed_across_meetings(seen: Here, argv: tuple[str, ...], found: list[str]) -> None:
    assert references(seen, "beslut", "list", *argv) == found


def test_a_decision_has_its_day_paragraph_text_and_request(seen: Here) -> None:
    done = seen.call("beslut", "list", "--sedan", "2023-04-01")
    assert done.lines == [
        "Beslut\tDag\t§\tText\tBegäran",
        "M-004/beslut/1\t2023-04-26\t40\tLägesrapporten läggs till handlingarna.\t",
        "M-004/beslut/2\t2023-04-26\t41\tÄndringsbegäran AB-001 godkänns.\t",
    ]
    assert json.loads(seen.call("beslut", "list", "--text", "AB-001", "--json").out) == {
        "version": 1,
        "register": "beslut",
        "poster": [
            {
                "referens": "M-004/beslut/2",
                "mote": "M-004",
                "motestyp": "styrgrupp",
                "dag": "2023-04-26",
                "paragraf": 41,
                "text": "Ändringsbegäran AB-001 godkänns.",
                "andring": None,
            }
        ],
    }
    assert seen.call("beslut", "list", "--text", "AB-001", "--csv").lines == [
        "referens,dag,motestyp,paragraf,text,andring",
        "M-004/beslut/2,2023-04-26,styrgrupp,41,Ändringsbegäran AB-001 godkänns.,",
    ]


def test_a_kind_of_meeting_that_the_plan_lacks_is_a_wrong_call(seen: Here) -> None:
    done = seen.call("beslut", "list", "--motestyp", "styrgrup")
    assert (done.code, done.err) == (
        2,
        (
            "Fel: Planen har ingen mötestyp som heter styrgrup.\n"
            "Åtgärda: Menades styrgrupp? Mötestyper: styrgrupp, projektgrupp.\n"
        ),
    )


def test_open_action_points_are_listed_by_their_last_day_with_the_late_ones_marked(seen: Here) -> None:
    assert seen.call("atgard", "list").lines == [
        "Åtgärd\tText\tAnsvarig\tSenast\tLäge",
        "R-001/atgard/2\tInventera ersättare\tEnhetschef A\t2023-05-15\tförsenad",
        "AV-001/atgard/1\tTillfällig belysning hyrs in\tEnhetschef A\t2023-06-05\töppen",
        "M-004/atgard/1\tBoka avstämning med lokalpolisen inför midsommar\tProjektledaren\t2023-06-09\töppen",
    ]


@pytest.mark.parametrize(
    ("argv", "found"),
    [
        (("--forsenade",), ["R-001/atgard/2"]),
        (("--ansvarig", "projektledaren"), ["M-004/atgard/1"]),
        (("--ansvarig", "person-b"), ["R-001/atgard/2", "AV-001/atgard/1"]),
        (("--alla",), ["R-001/atgard/1", "R-001/atgard/2", "AV-001/atgard/1", "M-004/atgard/1"]),
        (("--datum", "2023-04-02"), ["R-001/atgard/1", "R-001/atgard/2"]),
    ],
)
def test_action_points_can_be_chosen(seen: Here, argv: tuple[str, ...], found: list[str]) -> None:
    assert references(seen, "atgard", "list", *argv) == found


def test_a_point_as_json_says_who_when_and_whether_it_is_late(seen: Here) -> None:
    document = json.loads(seen.call("atgard", "list", "--forsenade", "--json").out)
    assert document["poster"] == [
        {
            "referens": "R-001/atgard/2",
            "text": "Inventera ersättare",
            "ansvarig": "enhetschef-a",
            "senast": "2023-05-15",
            "klar": None,
            "forsenad": True,
        }
    ]


@pytest.mark.parametrize(
    ("wanted", "referens", "change"),
    [
        ("M-004/atgard/1", "M-004/atgard/1", "senast: 2023-06-09, klar: 2023-05-29}"),
        ("r-001/atgard/2", "R-001/atgard/2", "senast: 2023-05-15, klar: 2023-05-29"),
        ("belysning hyrs", "AV-001/atgard/1", "senast: 2023-06-05, klar: 2023-05-29}"),
    ],
)
def test_a_point_is_done_where_it_lives(here: Here, wanted: str, referens: str, change: str) -> None:
    done = here.call("atgard", "klar", wanted, "--datum", "2023-05-29")
    assert (done.code, done.lines) == (0, [referens])
    assert len(here.changed()) == 2
    assert change in here.changed()[1]
    assert referens not in references(here, "atgard", "list")


def test_a_point_that_is_done_is_not_done_again(here: Here) -> None:
    before = here.files()
    done = here.call("atgard", "klar", "R-001/atgard/1")
    assert (done.code, done.err) == (
        2,
        (
            "Fel: R-001/atgard/1 är redan klar sedan den\u00a03\u00a0april\u00a02023.\n"
            "Åtgärda: Rätta dagen: drogscen risk atgard edit R-001 1 --klar DAG\n"
        ),
    )
    assert here.files() == before


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("hyr in elverk",), "Det finns ingen öppen åtgärd som passar på ”hyr in elverk”."),
        (("in",), "”in” passar på flera: R-001/atgard/2 Inventera ersättare;"),
        ((), "Det saknas en åtgärd."),
    ],
)
def test_a_point_that_can_not_be_told_is_a_wrong_call(seen: Here, argv: tuple[str, ...], said: str) -> None:
    done = seen.call("atgard", "klar", *argv)
    assert done.code == 2
    assert done.err.startswith(f"Fel: {said}")


def test_without_a_point_there_is_a_list_to_pick_from(here: Here) -> None:
    with here.talk("atgard", "klar") as talk:
        shown = talk.answer(PICK, "3")
        assert talk.end().out.splitlines()[-1] == "M-004/atgard/1"
    assert "  3  M-004/atgard/1  Boka avstämning med lokalpolisen inför midsommar\r\n" in shown
    assert here.diary()[0] == "mote M-004: åtgärd 1 klar"
