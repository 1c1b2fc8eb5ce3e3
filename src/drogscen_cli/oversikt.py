"""What is due now: the same duties as ``kontroll``, worded for a Monday morning."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from drogscen_cli.core.plikt import Plikt, Tillstand
from drogscen_cli.core.swedish import count, day_long, day_short, tkr, week
from drogscen_cli.kontroll import Resultat
from drogscen_cli.pengar import Stallning, stallningar
from drogscen_cli.projekt import Projekt
from drogscen_cli.punkter import Punkt, oppna_punkter
from drogscen_cli.register.andring import Andring, Andringsstatus
from drogscen_cli.register.lagesrapport import Lagesrapport
from drogscen_cli.register.mote import Mote, Motesstatus
from drogscen_cli.register.projektplan import Projektplan

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Rad:
    """A line: what, who or which, and when."""

    vad: str
    vem: str = ""
    nar: str = ""


@dataclass(frozen=True, slots=True)
class Oversikt:
    """Headline, sections of lines, and the command that comes next."""

    rubrik: str
    avsnitt: tuple[tuple[str, tuple[Rad, ...]], ...]
    harnast: str


def oversikt(projekt: Projekt, resultat: Resultat) -> Oversikt:
    """The overview of a day; ``projekt`` as it stood that day."""
    plan, dag = projekt.plan, resultat.dag
    if plan is None:
        return Oversikt(*_without_plan(projekt))
    sections = (
        ("Försenat", _by_day(_overdue(projekt, resultat))),
        (f"Inom {SOON.days} dagar", _by_day(_soon(projekt, resultat))),
        ("Pengar", tuple(_money(projekt))),
        ("Att rätta", tuple(_faults(resultat))),
    )
    return Oversikt(_headline(plan, dag), tuple(each for each in sections if each[1]), _next(resultat))


def _without_plan(projekt: Projekt) -> tuple[str, tuple[()], str]:
    if projekt.ursprung and projekt.ursprung.plan and (gjord := projekt.ursprung.plan.datum):
        return f"Projektplanen är daterad {day_long(gjord)} och gäller inte före den dagen", (), ""
    return "Projektplanen går inte att läsa", (), "drogscen kontroll"


def _headline(plan: Projektplan, dag: date) -> str:
    start, slut = plan.period.start, plan.period.slut
    total = (slut - start).days + 1
    if dag < start:
        place = f"börjar om {count((start - dag).days, 'dag', 'dagar')}"
    elif dag > slut:
        place = f"projektet slutade {day_long(slut)}, för {count((dag - slut).days, 'dag', 'dagar')} sedan"
    else:
        place = f"dag {(dag - start).days + 1} av {total}"
    return f"{plan.namn} · {place} · {week(dag)}"


def _overdue(projekt: Projekt, resultat: Resultat) -> Iterator[tuple[date, Rad]]:
    for plikt in resultat.plikter:
        if plikt.tillstand is Tillstand.UTEBLIVEN:
            yield plikt.senast, _duty(projekt, plikt, f"skulle vara klar {day_short(plikt.senast)}")
    for punkt in oppna_punkter(projekt, resultat.dag):
        if punkt.senast and punkt.senast < resultat.dag:
            yield punkt.senast, _point(punkt, punkt.senast)


def _soon(projekt: Projekt, resultat: Resultat) -> Iterator[tuple[date, Rad]]:
    first, last = resultat.dag, resultat.dag + SOON
    for mote in projekt.alla(Mote):
        if mote.status is Motesstatus.PLANERAT and first <= mote.dag <= last:
            motestyp = projekt.motestyp(mote.motestyp)
            what = f"{motestyp.namn if motestyp else mote.motestyp} {mote.id}"
            yield mote.dag, Rad(what, _lacks(projekt, mote), day_short(mote.dag))
    for plikt in resultat.plikter:
        if plikt.tillstand is Tillstand.KOMMANDE and plikt.senast <= last and plikt.regel != "LAGE01":
            yield plikt.senast, _duty(projekt, plikt, day_short(plikt.senast))
    for punkt in oppna_punkter(projekt, resultat.dag):
        if punkt.senast and first <= punkt.senast <= last:
            yield punkt.senast, _point(punkt, punkt.senast)


def _by_day(found: Iterable[tuple[date, Rad]]) -> tuple[Rad, ...]:
    return tuple(rad for _, rad in sorted(found, key=lambda each: each[0]))


def _duty(projekt: Projekt, plikt: Plikt, nar: str) -> Rad:
    return Rad(f"{plikt.vad[0].upper()}{plikt.vad[1:]} för {plikt.omfattning}", projekt.vem(plikt.ansvarig), nar)


def _point(punkt: Punkt, senast: date) -> Rad:
    return Rad(f"Åtgärd {punkt.referens} {punkt.text}", punkt.ansvarig, day_short(senast))


def _lacks(projekt: Projekt, mote: Mote) -> str:
    parts = []
    if any(krav.motestyp == mote.motestyp for krav in projekt.krav("LAGE01")) and not any(
        rapport.mote == mote.id for rapport in projekt.alla(Lagesrapport)
    ):
        parts.append("lägesrapport saknas")
    waiting = sum(1 for andring in projekt.alla(Andring) if andring.status is Andringsstatus.OBESLUTAD)
    if waiting and projekt.plan and projekt.plan.andring_beslutas == mote.motestyp:
        parts.append(f"{count(waiting, 'ändringsbegäran', 'ändringsbegäranden')} att besluta")
    return " · ".join(parts)


def _money(projekt: Projekt) -> Iterator[Rad]:
    for stallning in stallningar(projekt):
        if stallning.tak is not None and (stallning.kant or stallning.prognos):
            yield Rad(stallning.titel, _amounts(stallning))


def _amounts(stallning: Stallning) -> str:
    tak = f"högst {tkr(stallning.tak or 0)}"
    if stallning.prognos:
        return f"prognos {tkr(stallning.prognos.rad.belopp)} av {tak}"
    return f"utfall och åtaganden {tkr(stallning.bundet)} av {tak}"


def _faults(resultat: Resultat) -> Iterator[Rad]:
    faults = sum(1 for fynd in resultat.fynd if fynd.allvar == "fel" and not fynd.paragraf)
    if faults:
        yield Rad(f"{count(faults, 'fel', 'fel')} i filerna", "drogscen kontroll")
    owed = {plikt.regel for plikt in resultat.plikter}
    breaches = sum(1 for fynd in resultat.fynd if fynd.allvar == "fel" and fynd.paragraf and fynd.regel not in owed)
    if breaches:
        yield Rad(f"{count(breaches, 'avsteg', 'avsteg')} från planen", "drogscen kontroll")
    undecided = sum(1 for fynd in resultat.fynd if fynd.allvar == "oavgjord")
    if undecided:
        yield Rad(f"{count(undecided, 'fråga', 'frågor')} går inte att avgöra", "uppgifter saknas")


def _next(resultat: Resultat) -> str:
    missed: list[Plikt] = [plikt for plikt in resultat.plikter if plikt.tillstand is Tillstand.UTEBLIVEN]
    if any(plikt.regel == "RISK01" for plikt in missed):
        return "drogscen riskanalys add"
    if any(plikt.regel == "LAGE01" for plikt in missed):
        return "drogscen lagesrapport add"
    return "drogscen kontroll" if resultat.fynd else ""
