"""Private e-mail addresses in text, known by the providers that private persons use."""

import re
from collections.abc import Iterator

from drogscen_cli.core.spann import Spann

_PRIVATE = re.compile(
    r"@(?:[\w-]+\.)?(?:"
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|aol|gmx|proton|protonmail|yandex|tutanota)"
    r"(?:\.[a-z]{2,3}){1,2}|(?:icloud|me|mac|mail|email|fastmail|hey|tuta|zoho|telia|spray|swipnet|tele2)\.com|pm\.me"
    r"|(?:tele2|comhem|bredband|home|spray|swipnet|glocalnet|bahnhof|passagen|tiscali|ownit|riksnet|brevet|tuta|mail)"
    r"\.(?:se|io|ru|nu)|bredband\.net|tuta\.io|telia\.se)(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"[\w.+%'-]+\Z")
_LONGEST_LOCAL = 64


def find(text: str) -> Iterator[Spann]:
    """Each private address in ``text``."""
    for found in _PRIVATE.finditer(text):
        local = _LOCAL.search(text, max(0, found.start() - _LONGEST_LOCAL), found.start())
        if local:
            yield Spann(local.start(), found.end(), "epost", saker=False, maskerad=f"***{found[0]}")
