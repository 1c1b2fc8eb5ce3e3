"""Skriv ut en rapport som Markdown eller HTML"""

from functools import partial
from typing import Annotated, Any

import typer

from drogscen_cli import rapport as rapporter
from drogscen_cli.cli.session import DatumOption, ProjektOption, Session
from drogscen_cli.cli.usage import Lazy, command, group

FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="md eller html (annars efter --ut, eller md); för efterlevnad även text",
        show_default=False,
    ),
]
UtOption = Annotated[str | None, typer.Option("--ut", metavar="FIL", help="Filen att skriva till (annars skärmen)")]
OppnaOption = Annotated[bool, typer.Option("--oppna", help="Öppna filen när den är skriven")]


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``rapport`` group: one command a report."""
    entries = {
        name: Lazy(": ".join(rapporter.title(name)), partial(_report, session, name), "Rapporter")
        for name in rapporter.names()
    }
    return group(entries, "Skriv ut en rapport. En rapport ändrar inget i projekt/.")


def _report(session: Session, name: str) -> Any:  # noqa: ANN401
    def rapport(
        ident: Annotated[
            str | None, typer.Argument(metavar="[ID]", help="Posten som rapporten gäller, till exempel LR-001")
        ] = None,
        form: FormatOption = None,
        ut: UtOption = None,
        oppna: OppnaOption = False,
        projekt: ProjektOption = None,
        datum: DatumOption = None,
    ) -> int:
        from drogscen_cli.cli.reports import Wanted, write

        return write(session.with_options(projekt, datum), Wanted(name, ident or "", form, ut, oppna))

    return command(rapport, ": ".join(rapporter.title(name)))
