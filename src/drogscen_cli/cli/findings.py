"""Findings as text for people and editors, as JSON, and as GitHub's annotations."""

import json
import os
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drogscen_cli.cli.output import VERSION
from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.personuppgift import mask
from drogscen_cli.core.plikt import Plikt
from drogscen_cli.core.swedish import count, day_long, listing
from drogscen_cli.core.text import nearest, visible
from drogscen_cli.kontroll import Resultat, katalog, kontrollera
from drogscen_cli.projekt import Projekt

_GITHUB = {Allvar.FEL: "error", Allvar.VARNING: "warning", Allvar.OAVGJORD: "notice", Allvar.UNDANTAG: "notice"}
_ESCAPED = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_FORMATS = ("text", "json", "github")


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the findings is wanted, and how."""

    paths: tuple[str, ...]
    rules: tuple[str, ...]
    only_errors: bool
    form: str


def show(session: Session, choice: Choice) -> int:
    """Prints the findings; 1 when there are errors among them."""
    choice = _checked(session, choice)
    resultat = kontrollera(session.projekt, session.dag)
    fynd = [found for found in resultat.fynd if _wanted(found, choice)]
    if choice.form == "json":
        session.terminal.exact(_json(resultat, fynd))
    elif choice.form == "github":
        for found in fynd:
            session.terminal.result(_github(found))
    else:
        _text(session, resultat, fynd)
    return 1 if any(found.allvar is Allvar.FEL for found in fynd) else 0


def _checked(session: Session, choice: Choice) -> Choice:
    """The choice with rules and paths as findings name them; one that can find nothing is a wrong call."""
    if choice.form not in _FORMATS:
        raise CallError(f"Formatet {choice.form} finns inte.", f"Välj {listing(_FORMATS, 'eller')}.")
    known = katalog()
    for ident in choice.rules:
        if ident.upper() not in known:
            near = nearest(ident, known)
            raise CallError(
                f"Regeln {ident} finns inte.", f"Menades {near}?" if near else "Alla regler: drogscen regel"
            )
    paths = tuple(_in_project(session, path) for path in choice.paths)
    return replace(choice, rules=tuple(ident.upper() for ident in choice.rules), paths=paths)


def _in_project(session: Session, path: str) -> str:
    """A file or folder as it is called from the project's root; ``path`` counts from the user's folder, or from it."""
    root = session.root.resolve()
    for folder in (session.cwd, root):
        named = Path(os.path.normpath(folder / path.replace("\\", "/")))
        found = named.parent.resolve() / named.name
        if os.path.lexists(found):
            return "" if root.is_relative_to(found) else os.path.relpath(found, root).replace(os.sep, "/")
    raise CallError(f"{path} finns inte.", "Ange en fil eller mapp i projektet, till exempel projekt/risk.")


def _wanted(fynd: Fynd, choice: Choice) -> bool:
    if choice.rules and fynd.regel not in choice.rules:
        return False
    if choice.only_errors and fynd.allvar not in (Allvar.FEL, Allvar.UNDANTAG):
        return False
    return not choice.paths or any(_inside(fynd.stalle.fil, path) for path in choice.paths)


def _inside(fil: str, path: str) -> bool:
    return not path or fil == path or fil.startswith(f"{path}/")


def one_line(fynd: Fynd) -> str:
    """``file:line:column: severity ID (§) text``, as editors and CI read it; what is waived says by whom and why."""
    where = fynd.stalle
    paragraf = f" (§ {fynd.paragraf})" if fynd.paragraf else ""
    waived = f" – {fynd.undantag}" if fynd.undantag else ""
    line = f"{where.fil}:{where.rad}:{where.kolumn}: {fynd.allvar} {fynd.regel}{paragraf} {fynd.text}{waived}"
    return line.replace("\n", r"\u000a")


def note_all(session: Session, found: Iterable[Fynd]) -> None:
    """What is wrong with a text that was not saved, on standard error."""
    for fynd in found:
        session.terminal.note(one_line(fynd))
        if fynd.atgarda:
            session.terminal.note(f"    Åtgärda: {fynd.atgarda}")


def _text(session: Session, resultat: Resultat, fynd: list[Fynd]) -> None:
    terminal = session.terminal
    for found in fynd:
        if found.allvar in (Allvar.FEL, Allvar.VARNING):
            terminal.result(one_line(found))
            for line in (*_excerpt(session.projekt, found), *_reasons(found, terminal.width - 4)):
                terminal.result(f"    {line}")
            terminal.result()
    undecided = [found for found in fynd if found.allvar is Allvar.OAVGJORD]
    if undecided:
        terminal.result("Oavgjort, eftersom uppgifter saknas:")
        for found in undecided:
            terminal.result(f"  {one_line(found)}")
            for line in _reasons(replace(found, varfor=""), terminal.width - 6):
                terminal.result(f"      {line}")
        terminal.result()
    waived = [found for found in fynd if found.allvar is Allvar.UNDANTAG]
    if waived:
        terminal.result("Undantaget:")
        for found in waived:
            terminal.result(f"  {one_line(found)}")
        terminal.result()
    terminal.result(summary(resultat, fynd))


def _excerpt(projekt: Projekt, fynd: Fynd) -> list[str]:
    """The line that the finding is about, with its place marked; nothing that may be personal data is repeated."""
    where = fynd.stalle
    lines = projekt.texter.get(where.fil, "").splitlines()
    start = max(0, where.kolumn - 50)
    near = lines[where.rad - 1][max(0, start - 40) : start + 120] if where.rad <= len(lines) else ""
    if not near.strip() or mask(near) != near:
        return []
    shown = visible(lines[where.rad - 1].expandtabs(1)[start : start + 68])
    marked = max(1, min(where.langd, 68 - where.kolumn + 1 + start))
    return [f"{where.rad:4} │ {shown}", f"     │ {' ' * (where.kolumn - 1 - start)}{'^' * marked}"]


def _reasons(fynd: Fynd, width: int) -> list[str]:
    """The plan's own words, an explanation of the breach, and how to put it right, in lines that fit."""
    said = [f"Planen: {fynd.varfor}"] if fynd.varfor and fynd.paragraf else []
    said += [f"Förklaring {fynd.forklaring}"] if fynd.forklaring else []
    paragraphs = [*said, f"Åtgärda: {fynd.atgarda}"] if fynd.atgarda else said
    return [line for paragraph in paragraphs for line in _wrapped(paragraph, width)]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def summary(resultat: Resultat, fynd: Iterable[Fynd]) -> str:
    """The last line, which is the answer."""
    found = list(fynd)
    owed = len(resultat.forfallna())
    kept = f"{resultat.hallna()} av {count(owed, 'skyldighet hållen', 'skyldigheter hållna')} till och med"
    duties = f"{kept} {day_long(resultat.dag)}" if owed else ""
    if not found:
        return f"Inget att anmärka. {f'{duties}.' if duties else ''}".rstrip()
    numbers = [(sum(1 for each in found if each.allvar is allvar), one, many) for allvar, one, many in _COUNTED]
    waived = sum(1 for each in found if each.allvar is Allvar.UNDANTAG)
    counted = ", ".join(count(*each) for each in (*numbers, *([(waived, "undantag", "undantag")] if waived else [])))
    return f"{counted} · {duties}" if duties else counted


_COUNTED = (
    (Allvar.FEL, "fel", "fel"),
    (Allvar.VARNING, "varning", "varningar"),
    (Allvar.OAVGJORD, "oavgjord", "oavgjorda"),
)


def _github(fynd: Fynd) -> str:
    where = fynd.stalle
    title = f"{fynd.regel} § {fynd.paragraf}" if fynd.paragraf else fynd.regel
    fil, title = (text.translate(_ESCAPED | {ord(":"): "%3A", ord(","): "%2C"}) for text in (where.fil, title))
    text = f"{fynd.text}. {f'Undantag {fynd.undantag}' if fynd.undantag else fynd.atgarda}".translate(_ESCAPED)
    return f"::{_GITHUB[fynd.allvar]} file={fil},line={where.rad},col={where.kolumn},title={title}::{text}"


def _json(resultat: Resultat, fynd: list[Fynd]) -> str:
    data = {
        "version": VERSION,
        "dag": resultat.dag.isoformat(),
        "fynd": [as_data(found) for found in fynd],
        "plikter": [_plikt(plikt) for plikt in resultat.plikter],
        "summa": _sums(resultat),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_data(fynd: Fynd) -> Mapping[str, Any]:
    """A finding for JSON."""
    where = fynd.stalle
    return {
        "fil": where.fil,
        "rad": where.rad,
        "kolumn": where.kolumn,
        "langd": where.langd,
        "allvar": fynd.allvar.value,
        "regel": fynd.regel,
        "paragraf": fynd.paragraf,
        "text": fynd.text,
        "varfor": fynd.varfor,
        "atgarda": fynd.atgarda,
        "omfattning": fynd.omfattning,
        "undantag": fynd.undantag,
        "forklaring": fynd.forklaring,
    }


def _plikt(plikt: Plikt) -> Mapping[str, Any]:
    return {
        "regel": plikt.regel,
        "paragraf": plikt.paragraf,
        "vad": plikt.vad,
        "omfattning": plikt.omfattning,
        "senast": plikt.senast.isoformat(),
        "tillstand": plikt.tillstand.value,
        "ansvarig": plikt.ansvarig,
        "bevis": [{"id": bevis.ident, "dag": bevis.dag.isoformat()} for bevis in plikt.bevis],
        "saknas": plikt.saknas,
        "atgarda": plikt.atgarda,
        "undantag": plikt.undantag,
        "forklaring": plikt.forklaring,
    }


def _sums(resultat: Resultat) -> Mapping[str, int]:
    """How many duties are in each state."""
    return {
        "hallna": resultat.hallna(),
        "sena": resultat.sena(),
        "uteblivna": resultat.uteblivna(),
        "undantagna": resultat.undantagna(),
        "oavgjorda": resultat.oavgjorda(),
        "kommande": resultat.kommande(),
    }
