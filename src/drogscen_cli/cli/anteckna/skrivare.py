"""What every way of writing down a meeting shares: the snapshot as it is now, and the way to the disk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from drogscen_cli.actions.bord import Bord, Noterat
from drogscen_cli.actions.schema import path_of as schema_path
from drogscen_cli.actions.schema import schema_file
from drogscen_cli.cli.session import Session
from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.errors import CallError
from drogscen_cli.crosscheck import check_record
from drogscen_cli.lager.disk import read_if_there
from drogscen_cli.lager.skriv import open_door
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.mote import Mote

_IN_MESSAGE = 4
"""Things that a diary line names before the rest is counted."""


@dataclass
class Skrivare:
    """The notes of one meeting; ``kod`` is the exit code so far, ``projekt`` what stands on disk."""

    session: Session
    ident: str
    spara: bool
    projekt: Projekt
    kod: int = 0
    sagt: set[str] = field(default_factory=set)

    @property
    def dag(self) -> date:
        """The day of the notes."""
        return self.session.dag

    @property
    def mote(self) -> Mote:
        """The meeting as it stands on disk."""
        found = self.projekt.hitta(self.ident)
        if not isinstance(found, Mote):
            raise CallError(f"{self.ident} finns inte längre.", "Se vilka som finns: drogscen mote list")
        return found

    def note(self, text: str) -> None:
        """A line on standard error."""
        self.session.terminal.note(text)

    def skriv(self, steg: Callable[[Bord], Bord]) -> tuple[Noterat, ...]:
        """Writes what a step makes of the project as it stands now, whole or not at all; what was noted."""
        with open_door(self.session.root, notify=self.note) as door:
            source = TreeSource(self.session.root)
            self.projekt = load(source)
            bord = steg(Bord(self.projekt, source.read, door.next_id))
            self._check(bord)
            changes = bord.changes(self._message(bord))
            outcome = door.write(ChangeSet((*changes.files, *self._schemas(bord)), changes.message), spara=self.spara)
        why = outcome.note.partition("\n")[0]
        if why and why not in self.sagt:
            self.sagt.add(why)
            self.note(outcome.note)
        self.kod = max(self.kod, outcome.exit_code)
        self.projekt = bord.projekt
        return bord.noterat

    def _message(self, bord: Bord) -> str:
        """``mote M-007: beslut 2``."""
        words = list(dict.fromkeys(each.ord for each in bord.noterat))
        rest = f" och {len(words) - _IN_MESSAGE} till" if len(words) > _IN_MESSAGE else ""
        return f"mote {self.ident}: {', '.join(words[:_IN_MESSAGE])}{rest}"

    def _check(self, bord: Bord) -> None:
        """References that lead nowhere."""
        found = [fynd for post in bord.andrade for fynd in check_record(bord.projekt, post)]
        if found:
            raise CallError(f"{found[0].text}.", found[0].atgarda)

    def _schemas(self, bord: Bord) -> list[FileChange]:
        """The schemas that the first lines of new records name, where the project lacks them."""
        new = dict.fromkeys(type(post) for post in bord.andrade if bord.filer[post.fil].before is None)
        found = [schema_file(model, read_if_there(self.session.root / schema_path(model))) for model in new]
        return [file for file in found if file]
