"""Which column is what: the plan's answer, or a proposal that somebody on a terminal confirms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drogscen_cli.actions.importera import kolumner
from drogscen_cli.actions.importera.kolumner import BUDGETPOST, URVAL, Kolumner
from drogscen_cli.actions.importera.poster import places
from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.swedish import count, listing
from drogscen_cli.core.text import nearest
from drogscen_cli.lager.tabellfil import Tabell, Tabellrad, folded, read_bytes, table
from drogscen_cli.register import model as model_of
from drogscen_cli.register._styrning import Importkolumn
from drogscen_cli.register.projektplan import Projektplan

MAX_ASKED = 40
"""Different values of one column that somebody is asked about."""

_SYNONYMS = {
    "titel": ("aktivitet", "risk", "rubrik", "namn", "benämning", "vad"),
    "agare": ("ansvarig", "ansvar", "riskägare", "ägare"),
    "start": ("startdatum", "från", "start"),
    "slut": ("slutdatum", "till", "klart senast", "slut"),
    "kostnad": ("kostnad", "budget"),
    "sannolikhet": ("sannolikhet", "s"),
    "konsekvens": ("konsekvens", "k"),
    "atgard": ("åtgärd", "åtgärder"),
}


@dataclass(frozen=True, slots=True)
class Inlast:
    """A table with its columns, and the rows of the plan that somebody has just agreed to."""

    tabell: Tabell
    kolumner: Kolumner
    nya: tuple[Importkolumn, ...]


@dataclass(frozen=True, slots=True)
class Fil:
    """Which file and sheet, and whether nothing may be asked about it."""

    namn: str
    blad: str | None
    utan_fragor: bool


def _storable(name: str) -> str:
    """A file's name on one line, without what UTF-8 can't hold."""
    return " ".join(name.encode("utf-8", "replace").decode().split())


def known_fields(register: str) -> tuple[str, ...]:
    """The fields that a column may become."""
    return kolumner.EKONOMI if register == "ekonomi" else tuple(places(model_of(register)))


def lacking(register: str, falt: Mapping[str, int]) -> str:
    """What the columns must still tell, in Swedish."""
    if register == "ekonomi":
        return kolumner.lacking(falt)
    return "" if "titel" in falt else "titel"


def read_table(session: Session, plan: Projektplan, register: str, fil: Fil) -> Inlast:
    """The file as a table whose columns are known; asks where the plan does not say and somebody can answer."""
    path = session.cwd / fil.namn
    rows = kolumner.of_register(plan, register, known_fields(register))
    usual = _usual(register)
    known = kolumner.headings(rows, register) | usual.keys()
    tabell = table(_storable(path.name), read_bytes(path), known, fil.blad)
    mapped = frozenset(folded(row.kolumn) for row in rows)
    rubrik = kolumner.header(tabell, mapped)
    if rubrik and not lacking(register, (found := kolumner.place(tabell, rubrik, rows)).falt):
        return Inlast(tabell, found, ())
    rubrik = kolumner.header(tabell, known) or _widest(tabell)
    found = kolumner.place(tabell, rubrik, rows)
    if fil.utan_fragor or not session.terminal.interactive:
        raise _unmapped(register, tabell, rubrik, found)
    nya = _asked(session, plan, register, Inlast(tabell, found, rows))
    return Inlast(tabell, kolumner.place(tabell, rubrik, (*rows, *nya)), nya)


def _usual(register: str) -> dict[str, str]:
    """What headings usually mean, folded; a field's own name and label too."""
    if register == "ekonomi":
        return {}
    found = {folded(word): falt for falt, words in _SYNONYMS.items() for word in words}
    known = places(model_of(register))
    own = {folded(word): name for name, plats in known.items() for word in (name, plats.titel)}
    return {word: falt for word, falt in {**found, **own}.items() if falt in known}


def _widest(tabell: Tabell) -> Tabellrad:
    """Where no heading is known: the first of the rows with most cells."""
    if not tabell.rader:
        raise CallError(f"{tabell.namn} har inga rader.", "Kontrollera att det är rätt fil och rätt blad.")
    return max(tabell.rader, key=lambda rad: sum(1 for cell in rad.celler if cell.strip()))


def _unmapped(register: str, tabell: Tabell, rubrik: Tabellrad, kolumner: Kolumner) -> CallError:
    names = [shown(cell) for cell in rubrik.celler if cell.strip()]
    proposed = _proposed(register, names)
    lines = [
        f'  drogscen projektplan importkolumn add --till {register} --kolumn "{name}" --falt {falt}'
        for name in names
        if (falt := proposed.get(name) or _open(register, name)) not in kolumner.falt
    ]
    return CallError(
        f"Planen säger inte vilken kolumn i {tabell.namn} som är {lacking(register, kolumner.falt)}. "
        f"Kolumner på rad {rubrik.nr}: {listing(names)}.",
        "\n".join(
            [
                "Kör kommandot i en terminal och svara på frågorna, eller lägg till de kolumner som ska användas:",
                *lines,
                f"  Fält: {', '.join(known_fields(register))}.",
            ]
        ),
    )


def _open(register: str, name: str) -> str:
    """What is left to fill in for a column of which nothing is known, or which tells the budget post by its values."""
    if register == "ekonomi" and kolumner.may_be_post(name):
        return f"{BUDGETPOST} --varde VÄRDE --blir NYCKEL"
    return "FÄLT"


def _proposed(register: str, names: Sequence[str]) -> Mapping[str, str]:
    """What columns certainly are, by heading; each field once."""
    if register == "ekonomi":
        return kolumner.proposals(names)
    usual, found = _usual(register), dict[str, str]()
    for name in names:
        falt = usual.get(folded(name), "")
        if falt and falt not in found.values():
            found[name] = falt
    return found


def _asked(session: Session, plan: Projektplan, register: str, inlast: Inlast) -> tuple[Importkolumn, ...]:
    """The rows that the plan gets: certain columns are told, the others asked for."""
    terminal, rubrik = session.terminal, inlast.kolumner.rubrik
    names = [kolumner.cell_at(rubrik, place) for place in range(len(rubrik.celler))]
    have = {folded(row.kolumn) for row in inlast.nya} | {""}
    proposed = _proposed(register, names)
    taken = {*inlast.kolumner.falt, *proposed.values()}
    terminal.note(f"Kolumnerna i {inlast.tabell.namn}, rad {rubrik.nr}. Svaren sparas i projektplan.yaml med importen.")
    terminal.note(f"Fält: {', '.join(known_fields(register))}. Enter lämnar kolumnen utanför.")
    found: list[_Svar] = []
    for place, name in enumerate(names):
        if folded(name) in have:
            continue
        if (falt := proposed.get(name, "")) and falt not in inlast.kolumner.falt:
            terminal.note(f"  {name} → {falt}")
        else:
            falt = _field(session, register, name, taken)
        taken.add(falt)
        found += _rows(session, plan, inlast, (place, name, falt)) if register == "ekonomi" else [_Svar(name, falt)]
    if still := lacking(register, dict.fromkeys(taken, 0)):
        raise CallError(f"Det saknas en kolumn för {still}. Inget är sparat.", "Kör kommandot igen och ange kolumnen.")
    first = max((row.nr for row in plan.importkolumn), default=0) + 1
    kept = [svar for svar in found if svar.falt]
    return tuple(
        Importkolumn(nr=nr, till=register, kolumn=svar.kolumn, falt=svar.falt, varde=svar.varde, blir=svar.blir)
        for nr, svar in enumerate(kept, first)
    )


@dataclass(frozen=True, slots=True)
class _Svar:
    """What somebody said of a column, or of a value in it."""

    kolumn: str
    falt: str
    varde: str | None = None
    blir: str | None = None


def _field(session: Session, register: str, name: str, taken: set[str]) -> str:
    """What a column becomes of which nobody can be certain."""
    if register == "ekonomi" and kolumner.may_be_post(name):
        return _choice(session, f"{name} (budgetpost, urval eller Enter: används inte)", (BUDGETPOST, URVAL))
    free = tuple(each for each in known_fields(register) if each not in taken or each in (BUDGETPOST, URVAL))
    return _choice(session, f"{name} (fält, eller Enter: används inte)", free)


def _choice(session: Session, question: str, known: Sequence[str]) -> str:
    """One of the known words, or nothing."""
    while True:
        answer = session.terminal.ask(f"{question}: ")
        if answer in ("", "-"):
            return ""
        if found := next((each for each in known if folded(each) == folded(answer)), None):
            return found
        near = nearest(answer, known)
        meant = f"Menades {near}? " if near else ""
        session.terminal.note(f"{shown(answer)} är inget fält. {meant}Välj {listing(known, 'eller')}, eller Enter.")


def _rows(session: Session, plan: Projektplan, inlast: Inlast, column: tuple[int, str, str]) -> list[_Svar]:
    """A ledger's column; of one that tells the budget post, or which rows to take, what its values mean."""
    place, name, falt = column
    if falt == URVAL:
        answer = session.terminal.ask(f"{name}: vilket värde har projektets rader (flera med semikolon): ")
        return [_Svar(name, falt, value.strip()) for value in answer.split(";") if value.strip()]
    if falt != BUDGETPOST:
        return [_Svar(name, falt)]
    rows = kolumner.below(inlast.tabell, inlast.kolumner)
    values = [value for value in dict.fromkeys(kolumner.cell_at(rad, place) for rad in rows) if value]
    keys = tuple(post.nyckel for post in plan.budgetpost)
    if len(values) > MAX_ASKED or not keys:
        many = count(len(values), "värde", "olika värden")
        session.terminal.note(f"  {name} har {many}. Lägg till dem i planen: drogscen projektplan importkolumn add")
        return [_Svar(name, falt)]
    question = f"är budgetposten ({'/'.join(keys)}, Enter: ingen)"
    answers = [(value, _choice(session, f"{name} {value} {question}", keys)) for value in values]
    return [_Svar(name, falt, value, blir) for value, blir in answers if blir]
