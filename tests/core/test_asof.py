"""Time travel within a record: one register made up with every kind of field that can carry a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drogscen_cli.core.asof import as_of
from drogscen_cli.core.post import (
    Daterad,
    Deklaration,
    Lista,
    Numrerad,
    Post,
    Struktur,
    item_key,
    optional,
    required,
    struct_of,
)
from drogscen_cli.core.scalars import Datum, Handelse, Text

FIRST, LAST = date(2023, 4, 1), date(2023, 4, 10)
BEFORE, AFTER = FIRST - timedelta(days=1), LAST + timedelta(days=1)


class _Matning(Daterad):
    text: Text = required("Text")
    rattad: Handelse | None = optional("Rättad")


class _Rad(Numrerad):
    dag: Handelse = required("Dag")
    text: Text | None = optional("Text")


class _Steg(Numrerad):
    senast: Datum | None = optional("Senast")
    klar: Handelse | None = optional("Klar")


class _Tillstand(Struktur):
    sokt: Handelse | None = optional("Sökt")
    beviljat: Handelse | None = optional("Beviljat")


class _Anmalan(Struktur):
    gjord: Handelse = required("Gjord")


class _Prov(Post):
    deklaration = Deklaration(titel="Prov", plural="prov", prefix="PR")

    titel: Text = required("Titel")
    senast: Datum | None = optional("Senast")
    stangd: Handelse | None = optional("Stängd")
    matning: Lista[_Matning] = optional("Mätning", default=())
    rad: Lista[_Rad] = optional("Rad", default=())
    steg: Lista[_Steg] = optional("Steg", default=())
    tillstand: _Tillstand | None = optional("Tillstånd")
    anmalan: _Anmalan | None = optional("Anmälan")


class _Gjord(Post):
    deklaration = Deklaration(titel="Gjord", plural="gjorda", prefix="GJ")

    dag: Handelse = required("Dag")


def _prov(**data: object) -> _Prov:
    return _Prov.load("PR-001", {"titel": "T", **data})


def _on(post: _Prov, day: int) -> _Prov:
    found = as_of(post, date(2023, 4, day))
    assert found is not None
    return found


def test_a_record_counts_from_its_own_date() -> None:
    post = _prov(datum="2023-04-05")
    assert as_of(post, date(2023, 4, 4)) is None
    assert as_of(post, date(2023, 4, 5)) is post


def test_a_record_without_a_date_has_always_been_there() -> None:
    assert as_of(_prov(), date(1900, 1, 1)) == _prov()


def test_a_record_that_can_not_be_without_a_later_fact_was_not_there() -> None:
    post = _Gjord.load("GJ-001", {"dag": "2023-04-05"})
    assert as_of(post, date(2023, 4, 4)) is None
    assert as_of(post, date(2023, 4, 5)) is post


def test_a_later_fact_has_not_happened_but_a_later_plan_is_made() -> None:
    post = _prov(senast="2023-04-09", stangd="2023-04-05")
    assert (_on(post, 4).stangd, _on(post, 4).senast) == (None, date(2023, 4, 9))
    assert _on(post, 5).stangd == date(2023, 4, 5)


def test_a_dated_list_holds_what_had_been_noted() -> None:
    post = _prov(
        matning=[{"datum": "2023-04-05", "text": "b", "rattad": "2023-04-07"}, {"datum": "2023-04-03", "text": "a"}]
    )
    assert [matning.text for matning in _on(post, 2).matning] == []
    assert [matning.text for matning in _on(post, 4).matning] == ["a"]
    assert [(matning.text, matning.rattad) for matning in _on(post, 6).matning] == [("b", None), ("a", None)]
    assert _on(post, 7) is post


def test_a_numbered_row_that_can_not_be_without_its_day_comes_on_that_day() -> None:
    post = _prov(rad=[{"nr": "1", "dag": "2023-04-05"}, {"nr": "2", "dag": "2023-04-03"}])
    assert [rad.nr for rad in _on(post, 4).rad] == [2]


def test_a_numbered_row_stays_but_was_not_done_yet() -> None:
    post = _prov(steg=[{"nr": "1", "klar": "2023-04-05"}, {"nr": "2"}])
    assert [(steg.nr, steg.klar) for steg in _on(post, 4).steg] == [(1, None), (2, None)]


def test_a_part_loses_what_had_not_happened_and_goes_where_it_can_not_be_without_it() -> None:
    post = _prov(tillstand={"sokt": "2023-04-03", "beviljat": "2023-04-05"}, anmalan={"gjord": "2023-04-05"})
    then = _on(post, 4)
    assert then.tillstand == _Tillstand(sokt=date(2023, 4, 3), beviljat=None)
    assert then.anmalan is None


def test_the_record_as_it_stood_keeps_its_id() -> None:
    assert _on(_prov(stangd="2023-04-05"), 1).id == "PR-001"


DAYS = st.dates(FIRST, LAST)
MAYBE = st.none() | DAYS


def _items(key: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    keys = DAYS if key == "datum" else st.integers(1, 99)
    item = st.fixed_dictionaries({key: keys, **fields})
    return st.lists(item, max_size=4, unique_by=lambda found: found[key])


PROV = st.builds(
    _prov,
    datum=MAYBE,
    stangd=MAYBE,
    matning=_items("datum", text=st.just("t"), rattad=MAYBE),
    rad=_items("nr", dag=DAYS),
    steg=_items("nr", senast=MAYBE, klar=MAYBE),
    tillstand=st.none() | st.fixed_dictionaries({"sokt": MAYBE, "beviljat": MAYBE}),
    anmalan=st.none() | st.fixed_dictionaries({"gjord": DAYS}),
)


def _facts(item: Struktur | None, where: str = "") -> Iterator[tuple[str, object]]:
    """Everything that a record says, each with its place."""
    if item is None:
        return
    yield where, "finns"
    struct = struct_of(type(item))
    lists, parts = dict(struct.lists), dict(struct.parts)
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name in lists:
            for each in value:
                yield from _facts(each, f"{where}/{name}/{item_key(each)}")
        elif name in parts:
            yield from _facts(value, f"{where}/{name}")
        elif value is not None:
            yield f"{where}/{name}", value


@settings(deadline=None)
@given(PROV, st.dates(BEFORE, AFTER), st.dates(BEFORE, AFTER))
def test_the_same_day_twice_and_a_later_day_first_change_nothing(post: _Prov, one: date, other: date) -> None:
    early, late = sorted((one, other))
    once = as_of(post, early)
    through = as_of(post, late)
    assert (as_of(once, early) if once else None) == once
    assert (as_of(through, early) if through else None) == once


@settings(deadline=None)
@given(PROV, st.dates(BEFORE, LAST))
def test_what_stood_one_day_stands_the_next(post: _Prov, day: date) -> None:
    assert set(_facts(as_of(post, day))) <= set(_facts(as_of(post, day + timedelta(days=1))))


@settings(deadline=None)
@given(PROV, st.dates(BEFORE, AFTER))
def test_nothing_is_added_and_after_the_last_day_nothing_is_missing(post: _Prov, day: date) -> None:
    assert set(_facts(as_of(post, day))) <= set(_facts(post))
    assert as_of(post, LAST) is post


@settings(deadline=None)
@given(PROV, st.dates(BEFORE, AFTER))
def test_no_later_fact_is_left(post: _Prov, day: date) -> None:
    said = dict(_facts(as_of(post, day)))
    planned = {place for place in said if place.endswith("/senast")}
    assert [
        place for place in said.keys() - planned if isinstance(said[place], date) and str(said[place]) > str(day)
    ] == []


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_an_empty_record_is_the_same_every_day(day: date) -> None:
    post = _prov()
    assert as_of(post, day) is post
