"""Anteckna under mötet: närvaro, punkter, beslut, åtgärder och avvikelser"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.session import DatumOption, JaOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.edit import IdArgument
from drogscen_cli.cli.verb.signature import fixed, with_options

_HJALP = (
    "Anteckna under mötet, punkt för punkt. Varje svar sparas genast; efter ett avbrott går samma kommando vidare. "
    "Utan ID: dagens möte, annars det närmaste planerade. Med val, eller --fran, ställs inga frågor."
)


def _text(name: str, hjalp: str, metavar: str = "TEXT") -> Any:  # noqa: ANN401 – an annotation for Typer
    return Annotated[str | None, typer.Option(f"--{name}", metavar=metavar, help=hjalp, show_default=False)]


def _texts(name: str, hjalp: str, metavar: str = "TEXT") -> Any:  # noqa: ANN401
    return Annotated[list[str] | None, typer.Option(f"--{name}", metavar=metavar, help=hjalp, show_default=False)]


OPTIONS = {
    "narvarande": _text("narvarande", "alla, alla utom 3 5, 1 2 4, eller namn med komma emellan", "VILKA"),
    "ordforande": _text("ordforande", "Den som ledde mötet", "VEM"),
    "sekreterare": _text("sekreterare", "Den som förde anteckningarna", "VEM"),
    "justerare": _text("justerare", "De som justerar protokollet", "VILKA"),
    "ny_punkt": _text("ny-punkt", "En punkt till på dagordningen; det som anges i övrigt hör till den", "RUBRIK"),
    "punkt": _text("punkt", "Punkten som det gäller: nummer, eller ord ur rubriken", "PUNKT"),
    "text": _texts("text", "Det som sades under punkten; kan upprepas"),
    "beslut": _texts("beslut", "Ett beslut; kan upprepas"),
    "atgard": _texts("atgard", "text; ansvarig; sista dag – kan upprepas"),
    "avvikelse": _texts("avvikelse", "titel; påverkar; orsak; ägare – kan upprepas"),
    "bordlagd": _text("bordlagd", "ja: punkten tas upp igen på nästa möte", "ja"),
    "status": _texts("status", "grupp: gjort; härnäst; avvikelser; justering; timmar – kan upprepas"),
    "aktivitetsplan": _text("aktivitetsplan", "Om aktivitetsplanen gicks igenom", "ja|nej"),
    "genomfort": _text("genomfort", "ja: mötet är slut och hölls på --datum", "ja"),
    "upprattat": _text("upprattat", "ja: anteckningarna är färdiga och ändras inte mer här", "ja"),
}
_FRAN = _text("fran", "Ett helt möte ur en textfil, eller - för standard in", "FIL")


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen mote anteckna``."""

    def run(values: dict[str, Any]) -> int:
        from drogscen_cli.cli.anteckna.start import start

        return start(session, session.with_options(values["projekt"], values["datum"]), values)

    parameters = [
        fixed("ident", IdArgument),
        *(fixed(name, option) for name, option in OPTIONS.items()),
        fixed("fran", _FRAN),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("ja", JaOption, default=False),
        fixed("spara", SparaOption, default=True),
    ]
    return command(with_options(run, (), parameters), _HJALP)
