"""Help pages and usage errors in Swedish: the one place that knows how Typer words them (0.28)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from typer._click import exceptions
from typer.core import TyperCommand, TyperGroup

from drogscen_cli.cli.terminal import Terminal
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.text import fold, nearest

SETTINGS = {"help_option_names": ["--help"], "token_normalize_func": fold, "max_content_width": 100}


class _Swedish:
    """Overrides of what Click writes in English."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 – Click's own types are private
        """The line that shows how the command is typed."""
        pieces = (piece.strip("{}") for piece in self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), "Skriv så här: ")

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """``--help``, explained in Swedish."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help, option.callback = "Visa den här hjälpen", _show_help
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """As Click does it; what is wrong is said of this command."""
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc, no-any-return]
        except exceptions.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Arguments and options."""
        rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            record = param.get_help_record(ctx)
            if record is not None:
                rows[param.param_type_name].append((record[0], record[1].replace("  [required]", " (krävs)")))
        for kind, title in (("argument", "Argument"), ("option", "Val")):
            if rows[kind]:
                with formatter.section(title):
                    formatter.write_dl(rows[kind])


def _show_help(ctx: Any, _: Any, value: Any) -> None:  # noqa: ANN401
    """The page in the terminal's own encoding; Click's own printer writes UTF-8 where it is ASCII."""
    if value and not ctx.resilient_parsing:
        Terminal.standard().result(ctx.get_help())
        ctx.exit()


class SwedishCommand(_Swedish, TyperCommand):
    """A command with Swedish help."""


@dataclass(frozen=True, slots=True)
class Lazy:
    """A command that is built when it is run, and what its group's help says of it."""

    hjalp: str
    build: Callable[[], Any]
    avdelning: str = "Kommandon"


class LazyGroup(_Swedish, TyperGroup):
    """A group that knows its commands by name and imports one when it is called."""

    entries: Mapping[str, Lazy] = {}

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """The names, in the order of the help page."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """The command, built now."""
        lazy = self.entries.get(cmd_name)
        return lazy.build() if lazy else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """As Click does it; an unknown name is answered with the nearest one."""
        name = args[0]
        if not name.startswith("-") and fold(name) not in self.entries and name not in self.entries:
            near = nearest(name, self.entries)
            remedy = f"Menades {near}? " if near else ""
            raise CallError(f"Kommandot {name} finns inte.", f"{remedy}Alla kommandon: {ctx.command_path} --help")
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Commands first, by section, then the options."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, lazy in self.entries.items():
            sections.setdefault(lazy.avdelning, []).append((name, lazy.hjalp))
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl(rows)
        super().format_options(ctx, formatter)


def command(function: Callable[..., Any], hjalp: str) -> Any:  # noqa: ANN401
    """A single command from a function with Typer's annotations."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(cls=SwedishCommand, help=hjalp, options_metavar="[VAL]", context_settings=SETTINGS)(function)
    return typer.main.get_command(app)


def group(entries: Mapping[str, Lazy], hjalp: str, callback: Callable[..., Any] | None = None) -> Any:  # noqa: ANN401
    """A lazy group; ``callback`` takes the options that stand before the command's name."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.callback(
        cls=LazyGroup,
        help=hjalp,
        options_metavar="[VAL]",
        subcommand_metavar="KOMMANDO …",
        invoke_without_command=callback is not None,
        context_settings=SETTINGS,
    )(callback or _nothing)
    found = typer.main.get_group(app)
    found.entries = dict(entries)  # type: ignore[attr-defined]
    return found


def first_line(path: Path) -> str:
    """A command's help: the first line of its module, read without importing it."""
    with path.open(encoding="utf-8") as file:
        return file.readline().strip().strip('"')


def _nothing() -> None:
    """A group without options of its own."""


_WORDED: tuple[tuple[str, str], ...] = (
    (
        r"Got unexpected extra argument\(s\) \((?P<x>.*)\)",
        "Det finns inget mer att ange efter kommandot, men där står: {x}.",
    ),
    (r"Missing command\.", "Det saknas ett kommando."),
    (r"Option '(?P<x>.+)' requires an argument\.?", "Valet {x} måste följas av ett värde."),
    (r"Option '(?P<x>.+)' requires \d+ arguments\.?", "Valet {x} måste följas av fler värden."),
    (r"Option '(?P<x>.+)' does not take a value\.", "Valet {x} tar inget värde."),
    (r"Argument '(?P<x>.+)' takes \d+ values\.", "Argumentet {x} har fel antal värden."),
)


def in_swedish(error: exceptions.UsageError) -> CallError:
    """A usage error in Swedish; what Typer says is never shown as it is."""
    page = f"{error.ctx.command_path} --help" if error.ctx else "drogscen --help"
    if isinstance(error, exceptions.NoSuchOption):
        near = nearest(error.option_name.lstrip("-"), _options(error))
        return CallError(
            f"Valet {error.option_name} finns inte.", f"{f'Menades --{near}? ' if near else ''}Alla val: {page}"
        )
    if isinstance(error, exceptions.MissingParameter):
        name = error.param.make_metavar(ctx=error.ctx) if error.param and error.ctx else ""
        return CallError(f"Det saknas ett värde: {name}.", f"Se {page}")
    for pattern, text in _WORDED:
        if found := re.fullmatch(pattern, error.message):
            return CallError(text.format(**found.groupdict()), f"Se {page}")
    name = error.param.opts[0] if isinstance(error, exceptions.BadParameter) and error.param else ""
    return CallError(
        f"Värdet för {name} går inte att använda." if name else "Anropet går inte att tolka.", f"Se {page}"
    )


def _options(error: exceptions.UsageError) -> Iterator[str]:
    """The options' names without their dashes, which are alike in all of them."""
    if error.ctx is not None:
        for param in error.ctx.command.get_params(error.ctx):
            if param.param_type_name == "option":
                yield from (name.lstrip("-") for name in (*param.opts, *param.secondary_opts))
