"""The rule for what no other rule knows: a demand with a rhythm that is ticked by hand."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._mote import held, label, no_kind
from drogscen_cli.regel._perioder import owed, sorted_into
from drogscen_cli.register.projektplan import Projektplan

_VAD = "avprickning"


@regel("KRAV02", Allvar.FEL)
def prickas_av_i_tid(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Ett återkommande krav utan regel prickas av så ofta som planen säger

    Planen kan kräva sådant som ingen regel känner. Har kravet en frekvens är det en skyldighet för varje period, eller
    för varje hållet möte av kravets mötestyp, och prickas av för hand med datum och bevis. Regeln gäller av sig själv
    för krav utan regel; den behöver inte nämnas i planen. En period räknas bara om mer än hälften av dess vardagar
    ligger inom projektet och utanför planens uppehåll.

    Åtgärda: Pricka av kravet: drogscen projektplan pricka NR --text "…" --datum ÅÅÅÅ-MM-DD.
    """
    bevis = [Bevis(f"krav {laget.krav.nr}", rad.datum) for rad in laget.krav.bevis]
    for period, found in sorted_into(owed(laget, laget.krav.frekvens or "", laget.plan.period), bevis):
        yield laget.plikt(Slag(_VAD, period.enhet, Projektplan), period.namn, period.slut, found)
    if laget.krav.frekvens == "mote":
        yield from no_kind(laget)
        yield from _meetings(laget, bevis)


def _meetings(laget: Laget, bevis: list[Bevis]) -> Iterator[Plikt]:
    """One duty a held meeting; what is ticked after the meeting before it, and until that day, is its evidence."""
    before = laget.plan.period.start
    for mote in held(laget.projekt, laget.krav.motestyp or ""):
        dag = mote.motesdag
        found = tuple(each for each in bevis if before < each.dag <= dag)
        yield laget.plikt(Slag(_VAD, ("möte", "möten"), Projektplan), label(mote), dag, found)
        before = dag
