"""Outturn from a ledger: its rows, read exactly."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from drogscen_cli.actions.importera.avlasning import amount, day
from drogscen_cli.actions.importera.kolumner import (
    BUDGETPOST,
    URVAL,
    Brist,
    Kolumner,
    alike,
    below,
    cell_at,
    may_be_faulty,
    text_fault,
    translated,
)
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.lager.tabellfil import Tabell, Tabellrad
from drogscen_cli.register.projektplan import Projektplan

T = TypeVar("T")

SUMMA = "summa"
UTAN_UPPGIFTER = "utan uppgifter"
FOT = "utan belopp efter sista raden"
"""Why a row is left out."""
TEXTER = ("text", "leverantor", "verifikation")
_SUM = re.compile(r"(?:del|slut)?summa\b|total(?:t|summa)?\b")


@dataclass(frozen=True, slots=True)
class Utfallsrad:
    """One row of the ledger; ``konto`` is the value that told no budget post."""

    nr: int
    dag: date
    belopp: Decimal
    budgetpost: str | None = None
    text: str | None = None
    leverantor: str | None = None
    verifikation: str | None = None
    konto: str = ""

    def data(self, nr: int) -> dict[str, Any]:
        """The row as a list item."""
        names = ("dag", "belopp", "budgetpost", *TEXTER)
        return {"nr": nr, **{name: value for name in names if (value := getattr(self, name)) is not None}}


@dataclass
class Avlast:
    """What a table held: rows, rows left out (why → how many), amounts of sums, and cells that can't be taken in."""

    rader: list[Utfallsrad] = field(default_factory=list)
    utelamnade: Counter[str] = field(default_factory=Counter)
    summor: list[Decimal] = field(default_factory=list)
    brister: list[Brist] = field(default_factory=list)

    @property
    def bruten_summa(self) -> Decimal | None:
        """What the file says that all its rows make, where it says so once and they don't."""
        alone = len(self.summor) == 1 and set(self.utelamnade) <= {SUMMA, UTAN_UPPGIFTER, FOT}
        total = sum((rad.belopp for rad in self.rader), Decimal(0))
        return self.summor[0] if alone and self.summor[0] != total else None


def read_rows(tabell: Tabell, kolumner: Kolumner, plan: Projektplan, utan: Collection[str]) -> Avlast:
    """Every row under the heading row; ``utan`` are fields to leave out. Never raises for what stands in the cells."""
    found, reader = Avlast(), _Reader(kolumner, _posts(plan), frozenset(utan))
    rader = below(tabell, kolumner)
    last = max((nr for nr, rad in enumerate(rader) if reader.is_booking(rad)), default=-1)
    for nr, rad in enumerate(rader):
        if why := reader.left_out(rad, at_end=nr > last):
            found.utelamnade[why] += 1
            belopp = _or_none(amount, kolumner.cell(rad, "belopp")) if why == SUMMA else None
            found.summor += [] if belopp is None else [belopp]
            continue
        read, brister = reader.read(rad)
        found.brister += brister
        found.rader += [read] if read else []
    return found


def _posts(plan: Projektplan) -> Mapping[str, str]:
    """Budget posts by key and by title, folded."""
    return {alike(word): post.nyckel for post in plan.budgetpost for word in (post.titel, post.nyckel)}


@dataclass(frozen=True)
class _Reader:
    """How one table's rows are read."""

    kolumner: Kolumner
    poster: Mapping[str, str]
    utan: frozenset[str]

    def is_booking(self, rad: Tabellrad) -> bool:
        """Whether the row has a day."""
        return _or_none(day, self.kolumner.cell(rad, "dag")) is not None

    def left_out(self, rad: Tabellrad, *, at_end: bool) -> str:
        """Why the row is no booking, in Swedish; empty where it is one, or should be."""
        if self._chosen(rad) is False:
            return "utanför urvalet"
        if self.is_booking(rad):
            return ""
        used = {name: self.kolumner.cell(rad, name) for name in self.kolumner.falt}
        if not any(used.values()):
            return UTAN_UPPGIFTER
        told = {name for name, value in used.items() if value}
        if self._is_sum(rad, used) or (at_end and told <= {"belopp", "debet", "kredit"}):
            return SUMMA
        return FOT if at_end and not told & {"belopp", "debet", "kredit"} else ""

    def _is_sum(self, rad: Tabellrad, used: Mapping[str, str]) -> bool:
        """Whether the row calls itself a sum: no voucher, and no day where one should stand."""
        dag = alike(used["dag"])
        if used.get("verifikation") or (dag and not _SUM.match(dag)):
            return False
        return any(_SUM.match(alike(cell)) for cell in rad.celler)

    def _chosen(self, rad: Tabellrad) -> bool | None:
        """Whether the row is among those that the plan wants; None where the plan wants all."""
        wanted = [(place, row) for place, row in self.kolumner.varden if row.falt == URVAL]
        if not wanted:
            return None
        return any(translated(row, cell_at(rad, place)) for place, row in wanted)

    def read(self, rad: Tabellrad) -> tuple[Utfallsrad | None, list[Brist]]:
        """The row, or what keeps it out."""
        brister: list[Brist] = []
        dag = self._try(rad, "dag", day, brister)
        belopp = self._amount(rad, brister)
        texter = {name: self.kolumner.cell(rad, name) for name in TEXTER if name not in self.utan}
        if may_be_faulty("\n".join(texter.values())):
            brister += self._text_faults(rad, texter)
        if brister or dag is None or belopp is None:
            return None, brister
        post, konto = self._post(rad)
        return Utfallsrad(rad.nr, dag, belopp, post, konto=konto, **{n: text or None for n, text in texter.items()}), []

    def _text_faults(self, rad: Tabellrad, texter: Mapping[str, str]) -> Iterator[Brist]:
        for name, value in texter.items():
            place = self.kolumner.falt.get(name, 0)
            if fault := text_fault(rad, place, self.kolumner.titel(place), value):
                yield fault

    def _try(self, rad: Tabellrad, name: str, read: Callable[[str], T], brister: list[Brist]) -> T | None:
        place, value = self.kolumner.falt[name], self.kolumner.cell(rad, name)
        titel = self.kolumner.titel(place)
        try:
            return read(value)
        except ValueError as error:
            why = f"{titel}: {shown(value)} {error}" if value else f"{titel} saknas"
            brister.append(Brist(rad.nr, place + 1, why))
            return None

    def _amount(self, rad: Tabellrad, brister: list[Brist]) -> Decimal | None:
        """The amount, or debit less credit."""
        falt = self.kolumner.falt
        if "belopp" in falt:
            return self._try(rad, "belopp", amount, brister)
        given = [name for name in ("debet", "kredit") if self.kolumner.cell(rad, name)]
        if not given:
            place = next(falt[name] for name in ("debet", "kredit") if name in falt)
            brister.append(Brist(rad.nr, place + 1, f"{self.kolumner.titel(place)} saknas"))
            return None
        found = {name: self._try(rad, name, amount, brister) or Decimal(0) for name in given}
        return found.get("debet", Decimal(0)) - found.get("kredit", Decimal(0))

    def _post(self, rad: Tabellrad) -> tuple[str | None, str]:
        """The budget post: by the plan's values first, else a column that holds its key or title."""
        fits = [
            (translated(row, cell_at(rad, place)), row.blir)
            for place, row in self.kolumner.varden
            if row.falt == BUDGETPOST
        ]
        best = max(fits, key=lambda each: each[0], default=(0, None))
        if best[0]:
            return (self.poster.get(alike(best[1])) if best[1] else None), ""
        value = self.kolumner.cell(rad, BUDGETPOST)
        places = dict.fromkeys(place for place, row in self.kolumner.varden if row.falt == BUDGETPOST)
        told = value or " ".join(filter(None, (cell_at(rad, place) for place in places)))
        return self.poster.get(alike(value)), "" if alike(value) in self.poster else told


def _or_none(read: Callable[[str], T], value: str) -> T | None:
    try:
        return read(value)
    except ValueError:
        return None
