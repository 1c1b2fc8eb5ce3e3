"""Shell completion: ids with their titles, keys with their names, words of fields; a failure completes nothing."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import typer

from drogscen_cli import register
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.terminal import Terminal
from drogscen_cli.core.errors import DrogscenError
from drogscen_cli.core.post import Post, Struktur, item_key
from drogscen_cli.core.swedish import LAST_DAY
from drogscen_cli.core.text import fold, visible

_NAMES = ("titel", "namn", "text", "rubrik", "falt", "dag", "datum")

Offer = tuple[str, str]
"""A value and what it is."""
Complete = Callable[[typer.Context, str], list[Offer]]


def records(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The ids of the register whose command is typed."""
    return _offers(ctx, incomplete, (_register_of(ctx),))


def referring_to(targets: Sequence[str]) -> Complete:
    """What a field that refers to ``targets`` (``risk``, ``organisation/roll``) can hold."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        return _offers(ctx, incomplete, targets)

    return complete


def one_of(words: Sequence[str]) -> Complete:
    """One of a few words."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001 – the library's signature
        return [(word, "") for word in words if word.startswith(fold(incomplete).casefold())]

    return complete


def _register_of(ctx: typer.Context) -> str:
    here: Any = ctx
    while here is not None:
        if here.info_name in register.names():
            return str(here.info_name)
        here = here.parent
    return ""


def _offers(ctx: typer.Context, incomplete: str, targets: Sequence[str]) -> list[Offer]:
    sought = fold(incomplete).casefold()
    try:
        found = list(_of(_session(ctx), targets))
    except (DrogscenError, OSError):
        return []
    return [(value, text) for value, text in found if fold(value).casefold().startswith(sought)]


def _session(ctx: typer.Context) -> Session:
    session = Session(Terminal.standard(), LAST_DAY)
    return session.with_options(ctx.params.get("projekt"))


def _of(session: Session, targets: Sequence[str]) -> Iterator[Offer]:
    for target in targets:
        name, _, lista = target.partition("/")
        for post in session.projekt.poster.get(name, {}).values():
            if not lista:
                yield post.id, _title(post)
                continue
            for item in getattr(post, lista):
                key = str(item_key(item))
                yield (f"{post.id}/{lista}/{key}" if post.deklaration.prefix else key), _title(item)


def _title(item: Post | Struktur) -> str:
    text = next((str(value) for name in _NAMES if (value := getattr(item, name, None))), "")
    return visible(text.partition("\n")[0])[:60]
