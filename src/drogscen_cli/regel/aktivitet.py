"""Rules on activities."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.regel import Laget, regel
from drogscen_cli.register.aktivitet import Aktivitet


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
