"""Who holds the roles and belongs to the groups, on the day that a rule is answered for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from drogscen_cli.core.fynd import Fynd
from drogscen_cli.regel import Laget
from drogscen_cli.register.organisation import Organisation, Person


@dataclass(frozen=True, slots=True)
class Bemanning:
    """The keys of the persons of each role and each group that has any on ``dag``."""

    organisation: Organisation
    dag: date
    roll: Mapping[str, Sequence[str]]
    grupp: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, organisation: Organisation, dag: date) -> "Bemanning":
        """Read once for all the rows of the organisation."""
        roll: dict[str, list[str]] = defaultdict(list)
        grupp: dict[str, list[str]] = defaultdict(list)
        for innehav in organisation.innehav:
            if innehav.galler(dag):
                roll[innehav.roll].append(innehav.person)
        for medlem in organisation.medlem:
            if medlem.galler(dag):
                grupp[medlem.grupp].append(medlem.person)
        return cls(organisation, dag, roll, grupp)

    def deltagare(self, grupper: Sequence[str]) -> tuple[Person, ...]:
        """Members of these groups (of all, where none is named) and whoever holds a role, in the file's order."""
        keys = {person for held in self.roll.values() for person in held}
        for grupp, members in self.grupp.items():
            if not grupper or grupp in grupper:
                keys.update(members)
        return tuple(person for person in self.organisation.person if person.nyckel in keys)


def manned(laget: Laget) -> Bemanning | None:
    """The staffing on the day, but never later than the project's last; None before it begins, or while unknown."""
    period, organisation = laget.plan.period, laget.projekt.organisation
    if organisation is None or laget.dag < max(period.start, laget.plan.foljs_fran or period.start):
        return None
    return Bemanning.of(organisation, min(laget.dag, period.slut))


def no_organisation(laget: Laget) -> Iterator[Fynd]:
    """The finding of a project whose organisation is not known."""
    if laget.projekt.organisation is not None:
        return
    text, atgarda = "projektets organisation är inte beskriven", "Beskriv den: drogscen organisation person add."
    if path := laget.olast(Organisation):
        text, atgarda = f"{path} går inte att läsa", "Rätta felen i filen: drogscen kontroll."
    yield laget.oavgjord(laget.kravplats, text, atgarda)
