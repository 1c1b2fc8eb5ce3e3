"""Möte: kallelse, närvaro, beslut och åtgärder"""

from datetime import date
from typing import Annotated

from pydantic import Field, computed_field

from drogscen_cli.core.post import Daterad, Deklaration, Lista, Numrerad, Post, Val, optional, required
from drogscen_cli.core.scalars import (
    Datum,
    Handelse,
    Heltal,
    JaNej,
    Klockslag,
    Kontrollsumma,
    Langtext,
    Nyckel,
    Personnyckel,
    Referens,
    Text,
    Till,
)

Paragrafnummer = Annotated[Heltal, Field(ge=1, le=99_999)]
Punktnummer = Annotated[Heltal, Field(ge=1, le=99_999)]


class Motesstatus(Val):
    """Whether the meeting was held."""

    PLANERAT = "planerat"
    GENOMFORT = "genomfort", "genomfört"
    INSTALLT = "installt", "inställt"


class Dagordningspunkt(Numrerad):
    """An agenda item; its § is numbered through the year and stored when the minutes are made."""

    rubrik: Text = required("Rubrik", "Vad punkten gäller")
    paragraf: Paragrafnummer | None = optional("Paragraf", "Paragrafens nummer i årets protokoll")
    text: Langtext | None = optional("Anteckning", "Vad som sades")
    andring: Annotated[Referens, Till("andring")] | None = optional("Ändringsbegäran", "Begäran som ska beslutas")
    bordlagd: JaNej | None = optional("Bordlagd", "ja: punkten tas upp igen på nästa möte")


class Beslut(Numrerad):
    """A decision; it lives in the meeting where it was made."""

    text: Langtext = required("Beslut", "Beslutet, som det står i protokollet")
    paragraf: Paragrafnummer | None = optional("Paragraf", "Paragrafens nummer i årets protokoll")
    andring: Annotated[Referens, Till("andring")] | None = optional("Ändringsbegäran", "Begäran som beslutet gäller")
    punkt: Punktnummer | None = optional("Dagordningspunkt", "Numret på punkten som beslutet fattades under")
    sha256: Kontrollsumma | None = optional(
        "Kontrollsumma", "Skrivs av drogscen andring besluta; binder beslutet till begäran"
    )


class Motesatgard(Numrerad):
    """An action point."""

    text: Text = required("Åtgärd", "Vad som ska göras")
    ansvarig: Personnyckel | None = optional("Ansvarig", "Den som ser till att det blir gjort")
    senast: Datum | None = optional("Senast", "Dagen då det ska vara gjort")
    klar: Handelse | None = optional("Klar", "Dagen då det blev gjort")
    punkt: Punktnummer | None = optional("Dagordningspunkt", "Numret på punkten som åtgärden kom upp under")


class Faltvarde(Numrerad):
    """A controlled field's value as a decision adopted it: one row of the baseline (plan § 8)."""

    beslut: Annotated[Heltal, Field(ge=1, le=99_999)] = required("Beslut", "Beslutets nummer i mötet")
    falt: Text = required("Fält", "Fältets plats, till exempel budget.tak")
    varde: Langtext | None = optional("Värde", "Värdet som antogs; utelämnat: fältet var tomt")


class Flyttning(Daterad):
    """A day on which the meeting was moved, and from when; the calendar file counts these."""

    tidigare: Datum = required("Tidigare dag", "Dagen som mötet flyttades från")
    tidigare_tid: Klockslag | None = optional("Tidigare tid", "Tiden som mötet flyttades från")
    skal: Text | None = optional("Skäl", "Varför mötet flyttades")


class Mote(Post):
    """A meeting (plan §§ 8, 11 and 12)."""

    deklaration = Deklaration(
        titel="Möte",
        plural="möten",
        prefix="M",
        kolumner=("dag", "motestyp", "titel", "status"),
        stangs_med="genomfort",
    )

    motestyp: Annotated[Nyckel, Till("projektplan/motestyp")] = required("Mötestyp", "Planens mötestyp")
    dag: Datum = required("Dag", "Dagen då mötet ska hållas")
    titel: Text | None = optional("Titel", "Om mötet har ett eget namn")
    tid: Klockslag | None = optional("Tid", "När mötet börjar")
    sluttid: Klockslag | None = optional("Sluttid", "När mötet slutar")
    plats: Text | None = optional("Plats", "Var mötet hålls")
    inbjuden: Lista[Personnyckel] = optional("Inbjudna", "De som kallas", default=())
    narvarande: Lista[Personnyckel] = optional("Närvarande", "De som var med", default=())
    ordforande: Personnyckel | None = optional("Ordförande", "Den som ledde mötet")
    sekreterare: Personnyckel | None = optional("Sekreterare", "Den som förde anteckningarna")
    justerare: Lista[Personnyckel] = optional("Justerare", "De som justerar protokollet", default=())
    genomfort: Handelse | None = optional("Genomfört", "Dagen då mötet hölls")
    installt: Handelse | None = optional("Inställt", "Dagen då mötet ställdes in")
    flyttning: Lista[Flyttning] = optional("Flyttning", "När mötet flyttades, och från vilken dag", default=())
    anledning: Text | None = optional("Anledning", "Varför mötet flyttades eller ställdes in")
    dagordning: Lista[Dagordningspunkt] = optional("Dagordning", "Mötets punkter", default=())
    beslut: Lista[Beslut] = optional("Beslut", "Vad mötet beslutade", default=())
    atgard: Lista[Motesatgard] = optional("Åtgärd", "Vad mötet gav någon i uppdrag att göra", default=())
    avvikelse: Lista[Annotated[Referens, Till("avvikelse")]] = optional(
        "Avvikelser", "Avvikelser som noterades på mötet", default=()
    )

    baslinje: Lista[Faltvarde] = optional(
        "Baslinje", "De styrda fältens värden när planen antogs; skrivs av drogscen projektplan anta", default=()
    )
    aktivitetsplan: JaNej | None = optional("Aktivitetsplanen genomgången", "ja när mötet gick igenom aktivitetsplanen")
    upprattat: Handelse | None = optional("Upprättat", "Dagen då protokollet eller minnesanteckningarna blev klara")
    justerat: Handelse | None = optional("Justerat", "Dagen då protokollet justerades")

    @property
    def motesdag(self) -> date:
        """The day it was held, else the day it is planned for."""
        return self.genomfort or self.dag

    @computed_field(title="Status")  # type: ignore[prop-decorator]
    @property
    def status(self) -> Motesstatus:
        """Read from the dates of what has happened."""
        if self.genomfort:
            return Motesstatus.GENOMFORT
        return Motesstatus.INSTALLT if self.installt else Motesstatus.PLANERAT
