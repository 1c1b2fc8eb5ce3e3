"""Outturn from a ledger beside what is booked already: what is there, what seems changed, and new rows as records."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from drogscen_cli.actions.importera.utfall import TEXTER, Utfallsrad
from drogscen_cli.core.swedish import NBSP, month_name
from drogscen_cli.lager.tabellfil import Tabell
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.ekonomi import Bokford, Ekonomi

Nyckel = tuple[object, ...]

IDENTITET = ("dag", "belopp", "verifikation", "text", "leverantor", "budgetpost")
"""What makes two rows the same."""
_ALMOST = (("budgetpost",), ("leverantor",), ("leverantor", "budgetpost"), ("belopp",), ("text",))
"""What a row may differ in and still seem to be a booked one, changed; the last two only with the same voucher."""
MAX_RADER, MAX_TECKEN = 5_000, 700_000
"""What one record holds: the files' reader stops at 100 000 values and 2 MB."""


@dataclass(frozen=True, slots=True)
class Andrad:
    """A row that seems to be a booked one, changed: the row, and the booked one with its record."""

    rad: Utfallsrad
    post: Ekonomi
    bokford: Bokford


@dataclass(frozen=True, slots=True)
class Jamforelse:
    """The table beside what is booked."""

    nya: tuple[Utfallsrad, ...]
    finns: int
    andrade: tuple[Andrad, ...]


def compare(projekt: Projekt, rader: Sequence[Utfallsrad], utan: Collection[str]) -> Jamforelse:
    """Which rows are booked already, as often as they are; which seem to be booked ones, changed; which are new."""
    names = tuple(name for name in IDENTITET if name not in utan)
    booked: dict[Nyckel, list[tuple[Ekonomi, Bokford]]] = defaultdict(list)
    for post in projekt.alla(Ekonomi):
        for each in post.bokford:
            booked[_key(each, names)].append((post, each))
    left = []
    for rad in rader:
        same = booked.get(_key(rad, names))
        if same:
            same.pop()
        else:
            left.append(rad)
    nya, andrade = _changed(left, [pair for pairs in booked.values() for pair in pairs], names)
    return Jamforelse(tuple(nya), len(rader) - len(left), tuple(andrade))


def _key(rad: Utfallsrad | Bokford, names: Iterable[str]) -> Nyckel:
    return tuple(getattr(rad, name) for name in names)


def _changed(
    rader: Sequence[Utfallsrad], booked: Sequence[tuple[Ekonomi, Bokford]], names: Sequence[str]
) -> tuple[list[Utfallsrad], list[Andrad]]:
    taken: set[tuple[str, int]] = set()
    andrade: list[Andrad] = []
    for dropped in _ALMOST:
        kept = tuple(name for name in names if name not in dropped)
        by_rest: dict[Nyckel, list[tuple[Ekonomi, Bokford]]] = defaultdict(list)
        for pair in booked:
            if (pair[0].id, pair[1].nr) not in taken:
                by_rest[_key(pair[1], kept)].append(pair)
        rest = []
        for rad in rader:
            almost = by_rest.get(_key(rad, kept))
            if almost and (rad.verifikation or {"belopp", "text"} <= set(kept)):
                post, row = almost.pop()
                taken.add((post.id, row.nr))
                andrade.append(Andrad(rad, post, row))
            else:
                rest.append(rad)
        rader = rest
    return list(rader), sorted(andrade, key=lambda each: each.rad.nr)


def titel_of(rader: Sequence[Utfallsrad]) -> str:
    """``Utfall mars 2023``, or the first and the last month."""
    first, last = min(rad.dag for rad in rader), max(rad.dag for rad in rader)
    start, end = (month_name(each.year, each.month).replace(NBSP, " ") for each in (first, last))
    if start == end:
        return f"Utfall {end}"
    return f"Utfall {start.removesuffix(f' {first.year}') if first.year == last.year else start}–{end}"


def record_data(tabell: Tabell, rader: Sequence[Utfallsrad], titel: str, dag: date) -> list[dict[str, Any]]:
    """One import as one record; more rows than a record holds become several, in order."""
    parts = list(_parts(rader))
    return [
        {
            "datum": dag,
            "titel": titel if len(parts) == 1 else f"{titel}, del {nr} av {len(parts)}",
            "kalla": tabell.namn,
            "sha256": tabell.sha256,
            "bokford": [rad.data(place) for place, rad in enumerate(part, 1)],
        }
        for nr, part in enumerate(parts, 1)
    ]


def _parts(rader: Sequence[Utfallsrad]) -> Iterator[list[Utfallsrad]]:
    part: list[Utfallsrad] = []
    size = 0
    for rad in rader:
        length = sum(len(getattr(rad, name) or "") for name in TEXTER)
        if part and (len(part) == MAX_RADER or size + length > MAX_TECKEN):
            yield part
            part, size = [], 0
        part.append(rad)
        size += length
    if part:
        yield part


def with_rows(projekt: Projekt, rader: Sequence[Utfallsrad]) -> Projekt:
    """The snapshot as it will be with the new rows, to count with."""
    rows = tuple(Bokford.model_construct(None, **rad.data(1)) for rad in rader)
    added = Ekonomi(titel="-").model_copy(update={"bokford": rows})
    name = Ekonomi.register()
    return replace(projekt, poster={**projekt.poster, name: {**projekt.poster.get(name, {}), "": added}})
