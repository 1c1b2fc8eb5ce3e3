"""Swedish dates, amounts and lists as Myndigheternas skrivregler wants them, and the days people type.

What the functions for one value return never breaks across lines (U+00A0); ranges get an en dash and negative numbers
U+2212. Babel writes the numbers and is imported by the first call that needs it; the twelve months stand here, because
nearly every command says a date and Babel costs twice as much as starting Python.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.text import fold

NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""Other days are slips of the keyboard, and date arithmetic near the calendar's ends fails."""
DAY_FORMS = "ÅÅÅÅ-MM-DD, idag, imorgon, igår, +14d, -3d eller +2v"

_LOCALE = "sv_SE"
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_SHORT_MONTHS = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
_UNGROUPED = 999
_NAMED_DAYS = {"idag": 0, "imorgon": 1, "igar": -1}
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_STEP = re.compile(r"([+\-\N{MINUS SIGN}])([0-9]{1,5})([dv])")


def day_long(day: date) -> str:
    """``den 12 april 2023``, for running text."""
    return f"den{NBSP}{day_short(day)}{NBSP}{day.year}"


def day_short(day: date) -> str:
    """``12 april``, where the year is known."""
    return f"{day.day}{NBSP}{_MONTHS[day.month - 1]}"


def day_range(start: date, slut: date) -> str:
    """``den 2–14 april 2023``; what both days share is written once."""
    if start == slut:
        return day_long(start)
    first = f"den{NBSP}{start.day}" if (start.year, start.month) == (slut.year, slut.month) else day_long(start)
    if start.year == slut.year:
        first = first.removesuffix(f"{NBSP}{start.year}")
    return f"{first}{EN_DASH}{day_long(slut).removeprefix(f'den{NBSP}')}"


def week(day: date) -> str:
    """``v. 15``, the ISO week."""
    return f"v.{NBSP}{day.isocalendar().week}"


def month_name(year: int, month: int) -> str:
    """``april 2023``."""
    return f"{_MONTHS[month - 1]}{NBSP}{year}"


def month_short(month: int) -> str:
    """``apr``, for lists of months within a year."""
    return _SHORT_MONTHS[month - 1]


def clock(start: time, slut: time | None = None) -> str:
    """``kl. 9.00``, or ``kl. 9.00–15.30`` when there is an end."""
    end = "" if slut is None else f"{EN_DASH}{slut.hour}.{slut.minute:02}"
    return f"kl.{NBSP}{start.hour}.{start.minute:02}{end}"


def number(value: Decimal | Fraction | int, decimals: int = 0) -> str:
    """``12 500,5``: decimal comma, groups of three, exactly ``decimals`` decimals, halves rounded away from zero."""
    from babel.numbers import format_decimal

    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return format_decimal(_rounded(value, decimals), format=pattern, locale=_LOCALE).replace("-", MINUS)


def kronor(amount: Decimal | int) -> str:
    """``2 000 000 kr``, or ``12,50 kr`` when there is öre."""
    ore = _rounded(amount, 2)
    return f"{number(ore, 0 if ore == ore.to_integral_value() else 2)}{NBSP}kr"


def tkr(amount: Decimal | int) -> str:
    """``275 tkr`` for 275 000 kronor, rounded to whole thousands."""
    return f"{number(Fraction(amount) / 1000)}{NBSP}tkr"


def percent(share: Decimal | Fraction, decimals: int = 0) -> str:
    """``12,5 %`` for the share 0,125 of one."""
    return f"{number(Fraction(share) * 100, decimals)}{NBSP}%"


def listing(words: Sequence[str], last: str = "och") -> str:
    """``a, b och c``, or with another word, such as ``eller``, before the last one."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def count(n: int, one: str, many: str) -> str:
    """``1 risk``, ``2 risker``."""
    return f"{number(n) if n > _UNGROUPED else n}{NBSP}{one if n == 1 else many}"


def parse_day(text: str, today: date) -> date:
    """The day that ``text`` means, counted from ``today``; ValueError with a Swedish text that names the forms."""
    word = fold("".join(text.split())).casefold()
    days = _days_away(word)
    if days is not None:
        ordinal = today.toordinal() + days
    elif _ISO.fullmatch(word):
        ordinal = _ordinal(word)
    else:
        raise ValueError(f"”{shown(text)}” är inte en dag. Skriv {DAY_FORMS}.")
    if not FIRST_DAY.toordinal() <= ordinal <= LAST_DAY.toordinal():
        raise ValueError(f"{shown(text)} ligger utanför {FIRST_DAY}{EN_DASH}{LAST_DAY}. Skriv {DAY_FORMS}.")
    return date.fromordinal(ordinal)


def months(start: date, slut: date) -> Iterator[tuple[int, int]]:
    """Each (year, month) that has a day from ``start`` through ``slut``."""
    for index in range(start.year * 12 + start.month - 1, slut.year * 12 + slut.month):
        yield index // 12, index % 12 + 1


def last_of_month(year: int, month: int) -> date:
    """The month's last day."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)  # noqa: PLR2004


def _days_away(word: str) -> int | None:
    if step := _STEP.fullmatch(word):
        days = int(step[2]) * (7 if step[3] == "v" else 1)
        return days if step[1] == "+" else -days
    return _NAMED_DAYS.get(word)


def _ordinal(word: str) -> int:
    try:
        return date.fromisoformat(word).toordinal()
    except ValueError:
        raise ValueError(f"Datumet {word} finns inte. Skriv {DAY_FORMS}.") from None


def _rounded(value: Decimal | Fraction | int, decimals: int) -> Decimal:
    """``value`` as a Decimal, halves away from zero whatever the decimal context says, never minus zero."""
    scaled = Fraction(value) * 10**decimals
    whole = int(abs(scaled) + Fraction(1, 2))
    return Decimal(whole if scaled > 0 else -whole).scaleb(-decimals)
