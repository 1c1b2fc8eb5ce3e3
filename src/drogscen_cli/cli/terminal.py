"""Standard output and error: what may be shown, in which encoding, and how wide."""

import codecs
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from drogscen_cli.core.errors import NoProjectError
from drogscen_cli.core.text import visible
from drogscen_cli.lager.disk import cause

_ASCII = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "·": "-",
        "…": "...",
        "→": "->",
        "│": "|",
        "●": "*",
        "◐": "~",
        "○": "o",
        "×": "x",
        "\u00a0": " ",
        "”": '"',
        "’": "'",
        "≥": ">=",
        "↑": "^",
        "↓": "v",
        "─": "-",
        "└": "+",
        **dict(zip("▁▂▃▄▅▆▇█", "_.:=+o*#", strict=True)),
    }
)


def _degrade(error: UnicodeError) -> tuple[str, int]:
    """A codec error handler: what the terminal lacks is written with the letters that it has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    bad = error.object[error.start : error.end]
    plain = unicodedata.normalize("NFKD", bad.translate(_ASCII))
    return "".join(char if ord(char) < 128 else "?" for char in plain if not unicodedata.combining(char)), error.end  # noqa: PLR2004


def _lead_nowhere(stream: TextIO) -> None:
    """What is written from now on, and what was on its way, disappears; nothing fails when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def harmless(text: str) -> str:
    """What leaves the program: a personnummer that stands in the files is never repeated in full."""
    from drogscen_cli.core.personuppgift import mask

    return mask(text, only_certain=True)


@dataclass(frozen=True)
class Terminal:
    """The streams of one run. Only ``result`` writes to standard output."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    @classmethod
    def standard(cls) -> "Terminal":
        """The process's own streams, never failing on a letter; one that is closed leads nowhere."""
        codecs.register_error("drogscen", _degrade)
        for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
            if getattr(sys, name) is None:
                setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 – open as long as the program
            if hasattr(stream := getattr(sys, name), "reconfigure"):
                stream.reconfigure(errors="surrogateescape" if name == "stdin" else "drogscen")
        return cls(sys.stdin, sys.stdout, sys.stderr)

    def result(self, text: str = "") -> None:
        """A line, or several, of what was asked for."""
        with self._printing():
            self.stdout.write(visible(harmless(text)) + "\n")

    def exact(self, text: str) -> None:
        """What a program reads: UTF-8 whatever the terminal is, nothing rewritten."""
        with self._printing():
            self.stdout.flush()
            self.stdout.buffer.write(harmless(text).encode("utf-8", "backslashreplace"))
            self.stdout.buffer.flush()

    def flush(self) -> None:
        """Everything that was asked for has left the program, or ``NoProjectError``."""
        with self._printing():
            self.stdout.flush()

    @contextmanager
    def _printing(self) -> Iterator[None]:
        """A reader who has left (``| head``) is no error, and the command goes on; a full disk is one."""
        try:
            yield
        except BrokenPipeError:
            _lead_nowhere(self.stdout)
        except OSError as error:
            _lead_nowhere(self.stdout)
            raise NoProjectError(f"Det gick inte att skriva ut resultatet ({cause(error)}).") from error

    def note(self, text: str) -> None:
        """A line about what was done, on standard error; where that can't be written there is nobody to tell."""
        try:
            self.stderr.write(visible(harmless(text)) + "\n")
        except OSError:
            _lead_nowhere(self.stderr)

    def ask(self, question: str) -> str:
        """One answer from standard input; raises ``EOFError`` when there is none."""
        self.stderr.write(visible(question))
        self.stderr.flush()
        answer = self.stdin.readline()
        if not answer:
            raise EOFError
        return answer.rstrip("\r\n").strip()

    @property
    def interactive(self) -> bool:
        """Whether somebody sits there to answer."""
        return self.stdin.isatty() and self.stderr.isatty()

    @property
    def tty(self) -> bool:
        """Whether the result goes to a screen."""
        return self.stdout.isatty()

    @property
    def colour(self) -> bool:
        """Whether colour is wanted and understood."""
        return self.tty and "NO_COLOR" not in os.environ and os.environ.get("TERM", "") != "dumb"

    @property
    def width(self) -> int:
        """Columns to write in: the screen's, 80 where there is none."""
        return shutil.get_terminal_size((80, 24)).columns if self.tty else 80
