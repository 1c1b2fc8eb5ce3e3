"""What is in force on a day: the adoption, the approved requests after it, and the snapshot that follows them."""

from datetime import date

import pytest
from tests.world import FALL, MemorySource, read_case

from drogscen_cli.kontroll import kontrollera
from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.andring import Andring
from drogscen_cli.register.mote import Beslut, Mote
from drogscen_cli.styrda.antagen import antagen, binds_adoption, binds_request, gallande

CHAIN = FALL / "STY03" / "hallen.txt"


def chain(*edits: tuple[str, str]) -> Projekt:
    """A plan adopted on 20 January with a cap that two requests, decided on 10 March, have raised."""
    files = {path: text.decode() for path, text in read_case(CHAIN).source.files.items()}
    for old, new in edits:
        assert any(old in text for text in files.values())
        files = {path: text.replace(old, new) for path, text in files.items()}
    return load(MemorySource({path: text.encode() for path, text in files.items()}))


def cap(projekt: Projekt) -> int:
    assert projekt.plan
    assert projekt.plan.budget
    return int(projekt.plan.budget.tak)


def test_decisions_follow_each_other_in_the_order_they_were_made_and_not_in_that_of_the_requests() -> None:
    now = gallande(chain().poster, date(2023, 3, 10))
    assert now is not None
    assert [(step.andring.id, step.fore, step.rad.ny) for step in now.steg] == [
        ("AB-002", "2000000", "2150000"),
        ("AB-001", "2150000", "2300000"),
    ]
    assert now.varden["budget.tak"] == "2300000"


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2023, 1, 20), 2_000_000), (date(2023, 3, 9), 2_000_000), (date(2023, 3, 10), 2_300_000)]
)
def test_a_snapshot_has_the_cap_that_was_decided_by_its_day(day: date, expected: int) -> None:
    assert cap(chain().per(day)) == expected


def test_a_snapshot_from_before_the_adoption_has_the_cap_that_stands() -> None:
    projekt = chain()
    assert cap(projekt.per(date(2023, 1, 19))) == 2_300_000
    assert gallande(projekt.poster, date(2023, 1, 19)) is None


def test_a_cap_raised_by_hand_does_not_move_the_snapshot_but_stands_in_its_origin() -> None:
    then = chain(("tak: 2300000", "tak: 9000000")).per(date(2023, 5, 1))
    assert cap(then) == 2_300_000
    assert then.ursprung
    assert cap(then.ursprung) == 9_000_000


def test_a_snapshot_of_a_snapshot_has_the_earlier_cap() -> None:
    assert cap(chain().per(date(2023, 5, 1)).per(date(2023, 2, 1))) == 2_000_000


def test_values_in_other_files_follow_the_decisions_too() -> None:
    then = chain(("slut: 2023-06-30", "slut: 2023-07-31"), ("timmar: 20", "timmar: 99")).per(date(2023, 5, 1))
    assert then.organisation
    assert str(then.organisation.person[0].timmar) == "20"
    assert str(getattr(then.hitta("A-001"), "slut", None)) == "2023-06-30"


def test_a_plan_adopted_anew_starts_from_the_new_values() -> None:
    again = (
        "motestyp: ledning\ndag: 2023-04-01\ngenomfort: 2023-04-01\n"
        "beslut:\n  - {nr: 1, text: Ledningen antar planen., paragraf: 20, "
        "sha256: 0fde86c81c2a7c7ea07e94f59d11da34b899e5894c72fda770cf519fd634f77b}\n"
        'baslinje:\n  - {nr: 1, beslut: 1, falt: budget.tak, varde: "1000000"}\n'
    )
    files = {path: text.encode() for path, text in chain().texter.items()}
    projekt = load(MemorySource({**files, "projekt/mote/M-003.yaml": again.encode()}))
    assert [cap(projekt.per(date(2023, month, 2))) for month in (3, 4)] == [2_000_000, 1_000_000]
    found = antagen(projekt.poster, date(2023, 5, 1))
    assert found
    assert found.referens == "M-003/beslut/1"


@pytest.mark.parametrize(
    "edit",
    [
        ("beslutad: 2023-03-10", "beslutad: 2023-06-10"),
        ("utfall: godkand", "utfall: avslagen"),
        ("genomfort: 2023-03-10", "installt: 2023-03-10"),
        ("andring: AB-002", "andring: AB-003"),
        ("beslut: M-002/beslut/1", "beslut: M-002/beslut/7"),
        ("datum: 2023-02-01\ntitel: Höjt tak\n", "datum: 2023-06-01\ntitel: Höjt tak\n"),
    ],
)
def test_a_request_that_nobody_with_the_right_to_it_has_approved_moves_nothing(edit: tuple[str, str]) -> None:
    now = gallande(chain(edit).poster, date(2023, 5, 1))
    assert now is not None
    assert "AB-002" not in [step.andring.id for step in now.steg]


def test_a_decision_in_a_file_that_can_not_be_read_leaves_the_values_undecided() -> None:
    projekt = chain(("regel: [STY03]", "regel: [STY01]"), ("genomfort: 2023-03-10", "genomfort: igår"))
    found = [
        (str(fynd.allvar), fynd.text) for fynd in kontrollera(projekt, date(2023, 5, 1)).fynd if fynd.regel == "STY01"
    ]
    assert found == [("oavgjord", "projekt/mote/M-002.yaml går inte att läsa")]


def test_values_in_a_file_that_can_not_be_read_are_not_called_moved() -> None:
    projekt = chain(("regel: [STY03]", "regel: [STY01]"), ("timmar: 20", "timmar: många"))
    assert [fynd.text for fynd in kontrollera(projekt, date(2023, 5, 1)).fynd if fynd.regel == "STY01"] == []


def request(**more: object) -> Andring:
    data = {"titel": "Höjt tak", "utfall": "godkand", "vardeandring": [{"nr": 1, "falt": "budget.tak", "ny": "5"}]}
    return Andring.load("AB-001", {**data, **more})


@pytest.mark.parametrize(
    "more",
    [
        {"titel": "Sänkt tak"},
        {"skal": "Fler kvällar"},
        {"vardeandring": [{"nr": 1, "falt": "budget.tak", "ny": "6"}]},
        {"paverkan": [{"nyckel": "budget", "text": "Mer"}]},
        {"alternativ": "Inget"},
        {"utan_beslut": "Inget"},
        {"utfall": "avslagen"},
        {"villkor": "Om pengarna räcker"},
    ],
)
def test_everything_that_was_decided_is_bound(more: dict[str, object]) -> None:
    beslut = Beslut(nr=1, text="Godkänns.", paragraf=4)
    assert binds_request(request(**more), beslut) != binds_request(request(), beslut)


@pytest.mark.parametrize("more", [{"datum": "2023-01-01"}, {"lagesrapport": "LR-001"}, {"beslut": "M-001/beslut/1"}])
def test_what_came_before_or_after_the_decision_is_not_bound(more: dict[str, object]) -> None:
    beslut = Beslut(nr=1, text="Godkänns.", paragraf=4)
    assert binds_request(request(**more), beslut) == binds_request(request(), beslut)


@pytest.mark.parametrize(
    "other", [Beslut(nr=1, text="Avslås.", paragraf=4), Beslut(nr=1, text="Godkänns.", paragraf=5)]
)
def test_the_decision_itself_is_bound(other: Beslut) -> None:
    beslut = Beslut(nr=1, text="Godkänns.", paragraf=4)
    mote = Mote.load("M-001", {"motestyp": "ledning", "dag": "2023-01-20"})
    assert binds_request(request(), other) != binds_request(request(), beslut)
    assert binds_adoption(mote, other) != binds_adoption(mote, beslut)
