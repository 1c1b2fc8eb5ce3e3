"""Visa vad en regel betyder och hur den följs"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.session import JsonOption, ProjektOption, Session
from drogscen_cli.cli.usage import command


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``regel`` command: one rule, or the whole catalogue."""

    def regel(
        ident: Annotated[str | None, typer.Argument(metavar="[ID]", help="Regelns id, till exempel RISK01")] = None,
        projekt: ProjektOption = None,
        json: JsonOption = False,
        markdown: Annotated[bool, typer.Option("--markdown", help="Skriv alla regler som Markdown")] = False,
    ) -> None:
        from drogscen_cli.cli.rules import show, show_document

        if markdown:
            show_document(session)
            return
        show(session.with_options(projekt), ident, as_json=json)

    return command(regel, "Visa vad en regel betyder, vilket avsnitt i planen den bygger på och hur ett brott rättas.")
