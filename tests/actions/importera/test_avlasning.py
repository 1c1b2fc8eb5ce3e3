"""Amounts and days in every spelling that Swedish ledgers have, and none that can be read in two ways."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drogscen_cli.actions.importera.avlasning import amount, day

KRONOR = st.decimals(Decimal(-(10**11)), Decimal(10**11), places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("12 500,50", "12500.50"),
        ("12.500,50", "12500.50"),
        ("12500.5", "12500.50"),
        ("12500,5000", "12500.50"),
        ("-1 200,00", "-1200"),
        ("1 200,00-", "-1200"),
        ("(1 200)", "-1200"),
        ("(1 200,00 kr)", "-1200"),
        ("\u22121 200", "-1200"),
        ("– 5", "-5"),
        ("1200 kr", "1200"),
        ("SEK 12,50", "12.50"),
        ("12:-", "12"),
        ("1\u00a0234\u202f567,8", "1234567.80"),
        ("1.234.567", "1234567"),
        ("0,30", "0.30"),
        ("-0,00", "0"),
        ("999999999999,99", "999999999999.99"),
    ],
)
def test_an_amount_is_read_exactly(text: str, kronor: str) -> None:
    found = amount(text)
    assert str(found) == kronor


@pytest.mark.parametrize(
    "text",
    ["", "-", "abc", "1,2,3", "1 23", "1 2345", "12,50 euro", "--5", "5--", "(-5)", "1.234,5.6", "1e3", "٣", "½"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="är inget belopp som 12 500,50"):
        amount(text)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.500", "-999,000"])
def test_an_amount_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="kan betyda både tusental och decimaler"):
        amount(text)


@pytest.mark.parametrize(
    ("text", "why"), [("0,125", "fler än två decimaler"), ("1234,567", "fler än två"), ("1" * 13, "fler än 12 siffror")]
)
def test_an_amount_that_a_record_can_not_hold_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        amount(text)


@given(
    KRONOR,
    st.sampled_from([" ", "\u00a0", "\u202f", ".", ""]),
    st.sampled_from(["-{}", "{}-", "({})", "−{}", "-{} kr"]),
)
def test_every_amount_reads_back_from_every_spelling(kronor: Decimal, group: str, negative: str) -> None:
    text = f"{abs(kronor):,.2f}".replace(".", ";").replace(",", group).replace(";", ",")
    assert amount(negative.format(text) if kronor < 0 else text) == kronor


@pytest.mark.parametrize(
    "text",
    ["2023-04-12", "20230412", "12.4.2023", "12.04.2023", " 2023-04-12 00:00:00 ", "2023-04-12T11:30", "2023-4-12"],
)
def test_a_day_is_read(text: str) -> None:
    assert day(text) == date(2023, 4, 12)


@pytest.mark.parametrize("text", ["", "230412", "12/4/2023", "4/12/23", "45028", "12 april", "2023-04"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="är inget datum som 2023-04-12"):
        day(text)


@pytest.mark.parametrize("text", ["2023-02-30", "20231301", "31.4.2023", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="är ett datum som inte finns"):
        day(text)


def test_a_day_of_another_age_is_a_slip() -> None:
    with pytest.raises(ValueError, match="ligger utanför 1900-01-01–2199-12-31"):
        day("0203-04-12")
