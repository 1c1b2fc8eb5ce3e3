"""Lista mallarna, eller kopiera en för att ändra den"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.session import CsvOption, JsonOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import Lazy, command, group


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``mall`` group."""
    return group(
        {
            "list": Lazy("Lista mallarna och var de finns", lambda: _list(session)),
            "kopiera": Lazy("Kopiera en mall till projektets mallar/", lambda: _copy(session)),
        },
        "Rapporternas mallar. En mall i projektets egen mapp mallar/ används i stället för den medföljande.",
    )


def _list(session: Session) -> Any:  # noqa: ANN401
    def list_(projekt: ProjektOption = None, json: JsonOption = False, csv: CsvOption = False) -> None:
        from drogscen_cli.cli.templates import show

        show(session.with_options(projekt), as_json=json, as_csv=csv)

    return command(list_, "Lista mallarna och var de finns.")


def _copy(session: Session) -> Any:  # noqa: ANN401
    def kopiera(
        namn: Annotated[
            str, typer.Argument(metavar="NAMN", help="Mallens namn, till exempel lage", show_default=False)
        ],
        projekt: ProjektOption = None,
        spara: SparaOption = True,
    ) -> int:
        from drogscen_cli.cli.templates import copy

        return copy(session.with_options(projekt), namn, spara=spara)

    return command(kopiera, "Kopiera en mall till projektets mallar/, där den kan ändras.")
