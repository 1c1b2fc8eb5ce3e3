import os
import stat
import sys
from pathlib import Path

import pytest
from tests.lager.door_world import (
    MOTE,
    RISK,
    changes,
    commit_all,
    committed,
    git,
    leftovers,
    put,
    read,
    save,
    say_nothing,
    status,
)

from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.lager.skriv import Outcome, open_door

SKETCH = "projekt/.drogscen/utkast"


def everything(root: Path) -> dict[Path, bytes]:
    """Every file but the door's own."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".drogscen" not in path.parts}


def refusal(root: Path, *files: FileChange, message: str = "Ändrat") -> ProtectedError:
    """The error when the files are written; nothing else may have happened, and the next write must work."""
    with open_door(root, say_nothing) as door:
        before = everything(root)
        with pytest.raises(ProtectedError) as caught:
            door.write(ChangeSet(files, message), spara=True)
        assert everything(root) == before
    assert [name for name in leftovers(root) if not name.startswith("utkast")] == []
    assert save(root, {"projekt/risk/R-900.yaml": "titel: Nästa\n"}, spara=False).exit_code == 0
    return caught.value


def test_a_new_file_is_written_and_committed_alone(repo: Path) -> None:
    outcome = save(repo, {MOTE: "titel: Möte å ä ö\n"}, "Möte M-001: Startmöte\n\nFörsta mötet.")
    assert outcome == Outcome((MOTE,), git(repo, "rev-parse", "HEAD"), "", 0)
    assert read(repo, MOTE) == "titel: Möte å ä ö\n"
    assert git(repo, "log", "-1", "--format=%B%an") == "Möte M-001: Startmöte\n\nFörsta mötet.\nEva Ek"
    assert git(repo, "show", "--name-status", "--format=") == f"A\t{MOTE}"
    assert status(repo) == []
    assert leftovers(repo) == []


def test_several_files_become_one_commit(repo: Path) -> None:
    outcome = save(repo, {RISK: "titel: Två\n", MOTE: "titel: Möte\n", ".gitignore": "*.bak\n"})
    assert outcome.exit_code == 0
    assert git(repo, "show", "--name-status", "--format=").splitlines() == [
        "A\t.gitignore",
        f"A\t{MOTE}",
        f"M\t{RISK}",
    ]
    assert status(repo) == []


def test_the_users_own_work_is_left_alone(repo: Path) -> None:
    put(repo, "eget.txt", "v1\n")
    put(repo, "projekt/risk/R-002.yaml", "titel: v1\n")
    commit_all(repo)
    put(repo, "eget.txt", "v2, förberedd\n")
    git(repo, "add", "eget.txt")
    put(repo, "eget.txt", "v3, inte förberedd\n")
    put(repo, "projekt/risk/R-002.yaml", "titel: för hand\n")
    put(repo, "nytt.txt", "eget, nytt\n")
    assert save(repo, {RISK: "titel: Två\n", MOTE: "titel: Möte\n"}).exit_code == 0
    assert status(repo) == ["MM eget.txt", " M projekt/risk/R-002.yaml", "?? nytt.txt"]
    assert git(repo, "show", ":eget.txt") == "v2, förberedd"
    assert git(repo, "show", "--name-only", "--format=").splitlines() == [MOTE, RISK]


def test_a_message_survives_the_users_encoding_and_comment_settings(repo: Path) -> None:
    git(repo, "config", "i18n.commitEncoding", "iso-8859-1")
    git(repo, "config", "commit.cleanup", "strip")
    save(repo, {RISK: "titel: Två\n"}, "Räksmörgås\n\n#1 är inte en kommentar")
    log = git(repo, "-c", "i18n.logOutputEncoding=utf-8", "log", "-1", "--format=%B")
    assert log == "Räksmörgås\n\n#1 är inte en kommentar"


def test_nothing_to_change_is_no_commit(repo: Path) -> None:
    head = git(repo, "rev-parse", "HEAD")
    assert save(repo, {RISK: "titel: En\n"}) == Outcome(())
    assert git(repo, "rev-parse", "HEAD") == head


def test_without_saving_to_the_diary_nothing_is_said(repo: Path) -> None:
    assert save(repo, {RISK: "titel: Två\n"}, spara=False) == Outcome((RISK,))
    assert status(repo) == [f" M {RISK}"]


def test_without_git_it_is_saved_with_a_word_on_what_is_lost(plain: Path) -> None:
    outcome = save(plain, {RISK: "titel: Två\n"})
    assert outcome == Outcome(
        (RISK,),
        None,
        "Sparat. Utan git finns ingen dagbok: det går inte att se vem som ändrade vad, eller hur det var förut. "
        "Skapa en med kommandot git init i projektets mapp.",
    )
    assert read(plain, RISK) == "titel: Två\n"


def test_without_the_git_program_it_is_saved_with_a_word_on_what_is_lost(
    repo: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(repo))
        outcome = save(repo, {RISK: "titel: Två\n"})
    assert outcome == Outcome(
        (RISK,),
        None,
        "Sparat. Programmet git finns inte på datorn, och utan git finns ingen dagbok: det går inte att se vem som "
        "ändrade vad, eller hur det var förut. Installera git.",
    )
    assert status(repo) == [f" M {RISK}"]


def test_a_program_in_the_current_folder_is_not_taken_for_git(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repo, "git", "#!/bin/sh\ntouch kapad\n")
    (repo / "git").chmod(0o755)
    monkeypatch.chdir(repo)
    monkeypatch.setenv("PATH", ".")
    assert save(repo, {RISK: "titel: Två\n"}).exit_code == 0
    assert not (repo / "kapad").exists()


def test_the_file_mode_is_kept_and_a_new_file_gets_the_usual_one(repo: Path) -> None:
    (repo / RISK).chmod(0o640)
    old = os.umask(0o022)
    try:
        save(repo, {RISK: "titel: Två\n", MOTE: "titel: Möte\n"})
    finally:
        os.umask(old)
    assert stat.S_IMODE((repo / RISK).stat().st_mode) == 0o640
    assert stat.S_IMODE((repo / MOTE).stat().st_mode) == 0o644


def test_windows_line_endings_are_kept(repo: Path) -> None:
    put(repo, RISK, "titel: En\r\nagare: a\r\n")
    commit_all(repo)
    save(repo, {RISK: "titel: Två\nagare: a\r\n"})
    assert (repo / RISK).read_bytes() == "titel: Två\r\nagare: a\r\n".encode()


def test_mixed_line_endings_and_other_bytes_are_written_as_given(repo: Path) -> None:
    put(repo, RISK, "titel: En\r\nagare: a\n")
    (repo / "handlingar").mkdir()
    (repo / "handlingar/bild.png").write_bytes(b"\x89PNG\r\n\0\r\n")
    commit_all(repo)
    given = (
        FileChange(RISK, b"titel: En\r\nagare: a\n", b"titel: B\nagare: a\r\n"),
        FileChange("handlingar/bild.png", b"\x89PNG\r\n\0\r\n", b"\x89PNG\n\xff\r\n"),
    )
    with open_door(repo, say_nothing) as door:
        assert door.write(ChangeSet(given, "m"), spara=True).exit_code == 0
    assert [(repo / file.path).read_bytes() for file in given] == [file.after for file in given]


def test_a_file_that_changed_meanwhile_is_left_alone_and_the_text_kept(repo: Path) -> None:
    wanted = changes(repo, {RISK: "titel: Min\n", MOTE: "titel: Möte\n"}).files
    put(repo, RISK, "titel: Någon annans\n")
    error = refusal(repo, *wanted)
    assert error.exit_code == 4
    assert error.text == f"{RISK} har ändrats under tiden. Inget är sparat."
    assert error.atgarda == (
        f"Den nya texten ligger i {SKETCH}/risk-R-001.yaml, {SKETCH}/mote-M-001.yaml. Jämför och gör om ändringen."
    )
    assert read(repo, f"{SKETCH}/risk-R-001.yaml") == "titel: Min\n"
    assert read(repo, f"{SKETCH}/mote-M-001.yaml") == "titel: Möte\n"
    refusal(repo, *wanted)
    assert read(repo, f"{SKETCH}/risk-R-001-2.yaml") == "titel: Min\n"
    assert status(repo) == [f" M {RISK}", "?? projekt/risk/R-900.yaml"]


@pytest.mark.parametrize("before", [None, b"titel: annan\n"])
def test_a_file_that_came_or_went_meanwhile_is_a_change(repo: Path, before: bytes | None) -> None:
    path = RISK if before is None else "projekt/risk/R-002.yaml"
    assert refusal(repo, FileChange(path, before, b"titel: x\n")).text == (
        f"{path} har ändrats under tiden. Inget är sparat."
    )


def test_a_file_that_changes_in_the_middle_of_the_write_is_left_alone(
    repo: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = changes(repo, {MOTE: "titel: Möte\n", RISK: "titel: Min\n"})
    real = os.replace

    def meddle(source: Path, target: Path) -> None:
        real(source, target)
        if target.name == "journal.json":
            put(repo, RISK, "titel: Någon annans\n")

    with open_door(repo, say_nothing) as door, monkeypatch.context() as patch:
        patch.setattr(os, "replace", meddle)
        with pytest.raises(ProtectedError) as caught:
            door.write(wanted, spara=True)
    assert caught.value.text == f"{RISK} har ändrats under tiden. Bara detta är sparat: {MOTE}."
    assert caught.value.atgarda == f"Den nya texten ligger i {SKETCH}/risk-R-001.yaml. Jämför och gör om ändringen."
    assert [read(repo, path) for path in (RISK, MOTE, f"{SKETCH}/risk-R-001.yaml")] == [
        "titel: Någon annans\n",
        "titel: Möte\n",
        "titel: Min\n",
    ]
    assert status(repo) == [f" M {RISK}", f"?? {MOTE}"]
    assert save(repo, {"projekt/risk/R-002.yaml": "titel: Nästa\n"}).exit_code == 0


def test_a_draft_that_cannot_be_kept_is_admitted(repo: Path) -> None:
    put(repo, "projekt/.drogscen/utkast", "en fil i vägen")
    error = refusal(repo, FileChange(RISK, b"annat\n", b"titel: x\n"))
    assert error.text == (
        f"{RISK} har ändrats under tiden. Inget är sparat, och den nya texten gick inte att lägga undan: "
        "det finns redan en fil med det namnet."
    )


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("projekt/../hemligt.yaml", "sökvägen har tomma led eller punkter som led"),
        ("projekt//R-1.yaml", "sökvägen har tomma led eller punkter som led"),
        ("projekt/./R-1.yaml", "sökvägen har tomma led eller punkter som led"),
        ("../projekt/R-1.yaml", "den ligger utanför projektets mappar"),
        ("/etc/passwd", "den ligger utanför projektets mappar"),
        ("C:/projekt/R-1.yaml", "den ligger utanför projektets mappar"),
        ("README.md", "den ligger utanför projektets mappar"),
        ("projekt", "den ligger utanför projektets mappar"),
        (".git/config", "den ligger utanför projektets mappar"),
        ("", "den ligger utanför projektets mappar"),
        ("projekt/.git/config", "mappen hör till git eller till verktyget självt"),
        ("projekt/.GIT/config", "mappen hör till git eller till verktyget självt"),
        ("projekt/.drogscen/journal.json", "mappen hör till git eller till verktyget självt"),
        ("projekt/GIT~1/config", "namnet har tecken som inte fungerar på alla datorer"),
        ("projekt\\..\\hemligt.yaml", "den ligger utanför projektets mappar"),
        ("projekt/..\\..\\hemligt.yaml", "namnet har tecken som inte fungerar på alla datorer"),
        ("projekt/risk/C:R-1.yaml", "namnet har tecken som inte fungerar på alla datorer"),
        ("projekt/risk/R-1.yaml:gömd", "namnet har tecken som inte fungerar på alla datorer"),
        ("projekt/risk/R-1.yaml.", "namnet har tecken som inte fungerar på alla datorer"),
        ("projekt/risk /R-1.yaml", "namnet har tecken som inte fungerar på alla datorer"),
        ("projekt/risk/R-1\n.yaml", "namnet har tecken som inte fungerar på alla datorer"),
        ("projekt/risk/R-\u202elmay.exe", "namnet har tecken som inte fungerar på alla datorer"),
        ("projekt/risk/\udcff.yaml", "namnet har tecken som inte fungerar på alla datorer"),
        ("projekt/.g\u200cit/config", "namnet har tecken som inte fungerar på alla datorer"),
        ("projekt/risk/NUL", "namnet är reserverat i Windows"),
        ("projekt/risk/con.yaml", "namnet är reserverat i Windows"),
        ("projekt/LPT1.x.yaml/a", "namnet är reserverat i Windows"),
        ("projekt/risk/COM¹", "namnet är reserverat i Windows"),
        ("projekt/risk/R-001.yaml/under.yaml", "en del av sökvägen är en fil och inte en mapp"),
        ("projekt/risk", "det som ligger där inte är en vanlig fil"),
        ("projekt/risk/" + "å" * 200 + ".yaml", "namnet är för långt"),
    ],
)
def test_a_path_that_leads_astray_is_refused(repo: Path, path: str, reason: str) -> None:
    error = refusal(repo, FileChange(RISK, b"titel: En\n", b"titel: x\n"), FileChange(path, None, b"x\n"))
    shown = path.replace("\u202e", "\\u202e").replace("\udcff", "\\udcff")
    assert error.text == f"Inget är sparat: {shown} får inte skrivas, eftersom {reason}."
    assert error.atgarda == "Ange en vanlig fil under projekt/, handlingar/ eller mallar/."


@pytest.mark.parametrize(
    "path", ["projekt/bevis/å.md", "projekt/concert/kon.yaml", "handlingar/a/b/c/LR 4.md", "mallar/lage.md.j2"]
)
def test_ordinary_paths_are_written(repo: Path, path: str) -> None:
    assert save(repo, {path: "x\n"}).exit_code == 0
    assert read(repo, path) == "x\n"
    assert status(repo) == []


def test_a_link_is_never_followed(repo: Path, tmp_path: Path) -> None:
    outside = tmp_path / "utanför"
    outside.mkdir()
    (outside / "fil.yaml").write_bytes(b"orig\n")
    (repo / "projekt/lank").symlink_to(outside)
    (repo / "projekt/risk/R-002.yaml").symlink_to(outside / "fil.yaml")
    (repo / "projekt/risk/R-003.yaml").symlink_to(outside / "finns-inte.yaml")
    for path, before in (("lank/ny.yaml", None), ("risk/R-002.yaml", b"orig\n"), ("risk/R-003.yaml", None)):
        error = refusal(repo, FileChange(f"projekt/{path}", before, b"x\n"))
        assert error.text == f"Inget är sparat: projekt/{path} får inte skrivas, eftersom sökvägen går genom en länk."
    assert [(file.name, file.read_bytes()) for file in outside.iterdir()] == [("fil.yaml", b"orig\n")]


def test_a_link_where_the_door_works_is_refused(repo: Path, tmp_path: Path) -> None:
    (tmp_path / "utanför").mkdir()
    (repo / "projekt/.drogscen").symlink_to(tmp_path / "utanför")
    with pytest.raises(ProtectedError) as caught:
        save(repo, {RISK: "titel: x\n"})
    assert caught.value.text == "Inget är sparat. Mappen projekt/.drogscen är en länk."
    assert list((tmp_path / "utanför").iterdir()) == []
    (repo / "projekt/.drogscen").unlink()
    assert save(repo, {RISK: "titel: x\n"}).exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes")
def test_a_pipe_where_a_file_belongs_is_refused_without_waiting(repo: Path) -> None:
    os.mkfifo(repo / "projekt/risk/R-002.yaml")
    error = refusal(repo, FileChange("projekt/risk/R-002.yaml", None, b"x\n"))
    assert error.text.endswith("eftersom det som ligger där inte är en vanlig fil.")


def test_a_write_protected_file_is_not_replaced(repo: Path) -> None:
    (repo / RISK).chmod(0o444)
    error = refusal(repo, FileChange(RISK, b"titel: En\n", b"titel: x\n"))
    assert error.text == f"Inget är sparat: {RISK} får inte skrivas, eftersom filen är skrivskyddad."


def test_the_same_file_twice_is_refused(repo: Path) -> None:
    error = refusal(repo, FileChange("projekt/a.yaml", None, b"1\n"), FileChange("projekt/A.yaml", None, b"2\n"))
    assert error.text == "Inget är sparat: samma fil förekommer två gånger i ändringen."


def test_a_personnummer_never_reaches_the_disk(repo: Path) -> None:
    number = "19121212-1212"
    error = refusal(repo, FileChange(MOTE, None, f"titel: Möte\nanteckning: med {number} om lov\n".encode()))
    assert error.text == (f"Inget är sparat: {MOTE}:2: texten innehåller ett personnummer (191212**-****).")
    assert error.atgarda == "Ta bort personnumret. Skriv inget som pekar ut en enskild."
    in_message = refusal(repo, FileChange(MOTE, None, b"titel: x\n"), message=f"Möte med {number}")
    assert in_message.text.startswith("Inget är sparat: texten till dagboken:1:")
    in_path = refusal(repo, FileChange(f"handlingar/{number}.md", None, b"x\n"))
    assert in_path.text.startswith("Inget är sparat: filens namn:1:")
    assert number not in str(in_path.args) + in_message.text + error.text
    on_disk = [file.read_bytes() for file in repo.rglob("*") if file.is_file()]
    assert not any(number.encode() in data for data in on_disk)


def test_digits_in_a_binary_file_are_not_a_personnummer(repo: Path) -> None:
    with open_door(repo, say_nothing) as door:
        file = FileChange("handlingar/a.pdf", None, b"%PDF-1.7\n\xe2\xe3\n19121212-1212\n")
        assert door.write(ChangeSet((file,), "m"), spara=True).exit_code == 0


def test_the_doors_own_folder_never_shows_in_git(plain: Path) -> None:
    git(plain, "init", "--quiet")
    save(plain, {RISK: "titel: Två\n"})
    assert (plain / "projekt/.drogscen/.gitignore").read_bytes() == b"*\n"
    assert not any(".drogscen" in line for line in status(plain))


def test_a_project_is_begun_in_an_empty_folder(tmp_path: Path, home: Path) -> None:
    assert home.exists()
    root = tmp_path / "nytt projekt"
    root.mkdir()
    git(root, "init", "--quiet")
    assert save(root, {"projekt/projektplan.yaml": "namn: x\n", ".gitattributes": "* text\n"}).exit_code == 0
    assert committed(root, "projekt/projektplan.yaml") == "namn: x"
    assert status(root) == []
