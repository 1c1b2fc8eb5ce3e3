"""The house's own rules: linters, types, floors, sizes, and what the files say about dependencies."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LONGEST_MODULE = 300
CONSTRAINT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==[A-Za-z0-9.!+]+")


def _normal(name: str) -> str:
    """A distribution's name, spelled one way."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _names(requirements: list[str]) -> set[str]:
    return {_normal(re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]) for requirement in requirements}


def _scripts() -> list[Path]:
    """Every file of ours that a machine executes or is configured by."""
    patterns = (".ci/*", "*.toml", "constraints.txt", "src/**/*.py", "bench/**/*.py", "tests/**/*.py")
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["-m", "ruff", "check", "."], id="ruff finds nothing"),
        pytest.param(["-m", "ruff", "format", "--check", "."], id="the code is formatted"),
        pytest.param(["-m", "mypy"], id="types hold"),
        pytest.param(["-c", "from importlinter.cli import *; lint_imports_command()"], id="imports go downwards"),
    ],
)
def test_the_linters_have_nothing_to_say(command: list[str]) -> None:
    run = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_module_can_be_read_in_one_go() -> None:
    lines = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in ROOT.glob("src/**/*.py")}
    assert {path: count for path, count in lines.items() if count > LONGEST_MODULE} == {}


def test_no_script_names_a_package_registry() -> None:
    registry = re.compile(r"https?://\S*(?:simple|pypi|npmjs|debian)|index[-_]url|find[-_]links|trusted[-_]host")
    assert [str(path) for path in _scripts() if registry.search(path.read_text("utf-8"))] == []


def _distributions(*folders: str) -> set[str]:
    """The distributions whose modules are imported by what stands in the folders, ours and Python's own left out."""
    files = [path for folder in folders for path in ROOT.glob(f"{folder}/**/*.py")]
    nodes = (node for path in files for node in ast.walk(ast.parse(path.read_bytes())))
    ours = {path.stem for path in files} | {"drogscen_cli", "tests"}
    part_of_another = {"pydantic_core"}  # Pydantic pins it to a version of its own
    names = {name.partition(".")[0] for node in nodes for name in _imports(node)}
    homes = importlib.metadata.packages_distributions()
    foreign = names - ours - part_of_another - set(sys.stdlib_module_names)
    return {_normal(homes.get(name, [name])[0]) for name in foreign}


def _imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def test_what_the_code_imports_is_what_the_package_depends_on() -> None:
    assert _distributions("src") == _names(PROJECT["dependencies"])


def test_what_the_tests_import_comes_with_the_package_or_its_extra_for_developers() -> None:
    assert _distributions("tests", "bench") <= _names(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])


def test_the_readme_explains_every_dependency_and_nothing_else() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    heads = [number for number, line in enumerate(lines) if re.match(r"\|\s*(?i:library|bibliotek)\s*\|", line)]
    rows = [row for head in heads for row in takewhile(lambda line: line.startswith("|"), lines[head + 2 :])]
    explained = {_normal(name) for row in rows for name in re.findall(r"[\w.-]+", row.split("|")[1])}
    assert _names(PROJECT["dependencies"]) <= explained
    assert explained <= _names(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])


def test_the_constraints_are_names_with_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and not CONSTRAINT.fullmatch(line)] == []


def test_the_constraints_hold_every_dependency() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    held = {_normal(found[1]) for line in lines if (found := CONSTRAINT.fullmatch(line))}
    assert _names(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]) <= held
