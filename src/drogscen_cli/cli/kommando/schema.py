"""Skriv registrens JSON Schema, som redigerare fyller i och prövar med"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.session import ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command

HJALP = (
    "Visa ett registers JSON Schema, eller skriv alla till projekt/.schema. VS Code med tillägget YAML läser dem "
    "utan nätverk: det fyller i fält och ord och markerar fel medan filen skrivs."
)


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``schema`` command: one register's on standard output, or all of them into the project."""

    def schema(
        register: Annotated[
            str | None,
            typer.Argument(metavar="[REGISTER]", help="Registrets namn; utelämnat: alla skrivs till projektet"),
        ] = None,
        projekt: ProjektOption = None,
        spara: SparaOption = True,
    ) -> int:
        from drogscen_cli.cli.schemas import show, write

        here = session.with_options(projekt)
        return show(here, register) if register else write(here, spara=spara)

    return command(schema, HJALP)
