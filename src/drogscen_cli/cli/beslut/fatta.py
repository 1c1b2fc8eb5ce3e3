"""What the verbs that write a decision share: the meeting, what is missing, and the way through the door."""

from collections.abc import Sequence
from dataclasses import replace
from inspect import Parameter
from typing import Annotated

import typer

from drogscen_cli.actions.beslut.organ import Fattas, latest_held, plan_of, to_be_made
from drogscen_cli.cli.fields import Field
from drogscen_cli.cli.session import DatumOption, JaOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.verb.answers import REMINDER, Check, ask
from drogscen_cli.cli.verb.find import find_record
from drogscen_cli.cli.verb.signature import fixed
from drogscen_cli.core.changes import ChangeSet
from drogscen_cli.core.errors import CallError, ProtectedError
from drogscen_cli.core.post import Post
from drogscen_cli.core.swedish import day_long
from drogscen_cli.lager.git import Condition, find_repo
from drogscen_cli.lager.notes import commands
from drogscen_cli.lager.skriv import open_door
from drogscen_cli.register.mote import Mote

MoteOption = Annotated[
    str | None, typer.Option("--mote", metavar="ID", help="Mötet som beslutade (annars det senast genomförda)")
]
ParagrafOption = Annotated[
    str | None, typer.Option("--paragraf", metavar="NR", help="Beslutets § (annars dagordningspunktens)")
]
TextOption = Annotated[
    str | None, typer.Option("--text", metavar="TEXT", help="Beslutet, som det står i protokollet (annars ett förslag)")
]


def options() -> list[Parameter]:
    """The options that every such verb has."""
    return [
        fixed("mote", MoteOption),
        fixed("paragraf", ParagrafOption),
        fixed("text", TextOption),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("ja", JaOption, default=False),
        fixed("spara", SparaOption, default=True),
    ]


def meeting(session: Session, wanted: str | None) -> Fattas:
    """The decision to be made at the meeting that is named, or at the latest one, which is then told."""
    if wanted is not None:
        return to_be_made(session.projekt, find_record(session, Mote, wanted), session.dag)
    found = latest_held(session.projekt, session.dag)
    if found is None:
        motestyp = session.projekt.motestyp(plan_of(session.projekt).andring_beslutas or "")
        raise ProtectedError(
            f"Inget möte av slaget {motestyp.titel if motestyp else ''} är genomfört {day_long(session.dag)}.",
            "Ange att mötet är hållet: drogscen mote close M-…",
        )
    fattas = to_be_made(session.projekt, found, session.dag)
    session.terminal.note(f"--mote {found.id}: hölls {day_long(fattas.dag)}")
    return fattas


def refuse_unsaved(session: Session, post: Post) -> None:
    """``ProtectedError`` where the record has changes by hand: what is decided must be in the diary as it stands."""
    repo = find_repo(session.root)
    if repo and repo.standing((post.fil,)).condition is Condition.DIRTY:
        remedy = commands((post.fil,), f"{post.register()} {post.id}: ändrad för hand")
        raise ProtectedError(
            f"{post.id} har ändringar som inte är i dagboken, så det går inte att visa vad som beslutas.",
            "\n".join(["Läs igenom dem och kör i projektets mapp:", *remedy]),
        )


def refuse_missing(session: Session, missing: Sequence[Field], *, ja: bool) -> None:
    """Names every value that is missing, where nobody is there to answer."""
    if missing and (ja or not session.terminal.interactive):
        names = ", ".join(field.option for field in missing)
        raise CallError(f"Det saknas värden: {names}.", "Ange dem som val, eller kör kommandot i en terminal.")
    if missing:
        session.terminal.note(REMINDER)


def needed(field: Field) -> Field:
    """The field, which can't be left empty."""
    return replace(field, required=True)


def ask_text(session: Session, field: Field, check: Check, proposal: str) -> str:
    """The decision's words: the proposal, unless something else is typed."""
    session.terminal.note(f"Förslag: {proposal}. Enter tar förslaget.".replace("..", "."))
    return ask(session, replace(field, required=False), check) or proposal


def write(session: Session, changes: ChangeSet, referens: str, *, spara: bool) -> int:
    """Through the door; the decision's reference is printed last."""
    with open_door(session.root, notify=session.terminal.note) as door:
        outcome = door.write(changes, spara=spara)
    if outcome.note:
        session.terminal.note(outcome.note)
    session.terminal.result(referens)
    return outcome.exit_code
