"""Every command that a rule tells the user to give is one that there is."""

import re

import pytest

from drogscen_cli import register
from drogscen_cli.core.post import struct_of
from drogscen_cli.regel import rules

_COMMAND = re.compile(r"drogscen ([a-z]+)(?: ([a-z]+))? (?:add|edit)\b([^:.,]*)")
_OPTION = re.compile(r"--([a-z-]+)")


def commands() -> list[tuple[str, str, str, str]]:
    remedies = [(ident, bound.regel.atgarda) for ident, bound in rules().items()]
    return [(ident, *found) for ident, text in remedies for found in _COMMAND.findall(text)]


@pytest.mark.parametrize(("ident", "name", "lista", "rest"), commands())
def test_a_remedy_names_a_register_its_list_and_its_fields(ident: str, name: str, lista: str, rest: str) -> None:
    assert name in register.names(), ident
    model = register.model(name)
    struct = struct_of(model)
    item = dict(struct.lists)[lista] if lista else model
    fields = set(item.model_fields)
    fields |= {f"{part}_{inner}" for part, found in struct.parts for inner in found.model_fields}
    options = {option.replace("-", "_") for option in _OPTION.findall(rest)} - {"datum"}
    assert options <= fields, ident
