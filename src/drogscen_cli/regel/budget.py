"""Rules on money: the cap for the whole project, the caps for parts of it, and how old the forecast is."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd, Stalle
from drogscen_cli.core.swedish import count, kronor
from drogscen_cli.pengar import Stallning, stallningar
from drogscen_cli.regel import Laget, regel
from drogscen_cli.register.ekonomi import Ekonomi


@regel("BUD01", Allvar.FEL)
def hela_taket(laget: Laget) -> Iterator[Fynd]:
    """Utfall, åtaganden och prognos ryms inom budgetens tak

    Planen sätter ett högsta belopp för hela projektet. Det som är bokfört och det som är beställt ska tillsammans
    rymmas inom det, och det ska även den senaste prognosen göra. Utan uppgifter om ekonomin är regeln oavgjord.

    Åtgärda: Minska kostnaderna, rätta uppgifterna i registret ekonomi eller begär en ändring av taket:
    drogscen andring add.
    """
    for stallning in stallningar(laget.projekt):
        if not stallning.nyckel:
            yield from _within(laget, stallning)


@regel("BUD02", Allvar.FEL)
def posternas_tak(laget: Laget) -> Iterator[Fynd]:
    """Utfall, åtaganden och prognos ryms inom varje budgetposts tak

    Planen sätter ett eget tak för vissa delar av budgeten, till exempel bidrag. Varje sådan del prövas för
    sig.

    Åtgärda: Minska kostnaderna, rätta budgetposten på raderna i registret ekonomi eller begär en ändring av taket:
    drogscen andring add.
    """
    for stallning in stallningar(laget.projekt):
        if stallning.nyckel and stallning.tak is not None:
            yield from _within(laget, stallning)


@regel("BUD04", Allvar.VARNING)
def prognosens_alder(laget: Laget) -> Iterator[Fynd]:
    """Prognosen för hela projektet är aktuell

    När pengar har bokförts ska det finnas en prognos för vad hela projektet kostar när det är slut. Kravet kan ange
    hur många dagar gammal den senaste prognosen får vara (dagar); anges inget räcker det att det finns en. En beräknad
    takt är ingen prognos.

    Åtgärda: Gör en ny prognos: drogscen ekonomi add --titel Prognos, och sedan drogscen ekonomi prognos add.
    """
    hela = next(iter(stallningar(laget.projekt)), None)
    if hela is None or not any(post.bokford for post in laget.projekt.alla(Ekonomi)):
        return
    forecast, dagar = hela.prognos, laget.krav.dagar
    if forecast is None:
        yield laget.fynd(
            laget.kravplats, f"prognos saknas för hela projektet, trots att {kronor(hela.bokfort)} är bokfört"
        )
    elif dagar is not None and (age := (laget.dag - forecast.rad.dag).days) > dagar:
        where = laget.projekt.stalle(forecast.post, "prognos", forecast.rad, "dag")
        old = count(age, "dag", "dagar")
        yield laget.fynd(where, f"den senaste prognosen för hela projektet är {old} gammal; planen medger {dagar}")


def _within(laget: Laget, stallning: Stallning) -> Iterator[Fynd]:
    tak, forecast = stallning.tak, stallning.prognos
    if tak is None:
        return
    if not stallning.kant and forecast is None:
        text = f"{stallning.titel}: inget utfall, åtagande eller prognos finns att jämföra med taket {kronor(tak)}"
        yield laget.oavgjord(_cap(laget, stallning), text, "För in uppgifter om ekonomin: drogscen ekonomi add.")
    if stallning.bundet > tak:
        text = f"{stallning.titel}: utfall och åtaganden är {kronor(stallning.bundet)}, taket {kronor(tak)}"
        yield laget.fynd(_cap(laget, stallning), text)
    if forecast and forecast.rad.belopp > tak:
        where = laget.projekt.stalle(forecast.post, "prognos", forecast.rad, "belopp")
        yield laget.fynd(where, f"{stallning.titel}: prognosen är {kronor(forecast.rad.belopp)}, taket {kronor(tak)}")


def _cap(laget: Laget, stallning: Stallning) -> Stalle:
    """Where the plan sets the cap."""
    post = next((post for post in laget.plan.budgetpost if post.nyckel == stallning.nyckel), None)
    steps = ("budgetpost", post, "tak") if post else ("budget", "tak")
    return laget.projekt.stalle(laget.plan, *steps)
