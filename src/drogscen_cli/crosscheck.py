"""What no record can know alone: references that lead somewhere, keys used once, levels on the plan's scale."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from drogscen_cli.core import schemafel
from drogscen_cli.core.fynd import Fynd, Regel, Stalle, Vag
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.post import Post, Struktur, item_key, path_of, struct_of
from drogscen_cli.core.scalars import Till
from drogscen_cli.core.swedish import listing
from drogscen_cli.core.text import nearest
from drogscen_cli.projekt import Projekt
from drogscen_cli.register import model as model_of
from drogscen_cli.register import title
from drogscen_cli.register.mote import Mote
from drogscen_cli.register.projektplan import Projektplan
from drogscen_cli.register.risk import Risk
from drogscen_cli.styrda.falt import Falt, FaltError
from drogscen_cli.styrda.varden import missing


def crosscheck(projekt: Projekt) -> Iterator[Fynd]:
    """Findings SCH03, SCH06 and SCH07 of a whole snapshot; what can't be read is never called missing."""
    targets = _Targets(projekt)
    for found in projekt.poster.values():
        for post in found.values():
            yield from _check(post, post, (), targets)
    for risk in projekt.alla(Risk):
        yield from _levels(projekt, risk)
    for mote in projekt.alla(Mote):
        yield from _in_order(mote)
    for plan in projekt.alla(Projektplan):
        yield from _controlled(projekt, plan)
    yield from _shared_keys(projekt)


def check_record(projekt: Projekt, post: Post) -> Iterator[Fynd]:
    """The same findings for one record, before it is written."""
    yield from _check(post, post, (), _Targets(projekt))
    if isinstance(post, Risk):
        yield from _levels(projekt, post)
    elif isinstance(post, Mote):
        yield from _in_order(post)
    elif isinstance(post, Projektplan):
        yield from _controlled(projekt, post)


def leads_nowhere(projekt: Projekt, mal: tuple[str, ...], value: str) -> str:
    """Why ``value`` is no reference to any of the targets, with the nearest one; empty where it is."""
    targets, till = _Targets(projekt), Till(*mal)
    return "" if targets.allows(till, value) else f"{_fault(value, targets)}. {_instead(value, till, targets)}"


@dataclass
class _Targets:
    """What references may lead to."""

    projekt: Projekt
    known: dict[str, frozenset[str]] = field(default_factory=dict)

    def values(self, target: str) -> frozenset[str]:
        """Every value that leads to ``target`` (``risk``, ``mote/beslut``, ``projektplan/insatsomrade``)."""
        if target not in self.known:
            self.known[target] = frozenset(self._values(target))
        return self.known[target]

    def _values(self, target: str) -> Iterator[str]:
        name, _, lista = target.partition("/")
        for ident, post in self.projekt.poster.get(name, {}).items():
            if not lista:
                yield ident
                continue
            for item in getattr(post, lista):
                key = str(item_key(item))
                yield f"{ident}/{lista}/{key}" if model_of(name).deklaration.prefix else key

    def unknown(self, target: str, value: str) -> bool:
        """Whether what ``value`` names stands in a file that can't be read."""
        name = target.partition("/")[0]
        path = path_of(model_of(name), value.partition("/")[0])
        return path in self.projekt.olasta or path.rpartition("/")[0] in self.projekt.olasta

    def allows(self, till: Till, value: str) -> bool:
        """Whether the reference leads somewhere, or may do so."""
        return any(value in self.values(target) or self.unknown(target, value) for target in till.mal)


def _check(post: Post, item: Struktur, vag: Vag, targets: _Targets) -> Iterator[Fynd]:
    struct = struct_of(type(item))
    for name, till in struct.references:
        for place, value in _values(getattr(item, name)):
            if not targets.allows(till, value):
                yield _dangling(post, (*vag, name, *place), value, till, targets)
    for name, _ in struct.lists:
        items = getattr(item, name)
        if len(items) > 1:
            yield from _repeated(post, items, (*vag, name))
        for index, each in enumerate(items):
            yield from _check(post, each, (*vag, name, index), targets)
    for name, _ in struct.parts:
        if (part := getattr(item, name)) is not None:
            yield from _check(post, part, (*vag, name), targets)


def _values(value: object) -> Iterator[tuple[Vag, str]]:
    """The references that a field holds, one or many, and their place in the field."""
    if isinstance(value, tuple):
        yield from (((index,), each) for index, each in enumerate(value))
    elif isinstance(value, str):
        yield (), value


def _dangling(post: Post, vag: Vag, value: str, till: Till, targets: _Targets) -> Fynd:
    field_name = next(str(step) for step in reversed(vag) if isinstance(step, str))
    text = f"{field_name}: {_fault(value, targets)}"
    return _fynd(schemafel.SCH06, post, vag, text, _instead(value, till, targets))


def _fault(value: str, targets: _Targets) -> str:
    """What is wrong with a reference that does not lead where it should."""
    found = targets.projekt.hitta(value)
    if isinstance(found, Post):
        return f"{value} är fel slags post ({title(found.register())[0].lower()})"
    return f"{shown(value)} finns inte"


def _instead(value: str, till: Till, targets: _Targets) -> str:
    near = nearest(value, (candidate for target in till.mal for candidate in targets.values(target)))
    wanted: dict[str, list[str]] = {}
    for target in till.mal:
        name, _, lista = target.partition("/")
        wanted.setdefault(title(name)[0].lower(), []).extend([lista] if lista else [])
    places = [f"{listing(listor, 'eller')} i {titel}" if listor else titel for titel, listor in wanted.items()]
    where = listing(places, "eller")
    return f"{f'Menades {near}? ' if near else ''}Ange något som finns under {where}."


def _repeated(post: Post, items: tuple[Struktur, ...], vag: Vag) -> Iterator[Fynd]:
    counts = Counter(item_key(item) for item in items)
    seen: set[object] = set()
    for place, item in enumerate(items):
        key = item_key(item)
        if key is not None and counts[key] > 1 and key in seen:
            name = getattr(type(item), "nyckelfalt", "nr")
            text = f"{vag[-1]} har två rader med {name} {key}"
            other = f"{'ett annat' if name in ('nr', 'datum') else 'en annan'} {name}"
            yield _fynd(schemafel.SCH07, post, (*vag, place, name), text, f"Ge den ena raden {other}.")
        seen.add(key)


def _levels(projekt: Projekt, risk: Risk) -> Iterator[Fynd]:
    """Assessments outside the scale that the plan declares; a plan without a scale allows what the record allows."""
    skala = projekt.plan.riskskala if projekt.plan else None
    if skala is None:
        return
    tops = {"sannolikhet": skala.sannolikhet, "konsekvens": skala.konsekvens}
    for place, bedomning in enumerate(risk.bedomning):
        for name, words in tops.items():
            value = getattr(bedomning, name)
            if words and value > len(words):
                text = f"{name} ska vara ett heltal 1–{len(words)}, men är {value}"
                remedy = f"Skriv ett tal mellan 1 ({words[0]}) och {len(words)} ({words[-1]})."
                yield _fynd(schemafel.SCH03, risk, ("bedomning", place, name), text, remedy)


def _in_order(mote: Mote) -> Iterator[Fynd]:
    """A meeting that was both held and called off, and minutes that were ready before it."""
    if mote.genomfort and mote.installt:
        text = f"{mote.id} är både genomfört och inställt"
        yield _fynd(schemafel.SCH03, mote, ("installt",), text, "Ta bort det av de två som inte är sant.")
    days = (("genomfort", mote.genomfort), ("upprattat", mote.upprattat), ("justerat", mote.justerat))
    known = [(name, day) for name, day in days if day]
    for (first, day), (then, later) in pairwise(known):
        if later < day:
            text = f"{then} är {later}, före {first} {day}"
            yield _fynd(schemafel.SCH03, mote, (then,), text, "Rätta det datum som är fel.")


def _controlled(projekt: Projekt, plan: Projektplan) -> Iterator[Fynd]:
    """Paths to controlled fields that lead to no value."""
    poster = {**projekt.poster, plan.register(): {plan.id: plan}}
    for place, path in enumerate(plan.styrt_falt):
        try:
            lost = missing(poster, Falt.read(path), projekt.olasta)
        except FaltError as error:
            lost = error
        if lost is not None:
            yield _fynd(schemafel.SCH06, plan, ("styrt_falt", place), f"styrt_falt: {lost.text}", lost.atgarda)


def _shared_keys(projekt: Projekt) -> Iterator[Fynd]:
    """Persons, roles and groups share one namespace."""
    organisation = projekt.organisation
    if organisation is None:
        return
    seen: dict[str, str] = {}
    for lista in ("person", "roll", "grupp"):
        for place, item in enumerate(getattr(organisation, lista)):
            if seen.setdefault(item.nyckel, lista) != lista:
                text = f"nyckeln {item.nyckel} används redan under {seen[item.nyckel]}"
                remedy = "Ge den ena en annan nyckel: personer, roller och grupper delar nycklar."
                yield _fynd(schemafel.SCH07, organisation, (lista, place, "nyckel"), text, remedy)


def _fynd(regel: Regel, post: Post, vag: Vag, text: str, atgarda: str) -> Fynd:
    return Fynd(regel.id, regel.allvar, Stalle(post.fil, vag=vag), text, atgarda=atgarda)
