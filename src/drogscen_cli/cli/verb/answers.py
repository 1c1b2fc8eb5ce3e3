"""From options and prompts to plain values, and from a record's complaints back to options."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from drogscen_cli.cli.fields import Field, Kind
from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.fynd import Fynd
from drogscen_cli.core.personuppgift import find
from drogscen_cli.core.post import Struktur
from drogscen_cli.core.pydantic_sv import explain
from drogscen_cli.core.text import fold
from drogscen_cli.crosscheck import leads_nowhere

Values = dict[str, Any]
Check = Callable[[Field, str], str]
"""Takes a field and an answer; gives what is wrong with it, in Swedish, or an empty string."""
REMINDER = "Skriv inget som pekar ut en enskild. Enter hoppar över, Ctrl-C avbryter."
PERSONNUMMER = "Svaret innehåller ett personnummer. Skriv inget som pekar ut en enskild."
"""What is said of an answer that can't be written down."""


class RefusedError(CallError):
    """Values that the record can't hold; ``fields`` are those among the command's own that are at fault."""

    def __init__(self, lines: Sequence[str], remedies: Sequence[str], fields: Sequence[Field]) -> None:
        text = "; ".join(dict.fromkeys(lines))
        super().__init__(f"{text}.", " ".join(dict.fromkeys(filter(None, remedies))))
        self.fields = tuple(dict.fromkeys(fields))


def given(values: Mapping[str, Any], fields: Sequence[Field]) -> Values:
    """The field options that were used; one of a few words may be typed as it is spelled."""
    known = {field.name: field for field in fields}
    return {
        name: _word(known[name], value) for name, value in values.items() if name in known and value not in (None, [])
    }


def _word(field: Field, value: Any) -> Any:  # noqa: ANN401 – what an option holds
    """``måndag`` as ``mandag``; anything else as it is, for the record to judge."""
    if isinstance(value, str) and (folded := fold(value).casefold()) in field.values:
        return folded
    return value


def days_resolved(session: Session, values: Values, fields: Sequence[Field]) -> Values:
    """The same values with ``idag`` and ``+14d`` as dates."""
    days = {field.name: field for field in fields if field.day}
    return {
        name: session.parse_day(value, days[name].option).isoformat() if name in days and value else value
        for name, value in values.items()
    }


def ask_missing(session: Session, values: Values, fields: Sequence[Field], check: Check) -> Values:
    """What required fields lack is asked for, with the optional ones in their order; without a terminal it is named."""
    missing = [field for field in fields if field.required and field.name not in values]
    if not missing:
        return values
    if not session.terminal.interactive:
        names = ", ".join(field.option for field in missing)
        raise CallError(f"Det saknas värden: {names}.", "Ange dem som val, eller kör kommandot i en terminal.")
    return ask_rest(session, values, fields, check)


def ask_rest(session: Session, values: Values, fields: Sequence[Field], check: Check) -> Values:
    """Every field that its author can know already and that has no value yet, asked for in the declaration's order."""
    session.terminal.note(REMINDER)
    answers = dict(values)
    begun: dict[str, bool] = {}
    for field in fields:
        lista = field.vag[0] if field.kind in (Kind.NEWEST, Kind.ROW) else ""
        if field.name in answers or not field.asked or begun.get(lista) is False:
            continue
        answer = ask(session, replace(field, required=field.required or (field.needed and lista in begun)), check)
        if answer:
            answers[field.name] = [answer] if field.many else answer
        if lista:
            begun.setdefault(lista, bool(answer))
    return answers


def ask(session: Session, field: Field, check: Check, now: str = "") -> str:
    """One field's answer: asked again until it is one that the record can hold, or empty where it may be.

    Where something stands there ``now``, an empty answer keeps it and ``-`` clears it.
    """
    shown = f" [{now}]" if now else ""
    allowed = f" ({'/'.join(field.ord)})" if field.ord else ""
    while True:
        answer = session.terminal.ask(f"{field.titel}{allowed}{shown}: ")
        if field.required and answer == ("-" if now else ""):
            session.terminal.note(f"{field.titel} behövs. {field.hjalp}.".replace("..", "."))
            continue
        if not answer or (now and answer == "-"):
            return answer
        answer = str(_word(field, answer))
        try:
            answer = days_resolved(session, {field.name: answer}, [field])[field.name]
            fault = check(field, answer)
        except CallError as error:
            fault = error.text
        if not fault:
            return answer
        session.terminal.note(fault)


def settle(session: Session, answers: Values, check: Check, write: Callable[[Values], int]) -> int:
    """What ``write`` makes of the answers; those that only the whole record shows to be wrong are asked for again."""
    while True:
        try:
            return write(answers)
        except RefusedError as error:
            if not error.fields:
                raise
            session.terminal.note(f"{error.text} {error.atgarda}")
            for field in error.fields:
                answer = ask(session, field, check)
                answers = {name: value for name, value in answers.items() if name != field.name}
                answers |= {field.name: [answer] if field.many else answer} if answer else {}


def checker(session: Session, model: type[Struktur], fields: Sequence[Field]) -> Check:
    """A check of one answer at a time, against the record's own types and what its references may lead to."""
    places = {field.name: field.vag for field in fields}

    def check(field: Field, answer: str) -> str:
        if any(found.saker for found in find(answer)):
            return PERSONNUMMER
        try:
            model.model_validate(nested({field.name: [answer] if field.many else answer}, fields, "2000-01-01"))
        except ValidationError as error:
            for found in error.errors(include_url=False):
                if (
                    tuple(step for step in found["loc"] if isinstance(step, str)) == places[field.name]
                    and found["type"] != "missing"
                ):
                    _, text, remedy = explain(found)
                    return f"{text}. {remedy}"
        return leads_nowhere(session.projekt, field.targets, answer) if field.targets else ""

    return check


def nested(values: Values, fields: Sequence[Field], dag: str) -> dict[str, Any]:
    """Plain record data from option values; the newest item of a dated list is dated ``dag``."""
    data: dict[str, Any] = {}
    for field in fields:
        if field.name not in values:
            continue
        value = values[field.name]
        match field.kind:
            case Kind.SCALAR:
                data[field.vag[0]] = value
            case Kind.PART:
                data.setdefault(field.vag[0], {})[field.vag[1]] = value
            case Kind.NEWEST:
                data.setdefault(field.vag[0], [{"datum": dag}])[0][field.vag[1]] = value
            case Kind.ROW:
                data.setdefault(field.vag[0], [{"nr": "1"}])[0][field.vag[1]] = value
            case Kind.ITEM:
                rows = [{"nr": str(nr), field.vag[1]: text} for nr, text in enumerate(value, 1)]
                data[field.vag[0]] = rows
    return data


def refused(error: ValidationError, fields: Sequence[Field]) -> RefusedError:
    """A record's complaints in the words of the options."""
    lines, remedies, at_fault = [], [], []
    for found in error.errors(include_url=False):
        field = _field_at(fields, found["loc"])
        _, text, remedy = explain(found)
        missing = found["type"] == "missing" and field
        lines.append(f"{missing.option} saknas" if missing else text)
        remedies.append(f"Ange {missing.option}." if missing else remedy)
        at_fault += [field] if field else []
    return RefusedError(lines, remedies, at_fault)


def dangling(found: Sequence[Fynd], fields: Sequence[Field]) -> RefusedError:
    """References that lead nowhere, and levels outside the scale."""
    at_fault = [field for fynd in found if (field := _field_at(fields, fynd.stalle.vag))]
    return RefusedError([fynd.text for fynd in found], [fynd.atgarda for fynd in found], at_fault)


def _field_at(fields: Sequence[Field], vag: Sequence[str | int]) -> Field | None:
    place = tuple(step for step in vag if isinstance(step, str))
    return next((field for field in fields if field.vag == place), None)
