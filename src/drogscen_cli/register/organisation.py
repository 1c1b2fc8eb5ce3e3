"""Organisation: personer, roller och grupper"""

from datetime import date
from typing import Annotated

from drogscen_cli.core.post import Deklaration, Lista, Numrerad, Nycklad, Post, Val, optional, required
from drogscen_cli.core.scalars import Datum, Decimaltal, Handelse, Langtext, Nyckel, Referens, Text, Till


class Medlemskap(Val):
    """Whether somebody belongs to a group all the time (plan § 11.3)."""

    FAST = "fast"
    PERIODVIS = "periodvis"


class Person(Nycklad):
    """Somebody who works in the project; never somebody in the park."""

    namn: Text = required("Namn", "Som planen skriver det")
    titel: Text | None = optional("Titel", "Till exempel Enhetschef")
    enhet: Text | None = optional("Förvaltning eller avdelning", "Där personen arbetar")
    text: Text | None = optional("Titel i planen", "Planens ord, där de inte är titel, komma och enhet")
    timmar: Decimaltal | None = optional("Timmar per månad", "Beräknad tid i projektet, timmar per månad")
    anmarkning: Langtext | None = optional("Anmärkning", "Till exempel osäker läsning")


class Roll(Nycklad):
    """A task that somebody holds."""

    titel: Text = required("Titel", "Som planen skriver det")
    anmarkning: Langtext | None = optional("Anmärkning", "Till exempel osäker läsning")


class Grupp(Nycklad):
    """People who meet."""

    titel: Text = required("Titel", "Som planen skriver det")
    medlemstitel: Text | None = optional("Medlemmarnas titel", "Vad planen kallar dem som ingår")
    utses_av: Annotated[Nyckel, Till("projektplan/motestyp")] | None = optional(
        "Utses av", "Mötestypen som utser gruppen, om planen säger det"
    )
    utsedd: Annotated[Referens, Till("mote/beslut")] | None = optional("Utsedd", "Beslutet som utsåg gruppen")


class Tidsbunden(Numrerad):
    """Something that holds from a day to a day; open where a day is left out."""

    start: Datum | None = optional("Start", "Första dagen")
    slut: Datum | None = optional("Slut", "Sista dagen")

    def galler(self, dag: date) -> bool:
        """Whether it holds on that day."""
        return (self.start is None or self.start <= dag) and (self.slut is None or dag <= self.slut)


class Innehav(Tidsbunden):
    """Who holds a role, and when."""

    roll: Annotated[Nyckel, Till("organisation/roll")] = required("Roll")
    person: Annotated[Nyckel, Till("organisation/person")] = required("Person")


class Medlem(Tidsbunden):
    """Who belongs to a group, and when."""

    grupp: Annotated[Nyckel, Till("organisation/grupp")] = required("Grupp")
    person: Annotated[Nyckel, Till("organisation/person")] = required("Person")
    slag: Medlemskap | None = optional("Slag", "fast eller periodvis")


class Ersattare(Numrerad):
    """Somebody who can stand in for a participant, with the right competence (plan § 10)."""

    ordinarie: Annotated[Nyckel, Till("organisation/person")] = required("Ordinarie", "Den som ersätts")
    person: Annotated[Nyckel, Till("organisation/person")] | None = optional("Ersättare", "Den som kan ersätta")
    funktion: Text | None = optional("Funktion", "Till exempel fältarbetare, om ingen person är utpekad")
    kompetens: Text | None = optional("Kompetens", "Det som gör att hen kan ersätta")
    inventerad: Handelse | None = optional("Inventerad", "Dagen då det utreddes")


class Organisation(Post):
    """Who is who (plan §§ 7 and 11). Persons, roles and groups share one key namespace."""

    deklaration = Deklaration(titel="Organisation", plural="organisationen")

    person: Lista[Person] = optional("Person", "De som arbetar i projektet", default=())
    roll: Lista[Roll] = optional("Roll", "Uppgifter som någon har", default=())
    innehav: Lista[Innehav] = optional("Innehav", "Vem som har en roll, och när", default=())
    grupp: Lista[Grupp] = optional("Grupp", "De som möts", default=())
    medlem: Lista[Medlem] = optional("Medlem", "Vem som ingår i en grupp, och när", default=())
    ersattare: Lista[Ersattare] = optional("Ersättare", "Vem som kan ersätta en deltagare", default=())
