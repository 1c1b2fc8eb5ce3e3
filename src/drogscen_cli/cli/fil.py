"""What somebody has written in a file of their own, or sends through standard input."""

from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError
from drogscen_cli.lager.disk import cause


def sent(session: Session, name: str) -> tuple[str, bytes]:
    """What a file is called when it is spoken of, and what it holds; ``-`` is standard input.

    Raises ``CallError``.
    """
    called = "standard in" if name == "-" else name
    try:
        return called, session.terminal.stdin.buffer.read() if name == "-" else (session.cwd / name).read_bytes()
    except FileNotFoundError as error:
        raise CallError(f"Filen {name} finns inte.") from error
    except OSError as error:
        raise CallError(f"{called} kan inte läsas ({cause(error)}).") from error
