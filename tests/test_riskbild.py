"""The picture of the risks: movement between months, history, and the matrix, whatever was assessed when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.world import MemorySource

from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.risk import Risk
from drogscen_cli.riskbild import Riktning, historik, oppna_risker, riskmatris, rorelser, sparkline

SKALA = "riskskala: {sannolikhet: [a, b, c, d, e], konsekvens: [a, b, c, d, e], gul: 5, rod: 15}\n"
START = date(2023, 1, 1)
DAYS = st.dates(START, date(2023, 12, 31))
LEVELS = st.integers(1, 5)
ASSESSED = st.dictionaries(DAYS, st.tuples(LEVELS, LEVELS), max_size=8)


def risk_text(assessed: dict[date, tuple[int, int]], stangd: date | None = None) -> str:
    rows = [f"  - {{datum: {day}, sannolikhet: {s}, konsekvens: {k}}}" for day, (s, k) in assessed.items()]
    lines = ["titel: Risken", *(["bedomning:", *rows] if rows else []), *([f"stangd: {stangd}"] if stangd else [])]
    return "\n".join(lines) + "\n"


def projekt(*risks: str, skala: str = SKALA) -> Projekt:
    plan = f"namn: Prov\nperiod: {{start: 2023-01-01, slut: 2023-12-31}}\n{skala}"
    files = {"projekt/projektplan.yaml": plan.encode()}
    files |= {f"projekt/risk/R-{nr:03}.yaml": text.encode() for nr, text in enumerate(risks, 1)}
    found = load(MemorySource(files))
    assert found.fynd == ()
    return found


def last_of(assessed: dict[date, tuple[int, int]], through: date) -> int | None:
    """The value of the latest assessment through a day, worked out another way: day by day backwards."""
    day = through
    while day >= START:
        if day in assessed:
            return assessed[day][0] * assessed[day][1]
        day -= timedelta(days=1)
    return None


@given(ASSESSED, DAYS)
def test_movement_is_what_the_values_at_both_ends_say(assessed: dict[date, tuple[int, int]], dag: date) -> None:
    (found,) = rorelser(projekt(risk_text(assessed)).per(dag), dag)
    now, before = last_of(assessed, dag), last_of(assessed, date(dag.year, dag.month, 1) - timedelta(days=1))
    assert found.nu is None if now is None else found.nu is not None and found.nu.varde == now
    assert found.fore is None if before is None else found.fore is not None and found.fore.varde == before
    if now is None:
        assert found.riktning is Riktning.OBEDOMD
    elif before is None:
        assert found.riktning is Riktning.NY
    else:
        assert (found.riktning is Riktning.UPP) == (now > before)
        assert (found.riktning is Riktning.NED) == (now < before)


@given(ASSESSED, DAYS)
def test_what_is_assessed_later_changes_nothing(assessed: dict[date, tuple[int, int]], dag: date) -> None:
    known = {day: levels for day, levels in assessed.items() if day <= dag}
    whole, cut = (projekt(risk_text(rows)).per(dag) for rows in (assessed, known))
    assert riskmatris(whole, dag) == riskmatris(cut, dag)
    (risk,) = projekt(risk_text(assessed)).alla(Risk)
    assert historik(risk, dag) == historik(whole.alla(Risk)[0], dag)


@given(ASSESSED, DAYS)
def test_history_has_every_month_from_the_first_assessment_once(
    assessed: dict[date, tuple[int, int]], dag: date
) -> None:
    (risk,) = projekt(risk_text(assessed)).alla(Risk)
    found = historik(risk, dag)
    known = [day for day in assessed if day <= dag]
    assert [each.manad for each in found] == (list(range(min(known).month, dag.month + 1)) if known else [])
    for each in found:
        inside = [day for day in known if day.month == each.manad]
        assert (each.bedomning and each.bedomning.datum) == max(inside, default=None)
    assert len(sparkline(found, 25)) == len(found)


@given(st.lists(ASSESSED, max_size=6), DAYS)
def test_every_assessed_open_risk_lies_in_just_one_cell(several: list[dict[date, tuple[int, int]]], dag: date) -> None:
    matris = riskmatris(projekt(*map(risk_text, several)).per(dag), dag)
    inside = [risk.id for row in matris.rader for ruta in row for risk in ruta.risker]
    assessed = [each.risk.id for each in matris.rorelser if each.nu]
    assert sorted(inside) == sorted(assessed)
    values = [each.nu.varde for each in matris.rorelser if each.nu]
    assert values == sorted(values, reverse=True)
    for row in matris.rader:
        for ruta in row:
            assert all(risk.riskvarde == ruta.varde for risk in ruta.risker)


def test_the_same_value_in_another_cell_is_unchanged_but_moved() -> None:
    text = risk_text({date(2023, 1, 5): (2, 3), date(2023, 2, 5): (3, 2)})
    (found,) = rorelser(projekt(text), date(2023, 2, 6))
    assert (found.riktning, found.flyttad) == (Riktning.OFORANDRAD, True)


def test_a_risk_closed_this_month_is_last_and_one_closed_before_is_gone() -> None:
    rows = {date(2023, 1, 5): (5, 5)}
    found = projekt(risk_text(rows, date(2023, 3, 1)), risk_text(rows, date(2023, 2, 28)), risk_text({}))
    told = [(each.risk.id, each.riktning) for each in rorelser(found, date(2023, 3, 9))]
    assert told == [("R-003", Riktning.OBEDOMD), ("R-001", Riktning.STANGD)]


@pytest.mark.parametrize(("value", "bar"), [((1, 1), "▁"), ((3, 4), "▄"), ((4, 4), "▅"), ((5, 5), "█")])
def test_a_bar_is_full_at_the_highest_value(value: tuple[int, int], bar: str) -> None:
    (risk,) = projekt(risk_text({date(2023, 1, 5): value})).alla(Risk)
    assert sparkline(historik(risk, date(2023, 2, 1)), 25) == f"{bar}·"


def test_without_a_scale_the_matrix_ends_at_the_highest_level_used() -> None:
    found = riskmatris(projekt(risk_text({START: (2, 7)}), skala=""), START)
    assert [len(row) for row in found.rader] == [7, 7]
    assert {ruta.farg for row in found.rader for ruta in row} == {None}
    assert riskmatris(projekt(skala=""), START).rader == ()


def test_risks_not_assessed_come_before_the_worst() -> None:
    found = projekt(risk_text({START: (2, 2)}), risk_text({}), risk_text({START: (5, 5)}), risk_text({START: (2, 2)}))
    assert [risk.id for risk in oppna_risker(found)] == ["R-002", "R-003", "R-001", "R-004"]
