"""What the README shows is what the program says."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXEMPEL = ROOT / "tests" / "data" / "exempel"


def test_the_shown_kontroll_is_what_the_example_gives() -> None:
    shown = (ROOT / "README.md").read_text("utf-8").partition("$ drogscen kontroll --datum 2023-05-30\n")[2]
    command = [sys.executable, "-m", "drogscen_cli", "kontroll", "--datum", "2023-05-30", "--projekt", str(EXEMPEL)]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    said = subprocess.run(command, capture_output=True, check=False, env=env).stdout.decode()
    assert shown.partition("```")[0] == said


def test_every_document_that_the_readme_and_the_docs_point_at_is_there() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
