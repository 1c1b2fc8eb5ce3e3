"""What every way of writing down a meeting shares: the meeting as it is now, and the way to the disk."""

from collections.abc import Callable
from dataclasses import dataclass

from drogscen_cli.actions.bord import Bord, Noterat
from drogscen_cli.cli.sittning import Sittning
from drogscen_cli.core.errors import CallError
from drogscen_cli.crosscheck import check_record
from drogscen_cli.lager.skriv import open_door
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.load import load
from drogscen_cli.register.mote import Mote

_IN_MESSAGE = 4
"""Things that a diary line names before the rest is counted."""


@dataclass(kw_only=True)
class Skrivare(Sittning):
    """The notes of one meeting."""

    ident: str

    @property
    def mote(self) -> Mote:
        """The meeting as it stands on disk."""
        found = self.projekt.hitta(self.ident)
        if not isinstance(found, Mote):
            raise CallError(f"{self.ident} finns inte längre.", "Se vilka som finns: drogscen mote list")
        return found

    def skriv(self, steg: Callable[[Bord], Bord]) -> tuple[Noterat, ...]:
        """Writes what a step makes of the project as it stands now, whole or not at all; what was noted."""
        with open_door(self.session.root, notify=self.note) as door:
            source = TreeSource(self.session.root)
            self.projekt = load(source)
            bord = steg(Bord(self.projekt, source.read, door.next_id))
            self._check(bord)
            new = [type(post) for post in bord.andrade if bord.filer[post.fil].before is None]
            self.through(door, bord.changes(self._message(bord)), new)
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
