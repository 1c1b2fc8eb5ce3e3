"""Ändringsbegäran: en ändring av planen som ska beslutas"""

from typing import Annotated

from pydantic import computed_field

from drogscen_cli.core.post import Deklaration, Lista, Numrerad, Nycklad, Post, Val, optional, required
from drogscen_cli.core.scalars import Handelse, Langtext, Nyckel, Referens, Text, Till


class Utfall(Val):
    """The outcome of a decision."""

    GODKAND = "godkand", "godkänd"
    AVSLAGEN = "avslagen"
    ATERREMITTERAD = "aterremitterad", "återremitterad"


class Andringsstatus(Val):
    """Where the request stands."""

    OBESLUTAD = "obeslutad"
    GODKAND = "godkand", "godkänd"
    AVSLAGEN = "avslagen"
    ATERREMITTERAD = "aterremitterad", "återremitterad"


class Vardeandring(Numrerad):
    """One plan field's value, from what stands to what is asked for."""

    falt: Text = required("Fält", "Fältets plats, till exempel budget.tak")
    nu: Langtext | None = optional("Nu", "Värdet som gäller; fylls i av drogscen")
    ny: Langtext | None = optional("Nytt", "Värdet som begärs; utelämnat: inget värde")


class Paverkan(Nycklad):
    """What the change means for one of the plan's controlled dimensions."""

    nyckel: Annotated[Nyckel, Till("projektplan/dimension")] = required(
        "Dimension", "Till exempel budget eller tidsplan"
    )
    text: Langtext = required("Påverkan", "Vad ändringen betyder")


class Andring(Post):
    """A change request (plan § 8)."""

    deklaration = Deklaration(
        titel="Ändringsbegäran",
        plural="ändringsbegäranden",
        prefix="AB",
        kolumner=("datum", "titel", "lagesrapport", "status"),
    )

    titel: Text = required("Titel", "Vad som ska ändras")
    skal: Langtext | None = optional("Skäl", "Varför ändringen behövs")
    vardeandring: Lista[Vardeandring] = optional("Värdeändring", "Planens värden, från och till", default=())
    paverkan: Lista[Paverkan] = optional("Påverkan", "Följder för budget, tidsplan, resurser och resultat", default=())
    alternativ: Langtext | None = optional("Alternativ", "Andra sätt att lösa det")
    utan_beslut: Langtext | None = optional("Utan beslut", "Vad som händer om inget ändras")
    lagesrapport: Annotated[Referens, Till("lagesrapport")] | None = optional(
        "Lägesrapport", "Lägesrapporten som begäran är bilagd till"
    )
    beslut: Annotated[Referens, Till("mote/beslut")] | None = optional(
        "Beslut", "Beslutet, till exempel M-007/beslut/2"
    )
    beslutad: Handelse | None = optional("Beslutad", "Dagen då beslutet fattades")
    utfall: Utfall | None = optional("Utfall", "Vad beslutet blev")
    villkor: Langtext | None = optional("Villkor", "Villkor i beslutet")

    @computed_field(title="Status")  # type: ignore[prop-decorator]
    @property
    def status(self) -> Andringsstatus:
        """Undecided until the day of the decision."""
        return Andringsstatus(self.utfall) if self.beslutad and self.utfall else Andringsstatus.OBESLUTAD
