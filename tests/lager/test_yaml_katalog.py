"""The catalogue of what can be wrong with a file."""

import re

import pytest

from drogscen_cli.core import schemafel
from drogscen_cli.core.fynd import Regel


def test_the_catalogue_lists_every_rule_of_the_module_once() -> None:
    defined = [value for value in vars(schemafel).values() if isinstance(value, Regel)]
    assert list(schemafel.ALLA) == defined
    assert len({regel.id for regel in defined}) == len(defined)


@pytest.mark.parametrize("regel", schemafel.ALLA, ids=lambda regel: str(regel.id))
def test_a_rule_is_found_by_its_id_and_speaks_in_whole_sentences(regel: Regel) -> None:
    assert schemafel.by_id(regel.id) is regel
    assert re.fullmatch(r"(FIL|YAML|SCH)\d\d", regel.id)
    assert re.fullmatch(r"[A-ZÅÄÖ].*[^.!?]", regel.titel)
    assert re.fullmatch(r"[A-ZÅÄÖ\d].*[^!]\.", regel.text)
    assert re.fullmatch(r"[A-ZÅÄÖ].*[^!]\.", regel.atgarda)


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        schemafel.by_id("SCH99")
