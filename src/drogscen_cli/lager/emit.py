"""Writing YAML: values as text that reads back as the same text, here and in any YAML 1.1 or 1.2 reader."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import TypeAlias

from drogscen_cli.core.errors import CallError
from drogscen_cli.lager.yamlfil import Tree

Scalar: TypeAlias = str | int | Decimal | date | time | None
Plain: TypeAlias = "Scalar | Sequence[Plain] | Mapping[str, Plain]"
"""What an action writes: scalars (text, numbers, ``bool``, days, times of day), lists, and mappings in order."""

WIDTH = 120
INDENT = 2
SCALARS = (str, int, Decimal, date, time, type(None))

_TYPED = re.compile(
    r"~|null|y|n|yes|no|true|false|on|off|ja|nej|=|<<|[-+]?\.?(?:inf|nan)"
    r"|[-+.\d][-+.,_:\dabcdefox]*(?:[t\s][-+.:\dz\s]*)?",
    re.IGNORECASE,
)
"""Text that some reader takes for nothing, yes or no, a number, a date or a time."""
_PLAIN = re.compile(r"[^\s.\-?:,\[\]{}#&*!|>'\"%@`](?:.*[^\s:])?")
_MARKUP = re.compile(r":\s|\s#")
_FLOW_MARKUP = re.compile(r"[:,?\[\]{}]")
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]"
)
"""Characters that can't be seen or that YAML has another use for; they are written as escapes."""
_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def emit_record(data: Mapping[str, Plain], *, comment_header: str = "") -> str:
    """A new record file: the header as comment lines, then the fields in order; those that are None are left out."""
    header = [line if line.startswith("#") else f"# {line}".rstrip() for line in comment_header.splitlines()]
    return "\n".join([*header, *(emit_mapping(data, indent=0) or ["{}"]), ""])


def emit_mapping(data: Mapping[str, Plain], *, indent: int) -> list[str]:
    """The lines of a mapping in block style."""
    return [line for key, value in data.items() if value is not None for line in emit_field(key, value, indent=indent)]


def emit_field(key: str, value: Plain, *, indent: int) -> list[str]:
    """The lines of one field, the first with the key."""
    lead = f"{' ' * indent}{emit_scalar(key, flow=False)}:"
    if isinstance(value, SCALARS):
        first, *rest = emit_text(value, indent=indent + INDENT)
        return [f"{lead} {first}", *rest]
    if not as_read(value):
        return [f"{lead} {emit_flow(value)}"]
    if isinstance(value, Mapping):
        return [lead, *emit_mapping(value, indent=indent + INDENT)]
    flow = f"{lead} {emit_flow(value)}"
    if len(flow) <= WIDTH and all(is_word(item) for item in value):
        return [flow]
    return [lead, *(line for item in value for line in emit_item(item, indent=indent + INDENT))]


def emit_item(item: Plain, *, indent: int, gap: int = 1, block: bool = False) -> list[str]:
    """The lines of one list item, ``gap`` spaces after its dash; ``block`` writes even what is short over lines."""
    lead = f"{' ' * indent}-{' ' * gap}"
    if isinstance(item, SCALARS):
        first, *rest = emit_text(item, indent=len(lead))
        return [lead + first, *rest]
    flow = lead + emit_flow(item)
    if not as_read(item) or (len(flow) <= WIDTH and not block and not any(map(is_literal, _texts(item)))):
        return [flow]
    if isinstance(item, Mapping):
        lines = emit_mapping(item, indent=len(lead))
    else:
        lines = [line for inner in item for line in emit_item(inner, indent=len(lead))]
    return [lead + lines[0][len(lead) :], *lines[1:]]


def emit_text(value: Scalar, *, indent: int) -> list[str]:
    """A scalar outside brackets: on one line, or as a literal block whose lines are indented so far."""
    if not (isinstance(value, str) and is_literal(value)):
        return [emit_scalar(value, flow=False)]
    lines = value.removesuffix("\n").split("\n")
    return ["|" if value.endswith("\n") else "|-", *(" " * indent + line if line else "" for line in lines)]


def emit_flow(value: Plain) -> str:
    """A value on one line, in brackets where it is a list or a mapping."""
    if isinstance(value, SCALARS):
        return emit_scalar(value, flow=True)
    if isinstance(value, Mapping):
        pairs = (f"{emit_scalar(k, flow=True)}: {emit_flow(v)}" for k, v in value.items() if v is not None)
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(map(emit_flow, value)) + "]"


def emit_scalar(value: Scalar, *, flow: bool) -> str:
    """One scalar on one line; ``flow`` inside brackets, where more text needs quotes. None is ``null``."""
    text = scalar_text(value)
    if text is None:
        return "null"
    if isinstance(value, time):
        return f'"{text}"'
    return text if not isinstance(value, str) or is_plain(text, flow=flow) else quoted(text)


def scalar_text(value: Scalar) -> str | None:
    """The text that reading gives back for a scalar; raises ``CallError`` for text that no file can hold."""
    match value:
        case None:
            return None
        case bool():
            return "ja" if value else "nej"
        case time():
            return value.isoformat("auto" if value.second or value.microsecond else "minutes")
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
    text = str(value)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise CallError("Texten innehåller ett tecken som inte går att spara.", "Skriv om texten.") from error
    return text


def as_read(value: Plain) -> Tree:
    """What reading gives back for a value: text, None, lists and mappings, without the fields that are None."""
    if isinstance(value, SCALARS):
        return scalar_text(value)
    if isinstance(value, Mapping):
        return {str(key): as_read(item) for key, item in value.items() if item is not None}
    return [as_read(item) for item in value]


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether text needs no quotes to be read as text by anybody."""
    if _TYPED.fullmatch(text) or _MARKUP.search(text) or _HIDDEN.search(text):
        return False
    return bool(_PLAIN.fullmatch(text)) and not (flow and _FLOW_MARKUP.search(text))


def is_literal(text: str) -> bool:
    """Whether text of several lines can stand as it is, so that no editor's tidying changes it."""
    body = text.removesuffix("\n")
    if "\n" not in text or not body or body[0].isspace() or _HIDDEN.search(body.replace("\n", "")):
        return False
    return not body.endswith("\n") and all(line == line.rstrip() for line in body.split("\n"))


def quoted(text: str, quote: str = "") -> str:
    """Text in quotes: in those asked for where they can hold it, else in those that need no escapes."""
    if not _HIDDEN.search(text) and (quote == "'" or (not quote and ('"' in text or "\\" in text))):
        return "'" + text.replace("'", "''") + "'"
    escaped = _HIDDEN.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"'))
    return f'"{escaped}"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _NAMED.get(found[0]) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")  # noqa: PLR2004 – one byte


def _texts(value: Plain) -> Iterator[str]:
    """The texts inside a value."""
    if isinstance(value, str):
        yield value
    elif not isinstance(value, SCALARS):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(item)


def is_word(item: Plain) -> bool:
    """Whether the item reads well between brackets."""
    return isinstance(item, SCALARS) and (not isinstance(item, str) or is_plain(item, flow=True))
