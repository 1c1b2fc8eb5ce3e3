"""``importera``: a municipality's own file, shown before it is taken in, and taken in whole or not at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError

from drogscen_cli.actions.importera.kolumner import Brist
from drogscen_cli.actions.poster import AddItem, Drafted, edited, new_record, plain
from drogscen_cli.cli.fragor import agreed
from drogscen_cli.cli.importera.kolumner import Fil, Inlast, read_table
from drogscen_cli.cli.session import DatumOption, JaOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.errors import CallError, NoProjectError, ProtectedError
from drogscen_cli.core.post import Post
from drogscen_cli.core.pydantic_sv import explain
from drogscen_cli.core.swedish import count
from drogscen_cli.crosscheck import check_record
from drogscen_cli.lager.skriv import Door, open_door
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.register._styrning import Importkolumn
from drogscen_cli.register.projektplan import Projektplan

if TYPE_CHECKING:
    import inspect

FilArgument = Annotated[str, typer.Argument(metavar="FIL", help="CSV-fil eller Excelfil (xlsx)", show_default=False)]
ProvOption = Annotated[bool, typer.Option("--prov", help="Visa bara vad importen skulle ge; inget sparas")]
BladOption = Annotated[
    str | None, typer.Option("--blad", metavar="NAMN", help="Bladet i Excelfilen (annars det första)")
]

SHOWN = 20
"""Findings, and rows of a table, before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Val:
    """What every import is told."""

    fil: str
    blad: str | None
    prov: bool
    ja: bool
    spara: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Records to write: their register, their data, and what the diary says of them."""

    modell: type[Post]
    data: Sequence[dict[str, Any]]
    text: str


def importer(
    session: Session, hjalp: str, run: Callable[[Session, Val, dict[str, Any]], int], own: "Sequence[inspect.Parameter]"
) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``importera`` command of a register, with the options of its own."""

    def start(values: dict[str, Any]) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        val = Val(values["fil"], values["blad"], values["prov"], values["ja"], values["spara"])
        return run(here, val, values)

    common = [
        fixed("fil", FilArgument, default=...),
        fixed("blad", BladOption),
        fixed("prov", ProvOption, default=False),
        *own,
        fixed("ja", JaOption, default=False),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("spara", SparaOption, default=True),
    ]
    return command(with_options(start, (), common), hjalp)


def read(session: Session, register: str, val: Val) -> tuple[Projektplan, Inlast]:
    """The plan and the table; refuses while records of the register can't be read, for rows would come in twice."""
    plan = session.projekt.plan
    if plan is None:
        raise NoProjectError("Projektplanen går inte att läsa.", "Se felen: drogscen kontroll")
    if unread := sorted(path for path in session.projekt.olasta if f"{path}/".startswith(f"projekt/{register}/")):
        raise NoProjectError(
            f"{unread[0]} går inte att läsa, och då syns inte vad som redan är infört. Inget är sparat.",
            "Se felen: drogscen kontroll",
        )
    inlast = read_table(session, plan, register, Fil(val.fil, val.blad, val.ja))
    session.terminal.note(f"{inlast.tabell.namn} ({inlast.tabell.form})")
    return plan, inlast


def refuse(session: Session, inlast: Inlast, brister: Sequence[Brist], remedy: str) -> None:
    """Names every cell that can't be taken in, each on a line ``fil:rad:kolumn: fel …``, and ends the command."""
    if not brister:
        return
    name = inlast.tabell.namn
    for brist in brister[:SHOWN]:
        session.terminal.note(f"{name}:{brist.rad}:{brist.kolumn}: fel {brist.text}")
    if len(brister) > SHOWN:
        session.terminal.note(f"… och {len(brister) - SHOWN} till")
    many = count(len(brister), "cell", "celler")
    if any(brist.hemlig for brist in brister):
        raise ProtectedError(f"Inget är sparat: {many} i {name} kan inte föras in.", remedy)
    raise CallError(f"Inget är sparat: {many} i {name} kan inte föras in.", "Rätta cellerna i filen och försök igen.")


def say(session: Session, val: Val, lines: Iterable[str]) -> None:
    """The dry run: the result where it is all that is wanted, else beside the result."""
    for line in lines:
        if val.prov:
            session.terminal.result(line)
        else:
            session.terminal.note(line)


def go_on(session: Session, val: Val, question: str) -> bool:
    """Whether to go on; asks where somebody can answer."""
    if val.ja or not session.terminal.interactive or agreed(session.terminal, question):
        return True
    session.terminal.note("Inget är sparat.")
    return False


def write(session: Session, batch: Batch, columns: Sequence[Importkolumn], *, spara: bool) -> int:
    """Writes new records, if any, and new columns into the plan, in one change set; the ids last on standard output.

    Where a record of the register has come, gone or changed since the dry run, nothing is written.
    """
    terminal = session.terminal
    with open_door(session.root, notify=terminal.note) as door:
        _refuse_if_changed(session, batch.modell.register())
        drafts = [_draft(session, door, batch.modell, each) for each in batch.data]
        files = (*(draft.file for draft in drafts), *_plan_with(session, columns))
        register = batch.modell.register()
        message = f"{register} {_span(drafts)}: {batch.text}" if drafts else f"projektplan: kolumner för {register}"
        outcome = door.write(ChangeSet(files, message), spara=spara)
    if outcome.note:
        terminal.note(outcome.note)
    for draft in drafts:
        terminal.result(draft.post.id)
    return outcome.exit_code


def _span(drafts: Sequence[Drafted]) -> str:
    """The ids of one change set: the only one, or the first and the last."""
    first, last = drafts[0].post.id, drafts[-1].post.id
    return first if first == last else f"{first}–{last}"


def _draft(session: Session, door: Door, model: type[Post], data: dict[str, Any]) -> Drafted:
    try:
        drafted = new_record(model, door.next_id(model.register(), model.deklaration.prefix), data)
    except ValidationError as error:
        _, text, remedy = explain(error.errors(include_url=False)[0])
        raise CallError(f"{text}. Inget är sparat.", remedy) from error
    if found := next(check_record(session.projekt, drafted.post), None):
        raise CallError(f"{found.text}. Inget är sparat.", found.atgarda)
    return drafted


def _plan_with(session: Session, columns: Sequence[Importkolumn]) -> tuple[FileChange, ...]:
    plan = session.projekt.plan
    if not columns or plan is None:
        return ()
    raw = session.projekt.texter[plan.fil].encode()
    return (edited(plan, raw, [AddItem("importkolumn", plain(column)) for column in columns]).file,)


def _refuse_if_changed(session: Session, register: str) -> None:
    folder, source = f"projekt/{register}", TreeSource(session.root)
    seen = {path: text for path, text in session.projekt.texter.items() if path.startswith(f"{folder}/")}
    now = {entry.path: source.read(entry.path) for entry in source.entries(folder) if entry.path.endswith(".yaml")}
    if now != {path: text.encode() for path, text in seen.items()}:
        raise ProtectedError(f"{folder} har ändrats under tiden. Inget är sparat.", "Kör kommandot igen.")
