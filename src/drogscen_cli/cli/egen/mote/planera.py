"""Lägg in en serie möten efter planens frekvenser"""

from dataclasses import replace
from typing import Annotated, Any

import typer

from drogscen_cli.cli.completion import referring_to
from drogscen_cli.cli.fields import item_fields
from drogscen_cli.cli.planera import ASKED, plan_series
from drogscen_cli.cli.session import DatumOption, JaOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.answers import Values
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.register._styrning import Motestyp

MotestypOption = Annotated[
    str | None,
    typer.Option(
        "--motestyp",
        metavar="NYCKEL",
        help="Planens mötestyp (annars alla som planen ger en frekvens)",
        autocompletion=referring_to(("projektplan/motestyp",)),
    ),
]
StartOption = Annotated[
    str | None,
    typer.Option("--start", metavar="DAG", help="Första dagen; serien räknas då från den (annars idag, i projektet)"),
]
SlutOption = Annotated[
    str | None, typer.Option("--slut", metavar="DAG", help="Sista dagen (annars projektets sista dag)")
]


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen mote planera``."""
    fields = tuple(field for field in item_fields(Motestyp) if field.name in ASKED)

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        return plan_series(here, values, fields)

    common = [
        fixed("motestyp", MotestypOption),
        fixed("start", StartOption),
        fixed("slut", SlutOption),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("ja", JaOption, default=False),
        fixed("spara", SparaOption, default=True),
    ]
    hjalp = (
        "Lägg in en serie möten efter planens frekvenser, utanför röda dagar och uppehåll. Perioder som redan har ett "
        "möte lämnas som de är. Id:n skrivs ut sist."
    )
    return command(with_options(run, [replace(field, required=False) for field in fields], common), hjalp)
