"""Playing a project from a script: every command in its order, on its day, with its own place in the diary."""

import io
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from drogscen_cli.cli.app import run_in
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.terminal import Terminal
from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.core.manus import Fil, Handskrift, Kommando, Steg
from drogscen_cli.lager.commit import commit
from drogscen_cli.lager.git import find_repo

_GIT_DAYS = ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE")

Between = Callable[[date], None]
"""Called when a day is over, before the next one begins."""


@dataclass
class Uppspelning:
    """One play in ``root``; ``mapp`` is where files from elsewhere lie meanwhile."""

    root: Path
    mapp: Path
    played: int = 0
    _day: date | None = field(default=None)

    def play(self, steps: Sequence[Steg], between: Between | None = None) -> None:
        """Every step; raises ``ProtectedError`` with the line of a step that does not end as the script says."""
        for step in steps:
            if between and self._day is not None and step.dag != self._day:
                between(self._day)
            self._day = step.dag
            self.played += 1
            with _at(step.dag, self.played):
                self._step(step)
        if between and self._day is not None:
            between(self._day)

    def _step(self, step: Steg) -> None:
        match step:
            case Fil():
                self._file(step)
            case Handskrift():
                self._by_hand(step)
            case Kommando():
                self._command(step)

    def _command(self, step: Kommando) -> None:
        argv = [part.replace("{mapp}", str(self.mapp)) for part in step.argv]
        code, said = silently(argv, step.dag, self.root, step.indata)
        if code != step.kod:
            raise ProtectedError(f"Manusets rad {step.rad} slutade med {code}, inte {step.kod}.\n{said}")

    def _file(self, step: Fil) -> None:
        folder, mark, _ = step.namn.rpartition("/")
        path = (self.root if mark else self.mapp) / step.namn
        is_new = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(step.innehall.encode())
        if folder:
            self._commit(step.namn, new=is_new)

    def _commit(self, path: str, *, new: bool) -> None:
        if repo := find_repo(self.root):
            commit(repo, [path], [path] if new else [], f"för hand: {path}")

    def _by_hand(self, step: Handskrift) -> None:
        path = self.root / step.fil
        text = path.read_text(encoding="utf-8")
        if text.count(step.fore) != 1:
            raise ProtectedError(f"Manusets rad {step.rad}: texten finns inte precis en gång i {step.fil}.")
        path.write_text(text.replace(step.fore, step.efter), encoding="utf-8", newline="\n")
        self._commit(step.fil, new=False)


def silently(argv: Sequence[str], dag: date, root: Path, said: str = "") -> tuple[int, str]:
    """One command without a terminal; its exit code, and everything that it wrote."""
    streams = [io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", write_through=True) for text in (said, "", "")]
    session = Session(Terminal(*streams), dag, {}, root)
    code = run_in(session, argv)
    for stream in streams[1:]:
        stream.flush()
        stream.seek(0)
    return code, "".join(stream.read() for stream in streams[1:])


@contextmanager
def _at(dag: date, number: int) -> Iterator[None]:
    """What git writes into the diary is dated that day: the commands of a play follow one another by seconds."""
    before = {name: os.environ.get(name) for name in _GIT_DAYS}
    minutes, seconds = divmod(number % 3600, 60)
    os.environ.update(dict.fromkeys(_GIT_DAYS, f"{dag.isoformat()}T16:{minutes:02}:{seconds:02}+0100"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def work_folder() -> Iterator[Path]:
    """A folder for files from elsewhere, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
