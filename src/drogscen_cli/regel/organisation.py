"""Rules on the organisation: roles are held, groups have members, and whoever is responsible exists."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.post import Post, Struktur, item_key, struct_of
from drogscen_cli.core.swedish import day_long, listing
from drogscen_cli.regel import Laget, regel
from drogscen_cli.regel._bemanning import Bemanning, manned, no_organisation
from drogscen_cli.regel._frist import Lucka, breach
from drogscen_cli.register.mote import Mote
from drogscen_cli.register.organisation import Organisation

_RESPONSIBLE = frozenset({"agare", "ansvarig", "uppfoljning"})
_ENDED = ("avbruten", "installt")
_SHOWN = 3


@regel("ORG01", Allvar.FEL)
def roller_ar_besatta(laget: Laget) -> Iterator[Fynd]:
    """Varje roll har en innehavare

    Planen anger projektets roller. Från projektets första dag ska någon ha varje roll. Efter projektets sista dag
    gäller det som var då.

    Åtgärda: Ange vem som har rollen: drogscen organisation innehav add --roll … --person ….
    """
    yield from no_organisation(laget)
    if bemanning := manned(laget):
        for roll in bemanning.organisation.roll:
            if roll.nyckel not in bemanning.roll:
                where = laget.projekt.stalle(bemanning.organisation, "roll", roll)
                text = f"ingen har rollen {roll.titel} {day_long(bemanning.dag)}"
                yield breach(laget, Lucka(where, roll.nyckel, text), Organisation)


@regel("ORG02", Allvar.FEL)
def grupper_har_medlemmar(laget: Laget) -> Iterator[Fynd]:
    """Varje grupp har medlemmar

    Planen anger projektets grupper. Från projektets första dag ska varje grupp ha minst en medlem. Efter projektets
    sista dag gäller det som var då. Anger kravet grupper gäller det bara dem.

    Åtgärda: Ange vilka som ingår: drogscen organisation medlem add --grupp … --person ….
    """
    yield from no_organisation(laget)
    if bemanning := manned(laget):
        for grupp in bemanning.organisation.grupp:
            wanted = not laget.krav.grupp or grupp.nyckel in laget.krav.grupp
            if wanted and grupp.nyckel not in bemanning.grupp:
                where = laget.projekt.stalle(bemanning.organisation, "grupp", grupp)
                text = f"gruppen {grupp.titel} har ingen medlem {day_long(bemanning.dag)}"
                yield breach(laget, Lucka(where, grupp.nyckel, text), Organisation)


@regel("ORG03", Allvar.FEL)
def ansvariga_finns(laget: Laget) -> Iterator[Fynd]:
    """Den som ansvarar för något finns

    Den som anges som ägare eller ansvarig kan vara en person, en roll eller en grupp. Är det en roll ska någon ha den,
    och är det en grupp ska den ha medlemmar. Det gäller planen och alla poster som är öppna: det som är klart, avslutat
    eller avbrutet räknas inte.

    Åtgärda: Ange vem som har rollen eller ingår i gruppen: drogscen organisation innehav add, drogscen organisation
    medlem add. Eller ange någon annan som ansvarig.
    """
    yield from no_organisation(laget)
    bemanning = manned(laget)
    empty = _empty(bemanning) if bemanning else {}
    named = _named_everywhere(laget, empty) if empty else {}
    for nyckel in sorted(named):
        rest = len(named[nyckel]) - _SHOWN
        names = [each.referens for each in named[nyckel][:_SHOWN]] + ([f"{rest} till"] if rest > 0 else [])
        text = f"{laget.projekt.vem(nyckel)} ansvarar för {listing(names)}, men {empty[nyckel]}"
        first = named[nyckel][0]
        yield breach(laget, Lucka(laget.projekt.stalle(first.post, *first.steps), nyckel, text), Organisation)


def _named_everywhere(laget: Laget, wanted: Mapping[str, str]) -> Mapping[str, Sequence["_Namngiven"]]:
    """What each of the wanted keys is responsible for, in the order of registers and ids."""
    found: dict[str, list[_Namngiven]] = defaultdict(list)
    for register in sorted(laget.projekt.poster):
        for post in laget.projekt.poster[register].values():
            for each in _named(post):
                if each.nyckel in wanted:
                    found[each.nyckel].append(each)
    return found


def _empty(bemanning: Bemanning) -> dict[str, str]:
    """Roles that nobody holds and groups without members, and how to say so."""
    roller = (roll.nyckel for roll in bemanning.organisation.roll if roll.nyckel not in bemanning.roll)
    grupper = (grupp.nyckel for grupp in bemanning.organisation.grupp if grupp.nyckel not in bemanning.grupp)
    when = day_long(bemanning.dag)
    no_holder = dict.fromkeys(roller, f"ingen har rollen {when}")
    return no_holder | dict.fromkeys(grupper, f"gruppen har ingen medlem {when}")


@dataclass(frozen=True, slots=True)
class _Namngiven:
    """The key of who is responsible, what for (``R-003/atgard/2``), and the way to where the record says so."""

    nyckel: str
    referens: str
    post: Post
    steps: tuple[str | Struktur, ...]


def _named(post: Post) -> Iterator[_Namngiven]:
    """Everybody who is responsible for something open in the record."""
    own, parts, lists = _places(type(post))
    ended = any(getattr(post, name, None) for name in _ENDED)
    closed = ended or bool(getattr(post, post.deklaration.stangs_med or "avbruten", None))
    if not closed:
        for name, nyckel in _responsible(post, own):
            yield _Namngiven(nyckel, post.id, post, (name,))
        for part, fields in parts:
            for name, nyckel in _responsible(getattr(post, part), fields):
                yield _Namngiven(nyckel, f"{post.id}/{part}", post, (part, name))
    if not closed or (isinstance(post, Mote) and not ended):
        for lista, fields in lists:
            for item in getattr(post, lista):
                yield from _named_in(post, lista, item, fields)


def _named_in(post: Post, lista: str, item: Struktur, fields: tuple[str, ...]) -> Iterator[_Namngiven]:
    if getattr(item, "klar", None) is None:
        for name, nyckel in _responsible(item, fields):
            yield _Namngiven(nyckel, f"{post.id}/{lista}/{item_key(item)}", post, (lista, item, name))


def _responsible(item: Struktur | None, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in fields:
        if nyckel := getattr(item, name, None):
            yield name, nyckel


Inside = tuple[tuple[str, tuple[str, ...]], ...]
"""Names of parts or lists, each with its fields that say who is responsible."""


@cache
def _places(model: type[Post]) -> tuple[tuple[str, ...], Inside, Inside]:
    """The fields that say who is responsible: the record's own, those of its parts, those of its lists."""
    struct = struct_of(model)
    parts = tuple((name, found) for name, part in struct.parts if (found := _fields(part)))
    lists = tuple((name, found) for name, item in struct.lists if (found := _fields(item)))
    return _fields(model), parts, lists


def _fields(model: type[Struktur]) -> tuple[str, ...]:
    """The fields that say who is responsible, where that may be a role or a group."""
    return tuple(
        name for name, till in struct_of(model).references if name in _RESPONSIBLE and "organisation/roll" in till.mal
    )
