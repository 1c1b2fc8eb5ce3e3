"""Typer commands whose options come from a declaration."""

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from drogscen_cli.cli.completion import one_of, referring_to
from drogscen_cli.cli.fields import Field

KEYWORD = inspect.Parameter.KEYWORD_ONLY


def option(field: Field) -> inspect.Parameter:
    """The option of a field: always text, because the record itself reads and judges it."""
    hjalp = field.titel if not field.hjalp else f"{field.titel}. {field.hjalp}"
    if field.values:
        hjalp += f" ({', '.join(field.values)})"
    if field.required:
        hjalp += " (krävs)"
    kind: Any = list[str] if field.many else str
    offered = one_of(field.values) if field.values else referring_to(field.targets) if field.targets else None
    shown = typer.Option(field.option, help=hjalp, metavar=_metavar(field), show_default=False, autocompletion=offered)
    return inspect.Parameter(field.name, KEYWORD, default=None, annotation=Annotated[kind | None, shown])


def _metavar(field: Field) -> str:
    """What kind of value is typed: a day, one of some words, somebody, a key of the plan, a record, or any text."""
    register = field.targets[0].partition("/")[0] if field.targets else ""
    if field.day or field.values:
        return "DAG" if field.day else "ORD"
    return {"": "TEXT", "organisation": "VEM", "projektplan": "NYCKEL"}.get(register, "ID")


def with_options(
    function: Callable[..., Any], fields: Sequence[Field], fixed: Sequence[inspect.Parameter]
) -> Callable[..., Any]:
    """``function(**values)`` as a command with the fixed parameters first and then one option for each field."""
    parameters = [*fixed, *(option(field) for field in fields)]

    def run(**values: Any) -> Any:  # noqa: ANN401 – Typer passes what the command line held
        return function(values)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {found.name: found.annotation for found in parameters}
    return run


def fixed(name: str, annotation: Any, default: Any = None) -> inspect.Parameter:  # noqa: ANN401
    """A parameter that every command of a kind has."""
    return inspect.Parameter(name, KEYWORD, default=default, annotation=annotation)
