"""Indikator: det som mäts för att se om målen nås"""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, computed_field, model_validator

from drogscen_cli.core.post import Daterad, Deklaration, Lista, Numrerad, Post, Val, newest, optional, required
from drogscen_cli.core.scalars import (
    Datum,
    Decimaltal,
    Heltal,
    JaNej,
    Langtext,
    Nyckel,
    Personnyckel,
    Text,
    Till,
)
from drogscen_cli.core.skalar import failed

Antal = Annotated[Heltal, Field(ge=0)]


class Riktning(Val):
    """Which way is better."""

    HOGRE = "hogre", "högre är bättre"
    LAGRE = "lagre", "lägre är bättre"
    TVETYDIG = "tvetydig", "tvetydig"


class Indikatorslag(Val):
    """What the project does, or what comes of it."""

    PRESTATION = "prestation"
    EFFEKT = "effekt"


class Matning(Daterad):
    """One measurement: a value, or of ``n`` asked the ``k`` who answered so."""

    varde: Decimaltal | None = optional("Värde", "Det uppmätta värdet")
    n: Antal | None = optional("Antal svarande", "Hur många som svarade")
    k: Antal | None = optional("Antal träffar", "Hur många av dem som svarade så")
    omrade: Text | None = optional("Område", "Platsen, om en annan än indikatorns")
    metod: Text | None = optional("Metod", "Hur det mättes")
    kalla: Text | None = optional("Källa", "Varifrån uppgiften kommer")

    @model_validator(mode="after")
    def _counts(self) -> Self:
        if (self.n is None) is not (self.k is None):
            raise failed("antal", "har bara det ena av n och k", "Ange både antal svarande (n) och antal träffar (k).")
        if self.n is None and self.varde is None:
            raise failed("antal", "saknar värde", "Ange varde, eller n och k.")
        if self.n is not None and self.k is not None and self.k > self.n:
            raise failed("antal", f"har fler träffar ({self.k}) än svarande ({self.n})", "Rätta n eller k.")
        return self


class Planerad(Numrerad):
    """A measurement that is planned."""

    dag: Datum = required("Dag", "Dagen då mätningen ska göras")
    ansvarig: Personnyckel | None = optional("Ansvarig", "Den som svarar för mätningen")
    text: Text | None = optional("Mätning", "Till exempel samma frågor som före projektet")


class Indikator(Post):
    """Something that is measured (plan §§ 1, 2 and 4.2)."""

    deklaration = Deklaration(
        titel="Indikator", plural="indikatorer", prefix="I", kolumner=("titel", "slag", "riktning", "mal", "senaste")
    )

    titel: Text = required("Titel", "Vad som mäts")
    beskrivning: Langtext | None = optional("Beskrivning", "Hur det ska tolkas")
    enhet: Text | None = optional("Enhet", "Till exempel procent eller antal per månad")
    kalla: Text | None = optional("Källa", "Varifrån uppgifterna kommer")
    riktning: Riktning | None = optional("Riktning", "Vad som är bättre")
    slag: Indikatorslag | None = optional("Slag", "Det som projektet gör, eller det som blir följden")
    mal: Lista[Annotated[Nyckel, Till("projektplan/mal")]] = optional(
        "Mål", "De mål i planen som indikatorn mäter", default=()
    )
    omrade: Text | None = optional("Område", "Platsen som mäts")
    platsspecifik: JaNej | None = optional("Platsspecifik", "ja om mätningen gäller just projektets område")
    agare: Personnyckel | None = optional("Ägare", "Den som svarar för mätningen")
    matning: Lista[Matning] = optional("Mätning", "Uppmätta värden", default=())
    planerad: Lista[Planerad] = optional("Planerad mätning", "Mätningar som ska göras", default=())

    @computed_field(title="Senaste")  # type: ignore[prop-decorator]
    @property
    def senaste(self) -> Decimal | None:
        """The latest value; for counts the share in percent, to one decimal."""
        found = newest(self.matning)
        if found is None or found.varde is not None or not found.n:
            return found.varde if found else None
        return round(Decimal(100 * (found.k or 0)) / found.n, 1)
