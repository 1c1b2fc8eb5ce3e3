"""Which column of a municipality's own file is which field: the plan's rows, usual headings, and the cells.

The columns are data in the plan (``importkolumn``): ``kolumn`` → ``falt``, or with ``varde`` → ``blir`` what one value
in a column means. A value that ends in ``*`` stands for all that begin so; the longest wins. For ``ekonomi`` the field
``urval`` with a ``varde`` keeps only the rows that have that value.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from drogscen_cli.core.errors import CallError
from drogscen_cli.core.personuppgift import find, shown
from drogscen_cli.core.scalars import MAX_TEXT
from drogscen_cli.core.text import fold, nearest
from drogscen_cli.lager.tabellfil import Tabell, Tabellrad, folded
from drogscen_cli.register._styrning import Importkolumn
from drogscen_cli.register.projektplan import Projektplan

BUDGETPOST, URVAL = "budgetpost", "urval"
EKONOMI = ("dag", "belopp", "debet", "kredit", "text", "leverantor", "verifikation", BUDGETPOST, URVAL)
"""The fields that a column of a ledger may become."""

_USUAL = {
    "dag": ("bokföringsdatum", "bokf.datum", "bokföringsdag", "datum", "verifikationsdatum", "ver.datum", "transdatum"),
    "belopp": ("belopp", "belopp sek", "utfall", "belopp kr"),
    "debet": ("debet",),
    "kredit": ("kredit",),
    "text": ("text", "benämning", "beskrivning", "verifikationstext", "radtext"),
    "leverantor": ("leverantör", "leverantörsnamn", "motpart"),
    "verifikation": ("verifikation", "ver.nr", "vernr", "verifikationsnummer", "verifikat", "ver"),
}
_BEFORE_HEADER = 1_000
_DASHES = "-–— "
_MAYBE = ("konto", "ansvar", "aktivitet", "projekt", "verksamhet", "budgetpost")
"""Headings of columns that may tell the budget post."""


@dataclass(frozen=True, slots=True)
class Brist:
    """A cell that can't be taken in; ``hemlig``: because of what it says of somebody."""

    rad: int
    kolumn: int
    text: str
    hemlig: bool = False


@dataclass(frozen=True, slots=True)
class Kolumner:
    """The heading row, the column of each field, and the columns whose values the plan translates, in its order."""

    rubrik: Tabellrad
    falt: Mapping[str, int]
    varden: Sequence[tuple[int, Importkolumn]]

    def cell(self, rad: Tabellrad, falt: str) -> str:
        """The field's cell on one line; empty where there is none."""
        place = self.falt.get(falt, len(rad.celler))
        return cell_at(rad, place)

    def titel(self, place: int) -> str:
        """The column's heading as the file spells it."""
        return cell_at(self.rubrik, place)


def cell_at(rad: Tabellrad, place: int) -> str:
    """A cell on one line, without the white space around it; empty where the row is shorter, or where a dash stands."""
    text = " ".join(rad.celler[place].split()) if place < len(rad.celler) else ""
    return text if text.strip(_DASHES) else ""


def of_register(plan: Projektplan, till: str, known: Collection[str]) -> tuple[Importkolumn, ...]:
    """The plan's rows for a register; ``CallError`` for one that names a field it has not."""
    found = tuple(row for row in plan.importkolumn if folded(row.till) == till)
    for row in found:
        if row.falt not in known:
            near = nearest(row.falt, known)
            raise CallError(
                f"Planens importkolumn {row.nr} leder till fältet {shown(row.falt)}, som inte finns för {till}.",
                f"{f'Menades {near}? ' if near else ''}Fält: {', '.join(known)}.",
            )
    return found


def headings(rows: Iterable[Importkolumn], till: str) -> frozenset[str]:
    """Every heading to look for, folded: the plan's own, and what such columns are usually called."""
    usual = [word for words in _USUAL.values() for word in words] + list(_MAYBE) if till == "ekonomi" else []
    return frozenset(folded(word) for word in (*(row.kolumn for row in rows), *usual))


def header(tabell: Tabell, known: Collection[str]) -> Tabellrad | None:
    """The row at the beginning with most of the known headings, the first of equals; None where there is none."""
    best, most = None, 0
    for rad in tabell.rader[:_BEFORE_HEADER]:
        names = [folded(cell) for cell in rad.celler if cell.strip()]
        hits = len(set(names) & set(known)) if len(names) > 1 or len(known) == 1 else 0
        if hits > most:
            best, most = rad, hits
    return best


def place(tabell: Tabell, rubrik: Tabellrad, rows: Sequence[Importkolumn]) -> Kolumner:
    """Where the plan's columns stand; of several columns for one field the plan's first that the file has."""
    names = [folded(cell) for cell in rubrik.celler]
    falt: dict[str, int] = {}
    varden: list[tuple[int, Importkolumn]] = []
    for row in rows:
        name = folded(row.kolumn)
        if name not in names:
            continue
        if names.count(name) > 1:
            raise CallError(
                f"{tabell.namn} har två kolumner som heter {row.kolumn}.", "Byt rubrik på den som inte ska användas."
            )
        if row.varde is None:
            falt.setdefault(row.falt, names.index(name))
        else:
            varden.append((names.index(name), row))
    return Kolumner(rubrik, falt, tuple(varden))


def below(tabell: Tabell, kolumner: Kolumner) -> tuple[Tabellrad, ...]:
    """The rows under the heading row, without headings that are repeated on each page."""
    return tuple(rad for rad in tabell.rader if rad.nr > kolumner.rubrik.nr and rad.celler != kolumner.rubrik.celler)


def alike(text: str) -> str:
    """A value as values are compared: å ä ö folded, case and repeated spaces left out."""
    return " ".join(fold(text).casefold().split())


def translated(row: Importkolumn, value: str) -> int:
    """How well the plan's row fits the value: 0 not at all, else the more the longer."""
    wanted = row.varde or ""
    if wanted.endswith("*"):
        return len(wanted) if alike(value).startswith(alike(wanted[:-1])) else 0
    return MAX_TEXT + 1 if alike(value) == alike(wanted) else 0


def proposals(names: Sequence[str]) -> Mapping[str, str]:
    """What a ledger's columns certainly are, by heading: each field by the heading that is most usual for it."""
    found: dict[str, str] = {}
    by_name = {folded(name): name for name in reversed(names)}
    for falt, words in _USUAL.items():
        name = next((by_name[folded(word)] for word in words if folded(word) in by_name), None)
        if name is not None:
            found[name] = falt
    return found


def may_be_post(heading: str) -> bool:
    """Whether the column is one of those by which ledgers tell budget posts apart."""
    return folded(heading) in map(folded, _MAYBE)


def lacking(falt: Collection[str]) -> str:
    """What a ledger's columns must still tell, in Swedish; empty when they tell enough."""
    wanted = [] if "dag" in falt else ["dag"]
    if not {"belopp", "debet", "kredit"} & set(falt):
        wanted.append("belopp (eller debet och kredit)")
    return " och ".join(wanted)


def may_be_faulty(text: str) -> bool:
    """Whether ``text_fault`` may find something in a part of ``text``: one look for a whole row."""
    return len(text) > MAX_TEXT or any(found.saker for found in find(text))


def text_fault(rad: Tabellrad, place: int, titel: str, value: str) -> Brist | None:
    """What keeps a text out: a personnummer, which is never repeated, or its length."""
    if any(found.saker for found in find(value)):
        return Brist(rad.nr, place + 1, f"{titel}: cellen innehåller ett personnummer", hemlig=True)
    if len(value) > MAX_TEXT:
        return Brist(rad.nr, place + 1, f"{titel}: cellen har fler än {MAX_TEXT} tecken")
    return None
