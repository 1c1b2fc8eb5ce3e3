"""Pydantic's complaints in Swedish."""

import re

from pydantic_core import ErrorDetails

from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.skalar import described
from drogscen_cli.core.swedish import listing
from drogscen_cli.core.text import nearest

TEXTS = {
    "missing": ("SCH02", "{namn} saknas", "Lägg till {namn}: och ett värde."),
    "extra_forbidden": ("SCH01", "okänd nyckel {namn}", "Rätta stavningen eller ta bort raden."),
    "model_type": ("SCH03", "{namn} ska vara en grupp av nycklar, men är {varde}", "Skriv nyckel: värde på varje rad."),
    "tuple_type": ("SCH03", "{namn} ska vara en lista, men är {varde}", "Skriv varje värde på en egen rad efter - ."),
    "enum": ("SCH03", "{namn} ska vara {val}, men är {varde}", "{menades}"),
    "greater_than": ("SCH03", "{namn} ska vara större än {gt}, men är {varde}", "Skriv ett tal större än {gt}."),
    "greater_than_equal": ("SCH03", "{namn} ska vara minst {ge}, men är {varde}", "Skriv minst {ge}."),
    "less_than": ("SCH03", "{namn} ska vara mindre än {lt}, men är {varde}", "Skriv ett tal mindre än {lt}."),
    "less_than_equal": ("SCH03", "{namn} ska vara högst {le}, men är {varde}", "Skriv högst {le}."),
    "too_short": (
        "SCH03",
        "{namn} ska ha minst {min_length} värden, men har {actual_length}",
        "Lägg till det som saknas.",
    ),
    "too_long": ("SCH03", "{namn} ska ha högst {max_length} värden, men har fler", "Ta bort det som är för mycket."),
    "value_error": ("SCH03", "{namn}: {error}", "Rätta värdet."),
    "assertion_error": ("SCH03", "{namn}: {error}", "Rätta värdet."),
    "datum_finns_inte": ("SCH05", "{namn} {text}", "{atgarda}"),
}
"""By error type: schema finding, text, remedy. What Pydantic can say beyond this needs schemas that no register has."""
_OWN = ("SCH03", "{namn} {text}", "{atgarda}")
_OTHER = ("SCH03", "{namn} har ett värde som inte går att läsa: {varde}", "Rätta värdet.")
_QUOTED = re.compile(r"'([^']*)'")


def explain(error: ErrorDetails) -> tuple[str, str, str]:
    """The schema finding's id, its text and its remedy for one of Pydantic's errors, or one of the own scalars'."""
    context = error.get("ctx", {})
    regel, text, remedy = TEXTS.get(error["type"], _OWN if {"text", "atgarda"} <= context.keys() else _OTHER)
    words = {
        **context,
        "namn": shown(next((step for step in reversed(error["loc"]) if isinstance(step, str)), "posten")),
        "varde": described(error["input"]),
        **_choice(str(context.get("expected", "")), error["input"]),
    }
    return regel, text.format_map(words), remedy.format_map(words)


def _choice(expected: str, value: object) -> dict[str, str]:
    """The allowed words of an enumeration, and the one that was probably meant."""
    allowed = _QUOTED.findall(expected)
    near = nearest(value, allowed) if isinstance(value, str) else None
    return {"val": listing(allowed, "eller"), "menades": f"Menades {near}?" if near else "Välj ett av värdena."}
