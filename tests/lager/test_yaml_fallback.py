"""Where PyYAML comes without libyaml, its own parser reads the same."""

import json
import subprocess
import sys
from pathlib import Path

HOSTILE = Path(__file__).parent / "yaml_hostile" / "fall.txt"
STRICTER = {"tabb efter kolon är tillåtet", "tabb inne i text är tillåtet", "tabb i klammer är tillåtet"}
LAXER = {"mellanslag saknas efter kolon i klammer", "okänt direktiv"}
CHILD = """
import ast, json, sys
sys.modules["yaml._yaml"] = None
from drogscen_cli.lager import yamlnod
from drogscen_cli.lager.yamlfil import locate, read
assert not yamlnod.HAS_LIBYAML
answers = []
for raw in json.load(sys.stdin):
    inlast = read("f.yaml", ast.literal_eval(raw))
    locate(inlast.text, ("a", 0))
    answers.append([inlast.data, [[f.stalle.rad, f.stalle.kolumn, f.regel, f.text] for f in inlast.fynd]])
json.dump(answers, sys.stdout)
"""


def test_without_libyaml_the_same_files_are_read_and_the_same_are_refused() -> None:
    cases = {
        name.removeprefix("# "): (raw, expected)
        for name, raw, *expected in (block.split("\n") for block in HOSTILE.read_text("utf-8").strip().split("\n\n"))
    }
    codes = json.dumps([raw for raw, _ in cases.values()])
    run = subprocess.run([sys.executable, "-c", CHILD], input=codes, capture_output=True, text=True, check=True)
    wrong = {}
    for (name, (_, expected)), (data, fynd) in zip(cases.items(), json.loads(run.stdout), strict=True):
        refused = not expected[0].startswith("= ")
        same = bool(fynd) if refused else data == json.loads(expected[0][2:])
        if same == (name in STRICTER | LAXER):
            wrong[name] = fynd or data
    assert wrong == {}


def test_without_libyaml_nothing_is_said_in_english() -> None:
    raws = [
        repr(b"a: b: c"),
        repr(b"a: @b"),
        repr(b"a: [b"),
        repr(b"a: 'b"),
        repr(b'a: "\\U00110000"'),
        repr(b"\tb: c"),
    ]
    run = subprocess.run(
        [sys.executable, "-c", CHILD], input=json.dumps(raws), capture_output=True, text=True, check=True
    )
    assert [fynd for _, fynd in json.loads(run.stdout)] == [
        [[1, 4, "YAML04", "texten innehåller kolon och behöver citattecken"]],
        [[1, 4, "YAML08", "värdet får inte börja med @ utan citattecken"]],
        [[1, 4, "YAML06", "[ saknar avslutande ]"]],
        [[1, 4, "YAML05", "texten har inget avslutande citattecken"]],
        [[1, 1, "YAML01", "raden följer inte reglerna för YAML"]],
        [[1, 1, "YAML02", "raden är indragen med tabb, men ska vara indragen med mellanslag"]],
    ]
