"""How a YAML text is laid out: where values end, which lines they own, where the comments are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from drogscen_cli.lager.yamlnod import compose, end_of, is_block, shift, start_of

_NEWLINE = re.compile(r"\r\n|\n|\r")
_COLON = re.compile(r"[ \t]*:")


@dataclass(frozen=True)
class Layout:
    """One text and its nodes; every place is an index into ``text``. Raises as ``yamlnod.compose``."""

    text: str

    @cached_property
    def root(self) -> Node | None:
        """The root node, None in a text without any."""
        return compose(self.text)

    @cached_property
    def shift(self) -> int:
        """How far marks lie behind the text."""
        return shift(self.text)

    def start(self, node: Node) -> int:
        """Where a node starts."""
        return self.shift + start_of(node)

    def end(self, node: Node) -> int:
        """Where a node ends, without the blank lines and comments that block nodes' own marks take in."""
        if isinstance(node, CollectionNode) and is_block(node):
            last = node.value[-1]
            return self.end(last[1] if isinstance(node, MappingNode) else last)
        end = self.shift + end_of(node)
        if isinstance(node, ScalarNode) and node.style in {"|", ">"}:
            return self._block_scalar_end(self.start(node), end)
        return end

    def _block_scalar_end(self, start: int, end: int) -> int:
        """The end of the last line with text; with ``+`` the blank lines after it are text too."""
        written = self.text[start:end]
        if "+" in written[:3]:
            return end - len(written) + len(re.sub(r"(\r\n|\n|\r)\Z", "", written))
        return self.line_end(start + len(written.rstrip()))

    def line_start(self, index: int) -> int:
        """The start of a place's line, behind a byte order mark."""
        return max(self.text.rfind("\n", 0, index) + 1, self.text.rfind("\r", 0, index) + 1, self.shift)

    def line_end(self, index: int) -> int:
        """The end of a place's line, before its line break."""
        found = _NEWLINE.search(self.text, index)
        return found.start() if found else len(self.text)

    def newline_before(self, index: int) -> int:
        """Where the line break stands that ends the line above."""
        start = self.line_start(index)
        return start - (2 if self.text[:start].endswith("\r\n") else 1)

    def newline(self, index: int) -> str:
        """The line break to use after a place: that of its line, else the file's first."""
        found = _NEWLINE.search(self.text, index) or _NEWLINE.search(self.text)
        return found[0] if found else "\n"

    def column(self, node: Node) -> int:
        """How many characters stand before a node on its line."""
        start = self.start(node)
        return start - self.line_start(start)

    def colon(self, key: Node) -> int | None:
        """The place after a key's colon; None where the key has none on its line."""
        found = _COLON.match(self.text, self.end(key))
        return found.end() if found else None

    def dash(self, items: SequenceNode, index: int) -> int:
        """The place after the dash of a block list's item."""
        if index == 0:
            return self.start(items) + 1
        above = self.line_end(self.end(items.value[index - 1]))
        found = re.compile(r"^[ \t]*-", re.MULTILINE).search(self.text.replace("\r", "\n"), above)
        return found.end() if found else above

    @cached_property
    def comments(self) -> tuple[tuple[int, str], ...]:
        """Every comment: where it starts and what it says."""
        return tuple(self._comments())

    @property
    def says(self) -> list[str]:
        """What the comments say, in order."""
        return [comment for _, comment in self.comments]

    def _comments(self) -> Iterator[tuple[int, str]]:
        spans = sorted(self._scalars(self.root)) if self.root else []
        pos = self.shift
        for start, end in [*spans, (len(self.text), len(self.text))]:
            for found in re.finditer(r"#[^\r\n]*", self.text[pos:start]):
                yield pos + found.start(), found[0].rstrip()
            pos = end

    def _scalars(self, node: Node) -> Iterator[tuple[int, int]]:
        """Where text stands in which a ``#`` is no comment."""
        if isinstance(node, ScalarNode):
            start, end = self.start(node), self.shift + end_of(node)
            yield (self.line_end(start) if node.style in {"|", ">"} else start), end
        else:
            for item in node.value:
                for inner in item if isinstance(item, tuple) else (item,):
                    yield from self._scalars(inner)

    def has_comment(self, start: int, end: int) -> bool:
        """Whether a comment starts between two places."""
        return any(start <= place < end for place, _ in self.comments)

    def step(self, kind: type[Node]) -> int:
        """How far the file indents block lists or block mappings below their key; 2 where it has none."""
        found = next(self._steps(self.root, kind), None) if self.root else None
        return 2 if found is None else found

    def _steps(self, node: Node, kind: type[Node]) -> Iterator[int]:
        if isinstance(node, MappingNode) and is_block(node):
            for key, value in node.value:
                if isinstance(value, kind) and is_block(value):
                    yield self.column(value) - self.column(key)
                yield from self._steps(value, kind)
        elif isinstance(node, SequenceNode) and is_block(node):
            for item in node.value:
                yield from self._steps(item, kind)
