"""From options and prompts to plain values, and from a record's complaints back to options."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from drogscen_cli.cli.fields import Field, Kind
from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.fynd import Fynd
from drogscen_cli.core.pydantic_sv import explain

Values = dict[str, Any]
REMINDER = "Skriv inget som pekar ut en enskild. Enter hoppar över, Ctrl-C avbryter."


def given(values: Mapping[str, Any], fields: Sequence[Field]) -> Values:
    """The field options that were used."""
    names = {field.name for field in fields}
    return {name: value for name, value in values.items() if name in names and value not in (None, [])}


def days_resolved(session: Session, values: Values, fields: Sequence[Field]) -> Values:
    """The same values with ``idag`` and ``+14d`` as dates."""
    days = {field.name: field for field in fields if field.day}
    return {
        name: session.parse_day(value, days[name].option).isoformat() if name in days and value else value
        for name, value in values.items()
    }


def ask_missing(session: Session, values: Values, fields: Sequence[Field]) -> Values:
    """What required fields lack is asked for, with the optional ones in their order; without a terminal it is named."""
    missing = [field for field in fields if field.required and field.name not in values]
    if not missing:
        return values
    if not session.terminal.interactive:
        names = ", ".join(field.option for field in missing)
        raise CallError(f"Det saknas värden: {names}.", "Ange dem som val, eller kör kommandot i en terminal.")
    session.terminal.note(REMINDER)
    answers = dict(values)
    for field in fields:
        if field.name not in answers and field.kind is not Kind.PART and (answer := ask(session, field)):
            answers[field.name] = [answer] if field.many else answer
    return answers


def ask(session: Session, field: Field, now: str = "") -> str:
    """One field's answer; a required one is asked for until it is given."""
    shown = f" [{now}]" if now else ""
    allowed = f" ({'/'.join(field.values)})" if field.values else ""
    while True:
        answer = session.terminal.ask(f"{field.titel}{allowed}{shown}: ")
        if answer or not field.required or now:
            return answer
        session.terminal.note(f"{field.titel} behövs. {field.hjalp}")


def nested(values: Values, fields: Sequence[Field], dag: str) -> dict[str, Any]:
    """Plain record data from option values; the newest item of a dated list is dated ``dag``."""
    data: dict[str, Any] = {}
    for field in fields:
        if field.name not in values:
            continue
        value = values[field.name]
        match field.kind:
            case Kind.SCALAR | Kind.MANY:
                data[field.vag[0]] = value
            case Kind.PART:
                data.setdefault(field.vag[0], {})[field.vag[1]] = value
            case Kind.NEWEST:
                data.setdefault(field.vag[0], [{"datum": dag}])[0][field.vag[1]] = value
            case Kind.ITEM:
                rows = [{"nr": str(nr), field.vag[1]: text} for nr, text in enumerate(value, 1)]
                data[field.vag[0]] = rows
    return data


def refused(error: ValidationError, fields: Sequence[Field]) -> CallError:
    """A record's complaints in the words of the options."""
    by_place = {field.vag: field.option for field in fields}
    lines, remedies = [], []
    for found in error.errors(include_url=False):
        place = tuple(str(step) for step in found["loc"] if isinstance(step, str))
        _, text, remedy = explain(found)
        name = by_place.get(place, ".".join(place))
        lines.append(text if text.startswith(str(found["loc"][-1])) else f"{name}: {text}")
        remedies.append(remedy)
    return CallError("; ".join(dict.fromkeys(lines)) + ".", " ".join(dict.fromkeys(filter(None, remedies))))


def dangling(found: Sequence[Fynd]) -> CallError:
    """References that lead nowhere, and levels outside the scale."""
    text = "; ".join(dict.fromkeys(fynd.text for fynd in found))
    return CallError(f"{text}.", " ".join(dict.fromkeys(fynd.atgarda for fynd in found)))
