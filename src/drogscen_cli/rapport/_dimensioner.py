"""Traffic lights: what the records say of time and money, and the rule behind each colour."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from drogscen_cli.core.swedish import count, kronor, listing, percent
from drogscen_cli.pengar import Stallning, stallningar
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.aktivitet import Aktivitet, Aktivitetsstatus
from drogscen_cli.register.lagesrapport import Dimensionsbedomning, Farg, Lagesrapport
from drogscen_cli.register.projektplan import Projektplan

_TIDSPLAN = (
    "Tidsplan: grön när ingen aktivitet är försenad, gul när någon är det, röd när någon pågår eller är planerad "
    "efter projektets sista dag."
)
_OVRIGA = "Andra dimensioner bedöms av projektledaren. Utan bedömning är de okända."


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


def regler(plan: Projektplan, *, risker: bool) -> tuple[str, ...]:
    """The rule behind each colour in sentences, for the plan's dimensions, and for its risks where some are shown."""
    nycklar = {dimension.nyckel for dimension in plan.dimension}
    found = [_TIDSPLAN] if "tidsplan" in nycklar else []
    if "budget" in nycklar:
        fran = plan.budget.varna_fran if plan.budget else None
        gul = f"gul från {percent(Fraction(fran, 100))} av taket" if fran else "aldrig gul (planen anger ingen gräns)"
        counted = "Läget räknas på utfall och åtaganden, prognosen på den senaste prognosen."
        found.append(f"Budget: grön inom taket, {gul}, röd över taket. {counted}")
    if nycklar - _COMPUTED.keys():
        found.append(_OVRIGA)
    if risker and plan.riskskala:
        levels = f"gul från {plan.riskskala.gul}, röd från {plan.riskskala.rod}"
        found.append(f"Risker: {levels}. Riskvärdet är sannolikhet gånger konsekvens.")
    return tuple(found)


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
    planned = [found for found in projekt.alla(Aktivitet) if found.slut and not found.avbruten]
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
    lights = [_Pengar(each, _now(projekt, each), _expected(projekt, each)) for each in capped]
    known = [each for each in lights if each.nu or each.prognos]
    if not known:
        return Lampa(None, None, "inget utfall och ingen prognos finns")
    telling = max(known, key=lambda each: _ORDER.index(_worst((each.nu, each.prognos)) or Farg.GRON))
    return Lampa(_worst(each.nu for each in known), _worst(each.prognos for each in known), _money(telling))


@dataclass(frozen=True, slots=True)
class _Pengar:
    """A part of the budget that has a cap, and its colours."""

    stallning: Stallning
    nu: Farg | None
    prognos: Farg | None


def _now(projekt: Projekt, stallning: Stallning) -> Farg | None:
    return _light(projekt, stallning, stallning.bundet) if stallning.kant else None


def _expected(projekt: Projekt, stallning: Stallning) -> Farg | None:
    return _light(projekt, stallning, stallning.prognos.rad.belopp) if stallning.prognos else None


def _money(pengar: _Pengar) -> str:
    """The amount that the worse of the two colours comes from."""
    stallning, tak = pengar.stallning, pengar.stallning.tak or Decimal(0)
    if stallning.prognos and _worst((pengar.nu, pengar.prognos)) is pengar.prognos:
        amount, what, more = stallning.prognos.rad.belopp, "prognos", ""
    else:
        amount, what = stallning.bundet, "utfall och åtaganden"
        more = "" if stallning.prognos else "; prognos saknas"
    share = f" ({percent(amount / tak)})" if tak else ""
    return f"{stallning.titel}: {what} {kronor(amount)} av {kronor(tak)}{share}{more}"


def _light(projekt: Projekt, stallning: Stallning, amount: Decimal) -> Farg:
    tak, warn = stallning.tak, projekt.plan.budget.varna_fran if projekt.plan and projekt.plan.budget else None
    if tak is not None and amount > tak:
        return Farg.ROD
    return Farg.GUL if tak is not None and warn and amount * 100 >= tak * warn else Farg.GRON


_ORDER = (Farg.GRON, Farg.GUL, Farg.ROD)


def _worst(lights: Iterable[Farg | None]) -> Farg | None:
    return max((light for light in lights if light), key=_ORDER.index, default=None)


_COMPUTED: Mapping[str, Callable[[Projekt, date], Lampa]] = {"tidsplan": _tidsplan, "budget": _budget}
