"""Risk: det som kan hindra målen, bedömt gång på gång"""

from typing import Annotated

from pydantic import Field, computed_field

from drogscen_cli.core.post import Daterad, Deklaration, Lista, Numrerad, Post, Val, newest, optional, required
from drogscen_cli.core.scalars import Datum, Handelse, Heltal, Langtext, Personnyckel, Referens, Text, Till

Niva = Annotated[Heltal, Field(ge=1, le=10)]


class Riskstatus(Val):
    """Whether the risk is still watched."""

    OPPEN = "oppen", "öppen"
    STANGD = "stangd", "stängd"


class Inriktning(Val):
    """What a measure works on (plan § 9)."""

    SANNOLIKHET = "sannolikhet", "minskar sannolikheten"
    KONSEKVENS = "konsekvens", "minskar konsekvensen"


class Bedomning(Daterad):
    """One assessment of the risk, on the plan's scale."""

    sannolikhet: Niva = required("Sannolikhet", "Nivå på planens riskskala")
    konsekvens: Niva = required("Konsekvens", "Nivå på planens riskskala")
    kommentar: Langtext | None = optional("Kommentar", "Vad bedömningen bygger på")

    @property
    def varde(self) -> int:
        """Sannolikhet × konsekvens."""
        return int(self.sannolikhet * self.konsekvens)


class Atgard(Numrerad):
    """A measure against the risk (plan §§ 9 and 10)."""

    text: Text = required("Åtgärd", "Vad som ska göras")
    ansvarig: Personnyckel | None = optional("Ansvarig", "Den som ser till att det blir gjort")
    senast: Datum | None = optional("Senast", "Dagen då det ska vara gjort")
    klar: Handelse | None = optional("Klar", "Dagen då det blev gjort")
    mot: Inriktning | None = optional("Inriktning", "Om åtgärden minskar sannolikheten eller konsekvensen")


class Risk(Post):
    """A risk to the project (plan §§ 9 and 10)."""

    deklaration = Deklaration(
        titel="Risk",
        plural="risker",
        prefix="R",
        kolumner=("titel", "agare", "status", "riskvarde"),
        stangs_med="stangd",
    )

    titel: Text = required("Titel", "Vad som kan hända")
    orsak: Langtext | None = optional("Orsak", "Vad som kan utlösa det")
    foljd: Langtext | None = optional("Följd", "Vad det leder till om det händer")
    kategori: Text | None = optional("Kategori", "Projektets egen indelning")
    agare: Personnyckel | None = optional("Ägare", "Den som bevakar risken")
    paragraf: Text | None = optional("Paragraf i planen", "Avsnittet i projektplanen där risken står")
    bedomning: Lista[Bedomning] = optional("Bedömning", "Sannolikhet och konsekvens en viss dag", default=())
    atgard: Lista[Atgard] = optional("Åtgärd", "Det som minskar sannolikheten eller konsekvensen", default=())
    accepterad: Annotated[Referens, Till("mote/beslut")] | None = optional("Accepterad", "Beslutet att leva med risken")
    stangd: Handelse | None = optional("Stängd", "Dagen då risken inte längre behöver bevakas")

    @property
    def nu(self) -> Bedomning | None:
        """The latest assessment."""
        return newest(self.bedomning)

    @computed_field(title="Status")  # type: ignore[prop-decorator]
    @property
    def status(self) -> Riskstatus:
        """Open until the day it was closed."""
        return Riskstatus.STANGD if self.stangd else Riskstatus.OPPEN

    @computed_field(title="Riskvärde")  # type: ignore[prop-decorator]
    @property
    def riskvarde(self) -> int | None:
        """The latest assessment's value; None while the risk is not assessed."""
        return self.nu.varde if self.nu else None
