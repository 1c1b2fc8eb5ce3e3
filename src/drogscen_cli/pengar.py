"""Money as the records tell it: booked, bound and expected, for the whole and for each budget post (plan § 6)."""

from dataclasses import dataclass
from decimal import Decimal

from drogscen_cli.core.post import Post
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.ekonomi import Ekonomi, Prognos


@dataclass(frozen=True, slots=True)
class Forecast:
    """The latest forecast, of several on one day the one noted last, and the record it stands in."""

    post: Post
    rad: Prognos


@dataclass(frozen=True, slots=True)
class Stallning:
    """Where the money stands, in kronor. ``nyckel`` is the budget post, empty for the whole; ``tak`` None: no cap.

    ``kant`` is False while nothing is booked or bound: then 0 means unknown and not zero.
    """

    nyckel: str
    titel: str
    tak: Decimal | None
    bokfort: Decimal
    atagande: Decimal
    prognos: Forecast | None
    kant: bool

    @property
    def bundet(self) -> Decimal:
        """Booked and bound together."""
        return self.bokfort + self.atagande

    @property
    def kvar(self) -> Decimal | None:
        """What is left under the cap."""
        return None if self.tak is None else self.tak - self.bundet


def stallningar(projekt: Projekt) -> tuple[Stallning, ...]:
    """The whole first, then the plan's budget posts in the plan's order; empty without a plan."""
    plan = projekt.plan
    if plan is None:
        return ()
    hela = _stallning(projekt, "", "Hela projektet", plan.budget.tak if plan.budget else None)
    return (hela, *(_stallning(projekt, post.nyckel, post.titel, post.tak) for post in plan.budgetpost))


def _stallning(projekt: Projekt, nyckel: str, titel: str, tak: Decimal | None) -> Stallning:
    poster = projekt.alla(Ekonomi)
    bokford = [rad for post in poster for rad in post.bokford if nyckel in ("", rad.budgetpost)]
    atagande = [
        rad for post in poster for rad in post.atagande if nyckel in ("", rad.budgetpost) and rad.upphort is None
    ]
    return Stallning(
        nyckel,
        titel,
        tak,
        sum((rad.belopp for rad in bokford), Decimal(0)),
        sum((rad.belopp for rad in atagande), Decimal(0)),
        _latest(projekt, nyckel),
        bool(bokford or atagande),
    )


def _latest(projekt: Projekt, nyckel: str) -> Forecast | None:
    found = [
        Forecast(post, rad)
        for post in projekt.alla(Ekonomi)
        for rad in post.prognos
        if (rad.budgetpost or "") == nyckel
    ]
    return max(reversed(found), key=lambda forecast: forecast.rad.dag, default=None)
