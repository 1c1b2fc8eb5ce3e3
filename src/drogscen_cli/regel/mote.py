"""Rules on meetings: held as often as the plan wants, written down, and their action points done."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, zip_longest

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.period import Period
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import listing
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._atgard import overdue
from drogscen_cli.regel._mote import held, kind, label, no_kind, standing
from drogscen_cli.regel._perioder import owed
from drogscen_cli.register._styrning import Motesform
from drogscen_cli.register.mote import Beslut, Dagordningspunkt, Mote

MOTEN = ("möte", "möten")


@regel("MOT01", Allvar.FEL, harnast="drogscen mote planera")
def moten_halls_sa_ofta(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Möten hålls så ofta som planen kräver

    Planen säger hur ofta mötet ska hållas. Ett genomfört möte räknas för den period då det hölls. Hölls fler i samma
    period kan ett av dem räknas för en annan period som saknar möte, om det hölls högst så många dagar utanför den som
    mötestypens marginal anger. Ett möte som flyttades räknas för den period som det var planerat i, om det hölls inom
    marginalen. Ett möte räknas aldrig för två perioder. Först när marginalen är slut saknas mötet.

    En period kräver ett möte bara om mer än hälften av dess vardagar ligger inom projektet och utanför planens
    uppehåll. En mötestyp som hålls vid behov kräver inget. Anger kravet ingen frekvens gäller mötestypens.

    Åtgärda: Håll mötet, eller för in det om det har hållits: drogscen mote add --genomfort ÅÅÅÅ-MM-DD.
    """
    yield from no_kind(laget)
    if typ := kind(laget):
        slack = timedelta(days=typ.marginal or 0)
        found = list(owed(laget, laget.krav.frekvens or typ.frekvens, laget.plan.period))
        namn = typ.namn[:1].lower() + typ.namn[1:]
        for period, mote in _shared_out(found, held(laget.projekt, typ.nyckel), slack):
            bevis = (Bevis(mote.id, mote.motesdag),) if mote else ()
            senast = _last_day(period, mote, slack, laget.dag)
            yield laget.plikt(Slag(namn, period.enhet, Mote), period.namn, senast, bevis)


def _last_day(period: Period, mote: Mote | None, slack: timedelta, dag: date) -> date:
    """The period's last day, moved into the slack while a meeting may still come there, or when it came there."""
    if mote:
        return max(period.slut, mote.motesdag)
    return period.slut + slack if period.slut < dag <= period.slut + slack else period.slut


def _shared_out(those: list[Period], moten: tuple[Mote, ...], slack: timedelta) -> Iterator[tuple[Period, Mote | None]]:
    """Each period with its meeting: the first one held in it, else one within the slack that its own can spare."""
    held_in: dict[Period, list[Mote]] = {period: [] for period in those}
    starts = [period.start for period in those]
    free: list[Mote] = []
    for mote in moten:
        home = next((period for day in _days(mote) if (period := _around(those, starts, day))), None)
        if home and not home.start - slack <= mote.motesdag <= home.slut + slack:
            home = _around(those, starts, mote.motesdag)
        (held_in[home] if home else free).append(mote)
    for period in those:
        if not held_in[period]:
            lenders = (free, *(found for found in held_in.values() if len(found) > 1))
            held_in[period].extend(_lent(lenders, period.start - slack, period.slut + slack))
        yield period, next(iter(held_in[period]), None)


def _days(mote: Mote) -> Iterator[date]:
    """The day that the meeting was first planned for, where it was moved, and the day it was held."""
    if mote.flyttning:
        yield min(mote.flyttning, key=lambda rad: rad.datum).tidigare
    yield mote.motesdag


def _around(owed: list[Period], starts: list[date], day: date) -> Period | None:
    """The period that the day is in."""
    place = bisect_right(starts, day) - 1
    return owed[place] if place >= 0 and day <= owed[place].slut else None


def _lent(lenders: Iterable[list[Mote]], first: date, last: date) -> Iterator[Mote]:
    """The first meeting from ``first`` through ``last``, taken from the one that lends it; none where none has any."""
    for lender in lenders:
        for mote in lender:
            if first <= mote.motesdag <= last:
                lender.remove(mote)
                yield mote
                return


@regel("MOT02", Allvar.FEL, harnast="drogscen mote anteckna")
def motet_ar_dokumenterat(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Protokoll eller minnesanteckningar finns från varje möte

    Planen säger vad som skrivs vid mötet: protokoll eller minnesanteckningar. Det ska vara upprättat inom så många
    dagar som kravet anger, annars senast den dag då nästa möte av samma slag hålls, och efter det sista mötet senast
    projektets sista dag. Anger kravet ingen mötestyp gäller det alla mötestyper som har en form.

    Åtgärda: Skriv klart, och ange dagen då det blev klart: drogscen mote edit M-… --upprattat ÅÅÅÅ-MM-DD.
    """
    typ = kind(laget)
    if typ and typ.form is None:
        where = laget.projekt.stalle(laget.plan, "motestyp", typ)
        text = f"{typ.titel} har ingen form, så det är okänt vad som ska skrivas"
        yield laget.oavgjord(where, text, f"Ange den: drogscen projektplan motestyp edit {typ.nyckel} --form …")
    typer = [found for found in ((typ,) if typ else laget.plan.motestyp) if found.form]
    vad = listing(list(dict.fromkeys(found.form.titel for found in typer if found.form)), "eller")
    for found in typer:
        moten = standing(laget.projekt, found.nyckel)
        for mote, nasta in zip_longest(moten, moten[1:]):
            if mote.genomfort:
                bevis = (Bevis(mote.id, mote.upprattat),) if mote.upprattat else ()
                yield laget.plikt(Slag(vad, MOTEN, Mote), label(mote), _minutes_due(laget, mote, nasta), bevis)


def _minutes_due(laget: Laget, mote: Mote, nasta: Mote | None) -> date:
    if laget.krav.dagar is not None:
        return mote.motesdag + timedelta(days=laget.krav.dagar)
    return nasta.motesdag if nasta else max(laget.plan.period.slut, mote.motesdag)


@regel("MOT03", Allvar.FEL)
def protokollet_ar_fullstandigt(laget: Laget) -> Iterator[Fynd]:
    """Protokoll har paragrafer och justerare

    I ett upprättat protokoll har varje punkt på dagordningen och varje beslut en paragraf, och minst en justerare är
    utsedd. Paragraferna löper genom kalenderåret för varje mötestyp: ett nummer används inte två gånger, och ett
    senare möte har inte lägre nummer än ett tidigare. Regeln gäller mötestyper vars form är protokoll.

    Åtgärda: Rätta protokollet: drogscen mote dagordning edit M-… NR --paragraf …, eller drogscen mote edit M-…
    --justerare ….
    """
    for typ in laget.plan.motestyp:
        if typ.form is Motesform.PROTOKOLL and laget.krav.motestyp in (None, typ.nyckel):
            moten = [mote for mote in held(laget.projekt, typ.nyckel) if mote.upprattat]
            for mote in moten:
                yield from _incomplete(laget, mote)
            for _, found in groupby(moten, key=lambda mote: mote.motesdag.year):
                yield from _numbering(laget, found)


def _incomplete(laget: Laget, mote: Mote) -> Iterator[Fynd]:
    rows = [("dagordning", rad) for rad in mote.dagordning] + [("beslut", rad) for rad in mote.beslut]
    bare = [(lista, rad) for lista, rad in rows if rad.paragraf is None]
    if bare:
        names = [f"{mote.id}/{lista}/{rad.nr}" for lista, rad in bare]
        text = f"protokollet från {label(mote)} saknar paragraf på {listing(names)}"
        yield laget.fynd(laget.projekt.stalle(mote, *bare[0]), text)
    if not mote.justerare:
        yield laget.fynd(laget.projekt.stalle(mote, "upprattat"), f"protokollet från {label(mote)} saknar justerare")


def _numbering(laget: Laget, moten: Iterable[Mote]) -> Iterator[Fynd]:
    """Numbers that come twice or go backwards through a year's minutes of one kind of meeting."""
    used: dict[int, Mote] = {}
    highest = 0
    for mote in moten:
        seen: set[int] = set()
        for lista, rad in _numbered(mote):
            where = laget.projekt.stalle(mote, lista, rad, "paragraf")
            number = rad.paragraf or 0
            if number in used:
                yield laget.fynd(where, f"§ {number} i {mote.id} är redan använd i {used[number].id} samma år")
            elif number in seen and lista == "dagordning":
                yield laget.fynd(where, f"§ {number} används två gånger i {mote.id}")
            elif number < highest:
                yield laget.fynd(where, f"§ {number} i {mote.id} är lägre än § {highest} i ett tidigare möte samma år")
            seen.add(number)
        used |= dict.fromkeys(seen, mote)
        highest = max(highest, *seen, 0)


def _numbered(mote: Mote) -> Iterator[tuple[str, Dagordningspunkt | Beslut]]:
    """The rows that have a number, decisions whose number is an agenda item's left out: they stand under that item."""
    items = {rad.paragraf for rad in mote.dagordning}
    yield from (("dagordning", rad) for rad in mote.dagordning if rad.paragraf)
    yield from (("beslut", rad) for rad in mote.beslut if rad.paragraf and rad.paragraf not in items)


@regel("MOT04", Allvar.FEL, harnast="drogscen mote anteckna")
def aktivitetsplanen_genomgangen(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Aktivitetsplanen gås igenom vid varje möte

    Planen vill att aktivitetsplanen uppdateras vid mötena. Varje genomfört möte av det slag som kravet anger ska därför
    ha noterat att aktivitetsplanen är genomgången.

    Åtgärda: Om planen gicks igenom: drogscen mote edit M-… --aktivitetsplan ja.
    """
    yield from no_kind(laget)
    if typ := kind(laget):
        slag = Slag("genomgång av aktivitetsplanen", MOTEN, Mote)
        for mote in held(laget.projekt, typ.nyckel):
            bevis = (Bevis(mote.id, mote.motesdag),) if mote.aktivitetsplan else ()
            yield laget.plikt(slag, label(mote), mote.motesdag, bevis)


@regel("PUN01", Allvar.FEL)
def atgardspunkter_klara_i_tid(laget: Laget) -> Iterator[Fynd]:
    """Åtgärder som ett möte har beslutat är klara i tid

    En åtgärd från ett möte som har en sista dag ska vara klar den dagen. En åtgärd utan sista dag kan inte bli
    försenad.

    Åtgärda: Ange när den blev klar, eller en ny sista dag: drogscen mote atgard edit M-… NR --klar ÅÅÅÅ-MM-DD.
    """
    yield from overdue(laget, Mote)
