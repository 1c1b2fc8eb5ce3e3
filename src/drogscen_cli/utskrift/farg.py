"""The traffic light in words: a mark of its own shape and a word, never colour alone."""

from drogscen_cli.core.text import fold

MARKS = {"gron": "●", "gul": "▲", "rod": "■"}
"""The mark of each colour, by the word that the files use."""

WORDS = {"gron": "grön", "gul": "gul", "rod": "röd"}
"""The colour as it is read."""


def written(colour: str) -> str | None:
    """``gul`` as ``▲ gul``; None where it is no colour."""
    key = fold(colour).casefold()
    return f"{MARKS[key]} {WORDS[key]}" if key in MARKS else None


def recognised(text: str) -> str | None:
    """The colour (``gul``) that ``text`` (``▲ gul``, in capitals too) is the written form of, or None."""
    return next((key for key in MARKS if text.casefold() == written(key)), None)
