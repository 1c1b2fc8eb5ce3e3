"""Rules on deviations from the plan."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.swedish import listing
from drogscen_cli.regel import Laget, regel
from drogscen_cli.regel._atgard import overdue
from drogscen_cli.regel._beslut import decided_at, fault, unread
from drogscen_cli.regel._mote import Sedan, kind
from drogscen_cli.register.andring import Andring
from drogscen_cli.register.avvikelse import Avvikelse
from drogscen_cli.register.mote import Mote, Motesstatus


@regel("AVV01", Allvar.FEL)
def noterad_pa_mote(laget: Laget) -> Iterator[Fynd]:
    """Avvikelser noteras på möten

    En avvikelse ska noteras vid ett genomfört möte av det slag som kravet anger, eller av vilket slag som helst om
    kravet inte anger något. Mötet står på avvikelsen, eller avvikelsen på mötet. En ny avvikelse kan vänta till nästa
    möte: först när ett möte har hållits efter avvikelsens dag är det fel att den inte är noterad. Finns det ett möte
    som inte går att läsa prövas inget.

    Åtgärda: Ange mötet där den noterades: drogscen avvikelse edit AV-… --mote M-….
    """
    noted: dict[str, list[Mote]] = defaultdict(list)
    for mote in laget.projekt.alla(Mote):
        for ident in mote.avvikelse:
            noted[ident].append(mote)
    sedan = Sedan.of(laget, laget.krav.motestyp)
    for avvikelse in () if laget.olast(Mote) else laget.projekt.alla(Avvikelse):
        own = laget.projekt.hitta(avvikelse.mote or "")
        moten = [*noted[avvikelse.id], *([own] if isinstance(own, Mote) else [])]
        if not any(_counts(laget, mote) for mote in moten):
            yield from _not_noted(laget, avvikelse, moten, sedan)


def _counts(laget: Laget, mote: Mote) -> bool:
    return laget.krav.motestyp in (None, mote.motestyp) and mote.status is Motesstatus.GENOMFORT


def _not_noted(laget: Laget, avvikelse: Avvikelse, moten: Sequence[Mote], sedan: Sedan) -> Iterator[Fynd]:
    where = laget.projekt.stalle(avvikelse, *(["mote"] if avvikelse.mote else []))
    typ = kind(laget)
    if typ and moten and all(mote.motestyp != typ.nyckel for mote in moten):
        text = f"{avvikelse.id} är noterad på {moten[0].id}, som inte är ett möte av slaget {typ.titel}"
        yield laget.fynd(where, text)
    elif avvikelse.datum is None:
        text = f"{avvikelse.id} har ingen dag, så det går inte att avgöra om den borde vara noterad på ett möte"
        yield laget.oavgjord(where, text, f"Skriv in datum: drogscen avvikelse edit {avvikelse.id} --redigerare.")
    elif sedan.after(avvikelse.datum):
        yield laget.fynd(where, f"{avvikelse.id} är inte noterad på något genomfört möte")


@regel("AVV02", Allvar.FEL)
def styrd_avvikelse_har_begaran(laget: Laget) -> Iterator[Fynd]:
    """En avvikelse som påverkar det som planen styr har en ändringsbegäran

    Påverkar en avvikelse budget, tidsplan, resurser eller resultat ska ändringen begäras av det möte som beslutar. Det
    är oavgjort tills ett sådant möte har hållits efter avvikelsens dag, eller tills avvikelsen stängs.

    Åtgärda: Skriv begäran: drogscen andring add, och ange den: drogscen avvikelse edit AV-… --andring AB-….
    """
    sedan = Sedan.of(laget, laget.plan.andring_beslutas)
    titles = {dimension.nyckel: dimension.titel.lower() for dimension in laget.plan.dimension}
    for avvikelse in laget.projekt.alla(Avvikelse):
        begaran = laget.projekt.hitta(avvikelse.andring or "")
        if avvikelse.paverkar and not isinstance(begaran, Andring) and not unread(laget, avvikelse.andring, Andring):
            what = listing([titles.get(nyckel, nyckel) for nyckel in avvikelse.paverkar])
            text = f"{avvikelse.id} påverkar {what} men har ingen ändringsbegäran"
            where = laget.projekt.stalle(avvikelse, "paverkar")
            yield _when_due(laget, avvikelse, sedan, laget.fynd(where, text))


@regel("AVV03", Allvar.FEL)
def justering_ar_beslutad(laget: Laget) -> Iterator[Fynd]:
    """En justering av planen är beslutad

    Kräver en avvikelse att planen justeras ska justeringen beslutas på ett genomfört möte av det slag som beslutar om
    ändringar, med paragraf. Det är oavgjort tills ett sådant möte har hållits efter avvikelsens dag, eller tills
    avvikelsen stängs.

    Åtgärda: Ange beslutet: drogscen avvikelse edit AV-… --beslut M-…/beslut/….
    """
    organ = laget.plan.andring_beslutas
    sedan = Sedan.of(laget, organ)
    for avvikelse in laget.projekt.alla(Avvikelse):
        why = fault(laget, avvikelse.beslut, organ) if avvikelse.justering else ""
        if why:
            where = laget.projekt.stalle(avvikelse, "beslut" if avvikelse.beslut else "justering")
            found = laget.fynd(where, f"{avvikelse.id} kräver en justering, men {why}")
            yield found if decided_at(laget, avvikelse.beslut) else _when_due(laget, avvikelse, sedan, found)


def _when_due(laget: Laget, avvikelse: Avvikelse, sedan: Sedan, found: Fynd) -> Fynd:
    """The breach once the deviation is closed or those who decide have met; until then an open question."""
    if avvikelse.stangd or sedan.after(avvikelse.datum):
        return found
    return laget.oavgjord(found.stalle, found.text, found.atgarda)


@regel("AVV04", Allvar.FEL)
def atgarder_klara_i_tid(laget: Laget) -> Iterator[Fynd]:
    """Åtgärder mot avvikelser är klara i tid

    En åtgärd mot en öppen avvikelse som har en sista dag ska vara klar den dagen. En åtgärd utan sista dag kan inte
    bli försenad.

    Åtgärda: Ange när den blev klar, eller en ny sista dag: drogscen avvikelse atgard edit AV-… NR --klar ÅÅÅÅ-MM-DD.
    """
    yield from overdue(laget, Avvikelse)
