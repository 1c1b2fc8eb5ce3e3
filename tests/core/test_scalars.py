from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from drogscen_cli.core.scalars import (
    Belopp,
    Datum,
    Decimaltal,
    FactDate,
    Handelse,
    Heltal,
    JaNej,
    Klockslag,
    Langtext,
    Nyckel,
    Personnyckel,
    Referens,
    Sokvag,
    Text,
    Till,
)
from drogscen_cli.core.swedish import FIRST_DAY, LAST_DAY

ALL = (Datum, Handelse, Klockslag, Heltal, Belopp, Decimaltal, JaNej, Text, Langtext, Nyckel, Personnyckel, Referens)
ANY_SCALAR = st.sampled_from((*ALL, Sokvag))


def read(kind: Any, value: object) -> object:  # noqa: ANN401 – any annotation
    return TypeAdapter(kind).validate_python(value)


def refused(kind: Any, value: object) -> tuple[str, str, str]:  # noqa: ANN401 – any annotation
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    [error] = caught.value.errors(include_url=False)
    return error["type"], error["msg"], error["ctx"]["atgarda"]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Datum, "2023-04-12", date(2023, 4, 12)),
        (Handelse, "2024-02-29", date(2024, 2, 29)),
        (Datum, date(2023, 4, 12), date(2023, 4, 12)),
        (Klockslag, "13:30", time(13, 30)),
        (Klockslag, "9:00", time(9)),
        (Klockslag, "9.00", time(9)),
        (Klockslag, "00:00", time(0)),
        (Klockslag, time(9), time(9)),
        (Heltal, "3", 3),
        (Heltal, "-3", -3),
        (Heltal, "999999999999", 999_999_999_999),
        (Heltal, "-999999999999", -999_999_999_999),
        (Heltal, 3, 3),
        (Belopp, "2000000", Decimal(2_000_000)),
        (Belopp, "2 000 000", Decimal(2_000_000)),
        (Belopp, "2\u00a0000\u202f000", Decimal(2_000_000)),
        (Belopp, "275000,50", Decimal("275000.50")),
        (Belopp, "275000.5", Decimal("275000.5")),
        (Belopp, "-500", Decimal(-500)),
        (Belopp, "−1\u00a0500,25", Decimal("-1500.25")),
        (Belopp, 500, Decimal(500)),
        (Belopp, Decimal("12.50"), Decimal("12.50")),
        (Decimaltal, "12,5", Decimal("12.5")),
        (Decimaltal, "0.3333333", Decimal("0.3333333")),
        (Decimaltal, Decimal("0.333"), Decimal("0.333")),
        (JaNej, "ja", True),
        (JaNej, "Nej", False),
        (JaNej, "true", True),
        (JaNej, False, False),
        (Text, "  Sommarschemat är inte lagt ", "Sommarschemat är inte lagt"),
        (Text, "12\u00a0april", "12\u00a0april"),
        (Text, "x" * 1_000, "x" * 1_000),
        (Text, "\x1b[31m", "\x1b[31m"),
        (Langtext, "a\nb\n", "a\nb"),
        (Nyckel, "mats-fors", "mats-fors"),
        (Nyckel, "a2", "a2"),
        (Personnyckel, "projektledare", "projektledare"),
        (Referens, "R-003", "R-003"),
        (Referens, "AB-1234", "AB-1234"),
        (Referens, "M-007/beslut/2", "M-007/beslut/2"),
        (Referens, "R-003/bedomning/2023-02-05", "R-003/bedomning/2023-02-05"),
        (Sokvag, "handlingar/Möten 2023/protokoll.pdf", "handlingar/Möten 2023/protokoll.pdf"),
        (Sokvag, ".gitignore", ".gitignore"),
    ],
)
def test_good_values_are_read(kind: Any, value: object, expected: object) -> None:  # noqa: ANN401 – any annotation
    found = read(kind, value)
    assert (found, type(found)) == (expected, type(expected))


ISO = "Skriv år, månad och dag som ÅÅÅÅ-MM-DD."
CLOCK = "Skriv timmar och minuter, 0:00 till 23:59."
DIGITS = "Skriv bara siffror, högst 12, till exempel 25."
KRONOR = "Skriv kronor med högst 12 siffror och två decimaler, till exempel 275000 eller 275000,50."
NUMBER = "Skriv talet med siffror och decimalkomma, till exempel 12,5."
YES_NO = "Skriv ja eller nej."
FILL_IN = "Skriv en text, eller ta bort fältet om det får saknas."
KEY = "Skriv små bokstäver a–z, siffror och bindestreck, först en bokstav, högst 60 tecken."
IDENT = "Skriv postens id: registrets bokstäver, ett bindestreck och minst tre siffror."
PATH = "Skriv vägen från projektets mapp med snedstreck (/), utan .. och utan enhetsbokstav."


@pytest.mark.parametrize(
    ("kind", "value", "slag", "text", "remedy"),
    [
        (Datum, "12 april", "datum", "ska vara ett datum som 2023-04-12, men är ”12 april”", ISO),
        (Datum, "0", "datum", "ska vara ett datum som 2023-04-12, men är 0", ISO),
        (Datum, "20230412", "datum", "ska vara ett datum som 2023-04-12, men är 20230412", "Skriv 2023-04-12."),
        (Datum, "2023-4-2", "datum", "ska vara ett datum som 2023-04-12, men är 2023-4-2", "Skriv 2023-04-02."),
        (Datum, "2023-W15-3", "datum", "ska vara ett datum som 2023-04-12, men är 2023-W15-3", ISO),
        (Datum, "abcd-ef-gh", "datum", "ska vara ett datum som 2023-04-12, men är abcd-ef-gh", ISO),
        (
            Datum,
            "\uff12\uff10\uff12\uff13-04-12",
            "datum",
            "ska vara ett datum som 2023-04-12, men är \uff12\uff10\uff12\uff13-04-12",
            ISO,
        ),
        (Datum, "2023-04-12T09:00", "datum", "ska vara ett datum som 2023-04-12, men är 2023-04-12T09:00", ISO),
        (
            Datum,
            datetime(2023, 4, 12),  # noqa: DTZ001 – no time zone is the point
            "datum",
            "ska vara ett datum som 2023-04-12, men är 2023-04-12 00:00:00",
            ISO,
        ),
        (Datum, "0203-04-12", "datum", "ska vara ett datum 1900-01-01–2199-12-31, men är 0203-04-12", "Rätta årtalet."),
        (
            Datum,
            "2026-02-30",
            "datum_finns_inte",
            "är 2026-02-30, men det datumet finns inte",
            "Februari\u00a02026 har 28 dagar.",
        ),
        (
            Handelse,
            "2023-13-01",
            "datum_finns_inte",
            "är 2023-13-01, men det datumet finns inte",
            "Månaden skrivs 01 till 12.",
        ),
        (Klockslag, "24:00", "klockslag", "ska vara ett klockslag som 13:30, men är 24:00", CLOCK),
        (Klockslag, "9", "klockslag", "ska vara ett klockslag som 13:30, men är 9", CLOCK),
        (Klockslag, 810, "klockslag", "ska vara ett klockslag som 13:30, men är 810", CLOCK),
        (Heltal, "3.0", "heltal", "ska vara ett heltal, men är 3.0", DIGITS),
        (Heltal, "1_000", "heltal", "ska vara ett heltal, men är 1_000", DIGITS),
        (Heltal, "+3", "heltal", "ska vara ett heltal, men är +3", DIGITS),
        (Heltal, " 3", "heltal", "ska vara ett heltal, men är ”3”", DIGITS),
        (Heltal, "\uff13", "heltal", "ska vara ett heltal, men är \uff13", DIGITS),
        (Heltal, "1234567890123", "heltal", "ska vara ett heltal, men är 1234567890123", DIGITS),
        (Heltal, 10**100, "heltal", "ska vara ett heltal, men är ett heltal med fler än 60 siffror", DIGITS),
        (Heltal, True, "heltal", "ska vara ett heltal, men är ja", DIGITS),
        (Heltal, 3.0, "heltal", "ska vara ett heltal, men är 3.0", DIGITS),
        (Belopp, "1e5", "belopp", "ska vara ett belopp i kronor, men är 1e5", KRONOR),
        (Belopp, "nan", "belopp", "ska vara ett belopp i kronor, men är nan", KRONOR),
        (Belopp, "1_000", "belopp", "ska vara ett belopp i kronor, men är 1_000", KRONOR),
        (Belopp, "275.000", "belopp", "ska vara ett belopp i kronor, men är 275.000", KRONOR),
        (Belopp, "1 2345", "belopp", "ska vara ett belopp i kronor, men är ”1 2345”", KRONOR),
        (Belopp, "275 tkr", "belopp", "ska vara ett belopp i kronor, men är ”275 tkr”", KRONOR),
        (Belopp, "1234567890123", "belopp", "ska vara ett belopp i kronor, men är 1234567890123", KRONOR),
        (Belopp, Decimal("0.005"), "belopp", "ska vara ett belopp i kronor, men är 0.005", KRONOR),
        (Belopp, Decimal("NaN"), "belopp", "ska vara ett belopp i kronor, men är NaN", KRONOR),
        (Belopp, True, "belopp", "ska vara ett belopp i kronor, men är ja", KRONOR),
        (Decimaltal, "inf", "decimaltal", "ska vara ett tal, men är inf", NUMBER),
        (Decimaltal, "", "decimaltal", "ska vara ett tal, men är tomt", NUMBER),
        (JaNej, "NO", "ja_nej", "ska vara ja eller nej, men är NO", YES_NO),
        (JaNej, 1, "ja_nej", "ska vara ja eller nej, men är 1", YES_NO),
        (Text, "   ", "text", "ska vara en rad text, men är tomt", FILL_IN),
        (Text, "a\nb", "text", "ska vara en enda rad, men har radbrytningar", "Skriv texten på en rad."),
        (Text, "a\x85b", "text", "ska vara en enda rad, men har radbrytningar", "Skriv texten på en rad."),
        (
            Text,
            "x" * 1_001,
            "text",
            "ska ha högst 1\u00a0000\u00a0tecken, men har 1\u00a0001\u00a0tecken",
            "Korta texten.",
        ),
        (Text, "\ud800", "text", "har ett halvt tecken (surrogat), som inte kan sparas", "Skriv om texten."),
        (Langtext, "\n", "langtext", "ska vara text, men är tomt", FILL_IN),
        (
            Langtext,
            "x" * 20_001,
            "langtext",
            "ska ha högst 20\u00a0000\u00a0tecken, men har 20\u00a0001\u00a0tecken",
            "Korta texten.",
        ),
        (Nyckel, "Mats Fors", "nyckel", "ska vara en nyckel som eva-ek, men är ”Mats Fors”", "Skriv mats-fors."),
        (Nyckel, "åsa-öberg", "nyckel", "ska vara en nyckel som eva-ek, men är åsa-öberg", "Skriv asa-oberg."),
        (Nyckel, "2a", "nyckel", "ska vara en nyckel som eva-ek, men är 2a", KEY),
        (Nyckel, "121212-1212", "nyckel", "ska vara en nyckel som eva-ek, men är 1212**-****", KEY),
        (
            Nyckel,
            "Anna 121212-1212",
            "nyckel",
            "ska vara en nyckel som eva-ek, men är ”Anna 1212**-****”",
            "Skriv anna-1212**-****.",
        ),
        (
            Referens,
            "r3",
            "referens",
            "ska vara en hänvisning som R-003 eller M-007/beslut/2, men är r3",
            "Skriv R-003.",
        ),
        (
            Referens,
            "m-0007/Beslut/2",
            "referens",
            "ska vara en hänvisning som R-003 eller M-007/beslut/2, men är m-0007/Beslut/2",
            "Skriv M-007/beslut/2.",
        ),
        (
            Referens,
            "../R-003",
            "referens",
            "ska vara en hänvisning som R-003 eller M-007/beslut/2, men är ../R-003",
            IDENT,
        ),
        (Sokvag, "../a", "sokvag", "ska vara en sökväg som handlingar/protokoll.pdf, men är ../a", PATH),
        (Sokvag, "a/../b", "sokvag", "ska vara en sökväg som handlingar/protokoll.pdf, men är a/../b", PATH),
        (Sokvag, "/a", "sokvag", "ska vara en sökväg som handlingar/protokoll.pdf, men är /a", PATH),
        (Sokvag, "C:/a", "sokvag", "ska vara en sökväg som handlingar/protokoll.pdf, men är C:/a", PATH),
        (Sokvag, "a\\b", "sokvag", "ska vara en sökväg som handlingar/protokoll.pdf, men är ”a\\b”", PATH),
        (Sokvag, "a/", "sokvag", "ska vara en sökväg som handlingar/protokoll.pdf, men är a/", PATH),
        (Sokvag, "...", "sokvag", "ska vara en sökväg som handlingar/protokoll.pdf, men är ...", PATH),
        (
            Sokvag,
            "a" * 239 + ":",
            "sokvag",
            f"ska vara en sökväg som handlingar/protokoll.pdf, men är {'a' * 59}…",
            PATH,
        ),
        (Sokvag, "a/b.", "sokvag", "ska vara en sökväg som handlingar/protokoll.pdf, men är a/b.", PATH),
    ],
)
def test_bad_values_are_refused_with_a_remedy(
    kind: Any,  # noqa: ANN401 – any annotation
    value: object,
    slag: str,
    text: str,
    remedy: str,
) -> None:
    assert refused(kind, value) == (slag, text, remedy)


@pytest.mark.parametrize("kind", [*ALL, Sokvag])
@pytest.mark.parametrize(
    ("value", "named"),
    [
        ([], "en lista"),
        ((), "en lista"),
        ({}, "en grupp av nycklar"),
        (None, "tomt"),
        (b"x", "ett värde av slaget bytes"),
    ],
)
def test_what_is_no_scalar_is_named(kind: Any, value: object, named: str) -> None:  # noqa: ANN401 – any annotation
    _, text, remedy = refused(kind, value)
    assert text.endswith(f", men är {named}")
    assert remedy


def test_an_integer_too_long_to_print_is_refused() -> None:
    assert refused(Heltal, 10**5000)[1] == "ska vara ett heltal, men är ett heltal med fler än 60 siffror"


JUNK = st.one_of(st.text(), st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.lists(st.text()))


@given(ANY_SCALAR, JUNK)
def test_no_value_makes_a_scalar_fail_in_another_way(kind: Any, value: object) -> None:  # noqa: ANN401 – any annotation
    try:
        read(kind, value)
    except ValidationError as caught:
        [error] = caught.errors(include_url=False)
        assert error["ctx"]["text"] == error["msg"]
        assert error["ctx"]["atgarda"].endswith(".")


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert read(Datum, day.isoformat()) == day


@given(st.decimals(-(10**11), 10**11, places=2))
def test_every_amount_is_read_as_it_is_written(amount: Decimal) -> None:
    assert read(Belopp, str(amount)) == amount
    assert read(Belopp, f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace("-", "−")) == amount


@given(st.text())
def test_a_text_that_is_read_can_be_saved_on_one_line(text: str) -> None:
    try:
        found = read(Text, text)
    except ValidationError:
        return
    assert isinstance(found, str)
    assert found.encode()
    assert found.splitlines() == [found] == [found.strip()]


def test_markers_stay_with_the_type() -> None:
    assert FactDate() in get_args(Handelse)
    assert FactDate() not in get_args(Datum)
    people = Till("organisation/person", "organisation/roll", "organisation/grupp")
    assert people in get_args(Personnyckel)
    assert people.mal == ("organisation/person", "organisation/roll", "organisation/grupp")


class Exempel(BaseModel):
    """Scalars as registers use them."""

    dag: Datum | None = None
    tal: list[Heltal] = []
    till: Annotated[Referens, Till("mote")] | None = None


def test_scalars_work_inside_optional_and_list_types() -> None:
    found = Exempel.model_validate({"dag": None, "tal": ["1", "2"], "till": "M-007"})
    assert (found.dag, found.tal, found.till) == (None, [1, 2], "M-007")
    assert found.model_dump_json() == '{"dag":null,"tal":[1,2],"till":"M-007"}'


def test_each_scalar_has_a_json_schema_that_an_editor_can_use() -> None:
    schema = {kind: TypeAdapter(kind).json_schema() for kind in (Datum, Heltal, JaNej, Nyckel)}
    assert schema == {
        Datum: {"type": "string", "format": "date"},
        Heltal: {"type": "integer"},
        JaNej: {"enum": ["ja", "nej", True, False]},
        Nyckel: {"type": "string", "pattern": "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", "maxLength": 60},
    }
