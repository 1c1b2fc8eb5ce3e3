"""Files of two megabytes that are made to exhaust a parser: each gets its answer, in little memory."""

import json
import os
import subprocess
import sys

import pytest

resource = pytest.importorskip("resource", reason="Windows has no such limits")

LARGE = {
    "open brackets": ("b'[' * 2_000_000", "YAML14"),
    "open brackets on lines": ("b'[\\n' * 1_000_000", "YAML14"),
    "open braces": ("b'{' * 2_000_000", "YAML15"),
    "dashes": ("b'- ' * 1_000_000", "YAML14"),
    "question marks": ("b'? ' * 1_000_000", "YAML15"),
    "colons": ("b': ' * 1_000_000", "YAML15"),
    "a staircase": ("''.join(' ' * i + 'a:\\n' for i in range(1900)).encode()", "YAML14"),
    "short values": ("b'[' + b'a,' * 999_990 + b']'", "FIL05"),
    "short mappings": ("b'[' + b'{},' * 600_000 + b']'", "FIL05"),
    "short lines": ("b'- a\\n' * 500_000", "FIL05"),
    "equal keys": ("b'a: b\\n' * 400_000", "SCH04"),
    "as much as is allowed": ("b'[' + b'a,' * 99_000 + b']'", ""),
    "one long text": ("b'a: ' + b'x' * 1_999_000", ""),
    "one long key": ("b'x' * 1_999_000 + b': a'", "YAML03"),
    "an open quote": ("b'a: \"' + b'x\\n' * 999_000", "YAML05"),
    "open quotes on lines": ("b'a: \"x\\n' * 300_000", "YAML05"),
    "open brackets after keys": ("b'a: [b\\n' * 280_000", "YAML06"),
    "backslashes": ("b'\"' + b'\\\\' * 1_999_999", "YAML09"),
    "anchors": ("b'[' + b'&a a,' * 390_000 + b']'", "YAML11"),
    "aliases": ("b'[&a x' + b',*a' * 660_000 + b']'", "YAML11"),
    "a bomb of aliases": ("b'- &a [x]\\n' + (b'- &a [' + b'*a, ' * 9 + b']\\n') * 60", "YAML11"),
    "documents": ("b'---\\n' * 490_000", "YAML13"),
    "conflicts": ("b'<<<<<<< a\\n=======\\n>>>>>>> b\\n' * 70_000", "FIL04"),
    "comments": ("b'# x\\n' * 490_000", "FIL03"),
    "spaces": ("b' ' * 2_000_000", "FIL03"),
    "tabs": ("b'\\t' * 2_000_000", "YAML02"),
    "carriage returns": ("b'\\r' * 2_000_000", "FIL03"),
    "control characters": ("b'\\x01' * 2_000_000", "YAML16"),
    "nothing but zeros": ("b'\\0' * 2_000_000", "FIL02"),
    "not a character": ("b'\\xff' * 2_000_000", "FIL01"),
    "too large": ("b'a' * 2_000_001", "FIL05"),
}
CHILD = """
import json, re, resource, sys
from pathlib import Path
from drogscen_cli.lager.yamlfil import locate, read
first = []
for code in json.load(sys.stdin):
    inlast = read("f.yaml", eval(code))
    locate(inlast.text, ("a", 3))
    first.append(inlast.fynd[0].regel if inlast.fynd else "")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if (status := Path("/proc/self/status")).exists():  # what the rest counts from before the program was started
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1])
json.dump([first, peak], sys.stdout)
"""
KILOBYTES = 300_000


def test_a_file_made_to_exhaust_the_parser_is_refused_in_little_memory() -> None:
    codes = json.dumps([code for code, _ in LARGE.values()])
    unmeasured = {
        name: value for name, value in os.environ.items() if not name.startswith("COV")
    }  # coverage takes memory
    command = [sys.executable, "-c", CHILD]
    run = subprocess.run(command, input=codes, capture_output=True, text=True, check=True, env=unmeasured)
    first, peak = json.loads(run.stdout)
    assert dict(zip(LARGE, first, strict=True)) == {name: regel for name, (_, regel) in LARGE.items()}
    assert peak < KILOBYTES


def test_deep_nesting_is_refused_on_a_small_stack() -> None:
    child = "from drogscen_cli.lager.yamlfil import read; print(read('f', b'[' * 490 + b']' * 490).fynd[0].regel)"
    limit = 512 * 1024

    def shrink() -> None:
        resource.setrlimit(resource.RLIMIT_STACK, (limit, limit))

    command = [sys.executable, "-c", child]
    run = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=shrink)
    assert run.stdout == "YAML14\n"
