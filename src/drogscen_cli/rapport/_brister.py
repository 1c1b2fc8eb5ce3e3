"""What the plan wants and does not have, in sentences, the weightiest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath

from drogscen_cli.core.fynd import Allvar, Fynd, Vag
from drogscen_cli.core.plikt import Tillstand
from drogscen_cli.core.swedish import NBSP
from drogscen_cli.rapport import Underlag

_CONTROL = ("STY", "AND", "AVV")
"""How the rules begin that tell whether the plan is moved by decisions: they weigh more than others."""
_MONEY = ("BUD",)
"""The same of money, where a cap is passed; that money is not known yet is told by the economy itself."""
_FOLLOWED = "(foljs_fran)"
"""What a finding says that waits for the day from which duties are followed."""


@dataclass(frozen=True, slots=True)
class Brist:
    """A sentence, how many findings it stands for, and how severe they are."""

    text: str
    antal: int
    allvar: Allvar


def brister(underlag: Underlag) -> tuple[Brist, ...]:
    """The plan's errors and open questions.

    Errors come before questions, what nobody has explained before what somebody has, decisions and money before the
    rest, and then what fell due latest. Findings of one rule about several records are one sentence.
    """
    resultat = underlag.resultat
    wanted = [each for each in resultat.fynd if each.paragraf and each.allvar in (Allvar.FEL, Allvar.OAVGJORD)]
    waiting = [each for each in wanted if _waits(each)]
    alone = set(resultat.brott)
    found = [(_weight(underlag, group), _told(group)) for group in _alike([*_without(wanted, waiting)], alone)]
    if waiting:
        found.append(((1, False, 1, 0), _unfollowed(len(waiting))))
    return tuple(brist for _, brist in sorted(found, key=lambda each: each[0]))


def _waits(fynd: Fynd) -> bool:
    return fynd.allvar is Allvar.OAVGJORD and _FOLLOWED in fynd.text


def _without(wanted: Iterable[Fynd], waiting: list[Fynd]) -> Iterator[Fynd]:
    return (each for each in wanted if each not in waiting)


def _unfollowed(number: int) -> Brist:
    what = "ett krav" if number == 1 else f"{number}{NBSP}krav"
    text = f"Planen anger inte från vilken dag plikterna följs {_FOLLOWED}, så {what} kan inte bedömas."
    return Brist(text, number, Allvar.OAVGJORD)


def _alike(fynd: list[Fynd], alone: set[Fynd]) -> Iterator[list[Fynd]]:
    """The findings of one rule, severity and § together; what is folded from duties stands for itself."""

    def same(each: Fynd) -> tuple[str, str, str, str]:
        return each.regel, each.allvar, each.paragraf, "" if each in alone else each.text

    for _, group in groupby(sorted(fynd, key=same), key=same):
        yield list(group)


def _weight(underlag: Underlag, group: list[Fynd]) -> tuple[int, bool, int, int]:
    """The place in the order, for a sort: error or question, explained, control of the plan, the latest day first."""
    first = group[0]
    error = first.allvar is Allvar.FEL
    heavy = first.regel.startswith((*_CONTROL, *_MONEY) if error else _CONTROL)
    later = max(_day(underlag, each) for each in group).toordinal() if error else len(group)
    return 0 if error else 1, all(each.forklaring for each in group), 0 if heavy else 2, -later


def _day(underlag: Underlag, fynd: Fynd) -> date:
    """The last day of the duties that the finding is folded from, or of the row that it stands at, or its record's."""
    missed = [
        plikt.senast
        for plikt in underlag.resultat.plikter
        if (plikt.regel, plikt.stalle.vag) == (fynd.regel, fynd.stalle.vag) and plikt.tillstand is Tillstand.UTEBLIVEN
    ]
    post = underlag.projekt.hitta(PurePosixPath(fynd.stalle.fil).stem)
    return max(missed, default=None) or _last_day(post, fynd.stalle.vag) or getattr(post, "datum", None) or date.min


def _last_day(post: object, vag: Vag) -> date | None:
    """``senast`` of the row that the way leads to or into."""
    rows = getattr(post, str(vag[0]), ()) if vag else ()
    place = vag[1] if len(vag) > 1 else None
    row = rows[place] if isinstance(rows, tuple) and isinstance(place, int) and place < len(rows) else None
    return getattr(row, "senast", None)


def _told(group: list[Fynd]) -> Brist:
    first = group[0]
    others = f"; {len(group) - 1}{NBSP}till av samma slag" if len(group) > 1 else ""
    text = f"{first.text[:1].upper()}{first.text[1:]}{others}, §{NBSP}{first.paragraf}."
    return Brist(text, len(group), first.allvar)
