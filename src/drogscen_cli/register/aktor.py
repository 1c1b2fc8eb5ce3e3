"""Aktör: myndighet, förening eller annan som projektet samverkar med"""

from typing import Annotated

from pydantic import computed_field

from drogscen_cli.core.post import Daterad, Deklaration, Lista, Post, Val, newest, optional, required
from drogscen_cli.core.scalars import JaNej, Langtext, Nyckel, Personnyckel, Text, Till


class Aktorsslag(Val):
    """What kind of party it is."""

    MYNDIGHET = "myndighet"
    KOMMUN = "kommun", "kommunal förvaltning"
    FORENING = "forening", "förening"
    FASTIGHETSAGARE = "fastighetsagare", "fastighetsägare"
    FORETAG = "foretag", "företag"
    INVANARE = "invanare", "invånare"
    OVRIG = "ovrig", "övrig"


class Syfte(Val):
    """What a contact was for (plan §§ 4 and 4.2)."""

    SAMVERKAN = "samverkan"
    AVSTAMNING = "avstamning", "avstämning"
    UTVARDERING = "utvardering", "utvärdering"
    SAMRAD = "samrad", "samråd"


class Kontakt(Daterad):
    """A contact with the party."""

    text: Langtext = required("Kontakt", "Vad kontakten gällde och vad den gav")
    syfte: Syfte | None = optional("Syfte", "Vad kontakten var till för")
    vem: Personnyckel | None = optional("Vem", "Den i projektet som hade kontakten")


class Overenskommelse(Daterad):
    """What was agreed with the party (plan §§ 4 and 10)."""

    text: Langtext = required("Överenskommelse", "Vad som är överenskommet")
    resurser: Text | None = optional("Resurser", "De resurser som aktören avsätter")


class Aktor(Post):
    """A party outside the project (plan §§ 2, 4, 4.2 and 10)."""

    deklaration = Deklaration(
        titel="Aktör", plural="aktörer", prefix="AK", kolumner=("titel", "slag", "part", "senast_kontakt")
    )

    titel: Text = required("Namn", "Aktörens namn, aldrig en enskild")
    slag: Aktorsslag | None = optional("Slag", "Vad för slags aktör det är")
    part: Lista[Annotated[Nyckel, Till("projektplan/part")]] = optional(
        "Part i planen", "De parter i planen som aktören är", default=()
    )
    kontaktroll: Text | None = optional("Kontakt", "Kontaktens roll, till exempel kommunpolis; inget namn")
    huvudaktor: JaNej | None = optional("Huvudaktör", "ja om aktören ska avsätta resurser till projektet")
    agare: Personnyckel | None = optional("Ansvarig", "Den i projektet som håller kontakten")
    kontakt: Lista[Kontakt] = optional("Kontakter", "Kontakter, dag för dag", default=())
    overenskommelse: Lista[Overenskommelse] = optional("Överenskommelse", "Vad som är överenskommet", default=())

    @computed_field(title="Senaste kontakt")  # type: ignore[prop-decorator]
    @property
    def senast_kontakt(self) -> str | None:
        """The day of the latest contact."""
        found = newest(self.kontakt)
        return found.datum.isoformat() if found else None
