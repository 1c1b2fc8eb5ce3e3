"""``init``: the questions of a new project, its folder, and its place in git."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from drogscen_cli.actions._svar import Grupp, Start, key_of
from drogscen_cli.actions.nystart import new_project
from drogscen_cli.cli.session import Session
from drogscen_cli.core.changes import ChangeSet
from drogscen_cli.core.errors import CallError, ProtectedError
from drogscen_cli.core.personuppgift import find
from drogscen_cli.core.pydantic_sv import explain
from drogscen_cli.core.scalars import Belopp
from drogscen_cli.core.swedish import listing
from drogscen_cli.core.text import fold, nearest
from drogscen_cli.lager.git import create_repo, find_repo
from drogscen_cli.lager.skriv import open_door
from drogscen_cli.register._styrning import Frekvens

LEFT_BEHIND = ".drogscen"
"""What a refused attempt leaves: the door's own folder, with nothing of the project."""
_MADE = "Projektet är skapat. Fyll på med mål, personer och aktiviteter, eller gå vidare: drogscen kontroll"
_GROUPS = "Styrgruppen=månad, Projektgruppen=varannan vecka"
_FREKVENSER = {
    "vecka": Frekvens.VECKA,
    "varannan vecka": Frekvens.VARANNAN_VECKA,
    "månad": Frekvens.MANAD,
    "kvartal": Frekvens.KVARTAL,
    "vid behov": Frekvens.VID_BEHOV,
}

QUESTIONS = (
    ("namn", "Projektets namn", ""),
    ("plats", "Området som projektet avser", ""),
    ("huvudman", "Kommun eller förvaltning", ""),
    ("start", "Första dagen (ÅÅÅÅ-MM-DD)", ""),
    ("slut", "Sista dagen (ÅÅÅÅ-MM-DD)", ""),
    ("tak", "Högsta kostnad i kronor", ""),
    ("riskanalys", f"Hur ofta riskanalys görs ({', '.join(_FREKVENSER)})", "månad"),
    ("projektledare", "Projektledarens namn", ""),
    ("bestallare", "Beställarens namn", ""),
)
_REQUIRED = ("namn", "start", "slut")


@dataclass(frozen=True, slots=True)
class Given:
    """What the options say: single values by name, and the repeated ones as they were typed."""

    values: Mapping[str, str | None]
    poster: tuple[str, ...]
    grupper: tuple[str, ...]


def create(session: Session, katalog: str, given: Given, *, quiet: bool, spara: bool) -> int:
    """Asks for what is missing, writes the project and commits it; prints its folder."""
    root = free_folder(session, katalog)
    missing = [f"--{name}" for name in _REQUIRED if not given.values[name]]
    if missing and (quiet or not session.terminal.interactive):
        raise CallError(f"Det saknas värden: {', '.join(missing)}.", "Ange dem som val, eller kör i en terminal.")
    start = _asked(session, given) if missing else _start(session, given.values, given.poster, given.grupper)
    try:
        changes = new_project(start)
    except ValidationError as error:
        _, text, remedy = explain(error.errors(include_url=False)[0])
        raise CallError(f"{text}.", remedy) from error
    return write(session, root, changes, _MADE, spara=spara)


def free_folder(session: Session, katalog: str) -> Path:
    """Where the project will lie; raises ``ProtectedError`` where one is."""
    root = (session.cwd / os.path.expanduser(katalog)).resolve()  # noqa: PTH111 – pathlib's may raise
    projekt = root / "projekt"
    if projekt.exists() and not (projekt.is_dir() and all(path.name == LEFT_BEHIND for path in projekt.iterdir())):
        raise ProtectedError(f"{root / 'projekt'} finns redan. Inget är ändrat.", "Välj en annan mapp.")
    return root


def write(session: Session, root: Path, changes: ChangeSet, said: str, *, spara: bool) -> int:
    """Makes the folder and its repository, writes the files that are not there, and says ``said``; the exit code."""
    terminal = session.terminal
    root.mkdir(parents=True, exist_ok=True)
    if spara and find_repo(root) is None and (fault := create_repo(root)):
        terminal.note(fault)
    files = tuple(file for file in changes.files if not (root / file.path).exists())
    with open_door(root, notify=terminal.note) as door:
        outcome = door.write(ChangeSet(files, changes.message), spara=spara)
    if outcome.note:
        terminal.note(outcome.note)
    terminal.note(said)
    terminal.result(str(root))
    return outcome.exit_code


def _asked(session: Session, given: Given) -> Start:
    """One question for each answer that no option gave; each is asked again until it can be used."""
    session.terminal.note("Ett nytt projekt. Enter hoppar över det som inte är bestämt, Ctrl-C avbryter.")
    session.terminal.note("Skriv inget som pekar ut en enskild på platsen.")
    values = dict(given.values)
    for name, question, default in QUESTIONS:
        if not values[name]:
            values[name] = _ask(session, question, default, _CHECKS.get(name, _text), required=name in _REQUIRED)
    poster = given.poster
    if values["tak"] and not poster:
        poster = _several(session, "Delar av budgeten med eget tak (Namn=belopp, …)", "", _post)
    grupper = given.grupper or _several(session, "Grupper som möts, den beslutande först", _GROUPS, _grupp)
    return _start(session, values, poster, grupper)


def _ask(session: Session, question: str, default: str, check: "Check", *, required: bool) -> str | None:
    shown = f" [{default}]" if default else ""
    while True:
        answer = session.terminal.ask(f"{question}{shown}: ") or default
        if not answer and not required:
            return None
        try:
            check(session, answer)
        except CallError as error:
            session.terminal.note(f"{error.text} {error.atgarda}".strip())
        else:
            return answer


def _several(session: Session, question: str, default: str, check: "Check") -> tuple[str, ...]:
    def each(here: Session, answer: str) -> None:
        for part in _parts(answer):
            check(here, part)

    return _parts(_ask(session, question, default, each, required=False) or "")


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _start(
    session: Session, values: Mapping[str, str | None], poster: tuple[str, ...], grupper: tuple[str, ...]
) -> Start:
    first, last = _day(session, values["start"] or ""), _day(session, values["slut"] or "")
    followed = values["foljs_fran"]
    return Start(
        namn=_text(session, values["namn"] or ""),
        start=first,
        slut=last,
        foljs_fran=_day(session, followed) if followed else max(first, session.dag),
        grupper=tuple(_grupp(session, text) for text in grupper or _parts(_GROUPS)),
        plats=_text(session, plats) if (plats := values["plats"]) else None,
        huvudman=_text(session, huvudman) if (huvudman := values["huvudman"]) else None,
        tak=_amount(session, tak) if (tak := values["tak"]) else None,
        poster=tuple(_post(session, text) for text in poster),
        riskanalys=_frequency(session, values["riskanalys"] or "månad"),
        projektledare=_text(session, projektledare) if (projektledare := values["projektledare"]) else None,
        bestallare=_text(session, bestallare) if (bestallare := values["bestallare"]) else None,
    )


Check = Callable[[Session, str], object]


def _text(_session: Session, answer: str) -> str:
    if any(found.saker for found in find(answer)):
        raise CallError("Svaret innehåller ett personnummer.", "Skriv inget som pekar ut en enskild.")
    if not answer.strip():
        raise CallError("Det saknas ett värde.", "Skriv en text.")
    return answer.strip()


def _day(session: Session, answer: str) -> date:
    return session.parse_day(answer, "Dagen")


def _amount(_session: Session, answer: str) -> Decimal:
    try:
        return TypeAdapter[Decimal](Belopp).validate_python(answer)
    except ValidationError as error:
        found = error.errors(include_url=False)[0]
        raise CallError(f"Beloppet {found['msg']}.", found["ctx"]["atgarda"]) from error


def _frequency(_session: Session, answer: str) -> Frekvens:
    word = fold(answer).casefold().replace(" ", "-")
    if word in _FREKVENSER.values():
        return Frekvens(word)
    near = nearest(answer, _FREKVENSER)
    remedy = f"Menades {near}?" if near else f"Välj {listing(list(_FREKVENSER), 'eller')}."
    raise CallError(f"{answer} är ingen frekvens.", remedy)


def _grupp(session: Session, answer: str) -> Grupp:
    titel, mark, frekvens = answer.partition("=")
    if not (mark and titel.strip() and key_of(titel)):
        raise CallError(f"{answer} saknar frekvens.", "Skriv till exempel Styrgruppen=månad.")
    return Grupp(_text(session, titel), _frequency(session, frekvens.strip()))


def _post(session: Session, answer: str) -> tuple[str, Decimal]:
    titel, mark, belopp = answer.partition("=")
    if not (mark and titel.strip()):
        raise CallError(f"{answer} saknar belopp.", "Skriv till exempel Konsulter=200000.")
    return _text(session, titel), _amount(session, belopp.strip())


_CHECKS: Mapping[str, Check] = {"start": _day, "slut": _day, "tak": _amount, "riskanalys": _frequency}
