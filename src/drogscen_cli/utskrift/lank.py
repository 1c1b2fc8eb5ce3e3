"""Links: where one may lead, how it is written, and the anchors of headings."""

import re
from collections.abc import Collection

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED = ("http:", "https:", "mailto:")
_PLAIN = re.compile(r"[^\w./~:?#@+,=%-]+")
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]+")


def allowed(url: str) -> bool:
    """Whether ``url`` leads to the web, to an e-mail address, within the page or to a file beside it."""
    seen = re.sub(r"[\x00-\x20]+", "", url)
    if scheme := _SCHEME.match(seen):
        return scheme[0].lower() in _ALLOWED
    return not seen.replace("\\", "/").startswith("//")


def quoted(url: str) -> str:
    """``url`` with what would end it, or a table cell, percent-encoded; Swedish letters stay."""
    return _PLAIN.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), url)


def anchor(heading: str, taken: Collection[str] = ()) -> str:
    """The id of a heading, by GitHub's rule, so that the same link works there and in HTML; unlike those ``taken``."""
    base = _NOT_IN_ANCHOR.sub("", heading.strip().lower()).replace(" ", "-") or "avsnitt"
    if base not in taken:
        return base
    return next(name for number in range(1, len(taken) + 2) if (name := f"{base}-{number}") not in taken)
