"""Which way through the review: questions, options, or a file."""

import shlex
from typing import Any

from drogscen_cli.cli.granska.granskare import granskare
from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError

_ABOUT_RISK = ("sannolikhet", "konsekvens", "atgard_klar", "atgard_senast", "atgard", "acceptera", "stang")
_ABOUT_END = ("sammanfattning", "deltagare")


def start(run: Session, values: dict[str, Any]) -> int:
    """Runs the review that the options ask for; returns the exit code."""
    session = run.with_options(values["projekt"], values["datum"])
    _refuse_lonely(values)
    review = granskare(session, values["period"], spara=values["spara"])
    if values["fran"]:
        from drogscen_cli.cli.granska.fil import from_file

        return from_file(review, values["fran"], again=values["ja"])
    if values["risk"] or values["behall"] or values["avsluta"]:
        from drogscen_cli.cli.granska.val import from_options

        return from_options(review, values)
    if values["ja"] or not session.terminal.interactive:
        raise CallError(
            "Granskningen behöver svar, och det finns ingen att fråga.",
            "Bedöm en risk: --risk ID --sannolikhet TAL --konsekvens TAL. Behåll resten: --behall --kommentar TEXT. "
            "Skriv riskanalysen: --avsluta --sammanfattning TEXT. Eller ange allt i en fil: --fran FIL.",
        )
    from drogscen_cli.cli.granska.samtal import review as talk

    return talk(review, run, _again(session, values))


def _refuse_lonely(values: dict[str, Any]) -> None:
    """Options that mean nothing without the one that they belong to."""
    given = {name for name, value in values.items() if value}
    wrong = []
    if not values["risk"]:
        wrong += [(name, "--risk ID") for name in _ABOUT_RISK if name in given]
    if not values["avsluta"]:
        wrong += [(name, "--avsluta") for name in _ABOUT_END if name in given]
    if "kommentar" in given and not given & {"risk", "behall"}:
        wrong.append(("kommentar", "--risk ID eller --behall"))
    if {"risk", "behall"} <= given or ("fran" in given and given & {"risk", "behall", "avsluta"}):
        raise CallError("Ange bara ett av --risk, --behall och --fran.", "Kör ett kommando för varje steg.")
    if wrong:
        name, partner = wrong[0]
        raise CallError(f"--{name.replace('_', '-')} hör ihop med {partner}.", f"Ange även {partner}.")


def _again(session: Session, values: dict[str, Any]) -> str:
    """The command that goes on with the review."""
    used = {"projekt": session.projekt_option, "datum": session.datum_option, "period": values["period"]}
    options = [f"--{name} {shlex.quote(value)}" for name, value in used.items() if value]
    return " ".join(["drogscen risk granska", *options])
