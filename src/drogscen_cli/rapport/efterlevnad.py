"""Efterlevnad: planens skyldigheter månad för månad, med bevis, undantag och avsteg"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import TECKEN as SAID
from drogscen_cli.core.plikt import Bevis, Plikt, Tillstand
from drogscen_cli.core.swedish import NBSP, count, day_long, listing, month_short, months
from drogscen_cli.kontroll import Resultat
from drogscen_cli.projekt import Projekt
from drogscen_cli.rapport import Underlag
from drogscen_cli.rapport._kalendertext import as_text
from drogscen_cli.regel import bound_to, rules
from drogscen_cli.register._styrning import Krav
from drogscen_cli.register.projektplan import Projektplan
from drogscen_cli.register.undantag import Undantag

TECKEN = {tillstand: (sign, word) for tillstand, (sign, word, _) in SAID.items()}
"""Each state's sign in the calendar, and the word for it."""


@dataclass(frozen=True, slots=True)
class Skyldighet:
    """One duty: what it is for, its last day, its state as sign and word, evidence, and waiver or explanation.

    ``kommer`` tells that it is not due yet.
    """

    omfattning: str
    senast: date
    lage: str
    bevis: tuple[Bevis, ...]
    skal: str
    kommer: bool


@dataclass(frozen=True, slots=True)
class Kravrad:
    """The duties of one kind under one demand. ``rubrik`` is unlike all others, ``krav`` the plan's own words.

    ``saknas`` is what all of the undecided ones wait for, where there are several and it is the same.
    """

    rubrik: str
    ansvarig: str
    krav: str
    skyldigheter: tuple[Skyldighet, ...]
    saknas: str


@dataclass(frozen=True, slots=True)
class Kalenderrad:
    """One row of the calendar: the heading it leads to, who is responsible, and a text (``2●1○``) for each month."""

    rubrik: str
    ansvarig: str
    celler: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kalender:
    """A year: the months that are shown (1–12), and the rows that have a duty in them."""

    ar: int
    manader: tuple[int, ...]
    namn: tuple[str, ...]
    rader: tuple[Kalenderrad, ...]


@dataclass(frozen=True, slots=True)
class Regelrad:
    """A rule that is no duty: how many findings it has of each severity."""

    regel: str
    titel: str
    paragrafer: tuple[str, ...]
    fel: int
    varningar: int
    oavgjorda: int
    undantag: int


@dataclass(frozen=True, slots=True)
class Avsteg:
    """A finding that is not about a duty: its severity in a word, and a sentence with its waiver or explanation."""

    regel: str
    paragraf: str
    slag: str
    text: str


@dataclass(frozen=True, slots=True)
class Undantagsrad:
    """A waiver or an explanation, who decided it, and how many duties and findings it is about."""

    undantag: Undantag
    beslutad_av: str
    traffar: int


@dataclass(frozen=True, slots=True)
class Avstangd:
    """A rule that the plan does not use."""

    regel: str
    titel: str


@dataclass(frozen=True, slots=True)
class Efterlevnad:
    """The report: ``summering`` the answer in a sentence, ``tecken`` the legend, ``handkrav`` what no rule knows."""

    plan: Projektplan
    dag: date
    summering: str
    tecken: tuple[tuple[str, str], ...]
    kalendrar: tuple[Kalender, ...]
    kravrader: tuple[Kravrad, ...]
    regelrader: tuple[Regelrad, ...]
    avsteg: tuple[Avsteg, ...]
    undantag: tuple[Undantagsrad, ...]
    handkrav: tuple[Krav, ...]
    avstangda: tuple[Avstangd, ...]


def bygg(underlag: Underlag) -> Efterlevnad:
    """The view of the report; raises ``NoProjectError`` without a readable plan."""
    plan, projekt, resultat = underlag.plan(), underlag.projekt, underlag.resultat
    groups = _groups(projekt, resultat)
    used = {bound.regel.id for bound, _ in bound_to(projekt)}
    return Efterlevnad(
        plan=plan,
        dag=underlag.dag,
        summering=_summary(resultat),
        tecken=tuple(TECKEN.values()),
        kalendrar=tuple(_calendars(plan, groups)),
        kravrader=tuple(row for row, _ in groups),
        regelrader=tuple(_rule_rows(projekt, resultat)),
        avsteg=tuple(_breaches(resultat)),
        undantag=tuple(_waivers(projekt, resultat)),
        handkrav=tuple(krav for krav in plan.krav if not krav.regel),
        avstangda=tuple(Avstangd(ident, bound.regel.titel) for ident, bound in rules().items() if ident not in used),
    )


def text(view: Efterlevnad, bredd: int) -> str:
    """The calendar for a screen of so many columns."""
    return as_text(view.summering, view.tecken, [_table(each) for each in view.kalendrar], bredd)


def _table(kalender: Kalender) -> tuple[str, tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    rows = tuple((", ".join(filter(None, (rad.rubrik, rad.ansvarig))), rad.celler) for rad in kalender.rader)
    return str(kalender.ar), kalender.namn, rows


def _summary(resultat: Resultat) -> str:
    owed, until = len(resultat.forfallna()), f"till och med {day_long(resultat.dag)}"
    first = f"{resultat.hallna()} av {count(owed, 'skyldighet är hållen', 'skyldigheter är hållna')} {until}"
    said = [first if owed else f"Ingen skyldighet kan bedömas som hållen eller inte {until}"]
    others = (
        (resultat.sena(), "blev sen", "blev sena"),
        (resultat.uteblivna(), "uteblev", "uteblev"),
        (resultat.undantagna(), "är undantagen", "är undantagna"),
        (resultat.oavgjorda(), "är oavgjord", "är oavgjorda"),
        (resultat.kommande(), "är kommande", "är kommande"),
    )
    parts = [count(*each) for each in others if each[0]]
    return f"{': '.join(filter(None, (*said, listing(parts))))}."


def _groups(projekt: Projekt, resultat: Resultat) -> list[tuple[Kravrad, tuple[Plikt, ...]]]:
    """Each kind of duty under each demand, in the plan's order, with its duties in the order of their days."""

    def same(plikt: Plikt) -> tuple[tuple[str, ...], str, str]:
        return tuple(f"{step:>5}" for step in plikt.stalle.vag), plikt.regel, plikt.vad

    taken: Counter[str] = Counter()
    found = []
    for _, group in groupby(sorted(resultat.plikter, key=same), key=same):
        plikter = tuple(sorted(group, key=lambda plikt: plikt.senast))
        first = plikter[0]
        rubrik = f"§ {first.paragraf} {first.vad[0].upper()}{first.vad[1:]} ({first.regel})"
        taken[rubrik] += 1
        rubrik = rubrik if taken[rubrik] == 1 else f"{rubrik} {taken[rubrik]}"
        ansvariga = dict.fromkeys(projekt.vem(plikt.ansvarig) for plikt in plikter)
        saknas = _waits_for(plikter)
        rows = tuple(_duty(projekt, plikt, saknas) for plikt in plikter)
        found.append((Kravrad(rubrik, listing([*filter(None, ansvariga)]), first.krav, rows, saknas), plikter))
    return found


def _waits_for(plikter: Sequence[Plikt]) -> str:
    """What all undecided duties wait for, where it is the same for several."""
    reasons = [each.saknas for each in plikter if each.tillstand is Tillstand.OAVGJORD]
    return reasons[0] if len(reasons) > 1 and len(set(reasons)) == 1 else ""


def _duty(projekt: Projekt, plikt: Plikt, told: str) -> Skyldighet:
    """The duty, without the reason that is ``told`` of all of them."""
    waiver = projekt.hitta(plikt.undantag) if plikt.undantag else None
    why = [
        f"Undantag {waiver.id}: {waiver.skal}" if isinstance(waiver, Undantag) else "",
        f"Förklaring {plikt.forklaring}" if plikt.forklaring else "",
        "" if plikt.saknas == told else plikt.saknas,
    ]
    lage = NBSP.join(TECKEN[plikt.tillstand])
    coming = plikt.tillstand is Tillstand.KOMMANDE
    return Skyldighet(plikt.omfattning, plikt.senast, lage, plikt.bevis, " ".join(filter(None, why)), coming)


def _calendars(plan: Projektplan, groups: Sequence[tuple[Kravrad, tuple[Plikt, ...]]]) -> Iterator[Kalender]:
    """A calendar for each year of the project, and for each other year in which a duty falls due."""
    due = {(plikt.senast.year, plikt.senast.month) for _, plikter in groups for plikt in plikter}
    shown = due | set(months(plan.period.start, plan.period.slut))
    for year in sorted({year for year, _ in due}):
        those = [month for each, month in shown if each == year]
        manader = tuple(range(min(those), max(those) + 1))
        rader = tuple(_rows(groups, year, manader))
        yield Kalender(year, manader, tuple(month_short(month) for month in manader), rader)


def _rows(
    groups: Iterable[tuple[Kravrad, tuple[Plikt, ...]]], year: int, manader: Sequence[int]
) -> Iterator[Kalenderrad]:
    for row, plikter in groups:
        celler = tuple(
            _cell([plikt for plikt in plikter if (plikt.senast.year, plikt.senast.month) == (year, month)])
            for month in manader
        )
        if any(celler):
            yield Kalenderrad(row.rubrik, row.ansvarig, celler)


def _cell(plikter: Sequence[Plikt]) -> str:
    """``●`` for one duty, ``2●1○`` for several."""
    counted = Counter(plikt.tillstand for plikt in plikter)
    return "".join(
        f"{counted[each] if len(plikter) > 1 else ''}{sign}" for each, (sign, _) in TECKEN.items() if counted[each]
    )


def _rule_rows(projekt: Projekt, resultat: Resultat) -> Iterator[Regelrad]:
    """The plan's rules that have no duties, or findings besides them."""
    owed = {plikt.regel for plikt in resultat.plikter}
    for ident, bound in rules().items():
        krav = projekt.krav(ident)
        those = [fynd for fynd in resultat.brott if fynd.regel == ident]
        if krav and (those or ident not in owed):
            paragrafer = tuple(dict.fromkeys(each.paragraf for each in krav))
            yield Regelrad(ident, bound.regel.titel, paragrafer, *(_number(those, allvar) for allvar in Allvar))


def _breaches(resultat: Resultat) -> Iterator[Avsteg]:
    """The findings besides the duties, the most severe first, then in the order of the rules."""
    order = list(Allvar)
    for fynd in sorted(resultat.brott, key=lambda each: (order.index(each.allvar), each.regel)):
        why = [f"undantag {fynd.undantag}" if fynd.undantag else "", f"förklaring {fynd.forklaring}"]
        told = [fynd.text, *filter(None, why if fynd.forklaring else why[:1])]
        text = "; ".join(told)
        yield Avsteg(fynd.regel, fynd.paragraf, fynd.allvar, f"{text[:1].upper()}{text[1:]}")


def _number(fynd: Iterable[Fynd], allvar: Allvar) -> int:
    return sum(1 for each in fynd if each.allvar is allvar)


def _waivers(projekt: Projekt, resultat: Resultat) -> Iterator[Undantagsrad]:
    said = [text for plikt in resultat.plikter for text in (plikt.undantag, plikt.forklaring)]
    said += [text for fynd in resultat.brott for text in (fynd.undantag, fynd.forklaring)]
    used = Counter(text.partition(":")[0].partition(",")[0] for text in said if text)
    for each in projekt.alla(Undantag):
        yield Undantagsrad(each, projekt.vem(each.beslutad_av), used[each.id])
