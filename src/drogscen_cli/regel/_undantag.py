"""Waivers and explanations: which duties and findings they are about, and those that are about nothing."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from drogscen_cli.core.fynd import Allvar, Fynd, Regel
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.plikt import Plikt, Tillstand
from drogscen_cli.core.swedish import NBSP
from drogscen_cli.core.text import fold
from drogscen_cli.projekt import Projekt
from drogscen_cli.regel import rules
from drogscen_cli.register.mote import Mote, Motesstatus
from drogscen_cli.register.undantag import Undantag, Undantagsslag

UND01 = "UND01"
"""The rule that waivers are decided: one that could be waived would let a waiver that nobody decided waive itself."""

UND02 = Regel(
    "UND02",
    Allvar.VARNING,
    "Undantaget gäller inget",
    "Ett undantag eller en förklaring anger en regel, och kan ange vad det omfattar och mellan vilka dagar det gäller. "
    "När dess tid har gått ut och ingen skyldighet och ingen post motsvarar det som står där, är något sannolikt "
    "felskrivet. Fel i filernas form, personnummer och krav som prickas av för hand kan inte undantas.",
    "Rätta regel, omfattning, start eller slut: drogscen undantag edit U-…",
)

_WAIVABLE = frozenset({Tillstand.UTEBLIVEN, Tillstand.SEN, Tillstand.OAVGJORD})
_IDENT = re.compile(r"[a-z]{1,4}-[0-9]{3,}")
_PERIOD = re.compile(
    r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|kvartal [1-4]|"
    r"v\. [0-9]{1,2}(?:–[0-9]{1,2})?)\b"
    r"(?: [0-9]{4})?"
)
_YEAR = re.compile(r" [0-9]{4}\Z")


@dataclass(frozen=True)
class Undantagna:
    """What a snapshot's waivers say of its duties and findings; ``projekt`` as it stood on the day."""

    projekt: Projekt

    @cached_property
    def _by_rule(self) -> Mapping[str, tuple[Undantag, ...]]:
        found: dict[str, tuple[Undantag, ...]] = {}
        for each in filter(self._stands, self.projekt.alla(Undantag)):
            found[each.regel.upper()] = (*found.get(each.regel.upper(), ()), each)
        return found

    def _stands(self, undantag: Undantag) -> bool:
        """Whether somebody has decided it, at a meeting that was held if at one; an explanation needs no decision.

        What guards the decisions of the body that the plan names is waived by that body alone, and UND01 never.
        """
        if undantag.slag is Undantagsslag.FORKLARING:
            return True
        bound = rules().get(undantag.regel.upper())
        by_body = bound is not None and bound.regel.organ
        if undantag.regel.upper() == UND01 or (undantag.beslut is None and by_body):
            return False
        if undantag.beslut is None:
            return undantag.beslutad_av is not None
        mote = self.projekt.hitta(undantag.beslut.partition("/")[0])
        if not isinstance(mote, Mote):
            return not by_body
        organ = self.projekt.plan.andring_beslutas if self.projekt.plan else None
        return mote.status is Motesstatus.GENOMFORT and not (by_body and organ and mote.motestyp != organ)

    def plikt(self, plikt: Plikt) -> Plikt:
        """The duty, waived or explained where it was not kept in time and a waiver covers it and its last day."""
        found = self._by_rule.get(plikt.regel, ())
        if plikt.tillstand not in _WAIVABLE or not found:
            return plikt
        undantag, forklaring = _first(each for each in found if covers(each, plikt))
        if undantag:
            plikt = replace(plikt, tillstand=Tillstand.UNDANTAGEN, undantag=undantag.id, saknas="", atgarda="")
        return replace(plikt, forklaring=self.reason(forklaring)) if forklaring else plikt

    def fynd(self, fynd: Fynd, dag: date) -> Fynd:
        """The finding, waived or explained where a waiver covers it on ``dag``."""
        found = self._by_rule.get(fynd.regel, ())
        if not found:
            return fynd
        names = _names(fynd.omfattning) | {_same(_record(fynd))}
        undantag, forklaring = _first(each for each in found if _within(each, dag) and _names_it(each, names))
        if undantag:
            fynd = replace(fynd, allvar=Allvar.UNDANTAG, undantag=self.decided(undantag))
        return replace(fynd, forklaring=self.reason(forklaring)) if forklaring else fynd

    def decided(self, undantag: Undantag) -> str:
        """``U-001, beslutat av styrgruppen (M-007/beslut/2): why``."""
        who = self.projekt.vem(undantag.beslutad_av)
        where = undantag.beslut or ""
        if who and where:
            where = f" ({where})"
        by = f"beslutat av {who}{where}" if who else f"beslutat i {where}"
        return f"{undantag.id}, {by}: {_line(undantag.skal)}"

    def reason(self, undantag: Undantag) -> str:
        """``U-002: why``."""
        return f"{undantag.id}: {_line(undantag.skal)}"

    def by_id(self, ident: str) -> str:
        """What ``decided`` says of the waiver with this id."""
        return next((self.decided(each) for each in self.projekt.alla(Undantag) if each.id == ident), ident)


def covers(undantag: Undantag, plikt: Plikt) -> bool:
    """Whether the duty is one that the waiver is about, whatever has become of it."""
    same_rule = undantag.regel.upper() == plikt.regel
    return same_rule and _within(undantag, plikt.senast) and _names_it(undantag, _names(plikt.omfattning))


def about_nothing(
    projekt: Projekt, plikter: Iterable[Plikt], dag: date, known: Collection[str], waivable: Collection[str]
) -> Iterator[Fynd]:
    """UND02 for waivers of what is no rule or can't be waived, and for those whose time is over and no duty answers to.

    ``known`` are all ids of findings, ``waivable`` those that a waiver may name.
    """
    owed = tuple(plikter)
    for undantag in projekt.alla(Undantag):
        regel = undantag.regel.upper()
        if regel not in waivable:
            why = f"{regel} kan inte undantas" if regel in known else f"{shown(undantag.regel)} är ingen regel"
            yield _fynd(projekt, undantag, "regel", f"{undantag.id} gäller inget: {why}")
        elif _is_over(projekt, undantag, dag):
            mine = [plikt for plikt in owed if plikt.regel == regel]
            yield from _without_duty(projekt, undantag, mine) if mine else _without_record(projekt, undantag)


def _without_duty(projekt: Projekt, undantag: Undantag, owed: list[Plikt]) -> Iterator[Fynd]:
    """The parts of the scope, or the days, that no duty of the rule answers to."""
    during = [plikt for plikt in owed if _within(undantag, plikt.senast)]
    said = f"ingen skyldighet enligt {undantag.regel.upper()}"
    if not undantag.omfattning and not during:
        yield _fynd(projekt, undantag, "start", f"{undantag.id} gäller inget: {said} infaller under dess tid")
    for name in undantag.omfattning:
        if not any(_same(name) in _names(plikt.omfattning) for plikt in during):
            text = f"{undantag.id} gäller inget: {shown(name)} motsvarar {said} under dess tid"
            yield _fynd(projekt, undantag, "omfattning", text)


def _without_record(projekt: Projekt, undantag: Undantag) -> Iterator[Fynd]:
    """The ids in the scope that no record has; whether a finding was there on an earlier day can't be known now."""
    ids = {_same(ident) for found in projekt.poster.values() for ident in found}
    for name in undantag.omfattning:
        if _IDENT.fullmatch(_same(name)) and _same(name) not in ids:
            yield _fynd(projekt, undantag, "omfattning", f"{undantag.id} gäller inget: {shown(name)} finns inte")


def _is_over(projekt: Projekt, undantag: Undantag, dag: date) -> bool:
    """Whether nothing more can come that the waiver is about."""
    slut = undantag.slut or (projekt.plan.period.slut if projekt.plan else None)
    return slut is not None and slut < dag


def _fynd(projekt: Projekt, undantag: Undantag, falt: str, text: str) -> Fynd:
    where = projekt.stalle(undantag, falt if getattr(undantag, falt, None) else "regel")
    return Fynd(UND02.id, UND02.allvar, where, text, UND02.text, UND02.atgarda.replace("U-…", undantag.id))


def _first(found: Iterable[Undantag]) -> tuple[Undantag | None, Undantag | None]:
    """The first waiver and the first explanation, in the order of their ids."""
    those = list(found)
    undantag = (each for each in those if each.slag is Undantagsslag.UNDANTAG)
    return next(undantag, None), next((each for each in those if each.slag is Undantagsslag.FORKLARING), None)


def _within(undantag: Undantag, dag: date) -> bool:
    return (undantag.start is None or undantag.start <= dag) and (undantag.slut is None or dag <= undantag.slut)


def _names_it(undantag: Undantag, names: Collection[str]) -> bool:
    return not undantag.omfattning or any(_same(name) in names for name in undantag.omfattning)


def _names(omfattning: str) -> frozenset[str]:
    """What the scope may be called: all of it, and the periods and ids in it, periods also without their year."""
    whole = _same(omfattning)
    parts = {whole, *_PERIOD.findall(whole), *_IDENT.findall(whole)} if whole else set()
    return frozenset(parts | {_YEAR.sub("", part) for part in parts})


def _same(text: str) -> str:
    """The text as it is compared: å ä ö folded, case and kinds of space ignored."""
    return " ".join(fold(text).casefold().replace(NBSP, " ").split())


def _record(fynd: Fynd) -> str:
    return fynd.stalle.fil.rpartition("/")[2].removesuffix(".yaml")


def _line(text: str) -> str:
    return " ".join(text.split())
