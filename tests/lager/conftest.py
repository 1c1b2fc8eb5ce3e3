import os
from pathlib import Path

import pytest
from tests.lager.door_world import commit_all, git, put


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, so that nobody's git settings count."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (folder / ".gitconfig").write_text(
        "[user]\nname = Eva Ek\nemail = eva.ek@exempel.se\n[init]\ndefaultBranch = main\n"
        '[advice]\ndetachedHead = false\n[protocol "file"]\nallow = always\n',
    )
    return folder


@pytest.fixture
def plain(tmp_path: Path, home: Path) -> Path:  # noqa: ARG001 – the home is set up
    """A project without git: one risk."""
    root = tmp_path / "arbete"
    put(root, "projekt/risk/R-001.yaml", "titel: En\n")
    return root


@pytest.fixture
def repo(plain: Path) -> Path:
    """The same project, committed on the branch main."""
    git(plain, "init", "--quiet")
    commit_all(plain, "börja")
    return plain
