"""What is wrong in a template, said in Swedish with the file and the line."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.utils import missing

from drogscen_cli.core.errors import DrogscenError
from drogscen_cli.core.text import nearest
from drogscen_cli.lager.mallfil import FOLDER
from drogscen_cli.utskrift.markdown_text import MallvardeError

_TOKENS = {
    "end of statement block": "%}",
    "end of print statement": "}}",
    "begin of statement block": "{%",
    "begin of print statement": "{{",
    "end of template": "mallens slut",
    "name": "ett namn",
    "integer": "ett tal",
    "string": "en text",
    "template data / text": "vanlig text",
}
_PLAIN = {
    SecurityError: "mallen försöker nå något som mallar inte når",
    RecursionError: "mallen anropar sig själv utan slut",
    ZeroDivisionError: "mallen delar med noll",
    OverflowError: "mallen räknar med ett för stort tal",
}
_KINDS = {dict: "uppslaget", list: "listan", tuple: "listan", str: "texten", int: "talet"}


class MallError(DrogscenError):
    """A template can't be read or filled in."""

    exit_code = 3


class Unknown(StrictUndefined):
    """A name that a template uses and that does not exist: says so as soon as it is used."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_hint and self._undefined_obj is missing:
            return f"”{name}” har inget värde" if name else "ett värde som mallen behöver finns inte"
        if self._undefined_obj is missing:
            return f"variabeln ”{name}” finns inte"
        if self._undefined_obj is None:
            return f"”{name}” kan inte hämtas: värdet före punkten saknas"
        kind = type(self._undefined_obj)
        return f"”{name}” finns inte i {_KINDS.get(kind, kind.__name__)}{_meant(name, _members(self._undefined_obj))}"


def _members(found: object) -> Iterable[str]:
    names = found if isinstance(found, Mapping) else dir(found)
    return [name for name in names if isinstance(name, str) and not name.startswith("_")]


def _meant(name: object, candidates: Iterable[str]) -> str:
    close = nearest(name, candidates) if isinstance(name, str) else None
    return f"; menas ”{close}”?" if close else ""


def not_found(name: str) -> MallError:
    """The error for a template that is nowhere."""
    return MallError(
        f"{FOLDER}/{name}: mallen finns inte",
        "Kontrollera namnet. De mallar som finns: drogscen mall list",
    )


def from_exception(error: Exception, name: str, known: Mapping[str, Iterable[str]]) -> MallError:
    """What went wrong while the template ``name`` was read or filled in.

    ``known`` holds the names that a template may use: ``filter``, ``test`` and ``variabler``.
    """
    if isinstance(error, TemplateSyntaxError):
        place = f"{error.filename or f'{FOLDER}/{name}'}:{error.lineno}"
        return MallError(f"{place}: {_syntax(error.message or '', known)}", _remedy(place))
    place = _line(error.__traceback__) or f"{FOLDER}/{name}"
    return MallError(f"{place}: {_runtime(error, known)}", _remedy(place))


def _remedy(place: str) -> str:
    file = place.partition(":")[0]
    return f"Rätta mallen. Tas projektets egen {file} bort används den som följer med programmet."


def _line(traceback: TracebackType | None) -> str:
    """The last place in a template that the error passed, as ``mallar/lage.md.j2:12``."""
    place = ""
    while traceback:
        file = traceback.tb_frame.f_code.co_filename
        if file.startswith(f"{FOLDER}/"):
            place = f"{file}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place


def _runtime(error: Exception, known: Mapping[str, Iterable[str]]) -> str:
    if isinstance(error, UndefinedError) and error.message:
        name = re.fullmatch("variabeln ”(.*)” finns inte", error.message)
        return error.message + (_meant(name[1], known["variabler"]) if name else "")
    if isinstance(error, MallvardeError) and error.message:
        return error.message
    if isinstance(error, TemplateNotFound):
        return f"mallen ”{error.name}” som används här finns inte"
    plain = next((text for kind, text in _PLAIN.items() if isinstance(error, kind)), "")
    return plain or _no_filter(str(error), known) or "uttrycket går inte att räkna ut med de värden som finns"


def _no_filter(message: str, known: Mapping[str, Iterable[str]]) -> str:
    found = re.match(r"No (filter|test) named '(.*?)'", message)
    if not found:
        return ""
    kind = "filtret" if found[1] == "filter" else "testet"
    return f"{kind} ”{found[2]}” finns inte{_meant(found[2], known[found[1]])}"


_SYNTAX: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"Encountered unknown tag '(.*?)'", lambda found: f"{{% {found[1]} %}} finns inte eller står på fel plats"),
    (
        r"Unexpected end of template\..*looking for the following tags: (.*?)\.",
        lambda found: f"mallen tar slut innan {{% {found[1].split(' or ')[-1].strip(chr(39))} %}}",
    ),
    (
        r"expected token '(.*?)', got '(.*)'",
        lambda found: f"här väntades {_token(found[1])} men där står {_token(found[2])}",
    ),
    (r"unexpected end of template, expected '(.*)'", lambda found: f"mallen tar slut innan {_token(found[1])}"),
    (r"[Uu]nexpected (?:char )?'(.*?)'", lambda found: f"oväntat: {_token(found[1])}"),
    (r"block '(.*)' defined twice", lambda found: f"blocket ”{found[1]}” finns två gånger"),
    (r"autoescape", lambda _: "{% autoescape %} får inte användas: värden skrivs alltid ut som text"),
)


def _syntax(message: str, known: Mapping[str, Iterable[str]]) -> str:
    if text := _no_filter(message, known):
        return text
    for pattern, say in _SYNTAX:
        if found := re.match(pattern, message, re.DOTALL):
            return say(found)
    return "uttrycket går inte att tolka"


def _token(described: str) -> str:
    return _TOKENS.get(described, f"”{described}”")
