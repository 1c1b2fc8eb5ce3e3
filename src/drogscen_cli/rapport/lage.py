"""Lägesrapport: läget inför ett möte"""

from dataclasses import dataclass
from datetime import date, timedelta

from drogscen_cli.beslutsmening import decision_text
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.fynd import Allvar
from drogscen_cli.core.plikt import Plikt, Tillstand
from drogscen_cli.core.swedish import count, day_long, listing
from drogscen_cli.pengar import Stallning, stallningar
from drogscen_cli.projekt import Projekt
from drogscen_cli.punkter import Punkt, oppna_punkter
from drogscen_cli.rapport import Forslag, Underlag
from drogscen_cli.rapport._brister import Brist, brister
from drogscen_cli.rapport._dimensioner import Dimension, dimensioner, regler
from drogscen_cli.rapport._moten import there
from drogscen_cli.rapport._nyheter import Nyhet, since, weightiest
from drogscen_cli.register.aktivitet import Aktivitet
from drogscen_cli.register.andring import Andring, Andringsstatus, Utfall
from drogscen_cli.register.avvikelse import Avvikelse, Avvikelsestatus
from drogscen_cli.register.lagesrapport import Beslutsforslag, Farg, Lagesrapport
from drogscen_cli.register.mote import Mote, Motesstatus
from drogscen_cli.register.projektplan import Projektplan
from drogscen_cli.register.risk import Risk, Riskstatus

TOPP = 5
"""Risks on the top list."""
FORST = 3
"""News, and things that are missing, on page one."""


@dataclass(frozen=True, slots=True)
class Riskrad:
    """A risk with its value now and at the last report; ``farg`` None where the plan has no scale for it."""

    risk: Risk
    agare: str
    forra: int | None
    farg: Farg | None
    ny: bool


@dataclass(frozen=True, slots=True)
class Avvikelserad:
    """A deviation, its owner's name, and the change request that it has led to so far."""

    avvikelse: Avvikelse
    agare: str
    andring: str


@dataclass(frozen=True, slots=True)
class Lage:
    """What the status report says. Dates are days, amounts kronor, names spelled out; None and () are unknown or empty.

    ``rapport`` is the project leader's part, None while it isn't written; ``forra`` the report that is compared with.
    ``viktigast`` are the news that weigh most, ``nyheter`` all of them; ``saknas`` the things that are missing which
    weigh most, in sentences, and ``fler`` how many more there are, in words. ``ohallna`` are the duties that were late,
    missed or waived, the latest first.
    """

    plan: Projektplan
    dag: date
    rapport: Lagesrapport | None
    forra: Lagesrapport | None
    mote: Mote | None
    motestitel: str
    mottagare: tuple[str, ...]
    start: date
    slut: date
    forslag: tuple[Beslutsforslag, ...]
    dimensioner: tuple[Dimension, ...]
    fargregler: tuple[str, ...]
    viktigast: tuple[Nyhet, ...]
    nyheter: tuple[Nyhet, ...]
    saknas: tuple[str, ...]
    fler: str
    milstolpar: tuple[Aktivitet, ...]
    ekonomi: tuple[Stallning, ...]
    avvikelser: tuple[Avvikelserad, ...]
    risker: tuple[Riskrad, ...]
    bedomda: int
    obedomda: tuple[Risk, ...]
    stangda: tuple[Risk, ...]
    andringar: tuple[Andring, ...]
    punkter: tuple[Punkt, ...]
    ohallna: tuple[Plikt, ...]
    hallna: int
    forfallna: int


def bygg(underlag: Underlag) -> Lage:
    """The view of the status report; raises ``NoProjectError`` without a readable plan."""
    projekt, dag = underlag.projekt, underlag.dag
    plan = underlag.plan()
    rapport = _rapport(underlag)
    mote = _mote(projekt, dag, rapport)
    forra = _forra(projekt, dag, rapport)
    start, slut = _period(plan, dag, rapport, forra)
    risker = _risker(projekt, forra)
    bedomda = sorted((rad for rad in risker if rad.risk.nu), key=_by_value)
    forfallna = underlag.resultat.forfallna()
    nyheter = since(projekt, forra.datum if forra else None, dag)
    saknas, funna = _saknas(rapport, mote), brister(underlag)
    room = max(0, FORST - len(saknas))
    return Lage(
        plan=plan,
        dag=dag,
        rapport=rapport,
        forra=forra,
        mote=mote,
        motestitel=projekt.motesnamn(mote) if mote else "",
        mottagare=tuple(projekt.vem(nyckel) for nyckel in rapport.mottagare) if rapport else (),
        start=start,
        slut=slut,
        forslag=_forslag(projekt, rapport),
        dimensioner=dimensioner(projekt, dag, rapport, forra),
        fargregler=regler(plan, risker=bool(bedomda)),
        viktigast=weightiest(nyheter, FORST),
        nyheter=nyheter,
        saknas=(*saknas, *(brist.text for brist in funna[:room])),
        fler=_fler(funna[room:]),
        milstolpar=tuple(found for found in projekt.alla(Aktivitet) if found.milstolpe),
        ekonomi=stallningar(projekt),
        avvikelser=tuple(
            Avvikelserad(found, projekt.vem(found.agare), there(projekt, found.andring))
            for found in projekt.alla(Avvikelse)
            if found.status is Avvikelsestatus.OPPEN
        ),
        risker=tuple(bedomda[:TOPP]),
        bedomda=len(bedomda),
        obedomda=tuple(rad.risk for rad in risker if not rad.risk.nu),
        stangda=_stangda(projekt, forra),
        andringar=projekt.alla(Andring),
        punkter=oppna_punkter(projekt, dag),
        ohallna=_ohallna(underlag),
        hallna=underlag.resultat.hallna(),
        forfallna=len(forfallna),
    )


def foresla(underlag: Underlag) -> Forslag | None:
    """The project leader's part for the coming meeting, when it isn't written and no other report was asked for."""
    mote = _coming(underlag.projekt, underlag.dag)
    if underlag.ident or mote is None or _rapport(underlag):
        return None
    which = f"{underlag.projekt.motesnamn(mote).lower()} {mote.id} {day_long(mote.dag)}"
    fraga = f"Din del av lägesrapporten inför {which} är inte skriven. Skriva den nu?"
    return Forslag("lagesrapport", {"mote": mote.id}, fraga)


def _ohallna(underlag: Underlag) -> tuple[Plikt, ...]:
    found = underlag.resultat.plikter_i(Tillstand.SEN, Tillstand.UTEBLIVEN, Tillstand.UNDANTAGEN)
    return tuple(sorted(found, key=lambda plikt: plikt.senast, reverse=True))


def _by_value(rad: Riskrad) -> tuple[int, str]:
    return -(rad.risk.riskvarde or 0), rad.risk.id


def _rapport(underlag: Underlag) -> Lagesrapport | None:
    """The one that was named; otherwise the one for the next meeting, otherwise none."""
    rapporter = underlag.projekt.alla(Lagesrapport)
    if underlag.ident:
        return _named(rapporter, underlag)
    coming = _coming(underlag.projekt, underlag.dag)
    return next((found for found in reversed(rapporter) if coming and found.mote == coming.id), None)


def _named(rapporter: tuple[Lagesrapport, ...], underlag: Underlag) -> Lagesrapport:
    """The report with the id that was given; raises ``CallError`` where there is none, or not yet."""
    ident, original = underlag.ident, underlag.projekt.ursprung or underlag.projekt
    found = next((each for each in rapporter if each.id == ident), None)
    if found:
        return found
    if isinstance(late := original.hitta(ident), Lagesrapport):
        raise CallError(
            f"{ident} är daterad {late.datum} och finns inte den {underlag.dag}.", "Ange en senare dag med --datum."
        )
    raise CallError(f"{ident} är inte en lägesrapport.", "Alla lägesrapporter: drogscen lagesrapport list")


def _coming(projekt: Projekt, dag: date) -> Mote | None:
    """The next planned meeting that the plan wants a status report for."""
    motestyper = {krav.motestyp for krav in projekt.krav("LAGE01")}
    found = [
        mote
        for mote in projekt.alla(Mote)
        if mote.motestyp in motestyper and mote.status is Motesstatus.PLANERAT and mote.dag >= dag
    ]
    return min(found, key=lambda mote: mote.dag, default=None)


def _mote(projekt: Projekt, dag: date, rapport: Lagesrapport | None) -> Mote | None:
    if rapport is None:
        return _coming(projekt, dag)
    found = projekt.hitta(rapport.mote)
    return found if isinstance(found, Mote) else None


def _forra(projekt: Projekt, dag: date, rapport: Lagesrapport | None) -> Lagesrapport | None:
    """The latest report before this one."""
    before = rapport.datum if rapport else dag
    found = [each for each in projekt.alla(Lagesrapport) if each is not rapport and each.datum < before]
    return max(found, key=lambda each: each.datum, default=None)


def _period(
    plan: Projektplan, dag: date, rapport: Lagesrapport | None, forra: Lagesrapport | None
) -> tuple[date, date]:
    """As the report says; otherwise from the day after the last report, or the project's first, to now."""
    after = forra.datum + timedelta(days=1) if forra else plan.period.start
    start = rapport.start if rapport and rapport.start else after
    slut = rapport.slut if rapport and rapport.slut else max(plan.period.start, min(dag, plan.period.slut))
    return min(start, slut), slut


def _forslag(projekt: Projekt, rapport: Lagesrapport | None) -> tuple[Beslutsforslag, ...]:
    """The project leader's proposals first, then one for each undecided change request that they leave out."""
    written = rapport.beslutsforslag if rapport else ()
    named = {forslag.andring for forslag in written}
    computed = (
        Beslutsforslag.model_validate(
            {
                "nr": len(written) + place,
                "text": decision_text(projekt, andring, Utfall.GODKAND),
                "skal": andring.skal,
                "utan_beslut": andring.utan_beslut,
                "andring": andring.id,
            }
        )
        for place, andring in enumerate(_undecided(projekt, named), 1)
    )
    return (*written, *computed)


def _undecided(projekt: Projekt, named: set[str | None]) -> list[Andring]:
    return [
        andring
        for andring in projekt.alla(Andring)
        if andring.status is Andringsstatus.OBESLUTAD and andring.id not in named
    ]


def _risker(projekt: Projekt, forra: Lagesrapport | None) -> list[Riskrad]:
    then = projekt.per(forra.datum) if forra else None
    before = {risk.id: risk for risk in then.alla(Risk)} if then else {}
    return [
        Riskrad(
            risk,
            projekt.vem(risk.agare),
            before[risk.id].riskvarde if risk.id in before else None,
            riskfarg(projekt, risk),
            then is not None and risk.id not in before,
        )
        for risk in projekt.alla(Risk)
        if risk.status is Riskstatus.OPPEN
    ]


def riskfarg(projekt: Projekt, risk: Risk) -> Farg | None:
    """A risk's colour on the plan's scale."""
    skala = projekt.plan.riskskala if projekt.plan else None
    if skala is None or risk.riskvarde is None:
        return None
    return Farg.ROD if risk.riskvarde >= skala.rod else Farg.GUL if risk.riskvarde >= skala.gul else Farg.GRON


def _stangda(projekt: Projekt, forra: Lagesrapport | None) -> tuple[Risk, ...]:
    return tuple(risk for risk in projekt.alla(Risk) if risk.stangd and (forra is None or risk.stangd > forra.datum))


def _saknas(rapport: Lagesrapport | None, mote: Mote | None) -> tuple[str, ...]:
    """What the project leader's part should say and does not."""
    found = []
    if mote is None and rapport:
        found.append(f"Mötet {rapport.mote}, som rapporten är till, går inte att läsa.")
    if rapport and (rapport.farg is None or rapport.bedomning is None):
        found.append("Projektledarens samlade bedömning saknas.")
    return tuple(found)


def _fler(rest: tuple[Brist, ...]) -> str:
    """``3 fel och 21 oavgjorda frågor``; empty for none."""
    counted = {allvar: sum(brist.antal for brist in rest if brist.allvar is allvar) for allvar in Allvar}
    words = ((Allvar.FEL, "fel", "fel"), (Allvar.OAVGJORD, "oavgjord fråga", "oavgjorda frågor"))
    return listing([count(counted[allvar], *said) for allvar, *said in words if counted[allvar]])
