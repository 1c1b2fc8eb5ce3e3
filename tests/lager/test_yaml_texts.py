"""The parsers' English texts: each has a Swedish cause of its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
import yaml.composer
import yaml.parser
import yaml.reader
import yaml.scanner

from drogscen_cli.lager.yamlfel import is_known

LIBYAML = (Path(__file__).parent / "yaml_hostile" / "libyaml.txt").read_text("utf-8").splitlines()
SYNTAX = re.compile(
    r"(did not|could not|found|while) .*|.* not allowed( in this context)?|(invalid|incomplete) (UTF|Uni|lea|tra|len).*"
)


@pytest.mark.parametrize("said", LIBYAML)
def test_each_text_of_libyaml_has_a_cause(said: str) -> None:
    context, _, problem = said.partition(": ")
    assert is_known(context, problem)


def test_the_list_holds_every_text_of_the_libyaml_that_is_installed() -> None:
    extension = pytest.importorskip("yaml._yaml")
    binary = Path(extension.__file__).read_bytes()
    texts = {found[0].decode() for found in re.finditer(rb"[ -~]{8,}(?=\0)", binary)}
    listed = {part for said in LIBYAML for part in said.split(": ", 1)}
    assert {text for text in texts if SYNTAX.fullmatch(text)} - listed == set()


def _raised(module_path: str) -> Iterator[tuple[str, str]]:
    """Context and problem of every error that a module of PyYAML raises; what is filled in stands as ``%r``."""
    for node in ast.walk(ast.parse(Path(module_path).read_bytes())):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and len(node.exc.args) >= 3:
            context, problem = node.exc.args[0], node.exc.args[2]
            yield _text(context), _text(problem)


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.BinOp):
        return _text(node.left)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("module", [yaml.scanner, yaml.parser, yaml.composer])
def test_each_text_of_pyyamls_own_parser_has_a_cause(module: object) -> None:
    raised = set(_raised(str(vars(module)["__file__"])))
    filled = {(_filled(context), problem) for context, problem in raised if problem}
    assert len(filled) > 2
    assert {pair for pair in filled if not is_known(*pair)} == set()


def _filled(context: str) -> str:
    return context.replace("an %s", "an anchor").replace("a %s node", "a block node").replace("a %s", "a tag")


def test_an_unheard_of_text_has_no_cause_of_its_own() -> None:
    assert not is_known("while doing something", "something odd happened")
