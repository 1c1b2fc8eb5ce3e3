"""Personal data in the project's files: found by pattern, named by kind, never echoed in full."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd, Regel, Stalle
from drogscen_cli.core.personuppgift import Traff, find
from drogscen_cli.projekt import Projekt

_REMEDY = (
    "Ta bort uppgiften och beskriv det som hänt utan att peka ut någon. Har filen redan sparats i git finns uppgiften "
    "kvar i historiken: tala med den som ansvarar för projektets handlingar."
)

INT01 = Regel(
    "INT01",
    Allvar.FEL,
    "Personnummer eller samordningsnummer",
    "Projektets filer ska aldrig innehålla uppgifter om enskilda. Ett nummer med giltigt datum och giltig "
    "kontrollsiffra är ett fel, hur det än är skrivet.",
    _REMEDY,
)
INT02 = Regel(
    "INT02",
    Allvar.VARNING,
    "Något som kan vara en uppgift om en enskild",
    "Telefonnummer, privata e-postadresser, nummer som liknar personnummer, och dag tillsammans med plats och ålder "
    "eller kön kan peka ut någon, särskilt en som vistas på platsen.",
    _REMEDY,
)
REGLER = (INT01, INT02)
MAX_FYND = 50
"""Findings kept for one file; a file with more is the wrong file."""

_UNCERTAIN = {
    "personnummer": "möjligt personnummer",
    "samordningsnummer": "möjligt samordningsnummer",
    "telefonnummer": "möjligt telefonnummer",
    "epost": "möjlig privat e-postadress",
}


def privacy(projekt: Projekt) -> Iterator[Fynd]:
    """Findings INT01 and INT02 in every file that was read."""
    for path, text in projekt.texter.items():
        for traff in find(text, MAX_FYND)[:MAX_FYND]:
            yield _fynd(path, traff)


def _fynd(path: str, traff: Traff) -> Fynd:
    regel = INT01 if traff.saker else INT02
    text = f"{traff.slag if traff.saker else _UNCERTAIN.get(traff.slag)} {traff.maskerad}"
    if traff.slag == "utpekande":
        text = "dag, plats och ålder eller kön tillsammans kan peka ut någon"
    where = Stalle(path, traff.rad, traff.kolumn, traff.langd)
    return Fynd(regel.id, regel.allvar, where, text, regel.text, regel.atgarda)
