"""Which record is meant: an id, a number, words of the title, or a choice from a list."""

from typing import TypeVar

from drogscen_cli.cli.pick import pick
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.shown import as_text
from drogscen_cli.core.errors import CallError, NoProjectError
from drogscen_cli.core.filnamn import make_id
from drogscen_cli.core.post import Post, path_of
from drogscen_cli.core.swedish import day_long
from drogscen_cli.core.text import fold

P = TypeVar("P", bound=Post)


def find_record(session: Session, model: type[P], wanted: str | None) -> P:
    """The record that ``wanted`` names; without an answer, and on a terminal, a list to pick from."""
    posts = session.projekt.alla(model)
    name = model.register()
    if not model.deklaration.prefix:
        if not posts:
            path = path_of(model, name)
            raise _unreadable(path) if path in session.projekt.olasta else _absent(path)
        return posts[0]
    if wanted is None:
        return _pick(session, posts, name)
    found = [post for post in posts if post.id == _as_id(model, wanted)] or _by_words(posts, wanted)
    if len(found) == 1:
        return found[0]
    if found and session.terminal.interactive:
        return _pick(session, tuple(found), name)
    if found:
        listed = ", ".join(f"{post.id} {_line(post)}" for post in found[:5])
        raise CallError(f"{wanted} passar på flera poster: {listed}.", "Ange postens id.")
    if path := unread(session, model, wanted):
        raise _unreadable(path)
    raise CallError(f"{wanted} finns inte i registret {name}.", f"Se vilka som finns: drogscen {name} list")


def unread(session: Session, model: type[Post], wanted: str | None) -> str:
    """The file that ``wanted`` names, where it stands there but can't be read; else nothing."""
    ident = _as_id(model, wanted or "") if model.deklaration.prefix else model.register()
    path = path_of(model, ident)
    return path if path in session.projekt.olasta else ""


def as_of_day(session: Session, post: P) -> P:
    """The record as it was in force on the day that was asked for; where none was, as it is."""
    if not session.dag_given:
        return post
    then = session.projekt.per(session.dag).hitta(post.id)
    if not isinstance(then, type(post)):
        raise CallError(f"{post.id} fanns inte {day_long(session.dag)}.")
    return then


def _unreadable(path: str) -> NoProjectError:
    return NoProjectError(f"{path} går inte att läsa.", "Se felen: drogscen kontroll")


def _absent(path: str) -> NoProjectError:
    return NoProjectError(f"{path} finns inte.", "Skapa filen med raden: person: []")


def _as_id(model: type[Post], wanted: str) -> str:
    """``r-3`` and ``3`` as ``R-003``; anything else as it is."""
    digits = wanted.upper().removeprefix(model.deklaration.prefix).lstrip("-")
    return make_id(model.deklaration.prefix, int(digits)) if digits.isascii() and digits.isdigit() else wanted


def _by_words(posts: tuple[P, ...], wanted: str) -> list[P]:
    words = fold(wanted).casefold().split()
    return [post for post in posts if words and all(word in fold(_title(post)).casefold() for word in words)]


def _title(post: Post) -> str:
    return str(getattr(post, "titel", None) or "")


def _line(post: Post) -> str:
    """What a record is known by in a list to pick from: its title, else its first columns."""
    columns = (getattr(post, name) for name in type(post).deklaration.kolumner)
    return _title(post) or " ".join(as_text(value) for value in columns if value not in (None, ()))


def _pick(session: Session, posts: tuple[P, ...], name: str) -> P:
    terminal = session.terminal
    if not terminal.interactive:
        raise CallError(
            f"Det saknas ett id: vilken post i registret {name}?", f"Se vilka som finns: drogscen {name} list"
        )
    if not posts:
        raise CallError(f"Registret {name} är tomt.", f"Lägg till en post: drogscen {name} add")
    return posts[pick(terminal, [f"{post.id}  {_line(post)}" for post in posts])]
