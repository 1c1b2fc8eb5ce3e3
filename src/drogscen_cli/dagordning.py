"""The agenda of a meeting: what stands on it already, what is due at it on a day, and its §§."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import count

from drogscen_cli.core.swedish import day_long
from drogscen_cli.core.text import fold
from drogscen_cli.projekt import Projekt
from drogscen_cli.punkter import oppna_punkter
from drogscen_cli.register._styrning import Motesform, Rapportering
from drogscen_cli.register.aktivitet import Aktivitet, Aktivitetsstatus
from drogscen_cli.register.andring import Andring, Andringsstatus, Vardeandring
from drogscen_cli.register.avvikelse import Avvikelse, Avvikelsestatus
from drogscen_cli.register.lagesrapport import Lagesrapport
from drogscen_cli.register.mote import Beslut, Mote
from drogscen_cli.register.projektplan import Projektplan
from drogscen_cli.register.risk import Risk, Riskstatus
from drogscen_cli.register.statusrapport import Statusrapport
from drogscen_cli.styrda.falt import Falt
from drogscen_cli.styrda.varden import label, shown

_LAST = ("ovriga fragor", "ovrigt", "nasta mote", "motet avslut", "motets avslut", "avslut")
"""How a standing item that closes a meeting begins, spelled without å ä ö."""


class Slag(StrEnum):
    """Why an item is on the agenda."""

    EGEN = "egen"
    STANDARD = "standard"
    LAGESRAPPORT = "lagesrapport"
    STATUSRAPPORT = "statusrapport"
    RAPPORT = "rapport"
    ANDRING = "andring"
    ATGARD = "atgard"
    RISK = "risk"
    AVVIKELSE = "avvikelse"
    BORDLAGD = "bordlagd"
    AKTIVITETSPLAN = "aktivitetsplan"


@dataclass(frozen=True, slots=True)
class Punkt:
    """An item: its heading, Swedish lines below it without full stops, and the change request to decide.

    ``slag`` says what the item is about, ``nr`` is its number in the meeting's own ``dagordning``: None where it does
    not stand there yet. ``saknas`` tells that the report to be handled is not there, ``ansvarig`` who writes it.
    """

    rubrik: str
    underpunkter: tuple[str, ...] = ()
    andring: str | None = None
    slag: str = Slag.EGEN
    nr: int | None = None
    saknas: bool = False
    ansvarig: str = ""


def dagordning(projekt: Projekt, mote: Mote, dag: date) -> tuple[Punkt, ...]:
    """The meeting's own items, the plan's standing ones, and what is due at it; ``projekt`` as it stood on ``dag``.

    Standing items that close a meeting (övriga frågor, nästa möte) come after what is due. An item that stands there
    already, with the same heading or change request, takes the lines and the ``slag`` of the later one.
    """
    found = [Punkt(rad.rubrik, (), rad.andring, Slag.EGEN, rad.nr) for rad in mote.dagordning]
    standing = _standing(projekt.plan, mote) if projekt.plan else ()
    last = [punkt for punkt in standing if _folded(punkt).startswith(_LAST)]
    for punkt in (*(each for each in standing if each not in last), *_due(projekt, mote, dag), *last):
        _put(found, punkt)
    return tuple(found)


def forra_motet(projekt: Projekt, mote: Mote) -> Mote | None:
    """The latest held meeting of the same type before this one."""
    before = mote.motesdag
    found = [
        each
        for each in projekt.alla(Mote)
        if each.motestyp == mote.motestyp and each.id != mote.id and each.genomfort and each.genomfort <= before
    ]
    return max(found, key=lambda each: each.motesdag, default=None)


def punkt_for(mote: Mote, beslut: Beslut) -> int | None:
    """The number of the agenda item that a decision belongs to: as it says, else by its § or its change request."""
    for rad in mote.dagordning:
        if beslut.punkt == rad.nr:
            return rad.nr
    for rad in mote.dagordning:
        if (beslut.paragraf and beslut.paragraf == rad.paragraf) or (beslut.andring and beslut.andring == rad.andring):
            return rad.nr
    return None


def paragrafer(projekt: Projekt, mote: Mote) -> Mapping[int, int]:
    """The § of each agenda item by the item's number: the stored one, otherwise the next free one.

    §§ run through the calendar year for each type of meeting. An item that has no § has that of a decision which
    belongs to it. Empty for minnesanteckningar, which have no §§.
    """
    if not med_paragrafer(projekt, mote):
        return {}
    stored = {rad.nr: rad.paragraf for rad in mote.dagordning if rad.paragraf}
    for beslut in mote.beslut:
        nr = punkt_for(mote, beslut)
        if nr and beslut.paragraf and beslut.paragraf not in stored.values():
            stored.setdefault(nr, beslut.paragraf)
    free = count(max(_used(projekt, mote), default=0) + 1)
    return {rad.nr: stored[rad.nr] if rad.nr in stored else next(free) for rad in mote.dagordning}


def beslutsparagrafer(projekt: Projekt, mote: Mote) -> Mapping[int, int]:
    """The § of each decision by the decision's number: the stored one, its agenda item's, otherwise the next free one.

    Empty for minnesanteckningar.
    """
    if not med_paragrafer(projekt, mote):
        return {}
    items = paragrafer(projekt, mote)
    free = count(max((*_used(projekt, mote), *items.values()), default=0) + 1)
    return {
        beslut.nr: beslut.paragraf or (items[nr] if (nr := punkt_for(mote, beslut)) else next(free))
        for beslut in mote.beslut
    }


def med_paragrafer(projekt: Projekt, mote: Mote) -> bool:
    """Whether the meeting's minutes have §§: a protokoll, and where the plan does not say, those that have them."""
    motestyp = projekt.motestyp(mote.motestyp)
    if motestyp and motestyp.form:
        return motestyp.form is Motesform.PROTOKOLL
    return any(_stored(mote))


def _used(projekt: Projekt, mote: Mote) -> Iterator[int]:
    """Every § that the year's meetings of the type have."""
    year = mote.motesdag.year
    others = (each for each in projekt.alla(Mote) if each.id != mote.id)
    for each in (*others, mote):
        if each.motestyp == mote.motestyp and each.motesdag.year == year:
            yield from _stored(each)


def _stored(mote: Mote) -> Iterator[int]:
    yield from (rad.paragraf for rad in mote.dagordning if rad.paragraf)
    yield from (beslut.paragraf for beslut in mote.beslut if beslut.paragraf)


def _standing(plan: Projektplan, mote: Mote) -> tuple[Punkt, ...]:
    return tuple(
        Punkt(punkt.rubrik, slag=Slag.STANDARD) for punkt in plan.standardpunkt if punkt.motestyp == mote.motestyp
    )


def _folded(punkt: Punkt) -> str:
    return fold(" ".join(punkt.rubrik.split())).casefold().rstrip(".:")


def _put(found: list[Punkt], punkt: Punkt) -> None:
    """One more item last, or its lines below the one that stands there for the same thing."""
    for place, there in enumerate(found):
        if _folded(there) == _folded(punkt) or (punkt.andring and there.andring == punkt.andring):
            plain = there.slag in (Slag.EGEN, Slag.STANDARD) and punkt.slag != Slag.STANDARD
            found[place] = replace(
                there,
                underpunkter=there.underpunkter + punkt.underpunkter,
                andring=there.andring or punkt.andring,
                slag=punkt.slag if plain else there.slag,
                saknas=there.saknas or punkt.saknas,
                ansvarig=there.ansvarig or punkt.ansvarig,
            )
            return
    found.append(punkt)


def _due(projekt: Projekt, mote: Mote, dag: date) -> Iterator[Punkt]:
    reviewed = any(krav.motestyp == mote.motestyp for krav in projekt.krav("MOT04"))
    yield from _reports(projekt, mote, reviewed=reviewed)
    yield from _requests(projekt, mote)
    yield from _with_lines("Öppna åtgärder", _points(projekt, dag), Slag.ATGARD)
    yield from _with_lines("Risker", _risks(projekt), Slag.RISK)
    forra = forra_motet(projekt, mote)
    yield from _with_lines("Avvikelser", _deviations(projekt, forra), Slag.AVVIKELSE)
    yield from _carried_over(forra)
    if reviewed:
        yield Punkt("Genomgång av aktivitetsplanen", tuple(_late(projekt, dag)), slag=Slag.AKTIVITETSPLAN)


def _with_lines(rubrik: str, lines: Iterable[str], slag: Slag) -> Iterator[Punkt]:
    if found := tuple(lines):
        yield Punkt(rubrik, found, slag=slag)


def _reports(projekt: Projekt, mote: Mote, *, reviewed: bool) -> Iterator[Punkt]:
    """The documents that the plan wants at this type of meeting; a status report also where only a demand says so."""
    wanted = [each for each in (projekt.plan.rapportering if projekt.plan else ()) if each.motestyp == mote.motestyp]
    kinds = {_kind(each) for each in wanted}
    for each in wanted:
        kind = _kind(each)
        if kind is not Slag.ANDRING and not (kind is Slag.AKTIVITETSPLAN and reviewed):
            yield _report(projekt, mote, each.titel, kind, projekt.vem(each.ansvarig) or each.ansvarstext or "")
    for krav in projekt.krav("LAGE01"):
        if krav.motestyp == mote.motestyp and Slag.LAGESRAPPORT not in kinds:
            yield _report(projekt, mote, "Lägesrapport", Slag.LAGESRAPPORT, projekt.vem(krav.ansvarig))


def _kind(rapportering: Rapportering) -> Slag:
    """What the plan's document is in this program, by its key or the first word of its title."""
    words = (rapportering.nyckel, fold(rapportering.titel).casefold())
    known = (Slag.LAGESRAPPORT, Slag.STATUSRAPPORT, Slag.ANDRING, Slag.AKTIVITETSPLAN)
    return next((slag for slag in known if any(word.startswith(slag) for word in words)), Slag.RAPPORT)


def _report(projekt: Projekt, mote: Mote, rubrik: str, slag: Slag, vem: str) -> Punkt:
    if slag is Slag.RAPPORT:
        return Punkt(rubrik, slag=slag, ansvarig=vem)
    posts: tuple[Lagesrapport | Statusrapport, ...] = projekt.alla(
        Lagesrapport if slag is Slag.LAGESRAPPORT else Statusrapport
    )
    there = tuple(f"{post.id}, daterad {day_long(post.datum)}" for post in posts if post.mote == mote.id)
    return Punkt(rubrik, there or ("saknas",), slag=slag, saknas=not there, ansvarig=vem)


def _requests(projekt: Projekt, mote: Mote) -> Iterator[Punkt]:
    """The undecided change requests, where this type of meeting is the one that decides them."""
    if projekt.plan is None or projekt.plan.andring_beslutas != mote.motestyp:
        return
    for andring in projekt.alla(Andring):
        if andring.status is Andringsstatus.OBESLUTAD:
            changes = tuple(_change(projekt, each) for each in andring.vardeandring)
            yield Punkt(f"Ändringsbegäran {andring.id}: {andring.titel}", changes, andring.id, Slag.ANDRING)


def _change(projekt: Projekt, moved: Vardeandring) -> str:
    falt = Falt.read(moved.falt)
    return f"{label(projekt.poster, falt)}: {shown(falt, moved.nu) or '–'} → {shown(falt, moved.ny) or '–'}"


def _points(projekt: Projekt, dag: date) -> Iterator[str]:
    """The late ones first, then by their last day."""
    for punkt in oppna_punkter(projekt, dag):
        senast = f"senast {day_long(punkt.senast)}" if punkt.senast else "ingen sista dag"
        late = ", försenad" if punkt.senast and punkt.senast < dag else ""
        yield f"{punkt.referens} {punkt.text.rstrip('.')} ({punkt.ansvarig or 'ansvarig saknas'}, {senast}{late})"


def _risks(projekt: Projekt) -> Iterator[str]:
    """The open risks that are red or yellow, without a scale all that are assessed; the highest first."""
    skala = projekt.plan.riskskala if projekt.plan else None
    found = [risk for risk in projekt.alla(Risk) if risk.status is Riskstatus.OPPEN and risk.riskvarde is not None]
    for risk in sorted(found, key=lambda risk: (-(risk.riskvarde or 0), risk.id)):
        value = risk.riskvarde or 0
        if skala is None:
            yield f"{risk.id} {risk.titel} (riskvärde {value})"
        elif value >= skala.gul:
            yield f"{risk.id} {risk.titel} (riskvärde {value}, {'röd' if value >= skala.rod else 'gul'})"


def _deviations(projekt: Projekt, forra: Mote | None) -> Iterator[str]:
    """The open ones that were written down after the last meeting of the type, or that have no day."""
    after = forra.genomfort if forra else None
    for avvikelse in projekt.alla(Avvikelse):
        noted = avvikelse.datum
        if avvikelse.status is Avvikelsestatus.OPPEN and not (noted and after and noted <= after):
            told = [avvikelse.titel, *([day_long(noted)] if noted else []), *_there(projekt, avvikelse.andring)]
            yield f"{avvikelse.id} {', '.join(told)}"


def _there(projekt: Projekt, ident: str | None) -> list[str]:
    return [ident] if ident and projekt.hitta(ident) else []


def _carried_over(forra: Mote | None) -> Iterator[Punkt]:
    for rad in forra.dagordning if forra else ():
        if forra and rad.bordlagd:
            place = f" § {rad.paragraf}" if rad.paragraf else ""
            yield Punkt(rad.rubrik, (f"Bordlagd på {forra.id}{place}",), rad.andring, Slag.BORDLAGD)


def _late(projekt: Projekt, dag: date) -> Iterator[str]:
    for each in projekt.alla(Aktivitet):
        if each.slut and each.slut < dag and each.status not in (Aktivitetsstatus.KLAR, Aktivitetsstatus.AVBRUTEN):
            yield f"{each.id} {each.titel} skulle vara klar {day_long(each.slut)}"
