"""Everything that can be said of a snapshot on a day: schema, references, privacy, and the plan's own rules."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from drogscen_cli.core import schemafel
from drogscen_cli.core.fynd import Allvar, Fynd, Regel, Stalle
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.plikt import Plikt, Tillstand
from drogscen_cli.core.swedish import listing
from drogscen_cli.core.text import nearest
from drogscen_cli.crosscheck import crosscheck
from drogscen_cli.lager import yamlfil
from drogscen_cli.privacy import INT02, privacy
from drogscen_cli.privacy import REGLER as PRIVACY
from drogscen_cli.projekt import Projekt
from drogscen_cli.regel import Laget, bound_to, rules
from drogscen_cli.regel._undantag import UND01, UND02, Undantagna, about_nothing
from drogscen_cli.register._styrning import Frekvens

KRAV01 = Regel(
    "KRAV01",
    Allvar.OAVGJORD,
    "Krav i planen som ingen regel svarar för",
    "Planen kan kräva sådant som drogscen inte kan pröva. Sådana krav prickas av för hand, med datum och bevis på "
    "kravets rad i planen. Så länge bevis saknas är kravet oavgjort. Ett krav som återkommer prövas av KRAV02.",
    'Pricka av kravet: drogscen projektplan pricka NR --text "…", med det som visar att det är uppfyllt.',
)


@dataclass(frozen=True, slots=True)
class Resultat:
    """Located findings in file order, and the duties up to ``dag`` and after it.

    ``brott`` are those of the findings that a rule made of something else than a duty.
    """

    dag: date
    fynd: tuple[Fynd, ...]
    plikter: tuple[Plikt, ...]
    brott: tuple[Fynd, ...] = ()

    def antal(self, allvar: Allvar) -> int:
        """How many findings are of this severity."""
        return sum(1 for found in self.fynd if found.allvar is allvar)

    def plikter_i(self, *tillstand: Tillstand) -> tuple[Plikt, ...]:
        """The duties in one of these states."""
        return tuple(plikt for plikt in self.plikter if plikt.tillstand in tillstand)

    def forfallna(self) -> tuple[Plikt, ...]:
        """The duties that can be judged kept or not on the day; what is waived need not be kept."""
        return self.plikter_i(*_JUDGED)

    def hallna(self) -> int:
        """How many duties were kept in time."""
        return len(self.plikter_i(Tillstand.HALLEN))

    def sena(self) -> int:
        """How many duties were kept after their last day."""
        return len(self.plikter_i(Tillstand.SEN))

    def uteblivna(self) -> int:
        """How many duties were not kept."""
        return len(self.plikter_i(Tillstand.UTEBLIVEN))

    def undantagna(self) -> int:
        """How many duties were waived."""
        return len(self.plikter_i(Tillstand.UNDANTAGEN))

    def oavgjorda(self) -> int:
        """How many duties lack data for an answer."""
        return len(self.plikter_i(Tillstand.OAVGJORD))

    def kommande(self) -> int:
        """How many duties are not due yet."""
        return len(self.plikter_i(Tillstand.KOMMANDE))


_JUDGED = (Tillstand.HALLEN, Tillstand.SEN, Tillstand.UTEBLIVEN)


def katalog() -> dict[str, Regel]:
    """Every finding there can be, by id."""
    found = (*schemafel.ALLA, *PRIVACY, KRAV01, UND02, *(bound.regel for bound in rules().values()))
    return {regel.id: regel for regel in sorted(found, key=lambda regel: regel.id)}


def kan_undantas() -> frozenset[str]:
    """The ids that a waiver may name: the rules of the plan but that on waivers, and possible personal data."""
    return frozenset({*rules(), INT02.id}) - {UND01}


def kontrollera(projekt: Projekt, dag: date) -> Resultat:
    """All findings and duties of a snapshot, as of ``dag``."""
    then = projekt.per(dag)
    undantagna = Undantagna(then)
    owed, breaches = _apply(then, dag)
    plikter = tuple(undantagna.plikt(plikt) for plikt in owed)
    brott = tuple(_located(projekt, (undantagna.fynd(fynd, dag) for fynd in breaches)))
    found = (
        *projekt.fynd,
        *crosscheck(projekt),
        *(undantagna.fynd(fynd, dag) if fynd.regel == INT02.id else fynd for fynd in privacy(projekt)),
        *brott,
        *_folded(plikter, undantagna),
        *_unknown_rules(projekt),
        *about_nothing(then, owed, dag, katalog().keys(), kan_undantas()),
        *_unticked(then),
    )
    return Resultat(dag, tuple(sorted(_located(projekt, found), key=_order)), plikter, tuple(sorted(brott, key=_order)))


def _order(fynd: Fynd) -> tuple[str, int, int, str, str]:
    return fynd.stalle.fil, fynd.stalle.rad, fynd.stalle.kolumn, fynd.regel, fynd.text


def _apply(projekt: Projekt, dag: date) -> tuple[tuple[Plikt, ...], list[Fynd]]:
    plikter: list[Plikt] = []
    fynd: list[Fynd] = []
    plan = projekt.plan
    if plan is None:
        return (), []
    for bound, krav in bound_to(projekt):
        for out in bound.check(Laget(projekt, plan, dag, krav, bound.regel)):
            if isinstance(out, Fynd):
                fynd.append(out)
            elif _is_owed(out, plan.foljs_fran):
                plikter.append(out)
    return tuple(plikter), fynd


def _is_owed(plikt: Plikt, foljs_fran: date | None) -> bool:
    """Whether the duty counts: what fell due before duties are followed is not answered for, kept or not."""
    return foljs_fran is None or plikt.senast >= foljs_fran


def _folded(plikter: Iterable[Plikt], undantagna: Undantagna) -> Iterator[Fynd]:
    """One finding for all duties of a kind that are missed, one for those late, and one a reason for the others."""

    def same(plikt: Plikt) -> tuple[str, Stalle, str]:
        return plikt.regel, plikt.stalle, plikt.vad

    for _, found in groupby(sorted(plikter, key=same), key=same):
        group = list(found)
        judged = sum(1 for plikt in group if plikt.tillstand in _JUDGED)
        for tillstand, allvar, verb in _SAID:
            those = [plikt for plikt in group if plikt.tillstand is tillstand]
            for reason in dict.fromkeys((plikt.saknas, plikt.undantag) for plikt in those):
                alike = [plikt for plikt in those if (plikt.saknas, plikt.undantag) == reason]
                fold = _fold(alike, allvar, verb, judged or len(alike))
                yield replace(fold, undantag=undantagna.by_id(reason[1])) if reason[1] else fold


_LATE = "Kontrollera att datumen stämmer. Det som blev sent går inte att göra om"
_YEAR = re.compile(r"\s[0-9]{4}\Z")

_SAID = (
    (Tillstand.UTEBLIVEN, Allvar.FEL, "saknas"),
    (Tillstand.SEN, Allvar.VARNING, "blev sen"),
    (Tillstand.OAVGJORD, Allvar.OAVGJORD, "kan inte bedömas"),
    (Tillstand.UNDANTAGEN, Allvar.UNDANTAG, "undantas"),
)


def _fold(plikter: list[Plikt], allvar: Allvar, verb: str, of: int) -> Fynd:
    first = plikter[0]
    unit = first.enhet[0] if len(plikter) == 1 else first.enhet[1]
    text = f"{first.vad} {verb} för {len(plikter)} {unit}: {first.saknas or _scopes(plikter)}"
    if first.tillstand in _JUDGED:
        unit = first.enhet[0] if of == 1 else first.enhet[1]
        text = f"{first.vad} {verb} {len(plikter)} av {of} {unit}: {_scopes(plikter)}"
    forklaring = " · ".join(dict.fromkeys(plikt.forklaring for plikt in plikter if plikt.forklaring))
    atgarda = first.atgarda or _remedy(plikter)
    return Fynd(first.regel, allvar, first.stalle, text, first.krav, atgarda, first.paragraf, forklaring=forklaring)


def _remedy(plikter: list[Plikt]) -> str:
    """How to put it right, and how to answer for it where that is too late and nobody has answered yet."""
    first = plikter[0]
    waiver = f"drogscen undantag add --regel {first.regel}"
    answered = all(plikt.forklaring for plikt in plikter)
    if first.tillstand is Tillstand.SEN:
        return f"{_LATE}." if answered else f"{_LATE}, men kan förklaras: {waiver} --slag forklaring."
    text = rules()[first.regel].regel.atgarda
    if answered or first.tillstand is not Tillstand.UTEBLIVEN:
        return text
    return f"{text} Går det inte: förklara varför, eller skriv ett undantag: {waiver}."


def _scopes(plikter: list[Plikt]) -> str:
    """The scopes in words, each with the explanation that it has."""
    names = zip(_short([plikt.omfattning for plikt in plikter]), plikter, strict=True)
    return listing([_explained(name, plikt.forklaring) for name, plikt in names])


def _explained(name: str, forklaring: str) -> str:
    if not forklaring:
        return name
    said = f"förklaring {forklaring.partition(':')[0]}"
    return f"{name[:-1]}; {said})" if name.endswith(")") else f"{name} ({said})"


def _short(names: list[str]) -> list[str]:
    """Month names without the year where all are of the same year."""
    years = {found[0] if (found := _YEAR.search(name)) else "" for name in names}
    return [_YEAR.sub("", name) for name in names] if len(years) == 1 else names


def _unknown_rules(projekt: Projekt) -> Iterator[Fynd]:
    """Rule ids in the plan that no rule has: a slip there would switch a rule off in silence."""
    plan = projekt.plan
    for krav in plan.krav if plan else ():
        for place, ident in enumerate(krav.regel):
            if plan and ident not in rules():
                where = projekt.stalle(plan, "krav", krav, "regel")
                near = nearest(ident, rules())
                remedy = f"{f'Menades {near}? ' if near else ''}Se alla regler: drogscen regel"
                where = replace(where, vag=(*where.vag, place))
                yield Fynd(schemafel.SCH06.id, Allvar.FEL, where, f"regel: {shown(ident)} finns inte", atgarda=remedy)


_ONCE = (None, Frekvens.VID_BEHOV)


def _unticked(projekt: Projekt) -> Iterator[Fynd]:
    plan = projekt.plan
    if plan is None:
        return
    open_ones = [krav for krav in plan.krav if not krav.regel and not krav.bevis and krav.frekvens in _ONCE]
    if open_ones:
        where = projekt.stalle(plan, "krav", open_ones[0])
        paragrafer = listing(list(dict.fromkeys(krav.paragraf for krav in open_ones)))
        text = (
            f"{len(open_ones)} av planens {len(plan.krav)} krav prickas av för hand och saknar bevis (§ {paragrafer})"
        )
        yield Fynd(KRAV01.id, KRAV01.allvar, where, text, KRAV01.text, KRAV01.atgarda)


def _located(projekt: Projekt, fynd: Iterable[Fynd]) -> Iterator[Fynd]:
    """The same findings with line and column; equal ones once."""
    for found in dict.fromkeys(fynd):
        where = found.stalle
        text = projekt.texter.get(where.fil)
        if where.rad == 0:
            rad, kolumn, langd = (1, 1, 1) if text is None else yamlfil.locate(text, where.vag)
            yield replace(found, stalle=replace(where, rad=rad, kolumn=kolumn, langd=langd))
        else:
            yield found
