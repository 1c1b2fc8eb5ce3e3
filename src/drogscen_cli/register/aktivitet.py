"""Aktivitet: det som görs, när och av vem"""

from typing import Annotated

from pydantic import computed_field

from drogscen_cli.core.post import Daterad, Deklaration, Lista, Numrerad, Post, Val, optional, required
from drogscen_cli.core.scalars import (
    Belopp,
    Datum,
    Decimaltal,
    Handelse,
    JaNej,
    Langtext,
    Nyckel,
    Personnyckel,
    Referens,
    Text,
    Till,
)


class Aktivitetsstatus(Val):
    """How far the activity has come."""

    PLANERAD = "planerad"
    PAGAENDE = "pagaende", "pågående"
    KLAR = "klar"
    AVBRUTEN = "avbruten"


class Logg(Daterad):
    """A dated note on progress."""

    text: Langtext = required("Anteckning", "Vad som har hänt")


class Narvaro(Daterad):
    """Staffed presence in the area that day (plan § 2)."""

    timmar: Decimaltal = required("Timmar", "Bemannade timmar i området, alla tillsammans")
    kommentar: Text | None = optional("Kommentar", "Till exempel vilka grupper som deltog")


class Tillstand(Numrerad):
    """A permit that the activity needs (plan § 4)."""

    text: Text = required("Tillstånd", "Vad tillståndet gäller")
    myndighet: Text | None = optional("Myndighet", "Den som beslutar om tillståndet")
    sokt: Handelse | None = optional("Sökt", "Dagen då det söktes")
    beviljat: Handelse | None = optional("Beviljat", "Dagen då det beviljades")
    avslaget: Handelse | None = optional("Avslaget", "Dagen då det avslogs")
    galler_till: Datum | None = optional("Gäller till", "Sista dagen som det gäller")


class Bidrag(Numrerad):
    """A grant to an association (plan § 6)."""

    forening: Text = required("Förening", "Föreningen som får bidraget, aldrig en enskild")
    belopp: Belopp | None = optional("Belopp", "Kronor")
    beslut: Text | None = optional("Beslut", "Beslutet om bidraget, till exempel ett möte eller ett delegationsbeslut")
    beslutat: Handelse | None = optional("Beslutat", "Dagen då bidraget beviljades")
    uppfoljt: Handelse | None = optional("Uppföljt", "Dagen då det följdes upp hur bidraget användes")
    uppfoljning: Text | None = optional("Uppföljning", "Vad uppföljningen visade")


class Aktivitet(Post):
    """An activity (plan §§ 2, 4 and 5)."""

    deklaration = Deklaration(
        titel="Aktivitet",
        plural="aktiviteter",
        prefix="A",
        kolumner=("titel", "insatsomrade", "agare", "start", "slut", "status"),
        stangs_med="klar",
    )

    titel: Text = required("Titel", "Vad som ska göras")
    beskrivning: Langtext | None = optional("Beskrivning", "Vad aktiviteten innebär")
    insatsomrade: Annotated[Nyckel, Till("projektplan/insatsomrade")] | None = optional(
        "Insatsområde", "Planens insatsområde"
    )
    uppdrag: Lista[Annotated[Nyckel, Till("projektplan/uppdrag")]] = optional(
        "Uppdrag", "De uppdrag i planen som aktiviteten fullgör", default=()
    )
    mal: Lista[Annotated[Nyckel, Till("projektplan/mal")]] = optional(
        "Mål", "De mål i planen som aktiviteten bidrar till", default=()
    )
    paragraf: Text | None = optional("Paragraf i planen", "Avsnittet i projektplanen där aktiviteten står")
    lagesbild: Lista[Annotated[Referens, Till("lagesbild")]] = optional(
        "Lägesbild", "De lägesbilder som aktiviteten bygger på", default=()
    )
    metod: Langtext | None = optional("Metodkunskap", "Den kunskap om verksamma metoder som aktiviteten bygger på")
    agare: Personnyckel | None = optional("Ägare", "Den som ansvarar för aktiviteten")
    grupp: Annotated[Nyckel, Till("organisation/grupp")] | None = optional("Grupp", "Gruppen som genomför den")
    plats: Text | None = optional("Plats", "Var den genomförs")
    start: Datum | None = optional("Start", "Planerad första dag")
    slut: Datum | None = optional("Slut", "Planerad sista dag")
    milstolpe: Text | None = optional("Milstolpe", "Vad som är uppnått när aktiviteten är klar, om den är en milstolpe")
    beror_pa: Lista[Annotated[Referens, Till("aktivitet")]] = optional(
        "Beror på", "Aktiviteter som måste vara klara först", default=()
    )
    kostnad: Belopp | None = optional("Beräknad kostnad", "Kronor")
    budgetpost: Annotated[Nyckel, Till("projektplan/budgetpost")] | None = optional("Budgetpost", "Planens budgetpost")
    paborjad: Handelse | None = optional("Påbörjad", "Dagen då arbetet började")
    klar: Handelse | None = optional("Klar", "Dagen då aktiviteten blev klar")
    avbruten: Handelse | None = optional("Avbruten", "Dagen då aktiviteten avbröts")
    logg: Lista[Logg] = optional("Logg", "Daterade anteckningar om hur det går", default=())
    kraver_tillstand: JaNej | None = optional("Kräver tillstånd", "ja eller nej; utelämnat: inte utrett")
    tillstand: Lista[Tillstand] = optional("Tillstånd", "Tillstånd som aktiviteten behöver", default=())
    bidrag: Lista[Bidrag] = optional("Bidrag", "Bidrag till föreningar", default=())
    narvaro: Lista[Narvaro] = optional("Närvaro", "Bemannade timmar i området, dag för dag", default=())
    utvardering: Langtext | None = optional("Utvärdering", "Vad aktiviteten gav och om den bör fortsätta")

    @computed_field(title="Status")  # type: ignore[prop-decorator]
    @property
    def status(self) -> Aktivitetsstatus:
        """Read from the dates of what has happened."""
        if self.avbruten:
            return Aktivitetsstatus.AVBRUTEN
        if self.klar:
            return Aktivitetsstatus.KLAR
        return Aktivitetsstatus.PAGAENDE if self.paborjad else Aktivitetsstatus.PLANERAD
