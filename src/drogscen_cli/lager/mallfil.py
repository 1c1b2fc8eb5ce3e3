"""Where a template's text comes from: the project's own ``mallar/``, else the ones shipped with the program."""

import re
from collections.abc import Callable
from pathlib import Path

from drogscen_cli.core.errors import NoProjectError, ProtectedError

FOLDER = "mallar"
"""The folder with templates, in a project as in the program."""

_NAME = re.compile(r"[A-Za-z0-9_-][\w.-]*(?:/[A-Za-z0-9_-][\w.-]*)*")

Find = Callable[[str], str | None]
"""Takes a template's name with forward slashes (``lage.md.j2``); gives its text, or None where there is none."""


def shipped_folder() -> Path:
    """The templates' folder inside the installed package, or in the root of a checkout."""
    package = Path(__file__).parents[1]
    inside = package / FOLDER
    return inside if inside.is_dir() else package.parents[1] / FOLDER


def shipped_names() -> tuple[str, ...]:
    """The names of all templates that come with the program, sorted."""
    folder = shipped_folder()
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))


def in_folder(folder: Path) -> Find:
    """Look templates up in ``folder``; a name with ``..`` finds nothing, and a link out of the folder is refused."""

    def find(name: str) -> str | None:
        if not _NAME.fullmatch(name):
            return None
        try:
            return _text(folder, name)
        except UnicodeDecodeError:
            raise NoProjectError(f"{FOLDER}/{name}: filen är inte skriven i UTF-8", "Spara filen som UTF-8.") from None
        except OSError:
            raise NoProjectError(
                f"{FOLDER}/{name}: filen går inte att läsa", "Kontrollera filens namn och behörigheter."
            ) from None

    return find


def first(*finds: Find) -> Find:
    """Look templates up in each place in turn; the first that has one wins."""

    def find(name: str) -> str | None:
        return next((text for place in finds if (text := place(name)) is not None), None)

    return find


def templates(projekt_rot: Path | None = None) -> Find:
    """Look templates up in the project's own ``mallar/`` and then among those that come with the program."""
    shipped = in_folder(shipped_folder())
    return first(in_folder(projekt_rot / FOLDER), shipped) if projekt_rot else shipped


def _text(folder: Path, name: str) -> str | None:
    """The file's text with Unix line ends and without a byte order mark."""
    path = folder / name
    if not path.is_file():
        return None
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ProtectedError(
            f"{FOLDER}/{name}: filen är en länk till något utanför mappen {FOLDER}",
            "Lägg en kopia av filen i mappen i stället för länken.",
        )
    return path.read_text("utf-8-sig")
