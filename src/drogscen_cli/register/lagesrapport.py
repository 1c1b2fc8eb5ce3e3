"""Lägesrapport: projektledarens bedömning inför ett möte"""

from typing import Annotated

from drogscen_cli.core.post import Deklaration, Lista, Numrerad, Nycklad, Post, Val, optional, required
from drogscen_cli.core.scalars import Datum, Handelse, Langtext, Nyckel, Personnyckel, Referens, Text, Till


class Farg(Val):
    """Traffic light: by the plan, handled by the project, or a decision by the steering group is needed."""

    GRON = "gron", "grön"
    GUL = "gul"
    ROD = "rod", "röd"


class Dimensionsbedomning(Nycklad):
    """The project leader's own judgement where the computed one does not tell the truth."""

    nyckel: Annotated[Nyckel, Till("projektplan/dimension")] = required(
        "Dimension", "Till exempel budget eller tidsplan"
    )
    farg: Farg = required("Färg", "Läget nu")
    prognos: Farg | None = optional("Prognos", "Läget som väntas vid nästa rapport")
    skal: Langtext = required("Skäl", "Vad bedömningen bygger på")


class Beslutsforslag(Numrerad):
    """A decision asked for, worded to be pasted into the minutes."""

    text: Langtext = required("Förslag till beslut", "Som det ska stå i protokollet")
    skal: Langtext | None = optional("Skäl", "Varför beslutet behövs")
    alternativ: Langtext | None = optional("Alternativ", "Vad som annars kan beslutas")
    utan_beslut: Langtext | None = optional("Utan beslut", "Vad som händer om inget beslutas")
    andring: Annotated[Referens, Till("andring")] | None = optional(
        "Ändringsbegäran", "Den begäran som förslaget gäller"
    )


class Lagesrapport(Post):
    """The human part of a status report to the steering group (plan §§ 9 and 12); the rest is computed."""

    deklaration = Deklaration(
        titel="Lägesrapport", plural="lägesrapporter", prefix="LR", kolumner=("datum", "mote", "start", "slut", "farg")
    )

    datum: Handelse = required("Datum", "Dagen då rapporten lämnades")
    mote: Annotated[Referens, Till("mote")] = required("Möte", "Mötet som rapporten är till")
    start: Datum | None = optional("Periodens första dag")
    slut: Datum | None = optional("Periodens sista dag")
    farg: Farg | None = optional("Samlad färg", "Projektledarens samlade bedömning: gron, gul eller rod")
    bedomning: Langtext | None = optional("Samlad bedömning", "Två eller tre meningar som kan läsas ensamma")
    dimension: Lista[Dimensionsbedomning] = optional(
        "Egen bedömning", "Där den beräknade färgen inte ger rätt bild", default=()
    )
    beslutsforslag: Lista[Beslutsforslag] = optional("Förslag till beslut", "Det som mötet ombeds besluta", default=())
    nasta: Lista[Text] = optional("Före nästa rapport", "Det som måste hända före nästa rapport", default=())
    mottagare: Lista[Personnyckel] = optional("Mottagare", "De som får rapporten", default=())
    dnr: Text | None = optional("Diarienummer", "Registratorns nummer")
