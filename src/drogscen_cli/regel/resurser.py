"""Rules on resources: hours estimated, stand-ins known, and what main actors put in agreed."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import listing
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._bemanning import manned, no_organisation
from drogscen_cli.regel._frist import DAY
from drogscen_cli.register.aktor import Aktor
from drogscen_cli.register.organisation import Ersattare, Organisation, Person

RESURSER = Slag("överenskommelse om resurser", ("huvudaktör", "huvudaktörer"), Aktor)


@regel("RES01", Allvar.VARNING)
def timmar_ar_beraknade(laget: Laget) -> Iterator[Fynd]:
    """Timmarna är beräknade för varje deltagare

    Planen vill att det beräknas hur många timmar varje deltagare lägger i projektet. Deltagare är de som den dagen
    ingår i en grupp eller har en roll. Anger kravet grupper räknas bara medlemmarna i dem, och de som har en roll.

    Åtgärda: Ange timmarna: drogscen organisation person edit … --timmar ….
    """
    yield from no_organisation(laget)
    if bemanning := manned(laget):
        lacking = [person for person in bemanning.deltagare(laget.krav.grupp) if person.timmar is None]
        if lacking:
            where = laget.projekt.stalle(bemanning.organisation, "person", lacking[0])
            yield laget.fynd(where, f"beräknade timmar saknas för {_names(lacking)}")


@regel("RES02", Allvar.VARNING)
def ersattare_ar_inventerade(laget: Laget) -> Iterator[Fynd]:
    """Det finns en möjlig ersättare med rätt kompetens för varje deltagare

    Planen vill att möjliga ersättare till deltagarna inventeras. Varje deltagare ska ha minst en rad under ersattare
    med en person eller en funktion, och med den kompetens som gör att den kan ersätta. Deltagarna är desamma som för
    timmarna (RES01). En rad som inventerades efter dagen för kontrollen räknas inte.

    Åtgärda: Ange ersättaren: drogscen organisation ersattare add --ordinarie … --funktion "…" --kompetens "…".
    """
    yield from no_organisation(laget)
    if bemanning := manned(laget):
        rows = _known_by_then(laget, bemanning.organisation)
        full = {row.ordinarie for row in rows if (row.person or row.funktion) and row.kompetens}
        started = {row.ordinarie for row in rows} - full
        lacking = [person for person in bemanning.deltagare(laget.krav.grupp) if person.nyckel not in full]
        without = [person for person in lacking if person.nyckel not in started]
        half = [person for person in lacking if person.nyckel in started]
        for those, text in ((without, "ersättare saknas för"), (half, "ersättare saknar kompetens eller funktion för")):
            if those:
                where = laget.projekt.stalle(bemanning.organisation, "person", those[0])
                yield laget.fynd(where, f"{text} {_names(those)}")


def _known_by_then(laget: Laget, organisation: Organisation) -> tuple[Ersattare, ...]:
    """The rows that were not looked into after the day."""
    whole = (laget.projekt.ursprung or laget.projekt).organisation or organisation
    later = {row.nr for row in whole.ersattare if row.inventerad and row.inventerad > laget.dag}
    return tuple(row for row in organisation.ersattare if row.nr not in later)


def _names(personer: list[Person]) -> str:
    return listing([person.namn for person in personer])


@regel("RES03", Allvar.FEL, "drogscen aktor overenskommelse add")
def huvudaktorernas_resurser(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Huvudaktörernas resurser är överenskomna före den intensiva perioden

    Planen vill att arbetet är förankrat hos huvudaktörerna och planerat tillsammans med dem. Varje aktör som är
    huvudaktör ska därför ha en överenskommelse med de resurser som den avsätter, senast dagen innan den intensiva
    perioden börjar. Har planen ingen intensiv period gäller projektets första dag. Är ingen aktör utpekad som
    huvudaktör går det inte att avgöra.

    Åtgärda: För in överenskommelsen: drogscen aktor overenskommelse add AK-… --text "…" --resurser "…".
    """
    plan = laget.plan
    senast = plan.intensivperiod.start - DAY if plan.intensivperiod else plan.period.start
    main = [aktor for aktor in laget.projekt.alla(Aktor) if aktor.huvudaktor]
    for aktor in main:
        bevis = tuple(Bevis(aktor.id, row.datum) for row in aktor.overenskommelse if row.resurser)
        yield laget.plikt(RESURSER, f"{aktor.id} {aktor.titel}", senast, bevis, ansvarig=aktor.agare)
    if not main:
        atgarda = "Peka ut huvudaktörerna: drogscen aktor edit AK-… --huvudaktor ja."
        yield laget.oavgjord(laget.kravplats, "ingen aktör är utpekad som huvudaktör", atgarda)
