"""Rows that the program fills in, on their way from options and answers to the record."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from drogscen_cli.actions import ifyllt
from drogscen_cli.actions.beslut.vardeandring import RadError
from drogscen_cli.actions.poster import AddItem, Assign
from drogscen_cli.cli.fields import Field
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.answers import RefusedError
from drogscen_cli.core.post import Post

T = TypeVar("T")


def filled_data(session: Session, model: type[Post], data: dict[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
    """A new record's data."""
    return _refusing(lambda: ifyllt.in_data(session.projekt, model, data, session.dag), fields)


def filled_changes(
    session: Session, post: Post, changes: list[Assign | AddItem], fields: Sequence[Field]
) -> list[Assign | AddItem]:
    """A record's changes."""
    return _refusing(lambda: ifyllt.in_changes(session.projekt, post, changes, session.dag), fields)


def _refusing(fill: Callable[[], T], fields: Sequence[Field]) -> T:
    """What ``fill`` makes; a row that can't be is refused in the options' words, so that it is asked for again."""
    try:
        return fill()
    except RadError as error:
        at_fault = [field for field in fields if field.vag[-1] == error.falt]
        raise RefusedError([error.text.removesuffix(".")], [error.atgarda], at_fault) from error
