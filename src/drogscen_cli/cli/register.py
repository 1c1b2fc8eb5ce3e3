"""The commands of a register, all built from its declaration: add, list, show, edit, close and one group a list."""

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drogscen_cli import register
from drogscen_cli.cli.usage import Lazy, first_line, group

if TYPE_CHECKING:
    from drogscen_cli.cli.session import Session

_OWN = Path(__file__).parent / "egen"


def build(session: "Session", name: str) -> Any:  # noqa: ANN401 – Click's type is private
    """The register's command group; nothing of the record is imported before one of its commands runs."""
    outline = register.outline(name)
    entries: dict[str, Lazy] = {}
    if not outline.one_file:
        entries["add"] = Lazy("Lägg till en post", lambda: _from("add").add(session, name))
        entries["list"] = Lazy("Lista, filtrera och sortera", lambda: _from("listing").list_(session, name))
    entries["show"] = Lazy("Visa en post", lambda: _from("show").show(session, name))
    entries["edit"] = Lazy("Ändra en post", lambda: _from("edit").edit(session, name))
    if outline.closes:
        entries["close"] = Lazy("Avsluta en post", lambda: _from("edit").close(session, name))
    entries |= _own_verbs(session, name)
    for lista in outline.listor:
        entries[lista] = _list_group(session, name, lista)
    return group(entries, f"{outline.titel}: {outline.hjalp}")


def _own_verbs(session: "Session", name: str) -> dict[str, Lazy]:
    """The register's verbs that no other has: one file each in ``egen/REGISTER``; its docstring is the help."""
    return {
        path.stem: Lazy(first_line(path), partial(_own_verb, session, name, path.stem))
        for path in sorted((_OWN / name).glob("[a-z]*.py"))
    }


def _own_verb(session: "Session", name: str, verb: str) -> Any:  # noqa: ANN401
    return import_module(f"drogscen_cli.cli.egen.{name}.{verb}").build(session)


def _list_group(session: "Session", name: str, lista: str) -> Lazy:
    """The verbs of a list inside a record."""

    def entries() -> Any:  # noqa: ANN401
        verbs = {
            "add": Lazy("Lägg till en rad", lambda: _from("items").add(session, name, lista)),
            "list": Lazy("Visa raderna", lambda: _from("items").list_(session, name, lista)),
            "edit": Lazy("Ändra en rad", lambda: _from("items").edit(session, name, lista)),
        }
        return group(verbs, f"Listan {lista} i registret {name}")

    return Lazy(f"Raderna i listan {lista}", entries, "Listor i posten")


def _from(module: str) -> Any:  # noqa: ANN401
    return import_module(f"drogscen_cli.cli.verb.{module}")
