"""The root: every command lazily, and the one place where errors become exit codes."""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click import exceptions

from drogscen_cli import __version__, register
from drogscen_cli.cli.session import DatumOption, ProjektOption, Session
from drogscen_cli.cli.terminal import Terminal
from drogscen_cli.cli.usage import Lazy, first_line, group, in_swedish
from drogscen_cli.core.errors import DrogscenError, NoProjectError
from drogscen_cli.lager.disk import cause

_HERE = Path(__file__).parent / "kommando"
_INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """Runs one command line; returns the exit code of the command contract."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nobody else's code judges the records; and 10 ms
    terminal = Terminal.standard()
    if "_DROGSCEN_COMPLETE" in os.environ:
        from drogscen_cli.cli.shell import prepare

        prepare()
    try:
        session = Session(terminal, date.today())  # noqa: DTZ011 – the user's own calendar day, read here only
    except OSError as error:
        return _no_folder(terminal, error)
    return run_in(session, argv)


def run_in(session: Session, argv: Sequence[str]) -> int:
    """Runs one command line in given surroundings."""
    terminal = session.terminal
    try:
        code = _guarded(root(session), session, argv)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except OSError as error:
        return _no_folder(terminal, error)
    if code == _INTERRUPTED:
        after_the_question = "\n" if terminal.interactive else ""
        told = session.avbrott or "Avbrutet. Det som inte var sparat är inte sparat."
        terminal.note(f"{after_the_question}{told}")
    return code


def _no_folder(terminal: Terminal, error: OSError) -> int:
    place = error.filename or "Mappen som kommandot körs i"
    _report(terminal, f"{place} går inte att använda ({cause(error)}).", "")
    return NoProjectError.exit_code


def _guarded(command: Any, session: Session, argv: Sequence[str]) -> int:  # noqa: ANN401 – Click's type is private
    terminal = session.terminal
    try:
        result = command.main(args=list(argv), prog_name="drogscen", standalone_mode=False)
        terminal.flush()
    except exceptions.UsageError as error:
        found = in_swedish(error)
        _report(terminal, found.text, found.atgarda)
        return found.exit_code
    except DrogscenError as error:
        _report(terminal, error.text, error.atgarda)
        return error.exit_code
    except (typer.Abort, EOFError):
        _report(
            terminal, "Svaren tog slut innan allt var ifyllt. Inget mer är sparat.", "Ange värdena som val i stället."
        )
        return 2
    return result if isinstance(result, int) else 0


def _report(terminal: Terminal, text: str, atgarda: str) -> None:
    """What is wrong and what to do; personal data that somebody typed is not said again."""
    from drogscen_cli.core.personuppgift import mask

    terminal.note(f"Fel: {mask(text)}")
    if atgarda:
        terminal.note(f"Åtgärda: {mask(atgarda)}")


def root(session: Session) -> Any:  # noqa: ANN401
    """The whole command line, nothing of it imported yet."""

    def start(
        ctx: typer.Context,
        projekt: ProjektOption = None,
        datum: DatumOption = None,
        version: Annotated[bool, typer.Option("--version", help="Visa versionen")] = False,
    ) -> int:
        session.projekt_option, session.datum_option = projekt, datum
        if version:
            session.terminal.result(f"drogscen {__version__}")
        elif ctx.invoked_subcommand is None:
            from drogscen_cli.cli.start import start as overview

            return overview(session)
        return 0

    hjalp = (
        "Projektstyrning i vanliga filer: planens regler, register och rapporter. Utan kommando: vad som är på gång."
    )
    return group({**_commands(session), **_registers(session)}, hjalp, start)


def _commands(session: Session) -> Mapping[str, Lazy]:
    """One file in ``kommando`` is one command; its docstring is the help."""
    return {
        path.stem: Lazy(first_line(path), partial(_command, session, path.stem))
        for path in sorted(_HERE.glob("[a-z]*.py"))
    }


def _command(session: Session, name: str) -> Any:  # noqa: ANN401
    return import_module(f"drogscen_cli.cli.kommando.{name}").build(session)


def _registers(session: Session) -> Mapping[str, Lazy]:
    return {
        name: Lazy(": ".join(register.title(name)), partial(_register, session, name), "Register")
        for name in register.names()
    }


def _register(session: Session, name: str) -> Any:  # noqa: ANN401
    from drogscen_cli.cli.register import build

    return build(session, name)
