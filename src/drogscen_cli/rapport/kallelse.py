"""Kallelse: tid, plats, deltagare och dagordning för ett möte"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from drogscen_cli.core.errors import CallError
from drogscen_cli.core.plikt import Plikt, Tillstand
from drogscen_cli.core.swedish import NBSP, day_long
from drogscen_cli.dagordning import Punkt, dagordning
from drogscen_cli.projekt import Projekt
from drogscen_cli.punkter import oppna_punkter
from drogscen_cli.rapport import Underlag
from drogscen_cli.rapport._moten import Deltagare, kallade, motestitel, named, nar
from drogscen_cli.register.mote import Flyttning, Mote, Motesstatus
from drogscen_cli.register.projektplan import Projektplan

_AT_THE_MEETING = "MOT"
"""How the rules begin whose duties are done by holding the meeting, and not before it."""


@dataclass(frozen=True, slots=True)
class Saknas:
    """Something that is not there yet: what, who sees to it, and the last day; empty and None where it is not known."""

    vad: str
    vem: str = ""
    senast: date | None = None


@dataclass(frozen=True, slots=True)
class Kallelse:
    """The notice of a planned meeting. ``nar`` is the day in words with weekday and week.

    ``flytt`` is the latest move from another day or time, None where there is none. ``kallade`` are the persons behind
    the called groups and roles on the day of the meeting, ``saknas`` what is to be there before it.
    """

    plan: Projektplan
    dag: date
    mote: Mote
    titel: str
    nar: str
    tid: time | None
    sluttid: time | None
    plats: str | None
    flytt: Flyttning | None
    kallade: tuple[Deltagare, ...]
    punkter: tuple[Punkt, ...]
    saknas: tuple[Saknas, ...]


def bygg(underlag: Underlag) -> Kallelse:
    """The view of the notice; raises ``CallError`` where there is no such planned meeting."""
    plan, projekt = underlag.plan(), underlag.projekt
    mote = _mote(underlag)
    punkter = dagordning(projekt, mote, underlag.dag)
    called = kallade(projekt, mote)
    return Kallelse(
        plan=plan,
        dag=underlag.dag,
        mote=mote,
        titel=motestitel(projekt, mote),
        nar=nar(mote.dag),
        tid=mote.tid,
        sluttid=mote.sluttid,
        plats=mote.plats,
        flytt=_move(mote),
        kallade=called,
        punkter=punkter,
        saknas=(*_arrangements(projekt, mote, called), *_before(underlag, mote, punkter)),
    )


def _mote(underlag: Underlag) -> Mote:
    """The one that was named, otherwise the next planned one."""
    projekt, ident = underlag.projekt, underlag.ident
    if not ident:
        coming = [
            each for each in projekt.alla(Mote) if each.status is Motesstatus.PLANERAT and each.dag >= underlag.dag
        ]
        if coming:
            return min(coming, key=lambda each: (each.dag, each.tid or time(), each.id))
        raise CallError(
            f"Inget möte är inlagt {day_long(underlag.dag)} eller senare.", "Lägg in möten: drogscen mote planera"
        )
    found = named(underlag)
    if found.status is Motesstatus.GENOMFORT:
        raise CallError(
            f"{ident} hölls {day_long(found.motesdag)}, så det finns inget att kalla till.",
            f"Anteckningarna: drogscen rapport protokoll {ident}. Kallelsen som den var: ange en dag med --datum.",
        )
    if found.status is Motesstatus.INSTALLT:
        raise CallError(f"{ident} är inställt.", "Se mötena: drogscen mote list")
    return found


def _move(mote: Mote) -> Flyttning | None:
    """The latest move; none where the meeting is back on the day and time that it was moved from."""
    last = max(mote.flyttning, key=lambda each: each.datum, default=None)
    return last if last and (last.tidigare, last.tidigare_tid) != (mote.dag, mote.tid) else None


def _arrangements(projekt: Projekt, mote: Mote, called: tuple[Deltagare, ...]) -> Iterator[Saknas]:
    motestyp = projekt.motestyp(mote.motestyp)
    vem = projekt.vem(motestyp.ansvarig) if motestyp else ""
    if mote.tid is None:
        yield Saknas("Tid för mötet", vem)
    if mote.plats is None:
        yield Saknas("Plats för mötet", vem)
    if not called:
        yield Saknas("Deltagare: ingen är kallad", vem)
    yield from (Saknas(f"{each.namn}: ingen person är införd för mötets dag", vem) for each in called if each.tom)


def _before(underlag: Underlag, mote: Mote, punkter: tuple[Punkt, ...]) -> Iterator[Saknas]:
    """Duties for this meeting or due by its day, reports that are to be handled, and action points due by its day.

    What the meeting itself is to decide is no such duty.
    """
    projekt = underlag.projekt
    decided = {punkt.andring for punkt in punkter}
    owed = [each for each in underlag.resultat.plikter if _waits(each, mote) and each.omfattning not in decided]
    for plikt in owed:
        vad = f"{plikt.vad[0].upper()}{plikt.vad[1:]}"
        whole = vad if _is_for(plikt, mote) else f"{vad} för {plikt.omfattning} (§{NBSP}{plikt.paragraf})"
        yield Saknas(whole, projekt.vem(plikt.ansvarig), plikt.senast)
    for punkt in punkter:
        if punkt.saknas and not any(plikt.vad.casefold() in punkt.rubrik.casefold() for plikt in owed):
            yield Saknas(punkt.rubrik, punkt.ansvarig, mote.dag)
    for each in oppna_punkter(projekt, underlag.dag):
        if each.senast and each.senast <= mote.dag:
            yield Saknas(f"Åtgärd {each.referens} {each.text}", each.ansvarig, each.senast)


def _waits(plikt: Plikt, mote: Mote) -> bool:
    """Whether the duty is to be done before the meeting and is not."""
    if plikt.regel.startswith(_AT_THE_MEETING) or plikt.senast > mote.dag:
        return False
    if _is_for(plikt, mote):
        return plikt.tillstand in (Tillstand.KOMMANDE, Tillstand.UTEBLIVEN, Tillstand.OAVGJORD)
    return plikt.tillstand is Tillstand.KOMMANDE and plikt.enhet[0] != "möte"


def _is_for(plikt: Plikt, mote: Mote) -> bool:
    return mote.id in plikt.omfattning.split()
