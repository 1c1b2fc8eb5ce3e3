"""The fictitious year that is shipped with the program."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "exempel"
_SCRIPT = FOLDER / "aret.txt"


def shipped_example() -> tuple[tuple[str, bytes], ...]:
    """Its files: paths relative to a project's root, with forward slashes, and bytes, sorted."""
    found = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path != _SCRIPT)
    return tuple((path.relative_to(FOLDER).as_posix(), path.read_bytes()) for path in found)


def shipped_script() -> str:
    """The script that plays the year."""
    return _SCRIPT.read_text(encoding="utf-8")
