"""A field's value as text for people, and as plain data for programs."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from drogscen_cli.core.post import Post, Struktur, Val


def as_text(value: object, *, typed: bool = False) -> str:
    """The value on one line; ``typed``: as it would be typed on the command line."""
    if isinstance(value, Val):
        return value.value if typed else value.titel
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Decimal) and not typed:
        from drogscen_cli.core.swedish import number

        return number(value, 0 if value == value.to_integral_value() else 2)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, tuple):
        return ", ".join(as_text(each, typed=typed) for each in value)
    return "" if value is None else str(value)


def as_data(item: Struktur) -> Mapping[str, Any]:
    """The record or list item for JSON: dates ISO, amounts as exact text, computed fields with the rest."""
    data = item.model_dump(mode="python")
    plain = {name: _json(value) for name, value in data.items()}
    return {"id": item.id, **plain} if isinstance(item, Post) else plain


def _json(value: Any) -> Any:  # noqa: ANN401 – whatever a field holds
    if isinstance(value, dict):
        return {name: _json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Decimal):
        return str(value)
    return value.value if isinstance(value, Val) else value
