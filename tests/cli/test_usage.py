"""Wrong calls: every sentence that a user may meet, and a proof that none of Typer's own gets through."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
import typer.core
from tests.cli.cli_world import PERSONNUMMER, Here
from typer._click import exceptions

from drogscen_cli.cli.usage import in_swedish

CALLS = {
    "riks list": ("Kommandot riks finns inte.", "Menades risk? Alla kommandon: drogscen --help"),
    "xyz": ("Kommandot xyz finns inte.", "Alla kommandon: drogscen --help"),
    "risk lsit": ("Kommandot lsit finns inte.", "Menades list? Alla kommandon: drogscen risk --help"),
    "risk atgard foo": ("Kommandot foo finns inte.", "Alla kommandon: drogscen risk atgard --help"),
    "risk": ("Det saknas ett kommando.", "Se drogscen risk --help"),
    "rapport": ("Det saknas ett kommando.", "Se drogscen rapport --help"),
    "-": ("Anropet går inte att tolka.", "Se drogscen --help"),
    "--xyz": ("Valet --xyz finns inte.", "Alla val: drogscen --help"),
    "-h": ("Valet -h finns inte.", "Alla val: drogscen --help"),
    "risk list --statsu oppen": (
        "Valet --statsu finns inte.",
        "Menades --status? Alla val: drogscen risk list --help",
    ),
    "risk list --ägrae x": ("Valet --agrae finns inte.", "Menades --agare? Alla val: drogscen risk list --help"),
    "risk atgard edit 1 1 --nr 3": ("Valet --nr finns inte.", "Alla val: drogscen risk atgard edit --help"),
    "risk add --titel": ("Valet --titel måste följas av ett värde.", "Se drogscen risk add --help"),
    "--datum": ("Valet --datum måste följas av ett värde.", "Se drogscen --help"),
    "risk list --json=3": ("Valet --json tar inget värde.", "Se drogscen risk list --help"),
    "risk list a b": (
        "Det finns inget mer att ange efter kommandot, men där står: a b.",
        "Se drogscen risk list --help",
    ),
    "mall kopiera": ("Det saknas ett värde: NAMN.", "Se drogscen mall kopiera --help"),
    "risk atgard edit": ("Det saknas ett värde: NYCKEL.", "Se drogscen risk atgard edit --help"),
}
TYPER_SAYS = {
    "Argument {!r} takes {} values.": "Argumentet X har fel antal värden.",
    "Missing command.": "Det saknas ett kommando.",
    "Got unexpected extra argument(s) ({})": "Det finns inget mer att ange efter kommandot, men där står: X.",
    "Option {!r} does not take a value.": "Valet X tar inget värde.",
    "Option {!r} requires an argument.": "Valet X måste följas av ett värde.",
    "Option {!r} requires {} arguments.": "Valet X måste följas av fler värden.",
}
"""Messages that have a sentence of their own; all others become the general one."""
OTHERS = {
    "<_escape_control_characters(value)>",
    "<ctx>",
    "<message>",
    "<opt>",
    "<self.get_invalid_choice_message(value=value, ctx=ctx)>",
    "'{}': {}",
    "No such command {!r}.",
    "Takes {} values but {} given.",
    "Value must be an iterable.",
    "{!r} does not match the formats {}.",
    "{!r} is not a valid UUID.",
    "{!r} is not a valid boolean. Recognized values: {}",
    "{!r} is not a valid {}.",
    "{} is not in the range {}.",
    "{} values are required, but {} given.",
    "{} {!r} does not exist.",
    "{} {} is a directory.",
    "{} {} is a file.",
    "{} {} is not readable.",
    "{} {} is not writable.",
}
"""All the others; in angle brackets what is no text, but a variable or a call, in Typer's source."""
GENERAL = "Anropet går inte att tolka."
HOME = Path(inspect.getfile(typer)).parent
USAGE_ERRORS = {
    name
    for name, found in vars(exceptions).items()
    if isinstance(found, type) and issubclass(found, exceptions.UsageError)
}


@pytest.mark.parametrize("call", CALLS)
def test_a_wrong_call_is_answered_in_swedish(seen: Here, call: str) -> None:
    text, remedy = CALLS[call]
    done = seen.call(*call.split())
    assert (done.code, done.out) == (2, "")
    assert done.err == f"Fel: {text}\nÅtgärda: {remedy}\n"


def test_a_wrong_call_is_answered_on_standard_error_by_a_whole_process(seen: Here) -> None:
    done = seen.run("risk", "list", "--statsu", "oppen")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Fel: Valet --statsu finns inte.\n")


@pytest.mark.parametrize(
    "call",
    [
        [PERSONNUMMER],
        ["risk", "add", "--titel", "Född", PERSONNUMMER],
        ["risk", "list", f"--{PERSONNUMMER}"],
        ["risk", "list", "--status", PERSONNUMMER],
        ["risk", "show", PERSONNUMMER],
        ["risk", "atgard", "edit", "1", PERSONNUMMER, "--text", "x"],
        ["regel", PERSONNUMMER],
        ["kontroll", PERSONNUMMER],
        ["kontroll", "--regel", PERSONNUMMER],
        ["kontroll", "--format", PERSONNUMMER],
        ["mall", "kopiera", PERSONNUMMER],
        ["rapport", "lage", PERSONNUMMER],
        ["rapport", "lage", "--format", PERSONNUMMER],
        ["risk", "add", "--titel", "x", "--agare", PERSONNUMMER],
        ["risk", "add", "--titel", "x", "--stangd", PERSONNUMMER],
        ["risk", "add", "--titel", "x", "--sannolikhet", PERSONNUMMER],
        ["risk", "list", "--sortera", PERSONNUMMER],
        ["risk", "list", "--datum", PERSONNUMMER],
    ],
    ids=" ".join,
)
def test_a_personnummer_in_a_wrong_call_is_never_said_again(seen: Here, call: list[str]) -> None:
    done = seen.call(*call)
    assert done.code == 2
    assert "1212" not in done.out + done.err.replace("191212**-****", "")


def test_control_characters_in_a_call_are_written_out(seen: Here) -> None:
    done = seen.call("risk", "list", "a\x1b[31mb\nc")
    assert done.code == 2
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 2


def test_every_usage_error_that_typer_raises_is_known() -> None:
    assert {template for template in _messages() if template not in TYPER_SAYS} == OTHERS


@pytest.mark.parametrize("template", sorted(TYPER_SAYS))
def test_what_typer_says_has_a_swedish_sentence(template: str) -> None:
    message = template.replace("{!r}", "'X'").replace("({})", "(X)").replace("{}", "2")
    found = in_swedish(exceptions.UsageError(message))
    assert (found.text, found.atgarda, found.exit_code) == (TYPER_SAYS[template], "Se drogscen --help", 2)


def test_what_typer_says_otherwise_becomes_the_general_sentence() -> None:
    for template in sorted(OTHERS):
        assert in_swedish(exceptions.UsageError(template)).text == GENERAL
    option = typer.core.TyperOption(param_decls=["--antal"])
    error = exceptions.BadParameter("Value must be an iterable.", param=option)
    assert in_swedish(error).text == "Värdet för --antal går inte att använda."


def test_each_kind_of_usage_error_has_been_thought_of() -> None:
    kinds = "BadArgumentUsage BadOptionUsage BadParameter MissingParameter NoArgsIsHelpError NoSuchOption UsageError"
    assert sorted(USAGE_ERRORS) == kinds.split()


def _messages() -> set[str]:
    """Every text that Typer raises a usage error with, as a template."""
    sources = sorted(HOME.rglob("*.py"))
    return {message for path in sources for message in _raised(ast.parse(path.read_text(encoding="utf-8")))}


def _raised(tree: ast.Module) -> Iterator[str]:
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and _name(node.func) in USAGE_ERRORS | {"fail"}:
                texts = [text for argument in node.args for text in _texts(argument, function)]
                yield from texts or [f"<{ast.unparse(argument)}>" for argument in node.args[:1]]


def _texts(node: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """What an argument may say: its literal texts, those of the variables in it, and of the calls that wrap it."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.sub(r"\{(\w+)(!r)?\}", r"{\2}", text)
        case ast.JoinedStr(values=parts):
            yield from _joined(parts, function)
        case ast.Call(func=ast.Attribute(value=inner, attr="format")):
            yield from _texts(inner, function)
        case ast.Call(func=ast.Name(id="_" | "ngettext"), args=arguments):
            for argument in arguments:
                yield from _texts(argument, function)


def _joined(parts: list[ast.expr], function: ast.FunctionDef) -> Iterator[str]:
    texts = [""]
    for part in parts:
        match part:
            case ast.Constant(value=str(text)):
                choices = [text]
            case ast.FormattedValue(value=ast.Name(id=name), conversion=-1) if found := list(_set(name, function)):
                choices = found
            case ast.FormattedValue(conversion=114):
                choices = ["{!r}"]
            case _:
                choices = ["{}"]
        texts = [text + choice for text in texts for choice in choices]
    yield from texts


def _set(name: str, function: ast.FunctionDef) -> Iterator[str]:
    """The texts that a local variable is set to."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(_name(target) == name for target in node.targets):
            values = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
            for value in values:
                yield from _texts(value, function)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
