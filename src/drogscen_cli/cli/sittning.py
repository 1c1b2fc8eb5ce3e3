"""What conversations that write as they go share: the day, the snapshot as it is now, and the way to the disk."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from drogscen_cli.actions.schema import path_of as schema_path
from drogscen_cli.actions.schema import schema_file
from drogscen_cli.cli.session import Session
from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.post import Post
from drogscen_cli.lager.disk import read_if_there
from drogscen_cli.lager.skriv import Door
from drogscen_cli.projekt import Projekt


@dataclass(kw_only=True)
class Sittning:
    """One sitting. ``kod`` is the exit code so far; ``projekt`` what stands on disk, read again for every write."""

    session: Session
    projekt: Projekt
    spara: bool
    kod: int = 0
    sagt: set[str] = field(default_factory=set)

    @property
    def dag(self) -> date:
        """The day that everything is dated."""
        return self.session.dag

    def note(self, text: str) -> None:
        """A line on standard error."""
        self.session.terminal.note(text)

    def through(self, door: Door, changes: ChangeSet, new: Iterable[type[Post]]) -> None:
        """Writes the changes, with the schemas that the first lines of ``new`` records name; tells a hindrance once."""
        files = (*changes.files, *self._schemas(new))
        outcome = door.write(ChangeSet(files, changes.message), spara=self.spara)
        why = outcome.note.partition("\n")[0]
        if why and why not in self.sagt:
            self.sagt.add(why)
            self.note(outcome.note)
        self.kod = max(self.kod, outcome.exit_code)

    def _schemas(self, new: Iterable[type[Post]]) -> list[FileChange]:
        """Those of the schemas that the project lacks."""
        models = dict.fromkeys(new)
        found = [schema_file(model, read_if_there(self.session.root / schema_path(model))) for model in models]
        return [file for file in found if file]
