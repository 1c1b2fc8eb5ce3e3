"""The activities that count, and the days they begin."""

from datetime import date

from drogscen_cli.regel import Laget
from drogscen_cli.register.aktivitet import Aktivitet, Aktivitetsstatus


def live(laget: Laget) -> tuple[Aktivitet, ...]:
    """The activities that are not broken off."""
    return tuple(each for each in laget.projekt.alla(Aktivitet) if each.status is not Aktivitetsstatus.AVBRUTEN)


def begins(aktivitet: Aktivitet) -> date | None:
    """The day it began, else the day it is planned to; an activity that was broken off unbegun never begins."""
    return aktivitet.paborjad or (None if aktivitet.avbruten else aktivitet.start)


def first_begun(laget: Laget) -> date | None:
    """The day on which the first activity of all began."""
    return min((each.paborjad for each in laget.projekt.alla(Aktivitet) if each.paborjad), default=None)
