"""Pricka av ett krav som ingen regel prövar, med datum och bevis"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.session import DatumOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command

HJALP = (
    "Pricka av ett krav i planen för hand: skriv vad som visar att det är uppfyllt. Dagen är --datum. "
    "Utan NR visas kraven som prickas av för hand."
)


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen projektplan pricka``."""

    def pricka(
        nr: Annotated[
            int | None, typer.Argument(metavar="[NR]", help="Kravets nummer i planen", show_default=False)
        ] = None,
        text: Annotated[
            str | None, typer.Option("--text", metavar="TEXT", help="Det som visar att kravet är uppfyllt")
        ] = None,
        projekt: ProjektOption = None,
        datum: DatumOption = None,
        spara: SparaOption = True,
    ) -> int:
        from drogscen_cli.cli.avprickning import by_hand, tick

        here = session.with_options(projekt, datum)
        return by_hand(here) if nr is None else tick(here, nr, text, spara=spara)

    return command(pricka, HJALP)
