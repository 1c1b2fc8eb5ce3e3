"""A decision on a change request in words, as it can be pasted into the minutes."""

from drogscen_cli.core.swedish import NBSP
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.andring import Andring, Utfall, Vardeandring
from drogscen_cli.styrda.falt import Falt
from drogscen_cli.styrda.varden import label, shown

_VERB = {Utfall.GODKAND: "godkänner", Utfall.AVSLAGEN: "avslår", Utfall.ATERREMITTERAD: "återremitterar"}
_DEFINITE = {
    **dict.fromkeys(("grupp", "nämnd", "ledning"), "en"),
    **dict.fromkeys(("styrelse", "kommitté"), "n"),
    **dict.fromkeys(("råd", "utskott", "lag", "team"), "et"),
    "möte": "t",
}
"""Endings that make a body's name definite."""


def body_name(projekt: Projekt) -> str:
    """What the deciding body is called in a decision: ``Styrgruppen``; ``Mötet`` where the plan names none."""
    organ = projekt.plan.andring_beslutas if projekt.plan else None
    motestyp = projekt.motestyp(organ or "")
    titel = projekt.vem(motestyp.grupp) if motestyp and motestyp.grupp else motestyp.namn if motestyp else "Mötet"
    ending = next((ending for word, ending in _DEFINITE.items() if titel.lower().endswith(word)), "")
    return titel + ending


def decision_text(projekt: Projekt, andring: Andring, utfall: Utfall) -> str:
    """``Styrgruppen godkänner AB-001, Höjt tak: Budget, Tak (budget.tak) ändras från … till ….``."""
    said = f"{body_name(projekt)} {_VERB[utfall]} {andring.id}, {andring.titel.rstrip('.')}"
    if utfall is Utfall.GODKAND and andring.vardeandring:
        said += ": " + "; ".join(_moved(projekt, rad) for rad in andring.vardeandring)
    return f"{said}.".replace(NBSP, " ")


def _moved(projekt: Projekt, rad: Vardeandring) -> str:
    falt = Falt.read(rad.falt)
    name = f"{label(projekt.poster, falt)} ({falt})"
    if rad.ny is None:
        return f"{name} tas bort"
    before = f" från {shown(falt, rad.nu)}" if rad.nu is not None else ""
    return f"{name} ändras{before} till {shown(falt, rad.ny)}"
