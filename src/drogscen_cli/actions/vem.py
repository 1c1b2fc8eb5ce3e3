"""Who is meant: a key, a word of a name, or the title of a role or a group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from drogscen_cli.core.errors import CallError
from drogscen_cli.core.text import fold, nearest
from drogscen_cli.projekt import Projekt


@dataclass(frozen=True, slots=True)
class _Kand:
    """Somebody who may be meant; ``personer`` are the persons behind the key."""

    nyckel: str
    namn: str
    personer: frozenset[str]
    roll: bool = False


class VemError(CallError):
    """Nobody, or several, are called so; ``nycklar`` are those who may be meant."""

    def __init__(self, text: str, atgarda: str, nycklar: Sequence[str]) -> None:
        super().__init__(text, atgarda)
        self.nycklar = tuple(nycklar)


def vem(projekt: Projekt, ord_: str, dag: date) -> str:
    """The key that the words mean on that day; raises ``VemError``.

    A person and the one role that the person holds are the same one: then it is the role.
    """
    known = tuple(_known(projekt, dag))
    found = _matching(known, _plain(ord_))
    if len(found) > 1 and len(people := frozenset().union(*(each.personer for each in found))) == 1:
        found = [each for each in found if each.roll][:1] or [each for each in found if each.nyckel in people]
    if len(found) == 1:
        return found[0].nyckel
    if found:
        listed = ", ".join(f"{each.nyckel} ({each.namn})" for each in found)
        raise VemError(f"”{ord_}” kan vara flera: {listed}.", "Skriv hela namnet eller nyckeln.", _keys(found))
    near = nearest(ord_, (word for each in known for word in (each.nyckel, each.namn, *each.namn.split())))
    remedy = f"Menades {near}? " if near else ""
    raise VemError(f"Ingen i organisationen heter ”{ord_}”.", f"{remedy}Se drogscen organisation show", ())


def samma(projekt: Projekt, nyckel: str, dag: date) -> frozenset[str]:
    """The keys under which the same one may answer for something that day: the person, and the roles held."""
    people = frozenset({nyckel, *projekt.innehavare(nyckel, dag)})
    held = projekt.organisation.innehav if projekt.organisation else ()
    return people | {each.roll for each in held if each.person in people and each.galler(dag)}


def _known(projekt: Projekt, dag: date) -> Iterator[_Kand]:
    organisation = projekt.organisation
    if organisation is None:
        return
    for roll in organisation.roll:
        held = projekt.innehavare(roll.nyckel, dag)
        yield _Kand(roll.nyckel, roll.titel, frozenset(held or (roll.nyckel,)), roll=True)
    for person in organisation.person:
        yield _Kand(person.nyckel, person.namn, frozenset({person.nyckel}))
    for grupp in organisation.grupp:
        yield _Kand(grupp.nyckel, grupp.titel, frozenset({grupp.nyckel}))


def _matching(known: Sequence[_Kand], sought: str) -> list[_Kand]:
    """By key, else by the whole name, else by the beginnings of words in the name."""
    if not sought:
        return []
    exact = [each for each in known if each.nyckel == sought.replace(" ", "-")]
    exact = exact or [each for each in known if _plain(each.namn) == sought]
    return exact or [each for each in known if _begins(_plain(each.namn).split(), sought.split())]


def _begins(name: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in words)


def _plain(text: str) -> str:
    return " ".join(fold(text).casefold().split())


def _keys(found: Sequence[_Kand]) -> tuple[str, ...]:
    return tuple(each.nyckel for each in found)
