"""Money as the records tell it: exact, and unknown where nothing is known."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import MemorySource

from drogscen_cli.load import load
from drogscen_cli.pengar import (
    Manad,
    Passage,
    Passering,
    Slutprognos,
    Stallning,
    manader,
    passering,
    slutprognos,
    stallningar,
)
from drogscen_cli.projekt import Projekt

PLAN = """\
namn: Provprojektet
period: {start: 2023-01-01, slut: 2023-06-30}
budget: {tak: 1000000}
budgetpost:
  - {nyckel: bidrag, titel: Föreningsbidrag, tak: 275000,50}
  - {nyckel: kultur, titel: Kultur}
"""


def _projekt(*ekonomi: str, plan: str = PLAN) -> Projekt:
    files = {"projekt/projektplan.yaml": plan.replace("275000,50", '"275000,50"').encode()}
    files |= {f"projekt/ekonomi/E-{nr:03}.yaml": f"titel: E\n{text}".encode() for nr, text in enumerate(ekonomi, 1)}
    projekt = load(MemorySource(files))
    assert projekt.fynd == ()
    return projekt


def _rows(lista: str, *rows: str) -> str:
    """A list of a record, its rows numbered."""
    return f"{lista}:\n" + "".join(f"  - {{nr: {nr}, {row}}}\n" for nr, row in enumerate(rows, 1))


def _by_key(projekt: Projekt) -> dict[str, Stallning]:
    return {stallning.nyckel: stallning for stallning in stallningar(projekt)}


def test_the_whole_comes_first_and_then_the_posts_as_the_plan_lists_them() -> None:
    found = stallningar(_projekt())
    assert [(each.nyckel, each.titel, each.tak) for each in found] == [
        ("", "Hela projektet", Decimal(1000000)),
        ("bidrag", "Föreningsbidrag", Decimal("275000.50")),
        ("kultur", "Kultur", None),
    ]


def test_nothing_booked_is_unknown_and_not_zero() -> None:
    hela = _by_key(_projekt())[""]
    assert (hela.kant, hela.bokfort, hela.atagande, hela.prognos) == (False, Decimal(0), Decimal(0), None)


def test_zero_kronor_is_known() -> None:
    hela = _by_key(_projekt(_rows("bokford", "dag: 2023-02-01, belopp: 0")))[""]
    assert (hela.kant, hela.bokfort) == (True, Decimal(0))


def test_rows_of_every_record_are_added_exactly_and_credits_taken_off() -> None:
    more = _rows(
        "bokford",
        "dag: 2023-02-02, belopp: -0.99, budgetpost: bidrag",
        'dag: 2023-02-02, belopp: "1 234,56", budgetpost: kultur',
        "dag: 2023-02-02, belopp: 100",
    )
    found = _by_key(_projekt(_rows("bokford", *10 * ["dag: 2023-02-01, belopp: 0.10, budgetpost: bidrag"]), more))
    assert found["bidrag"].bokfort == Decimal("0.01")
    assert found["kultur"].bokfort == Decimal("1234.56")
    assert found[""].bokfort == Decimal("1334.57")
    assert found["bidrag"].kvar == Decimal("275000.49")
    assert found["kultur"].kvar is None


def test_a_commitment_counts_until_it_has_ended() -> None:
    rows = _rows("atagande", "dag: 2023-02-01, belopp: 100", "dag: 2023-02-01, belopp: 50, upphort: 2023-03-01")
    projekt = _projekt(rows)
    assert _by_key(projekt.per(date(2023, 1, 31)))[""].kant is False
    assert _by_key(projekt.per(date(2023, 2, 28)))[""].atagande == 150
    after = _by_key(projekt.per(date(2023, 3, 1)))[""]
    assert (after.atagande, after.bundet, after.kvar) == (Decimal(100), Decimal(100), Decimal(999_900))


def test_only_ended_commitments_leave_nothing_known() -> None:
    projekt = _projekt(_rows("atagande", "dag: 2023-02-01, belopp: 5, upphort: 2023-02-02"))
    assert _by_key(projekt)[""].kant is False


def test_the_latest_forecast_is_the_one_with_the_latest_day_wherever_it_stands() -> None:
    found = _by_key(
        _projekt(
            _rows("prognos", "dag: 2023-04-01, belopp: 900", "dag: 2023-03-01, belopp: 800"),
            _rows("prognos", "dag: 2023-02-01, belopp: 700", "dag: 2023-05-01, belopp: 50, budgetpost: bidrag"),
        )
    )
    assert [(f.rad.belopp, f.post.id) for f in (found[""].prognos, found["bidrag"].prognos) if f] == [
        (Decimal(900), "E-001"),
        (Decimal(50), "E-002"),
    ]
    assert found["kultur"].prognos is None


def test_of_two_forecasts_on_one_day_the_one_noted_last_counts() -> None:
    first = _rows("prognos", "dag: 2023-04-01, belopp: 900", "dag: 2023-04-01, belopp: 800")
    found = _by_key(_projekt(first, _rows("prognos", "dag: 2023-04-01, belopp: 700")))
    assert found[""].prognos
    assert found[""].prognos.rad.belopp == 700


def test_a_forecast_is_not_known_before_its_day() -> None:
    projekt = _projekt(_rows("prognos", "dag: 2023-04-01, belopp: 900"))
    assert _by_key(projekt.per(date(2023, 3, 31)))[""].prognos is None


@pytest.mark.parametrize("plan", ["namn: N\nperiod: {start: 2023-01-01, slut: 2023-06-30}\n", "namn: [\n"])
def test_without_a_cap_there_is_no_rest_and_without_a_plan_nothing_at_all(plan: str) -> None:
    projekt = load(MemorySource({"projekt/projektplan.yaml": plan.encode()}))
    assert [each.kvar for each in stallningar(projekt)] == ([None] if projekt.plan else [])


KRONOR = st.decimals(Decimal(-(10**9)), Decimal(10**9), places=2)


@settings(deadline=None)
@given(st.lists(st.tuples(KRONOR, st.sampled_from(["bidrag", "kultur", ""])), min_size=1, max_size=20))
def test_the_posts_and_what_has_no_post_make_up_the_whole(rows: list[tuple[Decimal, str]]) -> None:
    said = [f"dag: 2023-02-01, belopp: {belopp:f}{f', budgetpost: {post}' if post else ''}" for belopp, post in rows]
    found = _by_key(_projekt(_rows("bokford", *said)))
    rest = sum((belopp for belopp, post in rows if not post), Decimal(0))
    assert found[""].bokfort == found["bidrag"].bokfort + found["kultur"].bokfort + rest
    assert found[""].bokfort == sum((belopp for belopp, _ in rows), Decimal(0))


def _future(text: str, dag: str, nyckel: str = "", plan: str = PLAN) -> tuple[Slutprognos | None, Passering]:
    day = date.fromisoformat(dag)
    projekt = _projekt(text, plan=plan).per(day)
    stallning = _by_key(projekt)[nyckel]
    return slutprognos(projekt, stallning, day), passering(projekt, stallning, day)


THREE = _rows(
    "bokford",
    "dag: 2023-01-15, belopp: 100000",
    "dag: 2023-02-28, belopp: 260000.50",
    "dag: 2023-03-31, belopp: 179999.50",
)


def test_the_months_of_outturn_run_without_gaps_and_add_up() -> None:
    rows = _rows("bokford", "dag: 2022-12-31, belopp: 1.50", "dag: 2023-02-01, belopp: -0.25, budgetpost: bidrag")
    assert manader(_projekt(rows)) == (
        Manad(2022, 12, Decimal("1.50"), Decimal("1.50")),
        Manad(2023, 1, Decimal(0), Decimal("1.50")),
        Manad(2023, 2, Decimal("-0.25"), Decimal("1.25")),
    )
    assert [month.bokfort for month in manader(_projekt(rows), "bidrag")] == [Decimal("-0.25")]
    assert manader(_projekt(rows), "kultur") == ()


def test_an_explicit_forecast_is_never_mixed_with_the_rate() -> None:
    prognos, passed = _future(THREE + _rows("prognos", "dag: 2023-01-02, belopp: 700000"), "2023-03-31")
    assert prognos == Slutprognos(Decimal(700000), beraknad=False, dag=date(2023, 1, 2))
    assert passed == Passering(Passage.RYMS)


def test_three_months_of_outturn_give_a_rate_that_says_it_is_computed() -> None:
    prognos, passed = _future(THREE, "2023-03-31")
    assert prognos == Slutprognos(Decimal(1086000), beraknad=True, dag=date(2023, 3, 31), per_dag=Decimal(6000))
    assert passed == Passering(Passage.KOMMER, date(2023, 6, 16))


def test_the_rate_counts_to_the_end_of_the_last_month_with_outturn_however_late_the_ledger_is() -> None:
    prognos, _ = _future(THREE, "2023-05-20")
    assert prognos
    assert (prognos.belopp, prognos.dag) == (Decimal(1086000), date(2023, 3, 31))


def test_two_months_are_too_few_for_a_rate() -> None:
    assert _future(THREE, "2023-03-30") == (None, Passering(Passage.OKANT))


def test_what_is_bound_is_the_least_that_a_computed_forecast_says() -> None:
    prognos, passed = _future(THREE + _rows("atagande", "dag: 2023-03-01, belopp: 460000"), "2023-03-31")
    assert prognos
    assert prognos.belopp == Decimal(1086000)
    more, _ = _future(THREE + _rows("atagande", "dag: 2023-03-01, belopp: 460000.25"), "2023-06-30")
    assert more
    assert more.belopp == Decimal(1086000)
    most, over = _future(THREE + _rows("atagande", "dag: 2023-03-02, belopp: 600000"), "2023-03-31")
    assert most
    assert most.belopp == Decimal(1140000)
    assert over == Passering(Passage.PASSERAT, date(2023, 3, 31))
    assert passed == Passering(Passage.KOMMER, date(2023, 4, 1))


def test_the_day_a_cap_is_passed_lies_on_the_line_to_the_forecast() -> None:
    rows = _rows("bokford", "dag: 2023-03-01, belopp: 500000") + _rows("prognos", "dag: 2023-03-01, belopp: 1500000")
    assert _future(rows, "2023-03-22")[1] == Passering(Passage.KOMMER, date(2023, 5, 12))


def test_a_cap_that_is_just_reached_is_not_passed() -> None:
    rows = _rows("bokford", "dag: 2023-03-01, belopp: 1000000") + _rows("prognos", "dag: 2023-03-01, belopp: 1000000")
    assert _future(rows, "2023-03-22")[1] == Passering(Passage.RYMS)


def test_a_cap_was_passed_on_the_day_from_which_it_has_been_so_ever_since() -> None:
    rows = _rows(
        "bokford",
        "dag: 2023-02-01, belopp: 1000001",
        "dag: 2023-02-02, belopp: -1",
        "dag: 2023-02-03, belopp: -5",
        "dag: 2023-02-04, belopp: 5.01",
    )
    assert _future(rows, "2023-03-22")[1] == Passering(Passage.PASSERAT, date(2023, 2, 4))


def test_after_the_projects_end_nobody_can_say_when_a_forecast_comes_true() -> None:
    rows = _rows("bokford", "dag: 2023-03-01, belopp: 5") + _rows("prognos", "dag: 2023-03-01, belopp: 1000001")
    assert _future(rows, "2023-07-01")[1] == Passering(Passage.KOMMER)


def test_a_post_without_a_cap_passes_none() -> None:
    rows = _rows("bokford", "dag: 2023-03-01, belopp: 5, budgetpost: kultur")
    assert _future(rows, "2023-03-01", "kultur") == (None, Passering(Passage.OKANT))


def test_a_forecast_of_the_whole_says_nothing_of_a_post() -> None:
    rows = _rows("bokford", "dag: 2023-03-01, belopp: 5, budgetpost: bidrag") + _rows(
        "prognos", "dag: 2023-03-01, belopp: 900000"
    )
    assert _future(rows, "2023-03-01", "bidrag") == (None, Passering(Passage.OKANT))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 180), KRONOR), max_size=15), st.integers(0, 180), KRONOR)
def test_a_cap_passed_or_to_be_passed_is_told_whenever_the_sums_say_so(
    rows: list[tuple[int, Decimal]], today: int, expected: Decimal
) -> None:
    first = date(2023, 1, 1).toordinal()
    said = [f"dag: {date.fromordinal(first + day)}, belopp: {belopp:f}" for day, belopp in rows]
    text = (_rows("bokford", *said) if said else "") + _rows("prognos", f"dag: 2023-01-01, belopp: {expected:f}")
    dag = date.fromordinal(first + today)
    booked = sum((belopp for day, belopp in rows if day <= today), Decimal(0))
    _, passed = _future(text, dag.isoformat())
    if booked > 1_000_000:
        assert passed.lage is Passage.PASSERAT
        assert passed.dag
        assert passed.dag <= dag
    elif expected > 1_000_000:
        assert passed.lage is Passage.KOMMER
        assert passed.dag is None or dag < passed.dag <= date(2023, 6, 30)
    else:
        assert passed == Passering(Passage.RYMS)
