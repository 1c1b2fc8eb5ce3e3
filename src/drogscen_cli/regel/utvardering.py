"""Rules on evaluation: as one goes, with those whom the plan names, and by measuring the place before and after."""

from collections.abc import Iterator
from datetime import date

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import day_long
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._frist import DAY, Lucka, days, overdue
from drogscen_cli.regel._insatser import live
from drogscen_cli.regel._parter import contacts, named, no_parties
from drogscen_cli.register.aktivitet import Aktivitet
from drogscen_cli.register.aktor import Aktor, Syfte
from drogscen_cli.register.indikator import Indikator

SAMRAD = Slag("kontakt om utvärderingen", ("part", "parter"), Aktor)
MATNING = Slag("platsspecifik mätning", ("mättillfälle", "mättillfällen"), Indikator)
_COUNTS = frozenset({Syfte.UTVARDERING, Syfte.SAMRAD})


@regel("AKT03", Allvar.FEL)
def avslutad_aktivitet_ar_utvarderad(laget: Laget) -> Iterator[Fynd]:
    """En avslutad aktivitet är utvärderad

    Planen vill att insatserna utvärderas löpande och att det dokumenteras. En aktivitet som är klar ska därför ha en
    anteckning om vad den gav och om den bör fortsätta, senast det antal dagar efter avslutet som kravet ger. Ger kravet
    inga dagar gäller samma dag. Avbrutna aktiviteter räknas inte.

    Åtgärda: Skriv vad aktiviteten gav: drogscen aktivitet edit A-… --utvardering "…".
    """
    for aktivitet in live(laget):
        if aktivitet.klar and not aktivitet.utvardering:
            senast = aktivitet.klar + days(laget)
            text = f"{aktivitet.id} blev klar {day_long(aktivitet.klar)} men har ingen utvärdering"
            where = laget.projekt.stalle(aktivitet, "klar")
            yield from overdue(laget, Lucka(where, aktivitet.id, text), senast, Aktivitet)


@regel("UTV01", Allvar.FEL, "drogscen aktor kontakt add")
def utvarderas_med_parterna(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Utvärderingen sker tillsammans med de parter som planen nämner

    Planen säger vilka som ska vara med i utvärderingen och vilka som samråd ska ske med. Varje sådan part ska ha minst
    en kontakt med syftet utvärdering eller samråd, senast den dag då projektet slutar och de dagar därefter som kravet
    ger. Parterna är de som kravet anger, annars planens parter i samma paragraf.

    Åtgärda: För in kontakten: drogscen aktor kontakt add AK-… --text "…" --syfte utvardering, eller --syfte samrad.
    """
    parter = named(laget)
    yield from no_parties(laget, parter)
    found = contacts(laget)
    senast = laget.plan.period.slut + days(laget)
    for part in parter:
        those = (each for each in found.get(part.nyckel, ()) if each.syfte in _COUNTS)
        yield laget.plikt(SAMRAD, part.titel, senast, tuple(Bevis(each.ident, each.dag) for each in those))


@regel("UTV02", Allvar.FEL, "drogscen indikator matning add")
def platsen_mats_fore_och_efter(laget: Laget) -> Iterator[Plikt]:
    """Platsen mäts före och efter insatserna

    Planen vill att utvärderingen bygger på en mätning av just platsen. En indikator som är platsspecifik ska därför ha
    en mätning senast den dag då den intensiva perioden börjar, och en efter dess sista dag, senast när projektet slutar
    och de dagar därefter som kravet ger.

    Har planen ingen intensiv period gäller projektets första dag, och därefter tiden när den sista aktiviteten har
    slutat eller projektets sista dag.

    Åtgärda: För in mätningen: drogscen indikator matning add I-…. Ange att den gäller platsen: drogscen indikator edit
    I-… --platsspecifik ja.
    """
    local = [indikator for indikator in laget.projekt.alla(Indikator) if indikator.platsspecifik]
    bevis = [Bevis(indikator.id, matning.datum) for indikator in local for matning in indikator.matning]
    before = (laget.plan.intensivperiod or laget.plan.period).start
    after = _after(laget)
    earlier = tuple(each for each in bevis if each.dag <= before)
    later = tuple(each for each in bevis if after <= each.dag)
    yield laget.plikt(MATNING, "läget före insatserna", before, earlier)
    yield laget.plikt(MATNING, "läget efter insatserna", laget.plan.period.slut + days(laget), later)


def _after(laget: Laget) -> date:
    """The first day that counts as after the measures."""
    plan = laget.plan
    if plan.intensivperiod:
        last: date | None = plan.intensivperiod.slut
    else:
        ends = (aktivitet.klar or aktivitet.slut for aktivitet in live(laget))
        last = max((end for end in ends if end), default=None)
    return min(last + DAY, plan.period.slut) if last else plan.period.slut


@regel("UTV03", Allvar.OAVGJORD)
def resultatet_har_mottagare(laget: Laget) -> Iterator[Fynd]:
    """Någon tar emot projektets resultat

    Planen vill att resultatet ligger till grund för det fortsatta arbetet. Då behöver det finnas en namngiven funktion
    som tar emot det när projektet slutar. Saknas den i planen går det inte att avgöra vem som tar över.

    Åtgärda: Ange mottagaren: drogscen projektplan edit --overlamning-mottagare "…".
    """
    handover = laget.plan.overlamning
    if not (handover and handover.mottagare):
        yield laget.oavgjord(laget.kravplats, "planen anger ingen som tar emot resultatet", laget.regel.atgarda)
