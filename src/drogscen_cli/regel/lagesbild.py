"""Rules on the picture of the place that measures are chosen by."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import day_long, listing
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._frist import DAY, days, edit_demand
from drogscen_cli.regel._insatser import begins, live
from drogscen_cli.register.aktivitet import Aktivitet
from drogscen_cli.register.lagesbild import Lagesbild

_PARTS = ("kartlaggning", "analys", "fysisk", "normer", "sociala", "individuella")
_VAD = "fullständig lägesbild"


@regel("LB01", Allvar.FEL, "drogscen lagesbild add")
def kartlagt_fore_insatserna(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Platsen är kartlagd och analyserad innan insatserna börjar

    Planen vill att valet av insatser bygger på en kartläggning och en analys. Senast dagen innan den första aktiviteten
    börjar ska det därför finnas en lägesbild med kartläggning, analys och de fyra faktorerna: fysisk tillgänglighet,
    normer och attityder, sociala faktorer och individuella faktorer. En lägesbild som saknar någon av delarna räknas
    inte. En aktivitet som avbröts innan den började räknas inte heller.

    Finns ingen aktivitet med startdag gäller det antal dagar från projektets start som kravet anger. Anger kravet inga
    dagar går det inte att avgöra när lägesbilden ska finnas.

    Åtgärda: För in lägesbilden, eller fyll i det som saknas: drogscen lagesbild add, drogscen lagesbild edit LB-….
    """
    bilder = (bild for bild in laget.projekt.alla(Lagesbild) if all(getattr(bild, part) for part in _PARTS))
    bevis = tuple(Bevis(bild.id, bild.datum) for bild in bilder)
    begun = ((day, each) for each in laget.projekt.alla(Aktivitet) if (day := begins(each)))
    if first := min(begun, key=lambda found: found[0], default=None):
        namn = f"{first[1].id} ({day_long(first[0])})"
        yield laget.plikt(Slag(_VAD, ("insatsstart", "insatsstarter"), Lagesbild), namn, first[0] - DAY, bevis)
    elif laget.krav.dagar is not None:
        senast = laget.plan.period.start + days(laget)
        yield laget.plikt(Slag(_VAD, ("insatsstart", "insatsstarter"), Lagesbild), "projektets start", senast, bevis)
    elif not bevis:
        text = "ingen aktivitet har någon startdag, så det framgår inte när lägesbilden ska finnas"
        atgarda = (
            f"Ange start: drogscen aktivitet edit A-… --start ÅÅÅÅ-MM-DD. Eller: {edit_demand(laget, '--dagar …')}."
        )
        yield laget.oavgjord(laget.kravplats, text, atgarda)


@regel("AKT02", Allvar.VARNING)
def bygger_pa_kunskap(laget: Laget) -> Iterator[Fynd]:
    """Aktiviteten anger den lägesbild och den metodkunskap som den bygger på

    Planen vill att insatserna väljs utifrån den lokala kartläggningen och kunskap om effektiva metoder. Varje aktivitet
    som inte är avbruten ska därför ange minst en lägesbild och den kunskap om metoder som den bygger på. En lägesbild
    som är daterad efter dagen för kontrollen räknas inte.

    Åtgärda: Ange dem: drogscen aktivitet edit A-… --lagesbild LB-… --metod "…".
    """
    everything = (laget.projekt.ursprung or laget.projekt).alla(Lagesbild)
    later = {bild.id for bild in everything} - {bild.id for bild in laget.projekt.alla(Lagesbild)}
    for aktivitet in live(laget):
        lacks = [] if any(ident not in later for ident in aktivitet.lagesbild) else ["lägesbild"]
        lacks += [] if aktivitet.metod else ["metodkunskap"]
        if lacks:
            said = f"varken {listing(lacks, 'eller')}" if len(lacks) > 1 else f"ingen {lacks[0]}"
            when = f" som fanns {day_long(laget.dag)}" if aktivitet.lagesbild and "lägesbild" in lacks else ""
            yield laget.fynd(laget.projekt.stalle(aktivitet), f"{aktivitet.id} anger {said}{when}")
