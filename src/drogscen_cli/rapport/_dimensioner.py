"""Traffic lights: what the records say of time and money, and the rule behind each colour."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from drogscen_cli.core.swedish import count, kronor, listing, percent
from drogscen_cli.pengar import Stallning, stallningar
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.aktivitet import Aktivitet, Aktivitetsstatus
from drogscen_cli.register.lagesrapport import Dimensionsbedomning, Farg, Lagesrapport

REGLER = (
    (
        "Tidsplan: grön när ingen aktivitet är försenad, gul när någon är det, röd när någon pågår eller är planerad "
        "efter projektets sista dag."
    ),
    (
        "Budget: grön inom taket, gul från planens varningsgräns, röd över taket. Läget räknas på utfall och "
        "åtaganden, prognosen på den senaste prognosen."
    ),
    "Andra dimensioner bedöms av projektledaren. Utan bedömning är de okända.",
)


@dataclass(frozen=True, slots=True)
class Lampa:
    """A colour (None: unknown) now and as expected, and why."""

    nu: Farg | None
    prognos: Farg | None
    darfor: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the plan's dimensions: at the last report, now and as expected. ``egen``: the project leader's own."""

    titel: str
    forra: Farg | None
    nu: Farg | None
    prognos: Farg | None
    darfor: str
    egen: bool


def dimensioner(
    projekt: Projekt, dag: date, rapport: Lagesrapport | None, forra: Lagesrapport | None
) -> tuple[Dimension, ...]:
    """The plan's dimensions in its order; ``forra`` is the report to compare with."""
    plan = projekt.plan
    if plan is None:
        return ()
    then = projekt.per(forra.datum) if forra else None
    found = []
    for dimension in plan.dimension:
        lampa = _lampa(projekt, dag, dimension.nyckel)
        egen = _egen(rapport, dimension.nyckel)
        before = _before(then, forra, dimension.nyckel)
        if egen:
            lampa = Lampa(egen.farg, egen.prognos or lampa.prognos, egen.skal)
        found.append(Dimension(dimension.titel, before, lampa.nu, lampa.prognos, lampa.darfor, egen is not None))
    return tuple(found)


def _egen(rapport: Lagesrapport | None, nyckel: str) -> Dimensionsbedomning | None:
    return next((found for found in (rapport.dimension if rapport else ()) if found.nyckel == nyckel), None)


def _before(then: Projekt | None, forra: Lagesrapport | None, nyckel: str) -> Farg | None:
    if then is None or forra is None:
        return None
    egen = _egen(forra, nyckel)
    return egen.farg if egen else _lampa(then, forra.datum, nyckel).nu


def _lampa(projekt: Projekt, dag: date, nyckel: str) -> Lampa:
    compute = _COMPUTED.get(nyckel)
    return compute(projekt, dag) if compute else Lampa(None, None, "uppgifter saknas")


def late(projekt: Projekt, dag: date) -> tuple[Aktivitet, ...]:
    """Activities whose last day has passed without their being done or broken off."""
    done = (Aktivitetsstatus.KLAR, Aktivitetsstatus.AVBRUTEN)
    found = projekt.alla(Aktivitet)
    return tuple(
        aktivitet for aktivitet in found if aktivitet.slut and aktivitet.slut < dag and aktivitet.status not in done
    )


def _tidsplan(projekt: Projekt, dag: date) -> Lampa:
    planned = [aktivitet for aktivitet in projekt.alla(Aktivitet) if aktivitet.slut]
    plan = projekt.plan
    if not planned or plan is None:
        return Lampa(None, None, "inga aktiviteter har datum")
    behind = late(projekt, dag)
    active = [found for found in planned if found.status in (Aktivitetsstatus.PLANERAD, Aktivitetsstatus.PAGAENDE)]
    outside = [found for found in active if max(dag, found.slut or dag) > plan.period.slut]
    why = f"{len(planned) - len(behind)} av {count(len(planned), 'aktivitet', 'aktiviteter')} enligt plan"
    if behind:
        why += f"; försenade: {listing([found.id for found in behind[:5]])}"
    if outside:
        return Lampa(
            Farg.ROD, Farg.ROD, f"{why}; efter projektets sista dag: {listing([found.id for found in outside[:5]])}"
        )
    farg = Farg.GUL if behind else Farg.GRON
    return Lampa(farg, farg, why)


def _budget(projekt: Projekt, _: date) -> Lampa:
    capped = [stallning for stallning in stallningar(projekt) if stallning.tak is not None]
    known = [stallning for stallning in capped if stallning.kant or stallning.prognos]
    if not known:
        return Lampa(None, None, "inget utfall och ingen prognos finns")
    nu = _worst(_light(projekt, stallning, stallning.bundet) for stallning in known if stallning.kant)
    prognos = _worst(
        _light(projekt, stallning, stallning.prognos.rad.belopp) for stallning in known if stallning.prognos
    )
    return Lampa(nu, prognos, _money(known[0]))


def _money(stallning: Stallning) -> str:
    tak = stallning.tak or 0
    if stallning.prognos:
        share = percent(stallning.prognos.rad.belopp / tak) if tak else ""
        return f"{stallning.titel}: prognos {kronor(stallning.prognos.rad.belopp)} av {kronor(tak)} ({share})"
    return f"{stallning.titel}: utfall och åtaganden {kronor(stallning.bundet)} av {kronor(tak)}; prognos saknas"


def _light(projekt: Projekt, stallning: Stallning, amount: Decimal) -> Farg:
    tak, warn = stallning.tak, projekt.plan.budget.varna_fran if projekt.plan and projekt.plan.budget else None
    if tak is not None and amount > tak:
        return Farg.ROD
    return Farg.GUL if tak is not None and warn and amount * 100 >= tak * warn else Farg.GRON


_ORDER = (Farg.GRON, Farg.GUL, Farg.ROD)


def _worst(lights: Iterable[Farg]) -> Farg | None:
    return max(lights, key=_ORDER.index, default=None)


_COMPUTED: Mapping[str, Callable[[Projekt, date], Lampa]] = {"tidsplan": _tidsplan, "budget": _budget}
