"""The picture of the risks: scale, history month by month, matrix and movement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from drogscen_cli.core.post import Val, newest
from drogscen_cli.core.swedish import months
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.lagesrapport import Farg
from drogscen_cli.register.risk import Bedomning, Risk, Riskstatus

HIGHEST = 10
"""The highest level that a record can hold: the scale's end in a plan that names no levels."""
_BARS = "▁▂▃▄▅▆▇█"
_GAP = "·"


@dataclass(frozen=True, slots=True)
class Skala:
    """The plan's scale: the levels' words, lowest first, and where yellow and red begin; all empty without a scale."""

    sannolikhet: tuple[str, ...] = ()
    konsekvens: tuple[str, ...] = ()
    gul: int | None = None
    rod: int | None = None

    def ord(self, axel: str) -> tuple[str, ...]:
        """The words of ``sannolikhet`` or ``konsekvens``."""
        return self.sannolikhet if axel == "sannolikhet" else self.konsekvens

    def hogst(self, axel: str) -> int:
        """The highest level of an axis."""
        return len(self.ord(axel)) or HIGHEST

    def farg(self, varde: int | None) -> Farg | None:
        """The band that a value lies in; None without a value or without bands."""
        if varde is None or self.rod is None or self.gul is None:
            return None
        return Farg.ROD if varde >= self.rod else Farg.GUL if varde >= self.gul else Farg.GRON


class Riktning(Val):
    """What became of a risk since the end of the month before."""

    UPP = "upp"
    NED = "ned"
    OFORANDRAD = "oforandrad", "oförändrad"
    NY = "ny"
    STANGD = "stangd", "stängd"
    OBEDOMD = "obedomd", "inte bedömd"


@dataclass(frozen=True, slots=True)
class Manad:
    """A month, and the last assessment that was made in it."""

    ar: int
    manad: int
    bedomning: Bedomning | None


@dataclass(frozen=True, slots=True)
class Rorelse:
    """A risk's assessment now and at the end of the month before, either None where there was none."""

    risk: Risk
    nu: Bedomning | None
    fore: Bedomning | None
    riktning: Riktning

    @property
    def flyttad(self) -> bool:
        """Whether it lies in another cell of the matrix than before, though perhaps with the same value."""
        return bool(self.nu and self.fore and _cell(self.nu) != _cell(self.fore))


@dataclass(frozen=True, slots=True)
class Ruta:
    """A cell of the matrix: its levels, its band, and the open risks in it."""

    sannolikhet: int
    konsekvens: int
    farg: Farg | None
    risker: tuple[Risk, ...]

    @property
    def varde(self) -> int:
        """Sannolikhet × konsekvens."""
        return self.sannolikhet * self.konsekvens


@dataclass(frozen=True, slots=True)
class Riskmatris:
    """The matrix of a day, row by row from the highest likelihood, and the risks' movement, the worst first."""

    dag: date
    skala: Skala
    rader: tuple[tuple[Ruta, ...], ...]
    rorelser: tuple[Rorelse, ...]


def skala(projekt: Projekt) -> Skala:
    """The plan's risk scale; an empty one where the plan has none."""
    declared = projekt.plan.riskskala if projekt.plan else None
    if declared is None:
        return Skala()
    return Skala(declared.sannolikhet, declared.konsekvens, declared.gul, declared.rod)


def oppna_risker(projekt: Projekt) -> tuple[Risk, ...]:
    """The open risks, those not assessed first and then the worst; ``projekt`` as it stood that day."""
    return tuple(sorted((risk for risk in projekt.alla(Risk) if risk.status is Riskstatus.OPPEN), key=_worst_first))


def bedomd_per(risk: Risk, dag: date) -> Bedomning | None:
    """The latest assessment on or before a day."""
    return newest([each for each in risk.bedomning if each.datum <= dag])


def historik(risk: Risk, dag: date, antal: int = 12) -> tuple[Manad, ...]:
    """The months from the first assessment through ``dag``, at most ``antal`` of them; none without an assessment."""
    known = [each for each in risk.bedomning if each.datum <= dag]
    if not known:
        return ()
    span = list(months(min(each.datum for each in known), dag))[-antal:]
    return tuple(
        Manad(year, month, newest([each for each in known if (each.datum.year, each.datum.month) == (year, month)]))
        for year, month in span
    )


def sparkline(manader: Sequence[Manad], hogst: int) -> str:
    """The values as bars of eight heights, full at the scale's highest value; a dot for a month without any."""
    return "".join(_bar(each.bedomning, hogst) for each in manader)


def riskmatris(projekt: Projekt, dag: date) -> Riskmatris:
    """The matrix of the open risks; ``projekt`` as it stood on ``dag``."""
    found = skala(projekt)
    assessed = [(risk, risk.nu) for risk in oppna_risker(projekt) if risk.nu]
    tops = {
        axel: max([len(found.ord(axel)), *(getattr(nu, axel) for _, nu in assessed)], default=0)
        for axel in ("sannolikhet", "konsekvens")
    }
    rows = tuple(
        tuple(
            Ruta(high, wide, found.farg(high * wide), tuple(risk for risk, nu in assessed if _cell(nu) == (high, wide)))
            for wide in range(1, tops["konsekvens"] + 1)
        )
        for high in range(tops["sannolikhet"], 0, -1)
    )
    return Riskmatris(dag, found, rows, rorelser(projekt, dag))


def rorelser(projekt: Projekt, dag: date) -> tuple[Rorelse, ...]:
    """How each open risk moved since the month before ``dag`` ended, the worst first, then those closed since."""
    before = dag.replace(day=1) - timedelta(days=1)
    closed = (risk for risk in projekt.alla(Risk) if risk.stangd and before < risk.stangd <= dag)
    return tuple(_moved(risk, before, dag) for risk in (*oppna_risker(projekt), *closed))


def _moved(risk: Risk, before: date, dag: date) -> Rorelse:
    nu, fore = bedomd_per(risk, dag), bedomd_per(risk, before)
    return Rorelse(risk, nu, fore, Riktning.STANGD if risk.stangd else _direction(nu, fore))


def _direction(nu: Bedomning | None, fore: Bedomning | None) -> Riktning:
    if nu is None:
        return Riktning.OBEDOMD
    if fore is None:
        return Riktning.NY
    if nu.varde == fore.varde:
        return Riktning.OFORANDRAD
    return Riktning.UPP if nu.varde > fore.varde else Riktning.NED


def _bar(bedomning: Bedomning | None, hogst: int) -> str:
    if bedomning is None:
        return _GAP
    return _BARS[min(len(_BARS) - 1, (bedomning.varde - 1) * len(_BARS) // max(hogst, 1))]


def _cell(bedomning: Bedomning) -> tuple[int, int]:
    return bedomning.sannolikhet, bedomning.konsekvens


def _worst_first(risk: Risk) -> tuple[bool, int]:
    return risk.riskvarde is not None, -(risk.riskvarde or 0)
