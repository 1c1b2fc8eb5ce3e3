"""Rules on the status report to the steering group."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._mote import kind, label, no_kind, standing
from drogscen_cli.register.lagesrapport import Lagesrapport
from drogscen_cli.register.mote import Mote

RAPPORT = Slag("lägesrapport", ("möte", "möten"), Lagesrapport)


@regel("LAGE01", Allvar.FEL, harnast="drogscen lagesrapport add")
def rapport_fore_motet(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Lägesrapporten finns före mötet

    Projektledaren ska upprätta en lägesrapport inför varje möte av det slag som kravet anger. Rapporten ska vara
    daterad senast dagen före mötet, så att deltagarna hinner läsa den. En rapport som är daterad samma dag som mötet,
    eller senare, är sen. Inställda möten kräver ingen rapport.

    Åtgärda: Skriv rapporten: drogscen lagesrapport add --mote M-… och sedan drogscen rapport lage.
    """
    yield from no_kind(laget)
    if typ := kind(laget):
        rapporter: dict[str, list[Bevis]] = defaultdict(list)
        for rapport in laget.projekt.alla(Lagesrapport):
            rapporter[rapport.mote].append(Bevis(rapport.id, rapport.datum))
        for mote in standing(laget.projekt, typ.nyckel):
            yield laget.plikt(RAPPORT, label(mote), mote.motesdag - timedelta(days=1), tuple(rapporter[mote.id]))


@regel("LAGE02", Allvar.FEL)
def rapport_till_ratt_mote(laget: Laget) -> Iterator[Fynd]:
    """Lägesrapporten är skriven till ett möte av rätt slag

    Kravet anger vilka möten som lägesrapporten ska finnas till. En rapport till ett möte av ett annat slag når inte dem
    som ska läsa den.

    Åtgärda: Ange rätt möte: drogscen lagesrapport edit LR-… --mote M-….
    """
    yield from no_kind(laget)
    typ = kind(laget)
    for rapport in laget.projekt.alla(Lagesrapport) if typ else ():
        mote = laget.projekt.hitta(rapport.mote)
        if typ and isinstance(mote, Mote) and mote.motestyp != typ.nyckel:
            where = laget.projekt.stalle(rapport, "mote")
            text = f"{rapport.id} är skriven till {mote.id}, som inte är ett möte av slaget {typ.titel}"
            yield laget.fynd(where, text)
