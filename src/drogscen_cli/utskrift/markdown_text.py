"""Text as Markdown that says just that text: the one place where data is made harmless.

What is escaped is inert both in this package's flavour (``markdown_tokens``) and on GitHub, and no more is escaped
than that, so that the Markdown still reads as text: ``R-003``, ``2023-04-12``, ``A_b`` and ``n < 5`` stay as they are.
"""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Self

from jinja2 import Undefined
from jinja2.exceptions import TemplateRuntimeError
from markupsafe import Markup

from drogscen_cli.core.text import visible

MISSING = "–"
"""What stands where a value is missing: a hole in a document is seen, and no document falls on it."""

_SPACE = re.compile("[ \t\r\n\u2028\u2029]+")
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_INLINE = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~])              # a backslash that would escape the next sign
    | [`\[\]|~$]                         # code, links, cells, strikethrough, GitHub's formulas
    | (?<!\s)\* | \*(?!\s)               # emphasis; a star between spaces is a star
    | (?<![^\W_])(?<!_)_++ | _++(?![^\W_])  # emphasis; within a word an underscore is one
    | <(?=[A-Za-z/!?]|$)                 # HTML and autolinks; "n < 5" is neither
    | &(?=\#|\w+;|$)                     # character references
    """,
    re.VERBOSE,
)
_BLOCK = re.compile(
    r"""
    (\s?)(?:
        (?P<whole> [-=:][-=:\s]*$)        # underlined headings, rules, the second row of a table
      | (?P<mark> \#{1,6}(?=\s|$) | [-+](?=\s|$) | > | ::)  # headings, lists, quotations, containers
      | (?P<number> \d{1,9})(?=[.)](?:\s|$))  # numbered lists: here the sign after the number is escaped
    )
    """,
    re.VERBOSE,
)
_HEADING_END = re.compile(r"(?<!\S)#+(?=\s?$)")
_ITEM = re.compile(r"\s*(?:[-*•]|(?P<number>\d{1,3})[.)])\s+(?P<text>\S.*)")


class MallvardeError(TemplateRuntimeError):
    """A value that a template can't print; the message is Swedish and whole."""


def escape_markdown(text: str) -> str:
    """Markdown for ``text`` on one line: line breaks become spaces, what can't be seen is written out."""
    line = visible(_SPACE.sub(" ", text))
    line = _NONCHARACTER.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
    if line.isalnum():
        return line
    line = _INLINE.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), line)
    line = _HEADING_END.sub(r"\\\g<0>", line)
    if start := _BLOCK.match(line):
        cut = start.end() if start["number"] else start.end(1)
        line = f"{line[:cut]}\\{line[cut:]}"
    return f"{line[:-1]}&#92;" if _ends_with_open_backslash(line) else line


def _ends_with_open_backslash(line: str) -> bool:
    """Whether the last backslash would escape what the template writes next."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def paragraphs(text: str) -> "Markdown":
    """Text with blank lines and simple lists (``- ``, ``* ``, ``• ``, ``1. ``) as Markdown paragraphs and lists."""
    pieces: list[tuple[str, str]] = []
    for line in re.split("[\r\n\u2028\u2029]", text):
        item = _ITEM.match(line)
        if item and (item["number"] in (None, "1") or not pieces or pieces[-1] == ("", "") or pieces[-1][0]):
            pieces.append((f"{item['number']}." if item["number"] else "-", item["text"]))
        elif line.strip() and pieces and pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]} {line.strip()}")
        else:
            pieces.append(("", line.strip()))
    return Markdown(_joined([piece for piece in pieces if piece[1]]))


def _joined(pieces: list[tuple[str, str]]) -> str:
    lines: list[str] = []
    before = ""
    for mark, text in pieces:
        kind = mark[-1:]
        if lines and not (kind and kind == before):
            lines.append("")
        lines.append(f"{mark} {escape_markdown(text)}".strip())
        before = kind
    return "\n".join(lines)


def as_text(value: object) -> str:
    """A plain value as a Swedish reader writes it; a list or a whole record is an error in the template."""
    if isinstance(value, Enum):
        return str(getattr(value, "titel", value.value))
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float | Decimal):
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value).replace(".", ",")
    if isinstance(value, time):
        return f"{value.hour}.{value.minute:02}"
    if isinstance(value, str | int | date | Undefined):
        return str(value)
    raise MallvardeError(f"värdet är en lista eller en hel post ({type(value).__name__}); skriv ut ett fält i det")


class Markdown(Markup):
    """Text that already is Markdown; whatever is joined to it is escaped as Markdown, not as HTML."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: object, /) -> Self:
        """``s`` itself where it is Markdown already, else the escaped text of ``s``."""
        return cls(s) if isinstance(s, Markup) else cls(escape_markdown(as_text(s)))

    @classmethod
    def printed(cls, value: object) -> Self:
        """What ``{{ value }}`` prints: escaped, without spaces around it."""
        return cls(value) if isinstance(value, Markup) else cls(escape_markdown(as_text(value).strip()))


def concat(parts: Iterable[object]) -> str:
    """What ``a ~ b`` is: text of texts, but Markdown as soon as one part is Markdown."""
    found = list(parts)
    if any(isinstance(part, Markup) for part in found):
        return Markdown("").join(Markdown.escape(part) for part in found)
    return "".join(map(as_text, found))
