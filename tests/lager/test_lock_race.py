import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.lager.door_world import git, leftovers, save, status

WORKER = Path(__file__).with_name("door_worker.py")
PROCESSES = 8
EACH = int(os.environ.get("DROGSCEN_ADDS", "10"))


@pytest.mark.parametrize("place", ["repo", "plain"])
def test_processes_that_add_at_once_get_an_id_each(request: pytest.FixtureRequest, place: str) -> None:
    root: Path = request.getfixturevalue(place)
    racers = [
        subprocess.Popen([sys.executable, str(WORKER), "add", str(root), str(EACH)], stdout=subprocess.PIPE)
        for _ in range(PROCESSES)
    ]
    said = [line.split() for racer in racers for line in racer.communicate()[0].decode().splitlines()]
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    expected = {f"R-{number:03d}" for number in range(2, PROCESSES * EACH + 2)}
    assert {found for found, _ in said} == expected
    assert len(said) == PROCESSES * EACH
    assert {code for _, code in said} == {"0"}
    assert {file.stem for file in (root / "projekt/risk").iterdir()} == expected | {"R-001"}
    assert leftovers(root) == []
    if place == "repo":
        assert status(root) == []
        assert int(git(root, "rev-list", "--count", "HEAD")) == PROCESSES * EACH + 1
        git(root, "fsck", "--strict")
    assert save(root, {"projekt/risk/R-001.yaml": "titel: Nästa\n"}).exit_code == 0
