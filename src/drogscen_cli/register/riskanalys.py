"""Riskanalys: periodens genomgång av riskerna"""

from typing import Annotated

from drogscen_cli.core.period import Period
from drogscen_cli.core.post import Deklaration, Lista, Post, optional, required
from drogscen_cli.core.scalars import Datum, Handelse, Langtext, Personnyckel, Referens, Till


class Riskanalys(Post):
    """The review that the plan demands every month (§ 9)."""

    deklaration = Deklaration(
        titel="Riskanalys", plural="riskanalyser", prefix="RA", kolumner=("datum", "start", "slut", "sammanfattning")
    )

    datum: Handelse = required("Datum", "Dagen då analysen gjordes")
    start: Datum | None = optional("Periodens första dag", "Utelämnad: den period då analysen gjordes")
    slut: Datum | None = optional("Periodens sista dag", "Utelämnad: den period då analysen gjordes")
    deltagare: Lista[Personnyckel] = optional("Deltagare", "De som deltog", default=())
    risk: Lista[Annotated[Referens, Till("risk")]] = optional(
        "Genomgångna risker", "De risker som gicks igenom", default=()
    )
    ny: Lista[Annotated[Referens, Till("risk")]] = optional("Nya risker", "De risker som tillkom", default=())
    sammanfattning: Langtext | None = optional("Sammanfattning", "Slutsatsen i några meningar")

    def svarar_for(self, period: Period) -> bool:
        """Whether the analysis is of some day of the period: of those that it names, else of the day it was made.

        Never of a period that had not begun.
        """
        start = self.start or self.datum
        return period.start <= self.datum and start <= period.slut and period.start <= (self.slut or start)
