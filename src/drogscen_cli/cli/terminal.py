"""Standard output and error: what may be shown, in which encoding, and how wide."""

import codecs
import os
import shutil
import sys
import unicodedata
from dataclasses import dataclass
from typing import TextIO

from drogscen_cli.core.text import visible

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
        "×": "x",
        "\u00a0": " ",
        "”": '"',
        "’": "'",
        "≥": ">=",
    }
)


def _degrade(error: UnicodeError) -> tuple[str, int]:
    """A codec error handler: what the terminal lacks is written with the letters that it has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    bad = error.object[error.start : error.end]
    plain = unicodedata.normalize("NFKD", bad.translate(_ASCII))
    return "".join(char if ord(char) < 128 else "?" for char in plain if not unicodedata.combining(char)), error.end  # noqa: PLR2004


@dataclass(frozen=True)
class Terminal:
    """The streams of one run. Only ``result`` writes to standard output."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    @classmethod
    def standard(cls) -> "Terminal":
        """The process's own streams, never failing on a letter."""
        codecs.register_error("drogscen", _degrade)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="drogscen")
        return cls(sys.stdin, sys.stdout, sys.stderr)

    def result(self, text: str = "") -> None:
        """A line, or several, of what was asked for."""
        self.stdout.write(visible(text) + "\n")

    def exact(self, text: str) -> None:
        """What a program reads: UTF-8 whatever the terminal is, nothing rewritten."""
        self.stdout.flush()
        self.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        self.stdout.buffer.flush()

    def note(self, text: str) -> None:
        """A line about what was done, on standard error."""
        self.stderr.write(visible(text) + "\n")

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
