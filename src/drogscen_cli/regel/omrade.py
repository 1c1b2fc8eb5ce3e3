"""Rules on what the plan wants planned for, and on who plans it."""

from collections.abc import Iterator
from datetime import date

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.swedish import listing
from drogscen_cli.regel import Laget, regel
from drogscen_cli.regel._beslut import fault
from drogscen_cli.regel._frist import Lucka, breach, gaps, planned_by
from drogscen_cli.regel._insatser import first_begun, live
from drogscen_cli.regel._mote import held
from drogscen_cli.register.aktivitet import Aktivitet
from drogscen_cli.register.mote import Mote
from drogscen_cli.register.organisation import Grupp, Organisation


@regel("OMR01", Allvar.FEL)
def insatsomrade_har_aktivitet(laget: Laget) -> Iterator[Fynd]:
    """Varje insatsområde har en aktivitet

    Planen anger de områden som arbetet utgår från. Varje område ska därför ha minst en aktivitet som inte är avbruten.

    Innan aktiviteterna ska vara planerade är frågan öppen: till den dag som kravet ger, annars till dagen för den
    detaljerade aktivitetsplanen, annars till den intensiva perioden, annars tills den första aktiviteten har börjat.

    Åtgärda: Lägg till en aktivitet, eller ange området på en som finns: drogscen aktivitet add --insatsomrade …,
    drogscen aktivitet edit A-… --insatsomrade ….
    """
    served = {aktivitet.insatsomrade for aktivitet in live(laget)}
    luckor = [
        Lucka(
            laget.projekt.stalle(laget.plan, "insatsomrade", omrade),
            omrade.titel,
            f"insatsområdet {omrade.titel} har ingen aktivitet",
        )
        for omrade in laget.plan.insatsomrade
        if omrade.nyckel not in served
    ]
    enhet = ("insatsområde", "insatsområden")
    yield from gaps(laget, luckor, planned_by(laget, first_begun(laget)), Aktivitet, "aktivitet", enhet)


@regel("UPP01", Allvar.FEL)
def uppdrag_har_aktivitet(laget: Laget) -> Iterator[Fynd]:
    """Varje uppdrag har en aktivitet

    Planen anger det som grupperna har i uppdrag att planera för. Varje uppdrag ska därför ha minst en aktivitet som
    inte är avbruten. Frågan är öppen lika länge som för insatsområdena (OMR01).

    Åtgärda: Lägg till en aktivitet, eller ange uppdraget på en som finns: drogscen aktivitet add --uppdrag …, drogscen
    aktivitet edit A-… --uppdrag ….
    """
    served = {nyckel for aktivitet in live(laget) for nyckel in aktivitet.uppdrag}
    luckor = [
        Lucka(
            laget.projekt.stalle(laget.plan, "uppdrag", uppdrag),
            uppdrag.nyckel,
            f"uppdraget {uppdrag.nyckel} har ingen aktivitet",
        )
        for uppdrag in laget.plan.uppdrag
        if uppdrag.nyckel not in served
    ]
    enhet = ("uppdrag", "uppdrag")
    yield from gaps(laget, luckor, planned_by(laget, first_begun(laget)), Aktivitet, "aktivitet", enhet)


@regel("GRP01", Allvar.FEL)
def grupp_ar_utsedd(laget: Laget) -> Iterator[Fynd]:
    """Grupper som ska utses är utsedda genom beslut

    Planen säger vilka möten som utser vissa grupper. En sådan grupp ska hänvisa till beslutet, och
    det ska vara fattat på ett genomfört möte av den mötestyp som gruppen anger under utses_av. Så länge inget sådant
    möte har hållits går det inte att avgöra. Anger kravet grupper gäller det bara dem.

    Åtgärda: Ange beslutet: drogscen organisation grupp edit … --utsedd M-…/beslut/….
    """
    organisation = laget.projekt.organisation
    wanted = laget.krav.grupp
    grupper = [grupp for grupp in organisation.grupp if not wanted or grupp.nyckel in wanted] if organisation else []
    silent = [grupp for grupp in grupper if grupp.utses_av is None]
    if organisation is None or len(silent) == len(grupper) or (wanted and silent):
        names = listing([grupp.nyckel for grupp in silent])
        text = f"det framgår inte vem som utser {names}" if wanted and silent else "ingen grupp anger vem som utser den"
        atgarda = "Ange mötestypen: drogscen organisation grupp edit … --utses-av …."
        yield laget.oavgjord(laget.kravplats, text, atgarda)
    for grupp in grupper:
        if organisation and grupp.utses_av:
            yield from _appointed(laget, organisation, grupp, grupp.utses_av)


def _appointed(laget: Laget, organisation: Organisation, grupp: Grupp, motestyp: str) -> Iterator[Fynd]:
    moten = held(laget.projekt, motestyp)
    wrong = fault(laget, grupp.utsedd, motestyp, paragraf=False)
    if wrong and not moten:
        typ = laget.projekt.motestyp(motestyp)
        slag = typ.titel if typ else motestyp
        text = f"gruppen {grupp.nyckel} är inte utsedd: inget möte av slaget {slag} har hållits"
        where = laget.projekt.stalle(organisation, "grupp", grupp)
        yield laget.oavgjord(where, text, "Utse gruppen på nästa möte och ange beslutet.", omfattning=grupp.nyckel)
    elif wrong:
        yield from _not_appointed(laget, organisation, grupp, wrong, moten[0].motesdag)


def _not_appointed(laget: Laget, organisation: Organisation, grupp: Grupp, wrong: str, first: date) -> Iterator[Fynd]:
    """A reference that leads to no decision is wrong at once; none at all from the first meeting that could decide."""
    if grupp.utsedd:
        where = laget.projekt.stalle(organisation, "grupp", grupp, "utsedd")
        yield laget.fynd(where, f"gruppen {grupp.nyckel} är inte utsedd: {wrong}", omfattning=grupp.nyckel)
    elif laget.dag >= max(first, laget.plan.foljs_fran or first):
        where = laget.projekt.stalle(organisation, "grupp", grupp)
        yield breach(laget, Lucka(where, grupp.nyckel, f"gruppen {grupp.nyckel} är inte utsedd: den {wrong}"), Mote)
