"""Rules on activities and on the activity plan."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import day_long
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.register.aktivitet import Aktivitet, Aktivitetsstatus
from drogscen_cli.register.projektplan import Projektplan

AKTIVITETSPLAN = Slag("detaljerad aktivitetsplan", ("plan", "planer"), Projektplan)
_DONE = (Aktivitetsstatus.KLAR, Aktivitetsstatus.AVBRUTEN)


@regel("AKT01", Allvar.FEL)
def inom_perioden(laget: Laget) -> Iterator[Fynd]:
    """Aktiviteter ligger inom projektets period

    Planen anger projektets första och sista dag. En aktivitet som börjar före eller slutar efter den perioden har inget
    stöd i planen, och en aktivitet kan inte sluta innan den börjar.

    Åtgärda: Rätta aktivitetens datum, eller begär en ändring av tidsplanen: drogscen andring add.
    """
    period = laget.plan.period
    for aktivitet in laget.projekt.alla(Aktivitet):
        for name, dag in (("start", aktivitet.start), ("slut", aktivitet.slut)):
            if dag and not period.start <= dag <= period.slut:
                where = laget.projekt.stalle(aktivitet, name)
                text = f"{aktivitet.id} {name} {dag} ligger utanför projektets period {period.start}–{period.slut}"
                yield laget.fynd(where, text)
        if aktivitet.start and aktivitet.slut and aktivitet.slut < aktivitet.start:
            where = laget.projekt.stalle(aktivitet, "slut")
            yield laget.fynd(where, f"{aktivitet.id} slutar {aktivitet.slut}, före starten {aktivitet.start}")


@regel("AKT04", Allvar.FEL)
def har_agare(laget: Laget) -> Iterator[Fynd]:
    """Varje aktivitet har en ägare

    En aktivitet som ingen svarar för blir lätt inte gjord. En avbruten aktivitet behöver ingen ägare.

    Åtgärda: Ange vem som ansvarar: drogscen aktivitet edit A-… --agare ….
    """
    for aktivitet in laget.projekt.alla(Aktivitet):
        if aktivitet.agare is None and aktivitet.status is not Aktivitetsstatus.AVBRUTEN:
            yield laget.fynd(laget.projekt.stalle(aktivitet), f"{aktivitet.id} har ingen ägare")


@regel("AKT05", Allvar.FEL)
def inga_cirklar(laget: Laget) -> Iterator[Fynd]:
    """Aktiviteter väntar inte på varandra i en cirkel

    En aktivitet kan bero på andra, som måste vara klara först. Beror de i sin tur på den första kan ingen av dem börja.

    Åtgärda: Ta bort ett av beroendena: drogscen aktivitet edit A-… --beror-pa ….
    """
    alla = {aktivitet.id: aktivitet for aktivitet in laget.projekt.alla(Aktivitet)}
    for chain in _cycles({ident: aktivitet.beror_pa for ident, aktivitet in alla.items()}):
        where = laget.projekt.stalle(alla[chain[0]], "beror_pa")
        yield laget.fynd(where, f"aktiviteter beror på varandra i en cirkel: {' → '.join((*chain, chain[0]))}")


def _cycles(beror_pa: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Circles, each once and from its first id on; the last step of a found one is taken away, to find the next."""
    order = {ident: place for place, ident in enumerate(beror_pa)}
    graph = {ident: [each for each in dict.fromkeys(others) if each in order] for ident, others in beror_pa.items()}
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            chain: list[str] = error.args[1][:0:-1]
            first = chain.index(min(chain, key=order.__getitem__))
            yield chain[first:] + chain[:first]
            graph[chain[first - 1]].remove(chain[first])
        else:
            return


@regel("AKT06", Allvar.FEL)
def klara_i_tid(laget: Laget) -> Iterator[Fynd]:
    """Aktiviteter är klara i tid

    En aktivitet vars sista dag har passerat ska vara klar eller avbruten. En aktivitet utan sista dag kan inte bli
    försenad.

    Åtgärda: Ange när den blev klar: drogscen aktivitet close A-… --datum ÅÅÅÅ-MM-DD, eller när den avbröts: drogscen
    aktivitet edit A-… --avbruten ÅÅÅÅ-MM-DD.
    """
    for aktivitet in laget.projekt.alla(Aktivitet):
        if aktivitet.slut and aktivitet.slut < laget.dag and aktivitet.status not in _DONE:
            where = laget.projekt.stalle(aktivitet, "slut")
            yield laget.fynd(where, f"{aktivitet.id} skulle vara klar {day_long(aktivitet.slut)}")


@regel("AKT07", Allvar.VARNING)
def borjar_i_tid(laget: Laget) -> Iterator[Fynd]:
    """Aktiviteter börjar i tid och i rätt ordning

    En aktivitet vars första dag har passerat ska ha börjat, om den inte är klar eller avbruten. En aktivitet som beror
    på en annan ska inte börja förrän den andra är klar. Beroendet av en avbruten aktivitet räknas inte.

    Åtgärda: Ange när den började: drogscen aktivitet edit A-… --paborjad ÅÅÅÅ-MM-DD, eller rätta datum och beroenden.
    """
    alla = {aktivitet.id: aktivitet for aktivitet in laget.projekt.alla(Aktivitet)}
    for aktivitet in alla.values():
        if aktivitet.start and aktivitet.start < laget.dag and aktivitet.status is Aktivitetsstatus.PLANERAD:
            where = laget.projekt.stalle(aktivitet, "start")
            yield laget.fynd(where, f"{aktivitet.id} skulle ha börjat {day_long(aktivitet.start)}")
        for ident in dict.fromkeys(aktivitet.beror_pa) if aktivitet.paborjad else ():
            first = alla.get(ident)
            if first and aktivitet.paborjad and not _is_done(first, aktivitet):
                where = laget.projekt.stalle(aktivitet, "paborjad")
                text = f"{aktivitet.id} började {day_long(aktivitet.paborjad)}, innan {ident} som den beror på var klar"
                yield laget.fynd(where, text)


def _is_done(first: Aktivitet, then: Aktivitet) -> bool:
    """Whether ``first`` was done when ``then`` began, or has been broken off."""
    began_after = bool(first.klar and then.paborjad and first.klar <= then.paborjad)
    return began_after or first.avbruten is not None


@regel("TID01", Allvar.FEL)
def aktivitetsplanen_fardig(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Den detaljerade aktivitetsplanen är färdig i tid

    Planen lovar en detaljerad aktivitetsplan. Den ska vara färdig senast den dag som planen anger. Anger planen ingen
    dag, och är aktivitetsplanen inte färdig, är regeln oavgjord.

    Åtgärda: Ange dagen då den blev färdig: drogscen projektplan edit --aktivitetsplan-klar ÅÅÅÅ-MM-DD.
    """
    planering = laget.plan.aktivitetsplan
    klar, senast = (planering.klar, planering.senast) if planering else (None, None)
    if dag := senast or klar:
        bevis = (Bevis(laget.plan.id, klar),) if klar else ()
        yield laget.plikt(AKTIVITETSPLAN, f"klar senast {day_long(dag)}", dag, bevis)
    else:
        text = "planen anger inte vilken dag den detaljerade aktivitetsplanen ska vara färdig"
        atgarda = "Ange dagen: drogscen projektplan edit --aktivitetsplan-senast ÅÅÅÅ-MM-DD."
        yield laget.oavgjord(laget.kravplats, text, atgarda)
