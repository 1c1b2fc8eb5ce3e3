"""How far a meeting's notes have come: what is asked about it, in order, and which of it the records hold already."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from drogscen_cli.dagordning import Punkt, Slag, dagordning, med_paragrafer
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.mote import Dagordningspunkt, Mote
from drogscen_cli.register.statusrapport import Statusdel, Statusrapport

STATUSFALT = ("gjort", "nasta", "avvikelse", "justering", "timmar")


class Stegslag(StrEnum):
    """What a step asks about."""

    NARVARANDE = "narvarande"
    ORDFORANDE = "ordforande"
    SEKRETERARE = "sekreterare"
    JUSTERARE = "justerare"
    RUBRIK = "rubrik"
    STATUS = "status"
    AKTIVITETSPLAN = "aktivitetsplan"
    PUNKT = "punkt"
    SLUT = "slut"
    UPPRATTAT = "upprattat"


@dataclass(frozen=True, slots=True)
class Steg:
    """One question: about the item ``nr``, or the ``falt`` of what ``grupp`` reports. ``klart``: it has its answer."""

    slag: Stegslag
    nr: int = 0
    grupp: str = ""
    falt: str = ""
    klart: bool = field(default=False, compare=False)


def steg(projekt: Projekt, mote: Mote, dag: date) -> tuple[Steg, ...]:
    """Every step of the meeting, in the order of the agenda."""
    return tuple(_all(projekt, mote, dag))


def noterad(mote: Mote, rad: Dagordningspunkt) -> bool:
    """Whether anything has been written down about the item."""
    own = rad.nr in {*(each.punkt for each in mote.beslut), *(each.punkt for each in mote.atgard)}
    decided = rad.paragraf is not None and any(each.paragraf == rad.paragraf for each in mote.beslut)
    return bool(rad.text) or rad.bordlagd is not None or own or decided


def paborjat(mote: Mote) -> bool:
    """Whether anybody has begun to write down what is said, so that the agenda stands."""
    said = (mote.narvarande, mote.beslut, mote.atgard, mote.avvikelse)
    return any(said) or any(noterad(mote, rad) for rad in mote.dagordning)


def punkter(projekt: Projekt, mote: Mote, dag: date) -> tuple[Punkt, ...]:
    """The items that stand in the meeting's own agenda, with what is due below them."""
    then = projekt.per(dag)
    return tuple(punkt for punkt in dagordning(then, mote, dag) if punkt.nr is not None)


def kallade(projekt: Projekt, mote: Mote, dag: date) -> tuple[str, ...]:
    """Keys that may be noted as there: the called, groups as their members; everybody where it isn't said who.

    A role stays a role: it is noted as it was called, and its holder is looked up by whoever prints it.
    """
    groups = {grupp.nyckel for grupp in projekt.organisation.grupp} if projekt.organisation else set()
    called = projekt.inbjudna(mote)
    found = [key for each in called for key in (projekt.medlemmar(each, dag) if each in groups else (each,))]
    if not found and projekt.organisation:
        found = [person.nyckel for person in projekt.organisation.person]
    return tuple(dict.fromkeys(found))


def rapporterande(projekt: Projekt, mote: Mote, dag: date) -> tuple[str, ...]:
    """Keys of those who report their status at the meeting: the plan's groups, else the members of those who meet."""
    demands = [krav for krav in projekt.krav("STA01") if krav.motestyp == mote.motestyp]
    grupper = tuple(dict.fromkeys(grupp for krav in demands for grupp in krav.grupp))
    if grupper:
        return grupper
    items = dagordning(projekt.per(dag), mote, dag)
    expected = demands or any(punkt.slag == Slag.STATUSRAPPORT for punkt in items)
    return kallade(projekt, mote, dag) if expected else ()


def statusrapporter(projekt: Projekt, mote: Mote) -> tuple[Statusrapport, ...]:
    """The status reports that were given to the meeting."""
    return tuple(post for post in projekt.alla(Statusrapport) if post.mote == mote.id)


def planen_gas_igenom(projekt: Projekt, mote: Mote) -> bool:
    """Whether the plan wants the activity plan gone through at the meeting."""
    return any(krav.motestyp == mote.motestyp for krav in projekt.krav("MOT04"))


def _all(projekt: Projekt, mote: Mote, dag: date) -> Iterator[Steg]:
    yield from _opening(projekt, mote)
    status, plan = tuple(_round(projekt, mote, dag)), tuple(_plan(projekt, mote))
    if not mote.dagordning:
        yield Steg(Stegslag.RUBRIK)
    slag = {punkt.nr: punkt.slag for punkt in punkter(projekt, mote, dag)}
    for rad in mote.dagordning:
        if slag.get(rad.nr) == Slag.STATUSRAPPORT:
            yield from status
            status = ()
        elif slag.get(rad.nr) == Slag.AKTIVITETSPLAN:
            yield from plan
            plan = ()
        yield Steg(Stegslag.PUNKT, nr=rad.nr, klart=noterad(mote, rad))
    yield from (*status, *plan)
    yield Steg(Stegslag.SLUT, klart=mote.genomfort is not None)
    if mote.genomfort:
        yield Steg(Stegslag.UPPRATTAT, klart=mote.upprattat is not None)


def _opening(projekt: Projekt, mote: Mote) -> Iterator[Steg]:
    yield Steg(Stegslag.NARVARANDE, klart=bool(mote.narvarande))
    yield Steg(Stegslag.ORDFORANDE, klart=mote.ordforande is not None)
    yield Steg(Stegslag.SEKRETERARE, klart=mote.sekreterare is not None)
    if med_paragrafer(projekt, mote):
        under_way = any(noterad(mote, rad) for rad in mote.dagordning)
        yield Steg(Stegslag.JUSTERARE, klart=bool(mote.justerare) or under_way)


def _round(projekt: Projekt, mote: Mote, dag: date) -> Iterator[Steg]:
    """A field is asked for where nothing is said after it: in a group's part only the last one can be unfinished."""
    parts = [part for post in statusrapporter(projekt, mote) for part in post.delrapport]
    for grupp in rapporterande(projekt, mote, dag):
        part = next((part for part in parts if part.avsandare == grupp), None)
        done = STATUSFALT if part and part is not parts[-1] else STATUSFALT[: _said(part)]
        for falt in STATUSFALT:
            yield Steg(Stegslag.STATUS, grupp=grupp, falt=falt, klart=falt in done)


def _said(part: Statusdel | None) -> int:
    """How many of the fields come before the first one that nothing has been said about, or after."""
    return max((place for place, falt in enumerate(STATUSFALT, 1) if getattr(part, falt, None) is not None), default=0)


def _plan(projekt: Projekt, mote: Mote) -> Iterator[Steg]:
    if planen_gas_igenom(projekt, mote):
        yield Steg(Stegslag.AKTIVITETSPLAN, klart=mote.aktivitetsplan is not None)
