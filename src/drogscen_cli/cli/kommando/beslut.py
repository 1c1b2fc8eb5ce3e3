"""Beslut från alla möten"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.completion import referring_to
from drogscen_cli.cli.session import CsvOption, DatumOption, JsonOption, ProjektOption, Session
from drogscen_cli.cli.usage import Lazy, command, group
from drogscen_cli.cli.verb.signature import fixed, with_options

MoteOption = Annotated[
    str | None,
    typer.Option("--mote", metavar="ID", help="Bara från det här mötet", autocompletion=referring_to(("mote",))),
]
MotestypOption = Annotated[
    str | None,
    typer.Option(
        "--motestyp",
        metavar="NYCKEL",
        help="Bara från den här sortens möten",
        autocompletion=referring_to(("projektplan/motestyp",)),
    ),
]
SedanOption = Annotated[str | None, typer.Option("--sedan", metavar="DAG", help="Bara från och med den här dagen")]
TextOption = Annotated[str | None, typer.Option("--text", metavar="TEXT", help="Bara där de här orden finns")]


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``beslut`` group."""
    return group(
        {"list": Lazy("Lista besluten", lambda: _list(session))}, "Beslut, som de står i mötena där de fattades."
    )


def _list(session: Session) -> Any:  # noqa: ANN401
    def run(values: dict[str, Any]) -> int:
        from drogscen_cli.cli.beslut.lista import Urval, show

        urval = Urval(values["mote"], values["motestyp"], values["sedan"], values["text"])
        here = session.with_options(values["projekt"], values["datum"])
        return show(here, urval, as_json=values["json"], as_csv=values["csv"])

    parameters = [
        fixed("mote", MoteOption),
        fixed("motestyp", MotestypOption),
        fixed("sedan", SedanOption),
        fixed("text", TextOption),
        fixed("json", JsonOption, default=False),
        fixed("csv", CsvOption, default=False),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
    ]
    return command(with_options(run, (), parameters), "Lista besluten från alla möten, i den ordning de fattades.")
