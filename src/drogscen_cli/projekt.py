"""The snapshot: a project's records at one moment, and the questions that rules and reports share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from drogscen_cli.core.asof import as_of
from drogscen_cli.core.fynd import Fynd, Stalle
from drogscen_cli.core.post import Post, Struktur, item_key
from drogscen_cli.register._styrning import Krav, Motestyp
from drogscen_cli.register.mote import Mote
from drogscen_cli.register.organisation import Organisation
from drogscen_cli.register.projektplan import Projektplan
from drogscen_cli.styrda.antagen import in_force

P = TypeVar("P", bound=Post)


@dataclass(frozen=True)
class Projekt:
    """Records by register and id, in id order; nothing in it changes.

    ``texter`` holds every file that was read (path → text), ``fynd`` what loading found, ``olasta`` the files that
    stand there but could not become records: what they hold is unknown, not missing. ``hashar`` holds the files that
    records of documents name and that stand there (path → sha256; empty where it was not asked for or can't be had).
    """

    poster: Mapping[str, Mapping[str, Post]]
    texter: Mapping[str, str] = field(default_factory=dict)
    fynd: tuple[Fynd, ...] = ()
    olasta: frozenset[str] = frozenset()
    hashar: Mapping[str, str] = field(default_factory=dict)
    ursprung: "Projekt | None" = None

    @cached_property
    def plan(self) -> Projektplan | None:
        """The project plan, or None when it can't be read."""
        return next(iter(self.alla(Projektplan)), None)

    @cached_property
    def organisation(self) -> Organisation | None:
        """The organisation, or None when there is none or it can't be read."""
        return next(iter(self.alla(Organisation)), None)

    def alla(self, model: type[P]) -> tuple[P, ...]:
        """Every record of a register, in id order."""
        return tuple(post for post in self.poster.get(model.register(), {}).values() if isinstance(post, model))

    def hitta(self, referens: str) -> Post | Struktur | None:
        """The record (``R-003``) or list item (``M-007/beslut/2``) that a reference names, or None."""
        ident, _, rest = referens.partition("/")
        post = next((found[ident] for found in self.poster.values() if ident in found), None)
        if post is None or not rest:
            return post
        lista, _, key = rest.partition("/")
        return next((item for item in getattr(post, lista, ()) if str(item_key(item)) == key), None)

    @cached_property
    def _then(self) -> "dict[date, Projekt]":
        """The days that were asked for: rules and reports ask for the same few."""
        return {}

    def per(self, dag: date) -> "Projekt":
        """The same knowledge, but only what had happened that day, and the controlled values as decided by then."""
        if dag not in self._then:
            self._then[dag] = self._as_of(dag)
        return self._then[dag]

    def _as_of(self, dag: date) -> "Projekt":
        poster = {
            register: {
                ident: _as_planned(post, kept, dag)
                for ident, post in found.items()
                if (kept := as_of(post, dag)) is not None
            }
            for register, found in in_force(self.poster, dag).items()
        }
        return replace(self, poster=poster, ursprung=self.ursprung or self)

    def stalle(self, post: Post, *steps: str | Struktur) -> Stalle:
        """Where a value stands in its file: field names, and list items as themselves (their place is looked up)."""
        original = (self.ursprung or self).poster[post.register()][post.id]
        vag: list[str | int] = []
        here: object = original
        for step in steps:
            if isinstance(step, str):
                vag.append(step)
                here = getattr(here, step, None)
            elif isinstance(here, tuple):
                key = item_key(step)
                index = next(i for i, item in enumerate(here) if item_key(item) == key)
                vag.append(index)
                here = here[index]
        return Stalle(post.fil, vag=tuple(vag))

    def krav(self, regel: str) -> tuple[Krav, ...]:
        """The plan's demands that this rule answers for; none: the rule is off in this project."""
        return tuple(krav for krav in self.plan.krav if regel in krav.regel) if self.plan else ()

    def motestyp(self, nyckel: str) -> Motestyp | None:
        """The plan's kind of meeting with this key."""
        return next((found for found in (self.plan.motestyp if self.plan else ()) if found.nyckel == nyckel), None)

    def motesnamn(self, mote: Mote) -> str:
        """What the plan calls a meeting of its kind (``Styrgruppsmöte``); the kind's key where the plan has it not."""
        motestyp = self.motestyp(mote.motestyp)
        return motestyp.namn if motestyp else mote.motestyp

    def inbjudna(self, mote: Mote) -> tuple[str, ...]:
        """Keys of those who are called: as the record says, else the group that meets."""
        motestyp = self.motestyp(mote.motestyp)
        return mote.inbjuden or ((motestyp.grupp,) if motestyp and motestyp.grupp else ())

    @cached_property
    def _namn(self) -> Mapping[str, str]:
        if self.organisation is None:
            return {}
        return dict(_titles(self.organisation))

    def vem(self, nyckel: str | None) -> str:
        """A person's name, or a role's or group's title; the key itself where nobody has it, empty for None."""
        return "" if nyckel is None else self._namn.get(nyckel, nyckel)

    def innehavare(self, roll: str, dag: date) -> tuple[str, ...]:
        """Keys of the persons who hold a role that day."""
        held = self.organisation.innehav if self.organisation else ()
        return tuple(found.person for found in held if found.roll == roll and found.galler(dag))

    def medlemmar(self, grupp: str, dag: date) -> tuple[str, ...]:
        """Keys of the persons who belong to a group that day."""
        members = self.organisation.medlem if self.organisation else ()
        return tuple(found.person for found in members if found.grupp == grupp and found.galler(dag))


def _as_planned(post: Post, kept: Post, dag: date) -> Post:
    """A meeting that was moved after ``dag`` on the day that it was planned for then; every other record as it is."""
    moves = [rad for rad in post.flyttning if rad.datum > dag] if isinstance(post, Mote) else []
    if not moves:
        return kept
    first = min(moves, key=lambda rad: rad.datum)
    return kept.model_copy(update={"dag": first.tidigare, "tid": first.tidigare_tid})


def _titles(organisation: Organisation) -> Iterator[tuple[str, str]]:
    for person in organisation.person:
        yield person.nyckel, person.namn
    for roll in organisation.roll:
        yield roll.nyckel, roll.titel
    for grupp in organisation.grupp:
        yield grupp.nyckel, grupp.titel
