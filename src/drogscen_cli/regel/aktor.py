"""Rules on those outside the project whom the plan names: contacted at all, and as often as agreed."""

from collections.abc import Iterator
from datetime import date

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import listing
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._frist import DAY, Lucka, days, edit_demand, gaps
from drogscen_cli.regel._insatser import first_begun
from drogscen_cli.regel._parter import contacts, named, no_parties
from drogscen_cli.regel._perioder import has_interval, owed, sorted_into
from drogscen_cli.register.aktor import Aktor
from drogscen_cli.register.projektplan import Part


@regel("AKO01", Allvar.FEL)
def parter_ar_kontaktade(laget: Laget) -> Iterator[Fynd]:
    """Projektet har tagit kontakt med de parter som planen nämner

    Planen nämner parter som projektet ska ta kontakt med. Varje sådan part ska motsvaras av en aktör med minst en
    kontakt. Parterna är de som kravet anger, annars planens parter i samma paragraf.

    Kontakten ska finnas det antal dagar efter projektets start som kravet ger. Ger kravet inga dagar är frågan öppen
    tills den första aktiviteten eller den intensiva perioden har börjat.

    Åtgärda: Lägg till aktören och kontakten: drogscen aktor add --part …, drogscen aktor kontakt add AK-….
    """
    parter = named(laget)
    yield from no_parties(laget, parter)
    found = contacts(laget)
    luckor = [
        Lucka(laget.projekt.stalle(laget.plan, "part", part), part.titel, f"ingen kontakt finns med {part.titel}")
        for part in parter
        if not found.get(part.nyckel)
    ]
    yield from gaps(laget, luckor, _senast(laget), Aktor, "kontakt", ("part", "parter"))


def _senast(laget: Laget) -> date:
    plan = laget.plan
    if laget.krav.dagar is not None:
        return plan.period.start + days(laget)
    intensive = plan.intensivperiod.start if plan.intensivperiod else None
    begins = [day for day in (first_begun(laget), intensive) if day]
    return min(begins) - DAY if begins else plan.period.slut


@regel("AKO02", Allvar.FEL, "drogscen aktor kontakt add")
def kontakt_med_bestamda_mellanrum(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Kontakten med en part hålls så ofta som planen kräver

    Planen vill ha löpande kontakt med vissa parter, till exempel polisen. I varje period som kravets frekvens ger ska
    det finnas minst en kontakt med varje part som kravet anger. En period räknas bara om mer än hälften av dess
    vardagar ligger inom projektet och utanför planens uppehåll.

    Anger kravet ingen frekvens, eller bara vid behov, går det inte att avgöra om kontakten är tillräcklig.

    Åtgärda: För in kontakten: drogscen aktor kontakt add AK-… --text "…".
    """
    wanted = tuple(part for part in laget.plan.part if part.nyckel in laget.krav.part)
    yield from no_parties(laget, wanted)
    title = listing([part.titel for part in wanted])
    if wanted and not has_interval(laget):
        atgarda = f"Ange hur ofta: {edit_demand(laget, '--frekvens …')}."
        yield laget.oavgjord(laget.kravplats, f"intervall för kontakt med {title} saknas i planen", atgarda)
    elif wanted:
        yield from _contacts_owed(laget, wanted, title)


def _contacts_owed(laget: Laget, parter: tuple[Part, ...], title: str) -> Iterator[Plikt]:
    """A duty for each period; for each period and party where they are several."""
    found = contacts(laget)
    for part in parter:
        bevis = (Bevis(each.ident, each.dag) for each in found.get(part.nyckel, ()))
        for period, those in sorted_into(owed(laget, laget.krav.frekvens or "", laget.plan.period), bevis):
            alone = len(parter) == 1
            enhet = period.enhet if alone else ("tillfälle", "tillfällen")
            namn = period.namn if alone else f"{part.titel} {period.namn}"
            yield laget.plikt(Slag(f"kontakt med {title}", enhet, Aktor), namn, period.slut, those)
