"""Every register: what its declaration promises the command line, the files and the reports."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from drogscen_cli import register
from drogscen_cli.cli.fields import RESERVED
from drogscen_cli.core.filnamn import make_id
from drogscen_cli.core.post import Numrerad, Nycklad, Post, Struktur, struct_of
from drogscen_cli.core.scalars import Text

EVERY = pytest.mark.parametrize("name", register.names())
CONTAINERS = frozenset(
    {
        *("model", "model-fields", "model-field", "computed-field", "default", "nullable", "tuple", "enum"),
        *("function-before", "function-after", "definitions", "definition-ref"),
    }
)
"""What Pydantic wraps around the own scalars, which are ``function-plain``."""


def _models(model: type[Struktur]) -> Iterator[type[Struktur]]:
    """The record's model and those of its list items and parts."""
    yield model
    struct = struct_of(model)
    for _, below in (*struct.lists, *struct.parts):
        yield from _models(below)


def _kinds(schema: object) -> Iterator[str]:
    """The type of every schema that a value is read by."""
    if isinstance(schema, Mapping):
        if isinstance(kind := schema.get("type"), str):
            yield kind
        for key, value in schema.items():
            if key not in ("computed_fields", "config", "function", "metadata", "serialization"):
                yield from _kinds(value)
    elif isinstance(schema, list | tuple):
        for value in schema:
            yield from _kinds(value)


def _raw(schema: object) -> set[str]:
    return set(_kinds(schema)) - CONTAINERS - {"function-plain"}


def test_the_registers_are_those_of_the_domain() -> None:
    assert register.names() == (
        *("aktivitet", "aktor", "andring", "avvikelse", "dokument", "ekonomi", "indikator", "lagesbild"),
        *("lagesrapport", "mote", "organisation", "projektplan", "risk", "riskanalys", "statusrapport", "undantag"),
    )


@EVERY
def test_what_the_help_reads_from_the_text_is_what_the_model_says(name: str) -> None:
    outline, model = register.outline(name), register.model(name)
    deklaration = model.deklaration
    assert outline.name == model.register() == name
    assert outline.titel == deklaration.titel
    assert outline.listor == tuple(lista for lista, _ in struct_of(model).lists)
    assert outline.one_file == (deklaration.prefix == "")
    assert outline.closes == (deklaration.stangs_med != "")
    assert outline.hjalp
    assert register.title(name) == (outline.titel, outline.hjalp)


@EVERY
def test_columns_and_the_closing_field_exist(name: str) -> None:
    model = register.model(name)
    there = {*model.model_fields, *model.model_computed_fields}
    assert set(model.deklaration.kolumner) <= there
    assert {model.deklaration.stangs_med} - {""} <= set(struct_of(model).facts)


def test_no_two_registers_share_a_prefix() -> None:
    prefixes = [register.model(name).deklaration.prefix for name in register.names()]
    used = [prefix for prefix in prefixes if prefix]
    assert len(set(used)) == len(used)
    assert all(make_id(prefix, 1) == f"{prefix}-001" for prefix in used)


@EVERY
def test_no_field_is_called_as_a_common_option(name: str) -> None:
    fields = {field for model in _models(register.model(name)) for field in model.model_fields}
    assert fields & (RESERVED - {"datum"}) == set()


@EVERY
def test_every_field_has_a_title_that_people_can_read(name: str) -> None:
    titles = {
        f"{model.__name__}.{field}": info.title
        for model in _models(register.model(name))
        for fields in (model.model_fields, model.model_computed_fields)
        for field, info in fields.items()
    }
    assert [field for field, titel in titles.items() if not titel or not titel[0].isupper() or "_" in titel] == []


@EVERY
def test_no_field_is_of_a_type_that_pydantic_reads_too_kindly(name: str) -> None:
    assert _raw(register.model(name).__pydantic_core_schema__) == set()


@pytest.mark.parametrize("kind", [str, int, float, bool, dict[str, str], list[str], Any, str | int])
def test_the_walk_finds_the_types_that_pydantic_reads_too_kindly(kind: Any) -> None:  # noqa: ANN401 – any type is what it is about
    assert _raw(TypeAdapter(kind).core_schema)


def test_the_walk_lets_the_own_scalars_through() -> None:
    class Provrad(Struktur):
        """An item with an own scalar, bounded and in a list."""

        text: Text = Field(title="T")
        fler: tuple[Text, ...] = ()

    assert _raw(Provrad.__pydantic_core_schema__) == set()


@EVERY
def test_every_list_item_has_a_key(name: str) -> None:
    lists = [item for model in _models(register.model(name)) for _, item in struct_of(model).lists]
    assert [item.__name__ for item in lists if getattr(item, "nyckelfalt", "") not in item.model_fields] == []


@EVERY
def test_keys_and_numbers_come_first_in_their_rows(name: str) -> None:
    lists = [item for model in _models(register.model(name)) for _, item in struct_of(model).lists]
    keyed = [item for item in lists if issubclass(item, Numrerad | Nycklad)]
    assert [item.__name__ for item in keyed if next(iter(item.model_fields)) not in ("nr", "nyckel")] == []


@EVERY
def test_an_unknown_key_is_refused_at_every_depth(name: str) -> None:
    for model in _models(register.model(name)):
        with pytest.raises(ValidationError) as caught:
            model.model_validate({"finns_inte": "x"})
        assert "extra_forbidden" in {error["type"] for error in caught.value.errors()}


@EVERY
def test_every_reference_leads_to_a_register_or_one_of_its_lists(name: str) -> None:
    targets = {
        target
        for model in _models(register.model(name))
        for _, till in struct_of(model).references
        for target in till.mal
    }
    for target in targets:
        where, _, lista = target.partition("/")
        assert where in register.names()
        assert not lista or lista in dict(struct_of(register.model(where)).lists)


def test_a_module_with_two_records_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module = register.model("risk").__module__
    other = type("Annan", (Post,), {"__module__": module, "__doc__": "A second record."})
    monkeypatch.setattr(f"{module}.Annan", other, raising=False)
    with pytest.raises(TypeError, match=r"register/risk.py must declare exactly one record, found 2"):
        register.model.__wrapped__("risk")
