"""Besluta en ändringsbegäran: beslutet, begäran och planens värden skrivs på en gång"""

from typing import Annotated, Any

import typer
from pydantic import ValidationError

from drogscen_cli.actions.beslut.begaran import Svar, besluta, proposed_paragraph, proposed_text, refuse_undecidable
from drogscen_cli.actions.beslut.organ import Fattas
from drogscen_cli.cli.beslut import fatta
from drogscen_cli.cli.fields import Field, fields_of, item_fields
from drogscen_cli.cli.pick import pick
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.answers import Values, ask, checker, refused
from drogscen_cli.cli.verb.edit import IdArgument
from drogscen_cli.cli.verb.find import find_record
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.swedish import listing
from drogscen_cli.core.text import fold, nearest
from drogscen_cli.register.andring import Andring, Utfall
from drogscen_cli.register.mote import Beslut

HJALP = (
    "Besluta en ändringsbegäran på ett genomfört möte. Beslutet skrivs in i mötet och i begäran, och ett godkänt värde "
    "i den fil där det står. Beslutets id skrivs ut sist."
)
UtfallOption = Annotated[
    str | None, typer.Option("--utfall", metavar="ORD", help=f"Vad beslutet blev ({', '.join(Utfall)})")
]
VillkorOption = Annotated[str | None, typer.Option("--villkor", metavar="TEXT", help="Villkor i beslutet")]


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen andring besluta``."""

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        andring = find_record(here, Andring, values["ident"] or _only_undecided(here))
        refuse_undecidable(here.projekt, andring)
        if values["spara"]:
            fatta.refuse_unsaved(here, andring)
        fattas = fatta.meeting(here, values["mote"]).about(andring.id)
        svar = _answered(here, andring, fattas, values)
        try:
            changes = besluta(here.projekt, andring, fattas, svar)
        except ValidationError as error:
            raise refused(error, tuple(_fields().values())) from error
        return fatta.write(here, changes, fattas.referens, spara=values["spara"])

    first = [fixed("ident", IdArgument), fixed("utfall", UtfallOption), fixed("villkor", VillkorOption)]
    return command(with_options(run, (), [*first, *fatta.options()]), HJALP)


def _only_undecided(session: Session) -> str | None:
    """On a terminal the id picked among the requests that can be decided; elsewhere None."""
    terminal = session.terminal
    requests = session.projekt.alla(Andring)
    found = [each for each in requests if not each.beslutad or each.utfall is Utfall.ATERREMITTERAD]
    if not terminal.interactive:
        return None
    if not found:
        raise CallError("Ingen ändringsbegäran väntar på beslut.", "Skriv en: drogscen andring add")
    return found[pick(terminal, [f"{each.id}  {each.titel}" for each in found])].id


def _fields() -> dict[str, Field]:
    found = {field.name: field for field in (*fields_of(Andring), *item_fields(Beslut))}
    needed = {name: fatta.needed(found[name]) for name in ("utfall", "paragraf")}
    return {**needed, "villkor": found["villkor"], "text": found["text"]}


def _word(utfall: str | None) -> str | None:
    """The outcome as files spell it."""
    word = fold(utfall).casefold() if utfall else None
    if word is not None and word not in list(Utfall):
        near = nearest(word, Utfall)
        raise CallError(
            f"--utfall kan inte vara {utfall}.",
            f"{f'Menades {near}? ' if near else ''}Välj {listing(list(Utfall), 'eller')}.",
        )
    return word


def _answered(session: Session, andring: Andring, fattas: Fattas, values: Values) -> Svar:
    """The options, and on a terminal answers to what they leave out."""
    found = {"paragraf": str(proposed_paragraph(andring, fattas) or ""), "utfall": _word(values["utfall"])}
    answers = found | {name: values[name] for name in ("paragraf", "villkor", "text") if values[name]}
    fields = _fields()
    missing = [fields[name] for name in ("utfall", "paragraf") if not answers[name]]
    fatta.refuse_missing(session, missing, ja=values["ja"])
    of_request = checker(session, Andring, fields_of(Andring))
    of_decision = checker(session, Beslut, item_fields(Beslut))
    for field in missing:
        answers[field.name] = ask(session, field, of_request if field.name == "utfall" else of_decision)
    proposal = proposed_text(session.projekt, andring, fattas, str(answers["utfall"]))
    if missing and "villkor" not in answers:
        answers["villkor"] = ask(session, fields["villkor"], of_request)
    if missing and "text" not in answers:
        answers["text"] = fatta.ask_text(session, fields["text"], of_decision, proposal)
    known = {name: value for name, value in answers.items() if value}
    return Svar(**{"text": proposal, **known})
