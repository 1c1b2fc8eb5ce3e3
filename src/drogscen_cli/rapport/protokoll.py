"""Protokoll: protokoll eller minnesanteckningar från ett möte"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from drogscen_cli.core.errors import CallError
from drogscen_cli.core.swedish import NBSP, day_long, listing
from drogscen_cli.core.text import fold
from drogscen_cli.dagordning import Punkt, Slag, beslutsparagrafer, dagordning, med_paragrafer, paragrafer, punkt_for
from drogscen_cli.projekt import Projekt
from drogscen_cli.rapport import Underlag
from drogscen_cli.rapport._moten import Deltagare, deltagare, kallade, motestitel, named, nar, vem_av
from drogscen_cli.register.andring import Andring
from drogscen_cli.register.avvikelse import Avvikelse
from drogscen_cli.register.mote import Beslut, Mote, Motesstatus
from drogscen_cli.register.projektplan import Projektplan
from drogscen_cli.register.statusrapport import Statusdel, Statusrapport

_GONE_THROUGH = {True: "Aktivitetsplanen gicks igenom.", False: "Aktivitetsplanen gicks inte igenom.", None: ""}


@dataclass(frozen=True, slots=True)
class Punktrad:
    """An item of the minutes: ``§ 31`` or ``3``, heading, text, what was decided, and its change request.

    ``nytt`` tells that the § is not stored yet: it is the next free one. ``nr`` is the number in the agenda, None for a
    decision that belongs to no item of it. ``hanvisning`` is a sentence on where its subject is told, if it is.
    """

    beteckning: str
    rubrik: str
    text: str | None = None
    beslut: tuple[str, ...] = ()
    andring: Andring | None = None
    bordlagd: bool = False
    nytt: bool = False
    nr: int | None = None
    hanvisning: str = ""

    @property
    def tom(self) -> bool:
        """Whether nothing was written down under the item."""
        return not (self.text or self.beslut or self.bordlagd)


@dataclass(frozen=True, slots=True)
class Atgardsrad:
    """An action point: its reference, the item it came up under (``§ 31``, ``3``), text, who, and the last day."""

    referens: str
    punkt: str
    text: str
    ansvarig: str
    senast: date | None


@dataclass(frozen=True, slots=True)
class Statusrad:
    """What one group or member reported, and its name."""

    avsandare: str
    rapport: Statusdel


@dataclass(frozen=True, slots=True)
class Protokoll:
    """The minutes of a held meeting. ``form`` is what they are called: Protokoll or Minnesanteckningar.

    ``nar`` is the day in words; ``franvarande`` were called and are not among the ``narvarande``. ``ovriga`` are
    decisions of minnesanteckningar that belong to no item. ``genomgang`` is the answer of ``aktivitetsplan`` in a
    sentence. ``skriver_under`` are task and name for the signature lines, empty where nobody signs. ``saknas`` are
    sentences on what has not been given.
    """

    plan: Projektplan
    dag: date
    mote: Mote
    form: str
    titel: str
    nar: str
    tid: time | None
    sluttid: time | None
    plats: str | None
    narvarande: tuple[Deltagare, ...]
    franvarande: tuple[Deltagare, ...]
    ordforande: str
    sekreterare: str
    justerare: tuple[str, ...]
    punkter: tuple[Punktrad, ...]
    ovriga: tuple[str, ...]
    statusrapporter: tuple[Statusrad, ...]
    avvikelser: tuple[Avvikelse, ...]
    atgarder: tuple[Atgardsrad, ...]
    aktivitetsplan: bool | None
    genomgang: str
    skriver_under: tuple[tuple[str, str], ...]
    saknas: tuple[str, ...]


def bygg(underlag: Underlag) -> Protokoll:
    """The view of the minutes; raises ``CallError`` where no such meeting was held."""
    plan, projekt = underlag.plan(), underlag.projekt
    mote = _mote(underlag)
    med = med_paragrafer(projekt, mote)
    held = mote.motesdag
    present = deltagare(projekt, mote.narvarande, held)
    statusrapporter, avvikelser = _reports(projekt, mote), _deviations(projekt, mote)
    elsewhere: Mapping[str, str] = {
        Slag.STATUSRAPPORT: "Se statusrapporterna nedan." if statusrapporter else "",
        Slag.AVVIKELSE: "Se de noterade avvikelserna nedan." if avvikelser else "",
        Slag.AKTIVITETSPLAN: _GONE_THROUGH[mote.aktivitetsplan],
    }
    about = {punkt.nr: elsewhere.get(_about(punkt), "") for punkt in dagordning(projekt, mote, held)}
    items = _items(projekt, mote) if med else _points(projekt, mote)
    punkter = tuple(replace(rad, hanvisning=about.get(rad.nr, "")) if rad.nr and rad.tom else rad for rad in items)
    return Protokoll(
        plan=plan,
        dag=underlag.dag,
        mote=mote,
        form="Protokoll" if med else "Minnesanteckningar",
        titel=motestitel(projekt, mote),
        nar=nar(held),
        tid=mote.tid,
        sluttid=mote.sluttid,
        plats=mote.plats,
        narvarande=present,
        franvarande=_absent(kallade(projekt, mote), present),
        ordforande=vem_av(projekt, mote.ordforande, held),
        sekreterare=vem_av(projekt, mote.sekreterare, held),
        justerare=tuple(vem_av(projekt, key, held) for key in mote.justerare),
        punkter=punkter,
        ovriga=() if med else tuple(beslut.text for beslut in mote.beslut if punkt_for(mote, beslut) is None),
        statusrapporter=statusrapporter,
        avvikelser=avvikelser,
        atgarder=tuple(_actions(projekt, mote, punkter)),
        aktivitetsplan=mote.aktivitetsplan,
        genomgang=_GONE_THROUGH[mote.aktivitetsplan],
        skriver_under=_signing(projekt, mote, held) if med else (),
        saknas=tuple(_missing(projekt, mote, punkter, med=med)),
    )


def _mote(underlag: Underlag) -> Mote:
    """The one that was named, otherwise the latest held one."""
    if not underlag.ident:
        held = [each for each in underlag.projekt.alla(Mote) if each.genomfort]
        if held:
            return max(held, key=lambda each: (each.motesdag, each.tid or time(), each.id))
        raise CallError(
            f"Inget möte är hållet {day_long(underlag.dag)}.",
            "För in ett möte som har hållits: drogscen mote close M-… --datum ÅÅÅÅ-MM-DD.",
        )
    found = named(underlag)
    if found.status is Motesstatus.GENOMFORT:
        return found
    if found.status is Motesstatus.INSTALLT:
        raise CallError(f"{found.id} är inställt och har inget protokoll.", "Se mötena: drogscen mote list")
    raise CallError(
        f"{found.id} är inte hållet {day_long(underlag.dag)}.",
        f"Kallelsen: drogscen rapport kallelse {found.id}. När mötet har hållits: drogscen mote anteckna {found.id}.",
    )


def _about(punkt: Punkt) -> str:
    """What the item is about; a standing one of status reports is known by its heading."""
    named = fold(punkt.rubrik).casefold().startswith(Slag.STATUSRAPPORT)
    return Slag.STATUSRAPPORT if named else punkt.slag


def _absent(called: tuple[Deltagare, ...], present: tuple[Deltagare, ...]) -> tuple[Deltagare, ...]:
    there = {each.nyckel for each in present}
    return tuple(each for each in called if each.nyckel not in there and not each.tom)


def _items(projekt: Projekt, mote: Mote) -> tuple[Punktrad, ...]:
    """The agenda's items and the decisions with a § of their own, in the order of the §§."""
    numbers, decided = paragrafer(projekt, mote), beslutsparagrafer(projekt, mote)
    rows = [
        (
            numbers[rad.nr],
            Punktrad(
                f"§ {numbers[rad.nr]}",
                rad.rubrik,
                rad.text,
                tuple(beslut.text for beslut in mote.beslut if decided[beslut.nr] == numbers[rad.nr]),
                _request(projekt, rad.andring),
                bordlagd=bool(rad.bordlagd),
                nytt=rad.paragraf is None,
                nr=rad.nr,
            ),
        )
        for rad in mote.dagordning
    ]
    alone: dict[int, list[Beslut]] = {}
    for beslut in mote.beslut:
        if decided[beslut.nr] not in numbers.values():
            alone.setdefault(decided[beslut.nr], []).append(beslut)
    rows += [(paragraf, _decisions(projekt, paragraf, found)) for paragraf, found in alone.items()]
    return tuple(rad for _, rad in sorted(rows, key=lambda each: each[0]))


def _decisions(projekt: Projekt, paragraf: int, found: list[Beslut]) -> Punktrad:
    """The decisions of a § that no agenda item has."""
    request = next((_request(projekt, each.andring) for each in found if each.andring), None)
    nytt = any(each.paragraf is None for each in found)
    return Punktrad(f"§ {paragraf}", "Beslut", None, tuple(each.text for each in found), request, nytt=nytt)


def _points(projekt: Projekt, mote: Mote) -> tuple[Punktrad, ...]:
    """The agenda's items, numbered within the meeting."""
    return tuple(
        Punktrad(
            str(place),
            rad.rubrik,
            rad.text,
            tuple(beslut.text for beslut in mote.beslut if punkt_for(mote, beslut) == rad.nr),
            _request(projekt, rad.andring),
            bordlagd=bool(rad.bordlagd),
            nr=rad.nr,
        )
        for place, rad in enumerate(mote.dagordning, 1)
    )


def _actions(projekt: Projekt, mote: Mote, punkter: tuple[Punktrad, ...]) -> Iterator[Atgardsrad]:
    """The action points, each with the item under which it came up."""
    items = {rad.nr: rad.beteckning for rad in punkter if rad.nr}
    for each in mote.atgard:
        punkt = items.get(each.punkt, "") if each.punkt else ""
        yield Atgardsrad(f"{mote.id}/atgard/{each.nr}", punkt, each.text, projekt.vem(each.ansvarig), each.senast)


def _request(projekt: Projekt, ident: str | None) -> Andring | None:
    found = projekt.hitta(ident) if ident else None
    return found if isinstance(found, Andring) else None


def _reports(projekt: Projekt, mote: Mote) -> tuple[Statusrad, ...]:
    return tuple(
        Statusrad(projekt.vem(each.avsandare), each)
        for rapport in projekt.alla(Statusrapport)
        if rapport.mote == mote.id
        for each in rapport.delrapport
    )


def _deviations(projekt: Projekt, mote: Mote) -> tuple[Avvikelse, ...]:
    """Those that the meeting names, and those that name the meeting."""
    return tuple(each for each in projekt.alla(Avvikelse) if each.id in mote.avvikelse or each.mote == mote.id)


def _signing(projekt: Projekt, mote: Mote, dag: date) -> tuple[tuple[str, str], ...]:
    """Who signs the minutes; an empty name is a line for somebody who is not appointed yet."""
    signing = (("Sekreterare", mote.sekreterare), ("Ordförande", mote.ordforande))
    justerare: list[str | None] = [*mote.justerare] or [None]
    rows = (*signing, *(("Justerare", key) for key in justerare))
    return tuple((uppgift, vem_av(projekt, key, dag)) for uppgift, key in rows)


_GIVEN: Mapping[str, str] = {
    "tid": "Mötets tid saknas",
    "plats": "Mötets plats saknas",
    "narvarande": "Uppgift om vilka som var med saknas",
    "ordforande": "Ordförande saknas",
    "sekreterare": "Sekreterare saknas",
    "dagordning": "Mötets punkter saknas",
}


def _whole(rad: Punktrad) -> str:
    """The item's number as it stands in running text, where no line break parts it."""
    return rad.beteckning.replace(" ", NBSP)


def _missing(projekt: Projekt, mote: Mote, punkter: tuple[Punktrad, ...], *, med: bool) -> Iterator[str]:
    """What has not been given, in sentences."""
    yield from (f"{text}." for name, text in _GIVEN.items() if not getattr(mote, name))
    empty = [_whole(rad) for rad in punkter if rad.tom and not rad.hanvisning]
    if empty:
        yield f"Anteckning saknas på {listing(empty) if med else 'punkt ' + listing(empty)}."
    if new := [_whole(rad) for rad in punkter if rad.nytt]:
        yield f"Paragraferna är inte sparade. {listing(new)} är de nästa lediga."
    reviewed = any(krav.motestyp == mote.motestyp for krav in projekt.krav("MOT04"))
    if reviewed and mote.aktivitetsplan is None:
        yield "Uppgift om aktivitetsplanen gicks igenom saknas."
    if mote.upprattat is None:
        yield "Protokollet är inte upprättat." if med else "Minnesanteckningarna är inte upprättade."
    if med and not mote.justerare:
        yield "Justerare saknas."
    if med and mote.justerat is None:
        yield "Protokollet är inte justerat."
