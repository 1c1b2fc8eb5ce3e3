"""Avvikelse: det som inte blev som planen säger"""

from typing import Annotated

from pydantic import computed_field

from drogscen_cli.core.post import Deklaration, Lista, Numrerad, Post, Val, optional, required
from drogscen_cli.core.scalars import Datum, Handelse, Langtext, Nyckel, Personnyckel, Referens, Text, Till


class Avvikelsestatus(Val):
    """Whether anything remains to be done."""

    OPPEN = "oppen", "öppen"
    STANGD = "stangd", "stängd"


class Avvikelseatgard(Numrerad):
    """What is done about the deviation."""

    text: Text = required("Åtgärd", "Vad som ska göras")
    ansvarig: Personnyckel | None = optional("Ansvarig", "Den som ser till att det blir gjort")
    senast: Datum | None = optional("Senast", "Dagen då det ska vara gjort")
    klar: Handelse | None = optional("Klar", "Dagen då det blev gjort")


class Avvikelse(Post):
    """A deviation from the plan (plan § 8)."""

    deklaration = Deklaration(
        titel="Avvikelse",
        plural="avvikelser",
        prefix="AV",
        kolumner=("datum", "titel", "agare", "andring", "status"),
        stangs_med="stangd",
    )

    titel: Text = required("Titel", "Vad som avviker")
    beskrivning: Langtext | None = optional("Beskrivning", "Vad som har hänt")
    mote: Annotated[Referens, Till("mote")] | None = optional("Möte", "Mötet där avvikelsen noterades")
    orsak: Langtext | None = optional("Orsak", "Varför det blev så")
    foljd: Langtext | None = optional("Följd", "Vad det betyder för projektet")
    paverkar: Lista[Annotated[Nyckel, Till("projektplan/dimension")]] = optional(
        "Påverkar", "Det i planen som avvikelsen påverkar", default=()
    )
    atgard: Lista[Avvikelseatgard] = optional("Åtgärd", "Vad som görs åt avvikelsen", default=())
    justering: Langtext | None = optional("Justering", "Justering av planen som avvikelsen kräver, om den kräver någon")
    beslut: Annotated[Referens, Till("mote/beslut")] | None = optional(
        "Beslut", "Beslutet om justeringen, till exempel M-007/beslut/2"
    )
    agare: Personnyckel | None = optional("Ägare", "Den som ansvarar för avvikelsen")
    andring: Annotated[Referens, Till("andring")] | None = optional(
        "Ändringsbegäran", "Den ändringsbegäran som avvikelsen ledde till"
    )
    stangd: Handelse | None = optional("Stängd", "Dagen då inget mer behövde göras")

    @computed_field(title="Status")  # type: ignore[prop-decorator]
    @property
    def status(self) -> Avvikelsestatus:
        """Open until the day it was closed."""
        return Avvikelsestatus.STANGD if self.stangd else Avvikelsestatus.OPPEN
