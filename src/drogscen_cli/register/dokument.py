"""Dokument: projektets handlingar och deras diarieföring"""

from typing import Annotated

from drogscen_cli.core.post import Deklaration, Post, Val, optional, required
from drogscen_cli.core.scalars import Handelse, Kontrollsumma, Nyckel, Referens, Sokvag, Text, Till


class Handlingsstatus(Val):
    """What the document is in the records law's terms."""

    ARBETSMATERIAL = "arbetsmaterial"
    UPPRATTAD = "upprattad", "upprättad"
    INKOMMEN = "inkommen"


class Dokument(Post):
    """A document of the project (plan § 12.1)."""

    deklaration = Deklaration(
        titel="Dokument", plural="dokument", prefix="D", kolumner=("datum", "titel", "kategori", "status", "dnr")
    )

    datum: Handelse = required("Datum", "Dagen då handlingen upprättades eller kom in")
    titel: Text = required("Titel", "Vad dokumentet är")
    kategori: Annotated[Nyckel, Till("projektplan/dokumentkategori")] | None = optional(
        "Kategori", "Planens dokumentkategori"
    )
    status: Handlingsstatus | None = optional("Status", "arbetsmaterial, upprattad eller inkommen")
    styrdokument: Annotated[Nyckel, Till("projektplan/styrdokument")] | None = optional(
        "Styrdokument", "Det dokument i planen som detta är"
    )
    mote: Annotated[Referens, Till("mote")] | None = optional("Möte", "Mötet som dokumentet hör till")
    handling: Sokvag | None = optional(
        "Handling", "Filens plats i projektets mapp, till exempel handlingar/moten/protokoll.pdf"
    )
    sha256: Kontrollsumma | None = optional("Kontrollsumma", "Filens sha256, 64 tecken")
    dnr: Text | None = optional("Diarienummer", "Registratorns nummer")
    diariefort: Handelse | None = optional("Diariefört", "Dagen då det diariefördes")
    motpart: Text | None = optional("Avsändare eller mottagare", "Myndighet eller organisation, aldrig en enskild")
    arende: Text | None = optional("Ärende", "Kort beskrivning som får visas för alla")
    skyddat_arende: Text | None = optional("Skyddat ärende", "Beskrivning som aldrig skrivs ut offentligt")
