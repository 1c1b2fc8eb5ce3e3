"""The §§ of a meeting's minutes, stored when the minutes are made: pure."""

from drogscen_cli.actions.poster import Assign
from drogscen_cli.dagordning import beslutsparagrafer, paragrafer
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.mote import Mote


def numrera(projekt: Projekt, mote: Mote) -> tuple[Assign, ...]:
    """The changes that store a § on every agenda item and decision that has none; none for minnesanteckningar."""
    found: list[Assign] = []
    for lista, numbers in (
        ("dagordning", paragrafer(projekt, mote)),
        ("beslut", beslutsparagrafer(projekt, mote)),
    ):
        for place, rad in enumerate(getattr(mote, lista)):
            if rad.paragraf is None and rad.nr in numbers:
                found.append(Assign((lista, place, "paragraf"), str(numbers[rad.nr])))
    return tuple(found)
