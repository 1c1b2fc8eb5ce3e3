"""Rules on grants to associations."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.swedish import day_long, listing
from drogscen_cli.regel import Laget, regel
from drogscen_cli.regel._frist import Lucka, days, overdue
from drogscen_cli.regel._insatser import begins
from drogscen_cli.register.aktivitet import Aktivitet, Bidrag


@regel("BUD03", Allvar.FEL)
def bidrag_ar_beslutat_och_uppfoljt(laget: Laget) -> Iterator[Fynd]:
    """Varje bidrag har förening, beslut och uppföljning

    Ett bidrag till en förening ska ha en förening, ett beslut och den dag då det beviljades, när aktiviteten börjar.
    När aktiviteten är klar eller avbruten ska det även vara uppföljt hur bidraget användes, senast det antal dagar
    därefter som kravet ger. Ger kravet inga dagar gäller samma dag.

    Ett bidrag utan beslut är en fråga, inte ett fel, så länge aktiviteten inte har börjat. Ett bidrag som beviljades
    efter dagen för kontrollen räknas inte.

    Åtgärda: För in uppgifterna: drogscen aktivitet bidrag edit A-… NR --beslut "…" --beslutat ÅÅÅÅ-MM-DD eller
    --uppfoljt ÅÅÅÅ-MM-DD.
    """
    for aktivitet in laget.projekt.alla(Aktivitet):
        later = _granted_later(laget, aktivitet)
        for bidrag in aktivitet.bidrag:
            if bidrag.nr not in later:
                yield from _undecided(laget, aktivitet, bidrag)
                yield from _not_followed_up(laget, aktivitet, bidrag)


def _granted_later(laget: Laget, aktivitet: Aktivitet) -> frozenset[int]:
    """The numbers of the grants that were made after the day."""
    if all(bidrag.beslutat for bidrag in aktivitet.bidrag):
        return frozenset()
    whole = (laget.projekt.ursprung or laget.projekt).poster[Aktivitet.register()][aktivitet.id]
    rows = whole.bidrag if isinstance(whole, Aktivitet) else ()
    return frozenset(row.nr for row in rows if row.beslutat and row.beslutat > laget.dag)


def _undecided(laget: Laget, aktivitet: Aktivitet, bidrag: Bidrag) -> Iterator[Fynd]:
    lacks = [word for word, value in (("beslut", bidrag.beslut), ("beslutsdag", bidrag.beslutat)) if not value]
    if lacks and not (aktivitet.avbruten and not aktivitet.paborjad):
        referens = _reference(aktivitet, bidrag)
        text = f"{referens} till {shown(bidrag.forening)} saknar {listing(lacks)}"
        where = laget.projekt.stalle(aktivitet, "bidrag", bidrag)
        start = begins(aktivitet)
        if aktivitet.klar or (start and start <= laget.dag):
            yield laget.fynd(where, text, omfattning=referens)
        else:
            yield laget.oavgjord(where, text, laget.regel.atgarda, omfattning=referens)


def _not_followed_up(laget: Laget, aktivitet: Aktivitet, bidrag: Bidrag) -> Iterator[Fynd]:
    ended = aktivitet.klar or (aktivitet.avbruten if bidrag.beslutat else None)
    if ended and not bidrag.uppfoljt:
        referens = _reference(aktivitet, bidrag)
        since = f"{aktivitet.id} blev {aktivitet.status.titel} {day_long(ended)}"
        text = f"{referens} till {shown(bidrag.forening)} är inte uppföljt, men {since}"
        where = laget.projekt.stalle(aktivitet, "bidrag", bidrag)
        yield from overdue(laget, Lucka(where, referens, text), ended + days(laget), Aktivitet)


def _reference(aktivitet: Aktivitet, bidrag: Bidrag) -> str:
    return f"{aktivitet.id}/bidrag/{bidrag.nr}"
