"""Pröva planens regler, schema, hänvisningar och personuppgifter"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.session import DatumOption, ProjektOption, Session
from drogscen_cli.cli.usage import command

FORMATS = ("text", "json", "github")


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``kontroll`` command; exit code 1 when there are errors."""

    def kontroll(
        sokvag: Annotated[
            list[str] | None, typer.Argument(metavar="[SÖKVÄG]…", help="Bara fynd i de här filerna")
        ] = None,
        projekt: ProjektOption = None,
        datum: DatumOption = None,
        form: Annotated[
            str, typer.Option("--format", metavar="FORMAT", help="text, json eller github", show_default=False)
        ] = "text",
        regel: Annotated[
            list[str] | None, typer.Option("--regel", metavar="ID", help="Bara den här regeln; kan upprepas")
        ] = None,
        endast_fel: Annotated[bool, typer.Option("--endast-fel", help="Utan varningar och oavgjorda")] = False,
    ) -> int:
        from drogscen_cli.cli.findings import Choice, show

        here = session.with_options(projekt, datum)
        return show(here, Choice(tuple(sokvag or ()), tuple(regel or ()), endast_fel, form))

    return command(kontroll, "Pröva planens regler, schema, hänvisningar och personuppgifter, per en viss dag.")
