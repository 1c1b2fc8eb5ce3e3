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
from drogscen_cli.privacy import REGLER as PRIVACY
from drogscen_cli.privacy import privacy
from drogscen_cli.projekt import Projekt
from drogscen_cli.regel import Laget, bound_to, rules

KRAV01 = Regel(
    "KRAV01",
    Allvar.OAVGJORD,
    "Krav i planen som ingen regel svarar för",
    "Planen kan kräva sådant som drogscen inte kan pröva. Sådana krav prickas av för hand, med datum och bevis på "
    "kravets rad i planen. Så länge bevis saknas är kravet oavgjort.",
    "Pricka av kravet i projektplan.yaml med bevis: datum och vad som visar att det är uppfyllt.",
)


@dataclass(frozen=True, slots=True)
class Resultat:
    """Located findings in file order, and the duties up to ``dag`` and after it."""

    dag: date
    fynd: tuple[Fynd, ...]
    plikter: tuple[Plikt, ...]

    def antal(self, allvar: Allvar) -> int:
        """How many findings are of this severity."""
        return sum(1 for found in self.fynd if found.allvar is allvar)

    def forfallna(self) -> tuple[Plikt, ...]:
        """The duties that can be judged kept or not on the day."""
        return tuple(plikt for plikt in self.plikter if plikt.tillstand in _JUDGED)

    def hallna(self) -> int:
        """How many duties were kept in time."""
        return sum(1 for plikt in self.plikter if plikt.tillstand is Tillstand.HALLEN)


_JUDGED = frozenset({Tillstand.HALLEN, Tillstand.SEN, Tillstand.UTEBLIVEN, Tillstand.UNDANTAGEN})


def katalog() -> dict[str, Regel]:
    """Every finding there can be, by id."""
    found = (*schemafel.ALLA, *PRIVACY, KRAV01, *(bound.regel for bound in rules().values()))
    return {regel.id: regel for regel in sorted(found, key=lambda regel: regel.id)}


def kontrollera(projekt: Projekt, dag: date) -> Resultat:
    """All findings and duties of a snapshot, as of ``dag``."""
    then = projekt.per(dag)
    plikter, breaches = _apply(then, dag)
    found = (
        *projekt.fynd,
        *crosscheck(projekt),
        *privacy(projekt),
        *breaches,
        *_folded(plikter),
        *_unknown_rules(projekt),
        *_unticked(then),
    )
    return Resultat(dag, tuple(sorted(_located(projekt, found), key=_order)), plikter)


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
    """Whether the duty counts: what fell due before duties are followed does so only when it was kept."""
    return foljs_fran is None or plikt.senast >= foljs_fran or plikt.tillstand is Tillstand.HALLEN


def _folded(plikter: Iterable[Plikt]) -> Iterator[Fynd]:
    """One finding for all duties of a demand that are missed, one for those late, one for those undecided."""

    def same(plikt: Plikt) -> tuple[str, Stalle]:
        return plikt.regel, plikt.stalle

    for _, found in groupby(sorted(plikter, key=same), key=same):
        group = list(found)
        judged = sum(1 for plikt in group if plikt.tillstand in _JUDGED)
        for tillstand, allvar, verb in _SAID:
            those = [plikt for plikt in group if plikt.tillstand is tillstand]
            if those:
                yield _fold(those, allvar, verb, judged or len(those))


_LATE = "Kontrollera att datumen stämmer. Det som blev sent går inte att göra om."
_YEAR = re.compile(r"\s[0-9]{4}\Z")

_SAID = (
    (Tillstand.UTEBLIVEN, Allvar.FEL, "saknas"),
    (Tillstand.SEN, Allvar.VARNING, "blev sen"),
    (Tillstand.OAVGJORD, Allvar.OAVGJORD, "kan inte bedömas"),
)


def _fold(plikter: list[Plikt], allvar: Allvar, verb: str, of: int) -> Fynd:
    first = plikter[0]
    regel = rules()[first.regel].regel
    unit = first.enhet[0] if of == 1 else first.enhet[1]
    scope = listing(_short([plikt.omfattning for plikt in plikter]))
    text = f"{first.vad} {verb} {len(plikter)} av {of} {unit}: {scope}"
    if first.saknas:
        unit = first.enhet[0] if len(plikter) == 1 else first.enhet[1]
        text = f"{first.vad} {verb} för {len(plikter)} {unit}: {first.saknas}"
    atgarda = first.atgarda or (_LATE if allvar is Allvar.VARNING else regel.atgarda)
    return Fynd(first.regel, allvar, first.stalle, text, first.krav, atgarda, first.paragraf)


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


def _unticked(projekt: Projekt) -> Iterator[Fynd]:
    plan = projekt.plan
    if plan is None:
        return
    open_ones = [krav for krav in plan.krav if not krav.regel and not krav.bevis]
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
