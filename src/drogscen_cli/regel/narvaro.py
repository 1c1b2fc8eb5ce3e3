"""Rules on presence in the area."""

from collections.abc import Iterable, Iterator

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._frist import edit_demand
from drogscen_cli.regel._perioder import has_interval, owed, sorted_into
from drogscen_cli.register.aktivitet import Aktivitet


@regel("NARV01", Allvar.FEL, "drogscen aktivitet narvaro add")
def bemannad_narvaro(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Närvaron i området är bemannad så ofta som planen kräver

    Planen vill öka närvaron i området. I varje period som kravets frekvens ger ska det finnas minst en dag med
    bemannade timmar i en aktivitet. Perioderna räknas under den intensiva perioden, eller under hela projektet om
    planen inte har någon. Anger kravet mål räknas bara aktiviteter som bidrar till dem.

    En period räknas bara om mer än hälften av dess vardagar ligger inom den tiden och utanför planens uppehåll. Anger
    kravet ingen frekvens går det inte att avgöra om närvaron är tillräcklig.

    Åtgärda: För in timmarna: drogscen aktivitet narvaro add A-… --timmar ….
    """
    if not has_interval(laget):
        atgarda = f"Ange hur ofta: {edit_demand(laget, '--frekvens …')}."
        yield laget.oavgjord(laget.kravplats, "planen anger inte hur ofta området ska vara bemannat", atgarda)
        return
    span = laget.plan.intensivperiod or laget.plan.period
    for period, bevis in sorted_into(owed(laget, laget.krav.frekvens or "", span), _manned(laget)):
        yield laget.plikt(Slag("bemannad närvaro", period.enhet, Aktivitet), period.namn, period.slut, _firsts(bevis))


def _manned(laget: Laget) -> Iterator[Bevis]:
    """Every day with hours in an activity that counts."""
    wanted = set(laget.krav.mal)
    for aktivitet in laget.projekt.alla(Aktivitet):
        if not wanted or wanted.intersection(aktivitet.mal):
            yield from (Bevis(aktivitet.id, row.datum) for row in aktivitet.narvaro if row.timmar > 0)


def _firsts(bevis: Iterable[Bevis]) -> tuple[Bevis, ...]:
    """The first day of each activity."""
    first: dict[str, Bevis] = {}
    for each in sorted(bevis, key=lambda found: found.dag):
        first.setdefault(each.ident, each)
    return tuple(first.values())
