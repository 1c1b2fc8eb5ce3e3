"""From a snapshot to a printed report, on the screen or in the one file that was named."""

import os
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

from drogscen_cli import rapport
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.terminal import harmless
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.swedish import listing
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager.disk import cause
from drogscen_cli.lager.mallfil import templates

FORMATS = ("md", "html")
SCREEN = "text"
"""The format of the few reports that have a picture of their own for a screen."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report, about which record, and where it should go."""

    name: str
    ident: str
    form: str | None
    ut: str | None
    oppna: bool


def write(session: Session, wanted: Wanted) -> int:
    """Prints or writes the report; 3 when records that can't be read make it incomplete."""
    form = _form(wanted, on_screen=session.terminal.tty)
    session = _offered(session, wanted)
    text = harmless(render(session, wanted.name, wanted.ident, form))
    if wanted.ut is None and form == SCREEN:
        session.terminal.result(text)
    elif wanted.ut is None:
        session.terminal.exact(text)
    else:
        path = session.cwd / wanted.ut
        write_file(path, text)
        session.terminal.note(f"Skrev {wanted.ut}.")
        if wanted.oppna:
            import webbrowser

            webbrowser.open(path.resolve().as_uri())
    return session.note_unread()


def _offered(session: Session, wanted: Wanted) -> Session:
    """The session after an offer to write what the report lacks: a new one, that reads again, where it was taken."""
    if not session.terminal.interactive:
        return session
    from drogscen_cli.cli.fragor import agreed

    forslag = rapport.proposal(wanted.name, _underlag(session, wanted.ident))
    if forslag is None or not agreed(session.terminal, forslag.fraga):
        return session
    from drogscen_cli.cli.verb.add import add_by_asking

    add_by_asking(session, forslag.register, forslag.varden)
    return session.with_options(None)


def _underlag(session: Session, ident: str) -> rapport.Underlag:
    resultat = kontrollera(session.projekt, session.dag)
    return rapport.Underlag(session.projekt.per(session.dag), session.dag, resultat, _known(session, ident))


def render(session: Session, name: str, ident: str, form: str) -> str:
    """The report's text in a format."""
    from drogscen_cli.utskrift.mall import render_markdown
    from drogscen_cli.utskrift.md import to_markdown

    underlag = _underlag(session, ident)
    view = rapport.builder(name)(underlag)
    if form == SCREEN and (drawn := rapport.screen(name)):
        return drawn(view, session.terminal.width)
    find = templates(session.root)
    values = {field.name: getattr(view, field.name) for field in fields(view)}  # type: ignore[arg-type]
    markdown = render_markdown(find, f"{name}.md.j2", values)
    if form == "md":
        return to_markdown(markdown)
    from drogscen_cli.utskrift.html import Sida, to_html

    plan = underlag.plan()
    return to_html(
        markdown, Sida(rapport.title(name)[0], plan.namn, (("Uppgifter per", session.dag.isoformat()),)), find
    )


def _form(wanted: Wanted, *, on_screen: bool) -> str:
    """The format that was asked for, or that the file's name says; otherwise what suits the screen, or Markdown."""
    ending = Path(wanted.ut).suffix.lstrip(".").lower() if wanted.ut else ""
    drawn = rapport.screen(wanted.name) is not None
    known = (*FORMATS, SCREEN) if drawn else FORMATS
    form = wanted.form or ending or (SCREEN if drawn and on_screen and wanted.ut is None else "md")
    if form not in known:
        raise CallError(f"Formatet {form} finns inte.", f"Välj {listing(known, 'eller')}.")
    if wanted.oppna and wanted.ut is None:
        raise CallError("--oppna behöver en fil att öppna.", "Ange filen: --ut FIL.")
    return form


def _known(session: Session, ident: str) -> str:
    if ident and session.projekt.hitta(ident.upper()) is None:
        raise CallError(f"{ident} finns inte i projektet.")
    return ident.upper()


def write_file(path: Path, text: str) -> None:
    """Whole or not at all: what stood there stays until the new text is on the disk; a device takes the text itself."""
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(text.encode())
            return
        beside.write_bytes(text.encode())
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise CallError(
            f"{path} kan inte skrivas ({cause(error)}).", "Välj en mapp som finns och får skrivas i. Inget är ändrat."
        ) from error
