"""Time travel within a record: what is dated later than a day had not happened that day."""

from datetime import date
from typing import TypeVar

from drogscen_cli.core.post import Struktur, struct_of

P = TypeVar("P", bound=Struktur)


def as_of(item: P, day: date) -> P | None:
    """The record or list item as it stood that day; None when it did not exist yet.

    A fact dated later is taken away; an item that can't be without that fact goes with it.
    """
    model = type(item)
    struct = struct_of(model)
    changed: dict[str, object] = {}
    for name in struct.facts:
        value = getattr(item, name)
        if value is not None and value > day:
            if name == "datum" or model.model_fields[name].is_required():
                return None
            changed[name] = None
    for name, _ in struct.lists:
        items = getattr(item, name)
        kept = tuple(found for found in (as_of(each, day) for each in items) if found is not None)
        if len(kept) != len(items) or any(a is not b for a, b in zip(kept, items, strict=True)):
            changed[name] = kept
    for name, _ in struct.parts:
        part = getattr(item, name)
        if part is not None and (trimmed := as_of(part, day)) is not part:
            changed[name] = trimmed
    return item.model_copy(update=changed) if changed else item
