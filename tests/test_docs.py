"""What ``docs/json.md`` and ``docs/mallar.md`` name is what there is."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from tests.cli.cli_world import Here

from drogscen_cli.lager.exempel import FOLDER
from drogscen_cli.rapport import efterlevnad, kallelse, protokoll

DOCS = Path(__file__).parents[1] / "docs"
_SECTION = re.compile(r"^## `([a-z]+(?: [a-z]+)? --(?:format )?json)`\n\n```json\n(.+?)```", re.MULTILINE | re.DOTALL)
SHOWN = {command: json.loads(text) for command, text in _SECTION.findall((DOCS / "json.md").read_text("utf-8"))}


def _keys(value: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401
    """Every key with the keys above it: ``poster.prognos.belopp``."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}{key}"
            yield from _keys(inner, f"{path}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner, path)


def test_the_documents_of_programs_are_described() -> None:
    assert set(SHOWN) == {
        *("kontroll --format json", "regel --json", "beslut list --json", "atgard list --json"),
        *("ekonomi show --json", "risk matris --json", "mall list --json"),
    }


@pytest.mark.parametrize("command", SHOWN)
def test_the_keys_that_are_described_are_those_that_are_written(command: str) -> None:
    dated = [] if command.startswith(("regel", "mall")) else ["--datum", "2023-06-30"]
    done = Here(FOLDER, {}).call(*command.split(), "--projekt", str(FOLDER), *dated)
    assert set(_keys(json.loads(done.out))) == set(_keys(SHOWN[command]))


VIEWS = {"kallelse": kallelse.Kallelse, "protokoll": protokoll.Protokoll, "efterlevnad": efterlevnad.Efterlevnad}


def _described(name: str) -> dict[str, str]:
    """Each variable of a view and what is said of it."""
    text = (DOCS / "mallar.md").read_text("utf-8")
    section = text[text.index(f"### `{name}`") :].partition("\n#")[0]
    cells = [row.split("|")[1:3] for row in section.splitlines() if row.startswith("| `")]
    return {variable: said for names, said in cells for variable in re.findall(r"`(\w+)`", names)}


@pytest.mark.parametrize("name", VIEWS)
def test_the_variables_that_are_described_are_those_that_a_template_gets(name: str) -> None:
    assert _described(name).keys() | {"plan", "dag"} == {field.name for field in fields(VIEWS[name])}


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        *(("efterlevnad", each) for each in ("regelrader", "avsteg", "undantag", "avstangda")),
        *(("kallelse", "saknas"), ("protokoll", "atgarder"), ("protokoll", "statusrapporter")),
    ],
)
def test_the_fields_of_a_row_that_are_described_are_there(name: str, variable: str) -> None:
    row = get_args(get_type_hints(VIEWS[name])[variable])[0]
    said = re.findall(r"`(\w+)`", _described(name)[variable])
    assert {field.name for field in fields(row)} <= set(said)
