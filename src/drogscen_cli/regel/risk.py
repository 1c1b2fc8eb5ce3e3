"""Rules on risks and on the monthly risk analysis."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.period import periods
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import day_range, listing
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._atgard import overdue
from drogscen_cli.regel._beslut import fault
from drogscen_cli.regel._perioder import accounted
from drogscen_cli.register.risk import Risk, Riskstatus
from drogscen_cli.register.riskanalys import Riskanalys


@regel("RISK01", Allvar.FEL, harnast="drogscen risk granska")
def riskanalys_varje_period(laget: Laget) -> Iterator[Plikt]:
    """Riskanalys görs så ofta som planen kräver

    Planen kräver att riskerna gås igenom regelbundet under hela projektet. En analys räknas för den period som den
    anger, annars för perioden då den gjordes, men aldrig för en period som inte hade börjat. En
    analys som är daterad efter periodens sista dag är sen. En period som helt täcks av ett uppehåll i planen kräver
    ingen analys.

    Åtgärda: Gör analysen och för in den: drogscen risk granska --datum ÅÅÅÅ-MM-DD.
    """
    analyser = laget.projekt.alla(Riskanalys)
    for period in accounted(laget, laget.krav.frekvens or "", laget.plan.period):
        bevis = tuple(Bevis(analys.id, analys.datum) for analys in analyser if analys.svarar_for(period))
        yield laget.plikt(Slag("riskanalys", period.enhet, Riskanalys), period.namn, period.slut, bevis)


@regel("RISK02", Allvar.FEL)
def hog_risk_har_atgard(laget: Laget) -> Iterator[Fynd]:
    """En hög risk har en åtgärd med ansvarig och datum

    Åtgärder ska vidtas för att minska sannolikheten eller reducera konsekvenserna. En öppen risk vars värde når planens
    gräns för rött ska därför ha minst en åtgärd som inte är klar, med ansvarig och sista dag, om det inte är
    beslutat att leva med risken. Saknar planen riskskala, eller är risken inte bedömd, går det inte att avgöra.

    Åtgärda: Lägg till en åtgärd: drogscen risk atgard add R-… --text "…" --ansvarig … --senast ÅÅÅÅ-MM-DD.
    """
    oppna = [risk for risk in laget.projekt.alla(Risk) if risk.status is Riskstatus.OPPEN]
    skala = laget.plan.riskskala
    if not oppna:
        return
    if skala is None:
        where = laget.projekt.stalle(laget.plan)
        text = "planen har ingen riskskala, så höga risker kan inte pekas ut"
        yield laget.oavgjord(where, text, "Lägg till riskskala i projektplan.yaml när skalan är bestämd.")
        return
    obedomda = [risk for risk in oppna if risk.riskvarde is None]
    if obedomda:
        word = "bedömd" if len(obedomda) == 1 else "bedömda"
        text = f"{listing([risk.id for risk in obedomda])} är inte {word}"
        atgarda = f"Bedöm: drogscen risk edit {obedomda[0].id} --sannolikhet … --konsekvens …"
        yield laget.oavgjord(laget.projekt.stalle(obedomda[0]), text, atgarda)
    for risk in oppna:
        if (risk.riskvarde or 0) >= skala.rod and not _has_measure(risk):
            why = fault(laget, risk.accepterad, laget.plan.andring_beslutas, paragraf=False)
            where = laget.projekt.stalle(risk, "atgard") if risk.atgard else laget.projekt.stalle(risk)
            text = f"{risk.id} har riskvärdet {risk.riskvarde} men ingen åtgärd med ansvarig och datum"
            if why:
                yield laget.fynd(where, f"{text}; {why}" if risk.accepterad else text)


def _has_measure(risk: Risk) -> bool:
    return any(atgard.klar is None and atgard.ansvarig and atgard.senast for atgard in risk.atgard)


@regel("RISK03", Allvar.FEL, harnast="drogscen risk granska")
def analysen_gar_igenom_riskerna(laget: Laget) -> Iterator[Fynd]:
    """Riskanalysen går igenom varje öppen risk och bedömer den

    En riskanalys nämner varje risk som är öppen den dag då analysen görs, som genomgången eller som ny, och varje risk
    har en bedömning från analysens period till och med analysens dag. Perioden börjar den dag som analysen anger,
    annars med kravets period (månaden om kravet inte har någon frekvens). Det som bedömdes till en tidigare analys
    räknas inte en gång till. En risk är öppen från den dag då den skrevs in, eller då den bedömdes första gången, till
    dagen före den då den stängdes.

    Åtgärda: Gör genomgången klar: drogscen risk granska --datum ÅÅÅÅ-MM-DD.
    """
    risker = [(risk, sorted(rad.datum for rad in risk.bedomning)) for risk in laget.projekt.alla(Risk)]
    span = laget.plan.period
    starts = [period.start for period in periods(laget.krav.frekvens or "", span.start, span.slut)]
    analyser = laget.projekt.alla(Riskanalys)
    done = sorted({analys.datum for analys in analyser})
    for analys in analyser:
        named = {*analys.risk, *analys.ny}
        start = analys.start or _period_start(starts, analys.datum)
        if place := bisect_left(done, analys.datum):
            start = max(start, done[place - 1] + timedelta(days=1))
        oppna = [(risk, days) for risk, days in risker if _is_open(risk, days, analys.datum)]
        absent = [risk.id for risk, _ in oppna if risk.id not in named]
        unjudged = [risk.id for risk, days in oppna if risk.id in named and not _has_day(days, start, analys.datum)]
        faults = [f"går inte igenom {listing(absent)}"] if absent else []
        faults += [f"har ingen bedömning av {listing(unjudged)} {day_range(start, analys.datum)}"] if unjudged else []
        if faults:
            steps = ("risk",) if analys.risk else ()
            yield laget.fynd(laget.projekt.stalle(analys, *steps), f"{analys.id} {listing(faults)}")


def _period_start(starts: list[date], dag: date) -> date:
    """The first day of the latest period that had begun, else of the month."""
    place = bisect_right(starts, dag)
    return starts[place - 1] if place else dag.replace(day=1)


def _is_open(risk: Risk, days: list[date], dag: date) -> bool:
    """Whether the risk was known and not closed on a day; ``days`` are its assessments', sorted."""
    known = risk.datum or (days[0] if days else dag)
    return known <= dag and (risk.stangd is None or dag < risk.stangd)


def _has_day(days: list[date], start: date, slut: date) -> bool:
    place = bisect_left(days, start)
    return place < len(days) and days[place] <= slut


@regel("RISK04", Allvar.FEL, harnast="drogscen risk granska")
def atgarder_klara_i_tid(laget: Laget) -> Iterator[Fynd]:
    """Åtgärder mot risker är klara i tid

    En åtgärd mot en öppen risk som har en sista dag ska vara klar den dagen. En åtgärd utan sista dag kan inte bli
    försenad.

    Åtgärda: Ange när den blev klar, eller en ny sista dag: drogscen risk atgard edit R-… NR --klar ÅÅÅÅ-MM-DD.
    """
    yield from overdue(laget, Risk)
