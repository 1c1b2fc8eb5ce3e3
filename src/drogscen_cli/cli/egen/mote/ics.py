"""Skriv möten som kalenderfil (iCalendar)"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.completion import records, referring_to
from drogscen_cli.cli.session import DatumOption, ProjektOption, Session
from drogscen_cli.cli.usage import command

IdArguments = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]…",
        help="Mötenas id, eller ord ur titeln (annars alla möten)",
        show_default=False,
        autocompletion=records,
    ),
]
MotestypOption = Annotated[
    str | None,
    typer.Option(
        "--motestyp",
        metavar="NYCKEL",
        help="Bara möten av den här typen",
        show_default=False,
        autocompletion=referring_to(("projektplan/motestyp",)),
    ),
]
UtOption = Annotated[str | None, typer.Option("--ut", metavar="FIL", help="Filen att skriva till (annars skärmen)")]


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen mote ics``."""

    def ics(
        ident: IdArguments = None,
        motestyp: MotestypOption = None,
        ut: UtOption = None,
        projekt: ProjektOption = None,
        datum: DatumOption = None,
    ) -> int:
        return _write(session.with_options(projekt, datum), ident or [], motestyp, ut)

    hjalp = (
        "Skriv möten som kalenderfil. Samma möte har alltid samma identitet, så en ny fil uppdaterar den förra: "
        "flyttade möten flyttas och inställda stryks i kalendern."
    )
    return command(ics, hjalp)


def _write(session: Session, idents: list[str], motestyp: str | None, ut: str | None) -> int:
    from drogscen_cli.cli.reports import write_file
    from drogscen_cli.cli.verb.find import as_of_day, find_record
    from drogscen_cli.core.errors import CallError, NoProjectError
    from drogscen_cli.core.swedish import count
    from drogscen_cli.register.mote import Mote
    from drogscen_cli.utskrift.ics import to_ics

    projekt = session.projekt.per(session.dag)
    if projekt.plan is None:
        raise NoProjectError("Projektplanen går inte att läsa.", "Se felen: drogscen kontroll")
    if motestyp and projekt.motestyp(motestyp) is None:
        known = ", ".join(each.nyckel for each in projekt.plan.motestyp)
        raise CallError(f"Mötestypen {motestyp} finns inte i planen.", f"Mötestyper i planen: {known or 'inga'}.")
    named = [as_of_day(session, find_record(session, Mote, ident)) for ident in idents]
    moten = [mote for mote in named or projekt.alla(Mote) if motestyp in (None, mote.motestyp)]
    if not moten:
        raise CallError("Det finns inga möten att skriva.", "Lägg in dem: drogscen mote planera")
    text = to_ics(projekt, moten).decode()
    if ut is None:
        session.terminal.exact(text)
    else:
        write_file(session.cwd / ut, text)
        session.terminal.note(f"Skrev {ut}: {count(len(moten), 'möte', 'möten')}.")
    return session.note_unread("projekt/mote")
