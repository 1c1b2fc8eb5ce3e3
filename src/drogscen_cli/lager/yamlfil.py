"""Reading one YAML file: quickly when it is in order, thoroughly when it isn't, and where its values stand."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from yaml.nodes import MappingNode, Node, ScalarNode

from drogscen_cli.core import schemafel
from drogscen_cli.core.fynd import Fynd, Vag
from drogscen_cli.lager.source import MAX_BYTES
from drogscen_cli.lager.yamlnod import (
    HAS_LIBYAML,
    MAX_DEPTH,
    MAX_VALUES,
    UNREADABLE,
    child,
    compose,
    end_of,
    first_line,
    is_block,
    is_empty,
    position,
    shift,
    start_of,
)

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"
"""What a file holds: mappings, lists, and scalars as the text that stands there; nothing is None."""

_UNWRITTEN = frozenset({"", "null", "~"})
_SAFE_OPENERS = 500
"""Nesting that the parser's recursion bears in the smallest thread; no file nests deeper than it has openers."""


@dataclass(frozen=True, slots=True)
class Inlast:
    """One file as read.

    ``data`` is None exactly when ``fynd`` tells why; ``text`` keeps byte order mark and line breaks.
    """

    text: str
    data: Tree
    fynd: tuple[Fynd, ...] = ()


class _DoubtError(Exception):
    """The quick way met something that the thorough one has to judge."""


def read(fil: str, raw: bytes) -> Inlast:
    """What a file holds; ``fil`` is its path for findings. Never raises for what stands in it."""
    if len(raw) <= MAX_BYTES:
        try:
            text = raw.decode()
            if not _is_suspicious(text):
                return Inlast(text, _convert(text))
        except (*UNREADABLE, _DoubtError):
            pass
    return _read_thoroughly(fil, raw)


def _is_suspicious(text: str) -> bool:
    """Whether composing could run away, or let through what the quick conversion can't see."""
    if "&" in text or "*" in text or "!" in text or "<<" in text or ">>>" in text or "---" in text:
        return True
    if not HAS_LIBYAML:
        return True
    if len(text) <= _SAFE_OPENERS:
        return False
    return len(text) > MAX_VALUES or sum(map(text.count, "[{-?:")) > _SAFE_OPENERS


def _read_thoroughly(fil: str, raw: bytes) -> Inlast:
    from drogscen_cli.lager.yamlfel import Brist, as_fynd
    from drogscen_cli.lager.yamlgranska import decode, granska

    text, brister = decode(raw)
    brister = brister or granska(text)
    if not brister:
        try:
            return Inlast(text, _convert(text))
        except _DoubtError:
            brister = [Brist(schemafel.FIL03, shift(text), 1, "filen innehåller inga uppgifter")]
        except UNREADABLE:
            brister = [Brist(schemafel.YAML01, shift(text), 1, "filen kan inte läsas som YAML")]
    return Inlast(text, None, tuple(as_fynd(fil, text, brist) for brist in brister))


def _convert(text: str) -> Tree:
    """The data of a text; raises ``_DoubtError`` for what only the thorough way can tell, and for no data at all."""
    node = compose(text)
    if node is None or (data := _value(node, 0)) is None:
        raise _DoubtError
    return data


def _value(node: Node, depth: int) -> Tree:
    if node.__class__ is ScalarNode:
        text: str = node.value
        return None if text in _UNWRITTEN and not node.style else text
    if depth == MAX_DEPTH:
        raise _DoubtError
    return _mapping(node, depth + 1) if node.__class__ is MappingNode else [_value(i, depth + 1) for i in node.value]


def _mapping(node: Node, depth: int) -> dict[str, Tree]:
    data: dict[str, Tree] = {}
    for key, value in node.value:
        if value.__class__ is ScalarNode:
            text = value.value
            data[key.value] = None if text in _UNWRITTEN and not value.style else text
        else:
            data[key.value] = _value(value, depth)
    if len(data) != len(node.value) or "" in data:
        raise _DoubtError
    return data


def locate(text: str, vag: Vag, *, key: bool = False) -> tuple[int, int, int]:
    """Row, column and length of a value, or of its key; both counted from 1 in characters.

    A value that nobody wrote stands at its key. Where the path leads beyond what is there, it is the key of the deepest
    parent that is; (1, 1, 1) for the file as a whole and for a text that can't be read.
    """
    node = _root(text)
    if node is None:
        return 1, 1, 1
    at: Node | None = None
    for step in vag:
        found = child(node, step)
        if found is None:
            key = key or not isinstance(node, ScalarNode)
            break
        label, node = found
        at = label if label is not None else node
    if at is not None and not key and not is_empty(node):
        at = node
    return _place(text, at) if at is not None else (1, 1, 1)


@lru_cache(maxsize=1)
def _root(text: str) -> Node | None:
    """The root node, remembered because many findings are looked up in the same text; None where there is none."""
    from drogscen_cli.lager.yamlgranska import granska

    if _is_suspicious(text) and granska(text):
        return None
    try:
        return compose(text)
    except UNREADABLE:
        return None


def _place(text: str, node: Node) -> tuple[int, int, int]:
    start = shift(text) + start_of(node)
    return (*position(text, start), first_line(text, start, shift(text) + _end(node)))


def _end(node: Node) -> int:
    """Where the part of a node that is worth underlining ends: the first key or item of what is written over lines."""
    while is_block(node):
        node = node.value[0][0] if isinstance(node, MappingNode) else node.value[0]
    return end_of(node)
