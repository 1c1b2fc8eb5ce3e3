"""The values that paths lead to in records, as canonical text; and the same records with a value changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError

from drogscen_cli.core.fynd import Vag
from drogscen_cli.core.personuppgift import shown as masked
from drogscen_cli.core.post import Post, Struktur, Val, item_key, path_of, struct_of
from drogscen_cli.core.scalars import Belopp
from drogscen_cli.core.swedish import kronor, number
from drogscen_cli.core.text import nearest
from drogscen_cli.styrda.falt import PLAN, VARJE, Falt, FaltError, declared, model_of

Poster = Mapping[str, Mapping[str, Post]]
"""Records by register and id."""

S = TypeVar("S", bound=Struktur)
_AMOUNT = get_args(Belopp)[1]


def post_at(poster: Poster, fil: str) -> Post | None:
    """The record that a path begins in."""
    return next((found[fil] for found in poster.values() if fil in found), None)


def missing(poster: Poster, falt: Falt, unread: Collection[str] = ()) -> FaltError | None:
    """What the path names that is not there: a record or a list item; raises ``FaltError`` as ``declared`` does.

    ``unread`` are files that stand there and can't be read: what they hold is never called missing.
    """
    declared(falt)
    model = model_of(falt.fil)
    path = path_of(model, falt.fil)
    post = post_at(poster, falt.fil)
    if path in unread or path.rpartition("/")[0] in unread:
        return None
    if post is None:
        return FaltError(f"{masked(str(falt))} finns inte: {falt.fil} saknas", "Rätta namnet före kolonet.")
    here: object = post
    for nr, step in enumerate(falt.steg):
        if isinstance(here, tuple):
            if step == VARJE:
                return None
            keys = [str(item_key(each)) for each in here]
            if step not in keys:
                near = nearest(step, keys)
                meant = Falt(falt.fil, (*falt.steg[:nr], near or VARJE, *falt.steg[nr + 1 :]))
                return FaltError(f"{masked(str(falt))} finns inte", f"Menades {masked(str(meant))}?")
            here = item(here, step)
        elif isinstance(here, Struktur):
            here = getattr(here, step)
    return None


def expand(poster: Poster, paths: Iterable[str]) -> dict[str, str | None]:
    """Every single field that the paths lead to, and its value; a path that is not one of a value leads nowhere."""
    found: dict[str, str | None] = {}
    for text in paths:
        falt = Falt.read(text)
        try:
            declared(falt)
        except FaltError:
            continue
        for steg in _concrete(post_at(poster, falt.fil), falt.steg):
            each = Falt(falt.fil, steg)
            found[str(each)] = value(poster, each)
    return found


def value(poster: Poster, falt: Falt) -> str | None:
    """What stands there, as canonical text."""
    here: object = post_at(poster, falt.fil)
    for step in falt.steg:
        here = item(here, step) if isinstance(here, tuple) else getattr(here, step, None)
    return canonical_text(here)


def with_value(poster: Poster, falt: Falt, text: str | None) -> Poster:
    """The same records with the value changed; unchanged where the field has no place, or can't hold the value."""
    post = post_at(poster, falt.fil)
    if post is None or value(poster, falt) == text:
        return poster
    name = post.register()
    return {**poster, name: {**poster[name], falt.fil: _changed(post, falt.steg, text)}}


def place(post: Post, falt: Falt) -> Vag:
    """The way to the value in its record's file, as far as the record goes."""
    here: object = post
    vag: list[str | int] = []
    for step in falt.steg:
        if isinstance(here, tuple):
            keys = [str(item_key(each)) for each in here]
            if step not in keys:
                break
            vag.append(keys.index(step))
            here = here[keys.index(step)]
        else:
            vag.append(step)
            here = getattr(here, step, None)
    return tuple(vag)


def item(items: Iterable[Struktur], key: str) -> Struktur | None:
    """The list item with this key."""
    return next((each for each in items if str(item_key(each)) == key), None)


def canonical(falt: Falt, text: str | None) -> str | None:
    """The text as the field's own value would be written; as it is where the field can't hold it."""
    if text is None:
        return None
    try:
        return canonical_text(_read(*declared(falt), text))
    except (FaltError, ValidationError):
        return text.strip() or None


def canonical_text(found: object) -> str | None:
    """Days as ISO, numbers without exponent and needless zeros, ``ja`` and ``nej``, text without spaces around it."""
    match found:
        case None:
            return None
        case Val():
            return found.value
        case bool():
            return "ja" if found else "nej"
        case Decimal():
            return format(found.normalize(), "f") if found else "0"
        case time():
            return found.strftime("%H:%M")
        case date():
            return found.isoformat()
    return str(found).strip() or None


def shown(falt: Falt, text: str | None) -> str:
    """The value as a reader writes it: amounts in kronor, other numbers with a decimal comma."""
    try:
        owner, name = declared(falt)
        found = None if text is None else _read(owner, name, text)
    except (FaltError, ValidationError):
        return masked(text or "")
    if isinstance(found, Decimal):
        decimals = max(0, -int(found.normalize().as_tuple().exponent))
        return kronor(found) if _AMOUNT in _marks(owner, name) else number(found, decimals)
    return found.titel if isinstance(found, Val) else masked(text or "")


def label(poster: Poster, falt: Falt) -> str:
    """The field in the words of the declarations and of the items on the way: ``Föreningsbidrag, Tak``."""
    post = post_at(poster, falt.fil)
    try:
        declared(falt)
    except FaltError:
        return str(falt)
    if post is None:
        return str(falt)
    names = [] if falt.fil == PLAN else [_named(post) or type(post).deklaration.titel]
    model: type[Struktur] = type(post)
    here: object = post
    for step in falt.steg:
        if isinstance(here, tuple):
            here = item(here, step)
            names[-1:] = [_named(here) or step]
        else:
            names.append(model.model_fields[step].title or step)
            here = getattr(here, step, None)
            struct = struct_of(model)
            model = dict((*struct.lists, *struct.parts)).get(step, model)
    return ", ".join(names)


def _named(found: object) -> str:
    return str(getattr(found, "namn", None) or getattr(found, "titel", None) or "")


def _concrete(here: object, steg: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The path with every ``*`` replaced by the keys that are there."""
    if VARJE not in steg:
        yield steg
        return
    step, rest = steg[0], steg[1:]
    if isinstance(here, tuple):
        for key in [str(item_key(each)) for each in here] if step == VARJE else [step]:
            yield from ((key, *tail) for tail in _concrete(item(here, key), rest))
    elif here is not None:
        yield from ((step, *tail) for tail in _concrete(getattr(here, step, None), rest))


def _changed(here: S, steg: tuple[str, ...], text: str | None) -> S:
    name, rest = steg[0], steg[1:]
    below = getattr(here, name, None)
    after: object
    if not rest:
        try:
            after = _read(type(here), name, text)
        except ValidationError:
            return here
    elif isinstance(below, tuple):
        after = tuple(_changed(each, rest[1:], text) if str(item_key(each)) == rest[0] else each for each in below)
    elif isinstance(below, Struktur):
        after = _changed(below, rest, text)
    else:
        return here
    return here.model_copy(update={name: after})


def _read(owner: type[Struktur], name: str, text: str | None) -> object:
    """The value that the field reads from the text; raises ``pydantic.ValidationError``."""
    return _reader(owner, name).validate_python(text)


@cache
def _reader(owner: type[Struktur], name: str) -> TypeAdapter[Any]:
    info = owner.model_fields[name]
    kind: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(kind)


def _marks(owner: type[Struktur], name: str) -> list[object]:
    info = owner.model_fields[name]
    return [*info.metadata, *(mark for part in get_args(info.annotation) for mark in get_args(part))]
