"""What every way through the review shares: the period, how far it has come, and the way to the disk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from drogscen_cli.actions.granska import Genomgang, Svar, bedomd, genomgang, period_named, period_of
from drogscen_cli.actions.poster import Drafted
from drogscen_cli.actions.vem import vem
from drogscen_cli.cli import fragor
from drogscen_cli.cli.fields import fields_of
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.sittning import Sittning
from drogscen_cli.cli.verb.answers import dangling, refused
from drogscen_cli.core.changes import ChangeSet
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.period import Period
from drogscen_cli.crosscheck import check_record
from drogscen_cli.lager.skriv import Door, open_door
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.risk import Risk
from drogscen_cli.riskbild import Skala, skala

INDENT = "     "
"""Before what is said and asked about one risk."""
Draft = Callable[[Door], tuple[Sequence[Drafted], str]]


@dataclass(kw_only=True)
class Granskare(Sittning):
    """One review, of a period."""

    period: Period

    @property
    def per(self) -> Projekt:
        """The snapshot as it stood on the day."""
        return self.projekt.per(self.dag)

    @property
    def lage(self) -> Genomgang:
        """How far the review has come."""
        return genomgang(self.per, self.dag, self.period)

    @property
    def skala(self) -> Skala:
        """The plan's risk scale."""
        return skala(self.per)

    def vem(self, answer: str) -> str:
        """The key of the person, role or group that is meant by a key or a name."""
        return vem(self.projekt, answer, self.dag)

    def ask(self, fraga: fragor.Fraga, tolka: Callable[[str], str], indent: str = INDENT) -> str:
        """The answer as the value that ``tolka`` makes of it, empty for Enter; raises ``BackError``."""
        return fragor.ask(self.session, fraga, tolka, indent) or ""

    def reload(self) -> None:
        """Reads the project again."""
        from drogscen_cli.load import load

        self.projekt = load(TreeSource(self.session.root))

    def risk(self, ident: str) -> tuple[Risk, bytes]:
        """A risk as it stood at the last reading, later facts too, and its file; what others write later is kept."""
        found = self.projekt.hitta(ident)
        if not isinstance(found, Risk):
            raise CallError(f"{ident} finns inte längre.", "Se vilka som finns: drogscen risk list")
        return found, TreeSource(self.session.root).read(found.fil)

    def assess(self, risk: Risk, raw: bytes, svar: Svar) -> None:
        """Writes what was answered about a risk, whole or not at all."""

        def draft(_: Door) -> tuple[Sequence[Drafted], str]:
            drafted, message = bedomd(risk, raw, svar, self.dag)
            return [drafted], message

        self.write(draft)

    def write(self, draft: Draft) -> list[str]:
        """Writes one change set; the ids of its records. ``CallError`` for values that the records can't hold."""
        with open_door(self.session.root, notify=self.note) as door:
            try:
                drafted, message = draft(door)
            except ValidationError as error:
                raise refused(error, fields_of(Risk)) from error
            self._check(drafted)
            new = [type(each.post) for each in drafted if each.file.before is None]
            self.through(door, ChangeSet(tuple(each.file for each in drafted), message), new)
        self.reload()
        return [each.post.id for each in drafted]

    def _check(self, drafted: Sequence[Drafted]) -> None:
        """References that lead nowhere, and levels outside the scale; new records may name one another."""
        poster = dict(self.projekt.poster)
        for each in drafted:
            register = each.post.register()
            poster[register] = {**poster.get(register, {}), each.post.id: each.post}
        ahead = replace(self.projekt, poster=poster)
        if found := [fynd for each in drafted for fynd in check_record(ahead, each.post)]:
            raise dangling(found, fields_of(Risk))


def granskare(session: Session, period: str | None, *, spara: bool) -> Granskare:
    """The review of the session's day; ``period`` as it was typed, or None for the one that the day lies in."""
    projekt = session.projekt
    session.note_unread("projekt/risk")
    found = period_named(projekt, period, session.dag) if period else period_of(projekt, session.dag)
    return Granskare(session=session, projekt=projekt, spara=spara, period=found)
