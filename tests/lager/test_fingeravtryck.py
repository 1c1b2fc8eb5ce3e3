"""The sums of files on a real disk: what is a link, too large or missing is never read as something else."""

import hashlib
import sys
from pathlib import Path

import pytest

from drogscen_cli.lager.fingeravtryck import fingerprints
from drogscen_cli.lager.source import MAX_BYTES, TreeSource

HELLO = hashlib.sha256(b"hej").hexdigest()


def _write(root: Path, path: str, raw: bytes = b"hej") -> str:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(raw)
    return path


def test_a_file_has_its_sum_and_one_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    wanted = {_write(tmp_path, "handlingar/möten/a.pdf"): True, _write(tmp_path, "b.pdf"): True, "c.pdf": True}
    assert fingerprints(TreeSource(tmp_path), wanted) == {"handlingar/möten/a.pdf": HELLO, "b.pdf": HELLO}


def test_the_sum_is_made_only_where_it_is_asked_for(tmp_path: Path) -> None:
    assert fingerprints(TreeSource(tmp_path), {_write(tmp_path, "a.pdf"): False}) == {"a.pdf": ""}


@pytest.mark.parametrize(("size", "there"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_a_file_that_is_too_large_has_no_sum(tmp_path: Path, size: int, *, there: bool) -> None:
    path = _write(tmp_path, "a.pdf", bytes(size))
    assert bool(fingerprints(TreeSource(tmp_path), {path: True})[path]) is there


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_no_link_is_followed_whether_it_is_the_file_or_a_folder_on_the_way(tmp_path: Path) -> None:
    _write(tmp_path, "outside/a.pdf")
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.pdf").symlink_to(tmp_path / "outside/a.pdf")
    (root / "handlingar").symlink_to(tmp_path / "outside", target_is_directory=True)
    wanted = {"a.pdf": True, "handlingar/a.pdf": True}
    assert fingerprints(TreeSource(root), wanted) == {"a.pdf": "", "handlingar/a.pdf": ""}


def test_a_name_composed_in_another_way_is_the_same_file(tmp_path: Path) -> None:
    path = _write(tmp_path, "mo\N{COMBINING DIAERESIS}te.pdf")
    assert fingerprints(TreeSource(tmp_path), {"möte.pdf": True}) == {"möte.pdf": HELLO}
    assert path != "möte.pdf"


def test_a_file_below_a_file_is_not_there(tmp_path: Path) -> None:
    _write(tmp_path, "a.pdf")
    assert fingerprints(TreeSource(tmp_path), {"a.pdf/b.pdf": True}) == {}
