"""Ställ in ett planerat möte"""

from dataclasses import replace
from typing import Annotated, Any

import typer

from drogscen_cli.actions.mote.flytt import installt
from drogscen_cli.cli.fields import fields_of
from drogscen_cli.cli.session import DatumOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.answers import Values, ask_missing, checker, given
from drogscen_cli.cli.verb.edit import IdArgument, text_of, write
from drogscen_cli.cli.verb.find import find_record
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.register.mote import Mote

AnledningOption = Annotated[
    str | None,
    typer.Option("--anledning", "--skal", metavar="TEXT", help="Varför mötet ställs in (krävs)", show_default=False),
]


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen mote stallin``."""
    fields = tuple(replace(field, required=True) for field in fields_of(Mote) if field.name == "anledning")

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        mote = find_record(here, Mote, values["ident"])
        raw = text_of(here, mote)
        installt(mote, None, here.dag)
        answers = ask_missing(here, given(values, fields), fields, checker(here, Mote, fields))
        changes = installt(mote, answers["anledning"], here.dag)
        return write(here, mote, raw, changes, fields, spara=values["spara"])

    common = [
        fixed("ident", IdArgument),
        fixed("anledning", AnledningOption),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("spara", SparaOption, default=True),
    ]
    return command(with_options(run, (), common), "Ställ in ett planerat möte. Dagen för beskedet är --datum.")
