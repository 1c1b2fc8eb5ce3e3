import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from tests.lager.door_world import MOTE, RISK, commit_all, committed, git, put, read, save, status

ROOT = Path(__file__).parents[2]
NAMES = {
    "blanksteg": "projekt/risk/R 001.yaml",
    "sammansatt": unicodedata.normalize("NFC", "projekt/möte/Å ö.yaml"),
    "uppdelat": unicodedata.normalize("NFD", "projekt/möte/Å ö.yaml"),
    "streck": "projekt/-risk/--amend.yaml",
    "magi": "mallar/[ab].md",
    "citat": "handlingar/it's.md",
}


@pytest.mark.parametrize("name", NAMES)
def test_any_ordinary_name_is_committed(repo: Path, name: str) -> None:
    path = NAMES[name]
    put(repo, "mallar/a.md", "en annan fil\n")
    for text in ("ett\n", "två\n"):
        outcome = save(repo, {path: text})
        assert (outcome.exit_code, outcome.note) == (0, "")
        assert committed(repo, path) == text.strip()
        assert git(repo, "-c", "core.quotepath=false", "show", "--name-only", "-z", "--format=").strip("\0") == path
    assert status(repo) == ["?? mallar/a.md"]


@pytest.mark.parametrize("folder", ["med blanksteg", "å ä ö", "-streck", "djup/är/här"])
def test_the_project_may_lie_in_any_folder_of_a_larger_repository(tmp_path: Path, home: Path, folder: str) -> None:
    assert home.exists()
    top = tmp_path / "förråd"
    put(top, f"{folder}/{RISK}", "titel: En\n")
    put(top, RISK, "ett annat projekt\n")
    git(top, "init", "--quiet")
    commit_all(top)
    put(top, RISK, "ett annat projekt, ändrat\n")
    root = top / folder
    assert save(root, {RISK: "titel: Två\n", MOTE: "titel: Möte\n"}).exit_code == 0
    assert committed(root, MOTE) == "titel: Möte"
    assert status(top) == [f" M {RISK}"]
    put(root, RISK, "titel: för hand\n")
    outcome = save(root, {RISK: "titel: Tre\n"})
    assert outcome.note.startswith(f"Sparat, men inte i dagboken: {RISK} hade redan ändringar")
    assert (root / "projekt/.drogscen").is_dir()
    assert not (root / "projekt/.drogscen/lock").exists()


def test_a_refusal_in_a_subfolder_restores_the_index(tmp_path: Path, home: Path) -> None:
    assert home.exists()
    git(tmp_path, "init", "--quiet", "f")
    root = tmp_path / "f/under"
    put(root, RISK, "titel: En\n")
    commit_all(tmp_path / "f")
    put(tmp_path / "f", ".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n")
    (tmp_path / "f/.git/hooks/pre-commit").chmod(0o755)
    assert save(root, {MOTE: "titel: Möte\n"}).exit_code == 5
    assert status(tmp_path / "f") == [f"?? under/{MOTE}"]


def test_a_linked_worktree_is_ordinary_and_shares_the_lock(repo: Path, tmp_path: Path) -> None:
    git(repo, "worktree", "add", "--quiet", "-b", "sida", str(tmp_path / "andra"))
    assert save(tmp_path / "andra", {RISK: "titel: Två\n"}).exit_code == 0
    assert status(tmp_path / "andra") == []
    assert git(repo, "show", f"sida:{RISK}") == "titel: Två"
    assert (repo / ".git/drogscen.lock").exists()
    assert not list((repo / ".git/worktrees").rglob("drogscen.lock"))


def test_a_submodule_is_ordinary_and_the_outer_repository_untouched(repo: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "yttre")
    git(tmp_path / "yttre", "submodule", "--quiet", "add", "-b", "main", str(repo), "inre")
    head = commit_all(tmp_path / "yttre")
    inner = tmp_path / "yttre/inre"
    assert save(inner, {RISK: "titel: Två\n"}).exit_code == 0
    assert status(inner) == []
    assert git(tmp_path / "yttre", "rev-parse", "HEAD") == head


def test_a_project_reached_through_a_link_is_ordinary(repo: Path, tmp_path: Path) -> None:
    (tmp_path / "genväg").symlink_to(repo)
    assert save(tmp_path / "genväg", {RISK: "titel: Två\n"}).exit_code == 0
    assert status(repo) == []


def test_a_folder_that_only_looks_like_git_is_not_git(plain: Path) -> None:
    (plain / ".git").mkdir()
    put(plain, "projekt/.git.txt", "x")
    assert save(plain, {RISK: "titel: Två\n"}).exit_code == 0
    put(plain, "projekt/HEAD", "x")
    assert save(plain, {RISK: "titel: Tre\n"}).note.startswith("Sparat. Utan git finns ingen dagbok")


def test_more_paths_than_a_command_line_holds_are_one_commit(repo: Path) -> None:
    texts = {f"projekt/ekonomi/{'lång' * 20}-{number:03d}.yaml": f"nr: {number}\n" for number in range(500)}
    before = git(repo, "rev-parse", "HEAD")
    assert save(repo, texts).exit_code == 0
    assert git(repo, "rev-parse", "HEAD~1") == before
    assert len(git(repo, "show", "--name-only", "--format=").splitlines()) == 500
    assert status(repo) == []


def test_called_from_a_hook_it_is_saved_and_gits_own_commit_is_left_alone(repo: Path) -> None:
    script = f"""import sys
from pathlib import Path
sys.path[:0] = {[str(ROOT), str(ROOT / "src")]!r}
from tests.lager.door_world import save
outcome = save(Path({str(repo)!r}), {{{RISK!r}: "titel: av kroken\\n"}})
Path("utfall").write_text(f"{{outcome.exit_code}} {{outcome.note}}", encoding="utf-8")
"""
    put(repo, ".git/hooks/pre-commit", f"#!{sys.executable}\n{script}")
    (repo / ".git/hooks/pre-commit").chmod(0o755)
    put(repo, "eget.txt", "eget\n")
    git(repo, "add", "eget.txt")
    git(repo, "commit", "--quiet", "--message", "eget")
    assert (read(repo, "utfall") or "").startswith(
        "5 Sparat, men inte i dagboken: kommandot körs inifrån git, av en krok. Vänta tills git är klart.",
    )
    assert read(repo, RISK) == "titel: av kroken\n"
    assert git(repo, "show", "--name-only", "--format=") == "eget.txt"
    assert status(repo) == [f" M {RISK}", "?? utfall"]


def test_an_environment_that_points_at_another_repository_is_told(
    repo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    git(tmp_path, "init", "--quiet", "annat")
    with monkeypatch.context() as patch:
        patch.setenv("GIT_DIR", str(tmp_path / "annat/.git"))
        outcome = save(repo, {RISK: "titel: Två\n"})
    assert outcome.exit_code == 5
    assert outcome.note.startswith(
        f"Sparat, men inte i dagboken: miljövariabeln GIT_DIR pekar på ett annat git-förråd, {tmp_path}/annat/.git. ",
    )
    assert status(repo) == [f" M {RISK}"]


def test_an_environment_that_points_at_the_same_repository_is_ordinary(
    repo: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("GIT_DIR", str(repo / ".git"))
        patch.setenv("GIT_WORK_TREE", "/")
        patch.setenv("GIT_GLOB_PATHSPECS", "1")
        assert save(repo, {RISK: "titel: Två\n"}).exit_code == 0
    assert status(repo) == []


def test_a_commit_takes_its_date_and_author_from_the_environment(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2023-02-05T10:00:00+01:00")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Åsa Öberg")
    save(repo, {RISK: "titel: Två\n"})
    assert git(repo, "log", "-1", "--format=%an %aI") == "Åsa Öberg 2023-02-05T10:00:00+01:00"


def test_a_repository_that_turns_line_endings_is_ordinary(repo: Path) -> None:
    git(repo, "config", "core.autocrlf", "true")
    assert save(repo, {RISK: "titel: Två\nagare: a\n", MOTE: "titel: Möte\n"}).exit_code == 0
    assert status(repo) == []


@pytest.mark.skipif(os.name == "nt", reason="bytes in names")
def test_the_repository_may_lie_under_a_folder_whose_name_is_not_text(tmp_path: Path, home: Path) -> None:
    assert home.exists()
    top = os.fsdecode(os.fsencode(tmp_path) + b"/\xff")
    Path(top).mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=top, check=True)
    assert save(Path(top), {RISK: "titel: x\n"}).exit_code == 0
