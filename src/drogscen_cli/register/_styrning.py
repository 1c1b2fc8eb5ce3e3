"""The plan's governance: meetings, documents due, the risk scale, breaks, and what the plan demands (§§ 8–12)."""

from typing import Annotated

from pydantic import Field

from drogscen_cli.core.post import (
    Daterad,
    Lista,
    Numrerad,
    Nycklad,
    Struktur,
    Tidsspann,
    Val,
    optional,
    required,
)
from drogscen_cli.core.scalars import Datum, Handelse, Heltal, Klockslag, Langtext, Nyckel, Personnyckel, Text, Till

Motestypnyckel = Annotated[Nyckel, Till("projektplan/motestyp")]


class Frekvens(Val):
    """How often something is due."""

    VECKA = "vecka", "varje vecka"
    VARANNAN_VECKA = "varannan-vecka", "varannan vecka"
    MANAD = "manad", "varje månad"
    KVARTAL = "kvartal", "varje kvartal"
    MOTE = "mote", "till varje möte"
    VID_BEHOV = "vid-behov", "vid behov"


class Veckodag(Val):
    """A weekday, Monday first."""

    MANDAG = "mandag", "måndag"
    TISDAG = "tisdag"
    ONSDAG = "onsdag"
    TORSDAG = "torsdag"
    FREDAG = "fredag"
    LORDAG = "lordag", "lördag"
    SONDAG = "sondag", "söndag"


class Motesform(Val):
    """What is written at the meeting (plan §§ 8 and 11)."""

    PROTOKOLL = "protokoll"
    MINNESANTECKNINGAR = "minnesanteckningar"


class Motestyp(Nycklad):
    """A kind of meeting (plan § 12)."""

    titel: Text = required("Titel", "Till exempel Planeringsmöten")
    ental: Text | None = optional("Ental", "Vad ett möte kallas, till exempel Planeringsmöte")
    frekvens: Frekvens = required("Frekvens", "Hur ofta mötet hålls")
    frekvenstext: Text | None = optional("Frekvens i planen", "Planens ord, ordagrant")
    ansvarig: Personnyckel | None = optional("Ansvar", "Den roll som ansvarar")
    ansvarstext: Text | None = optional("Ansvar i planen", "Planens ord, ordagrant")
    grupp: Annotated[Nyckel, Till("organisation/grupp")] | None = optional("Grupp", "Gruppen som möts")
    form: Motesform | None = optional("Form", "protokoll eller minnesanteckningar")

    veckodag: Veckodag | None = optional("Veckodag", "Den veckodag då mötet brukar hållas")
    tid: Klockslag | None = optional("Tid", "När mötet brukar börja")
    sluttid: Klockslag | None = optional("Sluttid", "När mötet brukar sluta")
    plats: Text | None = optional("Plats", "Var mötet brukar hållas")
    marginal: Annotated[Heltal, Field(ge=0, le=60)] | None = optional(
        "Marginal", "Dagar före och efter perioden då ett möte ändå räknas för den"
    )

    @property
    def namn(self) -> str:
        """What one such meeting is called."""
        return self.ental or self.titel


class Standardpunkt(Numrerad):
    """An item that stands on the agenda of every meeting of a kind."""

    motestyp: Motestypnyckel = required("Mötestyp", "Mötet som punkten hör till")
    rubrik: Text = required("Rubrik", "Vad punkten gäller")


class Rapportering(Nycklad):
    """A document that the plan wants at certain meetings (plan § 12)."""

    titel: Text = required("Titel", "Planens ord, ordagrant")
    motestyp: Motestypnyckel | None = optional("Mötestyp", "Mötet som dokumentet ska finnas till")
    frekvenstext: Text | None = optional("Frekvens i planen", "Planens ord, ordagrant")
    ansvarig: Personnyckel | None = optional("Ansvar", "Den roll som ansvarar")
    ansvarstext: Text | None = optional("Ansvar i planen", "Planens ord, ordagrant")


class Styrdokument(Nycklad):
    """A document that the plan names and wants registered (plan § 12.1)."""

    titel: Text = required("Titel", "Planens ord, till exempel Projektdirektiv")


class Riskskala(Struktur):
    """Levels in words from the lowest, and the values from which a risk is yellow and red."""

    sannolikhet: Lista[Text] = optional("Sannolikhet", "Nivåernas namn, lägst först", default=())
    konsekvens: Lista[Text] = optional("Konsekvens", "Nivåernas namn, lägst först", default=())
    gul: Annotated[Heltal, Field(ge=1, le=100)] = required("Gul från", "Lägsta riskvärde som är gult")
    rod: Annotated[Heltal, Field(ge=1, le=100)] = required("Röd från", "Lägsta riskvärde som är rött")


class Uppehall(Tidsspann, Numrerad):
    """A break, in which nothing falls due."""

    skal: Text | None = optional("Skäl", "Till exempel semester")


class Overlamning(Struktur):
    """Who takes over the result, and who answers for what is measured after the project (plan § 4.2)."""

    mottagare: Text | None = optional("Mottagare", "Den funktion som tar emot resultatet")
    uppfoljning: Personnyckel | None = optional("Uppföljning", "Den som följer upp effekten efter projektet")
    paragraf: Text | None = optional("Paragraf", "Avsnittet i planen")


class Aktivitetsplanering(Struktur):
    """When the detailed activity plan shall be finished, and when it was (plan § 5)."""

    senast: Datum | None = optional("Senast", "Dagen då den detaljerade aktivitetsplanen ska vara färdig")
    klar: Handelse | None = optional("Klar", "Dagen då den blev färdig")
    paragraf: Text | None = optional("Paragraf", "Avsnittet i planen")


class Importkolumn(Numrerad):
    """Where a column of the municipality's own file goes, or what a value in it means."""

    till: Text = required("Till register", "ekonomi, aktivitet eller risk")
    kolumn: Text = required("Kolumn", "Kolumnens rubrik i filen")
    falt: Text = required("Fält", "Fältet som kolumnen blir, till exempel belopp")
    varde: Text | None = optional("Värde", "Ett värde i filen som ska skrivas om; utelämnat: hela kolumnen")
    blir: Text | None = optional("Blir", "Det som värdet ska bli, till exempel en budgetposts nyckel")


class Bevis(Daterad):
    """A duty that no rule knows, ticked by hand."""

    text: Text = required("Bevis", "Vad som visar att kravet är uppfyllt")


class Krav(Numrerad):
    """A sentence in the plan that obliges somebody, and the rules that answer for it."""

    paragraf: Text = required("Paragraf", "Avsnittet i planen")
    text: Langtext = required("Krav", "Planens ord, ordagrant")
    regel: Lista[Text] = optional(
        "Regler", "Reglerna som svarar för kravet; utan regel prickas det av för hand", default=()
    )
    frekvens: Frekvens | None = optional("Frekvens", "Hur ofta det ska göras")
    motestyp: Motestypnyckel | None = optional("Mötestyp", "Mötet som kravet gäller")
    ansvarig: Personnyckel | None = optional("Ansvarig", "Den roll som ansvarar")
    dagar: Annotated[Heltal, Field(ge=0, le=1_000)] | None = optional(
        "Dagar", "Så många dagar som kravet ger, till exempel för att göra protokollet klart"
    )
    part: Lista[Annotated[Nyckel, Till("projektplan/part")]] = optional(
        "Parter", "De parter som kravet gäller", default=()
    )
    grupp: Lista[Annotated[Nyckel, Till("organisation/grupp")]] = optional(
        "Grupper", "De grupper som kravet gäller", default=()
    )
    mal: Lista[Annotated[Nyckel, Till("projektplan/mal")]] = optional("Mål", "De mål som kravet gäller", default=())
    bevis: Lista[Bevis] = optional("Bevis", "Avprickat för hand", default=())
