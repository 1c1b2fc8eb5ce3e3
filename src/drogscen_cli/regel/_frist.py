"""When something missing is a breach, and when it is a question that nobody had to answer yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from drogscen_cli.core.fynd import Fynd, Stalle
from drogscen_cli.core.plikt import Enhet
from drogscen_cli.core.post import Post
from drogscen_cli.core.swedish import count, listing
from drogscen_cli.regel import Laget

DAY = timedelta(days=1)


def days(laget: Laget) -> timedelta:
    """The days that the demand gives; none where it gives none."""
    return timedelta(days=laget.krav.dagar or 0)


def edit_demand(laget: Laget, options: str) -> str:
    """The command that gives the demand what it lacks."""
    return f"drogscen projektplan krav edit {laget.krav.nr} {options}"


@dataclass(frozen=True, slots=True)
class Lucka:
    """Something that is missing: where to point, what a waiver calls it, and what to say of it."""

    stalle: Stalle
    namn: str
    text: str


def breach(laget: Laget, lucka: Lucka, model: type[Post]) -> Fynd:
    """What is missing and should not be; undecided where records of ``model`` can't be read or need not be given."""
    if reason := laget.tvivel(model):
        return laget.oavgjord(lucka.stalle, f"{lucka.text}; {reason[0]}", reason[1], omfattning=lucka.namn)
    return laget.fynd(lucka.stalle, lucka.text, omfattning=lucka.namn)


def overdue(laget: Laget, lucka: Lucka, senast: date, model: type[Post]) -> Iterator[Fynd]:
    """The same of what is owed by a day, once it has passed, unless it was owed before duties are followed."""
    foljs_fran = laget.plan.foljs_fran
    if senast < laget.dag and not (foljs_fran and senast < foljs_fran):
        yield breach(laget, lucka, model)


def gaps(
    laget: Laget, luckor: Sequence[Lucka], senast: date, model: type[Post], vad: str, enhet: Enhet
) -> Iterator[Fynd]:
    """What the plan names and nothing answers to: a breach each after ``senast``, before it one question for all.

    ``vad`` is what is missing, ``enhet`` what it is missing for. Nothing is said before the project begins.
    """
    if not luckor or laget.dag < laget.plan.period.start:
        return
    names = f"{count(len(luckor), *enhet)}: {listing([lucka.namn for lucka in luckor])}"
    if laget.dag <= max(senast, (laget.plan.foljs_fran or senast) - DAY):
        yield laget.oavgjord(laget.kravplats, f"{vad} saknas ännu för {names}", laget.regel.atgarda)
    elif reason := laget.tvivel(model):
        yield laget.oavgjord(laget.kravplats, f"{vad} saknas för {names}; {reason[0]}", reason[1])
    else:
        for lucka in luckor:
            yield laget.fynd(lucka.stalle, lucka.text, omfattning=lucka.namn)


def planned_by(laget: Laget, begun: date | None) -> date:
    """The last day on which the plan's activities may still be unplanned.

    The demand's own days count first, then the day of the detailed activity plan, then the day before the intensive
    period; a plan without them lets it be until the first activity has begun, at most until the project's end.
    """
    plan = laget.plan
    if laget.krav.dagar is not None:
        return plan.period.start + days(laget)
    if plan.aktivitetsplan and plan.aktivitetsplan.senast:
        return plan.aktivitetsplan.senast
    if plan.intensivperiod:
        return plan.intensivperiod.start - DAY
    return begun - DAY if begun else plan.period.slut
