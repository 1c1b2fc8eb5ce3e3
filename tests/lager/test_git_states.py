"""Odd states of git, each made for real: what was written is on disk, is not committed, and the user is told why."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.lager.door_world import MOTE, RISK, commit_all, committed, git, leftovers, put, read, save, status

OTHER = "projekt/risk/R-002.yaml"
HAND = f"""Kör sedan i projektets mapp:
  git add -- {RISK} {MOTE}
  git commit -m "Ändrat" -- {RISK} {MOTE}"""


def diverge(root: Path) -> None:
    """Two branches that disagree about a file which the test does not write."""
    put(root, OTHER, "titel: grund\n")
    commit_all(root)
    git(root, "switch", "--quiet", "--create", "sida")
    put(root, OTHER, "titel: sida\n")
    commit_all(root, "sida")
    git(root, "switch", "--quiet", "main")
    put(root, OTHER, "titel: main\n")
    commit_all(root, "main")


def merge_in_conflict(root: Path) -> None:
    diverge(root)
    git(root, "merge", "sida", check=False)


def merge_without_conflict(root: Path) -> None:
    git(root, "switch", "--quiet", "--create", "sida")
    put(root, OTHER, "titel: sida\n")
    commit_all(root)
    git(root, "switch", "--quiet", "main")
    commit_all(root)
    git(root, "merge", "--no-commit", "--no-ff", "sida", check=False)


def rebase(root: Path) -> None:
    diverge(root)
    git(root, "rebase", "sida", check=False)


def rebase_by_patches(root: Path) -> None:
    diverge(root)
    git(root, "rebase", "--apply", "sida", check=False)


def rebase_stopped_to_edit(root: Path) -> None:
    diverge(root)
    git(root, "-c", "sequence.editor=sed -i s/pick/edit/", "rebase", "--interactive", "HEAD~1", check=False)


def am(root: Path) -> None:
    diverge(root)
    patch = git(root, "format-patch", "--stdout", "main..sida") + "\n"
    git(root, "am", check=False, said=patch)


def cherry_pick(root: Path) -> None:
    diverge(root)
    git(root, "cherry-pick", "sida", check=False)


def cherry_pick_of_several(root: Path) -> None:
    diverge(root)
    git(root, "switch", "--quiet", "sida")
    commit_all(root, "en till")
    git(root, "switch", "--quiet", "main")
    git(root, "cherry-pick", "main..sida", check=False)
    (root / ".git/CHERRY_PICK_HEAD").unlink()  # as after a commit in the middle


def revert(root: Path) -> None:
    diverge(root)
    put(root, OTHER, "titel: senare\n")
    commit_all(root)
    git(root, "revert", "--no-edit", "HEAD~1", check=False)


def bisect(root: Path) -> None:
    diverge(root)
    git(root, "bisect", "start")


def detached(root: Path) -> None:
    git(root, "switch", "--quiet", "--detach", "HEAD")


def bare_by_setting(root: Path) -> None:
    git(root, "config", "core.bare", "true")


def locked(root: Path) -> None:
    (root / ".git/index.lock").touch()


def ignored(root: Path) -> None:
    put(root, ".git/info/exclude", "projekt/mote/\n")


def no_identity(root: Path) -> None:
    git(root, "config", "--global", "--remove-section", "user")
    git(root, "config", "user.useConfigOnly", "true")


def hook(name: str) -> Callable[[Path], None]:
    """A hook that refuses."""

    def install(root: Path) -> None:
        put(root, f".git/hooks/{name}", "#!/bin/sh\necho 'Skriv ett ärendenummer.' >&2\nexit 1\n")
        (root / f".git/hooks/{name}").chmod(0o755)

    return install


def failing_signature(root: Path) -> None:
    git(root, "config", "commit.gpgSign", "true")
    git(root, "config", "gpg.program", "false")


def nested(root: Path) -> None:
    git(root / "projekt", "init", "--quiet")


def dirty(root: Path) -> None:
    put(root, RISK, "titel: för hand\n")


def staged(root: Path) -> None:
    put(root, RISK, "titel: för hand\n")
    git(root, "add", RISK)


def untracked(root: Path) -> None:
    git(root, "rm", "--quiet", "--cached", RISK)
    git(root, "commit", "--quiet", "--message", "glömd")


def deleted_by_hand(root: Path) -> None:
    put(root, MOTE, "titel: gammal\n")
    commit_all(root)
    (root / MOTE).unlink()


def announced_by_hand(root: Path) -> None:
    put(root, MOTE, "titel: gammal\n")
    git(root, "add", "--intent-to-add", MOTE)
    (root / MOTE).unlink()


def someone_elses_conflict(root: Path) -> None:
    diverge(root)
    put(root, OTHER, "titel: gömd\n")
    git(root, "stash", "--quiet")
    put(root, OTHER, "titel: annan\n")
    commit_all(root)
    git(root, "stash", "pop", check=False)


def head_locked(root: Path) -> None:
    (root / ".git/refs/heads/main.lock").touch()


def damaged_index(root: Path) -> None:
    put(root, ".git/index", "skräp")


def damaged_head(root: Path) -> None:
    put(root, ".git/HEAD", "skräp\n")


@dataclass(frozen=True, slots=True)
class Odd:
    """A state, what is said about it, and the way out that lets the next write through."""

    make: Callable[[Path], None]
    said: str
    way_out: tuple[str, ...] = ()
    with_commands: bool = True


ODD = {
    "merge in conflict": Odd(
        merge_in_conflict,
        "en sammanslagning (merge) pågår i git. Avsluta den.",
        (f"git checkout --ours {OTHER}", f"git add {OTHER}", "git commit --no-edit"),
    ),
    "merge without conflict": Odd(
        merge_without_conflict,
        "en sammanslagning (merge) pågår i git. Avsluta den.",
        ("git commit --no-edit",),
    ),
    "rebase": Odd(
        rebase,
        "en flytt av ändringar (rebase) pågår i git. Avsluta den.",
        ("git stash --include-untracked", "git rebase --skip", "git stash pop"),
    ),
    "rebase by patches": Odd(
        rebase_by_patches,
        "en flytt av ändringar (rebase) pågår i git. Avsluta den.",
        (f"git checkout --ours {OTHER}", "git stash --include-untracked", "git rebase --skip", "git stash pop"),
    ),
    "rebase stopped to edit": Odd(
        rebase_stopped_to_edit,
        "en flytt av ändringar (rebase) pågår i git. Avsluta den.",
        ("git stash --include-untracked", "git rebase --continue", "git stash pop"),
    ),
    "am": Odd(am, "en inläsning av ändringar (am) pågår i git. Avsluta den.", ("git am --quit",)),
    "cherry-pick": Odd(
        cherry_pick,
        "en kopiering av ändringar (cherry-pick) pågår i git. Avsluta den.",
        ("git cherry-pick --quit", f"git checkout --ours {OTHER}", "git add projekt"),
    ),
    "cherry-pick of several": Odd(
        cherry_pick_of_several,
        "en kopiering av ändringar (cherry-pick) pågår i git. Avsluta den.",
        ("git cherry-pick --quit", f"git checkout --ours {OTHER}", "git add projekt"),
    ),
    "revert": Odd(
        revert,
        "en återtagning av ändringar (revert) pågår i git. Avsluta den.",
        ("git revert --quit", f"git checkout --ours {OTHER}", "git add projekt"),
    ),
    "bisect": Odd(
        bisect,
        "en felsökning (bisect) pågår i git. Avsluta den med git bisect reset.",
        ("git bisect reset",),
    ),
    "detached head": Odd(
        detached,
        "git står inte på någon gren (detached HEAD). Byt till en gren med git switch.",
        ("git switch main",),
    ),
    "bare": Odd(
        bare_by_setting,
        "git-förrådet saknar arbetskatalog (bare). Flytta projektet till en vanlig klon av förrådet.",
        ("git config core.bare false",),
        with_commands=False,
    ),
    "index locked": Odd(
        locked,
        "git är upptaget, eftersom filen {root}/.git/index.lock finns. Ta bort den om inget git-kommando pågår.",
        ("rm .git/index.lock",),
    ),
    "ignored": Odd(
        ignored,
        "git är inställt på att bortse från filen. Ta bort raden om den ur .gitignore.",
        ("rm .git/info/exclude",),
    ),
    "no identity": Odd(
        no_identity,
        "git vet inte vem som gör ändringen. Kör, med rätt namn och adress:\n"
        '  git config --global user.name "Förnamn Efternamn"\n'
        "  git config --global user.email namn@exempel.se",
        ("git config --global user.name Eva", "git config --global user.email eva@exempel.se"),
    ),
    "refusing pre-commit hook": Odd(
        hook("pre-commit"),
        "git, eller en krok i git, tog inte emot ändringen. Åtgärda det som git svarar: Skriv ett ärendenummer.",
        ("rm .git/hooks/pre-commit",),
    ),
    "refusing commit-msg hook": Odd(
        hook("commit-msg"),
        "git, eller en krok i git, tog inte emot ändringen. Åtgärda det som git svarar: Skriv ett ärendenummer.",
        ("rm .git/hooks/commit-msg",),
    ),
    "failing signature": Odd(
        failing_signature,
        "git, eller en krok i git, tog inte emot ändringen. Åtgärda det som git svarar: "
        "error: gpg failed to sign the data / fatal: failed to write commit object",
        ("git config commit.gpgSign false",),
    ),
    "repository inside the project": Odd(
        nested,
        "mappen projekt är ett eget git-förråd inne i projektet. Låt hela projektet ligga i samma förråd.",
        ("rm -r projekt/.git",),
        with_commands=False,
    ),
    "changed by hand": Odd(dirty, f"{RISK} hade redan ändringar som inte är i dagboken. Läs igenom dem."),
    "staged by hand": Odd(staged, f"{RISK} hade redan ändringar som inte är i dagboken. Läs igenom dem."),
    "not known to git": Odd(untracked, f"{RISK} hade redan ändringar som inte är i dagboken. Läs igenom dem."),
    "deleted by hand": Odd(deleted_by_hand, f"{MOTE} hade redan ändringar som inte är i dagboken. Läs igenom dem."),
    "announced by hand": Odd(
        announced_by_hand,
        f"{MOTE} hade redan ändringar som inte är i dagboken. Läs igenom dem.",
    ),
    "branch locked": Odd(
        head_locked,
        "git, eller en krok i git, tog inte emot ändringen. Åtgärda det som git svarar: fatal: cannot lock ref",
        ("rm .git/refs/heads/main.lock",),
    ),
    "damaged index": Odd(
        damaged_index,
        "git kan inte läsa förrådet. Git svarar: fatal: .git/index: index file smaller than expected",
        ("rm .git/index",),
        with_commands=False,
    ),
    "damaged head": Odd(
        damaged_head,
        "git kan inte läsa förrådet. Git svarar: fatal: not a git repository",
        ("echo ref: refs/heads/main > .git/HEAD",),
        with_commands=False,
    ),
}


def refs(root: Path) -> list[str]:
    """Every branch's commit, read without git."""
    return sorted(
        f"{file.name} {file.read_text()}"
        for file in (root / ".git/refs").rglob("*")
        if file.suffix != ".lock" and file.is_file()
    )


def shell(root: Path, command: str) -> None:
    """Do what a person would; that it helped, the next write tells."""
    subprocess.run(
        ["sh", "-c", command], cwd=root, env=os.environ | {"GIT_EDITOR": "true"}, capture_output=True, check=False
    )


@pytest.mark.parametrize("name", ODD)
def test_in_an_odd_state_it_is_saved_and_said_so(repo: Path, name: str) -> None:
    odd = ODD[name]
    odd.make(repo)
    readable = name not in {"bare", "damaged index", "damaged head", "repository inside the project"}
    before, commits = (status(repo) if readable else []), refs(repo)
    outcome = save(repo, {RISK: "titel: Två\n", MOTE: "titel: Möte\n"})
    assert (outcome.exit_code, outcome.commit, outcome.paths) == (5, None, (RISK, MOTE))
    said = f"Sparat, men inte i dagboken: {odd.said.format(root=repo)}"
    assert outcome.note.startswith(said)
    assert outcome.note.endswith(HAND) == odd.with_commands
    assert (read(repo, RISK), read(repo, MOTE)) == ("titel: Två\n", "titel: Möte\n")
    assert refs(repo) == commits
    assert leftovers(repo) == []
    if readable:
        ours = (RISK, MOTE)
        assert [line for line in status(repo) if not line.endswith(ours)] == [
            line for line in before if not line.endswith(ours)
        ]
    for command in odd.way_out:
        shell(repo, command)
    git(repo, "add", "--", RISK, MOTE)
    git(repo, "commit", "--quiet", "--message", "Ändrat", "--", RISK, MOTE)
    assert save(repo, {RISK: "titel: Tre\n", MOTE: "titel: Möte 2\n"}).exit_code == 0
    assert (committed(repo, RISK), committed(repo, MOTE)) == ("titel: Tre", "titel: Möte 2")
    assert [line for line in status(repo) if line.endswith((RISK, MOTE))] == []


@pytest.mark.parametrize("name", ["refusing pre-commit hook", "failing signature", "no identity", "branch locked"])
def test_after_a_refusal_the_index_is_as_it_was(repo: Path, name: str) -> None:
    put(repo, "eget.txt", "eget\n")
    git(repo, "add", "eget.txt")
    ODD[name].make(repo)
    index = git(repo, "ls-files", "--stage")
    assert save(repo, {RISK: "titel: Två\n", MOTE: "titel: Möte\n"}).exit_code == 5
    assert git(repo, "ls-files", "--stage") == index
    assert status(repo) == ["A  eget.txt", f" M {RISK}", f"?? {MOTE}"]


def test_a_folder_that_someone_else_owns(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        outcome = save(repo, {RISK: "titel: Två\n", MOTE: "titel: Möte\n"})
    assert outcome.exit_code == 5
    assert outcome.note == (
        "Sparat, men inte i dagboken: git litar inte på mappen, eftersom någon annan äger den. "
        f"Om den är att lita på, kör:\n  git config --global --add safe.directory {repo}\n{HAND}"
    )
    assert status(repo) == [f" M {RISK}", f"?? {MOTE}"]


def test_a_git_program_that_does_not_start(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "trasigt/git", "\x7f inte ett program")
    (tmp_path / "trasigt/git").chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path / "trasigt"))
        outcome = save(repo, {RISK: "titel: Två\n"})
    assert outcome.exit_code == 5
    assert outcome.note == (
        "Sparat, men inte i dagboken: git kan inte läsa förrådet. "
        "Git svarar: error: operativsystemet svarar Exec format error"
    )
    assert status(repo) == [f" M {RISK}"]


def test_inside_a_bare_repository(tmp_path: Path, home: Path) -> None:
    assert home.exists()
    git(tmp_path, "init", "--quiet", "--bare", "bar")
    root = tmp_path / "bar"
    outcome = save(root, {RISK: "titel: x\n"})
    assert outcome.exit_code == 5
    assert outcome.note.startswith("Sparat, men inte i dagboken: git-förrådet saknar arbetskatalog (bare).")
    assert read(root, RISK) == "titel: x\n"
    assert save(root, {RISK: "titel: y\n"}).exit_code == 5


def test_before_the_first_commit_everything_is_ordinary(plain: Path) -> None:
    git(plain, "init", "--quiet")
    put(plain, "eget.txt", "eget\n")
    git(plain, "add", "eget.txt")
    outcome = save(plain, {MOTE: "titel: Möte\n"})
    assert (outcome.exit_code, outcome.note) == (0, "")
    assert git(plain, "show", "--name-only", "--format=%s") == f"Ändrat\n\n{MOTE}"
    assert status(plain) == ["A  eget.txt", f"?? {RISK}"]
    assert save(plain, {MOTE: "titel: Möte 2\n"}).exit_code == 0


def test_a_clone_without_history_is_ordinary(repo: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", repo.as_uri(), "grund")
    assert save(tmp_path / "grund", {RISK: "titel: Två\n"}).exit_code == 0
    assert status(tmp_path / "grund") == []


def test_a_sparse_checkout_that_leaves_the_register_out_is_told(repo: Path) -> None:
    git(repo, "sparse-checkout", "set", "projekt/risk")
    outcome = save(repo, {MOTE: "titel: Möte\n"})
    assert outcome.exit_code == 5
    assert outcome.note.startswith("Sparat, men inte i dagboken: git, eller en krok i git, tog inte emot ändringen.")
    assert read(repo, MOTE) == "titel: Möte\n"
    assert status(repo) == [f"?? {MOTE}"]
    assert save(repo, {RISK: "titel: Två\n"}).exit_code == 0


def test_an_ignored_file_that_git_has_anyway_is_ordinary(repo: Path) -> None:
    put(repo, ".gitignore", "projekt/risk/\n")
    commit_all(repo)
    assert save(repo, {RISK: "titel: Två\n"}).exit_code == 0
    assert save(repo, {OTHER: "titel: ny\n"}).exit_code == 5
    assert status(repo) == []


def test_only_the_named_file_was_dirty_and_nothing_of_the_set_is_committed(repo: Path) -> None:
    dirty(repo)
    outcome = save(repo, {RISK: "titel: Två\n", MOTE: "titel: Möte\n"})
    assert outcome.note == (
        f"Sparat, men inte i dagboken: {RISK} hade redan ändringar som inte är i dagboken. Läs igenom dem.\n{HAND}"
    )
    assert status(repo) == [f" M {RISK}", f"?? {MOTE}"]


def test_a_conflict_in_another_file_is_the_users_own_and_stays(repo: Path) -> None:
    someone_elses_conflict(repo)
    assert save(repo, {RISK: "titel: Två\n", MOTE: "titel: Möte\n"}).exit_code == 0
    assert git(repo, "show", "--name-only", "--format=").splitlines() == [MOTE, RISK]
    assert status(repo) == [f"UU {OTHER}"]


def test_the_commands_in_the_note_do_what_they_say(repo: Path) -> None:
    path = "projekt/risk/R 001 (å).yaml"
    put(repo, path, "titel: för hand\n")
    put(repo, "eget.txt", "eget\n")
    git(repo, "add", "eget.txt")
    outcome = save(repo, {path: "titel: Två\n"}, 'Säg "hej" till $HOME `nu`\n\nOch mer.')
    for line in outcome.note.splitlines():
        if line.startswith("  "):
            subprocess.run(["sh", "-c", line], cwd=repo, check=True, capture_output=True)
    assert git(repo, "log", "-1", "--format=%s") == "Säg hej till HOME nu"
    assert committed(repo, path) == "titel: Två"
    assert status(repo) == ["A  eget.txt"]
    assert save(repo, {path: "titel: Tre\n"}).exit_code == 0


def test_a_hook_that_leaves_a_program_running_does_not_hold_the_command(repo: Path) -> None:
    put(repo, ".git/hooks/post-commit", "#!/bin/sh\nsleep 60 &\necho $! > pid\n")
    (repo / ".git/hooks/post-commit").chmod(0o755)
    outcome = save(repo, {RISK: "titel: Två\n"})
    sleeper = int((repo / "pid").read_text())
    os.kill(sleeper, 15)  # raises when it no longer runs: then the command has waited for it
    assert outcome.exit_code == 0


def test_a_hook_may_complete_the_message(repo: Path) -> None:
    put(repo, ".git/hooks/prepare-commit-msg", "#!/bin/sh\necho 'Ärende: 12' >> \"$1\"\n")
    (repo / ".git/hooks/prepare-commit-msg").chmod(0o755)
    assert save(repo, {RISK: "titel: Två\n"}, "Ändrat\n").exit_code == 0
    assert git(repo, "log", "-1", "--format=%B") == "Ändrat\nÄrende: 12"


@pytest.mark.parametrize("language", ["sv_SE.UTF-8", "de_DE.UTF-8"])
def test_the_users_language_does_not_matter(repo: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LC_ALL", language)
    monkeypatch.setenv("LANGUAGE", language[:2])
    bare_by_setting(repo)
    assert "(bare)" in save(repo, {RISK: "titel: Två\n"}).note


def test_escapes_in_what_a_hook_says_are_shown_and_not_obeyed(repo: Path) -> None:
    put(repo, ".git/hooks/pre-commit", "#!/bin/sh\nprintf '\\033[2Jhej\\n' >&2\nexit 1\n")
    (repo / ".git/hooks/pre-commit").chmod(0o755)
    assert "\\u001b[2Jhej" in save(repo, {RISK: "titel: Två\n"}).note
