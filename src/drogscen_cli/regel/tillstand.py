"""Rules on permits: granted before the activity begins, and for as long as it lasts."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import day_long, listing
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._frist import DAY
from drogscen_cli.regel._insatser import begins, live
from drogscen_cli.register.aktivitet import Aktivitet, Tillstand

BEVILJANDE = Slag("beviljande", ("tillstånd", "tillstånd"), Aktivitet)


@regel("TIL01", Allvar.FEL, "drogscen aktivitet tillstand edit")
def beviljat_fore_starten(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Tillstånd som behövs är beviljade innan aktiviteten börjar

    Planen vill att de tillstånd som behövs söks. Varje tillstånd som en aktivitet har ska vara beviljat senast dagen
    innan aktiviteten börjar. En aktivitet som kräver tillstånd men inte har något är ett fel, och det är också ett
    avslag så länge aktiviteten inte är avbruten. Att tillståndet beviljas senare rättar ett avslag.

    Saknar aktiviteten startdag, eller har den börjat utan att det är utrett om den kräver tillstånd, går det inte att
    avgöra.

    Åtgärda: För in tillståndet: drogscen aktivitet tillstand add A-… --text "…" eller drogscen aktivitet tillstand
    edit A-… NR --beviljat ÅÅÅÅ-MM-DD. Avslogs det: drogscen aktivitet edit A-… --avbruten ÅÅÅÅ-MM-DD.
    """
    aktiviteter = [each for each in laget.projekt.alla(Aktivitet) if not each.avbruten or each.paborjad]
    for aktivitet in aktiviteter:
        if aktivitet.kraver_tillstand and not aktivitet.tillstand:
            where = laget.projekt.stalle(aktivitet, "kraver_tillstand")
            yield laget.fynd(where, f"{aktivitet.id} kräver tillstånd, men inget är infört")
        for tillstand in aktivitet.tillstand:
            yield from _granted(laget, aktivitet, tillstand)
    yield from _not_looked_into(laget, aktiviteter)


def _granted(laget: Laget, aktivitet: Aktivitet, tillstand: Tillstand) -> Iterator[Plikt | Fynd]:
    referens = f"{aktivitet.id}/tillstand/{tillstand.nr}"
    start = begins(aktivitet)
    if tillstand.avslaget and not tillstand.beviljat:
        if not aktivitet.avbruten:
            where = laget.projekt.stalle(aktivitet, "tillstand", tillstand, "avslaget")
            text = f"{referens} {shown(tillstand.text)} avslogs {day_long(tillstand.avslaget)}"
            yield laget.fynd(where, text, omfattning=referens)
    elif start:
        bevis = (Bevis(aktivitet.id, tillstand.beviljat),) if tillstand.beviljat else ()
        yield laget.plikt(BEVILJANDE, referens, start - DAY, bevis, ansvarig=aktivitet.agare)
    elif not tillstand.beviljat:
        where = laget.projekt.stalle(aktivitet, "tillstand", tillstand)
        text = f"{referens} är inte beviljat, och {aktivitet.id} har ingen startdag att jämföra med"
        atgarda = f"Ange start: drogscen aktivitet edit {aktivitet.id} --start ÅÅÅÅ-MM-DD."
        yield laget.oavgjord(where, text, atgarda, omfattning=referens)


def _not_looked_into(laget: Laget, aktiviteter: list[Aktivitet]) -> Iterator[Fynd]:
    """The activities that have begun, or should have, and nobody knows whether they need a permit."""
    unknown = [
        each
        for each in aktiviteter
        if each.kraver_tillstand is None and not each.tillstand and (start := begins(each)) and start <= laget.dag
    ]
    if unknown:
        text = f"det framgår inte om {listing([each.id for each in unknown])} kräver tillstånd"
        atgarda = f"Ange ja eller nej: drogscen aktivitet edit {unknown[0].id} --kraver-tillstand …."
        yield laget.oavgjord(laget.projekt.stalle(unknown[0]), text, atgarda)


@regel("TIL02", Allvar.FEL)
def galler_hela_aktiviteten(laget: Laget) -> Iterator[Fynd]:
    """Tillståndet gäller så länge aktiviteten pågår

    Ett beviljat tillstånd gäller ofta till en viss dag. Den dagen får inte ligga före aktivitetens sista dag: den dag
    då den blev klar, annars den planerade. Ett tillstånd utan slutdag räknas som att det gäller tills vidare. Avbrutna
    aktiviteter räknas inte.

    Åtgärda: Sök förlängning och för in den nya dagen: drogscen aktivitet tillstand edit A-… NR
    --galler-till ÅÅÅÅ-MM-DD.
    """
    for aktivitet in live(laget):
        slut = aktivitet.klar or aktivitet.slut
        for tillstand in aktivitet.tillstand:
            if slut and tillstand.beviljat and tillstand.galler_till and tillstand.galler_till < slut:
                referens = f"{aktivitet.id}/tillstand/{tillstand.nr}"
                where = laget.projekt.stalle(aktivitet, "tillstand", tillstand, "galler_till")
                text = f"{referens} gäller till {tillstand.galler_till}, men {aktivitet.id} slutar {slut}"
                yield laget.fynd(where, text, omfattning=referens)
