"""Skapa ett nytt projekt, i git"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.session import DatumOption, JaOption, Session, SparaOption
from drogscen_cli.cli.usage import command

HJALP = (
    "Skapa ett nytt, giltigt projekt i KATALOG (annars här) och lägg det i git. I en terminal frågas det som saknas. "
    "Med --exempel skapas ett helt påhittat projektår att pröva med."
)


def _text(name: str, hjalp: str, metavar: str = "TEXT") -> Any:  # noqa: ANN401 – Typer's type
    return typer.Option(name, metavar=metavar, help=hjalp, show_default=False)


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``init`` command."""

    def init(  # noqa: PLR0913 – one parameter an option
        katalog: Annotated[str, typer.Argument(metavar="[KATALOG]", help="Projektets mapp", show_default=False)] = ".",
        *,
        namn: Annotated[str | None, _text("--namn", "Projektets namn")] = None,
        plats: Annotated[str | None, _text("--plats", "Området som projektet avser")] = None,
        huvudman: Annotated[str | None, _text("--huvudman", "Kommunen eller förvaltningen")] = None,
        start: Annotated[str | None, _text("--start", "Första dagen", "DAG")] = None,
        slut: Annotated[str | None, _text("--slut", "Sista dagen", "DAG")] = None,
        foljs_fran: Annotated[str | None, _text("--foljs-fran", "Dagen från vilken plikterna följs", "DAG")] = None,
        tak: Annotated[str | None, _text("--tak", "Högsta kostnad i kronor", "BELOPP")] = None,
        post: Annotated[
            list[str] | None, _text("--post", "Del av budgeten med eget tak: Namn=belopp; kan upprepas", "NAMN=BELOPP")
        ] = None,
        grupp: Annotated[
            list[str] | None,
            _text(
                "--grupp",
                "Grupp som möts: Namn=frekvens (vecka, varannan vecka, månad, kvartal, vid behov), den beslutande "
                "först; kan upprepas",
                "NAMN=FREKVENS",
            ),
        ] = None,
        riskanalys: Annotated[
            str | None, _text("--riskanalys", "Hur ofta riskanalys görs (annars månad)", "FREKVENS")
        ] = None,
        projektledare: Annotated[str | None, _text("--projektledare", "Projektledarens namn")] = None,
        bestallare: Annotated[str | None, _text("--bestallare", "Beställarens namn")] = None,
        exempel: Annotated[bool, typer.Option("--exempel", help="Ett påhittat projektår")] = False,
        dagbok: Annotated[
            bool,
            typer.Option(
                "--dagbok",
                help="Med --exempel: spela upp året, till --datum om den anges, så att det får en dagbok; tar en minut",
            ),
        ] = False,
        datum: DatumOption = None,
        ja: JaOption = False,
        spara: SparaOption = True,
    ) -> int:
        from drogscen_cli.cli.nystart import Given, create

        here = session.with_options(None, datum)
        if exempel:
            from drogscen_cli.cli.exempel import create_example, play_example

            played = dagbok or datum is not None
            return play_example(here, katalog) if played else create_example(here, katalog, spara=spara)
        given = Given(
            {
                "namn": namn,
                "plats": plats,
                "huvudman": huvudman,
                "start": start,
                "slut": slut,
                "foljs_fran": foljs_fran,
                "tak": tak,
                "riskanalys": riskanalys,
                "projektledare": projektledare,
                "bestallare": bestallare,
            },
            tuple(post or ()),
            tuple(grupp or ()),
        )
        return create(here, katalog, given, quiet=ja, spara=spara)

    return command(init, HJALP)
