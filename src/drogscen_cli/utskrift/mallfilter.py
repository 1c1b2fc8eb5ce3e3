"""The filters of the templates: how a value is written, and the few that write Markdown."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from jinja2.filters import FILTERS

from drogscen_cli.core import swedish
from drogscen_cli.utskrift import farg as farger
from drogscen_cli.utskrift.lank import allowed, anchor, quoted
from drogscen_cli.utskrift.markdown_text import MISSING, MallvardeError, Markdown, concat, paragraphs

_KEPT = (
    *("abs", "batch", "capitalize", "count", "d", "default", "first", "groupby", "indent", "int", "items", "last"),
    *("length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "round", "select", "selectattr"),
    *("slice", "sort", "string", "sum", "trim", "unique", "upper"),
)
"""What is kept of Jinja's own: nothing that escapes for HTML, prints raw, or depends on chance."""


def _datum(day: date | None) -> str:
    """2023-04-12, as in tables."""
    return MISSING if day is None else day.isoformat()


def _datum_text(day: date | None) -> str:
    """``den 12 april 2023``, as in running text."""
    return MISSING if day is None else swedish.day_long(day)


def _datum_kort(day: date | None) -> str:
    """12 april, where the year is known."""
    return MISSING if day is None else swedish.day_short(day)


def _vecka(day: date | None) -> str:
    """``v. 15``."""
    return MISSING if day is None else swedish.week(day)


def _datum_spann(start: date | None, slut: date | None) -> str:
    """``den 2–14 april 2023``, from the first day and the last."""
    return MISSING if start is None or slut is None else swedish.day_range(start, slut)


def _klockslag(start: time | None, slut: time | None = None) -> str:
    """``kl. 9.00``, or kl. 9.00–15.30 with an end."""
    return MISSING if start is None else swedish.clock(start, slut)


def _tal(value: Decimal | Fraction | int | None, decimaler: int = 0) -> str:
    """12 500,5, with so many decimals."""
    return MISSING if value is None else swedish.number(value, decimaler)


def _kronor(amount: Decimal | int | None) -> str:
    """2 000 000 kr."""
    return MISSING if amount is None else swedish.kronor(amount)


def _tkr(amount: Decimal | int | None) -> str:
    """275 tkr, from an amount in kronor."""
    return MISSING if amount is None else swedish.tkr(amount)


def _procent(share: Decimal | Fraction | None, decimaler: int = 0) -> str:
    """12,5 %, from the share 0,125 of one."""
    return MISSING if share is None else swedish.percent(share, decimaler)


def _antal(number: int | None, one: str, many: str) -> str:
    """1 risk, 2 risker."""
    return MISSING if number is None else swedish.count(number, one, many)


def _lista(values: Iterable[object]) -> Markdown:
    """A, b och c."""
    return Markdown(swedish.listing([Markdown.printed(value) for value in values]))


def _join(values: Iterable[object], between: object = "") -> str:
    """The values with ``between`` between them; Markdown as soon as one of them is."""
    parts = [part for value in values for part in (between, value)]
    return concat(parts[1:])


def _stycken(text: str | None) -> Markdown:
    """Text of several paragraphs, and simple lists in it, as paragraphs and lists."""
    return Markdown(MISSING) if text is None else paragraphs(str(text))


def _farg(colour: str | None) -> Markdown:
    """A traffic-light word: ``gul`` as **▲ gul**, which HTML shows with its colour."""
    if colour is None:
        return Markdown(MISSING)
    word = farger.written(str(colour))
    if word is None:
        raise MallvardeError(f"”{colour}” är ingen färg; färgerna är {', '.join(farger.MARKS)}")
    return Markdown(f"**{word}**")


def _lank(text: object, mal: str | None) -> Markdown:
    """A link with this text; only the text where ``mal`` is missing or leads nowhere that a report may lead."""
    label = Markdown.printed(text)
    return Markdown(f"[{label}]({quoted(str(mal))})") if mal and allowed(str(mal)) else label


def _ankare(heading: str) -> str:
    """The address within the page of the heading with this text: ``#tidsplan``."""
    return f"#{anchor(str(heading))}"


OWN: Mapping[str, Callable[..., object]] = {
    "ankare": _ankare,
    "antal": _antal,
    "datum": _datum,
    "datum_kort": _datum_kort,
    "datum_spann": _datum_spann,
    "datum_text": _datum_text,
    "farg": _farg,
    "join": _join,
    "klockslag": _klockslag,
    "kronor": _kronor,
    "lank": _lank,
    "lista": _lista,
    "procent": _procent,
    "stycken": _stycken,
    "tal": _tal,
    "tkr": _tkr,
    "vecka": _vecka,
}
"""Our own filters by name."""


def all_filters() -> dict[str, Callable[..., object]]:
    """Every filter that a template may use."""
    return {name: FILTERS[name] for name in _KEPT} | dict(OWN)
