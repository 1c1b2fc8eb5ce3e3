"""Öppna åtgärder från möten, risker och avvikelser, och när de är klara"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.completion import referring_to
from drogscen_cli.cli.session import CsvOption, DatumOption, JsonOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import Lazy, command, group
from drogscen_cli.cli.verb.signature import fixed, with_options

AnsvarigOption = Annotated[
    str | None,
    typer.Option(
        "--ansvarig",
        metavar="VEM",
        help="Bara de som någon ansvarar för: nyckel, namn eller roll",
        autocompletion=referring_to(("organisation/roll", "organisation/person", "organisation/grupp")),
    ),
]
ForsenadeOption = Annotated[bool, typer.Option("--forsenade", help="Bara de vars sista dag har passerat")]
AllaOption = Annotated[bool, typer.Option("--alla", help="Också de som är klara, och de i stängda poster")]
VilkenArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ÅTGÄRD]",
        help="Till exempel M-007/atgard/2, eller ord ur texten",
        show_default=False,
        autocompletion=referring_to(("mote/atgard", "risk/atgard", "avvikelse/atgard")),
    ),
]


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``atgard`` group."""
    return group(
        {
            "list": Lazy("Lista öppna åtgärder", lambda: _list(session)),
            "klar": Lazy("En åtgärd är klar", lambda: _done(session)),
        },
        "Åtgärder, var de än är antecknade: i möten, risker och avvikelser.",
    )


def _list(session: Session) -> Any:  # noqa: ANN401
    def run(values: dict[str, Any]) -> int:
        from drogscen_cli.cli.atgarder import Urval, show

        urval = Urval(values["ansvarig"], late=values["forsenade"], everything=values["alla"])
        here = session.with_options(values["projekt"], values["datum"])
        return show(here, urval, as_json=values["json"], as_csv=values["csv"])

    parameters = [
        fixed("ansvarig", AnsvarigOption),
        fixed("forsenade", ForsenadeOption, default=False),
        fixed("alla", AllaOption, default=False),
        fixed("json", JsonOption, default=False),
        fixed("csv", CsvOption, default=False),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
    ]
    return command(with_options(run, (), parameters), "Lista öppna åtgärder, de som ska vara klara först överst.")


def _done(session: Session) -> Any:  # noqa: ANN401
    def klar(
        vilken: VilkenArgument = None,
        projekt: ProjektOption = None,
        datum: DatumOption = None,
        spara: SparaOption = True,
    ) -> int:
        from drogscen_cli.cli.atgarder import done

        return done(session.with_options(projekt, datum), vilken, spara=spara)

    return command(klar, "En åtgärd blev klar på --datum. Utan åtgärd: en lista att välja ur.")
