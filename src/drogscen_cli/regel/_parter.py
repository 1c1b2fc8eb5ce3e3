"""The parties that a demand is about, and the contacts with them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from drogscen_cli.core.fynd import Fynd
from drogscen_cli.regel import Laget
from drogscen_cli.regel._frist import edit_demand
from drogscen_cli.register.aktor import Aktor, Syfte
from drogscen_cli.register.projektplan import Part


@dataclass(frozen=True, slots=True)
class Kontakt:
    """A contact: with which party's record, when, and what for."""

    ident: str
    dag: date
    syfte: Syfte | None


def named(laget: Laget) -> tuple[Part, ...]:
    """The parties that the demand names, else those that the plan names in the same paragraph."""
    krav = laget.krav
    if krav.part:
        return tuple(part for part in laget.plan.part if part.nyckel in krav.part)
    return tuple(part for part in laget.plan.part if part.paragraf == krav.paragraf)


def no_parties(laget: Laget, parter: Sequence[Part]) -> Iterator[Fynd]:
    """The finding of a demand that must be about somebody and is not."""
    if not parter:
        text = "det framgår inte vilka parter kravet gäller"
        atgarda = f"Ange parterna: drogscen projektplan part add, och sedan {edit_demand(laget, '--part …')}."
        yield laget.oavgjord(laget.kravplats, text, atgarda)


def contacts(laget: Laget) -> Mapping[str, Sequence[Kontakt]]:
    """Every contact by the key of the party."""
    found: dict[str, list[Kontakt]] = defaultdict(list)
    for aktor in laget.projekt.alla(Aktor):
        rows = [Kontakt(aktor.id, kontakt.datum, kontakt.syfte) for kontakt in aktor.kontakt]
        for part in aktor.part:
            found[part].extend(rows)
    return found
