"""The fictitious year that is shipped with the program."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "exempel"


def shipped_example() -> tuple[tuple[str, bytes], ...]:
    """Its files: paths relative to a project's root, with forward slashes, and bytes, sorted."""
    found = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.parent != FOLDER)
    return tuple((path.relative_to(FOLDER).as_posix(), path.read_bytes()) for path in found)
