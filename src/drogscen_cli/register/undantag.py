"""Undantag: en regel som inte följs, med skäl, eller en förklaring till att den inte följdes"""

from typing import Annotated

from drogscen_cli.core.post import Deklaration, Lista, Post, Val, optional, required
from drogscen_cli.core.scalars import Datum, Langtext, Personnyckel, Referens, Text, Till


class Undantagsslag(Val):
    """A waiver takes the duty away; an explanation leaves it missed and says why."""

    UNDANTAG = "undantag"
    FORKLARING = "forklaring", "förklaring"


class Undantag(Post):
    """A waiver or an explanation; it shows in reports instead of hiding the finding."""

    deklaration = Deklaration(
        titel="Undantag", plural="undantag", prefix="U", kolumner=("datum", "slag", "regel", "omfattning", "skal")
    )

    slag: Undantagsslag = required("Slag", "undantag eller forklaring")
    regel: Text = required("Regel", "Regelns id, till exempel RISK01")
    omfattning: Lista[Text] = optional(
        "Omfattning", "Det som undantas, till exempel april 2023, M-020 eller A-003; utelämnad: allt", default=()
    )
    start: Datum | None = optional("Från", "Första dagen som undantaget gäller")
    slut: Datum | None = optional("Till", "Sista dagen som undantaget gäller")
    skal: Langtext = required("Skäl", "Varför regeln inte följs")
    beslutad_av: Personnyckel | None = optional("Beslutat av", "Den som beslutade")
    beslut: Annotated[Referens, Till("mote/beslut")] | None = optional(
        "Beslut", "Beslutet, till exempel M-007/beslut/2"
    )
