"""``projekt/.drogscen/``: the door's own folder, never in git: lock, journal, staged files, drafts."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.lager.disk import is_link, read_if_there, replace, write_new

FOLDER = "projekt/.drogscen"
_IGNORE_ALL = b"*\n"


@dataclass(frozen=True, slots=True)
class Workroom:
    """The folder's parts under a project root; nothing is created before ``prepare``."""

    root: Path

    @property
    def folder(self) -> Path:
        """The folder itself."""
        return self.root / FOLDER

    @property
    def journal(self) -> Path:
        """The change set that is being written, complete; no file: nothing is half done."""
        return self.folder / "journal.json"

    @property
    def lock(self) -> Path:
        """The lock of a project without git."""
        return self.folder / "lock"

    @property
    def staging(self) -> Path:
        """New files before they get their names; leftovers there are worthless."""
        return self.folder / "tmp"

    @property
    def drafts(self) -> Path:
        """Texts that could not be saved where they belong."""
        return self.folder / "utkast"

    def prepare(self) -> None:
        """Create what is missing; raises ``OSError``, or ProtectedError where a link leads out of the project."""
        for part in (self.folder.parent, self.folder, self.staging, self.drafts):
            with suppress(FileNotFoundError):
                if is_link(os.lstat(part)):
                    name = part.relative_to(self.root).as_posix()
                    raise ProtectedError(f"Mappen {name} är en länk.", "Ersätt länken med en vanlig mapp.")
        self.staging.mkdir(parents=True, exist_ok=True)

    def tidy(self) -> None:
        """Remove leftovers of a killed process and keep the folder out of git; only while the lock is held."""
        self.clear_staging()
        ignore = self.folder / ".gitignore"
        if read_if_there(ignore) != _IGNORE_ALL:
            staged = self.staging / "gitignore"
            write_new(staged, _IGNORE_ALL)
            replace(staged, ignore)

    def clear_staging(self) -> None:
        """Remove every staged file."""
        with os.scandir(self.staging) as found:
            for entry in found:
                if not entry.is_dir(follow_symlinks=False):
                    Path(entry).unlink()

    def keep_draft(self, path: str, data: bytes) -> str:
        """Keep ``data``, meant for ``path``, under a free name; the draft's path relative to the root."""
        self.drafts.mkdir(parents=True, exist_ok=True)
        name = PurePosixPath(path.removeprefix("projekt/").replace("/", "-"))
        draft, number = name, 1
        while True:
            try:
                write_new(self.drafts / draft, data)
            except FileExistsError:
                number += 1
                draft = name.with_stem(f"{name.stem}-{number}")
            else:
                return f"{FOLDER}/utkast/{draft}"
