"""The risk review: what is left to go through, and from the answers about a risk to its file and the analysis."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from drogscen_cli.actions.poster import AddItem, Assign, Drafted, edited, new_record, next_number
from drogscen_cli.core.asof import as_of
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.period import Period, periods
from drogscen_cli.core.swedish import last_of_month, listing, month_name
from drogscen_cli.core.text import fold
from drogscen_cli.projekt import Projekt
from drogscen_cli.register._styrning import Frekvens
from drogscen_cli.register.mote import Mote, Motesstatus
from drogscen_cli.register.risk import Risk, Riskstatus
from drogscen_cli.register.riskanalys import Riskanalys
from drogscen_cli.riskbild import bedomd_per

RULE = "RISK01"
_MONTH = ("månad", "månader")


@dataclass(frozen=True, slots=True)
class NyAtgard:
    """A measure to add: its text, who (a key) and the last day (ISO), both empty where they are not known."""

    text: str
    ansvarig: str = ""
    senast: str = ""


@dataclass(frozen=True, slots=True)
class Svar:
    """What was answered about a risk; an empty level keeps the one that stands.

    ``kommentar``: None keeps today's, empty clears it. ``klar`` and ``senast``: days (ISO) by the measure's number,
    None: not done after all. ``stang``: None leaves it as it is.
    """

    sannolikhet: str = ""
    konsekvens: str = ""
    kommentar: str | None = None
    klar: Mapping[int, str | None] = field(default_factory=dict)
    senast: Mapping[int, str] = field(default_factory=dict)
    atgard: tuple[NyAtgard, ...] = ()
    accepterad: str = ""
    stang: bool | None = None


@dataclass(frozen=True, slots=True)
class NyRisk:
    """A risk that came up during the review, with its first assessment (levels empty: not assessed)."""

    titel: str
    agare: str = ""
    sannolikhet: str = ""
    konsekvens: str = ""
    kommentar: str = ""
    atgard: tuple[NyAtgard, ...] = ()


@dataclass(frozen=True, slots=True)
class Genomgang:
    """How far the review has come.

    ``risker`` are those to go through, in a fixed order; ``klara`` the ids of those assessed since the last analysis;
    ``nya`` the ids of those that came up since then; ``gjord`` the period's analysis, if there is one already.
    """

    period: Period
    dag: date
    risker: tuple[Risk, ...]
    klara: frozenset[str]
    nya: tuple[str, ...]
    gjord: Riskanalys | None
    forra: Riskanalys | None

    @property
    def kvar(self) -> tuple[Risk, ...]:
        """Those that are not assessed yet."""
        return tuple(risk for risk in self.risker if risk.id not in self.klara)


def period_of(projekt: Projekt, dag: date) -> Period:
    """The period that an analysis on ``dag`` counts for: the plan's own, or the calendar month."""
    found = next((each for each in _periods(projekt) if each.start <= dag <= each.slut), None)
    first = dag.replace(day=1)
    month = Period(first, last_of_month(dag.year, dag.month), month_name(dag.year, dag.month), _MONTH)
    return found or month


def period_named(projekt: Projekt, text: str, dag: date) -> Period:
    """The plan's period that ``april``, ``april 2023``, ``2023-04`` or ``kvartal 2`` names, the latest begun."""
    begun = [each for each in _periods(projekt) if each.start <= dag]
    wanted = fold(" ".join(text.split())).casefold()
    named = [each for each in begun if wanted in _names(each)]
    if not named:
        known = listing([each.namn for each in begun[-3:]], "eller") or "ingen period har börjat"
        raise CallError(f"--period {text} är ingen av planens perioder som har börjat.", f"Till exempel: {known}.")
    return named[-1]


def genomgang(projekt: Projekt, dag: date, period: Period) -> Genomgang:
    """Where the review stands; ``projekt`` as it stood on ``dag``."""
    analyser = projekt.alla(Riskanalys)
    forra = max(analyser, key=lambda analys: analys.datum, default=None)
    before = max((each.datum for each in analyser if each.datum < dag), default=None)
    named = {ident for analys in analyser for ident in (*analys.risk, *analys.ny)}

    def since(day: date | None) -> bool:
        return day is not None and (day == dag or (day >= period.start and (forra is None or day > forra.datum)))

    assessed = [risk for risk in projekt.alla(Risk) if any(since(each.datum) for each in risk.bedomning)]
    klara = frozenset(risk.id for risk in assessed if risk.stangd is None or since(risk.stangd))
    shown = [risk for risk in projekt.alla(Risk) if risk.status is Riskstatus.OPPEN or risk.id in klara]
    nya = tuple(
        risk.id
        for risk in projekt.alla(Risk)
        if risk.id not in named and risk.datum and (risk.datum > before if before else risk.datum >= period.start)
    )
    gjord = next((each for each in reversed(analyser) if each.svarar_for(period)), None)
    begins = min((each.datum for risk in shown for each in risk.bedomning if since(each.datum)), default=dag)
    return Genomgang(period, dag, tuple(sorted(shown, key=lambda each: _order(each, begins))), klara, nya, gjord, forra)


def _order(risk: Risk, begins: date) -> tuple[bool, int]:
    """Not assessed first, then the worst; by what stood before the review, so that resuming keeps the order."""
    old = bedomd_per(risk, date.fromordinal(begins.toordinal() - 1))
    return old is not None, -(old.varde if old else 0)


def _periods(projekt: Projekt) -> tuple[Period, ...]:
    """The periods that the plan wants an analysis for; its months where it says nothing of how often."""
    plan = projekt.plan
    if plan is None:
        return ()
    wanted = [krav.frekvens for krav in projekt.krav(RULE) if krav.frekvens]
    found = [each for frekvens in wanted for each in periods(frekvens, plan.period.start, plan.period.slut)]
    return tuple(found or periods(Frekvens.MANAD, plan.period.start, plan.period.slut))


def _names(period: Period) -> Collection[str]:
    name = fold(" ".join(period.namn.split())).casefold()
    return {name, name.removesuffix(f" {period.start.year}"), f"{period.start:%Y-%m}"}


def bedomd(risk: Risk, raw: bytes, svar: Svar, dag: date) -> tuple[Drafted, str]:
    """The risk as the answers make it, dated ``dag``, and the diary's line.

    ``risk`` is the whole record in the file ``raw``, later facts too; an assessment dated ``dag`` is replaced. Raises
    ``pydantic.ValidationError``, and ``CallError`` for a measure that isn't there and a level that was never given.
    """
    changes = [
        *_assessment(risk, svar, dag),
        *_measures(risk, svar),
        *(AddItem("atgard", _row(nr, ny)) for nr, ny in enumerate(svar.atgard, next_number(risk.atgard))),
    ]
    if svar.accepterad and svar.accepterad != risk.accepterad:
        changes.append(Assign(("accepterad",), svar.accepterad))
    if svar.stang is not None and svar.stang is not (risk.stangd is not None):
        changes.append(Assign(("stangd",), dag.isoformat() if svar.stang else None))
    drafted = edited(risk, raw, changes)
    return drafted, _said(risk, drafted.post, svar, dag)


def _assessment(risk: Risk, svar: Svar, dag: date) -> Iterator[Assign | AddItem]:
    """Today's own row is changed; otherwise a new one begins from the latest one before."""
    now = bedomd_per(risk, dag)
    levels = {
        "sannolikhet": svar.sannolikhet or (str(now.sannolikhet) if now else ""),
        "konsekvens": svar.konsekvens or (str(now.konsekvens) if now else ""),
    }
    if missing := [name for name, level in levels.items() if not level]:
        options = listing([f"--{name}" for name in missing])
        raise CallError(f"{risk.id} är inte bedömd tidigare, så {listing(missing)} behövs.", f"Ange {options}.")
    if now is None or now.datum != dag:
        comment = {"kommentar": svar.kommentar} if svar.kommentar else {}
        yield AddItem("bedomning", {"datum": dag.isoformat(), **levels, **comment})
        return
    place = ("bedomning", risk.bedomning.index(now))
    for name, level in levels.items():
        if level != str(getattr(now, name)):
            yield Assign((*place, name), level)
    if svar.kommentar is not None and svar.kommentar != (now.kommentar or ""):
        yield Assign((*place, "kommentar"), svar.kommentar or None)


def _measures(risk: Risk, svar: Svar) -> Iterator[Assign]:
    places = {each.nr: place for place, each in enumerate(risk.atgard)}
    wrong = [nr for nr in (*svar.klar, *svar.senast) if nr not in places]
    if wrong:
        known = listing([str(nr) for nr in places]) or "inga"
        raise CallError(f"{risk.id} har ingen åtgärd {wrong[0]}.", f"Åtgärder som finns: {known}.")
    for nr, day in svar.klar.items():
        yield Assign(("atgard", places[nr], "klar"), day)
    for nr, last in svar.senast.items():
        yield Assign(("atgard", places[nr], "senast"), last)


def _row(nr: int, ny: NyAtgard) -> dict[str, str]:
    row = {"nr": str(nr), "text": ny.text, "ansvarig": ny.ansvarig, "senast": ny.senast}
    return {name: value for name, value in row.items() if value}


def _said(before: Risk, after: Any, svar: Svar, dag: date) -> str:  # noqa: ANN401 – ``Drafted`` holds any record
    """``risk R-003: bedömd 4×4=16 (var 12), åtgärd 2 klar``."""
    then = bedomd_per(before, date.fromordinal(dag.toordinal() - 1))
    now = bedomd_per(after, dag)
    parts = [f"bedömd {now.sannolikhet}×{now.konsekvens}={now.varde}" if now else "obedömd"]
    parts[0] += f" (var {then.varde})" if then else ""
    parts += [f"åtgärd {nr} {'klar' if day else 'inte klar'}" for nr, day in svar.klar.items()]
    parts += [f"åtgärd {nr} senast {day}" for nr, day in svar.senast.items()]
    parts += [f"{len(svar.atgard)} ny åtgärd" if len(svar.atgard) == 1 else f"{len(svar.atgard)} nya åtgärder"] * bool(
        svar.atgard
    )
    parts += [f"accepterad genom {svar.accepterad}"] * bool(svar.accepterad)
    parts += ["stängd"] * bool(svar.stang)
    return f"risk {before.id}: {', '.join(parts)}"


def ny_risk(ident: str, ny: NyRisk, dag: date) -> Drafted:
    """A risk that the review found; raises ``pydantic.ValidationError``."""
    levels = {"sannolikhet": ny.sannolikhet, "konsekvens": ny.konsekvens, "kommentar": ny.kommentar}
    assessed = bool(ny.sannolikhet or ny.konsekvens)
    row = {"datum": dag.isoformat(), **{name: value for name, value in levels.items() if value}}
    data: dict[str, Any] = {"datum": dag.isoformat(), "titel": ny.titel}
    data |= {"agare": ny.agare} if ny.agare else {}
    data |= {"bedomning": [row]} if assessed else {}
    data |= {"atgard": [_row(nr, each) for nr, each in enumerate(ny.atgard, 1)]} if ny.atgard else {}
    return new_record(Risk, ident, data)


def analys(ident: str, lage: Genomgang, deltagare: Sequence[str], sammanfattning: str) -> tuple[Drafted, str]:
    """The riskanalys that closes the review, and the diary's line.

    The period is told where it is not the month of the day. A risk that was written down on the day itself is new and
    not gone through; one that is older but new since the last analysis is both.
    """
    own = lage.period.enhet == _MONTH and lage.period.start <= lage.dag <= lage.period.slut
    data: dict[str, Any] = {"datum": lage.dag.isoformat()}
    data |= {} if own else {"start": lage.period.start.isoformat(), "slut": lage.period.slut.isoformat()}
    born = {risk.id for risk in lage.risker if risk.id in lage.nya and risk.datum == lage.dag}
    ids = sorted(lage.klara - born, key=lambda ident: (len(ident), ident))
    named = {"deltagare": list(deltagare), "risk": ids, "ny": list(lage.nya), "sammanfattning": sammanfattning}
    data |= {name: value for name, value in named.items() if value}
    return new_record(Riskanalys, ident, data), f"riskanalys {ident}: ny – {lage.period.namn}"


def senaste_beslut(projekt: Projekt, antal: int | None = 9) -> tuple[tuple[str, Mote, str], ...]:
    """The latest decisions of held meetings, newest first: reference, meeting and text."""
    held = [mote for mote in projekt.alla(Mote) if mote.status is Motesstatus.GENOMFORT]
    held.sort(key=lambda mote: (mote.motesdag, mote.id), reverse=True)
    return tuple(
        (f"{mote.id}/beslut/{beslut.nr}", mote, beslut.text) for mote in held for beslut in reversed(mote.beslut)
    )[:antal]


def deltagare_nu(projekt: Projekt, lage: Genomgang) -> tuple[str, ...]:
    """Those of the last analysis; before the first one whoever the plan makes responsible, and the group that meets."""
    if lage.forra and lage.forra.deltagare:
        return lage.forra.deltagare
    found: list[str] = []
    for krav in projekt.krav(RULE):
        motestyp = projekt.motestyp(krav.motestyp) if krav.motestyp else None
        groups = dict.fromkeys((*krav.grupp, *((motestyp.grupp,) if motestyp and motestyp.grupp else ())))
        found += [krav.ansvarig] if krav.ansvarig else []
        found += [key for grupp in groups for key in projekt.medlemmar(grupp, lage.dag)]
    return tuple(dict.fromkeys(found))


def som_den_var(risk: Risk, dag: date) -> Risk:
    """The risk as it stood on ``dag``; itself where it did not exist yet."""
    return as_of(risk, dag) or risk
