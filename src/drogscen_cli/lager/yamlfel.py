"""What the YAML parser objects to, said in Swedish at the place where the cause stands.

Every English text of libyaml and of PyYAML's own parser leads to one of the causes below; a test holds the list.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import ScalarEvent

from drogscen_cli.core import schemafel
from drogscen_cli.core.fynd import Fynd, Regel, Stalle
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.text import visible
from drogscen_cli.lager.yamlnod import end_of, first_line, position, start_of

_KEY = re.compile(r"[ \t]*(?:- +)*([^\s:#,{}\[\]&*!|>'\"%@`-][^:#]*):")
_ESCAPE = re.compile(r"\\(?:[xuU][0-9a-fA-F]*|.)?")
_DIRECTIVE = "raden är ett direktiv och läses inte"
_GLUED_KEY = re.compile(r"[ \t]*(?:- +)*([\w-]+):(?=[^\s:/])")


@dataclass(frozen=True, slots=True)
class Brist:
    """A finding before it has a row and a column: what stands wrong, from which character, how long."""

    regel: Regel
    start: int
    langd: int
    text: str
    atgarda: str = ""


@dataclass(frozen=True, slots=True)
class _Fel:
    """A syntax error: where the parser was (``at``), what it was in the middle of (``since``), the scalar before it."""

    text: str
    at: int
    since: int
    block: bool
    scalar: tuple[int, int, str]

    @property
    def char(self) -> str:
        """The character that the parser stopped at, empty at the end of the file."""
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        """Where the line of ``at`` starts."""
        return max(self.text.rfind("\n", 0, self.at), self.text.rfind("\r", 0, self.at)) + 1

    @property
    def before(self) -> str:
        """What stands on the line before ``at``."""
        return self.text[self.line_start : self.at]

    def rest(self, regel: Regel, start: int, text: str, atgarda: str = "") -> Brist:
        """A finding from ``start`` to the end of its line."""
        start = min(start, max(len(self.text.rstrip()) - 1, 0))
        return Brist(regel, start, first_line(self.text, start, len(self.text)), text, atgarda)

    def one(self, regel: Regel, start: int, text: str, atgarda: str = "") -> Brist:
        """A finding about one character."""
        return Brist(regel, start, 1, text, atgarda)


def as_fynd(fil: str, text: str, brist: Brist) -> Fynd:
    """The finding with its place."""
    rad, kolumn = position(text, brist.start)
    regel = brist.regel
    stalle = Stalle(fil, rad, kolumn, brist.langd)
    return Fynd(regel.id, regel.allvar, stalle, brist.text, regel.text, brist.atgarda or regel.atgarda)


def syntax(text: str, error: Exception, shift: int, scalar: ScalarEvent | None) -> Brist:
    """The finding for a parser's error; ``scalar`` is the last one before it, ``shift`` what its marks lie behind."""
    problem = context = ""
    at = since = shift
    if isinstance(error, MarkedYAMLError):
        problem, context = error.problem or "", error.context or ""
        at = shift + error.problem_mark.index if error.problem_mark else at
        since = shift + error.context_mark.index if error.context_mark else at
    elif isinstance(error, YAMLError):
        problem = str(getattr(error, "reason", ""))
    span = (shift + start_of(scalar), shift + end_of(scalar), scalar.style or "") if scalar else (0, 0, "")
    return _cause(context, problem)(_Fel(text, min(at, len(text)), since, "block" in context, span))


def _cause(context: str, problem: str) -> Callable[[_Fel], Brist]:
    said = f"{context}: {problem}"
    return next((cause for pattern, cause in _CAUSES if re.search(pattern, said)), _unknown)


def is_known(context: str, problem: str) -> bool:
    """Whether a parser's text leads to a cause of its own."""
    return _cause(context, problem) is not _unknown


def _unknown(fel: _Fel) -> Brist:
    return fel.rest(schemafel.YAML01, fel.at, "raden följer inte reglerna för YAML")


def _character(fel: _Fel) -> Brist:
    if fel.char == "\t":
        return _tab(fel)
    return fel.one(schemafel.YAML08, fel.at, f"värdet får inte börja med {visible(fel.char)} utan citattecken")


def _tab(fel: _Fel) -> Brist:
    if fel.before.strip():
        return fel.one(schemafel.YAML02, fel.at, "en tabb står där det ska vara mellanslag")
    found = fel.text.find("\t", fel.line_start)
    return fel.one(schemafel.YAML02, max(found, 0), "raden är indragen med tabb, men ska vara indragen med mellanslag")


def _no_colon(fel: _Fel) -> Brist:
    line = fel.text[fel.since : fel.since + first_line(fel.text, fel.since, len(fel.text))]
    if glued := _GLUED_KEY.match(line):
        return _glued(fel, fel.since, glued[1])
    if re.match(r"-[^\s-]", line):
        atgarda = "Skriv bindestreck, mellanslag och sedan värdet."
        return fel.rest(schemafel.YAML07, fel.since, "mellanslag saknas efter bindestrecket", atgarda)
    return fel.rest(schemafel.YAML07, fel.since, "raden saknar kolon efter nyckeln")


def _glued(fel: _Fel, start: int, key: str) -> Brist:
    atgarda = f"Skriv {shown(key)}: följt av ett mellanslag och värdet."
    return fel.rest(schemafel.YAML07, start, f"mellanslag saknas efter kolon i {shown(key)}:", atgarda)


def _sequence(fel: _Fel) -> Brist:
    if not fel.before.strip():
        return _indent(fel)
    atgarda = "Börja listan på nästa rad med indrag, eller sätt citattecken runt värdet om det är text."
    return fel.rest(schemafel.YAML03, fel.at, "en lista kan inte börja på samma rad som sin nyckel", atgarda)


def _value(fel: _Fel) -> Brist:
    """A colon where none can be: inside a text, or on a line that was taken for the text's continuation."""
    if (key := _KEY.match(fel.before + ":")) and (rest := fel.before[key.end() :]).strip():
        atgarda = f'Sätt citattecken runt texten: {shown(key[1])}: "…".'
        start = fel.line_start + key.end() + len(rest) - len(rest.lstrip())
        return fel.rest(schemafel.YAML04, start, "texten innehåller kolon och behöver citattecken", atgarda)
    above_end = len(fel.text[: fel.line_start].rstrip())
    above = max(fel.text.rfind("\n", 0, above_end), fel.text.rfind("\r", 0, above_end)) + 1
    if glued := _GLUED_KEY.match(fel.text[above:above_end]):
        return _glued(fel, above + glued.start(1), glued[1])
    return _indent(fel)


def _indent(fel: _Fel) -> Brist:
    start = fel.line_start + len(fel.before) - len(fel.before.lstrip())
    return fel.rest(schemafel.YAML03, start, "raden har inte samma indrag som de rader den hör ihop med")


def _key(fel: _Fel) -> Brist:
    """Something that is neither the next key nor the end: after a closed value, or a line out of step."""
    if (odd := _stray_quote(fel)) or (odd := _stray_bracket(fel)):
        return odd
    if fel.char == ":":
        return fel.one(schemafel.YAML15, fel.at, "det står ingen nyckel före kolon")
    if fel.before.strip():
        return fel.rest(schemafel.YAML01, fel.at, "det här hör inte ihop med det som står före på raden")
    return _indent(fel)


def _stray_quote(fel: _Fel) -> Brist | None:
    start, end, style = fel.scalar
    if style in {"'", '"'} and start < fel.line_start < end:
        rad, _ = position(fel.text, end)
        return fel.rest(schemafel.YAML05, start, f"citattecknet avslutas först på rad {rad}")
    if fel.before.rstrip().endswith(("'", '"')):
        return fel.rest(schemafel.YAML05, fel.at, "det står text efter det avslutande citattecknet")
    return None


def _stray_bracket(fel: _Fel) -> Brist | None:
    last = fel.before.rstrip()[-1:]
    if last in {"]", "}"}:
        return fel.rest(schemafel.YAML06, fel.at, f"det står text efter avslutande {last}")
    if fel.char in {"]", "}", ","}:
        opener = {"]": "[", "}": "{"}.get(fel.char)
        text = f"{fel.char} står utan inledande {opener}" if opener else "raden kan inte börja med komma"
        return fel.one(schemafel.YAML06, fel.at, text)
    return None


def _flow(fel: _Fel) -> Brist:
    """A bracket that isn't closed, or a comma that is missing."""
    if odd := _stray_quote(fel):
        return odd
    opener = fel.text[fel.since : fel.since + 1]
    closer = {"[": "]", "{": "}"}.get(opener, "")
    if fel.char in {"]", "}"}:
        return fel.one(schemafel.YAML06, fel.at, f"{opener} avslutas med {fel.char} i stället för {closer}")
    if not fel.char or fel.since < fel.line_start:
        return fel.rest(schemafel.YAML06, fel.since, f"{opener} saknar avslutande {closer}")
    return fel.rest(schemafel.YAML06, fel.at, f"komma eller {closer} saknas")


def _content(fel: _Fel) -> Brist:
    if fel.block and (odd := _stray_bracket(fel)):
        return odd
    if fel.char in {"]", "}", ","}:
        return fel.one(schemafel.YAML06, fel.at, f"värde saknas före {fel.char}")
    opener = max(fel.text.rfind("[", 0, fel.at), fel.text.rfind("{", 0, fel.at), 0)
    return fel.rest(schemafel.YAML06, opener, "klammern eller hakparentesen är inte avslutad")


def _document(fel: _Fel) -> Brist:
    if re.search(r"^\.\.\.\s*$", fel.text[: fel.at], re.MULTILINE):
        return fel.rest(schemafel.YAML13, fel.at, "filen är avslutad med ..., men mer text följer")
    if directive := re.search(r"^%", fel.text[: fel.at], re.MULTILINE):
        return fel.rest(schemafel.YAML13, directive.start(), _DIRECTIVE)
    return _key(fel)


def _escape(fel: _Fel) -> Brist:
    start = max(fel.text.rfind("\\", 0, fel.at + 1), fel.since)
    found = _ESCAPE.match(fel.text, start)
    sequence = found[0] if found else "\\"
    return Brist(schemafel.YAML09, start, len(sequence), f"{visible(sequence)} är inget giltigt specialtecken")


def _fixed(regel: Regel, text: str) -> Callable[[_Fel], Brist]:
    """A cause that stands where the construct began, whatever the text around it."""
    return lambda fel: fel.rest(regel, fel.since, text)


_CAUSES: tuple[tuple[str, Callable[[_Fel], Brist]], ...] = (
    (r"(control|special) characters", _fixed(schemafel.YAML16, "filen innehåller ett styrtecken")),
    (r"too long$", _fixed(schemafel.FIL05, "filen är för stor för att läsas")),
    (r"[Mm]aximum nesting", _fixed(schemafel.YAML14, "innehållet har för många nivåer")),
    (r"document start", _document),
    (r"directive|incompatible YAML|duplicate tag", _fixed(schemafel.YAML13, _DIRECTIVE)),
    (r"single document|another document", _fixed(schemafel.YAML13, "filen innehåller flera dokument")),
    (r"anchor|alias|second occurrence", _fixed(schemafel.YAML11, "värdet börjar med & eller * utan citattecken")),
    (r" tag", _fixed(schemafel.YAML10, "värdet börjar med utropstecken utan citattecken")),
    (r"a tab character", _tab),
    (r"block scalar", _fixed(schemafel.YAML17, "efter | eller > ska texten börja på nästa rad")),
    (r"end of stream", _fixed(schemafel.YAML05, "texten har inget avslutande citattecken")),
    (r"document (indicator|separator)", _fixed(schemafel.YAML05, "citattecknet är inte avslutat före --- eller ...")),
    (r"escape|hexadecimal|hexdecimal", _escape),
    (r"UTF-|invalid Unicode char|low surrogate|input error", _fixed(schemafel.FIL01, "filen är inte sparad som UTF-8")),
    (r"cannot start any token", _character),
    (r"unexpected ':'", lambda fel: _glued(fel, fel.since, fel.text[fel.since : fel.at])),
    (r"could not find expected ':'", _no_colon),
    (r"sequence entries are not allowed", _sequence),
    (r"mapping keys are not allowed", lambda fel: fel.rest(schemafel.YAML15, fel.at, "? kan inte inleda ett värde")),
    (r"mapping values are not allowed", _value),
    (r"expected key|expected '-'|expected <block end>", _key),
    (r"expected ',' or|unclosed '\['", _flow),
    (r"node content", _content),
    (r"stream-start", _fixed(schemafel.YAML01, "filen börjar inte som YAML")),
)
"""What a parser says, the first match counts; patterns are compiled when a file is wrong, not at the start."""
