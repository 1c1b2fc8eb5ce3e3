"""JSON Schemas: what editors complete and check with, offline."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from tests.cli.cli_world import EXAMPLE, Here

from drogscen_cli import register

REAL = Path(__file__).parents[2] / "projekt"


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: version 1.2, where a date is text and ``nej`` is a word."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.rpartition(":")[2] in ("int", "float", "null")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def records() -> list[Path]:
    return sorted(path for folder in (EXAMPLE / "projekt", REAL) for path in folder.rglob("*.yaml"))


@pytest.fixture(scope="module")
def schemas(seen: Here) -> dict[str, Draft202012Validator]:
    """Every register's schema, as the command prints it."""
    found = {name: json.loads(seen.call("schema", name).out) for name in register.names()}
    for schema in found.values():
        Draft202012Validator.check_schema(schema)
    return {name: Draft202012Validator(schema) for name, schema in found.items()}


@pytest.mark.parametrize("path", records(), ids=lambda path: path.stem)
def test_what_kontroll_accepts_the_editor_accepts(path: Path, schemas: dict[str, Draft202012Validator]) -> None:
    name = path.stem if path.parent.name == "projekt" else path.parent.name
    data = yaml.load(path.read_text(encoding="utf-8"), EditorLoader)  # noqa: S506 – a safe loader of our own
    assert [error.message for error in schemas[name].iter_errors(data)] == []


@pytest.mark.parametrize(
    ("data", "part"),
    [
        ({"titel": "En risk", "agera": "person-a"}, "agera"),
        ({"titel": "En risk", "bedomning": [{"datum": "2023-01-01", "sannolikhet": 11, "konsekvens": 1}]}, "11"),
        ({"titel": "En risk", "atgard": [{"nr": 1}]}, "text"),
        ({"titel": "En risk", "atgard": [{"nr": 1, "text": "x", "mot": "ingenting"}]}, "ingenting"),
    ],
)
def test_what_is_wrong_is_marked(data: object, part: str, schemas: dict[str, Draft202012Validator]) -> None:
    def told(error: object) -> str:
        return f"{error} {[told(each) for each in getattr(error, 'context', ())]}"

    assert part in " ".join(told(error) for error in schemas["risk"].iter_errors(data))


def test_everything_that_an_editor_shows_is_swedish(schemas: dict[str, Draft202012Validator]) -> None:
    risk = schemas["risk"].schema
    assert isinstance(risk, dict)
    assert (risk["title"], risk["description"]) == ("Risk", "det som kan hindra målen, bedömt gång på gång")
    assert risk["properties"]["agare"]["description"] == "Den som bevakar risken"
    direction = risk["$defs"]["Atgard"]["properties"]["mot"]["description"]
    assert "sannolikhet: minskar sannolikheten" in direction
    assert not any("description" in found or "title" in found for found in risk["$defs"].values())


def test_all_schemas_are_written_once(here: Here) -> None:
    first, again = here.run("schema"), here.run("schema")
    assert (first.code, first.out, again.code) == (0, "projekt/.schema\n", 0)
    assert here.diary()[:2] == ["schema: skrivna för redigeraren", "börja"]
    assert sorted(path.stem for path in (here.root / "projekt" / ".schema").iterdir()) == list(register.names())
    assert here.run("kontroll").out == here.run("kontroll", "--datum", "2023-05-30").out


def test_a_new_record_names_its_schema_and_brings_it(here: Here) -> None:
    assert here.run("risk", "add", "--titel", "Ny", "--agare", "projektledare").lines[-1] == "R-004"
    assert here.read("risk/R-004").startswith("# yaml-language-server: $schema=../.schema/risk.json\n")
    assert (here.root / "projekt" / ".schema" / "risk.json").is_file()
    assert here.git("status", "--porcelain") == ""


def test_an_unknown_register_is_answered_with_the_nearest(seen: Here) -> None:
    done = seen.run("schema", "riks")
    assert (done.code, done.err) == (2, "Fel: Registret riks finns inte.\nÅtgärda: Menades risk?\n")
