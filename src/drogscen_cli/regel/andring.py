"""Rules on change requests."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import day_long
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._beslut import decided_at, fault, unread
from drogscen_cli.regel._mote import standing
from drogscen_cli.register.andring import Andring, Andringsstatus
from drogscen_cli.register.lagesrapport import Lagesrapport
from drogscen_cli.styrda.antagen import names

BESLUT = Slag("beslut", ("ändringsbegäran", "ändringsbegäranden"), Andring)


@regel("AND01", Allvar.FEL, harnast="drogscen andring besluta", organ=True)
def beslutad_av_ratt_organ(laget: Laget) -> Iterator[Fynd]:
    """En beslutad ändring har ett beslut av det organ som planen anger

    Planen säger vem som beslutar om ändringar. En ändringsbegäran som är beslutad ska därför hänvisa till ett beslut
    med paragraf, fattat på ett genomfört möte av rätt slag. Beslutsdagen är den dag då mötet hölls, och beslutet gäller
    just den begäran.

    Åtgärda: Ange beslutet: drogscen andring edit AB-… --beslut M-…/beslut/…, eller ta bort beslutsdagen om begäran
    inte är beslutad.
    """
    for andring in laget.projekt.alla(Andring):
        where = laget.projekt.stalle(andring, "beslut" if andring.beslut else "beslutad")
        if andring.status is Andringsstatus.OBESLUTAD:
            if andring.beslutad:
                yield laget.fynd(where, f"{andring.id} har en beslutsdag men inget utfall")
        elif why := fault(laget, andring.beslut, laget.plan.andring_beslutas) or _not_this(laget, andring):
            yield laget.fynd(where, f"{andring.id} är {andring.status.titel}, men {why}")


def _not_this(laget: Laget, andring: Andring) -> str:
    """What makes a valid decision another than this request's, or an empty string."""
    found = decided_at(laget, andring.beslut)
    if found is None:
        return ""
    mote, beslut = found
    if beslut.andring not in (None, andring.id):
        return f"beslutet {andring.beslut} gäller {beslut.andring}"
    if andring.beslutad and andring.beslutad != mote.genomfort:
        return f"beslutsdagen är {andring.beslutad} och {mote.id} hölls {mote.genomfort}"
    if not names(mote, beslut, andring.id):
        return f"varken beslutet {andring.beslut} eller dess punkt nämner {andring.id}"
    return ""


@regel("AND02", Allvar.FEL)
def bilagd_lagesrapport(laget: Laget) -> Iterator[Fynd]:
    """En ändringsbegäran är bilagd en lägesrapport

    Projektledaren bilägger begäran till lägesrapporten, så att de som beslutar har läst den. Rapporten ska vara den som
    skrevs till mötet som beslutade, och inte vara daterad efter beslutet eller före begäran. En begäran som inte är
    beslutad ska vara bilagd när en lägesrapport har lämnats efter begärans dag.

    Åtgärda: Ange rapporten: drogscen andring edit AB-… --lagesrapport LR-….
    """
    rapporter = sorted(laget.projekt.alla(Lagesrapport), key=lambda rapport: rapport.datum)
    for andring in laget.projekt.alla(Andring):
        rapport = laget.projekt.hitta(andring.lagesrapport or "")
        decided = andring.status is not Andringsstatus.OBESLUTAD
        if unread(laget, andring.lagesrapport, Lagesrapport):
            continue
        if not isinstance(rapport, Lagesrapport):
            why = "är beslutad utan att vara bilagd en lägesrapport" if decided else _left_out(andring, rapporter)
        else:
            why = _too_old(andring, rapport) or (_wrong_report(laget, andring, rapport) if decided else "")
        if why:
            steps = [name for name in ("lagesrapport", "beslut") if getattr(andring, name)][:1]
            yield laget.fynd(laget.projekt.stalle(andring, *steps), f"{andring.id} {why}")


def _left_out(andring: Andring, rapporter: Sequence[Lagesrapport]) -> str:
    """The first report after the request's day, which should have had it; empty where none has come."""
    if andring.datum is None:
        return ""
    place = bisect_right(rapporter, andring.datum, key=lambda rapport: rapport.datum)
    if place == len(rapporter):
        return ""
    return f"är inte bilagd {rapporter[place].id}, som lämnades {day_long(rapporter[place].datum)}"


def _too_old(andring: Andring, rapport: Lagesrapport) -> str:
    if andring.datum is None or andring.datum <= rapport.datum:
        return ""
    return f"skrevs {day_long(andring.datum)}, men {rapport.id} lämnades redan {day_long(rapport.datum)}"


def _wrong_report(laget: Laget, andring: Andring, rapport: Lagesrapport) -> str:
    if andring.beslutad and andring.beslutad < rapport.datum:
        return f"beslutades {day_long(andring.beslutad)}, men {rapport.id} är daterad {day_long(rapport.datum)}"
    found = decided_at(laget, andring.beslut)
    if found and found[0].id != rapport.mote:
        return f"beslutades på {found[0].id}, men {rapport.id} är skriven till {rapport.mote}"
    return ""


@regel("AND03", Allvar.FEL, harnast="drogscen andring besluta")
def beslutad_pa_nasta_mote(laget: Laget) -> Iterator[Plikt | Fynd]:
    """En ändringsbegäran beslutas på nästa möte som kan besluta

    En begäran ska beslutas senast på det första möte av rätt slag som hålls efter begärans dag. Bifall, avslag och
    återremiss räknas som beslut. Är inget sådant möte planerat går det inte att avgöra när beslutet ska fattas.

    Åtgärda: För in beslutet: drogscen andring besluta AB-….
    """
    organ = laget.plan.andring_beslutas
    moten = standing(laget.projekt, organ) if organ else ()
    for andring in laget.projekt.alla(Andring):
        decided = andring.beslutad if andring.status is not Andringsstatus.OBESLUTAD else None
        place = bisect_right(moten, andring.datum, key=lambda mote: mote.motesdag) if andring.datum else len(moten)
        senast = moten[place].motesdag if place < len(moten) else decided
        if senast:
            bevis = (Bevis(andring.id, decided),) if decided else ()
            yield laget.plikt(BESLUT, andring.id, senast, bevis)
        else:
            yield _no_meeting(laget, andring)


def _no_meeting(laget: Laget, andring: Andring) -> Fynd:
    """Why nobody can say when the request is to be decided."""
    where = laget.projekt.stalle(andring)
    if laget.plan.andring_beslutas is None:
        atgarda = "Ange mötestypen: drogscen projektplan edit --andring-beslutas …."
        return laget.oavgjord(where, f"{andring.id}: planen anger inte vilket möte som beslutar om ändringar", atgarda)
    if andring.datum is None:
        atgarda = f"Skriv in datum: drogscen andring edit {andring.id} --redigerare."
        return laget.oavgjord(where, f"{andring.id} har ingen dag, så det är okänt när den ska beslutas", atgarda)
    text = f"{andring.id} är inte beslutad, och inget möte som kan besluta är planerat efter {day_long(andring.datum)}"
    return laget.oavgjord(where, text, "Planera mötet: drogscen mote add --dag ÅÅÅÅ-MM-DD.")
