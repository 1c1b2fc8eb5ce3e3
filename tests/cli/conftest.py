import os
import shutil
from pathlib import Path

import pytest
from tests.cli.cli_world import DAY, EXAMPLE, Here

import drogscen_cli

_KEPT = ("COVERAGE", "COV_", "LD_", "PATH", "SYSTEMROOT", "TMP", "TEMP", "VIRTUAL_ENV")
_GITCONFIG = "[user]\nname = Eva Ek\nemail = eva.ek@exempel.se\n[init]\ndefaultBranch = main\n"


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with a home of its own: nobody's settings, the day by DROGSCEN_DATUM, UTF-8."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text(_GITCONFIG, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name.startswith(_KEPT)}
    return {
        **kept,
        "DROGSCEN_DATUM": DAY,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(Path(drogscen_cli.__file__).parents[1]),
        "TERM": "xterm-256color",
        "XDG_CONFIG_HOME": str(home),
    }


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, surroundings: dict[str, str]) -> Here:
    """The fictitious example project, committed; never written to."""
    root = tmp_path_factory.mktemp("forlaga") / "exempel"
    shutil.copytree(EXAMPLE, root)
    made = Here(root, surroundings)
    made.git("init", "--quiet")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "börja")
    return made


@pytest.fixture
def here(template: Here, tmp_path: Path) -> Here:
    """A copy of the example project to work in."""
    root = tmp_path / "exempel"
    shutil.copytree(template.root, root)
    return Here(root, template.env)


@pytest.fixture(scope="session")
def seen(template: Here) -> Here:
    """The example project itself, for commands that only read."""
    return template
