"""What the notice and the minutes of a meeting share: which meeting, what it is called, and who its keys are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from drogscen_cli.core.errors import CallError
from drogscen_cli.core.kalender import veckodag
from drogscen_cli.core.swedish import day_long, week
from drogscen_cli.projekt import Projekt
from drogscen_cli.rapport import Underlag
from drogscen_cli.register.mote import Mote


@dataclass(frozen=True, slots=True)
class Deltagare:
    """A person: name, title, the roles held that day, and the group that the person was called with, empty for none.

    Where nobody holds a role, or a group has no members, ``namn`` is the role's or the group's title and ``tom`` true.
    """

    nyckel: str
    namn: str
    titel: str = ""
    roller: tuple[str, ...] = ()
    grupp: str = ""
    tom: bool = False


def kallade(projekt: Projekt, mote: Mote) -> tuple[Deltagare, ...]:
    """Who is called, with whom a role or a group stands for; nobody where neither the record nor the plan says who."""
    return deltagare(projekt, projekt.inbjudna(mote), mote.dag)


def deltagare(projekt: Projekt, keys: Iterable[str], dag: date) -> tuple[Deltagare, ...]:
    """The persons behind the keys, each once, in the order of the keys and of the members."""
    found: dict[str, Deltagare] = {}
    for key in keys:
        for each in _persons(projekt, key, dag):
            found.setdefault(each.nyckel, each)
    return tuple(found.values())


def _persons(projekt: Projekt, key: str, dag: date) -> Iterator[Deltagare]:
    organisation = projekt.organisation
    if organisation is None:
        yield Deltagare(key, key, tom=True)
        return
    if any(grupp.nyckel == key for grupp in organisation.grupp):
        members = projekt.medlemmar(key, dag)
        grupp = projekt.vem(key)
        yield from (_person(projekt, member, dag, grupp) for member in members)
    elif any(roll.nyckel == key for roll in organisation.roll):
        members = projekt.innehavare(key, dag)
        yield from (_person(projekt, member, dag) for member in members)
    else:
        yield _person(projekt, key, dag)
        return
    if not members:
        yield Deltagare(key, projekt.vem(key), tom=True)


def _person(projekt: Projekt, key: str, dag: date, grupp: str = "") -> Deltagare:
    organisation = projekt.organisation
    person = next((each for each in organisation.person if each.nyckel == key), None) if organisation else None
    held = (each for each in organisation.innehav if each.person == key and each.galler(dag)) if organisation else ()
    roller = tuple(dict.fromkeys(projekt.vem(each.roll) for each in held))
    return Deltagare(key, projekt.vem(key), (person.titel or "") if person else "", roller, grupp)


def vem_av(projekt: Projekt, key: str | None, dag: date) -> str:
    """A person's name; a role as its holders that day with the role after them (``Per Ek, Beställaren``)."""
    if key is None:
        return ""
    holders = [projekt.vem(person) for person in projekt.innehavare(key, dag)]
    return ", ".join([*holders, projekt.vem(key)])


def motestitel(projekt: Projekt, mote: Mote) -> str:
    """What the meeting is called in running text: its own title, else what one of its type is."""
    namn = projekt.motesnamn(mote)
    return mote.titel or namn[:1].lower() + namn[1:]


def there(projekt: Projekt, ident: str | None) -> str:
    """The id where its record is there on the day, otherwise an empty string."""
    return ident if ident and projekt.hitta(ident) else ""


def nar(dag: date) -> str:
    """``Onsdag den 31 maj 2023, v. 22``."""
    return f"{veckodag(dag).capitalize()} {day_long(dag)}, {week(dag)}"


def named(underlag: Underlag) -> Mote:
    """The meeting with the id that was given; raises ``CallError`` where there is none, or not yet."""
    ident, original = underlag.ident, underlag.projekt.ursprung or underlag.projekt
    found = underlag.projekt.hitta(ident)
    if isinstance(found, Mote):
        return found
    if isinstance(late := original.hitta(ident), Mote):
        raise CallError(
            f"{ident} är infört {late.datum} och finns inte den {underlag.dag}.", "Ange en senare dag med --datum."
        )
    raise CallError(f"{ident} är inte ett möte.", "Alla möten: drogscen mote list")
