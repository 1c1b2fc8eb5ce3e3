"""The YAML parser under reading and writing: libyaml where PyYAML has it, nodes with marks, no guessing of types."""

from collections.abc import Iterator

from yaml.composer import Composer
from yaml.error import YAMLError
from yaml.events import Event
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

BOM = "\ufeff"
MAX_DEPTH = 20
"""Collections within one another; a record has four."""
MAX_VALUES = 100_000
"""Keys and values in one file; as nodes they take about 0.5 kB each."""
UNREADABLE = (YAMLError, RecursionError, ValueError, TypeError)
"""What composing hostile text may raise; ``UnicodeEncodeError`` and ``OverflowError`` of ``chr`` are ValueErrors."""


class _NoResolver:
    """Answers nothing, so that every scalar stays the text that stands in the file."""

    def resolve(self, kind: object, value: object, implicit: object) -> None:
        """No tag."""

    def descend_resolver(self, parent: object, index: object) -> None:
        """Nothing to follow."""

    def ascend_resolver(self) -> None:
        """Nothing to follow."""


class PurePythonParser(_NoResolver, Reader, Scanner, Parser, Composer):
    """PyYAML without libyaml: the same nodes, twenty times slower."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


try:
    from yaml._yaml import CParser
except ImportError:
    HAS_LIBYAML = False
    YamlParser = PurePythonParser
else:
    HAS_LIBYAML = True

    class YamlParser(_NoResolver, CParser):  # type: ignore[no-redef]
        """libyaml's parser."""


def compose(text: str) -> Node | None:
    """The root node of the only document, None for an empty one; raises one of ``UNREADABLE``.

    Marks count characters from the start of the text after a byte order mark; see ``shift``.
    """
    node: Node | None = YamlParser(text[shift(text) :]).get_single_node()
    return node


def events(text: str) -> Iterator[Event]:
    """The events of a text; raises one of ``UNREADABLE`` when it comes to what isn't YAML."""
    parser = YamlParser(text)
    while parser.check_event():
        yield parser.get_event()  # type: ignore[no-untyped-call]  # its stub says nothing


def shift(text: str) -> int:
    """How far marks lie behind the text: by the byte order marks that it starts with."""
    return len(text) - len(text.lstrip(BOM))


def start_of(marked: Node | Event) -> int:
    """Where a node or event starts, counted as marks count."""
    return marked.start_mark.index if marked.start_mark else 0


def end_of(marked: Node | Event) -> int:
    """Where a node or event ends, counted as marks count."""
    return marked.end_mark.index if marked.end_mark else 0


def position(text: str, index: int) -> tuple[int, int]:
    """Row and column of a character, from 1, as an editor counts them: a byte order mark has no column."""
    before = text[shift(text) : index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def first_line(text: str, start: int, end: int) -> int:
    """Number of characters from ``start`` to ``end``, but not past the line; at least 1."""
    lines = text[start:end].splitlines()
    return max(1, len(lines[0].rstrip())) if lines else 1


def is_empty(node: Node) -> bool:
    """Whether the node is a value that nobody wrote, as after ``agare:``."""
    return isinstance(node, ScalarNode) and not node.style and start_of(node) == end_of(node)


def is_block(node: Node) -> bool:
    """Whether the node is a list or mapping written over lines, without brackets."""
    return isinstance(node, CollectionNode) and not node.flow_style


def child(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    """The key node (None in a list) and value node one step further down, or None."""
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, CollectionNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return None, node.value[step]
    return None
