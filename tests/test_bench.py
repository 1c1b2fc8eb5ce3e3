"""The made-up projects that speed is measured on are what they claim to be."""

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[1] / "bench"


def _generate(records: int, folder: Path) -> dict[str, bytes]:
    command = [sys.executable, str(BENCH / "generate.py"), str(records), str(folder)]
    subprocess.run(command, capture_output=True, check=True)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_a_generated_project_has_nothing_to_remark_on(tmp_path: Path) -> None:
    _generate(200, tmp_path / "project")
    command = [sys.executable, "-m", "drogscen_cli", "kontroll", "--datum", "2023-12-31"]
    run = subprocess.run(command, cwd=tmp_path / "project", capture_output=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("Inget att anmärka.")


def test_a_generated_project_has_as_many_records_as_asked_for_of_the_size_asked_for(tmp_path: Path) -> None:
    files = _generate(500, tmp_path / "project")
    records = [text for path, text in files.items() if path.count("/") == 2]
    assert len(records) == 500
    assert 25 <= sum(text.count(b"\n") for text in records) / 500 <= 29
    assert 700 <= sum(map(len, records)) / 500 <= 800


def test_the_same_arguments_give_the_same_project(tmp_path: Path) -> None:
    assert _generate(100, tmp_path / "one") == _generate(100, tmp_path / "other")
