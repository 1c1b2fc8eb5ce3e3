"""What the tests of the command line share: a project in git, and ways to run a command and to talk to one."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pytest

from drogscen_cli.cli.app import run as run_inside

DAY = "2023-05-30"
GOLDEN = Path(__file__).parent / "golden"
EXAMPLE = Path(__file__).parents[1] / "data" / "exempel"
PERSONNUMMER = "19121212-1212"
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True)
class Done:
    """What came of a command: the exit code, and standard output and error apart."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()


@dataclass(frozen=True)
class Here:
    """A project in a folder of its own, with surroundings in which nobody's own settings count."""

    root: Path
    env: Mapping[str, str]

    def run(self, *argv: str, said: str = "", cwd: Path | None = None, **env: str) -> Done:
        """A whole process without a terminal; ``said`` is its standard input."""
        done = subprocess.run(
            command(*argv),
            cwd=cwd or self.root,
            env={**self.env, **env},
            input=said.encode(),
            capture_output=True,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def call(self, *argv: str, said: str = "", cwd: Path | None = None, **env: str) -> Done:
        """The same in this process, for what a process of its own would add nothing to."""
        streams = [io.TextIOWrapper(io.BytesIO(said.encode() if not place else b""), "utf-8") for place in range(3)]
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(cwd or self.root)
            for name in os.environ.keys() - self.env.keys():
                patch.delenv(name)
            for name, value in {**self.env, **env}.items():
                patch.setenv(name, value)
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            code = run_inside(argv)
            for stream in streams[1:]:
                stream.flush()
        out, err = (stream.buffer.getvalue().decode() for stream in streams[1:])
        return Done(code, out, err)

    @contextmanager
    def talk(self, *argv: str, **env: str) -> Iterator["Talk"]:
        """A whole process on a terminal of 80 columns."""
        child = pexpect.spawn(
            sys.executable,
            ["-m", "drogscen_cli", *argv],
            cwd=str(self.root),
            env={**self.env, **env},
            encoding="utf-8",
            codec_errors="replace",
            dimensions=(24, 80),
            timeout=60,
        )
        child.delaybeforesend = None
        try:
            yield Talk(child)
        finally:
            child.close(force=True)

    def git(self, *argv: str) -> str:
        """What git says in the project's folder."""
        done = subprocess.run(
            ["git", *argv], cwd=self.root, env=dict(self.env), capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout.strip("\n")

    def path(self, name: str) -> Path:
        """A record's file: ``risk/R-001``."""
        return self.root / "projekt" / f"{name}.yaml"

    def read(self, name: str) -> str:
        """A record's text."""
        return self.path(name).read_bytes().decode()

    def body(self, name: str) -> str:
        """A new record's text after the line that editors read."""
        first, _, rest = self.read(name).partition("\n")
        assert first == f"# yaml-language-server: $schema=../.schema/{name.partition('/')[0]}.json"
        return rest

    def put(self, name: str, text: str) -> None:
        """Writes a record by hand."""
        self.path(name).write_bytes(text.encode())

    def files(self) -> dict[str, bytes]:
        """Every file of the project, to see that nothing was written."""
        found = (path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in found if ".drogscen" not in path.parts}

    def diary(self) -> list[str]:
        """The subjects of the commits, the newest first."""
        return self.git("log", "--format=%s").splitlines()

    def changed(self) -> list[str]:
        """The lines that the newest commit took away and put there."""
        diff = self.git("show", "--format=", "--unified=0", "HEAD").splitlines()
        return [line for line in diff if line[:1] in "+-" and not line.startswith(("+++", "---"))]


@dataclass(frozen=True)
class Talk:
    """A command that asks, and somebody who answers."""

    child: "pexpect.spawn[str]"

    def answer(self, question: str, answer: str) -> str:
        """Waits for the question and types an answer; what was shown before the question."""
        shown = self.until(question)
        self.child.sendline(answer)
        return shown

    def answers(self, *pairs: tuple[str, str]) -> None:
        """Several questions in this order; one that is not expected is never answered."""
        for question, answer in pairs:
            self.answer(question, answer)

    def until(self, question: str) -> str:
        """Waits for the question; what was shown before it."""
        self.child.expect_exact(f"{question}: ")
        return plain(str(self.child.before))

    def interrupt(self, question: str) -> "Done":
        """Ctrl-C at the question."""
        self.until(question)
        self.child.sendintr()
        return self.end()

    def end_input(self, question: str) -> "Done":
        """Ctrl-D at the question."""
        self.until(question)
        self.child.sendeof()
        return self.end()

    def end(self) -> Done:
        """Waits for the process; both of its streams go to the terminal, and stand in ``out``."""
        self.child.expect(pexpect.EOF)
        shown = str(self.child.before)
        self.child.close()
        assert self.child.exitstatus is not None, f"ended by signal {self.child.signalstatus}: {shown}"
        return Done(self.child.exitstatus, shown.replace("\r\n", "\n"), "")


def command(*argv: str) -> list[str]:
    """The program as a list of arguments."""
    return [sys.executable, "-m", "drogscen_cli", *argv]


def plain(text: str) -> str:
    """The text without a terminal's escape sequences."""
    return _ESCAPES.sub("", text)


def golden(name: str) -> str:
    """The text that a command is to print."""
    return (GOLDEN / name).read_text(encoding="utf-8")
