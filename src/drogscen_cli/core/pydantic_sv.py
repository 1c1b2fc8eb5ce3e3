"""Pydantic's complaints in Swedish."""

from pydantic_core import ErrorDetails

from drogscen_cli.core.skalar import described as shown
from drogscen_cli.core.text import nearest

OWN = frozenset({"datum", "klockslag", "heltal", "belopp", "ja_nej", "text", "nyckel", "referens", "sokvag"})
"""Error types of our own scalars, which carry their remedy."""


def explain(error: ErrorDetails) -> tuple[str, str, str]:
    """The schema finding's id, its text and its remedy for one of Pydantic's errors."""
    kind = error["type"]
    name = next((str(step) for step in reversed(error["loc"]) if isinstance(step, str)), "posten")
    context = error.get("ctx", {})
    if kind in OWN:
        return "SCH03", f"{name} {error['msg']}", str(context["atgarda"])
    if kind == "datum_finns_inte":
        return "SCH05", f"{name}: {error['msg']}", str(context["atgarda"])
    if kind == "missing":
        return "SCH02", f"{name} saknas", f"Lägg till {name}: och ett värde."
    if kind == "extra_forbidden":
        return "SCH01", f"okänd nyckel {name}", "Ta bort raden eller rätta nyckeln."
    if kind == "enum":
        return _enum(name, error)
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        word = "minst" if "ge" in context else "högst"
        return "SCH03", f"{name} ska vara {word} {limit}, men är {shown(error['input'])}", f"Skriv ett tal som är {word} {limit}."
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "SCH03", f"{name} ska vara en grupp av nycklar, men är {shown(error['input'])}", "Skriv en nyckel och ett värde på varje rad."
    if kind in ("tuple_type", "list_type"):
        return "SCH03", f"{name} ska vara en lista, men är {shown(error['input'])}", "Börja varje rad med ett bindestreck."
    return "SCH03", f"{name} har ett värde som inte går att använda: {shown(error['input'])}", "Rätta värdet."


def _enum(name: str, error: ErrorDetails) -> tuple[str, str, str]:
    allowed = str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
    value = error["input"]
    near = nearest(value, allowed) if isinstance(value, str) else None
    remedy = f"Menades {near}? Tillåtna värden: {', '.join(allowed)}." if near else f"Tillåtna värden: {', '.join(allowed)}."
    return "SCH03", f"{name} kan inte vara {shown(value)}", remedy
