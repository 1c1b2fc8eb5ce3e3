"""The meetings that a demand is about, in the order they were held."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drogscen_cli.core.fynd import Fynd
from drogscen_cli.core.swedish import day_long
from drogscen_cli.projekt import Projekt
from drogscen_cli.regel import Laget
from drogscen_cli.regel._frist import edit_demand
from drogscen_cli.register._styrning import Motestyp
from drogscen_cli.register.mote import Mote, Motesstatus


def label(mote: Mote, grupp: str = "") -> str:
    """``M-007 (den 12 april 2023)``, the group's title after the id where there is one."""
    return f"{mote.id}{f' {grupp}' if grupp else ''} ({day_long(mote.motesdag)})"


def standing(projekt: Projekt, motestyp: str | None) -> tuple[Mote, ...]:
    """Held and planned meetings of a kind (None: of every kind) by day; those called off are not among them."""
    found = (mote for mote in projekt.alla(Mote) if motestyp in (None, mote.motestyp))
    return tuple(
        sorted((mote for mote in found if mote.status is not Motesstatus.INSTALLT), key=lambda mote: mote.motesdag)
    )


def held(projekt: Projekt, motestyp: str | None) -> tuple[Mote, ...]:
    """Held meetings of a kind (None: of every kind) by day."""
    return tuple(mote for mote in standing(projekt, motestyp) if mote.status is Motesstatus.GENOMFORT)


@dataclass(frozen=True, slots=True)
class Sedan:
    """Whether a meeting that decides has been held after a day; asked for many records of the same snapshot."""

    senaste: date | None

    @classmethod
    def of(cls, laget: Laget, motestyp: str | None) -> "Sedan":
        """The latest held meeting of the kind."""
        moten = held(laget.projekt, motestyp)
        return cls(moten[-1].motesdag if moten else None)

    def after(self, dag: date | None) -> bool:
        """Whether one was held after ``dag``; nobody can say so of an unknown day."""
        return dag is not None and self.senaste is not None and dag < self.senaste


def kind(laget: Laget) -> Motestyp | None:
    """The kind of meeting that the demand names."""
    return laget.projekt.motestyp(laget.krav.motestyp) if laget.krav.motestyp else None


def no_kind(laget: Laget) -> Iterator[Fynd]:
    """The finding of a demand that must name a kind of meeting and does not."""
    if kind(laget) is None:
        atgarda = f"Ange mötestypen: {edit_demand(laget, '--motestyp …')}"
        yield laget.oavgjord(laget.kravplats, "kravet anger inte vilken mötestyp det gäller", atgarda)
