"""The projects that the command line's tests use; and one in which everything that can be wrong is wrong."""

import shutil
from pathlib import Path

import pytest
from tests.cli.cli_world import EXAMPLE, Here
from tests.cli.conftest import here, seen, surroundings, template
from tests.robust.hostile import files

__all__ = ["here", "hostile", "seen", "surroundings", "template"]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, surroundings: dict[str, str]) -> Here:
    """The example with hundreds of broken, odd and hostile files beside its records; never written to by a test."""
    root = tmp_path_factory.mktemp("fientligt") / "exempel"
    shutil.copytree(EXAMPLE, root)
    for path, raw in files().items():
        Path(root, path).write_bytes(raw)
    return Here(root, surroundings)
