"""Rules on the status report to the steering group."""

from collections.abc import Iterator
from datetime import timedelta

from drogscen_cli.core.fynd import Allvar
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import day_long
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.register.lagesrapport import Lagesrapport
from drogscen_cli.register.mote import Mote, Motesstatus

RAPPORT = Slag("lägesrapport", ("möte", "möten"), Lagesrapport)


@regel("LAGE01", Allvar.FEL)
def rapport_fore_motet(laget: Laget) -> Iterator[Plikt]:
    """Lägesrapporten finns före mötet

    Projektledaren ska upprätta en lägesrapport inför varje styrgruppsmöte. Rapporten ska vara daterad senast dagen före
    mötet, så att deltagarna hinner läsa den. Inställda möten kräver ingen rapport.

    Åtgärda: Skriv rapporten: drogscen lagesrapport add --mote M-… och sedan drogscen rapport lage.
    """
    rapporter = laget.projekt.alla(Lagesrapport)
    for mote in laget.projekt.alla(Mote):
        if mote.motestyp == laget.krav.motestyp and mote.status is not Motesstatus.INSTALLT:
            dag = mote.genomfort or mote.dag
            bevis = tuple(Bevis(rapport.id, rapport.datum) for rapport in rapporter if rapport.mote == mote.id)
            namn = f"{mote.id} ({day_long(dag)})"
            yield laget.plikt(RAPPORT, namn, dag - timedelta(days=1), bevis)
