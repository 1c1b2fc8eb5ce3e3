"""Rules on risks and on the monthly risk analysis."""

from collections.abc import Iterator
from datetime import date

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.period import Period, periods
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import listing
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.register.mote import Mote, Motesstatus
from drogscen_cli.register.risk import Risk, Riskstatus
from drogscen_cli.register.riskanalys import Riskanalys


@regel("RISK01", Allvar.FEL)
def riskanalys_varje_period(laget: Laget) -> Iterator[Plikt]:
    """Riskanalys görs så ofta som planen kräver

    Planen kräver att riskerna gås igenom regelbundet under hela projektet, i regel varje månad. En analys räknas för
    den period som den anger, annars för perioden då den gjordes. En analys som är daterad efter periodens sista dag är
    sen. En period som helt täcks av ett uppehåll i planen kräver ingen analys.

    Åtgärda: Gör analysen och för in den: drogscen riskanalys add --datum ÅÅÅÅ-MM-DD.
    """
    plan = laget.plan
    analyser = laget.projekt.alla(Riskanalys)
    for period in periods(laget.krav.frekvens or "", plan.period.start, plan.period.slut):
        if not any(rest.start <= period.start and period.slut <= rest.slut for rest in plan.uppehall):
            bevis = tuple(Bevis(analys.id, analys.datum) for analys in analyser if _answers(analys, period))
            slag = Slag("riskanalys", period.enhet, Riskanalys)
            yield laget.plikt(slag, period.namn, period.slut, bevis)


def _answers(analys: Riskanalys, period: Period) -> bool:
    start: date = analys.start or analys.datum
    return start <= period.slut and period.start <= (analys.slut or start)


@regel("RISK02", Allvar.FEL)
def hog_risk_har_atgard(laget: Laget) -> Iterator[Fynd]:
    """En hög risk har en åtgärd med ansvarig och datum

    Åtgärder ska vidtas för att minska sannolikheten eller reducera konsekvenserna. En öppen risk vars värde når planens
    gräns för rött ska därför ha minst en åtgärd som inte är klar, med ansvarig och sista dag, om styrgruppen inte
    har beslutat att leva med risken. Saknar planen riskskala, eller är risken inte bedömd, går det inte att avgöra.

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
        if (risk.riskvarde or 0) >= skala.rod and not _is_accepted(laget, risk) and not _has_measure(risk):
            where = laget.projekt.stalle(risk, "atgard") if risk.atgard else laget.projekt.stalle(risk)
            text = f"{risk.id} har riskvärdet {risk.riskvarde} men ingen åtgärd med ansvarig och datum"
            yield laget.fynd(where, text)


def _is_accepted(laget: Laget, risk: Risk) -> bool:
    """Whether it is decided to live with the risk; a meeting that was not held yet decided nothing."""
    mote = laget.projekt.hitta((risk.accepterad or "").partition("/")[0])
    return risk.accepterad is not None and not (isinstance(mote, Mote) and mote.status is not Motesstatus.GENOMFORT)


def _has_measure(risk: Risk) -> bool:
    return any(atgard.klar is None and atgard.ansvarig and atgard.senast for atgard in risk.atgard)
