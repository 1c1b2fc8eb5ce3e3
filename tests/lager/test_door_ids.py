import shutil
from pathlib import Path

import pytest
from tests.lager.door_world import RISK, commit_all, git, put, save, say_nothing

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.lager.skriv import open_door


def next_id(root: Path) -> str:
    """The next risk's id; it must be usable at once."""
    with open_door(root, say_nothing) as door:
        found = door.next_id("risk", "R")
    assert save(root, {f"projekt/risk/{found}.yaml": "titel: x\n"}, spara=False).exit_code == 0
    (root / f"projekt/risk/{found}.yaml").unlink()
    return found


def test_the_first_id_of_a_register_is_one(repo: Path) -> None:
    with open_door(repo, say_nothing) as door:
        assert door.next_id("mote", "M") == "M-001"


def test_each_call_gives_another_id(repo: Path) -> None:
    with open_door(repo, say_nothing) as door:
        assert [door.next_id("risk", "R"), door.next_id("risk", "R"), door.next_id("mote", "M")] == [
            "R-002",
            "R-003",
            "M-001",
        ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("R-007.yaml", "R-008"),
        ("R-999.yaml", "R-1000"),
        ("R-007-DATOR.yaml", "R-008"),
        ("r-007.yml", "R-008"),
        ("R-7 (2).yaml", "R-008"),
        ("RA-009.yaml", "R-002"),
        ("XR-009.yaml", "R-002"),
        ("R-12345678901234567890.yaml", "R-002"),
    ],
)
def test_every_name_in_the_folder_that_carries_an_id_counts(plain: Path, name: str, expected: str) -> None:
    put(plain, f"projekt/risk/{name}", "titel: x\n")
    assert next_id(plain) == expected


def test_a_deleted_record_keeps_its_id(repo: Path) -> None:
    put(repo, "projekt/risk/R-005.yaml", "titel: x\n")
    commit_all(repo)
    git(repo, "rm", "--quiet", "projekt/risk/R-005.yaml")
    commit_all(repo)
    assert next_id(repo) == "R-006"


def test_a_whole_deleted_register_keeps_its_ids(repo: Path) -> None:
    shutil.rmtree(repo / "projekt/risk")
    commit_all(repo)
    assert next_id(repo) == "R-002"


def test_a_renamed_record_keeps_both_ids(repo: Path) -> None:
    put(repo, "projekt/risk/R-008.yaml", "titel: lång nog för att git ska se att den har flyttats\n" * 5)
    commit_all(repo)
    git(repo, "mv", "projekt/risk/R-008.yaml", "projekt/risk/R-002.yaml")
    commit_all(repo)
    assert next_id(repo) == "R-009"


def test_an_id_on_another_branch_is_taken(repo: Path) -> None:
    git(repo, "switch", "--quiet", "--create", "sida")
    put(repo, "projekt/risk/R-003.yaml", "titel: x\n")
    commit_all(repo)
    git(repo, "switch", "--quiet", "main")
    assert next_id(repo) == "R-004"


def test_an_id_that_a_merge_threw_away_is_taken(repo: Path) -> None:
    git(repo, "switch", "--quiet", "--create", "sida")
    put(repo, "projekt/risk/R-003.yaml", "titel: x\n")
    commit_all(repo)
    git(repo, "switch", "--quiet", "main")
    commit_all(repo)
    git(repo, "merge", "--quiet", "--strategy=ours", "--no-edit", "sida")
    git(repo, "branch", "--quiet", "-D", "sida")
    assert next_id(repo) == "R-004"


def test_an_id_that_came_with_a_merge_commit_itself_is_taken(repo: Path) -> None:
    git(repo, "switch", "--quiet", "--create", "sida")
    commit_all(repo, "sida")
    git(repo, "switch", "--quiet", "main")
    commit_all(repo, "main")
    git(repo, "merge", "--no-commit", "--no-ff", "sida", check=False)
    put(repo, "projekt/risk/R-004.yaml", "titel: x\n")
    commit_all(repo)
    git(repo, "rm", "--quiet", "projekt/risk/R-004.yaml")
    commit_all(repo)
    assert next_id(repo) == "R-005"


def test_an_id_that_a_colleague_has_pushed_is_taken(repo: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(repo), "kopia")
    put(repo, "projekt/risk/R-002.yaml", "titel: x\n")
    commit_all(repo)
    git(tmp_path / "kopia", "fetch", "--quiet")
    assert next_id(tmp_path / "kopia") == "R-003"


def test_a_clone_without_history_still_counts_its_files(repo: Path, tmp_path: Path) -> None:
    put(repo, "projekt/risk/R-004.yaml", "titel: x\n")
    commit_all(repo)
    git(tmp_path, "clone", "--quiet", "--depth=1", repo.as_uri(), "grund")
    assert next_id(tmp_path / "grund") == "R-005"


def test_a_file_where_the_register_belongs_is_told(repo: Path) -> None:
    put(repo, "projekt/mote", "en fil")
    with open_door(repo, say_nothing) as door, pytest.raises(ProtectedError) as caught:
        door.next_id("mote", "M")
    assert caught.value.text == (
        "Inget är sparat: projekt/mote är inte tillgänglig, en del av sökvägen är en fil och inte en mapp."
    )


def test_before_the_first_commit_the_files_count(plain: Path) -> None:
    git(plain, "init", "--quiet")
    assert next_id(plain) == "R-002"


def test_in_a_subfolder_of_a_larger_repository_only_the_project_counts(tmp_path: Path, home: Path) -> None:
    assert home.exists()
    git(tmp_path, "init", "--quiet")
    put(tmp_path, f"a/b/{RISK}", "titel: x\n")
    put(tmp_path, "a/b/projekt/risk/R-006.yaml", "titel: x\n")
    put(tmp_path, "projekt/risk/R-050.yaml", "ett annat projekt\n")
    git(tmp_path, "add", "a", "projekt")
    git(tmp_path, "commit", "--quiet", "--message", "x")
    (tmp_path / "a/b/projekt/risk/R-006.yaml").unlink()
    assert next_id(tmp_path / "a/b") == "R-007"


def test_the_users_settings_for_the_log_do_not_count(repo: Path) -> None:
    for setting in ("log.follow=true", "log.showSignature=true", "diff.renames=copies", "diff.noprefix=true"):
        git(repo, "config", *setting.split("="))
    put(repo, "projekt/risk/R-005 å.yaml", "titel: x\n")
    commit_all(repo)
    git(repo, "rm", "--quiet", "projekt/risk/R-005 å.yaml")
    commit_all(repo)
    assert next_id(repo) == "R-006"
