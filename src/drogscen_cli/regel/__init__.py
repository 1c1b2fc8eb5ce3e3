"""The rules, one file a kind of duty; a new function with ``@regel`` is a new rule.

A rule is a pure function of the snapshot as it stood on a day and of the plan's demand that it answers for. Its
docstring is its documentation: a title, what the plan wants and why, and a last paragraph "Åtgärda: …".
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

from drogscen_cli.core.fynd import Allvar, Fynd, Regel, Stalle
from drogscen_cli.core.plikt import Bevis, Enhet, Plikt, Tillstand, judge
from drogscen_cli.core.post import Post
from drogscen_cli.projekt import Projekt
from drogscen_cli.register._styrning import Krav
from drogscen_cli.register.projektplan import Projektplan

BY_HAND = "KRAV02"
"""The rule of demands that no rule is named for."""
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Slag:
    """A kind of duty: what is owed (``riskanalys``), what its scopes are called, and the register that shows it."""

    vad: str
    enhet: Enhet
    bevis: type[Post]


@dataclass(frozen=True, slots=True)
class Laget:
    """What a rule sees: the snapshot as it stood on ``dag``, the plan, its demand, and the rule's own description."""

    projekt: Projekt
    plan: Projektplan
    dag: date
    krav: Krav
    regel: Regel

    def fynd(self, stalle: Stalle, text: str, *, omfattning: str = "") -> Fynd:
        """A breach of the rule; a waiver may name ``omfattning``, or the id of the record that ``stalle`` is in."""
        return self._finding(self.regel.allvar, stalle, text, self.regel.atgarda, omfattning)

    def oavgjord(self, stalle: Stalle, text: str, atgarda: str, *, omfattning: str = "") -> Fynd:
        """A question that lacks data for an answer; ``text`` says which data, ``atgarda`` how to give them."""
        return self._finding(Allvar.OAVGJORD, stalle, text, atgarda, omfattning)

    @property
    def kravplats(self) -> Stalle:
        """Where the plan's demand stands."""
        return self.projekt.stalle(self.plan, "krav", self.krav)

    def _finding(self, allvar: Allvar, stalle: Stalle, text: str, atgarda: str, omfattning: str) -> Fynd:
        varfor, paragraf = self.krav.text, self.krav.paragraf
        return Fynd(self.regel.id, allvar, stalle, text, varfor, _addressed(atgarda, stalle), paragraf, omfattning)

    def plikt(
        self, slag: Slag, omfattning: str, senast: date, bevis: tuple[Bevis, ...], *, ansvarig: str | None = None
    ) -> Plikt:
        """A duty, judged; undecided without evidence where evidence can't be read, or need not be given.

        ``ansvarig`` owns it; the one whom the plan's demand names, unless given.
        """
        tillstand, saknas, atgarda = judge(senast, bevis, self.dag), "", ""
        if tillstand is Tillstand.UTEBLIVEN and (doubt := self.tvivel(slag.bevis)):
            tillstand, (saknas, atgarda) = Tillstand.OAVGJORD, doubt
        return Plikt(
            self.regel.id,
            self.krav.paragraf,
            slag.vad,
            omfattning,
            slag.enhet,
            senast,
            tillstand,
            self.kravplats,
            self.krav.text,
            bevis,
            ansvarig or self.krav.ansvarig,
            saknas,
            atgarda,
        )

    def tvivel(self, model: type[Post]) -> tuple[str, str] | None:
        """What makes missing records of ``model`` say nothing, and what to do about it."""
        if path := self.olast(model):
            return f"{path} går inte att läsa", "Rätta felen i filen: drogscen kontroll."
        if self.plan.foljs_fran is None:
            saknas = "planen anger inte från vilken dag plikterna följs (foljs_fran)"
            return saknas, "Ange dagen: drogscen projektplan edit --foljs-fran ÅÅÅÅ-MM-DD."
        return None

    def olast(self, model: type[Post]) -> str:
        """The first file of a register, of one file or of many, that can't be read; an empty string for none."""
        folder = f"projekt/{model.register()}"
        mine = (folder, f"{folder}.yaml")
        return min((path for path in self.projekt.olasta if path in mine or path.startswith(f"{folder}/")), default="")


def _addressed(atgarda: str, stalle: Stalle) -> str:
    """The remedy with the id of the record that the finding stands in, where it asks for one of that register."""
    ident = stalle.fil.rpartition("/")[2].removesuffix(".yaml")
    prefix, mark, _ = ident.partition("-")
    return re.sub(rf"\b{prefix}-…(?![/\w])", ident, atgarda) if mark else atgarda


Rule = Callable[[Laget], Iterable[Plikt | Fynd]]


@dataclass(frozen=True, slots=True)
class Bound:
    """A rule function with what its decorator and docstring say."""

    regel: Regel
    check: Rule


def regel(ident: str, allvar: Allvar, harnast: str = "", *, organ: bool = False) -> Callable[[Rule], Bound]:
    """Declares a function as the rule ``ident``; a plan switches it on by naming the id in one of its demands.

    ``harnast`` is the command that does what the rule wants (``drogscen risk granska``), shown by bare ``drogscen``.
    ``organ``: only a decision of the body that decides on changes waives the rule (plan § 8).
    """

    def bind(check: Rule) -> Bound:
        described = parse_docstring(ident, allvar, inspect.getdoc(check) or "")
        return Bound(replace(described, harnast=harnast, organ=organ), check)

    return bind


def parse_docstring(ident: str, allvar: Allvar, text: str) -> Regel:
    """Title, text and remedy; raises ``ValueError`` where one of the three is missing."""
    titel, _, rest = text.partition("\n\n")
    body, mark, atgarda = rest.rpartition("Åtgärda: ")
    if not (titel and body and mark):
        message = f"{ident}: docstring needs a title, a text and a last paragraph 'Åtgärda: …'"
        raise ValueError(message)
    return Regel(ident, allvar, titel.rstrip("."), _paragraphs(body), " ".join(atgarda.split()))


def _paragraphs(body: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in body.split("\n\n") if part.strip())


@cache
def rules() -> dict[str, Bound]:
    """Every rule by id, found by looking through this folder."""
    found: dict[str, Bound] = {}
    for path in sorted(_HERE.glob("[a-z]*.py")):
        for value in vars(import_module(f"{__name__}.{path.stem}")).values():
            if isinstance(value, Bound):
                if value.regel.id in found and found[value.regel.id] is not value:
                    message = f"two rules are called {value.regel.id}"
                    raise ValueError(message)
                found[value.regel.id] = value
    return dict(sorted(found.items()))


def bound_to(projekt: Projekt) -> Iterator[tuple[Bound, Krav]]:
    """The rules that this project's plan switches on, each with the demand it answers for.

    A demand that names no rule is answered for by the one for what is ticked by hand.
    """
    for ident, found in rules().items():
        for krav in projekt.krav(ident):
            yield found, krav
    for krav in projekt.plan.krav if projekt.plan else ():
        if not krav.regel:
            yield rules()[BY_HAND], krav
