"""One run of the command line: where the project is, which day it is, and what stands there."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drogscen_cli.cli.terminal import Terminal
from drogscen_cli.core.errors import CallError, NoProjectError

if TYPE_CHECKING:
    from drogscen_cli.projekt import Projekt

ProjektOption = Annotated[
    str | None,
    typer.Option("--projekt", metavar="KATALOG", help="Projektets mapp (annars närmaste mapp uppåt med projekt/)"),
]
DatumOption = Annotated[
    str | None,
    typer.Option("--datum", metavar="DAG", help="Dagen att räkna från: ÅÅÅÅ-MM-DD, idag, +14d (annars idag)"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Skriv som JSON")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Skriv som CSV")]
JaOption = Annotated[bool, typer.Option("--ja", help="Ställ inga frågor")]
SparaOption = Annotated[
    bool,
    typer.Option(
        "--spara/--ingen-spara", help="Spara ändringen i dagboken (git), eller bara i filen", show_default=False
    ),
]


@dataclass
class Session:
    """What the options and the surroundings say; the clock, the environment and the folder are given.

    ``avbrott`` is what is said when the run is interrupted, where the command knows more than that.
    """

    terminal: Terminal
    today: date
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    cwd: Path = field(default_factory=Path.cwd)
    projekt_option: str | None = None
    datum_option: str | None = None
    avbrott: str = ""

    def with_options(self, projekt: str | None, datum: str | None = None) -> "Session":
        """The same run with the options of a command; what is not given there stands as it is."""
        return Session(
            self.terminal,
            self.today,
            self.environ,
            self.cwd,
            projekt or self.projekt_option,
            datum or self.datum_option,
        )

    @cached_property
    def dag(self) -> date:
        """The day to count from: ``--datum``, ``DROGSCEN_DATUM`` or today."""
        named = self.environ.get("DROGSCEN_DATUM")
        clock = self._day(named, "DROGSCEN_DATUM", self.today) if named else self.today
        return self._day(self.datum_option, "--datum", clock) if self.datum_option else clock

    @property
    def dag_given(self) -> bool:
        """Whether the day was chosen, and later facts should be left out of what is shown."""
        return bool(self.datum_option or self.environ.get("DROGSCEN_DATUM"))

    def parse_day(self, text: str, option: str) -> date:
        """A day as people type it, counted from ``dag``; what was not written as a date is echoed as one."""
        return self._day(text, option, self.dag)

    def _day(self, text: str, option: str, today: date) -> date:
        from drogscen_cli.core.swedish import day_long, parse_day

        try:
            found = parse_day(text, today)
        except ValueError as error:
            raise CallError(f"{option}: {error}") from error
        if text != found.isoformat():
            self.terminal.note(f"{option} {text}: {day_long(found)}")
        return found

    @cached_property
    def root(self) -> Path:
        """The directory that holds ``projekt/``; raises ``NoProjectError``."""
        from drogscen_cli.lager.source import find_root

        named = self.projekt_option or self.environ.get("DROGSCEN_PROJEKT")
        start = Path(os.path.normpath(self.cwd / os.path.expanduser(named or "")))  # noqa: PTH111 – pathlib's may raise
        found = find_root(start)
        itself = found == start or (found == start.parent and start.name == "projekt")
        if found is None or (named and not itself):
            raise NoProjectError(
                f"Det finns inget projekt i {start}.",
                "Gå till projektets mapp, eller ange den: --projekt KATALOG. Mappen ska innehålla "
                "projekt/projektplan.yaml.",
            )
        return found

    @cached_property
    def projekt(self) -> "Projekt":
        """The snapshot of the working tree, after what an earlier crash left half done is finished."""
        from drogscen_cli.lager.source import TreeSource
        from drogscen_cli.lager.workroom import Workroom
        from drogscen_cli.load import load

        if Workroom(self.root).journal.exists():
            from drogscen_cli.lager.skriv import recover

            for message in recover(self.root, self.terminal.note):
                self.terminal.note(message)
        return load(TreeSource(self.root))

    def note_unread(self, folder: str = "projekt") -> int:
        """Names the files below ``folder`` that could not be read; the exit code of a result that lacks them."""
        missing = sorted(path for path in self.projekt.olasta if f"{path}/".startswith(f"{folder}/"))
        for path in missing:
            self.terminal.note(f"{path} går inte att läsa och är inte med. Se felen: drogscen kontroll")
        return NoProjectError.exit_code if missing else 0
