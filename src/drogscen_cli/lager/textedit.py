"""One edit in a YAML text, made at the marks of its nodes; what it disturbs is for ``splice`` to notice."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.core.fynd import Vag
from drogscen_cli.lager.emit import (
    INDENT,
    SCALARS,
    WIDTH,
    Plain,
    Scalar,
    as_read,
    emit_flow,
    emit_item,
    emit_mapping,
    emit_scalar,
    emit_text,
    is_word,
    quoted,
    scalar_text,
)
from drogscen_cli.lager.layout import Layout
from drogscen_cli.lager.yamlnod import child, is_block, is_empty

Order: TypeAlias = Mapping[tuple[str, ...], Sequence[str]]
"""The fields of each mapping in their order, by its path without list indices: ``{(): (…), ("atgard",): (…)}``."""

_HEADER = re.compile(r"[|>][1-9]?([+-]?)")


class NowhereError(LookupError):
    """The path leads to no place where something could be written."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a value stands: in ``parent``, under ``key`` (None in a list), ``after`` the colon or dash."""

    parent: Node
    key: Node | None
    node: Node
    after: int


def set_value(text: str, vag: Vag, value: Plain, order: Order) -> str:
    """The text with the value at ``vag``; keys and mappings that are missing on the way are made."""
    layout = Layout(text)
    depth = _depth(layout, vag)
    if depth < len(vag):
        value = _nested(vag[depth + 1 :], value)
        deepest = _find(layout, vag[:depth]).node if depth else layout.root
        if isinstance(deepest, ScalarNode):
            return set_value(text, vag[:depth], {str(vag[depth]): value}, order)
        layout = Layout(_add_key(layout, deepest, vag[: depth + 1], order))
    return _fill(layout, _find(layout, vag[: depth + 1]), value)


def append_item(text: str, vag: Vag, item: Plain, order: Order) -> str:
    """The text with the item last in the list at ``vag``, which is made where it is missing."""
    layout = Layout(text)
    node = _find(layout, vag).node if _depth(layout, vag) == len(vag) else None
    if not isinstance(node, SequenceNode) or not node.value:
        return set_value(text, vag, [item], order)
    last = node.value[-1]
    end = layout.end(last)
    if not is_block(node):
        return f"{text[:end]}, {emit_flow(item)}{text[end:]}"
    between = text[layout.dash(node, len(node.value) - 1) : layout.start(last)]
    gap = len(between) if between and not between.strip(" ") else 1
    return _insert_lines(layout, end, emit_item(item, indent=layout.column(node), gap=gap, block=is_block(last)))


def _depth(layout: Layout, vag: Vag) -> int:
    """How many steps of a path exist."""
    node = layout.root
    for depth, step in enumerate(vag):
        found = child(node, step) if node else None
        if found is None:
            return depth
        node = found[1]
    return len(vag)


def _find(layout: Layout, vag: Vag) -> _Slot:
    """The slot at a path."""
    parent, key, node = None, None, layout.root
    for step in vag:
        found = child(node, step) if node else None
        if found is None:
            raise NowhereError(vag)
        parent, (key, node) = node, found
    if parent is None or node is None:
        raise NowhereError(vag)
    return _Slot(parent, key, node, _after(layout, parent, key, vag[-1]))


def _after(layout: Layout, parent: Node, key: Node | None, step: str | int) -> int:
    if not is_block(parent):
        return -1
    place = layout.colon(key) if key else None
    if isinstance(parent, SequenceNode) and isinstance(step, int):
        place = layout.dash(parent, step)
    if place is None:
        raise NowhereError(step)
    return place


def _nested(vag: Vag, value: Plain) -> Plain:
    for step in reversed(vag):
        value = {str(step): value}
    return value


def _insert_lines(layout: Layout, index: int, lines: Sequence[str]) -> str:
    """The text with lines below the line of a place."""
    end, newline = layout.line_end(index), layout.newline(index)
    above = layout.text[:end] if end < len(layout.text) else _finished(layout)
    return above + "".join(newline + line for line in lines) + layout.text[end:]


def _finished(layout: Layout) -> str:
    """The text, ready to be continued: a last text block without a line break would get one, unless it says ``-``."""
    text, node = layout.text, layout.root
    while isinstance(node, CollectionNode) and node.value:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    if node is None or not _is_tall(node) or text.endswith(("\n", "\r")):
        return text
    chomping = _HEADER.match(text, layout.start(node))
    return f"{text[: chomping.start(1)]}-{text[chomping.end(1) :]}" if chomping else text


def _add_key(layout: Layout, node: Node | None, vag: Vag, order: Order) -> str:
    """The text with the last key of the path in the mapping, still without a value."""
    *path, key = vag
    text = layout.text
    if node is None:
        newline = layout.newline(0)
        ending = "" if layout.line_start(len(text)) == len(text) else newline
        return f"{text}{ending}{emit_scalar(str(key), flow=False)}:{newline}"
    if not isinstance(node, MappingNode):
        raise NowhereError(vag)
    fields = order.get(tuple(step for step in path if isinstance(step, str)), ())
    before = _predecessor([name.value for name, _ in node.value], str(key), fields)
    if not is_block(node):
        return _add_flow_key(layout, node, str(key), before)
    line = f"{' ' * layout.column(node)}{emit_scalar(str(key), flow=False)}:"
    start = layout.line_start(layout.start(node))
    if before < 0 and _may_precede(layout, start, layout.start(node)):
        return text[:start] + line + layout.newline(start) + text[start:]
    return _insert_lines(layout, layout.end(node.value[max(before, 0)][1]), [line])


def _predecessor(present: Sequence[str], key: str, fields: Sequence[str]) -> int:
    """The index of the key that a new one follows; -1 where it comes first."""
    if key not in fields:
        return len(present) - 1
    earlier = fields[: fields.index(key)]
    return max((present.index(name) for name in earlier if name in present), default=-1)


def _may_precede(layout: Layout, start: int, first: int) -> bool:
    """Whether a line can be put above a mapping's first: not behind a dash, nor under a comment that it would steal."""
    end = layout.newline_before(start) if start > layout.shift else start
    above = layout.text[layout.line_start(end) : end]
    return not layout.text[start:first].strip() and not above.lstrip().startswith("#")


def _add_flow_key(layout: Layout, node: MappingNode, key: str, before: int) -> str:
    text, pair = layout.text, f"{emit_scalar(key, flow=True)}: null"
    if before >= 0:
        end = layout.end(node.value[before][1])
        return f"{text[:end]}, {pair}{text[end:]}"
    start = layout.start(node) + 1
    return f"{text[:start]}{pair}{', ' if node.value else ''}{text[start:]}"


def _fill(layout: Layout, slot: _Slot, value: Plain) -> str:
    """The text with a value in a slot, whatever stood there."""
    text, node = layout.text, slot.node
    if not is_block(slot.parent):
        return _fill_flow(layout, slot, value)
    first, lines = _rendition(layout, slot, value)
    if first and not lines and not is_empty(node) and not _is_tall(node):
        _refuse_comments(layout, node)
        return text[: layout.start(node)] + first + text[layout.end(node) :]
    emptied = Layout(_cut(layout, slot))
    end = emptied.line_end(slot.after)
    comment = emptied.text[slot.after : end].rstrip()
    head = f"{emptied.text[: slot.after]}{' ' if first else ''}{first}{comment}"
    return head + "".join(layout.newline(slot.after) + line for line in lines) + emptied.text[end:]


def _fill_flow(layout: Layout, slot: _Slot, value: Plain) -> str:
    text, node, key = layout.text, slot.node, slot.key
    new = emit_flow(value) if not isinstance(value, SCALARS) else _keep_quotes(node, value, emit_flow(value))
    if key is not None and is_empty(node):
        colon = layout.colon(key)
        end = layout.end(key if colon is None else node)
        blank = colon is not None and not text[colon:end].strip()
        start = end if colon is None else colon
        return f"{text[:start]}{':' if colon is None else ''} {new}{text[end if blank else start :]}"
    _refuse_comments(layout, node)
    return text[: layout.start(node)] + new + text[layout.end(node) :]


def _is_tall(node: Node) -> bool:
    """Whether the value is written over lines of its own."""
    return is_block(node) or (isinstance(node, ScalarNode) and node.style in {"|", ">"})


def _refuse_comments(layout: Layout, node: Node) -> None:
    """Raise where replacing the value would take a comment with it."""
    end = layout.end(node)
    if isinstance(node, CollectionNode) and layout.has_comment(
        layout.start(node), layout.line_end(end) if is_block(node) else end
    ):
        raise ProtectedError(
            "Värdet innehåller en kommentar som skulle gå förlorad.", "Gör ändringen i filen för hand med --redigerare."
        )


def _cut(layout: Layout, slot: _Slot) -> str:
    """The text without the value, but with its key or dash and the comment on that line."""
    text, node = layout.text, slot.node
    if is_empty(node):
        return text
    _refuse_comments(layout, node)
    start, end = layout.start(node), layout.end(node)
    header = text[start : layout.line_end(start)] if isinstance(node, ScalarNode) and _is_tall(node) else ""
    comment = re.search(r"[ \t]+#.*", header)
    cut = layout.newline_before(start) if layout.line_start(start) > slot.after else slot.after
    return text[:cut] + (comment[0] if comment else "") + text[end:]


def _keep_quotes(node: Node, value: Scalar, new: str) -> str:
    """The new scalar in the quotes of the old one."""
    text = scalar_text(value)
    if text is None or not isinstance(node, ScalarNode) or node.style not in {"'", '"'}:
        return new
    return quoted(text, node.style)


def _rendition(layout: Layout, slot: _Slot, value: Plain) -> tuple[str, list[str]]:
    """How a value is written in block style: what stands on the line of its key or dash, and the lines below."""
    column, node = layout.column(slot.parent), slot.node
    if slot.key is None:
        first, *rest = emit_item(value, indent=column, block=is_block(node))
        return first[column + INDENT :], rest
    if value is None:
        return "", []
    if isinstance(value, SCALARS):
        first, *rest = emit_text(value, indent=column + layout.step(MappingNode))
        return (first if rest else _keep_quotes(node, value, first)), rest
    if _is_flow(layout, slot, value):
        return emit_flow(value), []
    if isinstance(value, Mapping):
        return "", emit_mapping(value, indent=column + layout.step(MappingNode))
    indent = column + layout.step(SequenceNode)
    return "", [line for item in value for line in emit_item(item, indent=indent)]


def _is_flow(layout: Layout, slot: _Slot, value: Sequence[Plain] | Mapping[str, Plain]) -> bool:
    """Whether a list or mapping goes on one line: as the old one did, else a list of words where it fits."""
    node = slot.node
    if not as_read(value) or (isinstance(node, CollectionNode) and node.value):
        return not as_read(value) or not is_block(node)
    words = not isinstance(value, Mapping) and all(is_word(item) for item in value)
    return words and slot.after - layout.line_start(slot.after) + 1 + len(emit_flow(value)) <= WIDTH
