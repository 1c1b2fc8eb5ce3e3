"""Importera utfall ur kommunens egen fil (CSV eller Excel)"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.importera.inforing import importer
from drogscen_cli.cli.importera.utfall import run
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.signature import fixed

TitelOption = Annotated[
    str | None, typer.Option("--titel", metavar="TEXT", help="Postens titel (annars Utfall och månaden)")
]
UtanOption = Annotated[
    list[str] | None,
    typer.Option(
        "--utan",
        metavar="FÄLT",
        help="Lämna en kolumn utanför: leverantor, text eller verifikation",
        show_default=False,
    ),
]
AndradeOption = Annotated[bool, typer.Option("--andrade", help="Lägg till även rader som ser ändrade ut")]


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen ekonomi importera FIL``."""
    own = [fixed("titel", TitelOption), fixed("utan", UtanOption), fixed("andrade", AndradeOption, default=False)]
    return importer(session, "Importera utfall ur kommunens egen fil. Det nya id:t skrivs ut sist.", run, own)
