"""Failing disks: at every system call, and for real."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.lager.door_faults import NEW, OLD
from tests.lager.door_world import RISK, changes, git, leftovers, put, read, save, say_nothing, status

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.lager.skriv import open_door

FAULTS = Path(__file__).with_name("door_faults.py")
NOBODY = 65534
UNTOUCHED = {path: OLD.get(path) for path in NEW}


def sweep(folder: Path, mode: str) -> list[dict[str, object]]:
    """One report for each system call of a write."""
    run = subprocess.run(
        [sys.executable, str(FAULTS), "sweep", str(folder), mode],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize("mode", ["die", "once", "full", "gone"])
def test_wherever_it_fails_all_files_are_old_or_all_new_and_the_user_knows_which(
    tmp_path: Path,
    home: Path,
    mode: str,
) -> None:
    assert home.exists()
    reports = sweep(tmp_path, mode)
    assert len(reports) > 25
    assert [report for report in reports if not _whole(report)] == []
    assert [report for report in reports if report["next"] != 0 or report["leftovers"] != []] == []
    assert {report.get("code", "no") for report in reports} >= {0, "no"}  # both ends were reached


def _whole(report: dict[str, object]) -> bool:
    if "died" in report:
        return report["recovered"] in (UNTOUCHED, NEW)
    if "refused" in report:
        return report["then"] == report["recovered"] == UNTOUCHED and "Inget är sparat" in str(report["refused"])
    if report["code"] == 0:
        return report["then"] == report["recovered"] == NEW
    return report["recovered"] == NEW and "Nästa drogscen-kommando slutför skrivningen." in str(report["note"])


def test_a_disk_without_hard_links_will_do(tmp_path: Path, home: Path) -> None:
    assert home.exists()
    reports = sweep(tmp_path, "nolink")
    assert [(report["code"], report["then"]) for report in reports] == [(0, NEW)]


def refused(root: Path, text: str = "x" * 10) -> str:
    """What is said when a write fails; everything on disk and in git must be as before."""
    before = (read(root, RISK), status(root), git(root, "rev-parse", "HEAD"))
    with pytest.raises(ProtectedError) as caught:
        save(root, {RISK: text, "projekt/ny/N-001.yaml": text})
    assert (read(root, RISK), status(root), git(root, "rev-parse", "HEAD")) == before
    assert leftovers(root) == []
    assert not (root / "projekt/ny").exists()
    return caught.value.text


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow over 20 kB: the write in the middle fails."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, old[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, old)


@pytest.mark.usefixtures("small_files")
@pytest.mark.parametrize("size", [30_000, 16_000])
def test_a_write_that_stops_in_the_middle_changes_nothing(repo: Path, size: int) -> None:
    assert refused(repo, "x" * size) == (
        f"Inget är sparat: {RISK} med 1 till går inte att skriva, filen är större än vad som är tillåtet."
    )
    assert save(repo, {RISK: "titel: Två\n"}).exit_code == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_disk_that_is_full_or_read_only_changes_nothing(repo: Path) -> None:
    save(repo, {RISK: "titel: Två\n"})
    disk = repo.parent / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,nr_inodes=400", "x", str(disk)], check=False).returncode:
        pytest.skip("may not mount here")
    try:
        root = disk / "arbete"
        git(disk, "clone", "--quiet", str(repo), "arbete")
        save(root, {RISK: "titel: Tre\n"})
        _full(root)
        _no_inodes(root)
        _read_only(root, disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _full(root: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        (root / ".git/fyllnad").write_bytes(b"x" * 4_000_000)
    assert refused(root) == f"Inget är sparat: {RISK} med 1 till går inte att skriva, disken är full."
    (root / ".git/fyllnad").unlink()
    assert save(root, {RISK: "titel: Fyra\n"}).exit_code == 0


def _no_inodes(root: Path) -> None:
    (root / ".git/fyllnad").mkdir()
    with pytest.raises(OSError, match="No space"):
        [(root / f".git/fyllnad/{number}").write_bytes(b"") for number in range(1000)]
    assert refused(root) == f"Inget är sparat: {RISK} med 1 till går inte att skriva, disken är full."
    for file in (root / ".git/fyllnad").iterdir():
        file.unlink()
    assert save(root, {RISK: "titel: Fem\n"}).exit_code == 0


def _read_only(root: Path, disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert refused(root) == "Inget är sparat. Projektet går inte att låsa: disken är skrivskyddad."
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert save(root, {RISK: "titel: Sex\n"}).exit_code == 0


@pytest.fixture
def theirs(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The project of an ordinary user: folder rights do not bind root."""
    if os.geteuid() != 0:
        yield repo
        return
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(repo.parent, folder, dirs_exist_ok=True, symlinks=True)
        monkeypatch.setenv("HOME", f"{folder}/home")
        monkeypatch.setenv("XDG_CONFIG_HOME", f"{folder}/home")
        for path in (Path(folder), *Path(folder).rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield Path(folder, "arbete")
        finally:
            os.setresuid(0, 0, 0)


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """A folder in which nothing may be made or removed."""
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(0o755)


def test_a_folder_that_may_not_be_written_changes_nothing(theirs: Path) -> None:
    save(theirs, {RISK: "titel: Två\n"})
    with closed(theirs / "projekt/risk"):
        assert refused(theirs) == (
            f"Inget är sparat: {RISK} med 1 till går inte att skriva, "
            "behörighet saknas, eller så används filen av ett annat program."
        )
    assert save(theirs, {RISK: "titel: Tre\n"}).exit_code == 0


def test_a_project_that_may_not_be_written_changes_nothing(theirs: Path) -> None:
    with closed(theirs / "projekt"):
        assert refused(theirs) == (
            "Inget är sparat. Mappen projekt/.drogscen går inte att använda: "
            "behörighet saknas, eller så används filen av ett annat program."
        )
    assert save(theirs, {RISK: "titel: Tre\n"}).exit_code == 0


def test_a_git_directory_that_may_not_be_written_does_not_keep_the_work_from_the_disk(theirs: Path) -> None:
    with closed(theirs / ".git"):
        outcome = save(theirs, {RISK: "titel: Två\n"})
    assert outcome.exit_code == 5
    assert outcome.note.startswith("Sparat, men inte i dagboken: git, eller en krok i git, tog inte emot ändringen.")
    assert "index.lock': Permission denied" in outcome.note
    assert (read(theirs, RISK), status(theirs)) == ("titel: Två\n", [f" M {RISK}"])
    assert (theirs / "projekt/.drogscen/lock").exists()
    git(theirs, "commit", "--quiet", "--message", "Ändrat", "--", RISK)
    assert save(theirs, {RISK: "titel: Tre\n"}).exit_code == 0


def test_a_file_that_may_not_be_read_is_not_replaced(theirs: Path) -> None:
    wanted = changes(theirs, {RISK: "titel: Två\n"})
    (theirs / RISK).chmod(0o200)
    with open_door(theirs, say_nothing) as door, pytest.raises(ProtectedError) as caught:
        door.write(wanted, spara=True)
    (theirs / RISK).chmod(0o644)
    assert caught.value.text == (
        f"Inget är sparat: {RISK} är inte tillgänglig, behörighet saknas, eller så används filen av ett annat program."
    )
    assert (read(theirs, RISK), status(theirs)) == ("titel: En\n", [])
    assert save(theirs, {RISK: "titel: Två\n"}).exit_code == 0


def test_no_more_open_files_changes_nothing(repo: Path) -> None:
    save(repo, {RISK: "titel: Två\n"})
    old = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = changes(repo, {RISK: "titel: Tre\n"})
    os.close(lowest := os.dup(0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, old[1]))
    try:
        with pytest.raises(ProtectedError) as caught, open_door(repo, say_nothing) as door:
            door.write(wanted, spara=True)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, old)
    assert caught.value.text == "Inget är sparat. Projektet går inte att låsa: för många filer är öppna."
    assert (read(repo, RISK), status(repo)) == ("titel: Två\n", [])
    assert save(repo, {RISK: "titel: Tre\n"}).exit_code == 0


def test_nothing_is_written_over_a_change_set_that_waits(repo: Path) -> None:
    with open_door(repo, say_nothing) as door:
        put(repo, "projekt/.drogscen/journal.json", "{}")  # as after a write that could not be finished
        with pytest.raises(ProtectedError) as caught:
            door.write(changes(repo, {RISK: "titel: Två\n"}), spara=True)
    assert caught.value.text == ("Inget är sparat: en tidigare skrivning ligger kvar i projekt/.drogscen/journal.json.")
    assert (read(repo, RISK), status(repo)) == ("titel: En\n", [])
    assert save(repo, {RISK: "titel: Två\n"}).exit_code == 0
