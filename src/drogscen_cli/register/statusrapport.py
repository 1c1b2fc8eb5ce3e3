"""Statusrapport: gruppernas rapportering till projektledaren"""

from typing import Annotated

from drogscen_cli.core.post import Deklaration, Lista, Numrerad, Post, optional, required
from drogscen_cli.core.scalars import Decimaltal, Handelse, Langtext, Personnyckel, Referens, Till


class Statusdel(Numrerad):
    """What one group or member reports (plan § 11.2)."""

    avsandare: Personnyckel = required("Från", "Gruppen, rollen eller personen som rapporterar")
    gjort: Langtext | None = optional("Gjort", "Hur planering och genomförande fortskrider")
    nasta: Langtext | None = optional("Härnäst", "Vad som görs till nästa möte")
    avvikelse: Langtext | None = optional("Avvikelser", "Det som inte blev som planen säger")
    justering: Langtext | None = optional("Justering", "Om någon justering av planen behövs")
    timmar: Decimaltal | None = optional("Timmar", "Timmar i projektet sedan förra rapporten")


class Statusrapport(Post):
    """The round of reports at a meeting of the project group (plan §§ 11.2 and 12)."""

    deklaration = Deklaration(
        titel="Statusrapport", plural="statusrapporter", prefix="SR", kolumner=("datum", "mote", "sammanfattning")
    )

    datum: Handelse = required("Datum", "Dagen då rapporterna lämnades")
    mote: Annotated[Referens, Till("mote")] = required("Möte", "Mötet som rapporterna lämnades till")
    sammanfattning: Langtext | None = optional("Sammanfattning", "Det viktigaste i några meningar")
    delrapport: Lista[Statusdel] = optional("Delrapport", "En del för varje grupp eller medlem", default=())
