from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drogscen_cli.core.post import Post
from drogscen_cli.register.aktivitet import Aktivitet
from drogscen_cli.register.mote import Mote
from drogscen_cli.register.organisation import Organisation
from drogscen_cli.register.projektplan import Projektplan
from drogscen_cli.styrda.falt import Falt
from drogscen_cli.styrda.varden import (
    Poster,
    canonical,
    canonical_text,
    expand,
    label,
    missing,
    place,
    shown,
    value,
    with_value,
)

PLAN: Mapping[str, Any] = {
    "namn": "Prov",
    "period": {"start": "2023-01-01", "slut": "2023-12-31"},
    "budget": {"tak": "2 000 000"},
    "budgetpost": [
        {"nyckel": "bidrag", "titel": "Bidrag", "tak": "275000,50"},
        {"nyckel": "kultur", "titel": "Kultur"},
    ],
}
PERSONS = [{"nyckel": "anna", "namn": "Anna Ek", "titel": "Chef", "timmar": "20"}, {"nyckel": "bo", "namn": "Bo Al"}]


def posts(**more: Post) -> Poster:
    plan, organisation = Projektplan.load("projektplan", PLAN), Organisation.load("organisation", {"person": PERSONS})
    aktivitet = Aktivitet.load("A-001", {"titel": "Konsert", "slut": "2023-06-30", "kraver_tillstand": "nej"})
    mote = Mote.load("M-001", {"motestyp": "grupp", "dag": "2023-02-01", "tid": "9.30"})
    found: dict[str, dict[str, Post]] = {}
    for post in (plan, organisation, aktivitet, mote, *more.values()):
        found.setdefault(post.register(), {})[post.id] = post
    return found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("budget.tak", "2000000"),
        ("budgetpost.bidrag.tak", "275000.5"),
        ("budgetpost.kultur.tak", None),
        ("period.slut", "2023-12-31"),
        ("intensivperiod.slut", None),
        ("organisation:person.anna.timmar", "20"),
        ("organisation:person.cilla.timmar", None),
        ("A-001:kraver_tillstand", "nej"),
        ("A-002:slut", None),
        ("M-001:tid", "09:30"),
    ],
)
def test_a_value_is_read_as_canonical_text(path: str, text: str | None) -> None:
    assert value(posts(), Falt.read(path)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_equal_amounts_have_the_same_text_and_read_back(amount: Decimal) -> None:
    text = canonical_text(amount)
    assert text is not None
    assert Decimal(text) == amount
    assert text == canonical_text(amount * 10 / 10) == canonical_text(amount + Decimal("0.000"))
    assert "E" not in text.upper()


@pytest.mark.parametrize(
    ("found", "text"),
    [(True, "ja"), (False, "nej"), (time(9, 5), "09:05"), (date(2023, 1, 2), "2023-01-02"), (" ", None)],
)
def test_every_kind_of_value_has_a_text(found: object, text: str | None) -> None:
    assert canonical_text(found) == text


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
FIELDS = st.one_of(
    st.tuples(st.sampled_from(["budget.tak", "budgetpost.bidrag.tak", "organisation:person.bo.timmar"]), AMOUNTS),
    st.tuples(st.sampled_from(["period.slut", "A-001:slut"]), DAYS),
    st.tuples(st.just("A-001:kraver_tillstand"), st.booleans()),
    st.tuples(
        st.just("M-001:tid"), st.times(max_value=time(23, 59)).map(lambda found: found.replace(second=0, microsecond=0))
    ),
)


@given(FIELDS)
def test_a_value_that_is_put_in_is_the_one_that_stands_there_and_no_other_moves(change: tuple[str, object]) -> None:
    path, new = change
    before, text = posts(), canonical_text(new)
    paths = ["budget.tak", "budgetpost.*.tak", "period.slut", "A-001:slut", "A-001:kraver_tillstand", "M-001:tid"]
    paths.append("organisation:person.*.timmar")
    stood = expand(before, paths)
    assert expand(with_value(before, Falt.read(path), text), paths) == stood | {path: text}
    assert expand(before, paths) == stood


@pytest.mark.parametrize("path", ["organisation:person.cilla.timmar", "A-002:slut", "intensivperiod.slut"])
def test_a_value_without_a_place_changes_nothing(path: str) -> None:
    before = posts()
    assert with_value(before, Falt.read(path), "2023-05-05") == before


@pytest.mark.parametrize(("path", "text"), [("budget.tak", None), ("period.slut", "i höst")])
def test_a_value_that_the_field_can_not_hold_changes_nothing(path: str, text: str | None) -> None:
    before = posts()
    assert value(with_value(before, Falt.read(path), text), Falt.read(path)) == value(before, Falt.read(path))


def test_what_stands_already_gives_the_very_same_records() -> None:
    before = posts()
    assert with_value(before, Falt.read("budget.tak"), "2000000") is before


@given(st.lists(st.from_regex(r"[a-z]{1,5}", fullmatch=True), unique=True, max_size=6))
def test_a_star_becomes_every_key_once_in_the_order_of_the_list(keys: list[str]) -> None:
    rows = [{"nyckel": key, "namn": key, "timmar": str(nr)} for nr, key in enumerate(keys)]
    poster = {"organisation": {"organisation": Organisation.load("organisation", {"person": rows})}}
    found = expand(poster, ["organisation:person.*.timmar", *(f"organisation:person.{key}.timmar" for key in keys)])
    assert list(found.items()) == [(f"organisation:person.{key}.timmar", str(nr)) for nr, key in enumerate(keys)]


def test_paths_that_lead_nowhere_expand_to_nothing() -> None:
    assert expand(posts(), ["budget", "budget.tk", "intensivperiod.*.slut", "okand:slut"]) == {}
    assert expand({}, ["budgetpost.*.tak"]) == {}


def test_the_place_of_a_value_is_the_way_to_it_in_the_file() -> None:
    organisation = posts()["organisation"]["organisation"]
    assert place(organisation, Falt.read("organisation:person.bo.timmar")) == ("person", 1, "timmar")
    assert place(organisation, Falt.read("organisation:person.cilla.timmar")) == ("person",)


def test_a_row_in_a_file_that_can_not_be_read_is_not_missing() -> None:
    falt = Falt.read("organisation:person.cilla.timmar")
    assert missing(posts(), falt) is not None
    assert missing({}, falt, {"projekt/organisation.yaml"}) is None


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("budget.tak", "2150000", "2\u00a0150\u00a0000\u00a0kr"),
        ("organisation:person.anna.timmar", "25.5", "25,5"),
        ("organisation:person.anna.timmar", "20", "20"),
        ("period.slut", "2023-12-31", "2023-12-31"),
        ("mal.trygghet.slag", "delmal", "delmål"),
        ("A-001:kraver_tillstand", "ja", "ja"),
        ("budget.tak", "mycket", "mycket"),
        ("budget.tak", None, ""),
    ],
)
def test_a_value_is_shown_as_a_reader_writes_it(path: str, text: str | None, said: str) -> None:
    assert shown(Falt.read(path), text) == said


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("budget.tak", "Budget, Tak"),
        ("budgetpost.bidrag.tak", "Bidrag, Tak"),
        ("organisation:person.anna.timmar", "Organisation, Anna Ek, Timmar per månad"),
        ("A-001:slut", "Konsert, Slut"),
        ("intensivperiod.slut", "Intensiv period, Slut"),
        ("A-009:slut", "A-009:slut"),
        ("budgt.tak", "budgt.tak"),
    ],
)
def test_a_field_is_named_in_the_words_of_the_plan(path: str, named: str) -> None:
    assert label(posts(), Falt.read(path)) == named


@pytest.mark.parametrize(
    ("path", "typed", "text"),
    [
        ("budget.tak", "2 150 000,00", "2150000"),
        ("period.slut", "2023-12-31", "2023-12-31"),
        ("budget.tak", " mycket ", "mycket"),
        ("budgt.tak", "1,0", "1,0"),
        ("budget.tak", None, None),
    ],
)
def test_what_was_typed_is_compared_as_the_field_would_write_it(path: str, typed: str | None, text: str | None) -> None:
    assert canonical(Falt.read(path), typed) == text
