"""Decisions on the plan: the body that the plan names, its held meetings, and a decision written into one."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from drogscen_cli.actions.poster import AddItem, Assign, Drafted, edited, next_number
from drogscen_cli.core.errors import NoProjectError, ProtectedError
from drogscen_cli.core.post import Post
from drogscen_cli.core.swedish import day_long
from drogscen_cli.core.text import fold
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.mote import Beslut, Dagordningspunkt, Mote
from drogscen_cli.register.projektplan import Projektplan

Change = Assign | AddItem


@dataclass(frozen=True, slots=True)
class Fattas:
    """A decision about to be written into a held meeting; ``nr`` is a new one, or that of a row which waits for it."""

    mote: Mote
    dag: date
    nr: int

    @property
    def referens(self) -> str:
        """``M-007/beslut/2``."""
        return f"{self.mote.id}/beslut/{self.nr}"

    @property
    def begun(self) -> Beslut | None:
        """What the minutes hold of the decision already."""
        return next((beslut for beslut in self.mote.beslut if beslut.nr == self.nr), None)

    def about(self, ident: str) -> "Fattas":
        """The same; where the minutes hold a decision on this request that nothing binds yet, that one."""
        noted = (beslut.nr for beslut in self.mote.beslut if beslut.andring == ident and not beslut.sha256)
        return replace(self, nr=next(noted, self.nr))

    def written(self, beslut: Beslut, sha256: str) -> list[Change]:
        """The decision, bound by its sum, as it goes into the meeting."""
        data = {name: str(found) for name, found in beslut.model_dump(exclude_none=True).items()} | {"sha256": sha256}
        if self.begun is None:
            return [AddItem("beslut", data)]
        place = self.mote.beslut.index(self.begun)
        return [Assign(("beslut", place, name), text) for name, text in data.items() if name not in ("nr", "andring")]


def plan_of(projekt: Projekt) -> Projektplan:
    """The plan, if it says who decides on it; raises ``ProtectedError``, ``NoProjectError`` without a plan."""
    plan = projekt.plan
    if plan is None:
        raise NoProjectError("Projektplanen går inte att läsa.", "Se felen: drogscen kontroll")
    if plan.andring_beslutas is None:
        raise ProtectedError(
            "Projektplanen anger inte vilka möten som beslutar om ändringar.",
            "Ange mötestypen: drogscen projektplan edit --andring-beslutas MÖTESTYP",
        )
    return plan


def latest_held(projekt: Projekt, dag: date) -> Mote | None:
    """The deciding body's latest meeting held by ``dag``."""
    wanted = plan_of(projekt).andring_beslutas
    held = [mote for mote in projekt.alla(Mote) if mote.motestyp == wanted and mote.genomfort and mote.genomfort <= dag]
    return max(held, key=lambda mote: (mote.genomfort, len(mote.id), mote.id), default=None)


def to_be_made(projekt: Projekt, mote: Mote, dag: date) -> Fattas:
    """The next decision of a held meeting of the deciding body; raises ``ProtectedError`` for any other meeting."""
    wanted = plan_of(projekt).andring_beslutas or ""
    if mote.motestyp != wanted:
        motestyp = projekt.motestyp(wanted)
        kind = motestyp.titel if motestyp else wanted
        raise ProtectedError(
            f"{mote.id} är inte ett möte av slaget {kind}, som enligt planen beslutar om ändringar.",
            "Ange ett sådant möte med --mote.",
        )
    if mote.genomfort is None or mote.genomfort > dag:
        raise ProtectedError(
            f"{mote.id} är inte genomfört {day_long(dag)}, så beslutet kan inte ha fattats.",
            f"Ange ett genomfört möte med --mote, eller ange att mötet är hållet: drogscen mote close {mote.id}",
        )
    return Fattas(mote, mote.genomfort, next_number(mote.beslut))


def agenda_paragraph(mote: Mote, concerns: Callable[[Dagordningspunkt], bool]) -> int | None:
    """The § of the first agenda item that the decision concerns."""
    return next((item.paragraf for item in mote.dagordning if item.paragraf and concerns(item)), None)


def mentions(words: str) -> Callable[[Dagordningspunkt], bool]:
    """Whether an agenda item's heading has the words in it."""
    sought = re.compile(rf"(?<![\w-]){re.escape(fold(words).casefold())}")
    return lambda item: bool(sought.search(fold(item.rubrik).casefold()))


def draft(projekt: Projekt, post: Post, changes: list[Change]) -> Drafted:
    """The record with the changes, spliced into the text that the snapshot was read from."""
    return edited(post, projekt.texter[post.fil].encode(), changes)
