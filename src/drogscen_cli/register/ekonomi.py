"""Ekonomi: utfall, åtaganden och prognoser"""

from typing import Annotated

from drogscen_cli.core.post import Deklaration, Lista, Numrerad, Post, optional, required
from drogscen_cli.core.scalars import Belopp, Handelse, Kontrollsumma, Nyckel, Text, Till

Budgetpost = Annotated[Nyckel, Till("projektplan/budgetpost")]


class Bokford(Numrerad):
    """A booked row; a credit is negative."""

    dag: Handelse = required("Dag", "Bokföringsdagen")
    belopp: Belopp = required("Belopp", "Kronor; en kreditering är negativ")
    budgetpost: Budgetpost | None = optional("Budgetpost", "Planens budgetpost")
    text: Text | None = optional("Text", "Vad det gäller")
    leverantor: Text | None = optional("Leverantör", "Företag eller förening, aldrig en enskild")
    verifikation: Text | None = optional("Verifikation", "Verifikationens nummer")


class Atagande(Numrerad):
    """Money that is bound but not booked."""

    dag: Handelse = required("Dag", "Dagen då åtagandet gjordes")
    belopp: Belopp = required("Belopp", "Kronor")
    budgetpost: Budgetpost | None = optional("Budgetpost", "Planens budgetpost")
    text: Text | None = optional("Text", "Vad det gäller")
    upphort: Handelse | None = optional("Upphört", "Dagen då åtagandet blev bokfört eller föll bort")


class Prognos(Numrerad):
    """What a post, or the whole where no post is named, is expected to cost when the project ends."""

    dag: Handelse = required("Dag", "Dagen då prognosen gjordes")
    belopp: Belopp = required("Belopp", "Kronor vid projektets slut")
    budgetpost: Budgetpost | None = optional("Budgetpost", "Planens budgetpost; utelämnad: hela projektet")
    text: Text | None = optional("Text", "Vad prognosen bygger på")


class Ekonomi(Post):
    """Money booked, bound and expected (plan § 6)."""

    deklaration = Deklaration(titel="Ekonomi", plural="ekonomiposter", prefix="E", kolumner=("datum", "titel"))

    titel: Text = required("Titel", "Vad posten innehåller, till exempel Utfall mars")
    kalla: Text | None = optional("Källa", "Var uppgifterna kommer från")
    sha256: Kontrollsumma | None = optional("Kontrollsumma", "Den importerade filens sha256, 64 tecken")
    bokford: Lista[Bokford] = optional("Bokfört", "Bokförda rader", default=())
    atagande: Lista[Atagande] = optional("Åtagande", "Beställt men inte bokfört", default=())
    prognos: Lista[Prognos] = optional("Prognos", "Beräknad kostnad vid projektets slut", default=())
