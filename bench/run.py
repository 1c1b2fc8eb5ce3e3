"""Measure the product as whole processes against the project's bars: python bench/run.py [--runs 9].

Prints a Markdown table and exits 1 when a "must" is missed. Every figure is the median over rounds; in a round each
command runs once, and a ratio is to what ran in the same round. "pass" is `python -c pass`; "start" is the command on
a project that holds nothing but its plan. Unix only (peak memory comes from wait4).
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

from generate import write_project

DAY = "2023-12-31"
LOAD = """
import gc, sys, time
gc.disable()  # as the program does
from pathlib import Path
from statistics import median
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.load import load

def once():
    start = time.perf_counter()
    load(TreeSource(Path(sys.argv[1])))
    return time.perf_counter() - start

once()
print(median(once() for _ in range(int(sys.argv[2]))))
"""
Round = Mapping[str, float]


@dataclass(frozen=True)
class Bar:
    """One row of the table: how a round's seconds become the figure, and what the figure must and should be."""

    what: str
    figure: Callable[[Round], float]
    must: float = inf
    aim: float = inf
    unit: str = "×"

    def row(self, rounds: Sequence[Round]) -> tuple[str, bool]:
        """The table's row, and whether the must is met."""
        value = median(self.figure(each) for each in rounds)
        verdict = "aim met" if value <= self.aim < inf else "must met" if value <= self.must else "**missed**"
        bars = ("–" if bar == inf else f"{bar:g} {self.unit}" for bar in (self.must, self.aim))
        cells = (self.what, f"{value:.3g} {self.unit}", *bars, "" if self.must == inf else verdict)
        return f"| {' | '.join(cells)} |", value <= self.must


def _to(name: str, base: str = "pass") -> Callable[[Round], float]:
    return lambda each: each[name] / each[base]


BARS = (
    Bar("`--version`, to pass", _to("version"), 2, 1.2),
    Bar("`--help`, to pass", _to("help"), 12, 7),
    Bar("`risk --help`, to pass", _to("risk help"), 12, 7),
    Bar("`risk list`, 1 000 risks, to pass", _to("list 1000"), 40, 20),
    Bar("`kontroll`, N = 100, to pass", _to("check 100")),
    Bar("`kontroll`, N = 1 000, to pass", _to("check 1000"), 40, 20),
    Bar("`kontroll`, N = 10 000, to pass", _to("check 10000"), 180, 120),
    Bar(
        "growth from N = 1 000 to 10 000, start taken off",
        lambda each: (each["check 10000"] - each["check 0"]) / (each["check 1000"] - each["check 0"]),
        11,
    ),
    Bar("peak memory of `kontroll`, N = 10 000", lambda each: each["peak"], 250, 120, "MB"),
    Bar("reading and validating, each of 1 000 records", lambda each: each["load"] * 1e3, 150, 80, "µs"),
    Bar("`rapport lage` Markdown, N = 1 000, to `kontroll`", _to("lage md", "check 1000"), 1.4, 1.1),
    Bar("… HTML, more than Markdown", lambda each: each["lage html"] - each["lage md"], 1, 0.6, "s"),
    Bar(
        "`risk add` with its commit, N = 100, to start + `git commit`",
        lambda each: each["add"] / (each["list 0"] + each["commit"]),
        2,
    ),
)


class Bench:
    """Projects of each size in one folder, and the commands that run on them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        self._env |= {"DROGSCEN_DATUM": DAY, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        for role in ("AUTHOR", "COMMITTER"):
            self._env |= {f"GIT_{role}_NAME": "Bench", f"GIT_{role}_EMAIL": "bench@example.org"}
        script = shutil.which("drogscen", path=str(Path(sys.executable).parent))
        self._product = [script] if script else [sys.executable, "-m", "drogscen_cli"]
        for records in (0, 100, 1000, 10_000):
            write_project(records, folder / str(records))
        write_project(1000, folder / "risks", only="risk")
        for name in ("added", "committed"):
            write_project(100, folder / name)
            for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "start"]):
                self._time(["git", *words], name)

    def round(self, number: int) -> Round:
        """Seconds of each command, run once; megabytes under "peak"."""
        found = {"pass": median(self._time([sys.executable, "-c", "pass"], ".")[0] for _ in range(3))}
        for name, words, project in self._commands():
            found[name], peak = self._time([*self._product, *words], project)
            if name == "check 10000":
                found["peak"] = peak / 1e6
        found["add"], _ = self._time([*self._product, "risk", "add", "--titel", f"Risk i runda {number}"], "added")
        found["commit"] = self._commit(number)
        return found

    def _commands(self) -> Iterator[tuple[str, list[str], str]]:
        yield "version", ["--version"], "."
        yield "help", ["--help"], "."
        yield "risk help", ["risk", "--help"], "."
        yield "list 0", ["risk", "list"], "0"
        yield "list 1000", ["risk", "list"], "risks"
        for records in (0, 100, 1000, 10_000):
            yield f"check {records}", ["kontroll"], str(records)
        yield "lage md", ["rapport", "lage", "--format", "md"], "1000"
        yield "lage html", ["rapport", "lage", "--format", "html", "--ut", str(self._folder / "lage.html")], "1000"

    def load(self, runs: int) -> float:
        """Seconds that a running program takes to read and validate 1 000 records."""
        command = [sys.executable, "-c", LOAD, str(self._folder / "1000"), str(runs)]
        return float(subprocess.run(command, env=self._env, capture_output=True, text=True, check=True).stdout)

    def _commit(self, number: int) -> float:
        """Seconds of a bare `git commit` of one new record."""
        record = self._folder / "committed" / "projekt" / "risk" / f"R-9{number:03}.yaml"
        record.write_text("titel: Risk\n", "utf-8")
        self._time(["git", "add", str(record)], "committed")
        return self._time(["git", "commit", "-q", "-m", "risk add"], "committed")[0]

    def _time(self, command: list[str], project: str) -> tuple[float, int]:
        """Seconds and peak bytes of one process, which must succeed; only the empty project has findings (exit 1)."""
        with (self._folder / "stderr").open("w+", encoding="utf-8") as errors:
            start = time.perf_counter()
            process = subprocess.Popen(
                command,
                cwd=self._folder / project,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            errors.seek(0)
            said = errors.read()
        fine = (0, 1) if project == "0" else (0,)
        if process.returncode not in fine or "Traceback" in said:
            sys.exit(f"{' '.join(command)}: exit {process.returncode}\n{said}")
        return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9, help="rounds after one to warm up (default 9)")
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.round(0)
        load = bench.load(runs)
        rounds = [{**bench.round(number), "load": load} for number in range(1, runs + 1)]
    rows = [bar.row(rounds) for bar in BARS]
    print("| what | measured | must | aim | |", "|---|---|---|---|---|", *(row for row, _ in rows), sep="\n")
    return 0 if all(met for _, met in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
