"""JSON Schemas of the registers, and the line in a record by which an editor finds its own."""

import json
from collections.abc import Iterator
from enum import EnumMeta
from typing import Any

from drogscen_cli import __version__, register
from drogscen_cli.core.changes import FileChange
from drogscen_cli.core.post import Post, Struktur, Val, struct_of

FOLDER = "projekt/.schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MADE_BY = f"Skrivet av drogscen {__version__}. Ändra inte filen."
_LIMITS = {"minimum": "ge", "maximum": "le"}

Json = dict[str, Any]


def path_of(model: type[Post]) -> str:
    """Where a register's schema stands, relative to the project's root."""
    return f"{FOLDER}/{model.register()}.json"


def editor_line(model: type[Post]) -> str:
    """The comment that the YAML support of editors reads, as the first line of a record."""
    up = "../" if model.deklaration.prefix else ""
    return f"yaml-language-server: $schema={up}.schema/{model.register()}.json"


def schema_text(model: type[Post]) -> str:
    """The register's JSON Schema (draft 2020-12), with Swedish titles and help texts."""
    made = model.model_json_schema(mode="validation")
    for inside in _models(model):
        _worded(made if inside is model else made["$defs"][inside.__name__], inside)
    for part in made.get("$defs", {}).values():
        part.pop("description", None)
        part.pop("title", None)
    titel, hjalp = register.title(model.register())
    head = {"$schema": _DIALECT, "$comment": _MADE_BY, "title": titel, "description": hjalp}
    return json.dumps(
        head | {key: value for key, value in made.items() if key not in head}, ensure_ascii=False, indent=1
    )


def schema_file(model: type[Post], existing: bytes | None) -> FileChange | None:
    """The schema to write beside a record; None where the project has the one of this version."""
    if existing is not None and _MADE_BY.encode() in existing:
        return None
    return FileChange(path_of(model), existing, f"{schema_text(model)}\n".encode())


def _models(model: type[Struktur]) -> Iterator[type[Struktur]]:
    struct = struct_of(model)
    yield model
    for _, below in (*struct.lists, *struct.parts):
        yield from _models(below)


def _worded(made: Json, model: type[Struktur]) -> None:
    """Adds what Pydantic leaves out: the limits of numbers, and what the words of a field of few values mean."""
    for name, info in model.model_fields.items():
        own = made["properties"][name]
        if own.get("default", ...) in (None, []):
            del own["default"]
        for mark in info.metadata:
            own |= {word: limit for word, least in _LIMITS.items() if (limit := getattr(mark, least, None)) is not None}
        words = [f"{member.value}: {member.titel}" for kind in _choices(info.annotation) for member in kind]
        if words:
            own["description"] = f"{own.get('description', '')} ({', '.join(words)})".strip()


def _choices(annotation: object) -> Iterator[type[Val]]:
    for kind in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(kind, EnumMeta) and issubclass(kind, Val):
            yield kind
