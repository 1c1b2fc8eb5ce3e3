from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, get_args

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticKnownError
from pydantic_core.core_schema import ErrorType

from drogscen_cli import register
from drogscen_cli.core.post import Lista
from drogscen_cli.core.pydantic_sv import TEXTS, explain
from drogscen_cli.core.scalars import Belopp, Datum, Heltal, Text

STRING = ("str",)
BYTES = ("bytes",)
DATETIME = ("datetime",)
CALL = ("arguments", "arguments-v3", "call")
DATACLASS = ("dataclass", "dataclass-args")
DECIMAL = ("decimal", "max_digits")
UNREACHABLE: dict[str, tuple[str, ...]] = {
    "no_such_attribute": ("validate_assignment", *DATACLASS),
    "json_invalid": ("json",),
    "json_type": ("json",),
    "needs_python_object": ("is-instance", "is-subclass", "callable"),
    "invalid_key": ("a key that is not text, where the YAML reader gives text",),
    "recursion_loop": ("a value that holds itself, which YAML without aliases can't write",),
    "recursion_depth_exceeded": ("more levels than the YAML reader lets through",),
    "frozen_field": ("validate_assignment",),
    "frozen_instance": ("assignment to a record, which no code does",),
    "get_attribute_error": ("from_attributes",),
    "model_attributes_type": ("from_attributes",),
    "dataclass_type": DATACLASS,
    "dataclass_exact_type": DATACLASS,
    "named_tuple_type": ("named-tuple", "call"),
    "default_factory_not_called": ("default_factory_takes_data",),
    "none_required": ("none",),
    "multiple_of": ("multiple_of",),
    "finite_number": ("float", "allow_inf_nan", *DECIMAL),
    "iterable_type": ("generator",),
    "iteration_error": ("an iterator that fails, where YAML gives lists",),
    "string_type": STRING,
    "string_unicode": STRING,
    "string_too_short": STRING,
    "string_too_long": STRING,
    "string_pattern_mismatch": STRING,
    "string_not_ascii": STRING,
    "dict_type": ("dict", "typed-dict", "model without a class"),
    "frozen_dict_type": ("frozendict", "frozen-dict"),
    "ordered_dict_type": ("ordered-dict", "OrderedDict"),
    "counter_type": ("counter", "Counter"),
    "mapping_type": ("dict", "mapping"),
    "list_type": ("list",),
    "deque_type": ("deque",),
    "set_type": ("set",),
    "set_item_not_hashable": ("set", "frozenset"),
    "frozen_set_type": ("frozenset",),
    "bool_type": ("bool",),
    "bool_parsing": ("bool",),
    "int_type": ("int",),
    "int_parsing": ("int",),
    "int_parsing_size": ("int",),
    "int_from_float": ("int",),
    "float_type": ("float",),
    "float_parsing": ("float",),
    "bytes_type": BYTES,
    "bytes_too_short": BYTES,
    "bytes_too_long": BYTES,
    "bytes_invalid_encoding": BYTES,
    "literal_error": ("literal",),
    "missing_sentinel_error": ("missing-sentinel",),
    "ellipsis_error": ("ellipsis",),
    "date_type": ("date",),
    "date_parsing": ("date",),
    "date_from_datetime_parsing": ("date",),
    "date_from_datetime_inexact": ("date",),
    "date_past": ("date",),
    "date_future": ("date",),
    "time_type": ("time",),
    "time_parsing": ("time",),
    "datetime_type": DATETIME,
    "datetime_parsing": DATETIME,
    "datetime_object_invalid": DATETIME,
    "datetime_from_date_parsing": DATETIME,
    "datetime_past": DATETIME,
    "datetime_future": DATETIME,
    "timezone_naive": ("time", *DATETIME),
    "timezone_aware": ("time", *DATETIME),
    "timezone_offset": ("time", *DATETIME),
    "time_delta_type": ("timedelta",),
    "time_delta_parsing": ("timedelta",),
    "is_instance_of": ("is-instance",),
    "is_subclass_of": ("is-subclass",),
    "callable_type": ("callable",),
    "union_tag_invalid": ("tagged-union",),
    "union_tag_not_found": ("tagged-union",),
    "arguments_type": CALL,
    "missing_argument": CALL,
    "unexpected_keyword_argument": CALL,
    "missing_keyword_only_argument": CALL,
    "unexpected_positional_argument": CALL,
    "missing_positional_only_argument": CALL,
    "multiple_argument_values": CALL,
    "url_type": ("url", "multi-host-url"),
    "url_parsing": ("url", "multi-host-url"),
    "url_syntax_violation": ("url", "multi-host-url"),
    "url_too_long": ("url", "multi-host-url"),
    "url_scheme": ("url", "multi-host-url"),
    "uuid_type": ("uuid",),
    "uuid_parsing": ("uuid",),
    "uuid_version": ("uuid",),
    "decimal_type": DECIMAL,
    "decimal_parsing": DECIMAL,
    "decimal_max_digits": DECIMAL,
    "decimal_max_places": ("decimal", "decimal_places"),
    "decimal_whole_digits": ("decimal", "decimal_places", "max_digits"),
    "fraction_type": ("fraction",),
    "fraction_parsing": ("fraction",),
    "complex_type": ("complex",),
    "complex_str_parsing": ("complex",),
}
"""By error type: the schemas and settings that can give it, or why no file can. No register has any of them."""


class Val(StrEnum):
    """An enumeration as registers have them."""

    SANNOLIKHET = "sannolikhet"
    KONSEKVENS = "konsekvens"
    BADA = "bada"


def _ordered(value: int) -> int:
    if value == 7:
        raise ValueError("sju är upptaget")
    return value


class Del(BaseModel):
    """A part of a record."""

    model_config = ConfigDict(extra="forbid")
    datum: Datum


class Exempel(BaseModel):
    """One field for each kind of complaint."""

    model_config = ConfigDict(extra="forbid")
    titel: Text = "x"
    mot: Val | None = None
    niva: Annotated[Heltal, Field(ge=1, le=5)] | None = None
    andel: Annotated[Heltal, Field(gt=0, lt=100)] | None = None
    sju: Annotated[Heltal, AfterValidator(_ordered)] | None = None
    tak: Belopp | None = None
    rader: Lista[Del] = ()
    tva: Annotated[tuple[Heltal, ...], Field(min_length=2, max_length=3)] = (1, 2)
    dag: Datum | None = None


def explained(data: object) -> tuple[str, str, str]:
    with pytest.raises(ValidationError) as caught:
        Exempel.model_validate(data)
    [error] = caught.value.errors(include_url=False)
    return explain(error)


@pytest.mark.parametrize(
    ("data", "regel", "text", "remedy"),
    [
        ({"rader": [{}]}, "SCH02", "datum saknas", "Lägg till datum: och ett värde."),
        ({"tittel": 1}, "SCH01", "okänd nyckel tittel", "Rätta stavningen eller ta bort raden."),
        (
            {"Anna 19121212-1212\x1b[31m": 1},
            "SCH01",
            "okänd nyckel Anna 191212**-****\\u001b[31m",
            "Rätta stavningen eller ta bort raden.",
        ),
        (
            [],
            "SCH03",
            "posten ska vara en grupp av nycklar, men är en lista",
            "Skriv nyckel: värde på varje rad.",
        ),
        (
            {"rader": ["x"]},
            "SCH03",
            "rader ska vara en grupp av nycklar, men är x",
            "Skriv nyckel: värde på varje rad.",
        ),
        (
            {"rader": "två ord"},
            "SCH03",
            "rader ska vara en lista, men är ”två ord”",
            "Skriv varje värde på en egen rad efter - .",
        ),
        (
            {"mot": "konsekvns"},
            "SCH03",
            "mot ska vara sannolikhet, konsekvens eller bada, men är konsekvns",
            "Menades konsekvens?",
        ),
        (
            {"mot": "BÅDA"},
            "SCH03",
            "mot ska vara sannolikhet, konsekvens eller bada, men är BÅDA",
            "Menades bada?",
        ),
        (
            {"mot": []},
            "SCH03",
            "mot ska vara sannolikhet, konsekvens eller bada, men är en lista",
            "Välj ett av värdena.",
        ),
        ({"niva": "0"}, "SCH03", "niva ska vara minst 1, men är 0", "Skriv minst 1."),
        ({"niva": "6"}, "SCH03", "niva ska vara högst 5, men är 6", "Skriv högst 5."),
        ({"andel": "0"}, "SCH03", "andel ska vara större än 0, men är 0", "Skriv ett tal större än 0."),
        ({"andel": "100"}, "SCH03", "andel ska vara mindre än 100, men är 100", "Skriv ett tal mindre än 100."),
        ({"tva": ["1"]}, "SCH03", "tva ska ha minst 2 värden, men har 1", "Lägg till det som saknas."),
        ({"tva": ["1"] * 4}, "SCH03", "tva ska ha högst 3 värden, men har fler", "Ta bort det som är för mycket."),
        ({"sju": "7"}, "SCH03", "sju: sju är upptaget", "Rätta värdet."),
        (
            {"niva": "nio"},
            "SCH03",
            "niva ska vara ett heltal, men är nio",
            "Skriv bara siffror, högst 12, till exempel 25.",
        ),
        (
            {"tak": "{atgarda} {namn}"},
            "SCH03",
            "tak ska vara ett belopp i kronor, men är ”{atgarda} {namn}”",
            "Skriv kronor med högst 12 siffror och två decimaler, till exempel 275000 eller 275000,50.",
        ),
        (
            {"dag": "19121212-1212"},
            "SCH03",
            "dag ska vara ett datum som 2023-04-12, men är 191212**-****",
            "Skriv år, månad och dag som ÅÅÅÅ-MM-DD.",
        ),
        (
            {"rader": [{"datum": "2023-04-31"}]},
            "SCH05",
            "datum är 2023-04-31, men det datumet finns inte",
            "April\u00a02023 har 30 dagar.",
        ),
    ],
)
def test_each_complaint_has_its_id_text_and_remedy(data: object, regel: str, text: str, remedy: str) -> None:
    assert explained(data) == (regel, text, remedy)


def test_every_error_type_of_pydantic_is_explained_or_unreachable() -> None:
    types = set(get_args(ErrorType))
    assert len(types) >= 112
    assert types & TEXTS.keys() & UNREACHABLE.keys() == set()
    assert types - TEXTS.keys() - UNREACHABLE.keys() == set()
    assert UNREACHABLE.keys() <= types


@pytest.mark.parametrize("kind", sorted(UNREACHABLE))
def test_even_an_unreachable_error_would_be_explained_in_swedish(kind: str) -> None:
    error = PydanticKnownError("missing", None)
    found = explain({"type": kind, "loc": ("falt",), "msg": error.message(), "input": "x"})
    assert found == ("SCH03", "falt har ett värde som inte går att läsa: x", "Rätta värdet.")


def in_use(schema: object) -> Iterator[str]:
    """The kinds of validator, and the settings that are on, in a core schema."""
    if isinstance(schema, Mapping):
        if isinstance(schema.get("type"), str):
            yield schema["type"]
        for key, part in schema.items():
            if part is not None and part is not False:
                yield str(key)
            if key not in {"serialization", "metadata", "computed_fields"}:
                yield from in_use(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            yield from in_use(part)


def test_the_walk_through_a_schema_sees_validators_and_settings() -> None:
    class Vild(BaseModel):
        model_config = ConfigDict(from_attributes=True)
        tal: list[Annotated[int, Field(multiple_of=2)]] | None = None

    assert {"list", "int", "multiple_of", "from_attributes"} <= set(in_use(Vild.__pydantic_core_schema__))


@pytest.mark.parametrize("name", register.names())
def test_no_register_has_a_schema_that_gives_an_unexplained_error(name: str) -> None:
    model = register.model(name)
    model.model_rebuild()
    used = set(in_use(model.__pydantic_core_schema__))
    assert "model" in used
    assert {kind: used & set(schemas) for kind, schemas in UNREACHABLE.items() if used & set(schemas)} == {}
