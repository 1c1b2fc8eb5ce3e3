"""The registers, one module each; a new file here is a new register.

``names`` and ``outline`` read the modules as text, because importing Pydantic costs more than the whole help page.
"""

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drogscen_cli.core.post import Post

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Outline:
    """What the help page shows of a register: its title and its help text, and the names of its lists."""

    name: str
    titel: str
    hjalp: str
    listor: tuple[str, ...]
    one_file: bool
    closes: bool


@cache
def names() -> tuple[str, ...]:
    """Every register's name, sorted."""
    return tuple(sorted(path.stem for path in _HERE.glob("[a-z]*.py")))


def title(name: str) -> tuple[str, str]:
    """A register's spelled-out title and its help text, from the first line of its module."""
    with (_HERE / f"{name}.py").open(encoding="utf-8") as file:
        titel, _, hjalp = file.readline().strip().strip('"').partition(": ")
    return titel, hjalp


@cache
def outline(name: str) -> Outline:
    """What a register's commands are called, read from the source text of its module."""
    tree = ast.parse((_HERE / f"{name}.py").read_text(encoding="utf-8"))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    record = next(node for node in classes.values() if _inherits(node, "Post"))
    keywords = {key.arg for node in ast.walk(record) if isinstance(node, ast.Call) for key in node.keywords}
    titel, hjalp = title(name)
    listor = tuple(_lists(record, classes.keys() | _imported(tree)))
    return Outline(name, titel, hjalp, listor, "prefix" not in keywords, "stangs_med" in keywords)


def _inherits(node: ast.ClassDef, base: str) -> bool:
    return any(isinstance(found, ast.Name) and found.id == base for found in node.bases)


def _imported(tree: ast.Module) -> frozenset[str]:
    """Names from the private modules here, which hold the items of a register too large for one module."""
    private = f"{__name__}._"
    return frozenset(
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(private)
        for alias in node.names
    )


def _lists(record: ast.ClassDef, classes: Collection[str]) -> Iterator[str]:
    for node in record.body:
        match node:
            case ast.AnnAssign(
                target=ast.Name(id=name),
                annotation=ast.Subscript(value=ast.Name(id="Lista"), slice=ast.Name(id=item)),
            ) if item in classes:
                yield name


@cache
def model(name: str) -> "type[Post]":
    """The register's model: the one class in its module that is a record."""
    from drogscen_cli.core.post import Post

    module = import_module(f"{__name__}.{name}")
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Post) and value.__module__ == module.__name__
    ]
    if len(found) != 1:
        message = f"register/{name}.py must declare exactly one record, found {len(found)}"
        raise TypeError(message)
    return found[0]
