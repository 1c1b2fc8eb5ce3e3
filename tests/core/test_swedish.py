from datetime import date, time, timedelta
from decimal import ROUND_CEILING, Decimal, localcontext
from fractions import Fraction

import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from drogscen_cli.core import swedish

DAY = date(2023, 4, 12)
FORMS = "Skriv ÅÅÅÅ-MM-DD, idag, imorgon, igår, +14d, -3d eller +2v."


def spaced(text: str) -> str:
    """No-break spaces made visible."""
    return text.replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (swedish.day_long(DAY), "den~12~april~2023"),
        (swedish.day_long(date(2025, 1, 1)), "den~1~januari~2025"),
        (swedish.day_short(DAY), "12~april"),
        (swedish.day_range(DAY, DAY), "den~12~april~2023"),
        (swedish.day_range(date(2023, 4, 2), DAY), "den~2–12~april~2023"),
        (swedish.day_range(date(2023, 3, 30), DAY), "den~30~mars–12~april~2023"),
        (swedish.day_range(date(2022, 12, 30), DAY), "den~30~december~2022–12~april~2023"),
        (swedish.day_range(date(2022, 4, 12), DAY), "den~12~april~2022–12~april~2023"),
        (swedish.week(DAY), "v.~15"),
        (swedish.week(date(2023, 1, 1)), "v.~52"),
        (swedish.month_name(2023, 4), "april~2023"),
        (swedish.clock(time(9)), "kl.~9.00"),
        (swedish.clock(time(9), time(15, 30)), "kl.~9.00–15.30"),
        (swedish.number(12_500), "12~500"),
        (swedish.number(Decimal("12500.45"), 1), "12~500,5"),
        (swedish.number(Decimal("-0.4")), "0"),
        (swedish.number(-3), "−3"),
        (swedish.kronor(Decimal(2_000_000)), "2~000~000~kr"),
        (swedish.kronor(Decimal("12.5")), "12,50~kr"),
        (swedish.kronor(Decimal("12.00")), "12~kr"),
        (swedish.kronor(Decimal("-1234.005")), "−1~234,01~kr"),
        (swedish.kronor(Decimal("-0.001")), "0~kr"),
        (swedish.tkr(Decimal(275_000)), "275~tkr"),
        (swedish.tkr(Decimal(-1_234_500)), "−1~235~tkr"),
        (swedish.tkr(499), "0~tkr"),
        (swedish.percent(Decimal("0.125"), 1), "12,5~%"),
        (swedish.percent(Fraction(1, 3)), "33~%"),
        (swedish.percent(Fraction(-1, 200), 1), "−0,5~%"),
        (swedish.count(1, "risk", "risker"), "1~risk"),
        (swedish.count(0, "risk", "risker"), "0~risker"),
        (swedish.count(2_000, "fel", "fel"), "2~000~fel"),
    ],
)
def test_days_and_amounts_are_written_as_swedish_is_written(written: str, expected: str) -> None:
    assert spaced(written) == expected


@pytest.mark.parametrize("month", range(1, 13))
def test_dates_are_written_as_babel_writes_them(month: int) -> None:
    day = date(2023, month, 8)
    assert swedish.day_short(day).replace(swedish.NBSP, " ") == format_date(day, "d MMMM", locale="sv_SE")
    assert swedish.day_long(day).replace(swedish.NBSP, " ") == f"den {format_date(day, 'd MMMM y', locale='sv_SE')}"
    assert swedish.month_name(2023, month).replace(swedish.NBSP, " ") == format_date(day, "MMMM y", locale="sv_SE")


def test_the_months_have_their_usual_short_names() -> None:
    short = [swedish.month_short(month) for month in range(1, 13)]
    assert short == ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]


@pytest.mark.parametrize("count", range(5))
@pytest.mark.parametrize(("last", "style"), [("och", "standard"), ("eller", "or")])
def test_lists_end_as_babel_ends_them(count: int, last: str, style: str) -> None:
    words = ["a", "b {0}", "c", "d"][:count]
    assert swedish.listing(words, last) == format_list(words, style=style, locale="sv")  # type: ignore[arg-type]


@given(st.integers(-(10**15), 10**15))
def test_whole_amounts_are_grouped_as_babel_groups_them(amount: int) -> None:
    assert swedish.kronor(amount) == format_decimal(amount, locale="sv").replace("-", "−") + "\N{NO-BREAK SPACE}kr"


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 3))
def test_numbers_are_rounded_half_away_from_zero_whatever_the_context_says(value: Decimal, decimals: int) -> None:
    written = swedish.number(value, decimals)
    read = Decimal(written.replace("\N{NO-BREAK SPACE}", "").replace(",", ".").replace("−", "-"))
    step = Decimal(1).scaleb(-decimals)
    error = abs(read) - abs(value)
    assert -step / 2 < error <= step / 2
    with localcontext(rounding=ROUND_CEILING):
        assert swedish.number(value, decimals) == written


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("idag", 0),
        ("i dag", 0),
        ("IDAG", 0),
        ("imorgon", 1),
        (" i morgon ", 1),
        ("igår", -1),
        ("iga\N{COMBINING RING ABOVE}r", -1),
        ("igar", -1),
        ("+14d", 14),
        ("-3d", -3),
        ("−3d", -3),
        ("+2v", 14),
        ("-1v", -7),
        ("2023-04-30", 18),
    ],
)
def test_days_are_typed_in_many_ways(typed: str, days: int) -> None:
    assert swedish.parse_day(typed, DAY) == DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("20230412", f"”20230412” är inte en dag. {FORMS}"),
        ("12/4", f"”12/4” är inte en dag. {FORMS}"),
        ("", f"”” är inte en dag. {FORMS}"),
        ("+2m", f"”+2m” är inte en dag. {FORMS}"),
        ("14d", f"”14d” är inte en dag. {FORMS}"),
        ("\uff12\uff10\uff12\uff13-04-12", f"”\uff12\uff10\uff12\uff13-04-12” är inte en dag. {FORMS}"),
        ("19121212-1212", f"”191212**-****” är inte en dag. {FORMS}"),
        ("\x1b[31m", f"”\\u001b[31m” är inte en dag. {FORMS}"),
        ("2026-02-30", f"Datumet 2026-02-30 finns inte. {FORMS}"),
        ("0000-01-01", f"Datumet 0000-01-01 finns inte. {FORMS}"),
        ("0203-04-12", f"0203-04-12 ligger utanför 1900-01-01–2199-12-31. {FORMS}"),
        ("+99999v", f"+99999v ligger utanför 1900-01-01–2199-12-31. {FORMS}"),
        ("-99999d", f"-99999d ligger utanför 1900-01-01–2199-12-31. {FORMS}"),
    ],
)
def test_what_is_no_day_is_refused_with_the_forms_that_are(typed: str, text: str) -> None:
    with pytest.raises(ValueError, match="Skriv ÅÅÅÅ-MM-DD") as caught:
        swedish.parse_day(typed, DAY)
    assert str(caught.value) == text


@given(st.text())
def test_typed_text_is_a_day_or_a_sentence_about_the_forms(text: str) -> None:
    try:
        found = str(swedish.parse_day(text, DAY))
    except ValueError as error:
        found = str(error)
    assert found.endswith(FORMS) or found == date.fromisoformat(found).isoformat()


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_what_day_was_written_is_read_again(day: date) -> None:
    assert swedish.parse_day(day.isoformat(), DAY) == day


def test_months_go_from_the_first_days_month_through_the_last_days() -> None:
    assert list(swedish.months(date(2022, 11, 30), date(2023, 2, 1))) == [(2022, 11), (2022, 12), (2023, 1), (2023, 2)]
    assert list(swedish.months(DAY, DAY)) == [(2023, 4)]
    assert list(swedish.months(date(2023, 5, 1), DAY)) == []


@given(st.dates(max_value=date(9999, 12, 30)))
def test_the_last_of_the_month_is_the_day_before_the_first(day: date) -> None:
    last = swedish.last_of_month(day.year, day.month)
    assert (last.year, last.month) == (day.year, day.month)
    assert last == date.max or (last + timedelta(days=1)).day == 1
