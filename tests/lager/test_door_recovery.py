"""What the next command does about a write that was cut off, and about what people did in between."""

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.lager.door_world import MOTE, RISK, git, leftovers, put, read, save, say_nothing, status

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.lager.skriv import open_door, recover

FAULTS = Path(__file__).with_name("door_faults.py")
NEW = "projekt/risk/R-002.yaml"
TEXTS = {RISK: "titel: Två\n", MOTE: "titel: Möte\n", NEW: "titel: Ny\n"}
JOURNAL = "projekt/.drogscen/journal.json"
DRAFTS = "projekt/.drogscen/utkast"
DONE = f"""En avbruten skrivning är nu slutförd: {RISK}, {MOTE}, {NEW}. Den är inte i dagboken. Kör i projektets mapp:
  git add -- {RISK} {MOTE} {NEW}
  git commit -m "Avbruten skrivning" -- {RISK} {MOTE} {NEW}"""


def interrupt(root: Path, call: str, number: int) -> None:
    """Write TEXTS in a process that dies before its call ``call`` number ``number``."""
    run = subprocess.run(
        [sys.executable, str(FAULTS), "die", str(root), call, str(number)],
        input=json.dumps(TEXTS).encode(),
        check=False,
    )
    assert run.returncode == -9
    assert (root / JOURNAL).exists()


@pytest.fixture
def cut_off(repo: Path) -> Path:
    """A project whose write died with the journal complete: RISK is written, the new files are not."""
    interrupt(repo, "link", 1)
    assert (read(repo, RISK), read(repo, MOTE), read(repo, NEW)) == ("titel: Två\n", None, None)
    return repo


def told(root: Path) -> list[str]:
    """What a reading command is told; afterwards nothing is left to tell, and writing works."""
    sentences = recover(root, say_nothing)
    assert recover(root, say_nothing) == []
    assert not (root / JOURNAL).exists()
    assert save(root, {"projekt/risk/R-900.yaml": "titel: Nästa\n"}).exit_code == 0
    return sentences


def test_there_is_nothing_to_recover_in_an_ordinary_project(repo: Path) -> None:
    assert recover(repo, say_nothing) == []
    assert not (repo / "projekt/.drogscen").exists()


def test_a_reading_command_finishes_the_write_and_says_so(cut_off: Path) -> None:
    assert told(cut_off) == [DONE]
    assert {path: read(cut_off, path) for path in TEXTS} == TEXTS
    assert leftovers(cut_off) == []
    assert status(cut_off) == [f" M {RISK}", f"?? {MOTE}", f"?? {NEW}"]


def test_a_writing_command_finishes_the_write_first(cut_off: Path) -> None:
    sentences: list[str] = []
    with open_door(cut_off, sentences.append) as door:
        assert {path: read(cut_off, path) for path in TEXTS} == TEXTS
        assert door.next_id("risk", "R") == "R-003"
    assert sentences == [DONE]


def test_without_git_nothing_is_said_about_the_diary(plain: Path) -> None:
    interrupt(plain, "link", 1)
    assert told(plain) == [f"En avbruten skrivning är nu slutförd: {RISK}, {MOTE}, {NEW}."]


def test_a_file_changed_by_hand_after_the_crash_is_left_alone(cut_off: Path) -> None:
    put(cut_off, RISK, "titel: Rättat för hand\n")
    put(cut_off, MOTE, "titel: Eget möte\n")
    sentences = told(cut_off)
    assert sentences[0].startswith(f"En avbruten skrivning är nu slutförd: {NEW}.")
    said = "{} har ändrats sedan en skrivning avbröts, och är kvar som den är. Skrivningens text ligger i {}."
    assert sentences[1:] == [
        said.format(RISK, f"{DRAFTS}/risk-R-001.yaml"),
        said.format(MOTE, f"{DRAFTS}/mote-M-001.yaml"),
    ]
    assert (read(cut_off, RISK), read(cut_off, MOTE)) == ("titel: Rättat för hand\n", "titel: Eget möte\n")
    assert read(cut_off, f"{DRAFTS}/risk-R-001.yaml") == TEXTS[RISK]
    assert read(cut_off, f"{DRAFTS}/mote-M-001.yaml") == TEXTS[MOTE]


def test_a_file_deleted_after_the_crash_stays_deleted(cut_off: Path) -> None:
    (cut_off / RISK).unlink()
    assert f"{DRAFTS}/risk-R-001.yaml" in told(cut_off)[1]
    assert read(cut_off, RISK) is None
    assert read(cut_off, f"{DRAFTS}/risk-R-001.yaml") == TEXTS[RISK]


@pytest.mark.parametrize("half", ["", "titel", "titel: Möt"])
def test_a_new_file_that_was_half_written_is_completed(cut_off: Path, half: str) -> None:
    put(cut_off, MOTE, half)
    assert told(cut_off) == [DONE]
    assert read(cut_off, MOTE) == TEXTS[MOTE]


def test_an_old_file_cut_short_by_hand_is_left_alone(cut_off: Path) -> None:
    put(cut_off, RISK, "titel")
    assert f"{DRAFTS}/risk-R-001.yaml" in told(cut_off)[1]
    assert read(cut_off, RISK) == "titel"


def test_a_file_taken_back_by_hand_is_written_again(cut_off: Path) -> None:
    git(cut_off, "checkout", "--quiet", "--", RISK)
    assert told(cut_off) == [DONE]
    assert read(cut_off, RISK) == TEXTS[RISK]


def test_a_folder_deleted_after_the_crash_is_made_again(cut_off: Path) -> None:
    shutil.rmtree(cut_off / "projekt/mote")
    assert told(cut_off) == [DONE]
    assert read(cut_off, MOTE) == TEXTS[MOTE]


def test_a_link_put_there_after_the_crash_is_not_followed(cut_off: Path, tmp_path: Path) -> None:
    (tmp_path / "utanför").mkdir()
    (cut_off / "projekt/mote").rmdir()
    (cut_off / "projekt/mote").symlink_to(tmp_path / "utanför")
    assert f"{DRAFTS}/mote-M-001.yaml" in told(cut_off)[1]
    assert list((tmp_path / "utanför").iterdir()) == []


def test_recovering_may_itself_be_cut_off(cut_off: Path) -> None:
    for call, number in (("link", 1), ("link", 2), ("unlink", 1)):
        run = subprocess.run(
            [sys.executable, str(FAULTS), "die", str(cut_off), call, str(number)],
            input=b"{}",
            check=False,
        )
        assert run.returncode in (-9, 0)
    told(cut_off)
    assert {path: read(cut_off, path) for path in TEXTS} == TEXTS


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"sha256": "x", "files": "[]"}', '{"files": 3}', "\0" * 100, "[" * 9999]
)
def test_a_damaged_journal_is_put_aside(repo: Path, damage: str) -> None:
    put(repo, JOURNAL, damage)
    assert told(repo) == [
        f"Journalen över en avbruten skrivning var skadad. Den ligger nu i {DRAFTS}/journal.json.",
    ]
    assert read(repo, f"{DRAFTS}/journal.json") == damage
    assert read(repo, RISK) == "titel: En\n"


def test_a_journal_that_someone_has_changed_is_put_aside(cut_off: Path) -> None:
    put(cut_off, JOURNAL, (read(cut_off, JOURNAL) or "").replace(MOTE, "projekt/../../stulet.yaml"))
    assert told(cut_off) == [
        f"Journalen över en avbruten skrivning var skadad. Den ligger nu i {DRAFTS}/journal.json.",
    ]
    assert not (cut_off.parent / "stulet.yaml").exists()


def test_what_cannot_be_finished_now_waits_and_does_not_stop_reading(cut_off: Path) -> None:
    (cut_off / "projekt/.drogscen/tmp").rename(cut_off / "tmp")
    put(cut_off, "projekt/.drogscen/tmp", "en fil i vägen")
    said = "Mappen projekt/.drogscen går inte att använda: det finns redan en fil med det namnet."
    assert recover(cut_off, say_nothing) == [f"En avbruten skrivning väntar på att slutföras. {said}"]
    with pytest.raises(ProtectedError) as caught:
        save(cut_off, {RISK: "titel: Tre\n"})
    assert caught.value.text == f"Inget är sparat. {said}"
    assert (cut_off / JOURNAL).exists()
    (cut_off / "projekt/.drogscen/tmp").unlink()
    assert told(cut_off) == [DONE]
    assert {path: read(cut_off, path) for path in TEXTS} == TEXTS


def test_a_write_that_a_full_disk_keeps_waiting_is_finished_later(cut_off: Path) -> None:
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5, old[1]))
    try:
        with pytest.raises(ProtectedError) as caught:
            save(cut_off, {RISK: "titel: Tre\n"})
        sentences = recover(cut_off, say_nothing)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    said = f"Den avbrutna skrivningen i {JOURNAL} går inte att slutföra nu: filen är större än vad som är tillåtet."
    assert caught.value.text == f"Inget är sparat. {said}"
    assert caught.value.atgarda == "Åtgärda det. Nästa drogscen-kommando slutför skrivningen."
    assert sentences == [f"En avbruten skrivning väntar på att slutföras. {said}"]
    assert told(cut_off) == [DONE]
    assert {path: read(cut_off, path) for path in TEXTS} == TEXTS
