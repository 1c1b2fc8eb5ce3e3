"""What lies on the table while something is written down: a snapshot, and the files of what has changed in it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import ValidationError

from drogscen_cli.actions.poster import AddItem, Assign, Drafted, edited, new_record
from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.errors import CallError, NoProjectError
from drogscen_cli.core.post import Post
from drogscen_cli.core.pydantic_sv import explain
from drogscen_cli.projekt import Projekt

P = TypeVar("P", bound=Post)


@dataclass(frozen=True)
class Noterat:
    """What was written down, in the diary's words, and the new record or row, if it became one."""

    ord: str
    referens: str = ""


@dataclass(frozen=True)
class Bord:
    """A snapshot with the changes made so far; every change gives another table.

    ``las`` gives a file's bytes as they were when the snapshot was read, ``nytt_id`` an id that no record ever had.
    """

    projekt: Projekt
    las: Callable[[str], bytes]
    nytt_id: Callable[[str, str], str]
    filer: Mapping[str, FileChange] = field(default_factory=dict)
    noterat: tuple[Noterat, ...] = ()

    def post(self, model: type[P], ident: str) -> P:
        """The record as it is now; raises ``NoProjectError`` where it is not there any more."""
        found = self.projekt.hitta(ident)
        if not isinstance(found, model):
            raise NoProjectError(f"{ident} går inte att läsa.", "Se felen: drogscen kontroll")
        return found

    def andrad(self, post: Post, *changes: Assign | AddItem) -> "Bord":
        """With changes in a record; raises ``CallError`` for values, ``ProtectedError`` as ``poster.edited``."""
        if not changes:
            return self
        there = self.filer.get(post.fil)
        with _told():
            drafted = edited(post, there.after if there else self.las(post.fil), changes)
        return self._with(drafted, there.before if there else drafted.file.before)

    def ny(self, model: type[Post], data: Mapping[str, object]) -> tuple["Bord", str]:
        """With a new record, and its id; raises ``CallError`` for values."""
        ident = self.nytt_id(model.register(), model.deklaration.prefix)
        with _told():
            drafted = new_record(model, ident, data)
        return self._with(drafted, None), ident

    def sagt(self, ord_: str, referens: str = "") -> "Bord":
        """With a word for the diary."""
        return replace(self, noterat=(*self.noterat, Noterat(ord_, referens)))

    def changes(self, message: str) -> ChangeSet:
        """Everything that has changed, as one change set."""
        return ChangeSet(tuple(self.filer.values()), message)

    @property
    def andrade(self) -> tuple[Post, ...]:
        """The records that have changed."""
        posts = (post for found in self.projekt.poster.values() for post in found.values())
        return tuple(post for post in posts if post.fil in self.filer)

    def _with(self, drafted: Drafted, before: bytes | None) -> "Bord":
        post, file = drafted.post, replace(drafted.file, before=before)
        register = {**self.projekt.poster.get(post.register(), {}), post.id: post}
        projekt = replace(self.projekt, poster={**self.projekt.poster, post.register(): register})
        return replace(self, projekt=projekt, filer={**self.filer, file.path: file})


@contextmanager
def _told() -> Iterator[None]:
    """A record's complaints about values as a ``CallError``."""
    try:
        yield
    except ValidationError as error:
        found = [explain(each)[1:] for each in error.errors(include_url=False)]
        texts = dict.fromkeys(text for text, _ in found)
        raise CallError(f"{'; '.join(texts)}.", " ".join(dict.fromkeys(remedy for _, remedy in found))) from error
