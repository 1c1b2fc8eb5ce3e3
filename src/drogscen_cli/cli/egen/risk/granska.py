"""Gå igenom de öppna riskerna och skriv periodens riskanalys"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.completion import Complete, records, referring_to
from drogscen_cli.cli.session import DatumOption, JaOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.signature import fixed, with_options

_WHO = ("organisation/person", "organisation/roll", "organisation/grupp")
_HJALP = (
    "Gå igenom de öppna riskerna, de obedömda först och sedan de värsta, och skriv riskanalysen. Varje risk sparas när "
    "den är besvarad; efter ett avbrott går samma kommando vidare. Med val ställs inga frågor."
)


# Each gives an annotation for Typer.
def _text(name: str, hjalp: str, metavar: str = "TEXT", offered: Complete | None = None) -> Any:  # noqa: ANN401
    return Annotated[str | None, typer.Option(f"--{name}", metavar=metavar, help=hjalp, autocompletion=offered)]


def _texts(name: str, hjalp: str, metavar: str = "TEXT", offered: Complete | None = None) -> Any:  # noqa: ANN401
    return Annotated[list[str] | None, typer.Option(f"--{name}", metavar=metavar, help=hjalp, autocompletion=offered)]


def _flag(name: str, hjalp: str) -> Any:  # noqa: ANN401
    return Annotated[bool, typer.Option(f"--{name}", help=hjalp)]


_TEXTS = {
    "period": _text("period", "Perioden som granskas, om dagen ligger utanför den: april, 2023-04", "PERIOD"),
    "risk": _text("risk", "Risken som bedöms; det som inte anges behålls", "ID", records),
    "sannolikhet": _text("sannolikhet", "Sannolikhet, nivå på planens riskskala", "TAL"),
    "konsekvens": _text("konsekvens", "Konsekvens, nivå på planens riskskala", "TAL"),
    "kommentar": _text("kommentar", "Vad bedömningen bygger på, eller varför risken stängs"),
    "atgard_klar": _texts("atgard-klar", "En åtgärd som är klar: 2, eller 2; DAG", "NR"),
    "atgard_senast": _texts("atgard-senast", "En åtgärds nya sista dag: 2; DAG", "NR; DAG"),
    "atgard": _texts("atgard", "En ny åtgärd: text; ansvarig; sista dag"),
    "acceptera": _text(
        "acceptera", "Beslutet att leva med risken: M-007/beslut/2", "ID", referring_to(["mote/beslut"])
    ),
    "sammanfattning": _text("sammanfattning", "Slutsatsen, till riskanalysen"),
    "deltagare": _texts("deltagare", "Någon som deltog (annars de i förra analysen)", "VEM", referring_to(_WHO)),
    "fran": _text("fran", "Hela granskningen ur en YAML-fil, eller - för standard in", "FIL"),
}
_FLAGS = {
    "stang": _flag("stang", "Stäng risken; kräver --kommentar"),
    "behall": _flag("behall", "Bedöm resten som förut; kräver --kommentar"),
    "avsluta": _flag("avsluta", "Skriv riskanalysen när alla risker är bedömda"),
}


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen risk granska``."""

    def run(values: dict[str, Any]) -> int:
        from drogscen_cli.cli.granska.start import start

        return start(session, values)

    parameters = [
        *(fixed(name, option) for name, option in _TEXTS.items()),
        *(fixed(name, option, default=False) for name, option in _FLAGS.items()),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("ja", JaOption, default=False),
        fixed("spara", SparaOption, default=True),
    ]
    return command(with_options(run, (), parameters), _HJALP)
