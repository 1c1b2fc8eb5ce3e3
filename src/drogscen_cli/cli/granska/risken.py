"""The questions about one risk."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from drogscen_cli.actions.granska import NyAtgard, Svar, senaste_beslut, som_den_var
from drogscen_cli.cli.fragor import BackError, Fraga, Steg, walk
from drogscen_cli.cli.granska.bild import levels_in_words
from drogscen_cli.cli.granska.granskare import INDENT, Granskare
from drogscen_cli.cli.granska.tolk import day, decision, level, people, text
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.swedish import day_short
from drogscen_cli.core.text import fold
from drogscen_cli.register.lagesrapport import Farg
from drogscen_cli.register.risk import Atgard, Bedomning, Risk
from drogscen_cli.riskbild import bedomd_per

CLOSE, ACCEPT = "s", "a"
_FIRST = (f"{CLOSE} stänger risken, {ACCEPT} accepterar den genom ett beslut.",)
_MEASURE_HELP = ("j: klar i dag. j DAG: klar den dagen. Ett datum: nytt sista datum. n: inte klar.",)


@dataclass(frozen=True, slots=True)
class _Fragor:
    """The questions about one risk; ``risk`` as it stood on the day."""

    granskare: Granskare
    risk: Risk

    @property
    def now(self) -> Bedomning | None:
        return bedomd_per(self.risk, self.granskare.dag)

    def steps(self) -> Iterator[Steg[Svar]]:
        yield self.likelihood
        yield self.consequence
        for atgard in self.risk.atgard:
            if atgard.klar in (None, self.granskare.dag):
                yield partial(self.measure, atgard)
        yield self.new_measure
        yield self.comment

    def likelihood(self, svar: Svar) -> Svar:
        """The first question, which also closes and accepts."""
        while True:
            answer = self._ask_level("sannolikhet", svar, keys=True)
            if answer == ACCEPT:
                svar = self._accept(svar)
            elif answer == CLOSE and self.now is None:
                svar = replace(svar, stang=None if svar.stang else True)
                last = "En risk stängs med en sista bedömning: svara på frågorna, och sist på varför den stängs."
                self._say(last if svar.stang else "Risken stängs inte.")
            elif answer == CLOSE:
                with suppress(BackError):
                    return self._closed_now(svar, self.now)
            else:
                reopened = False if self.risk.stangd and not svar.stang else svar.stang
                return replace(svar, sannolikhet=answer or svar.sannolikhet, stang=reopened)

    def consequence(self, svar: Svar) -> Svar | None:
        if svar.stang and self.now is not None:
            return None
        answer = self._ask_level("konsekvens", svar, keys=False)
        return replace(svar, konsekvens=answer or svar.konsekvens)

    def measure(self, atgard: Atgard, svar: Svar) -> Svar | None:
        """Whether a measure is done, or when it will be."""
        if svar.stang:
            return None
        done = svar.klar.get(atgard.nr, atgard.klar and atgard.klar.isoformat())
        said = f"j {done}" if done else svar.senast.get(atgard.nr, "n")
        question = f"Åtgärd {atgard.nr} klar? (j/n/nytt datum)"
        answer = self.granskare.ask(Fraga(question, _MEASURE_HELP, said), self._measure_answer)
        kind, _, when = answer.partition(" ")
        if kind == "klar":
            later = {nr: last for nr, last in svar.senast.items() if nr != atgard.nr}
            return replace(svar, klar={**svar.klar, atgard.nr: when}, senast=later)
        if kind == "senast":
            return replace(svar, senast={**svar.senast, atgard.nr: when}, klar=self._undone(atgard, svar))
        if kind == "nej":
            later = {nr: last for nr, last in svar.senast.items() if nr != atgard.nr}
            return replace(svar, klar=self._undone(atgard, svar), senast=later)
        return svar

    def new_measure(self, svar: Svar) -> Svar | None:
        """A measure against a red risk that has none that is still to be done."""
        levels = [getattr(svar, axel) or (getattr(self.now, axel) if self.now else 0) for axel in _AXES]
        red = self.granskare.skala.farg(int(levels[0]) * int(levels[1])) is Farg.ROD
        still = [each for each in self.risk.atgard if each.nr not in svar.klar and not each.klar]
        if not red or still or svar.stang or svar.accepterad or self.risk.accepterad:
            return None
        self._say("Risken är röd och har ingen åtgärd som återstår.")
        return replace(svar, atgard=ask_measure(self.granskare, self.risk.agare or "", svar.atgard))

    def comment(self, svar: Svar) -> Svar | None:
        """What the assessment rests on, or why the risk is closed; ``å`` first adds a measure."""
        if svar.stang and svar.kommentar:
            return None
        if svar.stang:
            return replace(svar, kommentar=self._reason())
        today = self.now if self.now and self.now.datum == self.granskare.dag else None
        shown = svar.kommentar if svar.kommentar is not None else (today.kommentar if today else None)
        more = svar.atgard
        while True:
            check = text(self.granskare.session, Bedomning, "kommentar")
            helps = ("Vad bedömningen bygger på. Skriv inget som pekar ut en enskild. - tömmer, å lägger till åtgärd.",)
            answer = self.granskare.ask(Fraga("Kommentar (å: ny åtgärd)", helps, shown or ""), check)
            if fold(answer).casefold() != "a":
                given = "" if answer == "-" else answer or svar.kommentar
                return replace(svar, kommentar=given, atgard=more)
            with suppress(BackError):
                more = (*more, *ask_measure(self.granskare, self.risk.agare or ""))

    def _ask_level(self, axel: str, svar: Svar, *, keys: bool) -> str:
        scale = self.granskare.skala
        highest, words = scale.hogst(axel), scale.ord(axel)

        def tolka(answer: str) -> str:
            word = answer.casefold()
            return word if keys and word in (CLOSE, ACCEPT) else level(axel, words, highest, answer)

        now = getattr(svar, axel) or (str(getattr(self.now, axel)) if self.now else "")
        helps = (*levels_in_words(self.granskare, axel), *(_FIRST if keys else ()))
        needed = f"Risken är inte bedömd, så ett tal behövs: 1–{highest}."
        return self.granskare.ask(Fraga(f"{axel.capitalize():<11} 1–{highest}", helps, now, behovs=needed), tolka)

    def _closed_now(self, svar: Svar, now: Bedomning | None) -> Svar:
        """Closed with the levels that stand, and a reason."""
        today = now.kommentar if now and now.datum == self.granskare.dag and self.risk.stangd else None
        return replace(svar, stang=True, kommentar=self._reason(today or ""))

    def _reason(self, now: str = "") -> str:
        check = text(self.granskare.session, Bedomning, "kommentar")
        helps = ("Skälet blir bedömningens kommentar.",)
        return self.granskare.ask(Fraga("Varför stängs risken?", helps, now, behovs="Ett skäl behövs."), check) or now

    def _accept(self, svar: Svar) -> Svar:
        """By which decision it is accepted; back, or Enter, leaves it as it was."""
        found = senaste_beslut(self.granskare.per)
        for nr, (reference, mote, words) in enumerate(found, 1):
            self._say(f"{nr}  {reference}  {day_short(mote.motesdag)}  {words[:44]}")
        by_number = {str(nr): reference for nr, (reference, _, _) in enumerate(found, 1)}

        def tolka(answer: str) -> str:
            return decision(self.granskare.per, by_number.get(answer, answer))

        fraga = Fraga("Beslut (nummer i listan, eller M-007/beslut/2; Enter ångrar)")
        try:
            answer = self.granskare.ask(fraga, tolka)
        except BackError:
            return svar
        if answer:
            self._say(f"Accepteras genom {answer}.")
        return replace(svar, accepterad=answer) if answer else svar

    def _measure_answer(self, answer: str) -> str:
        """``klar DAY``, ``senast DAY`` or ``nej``."""
        kind, _, when = answer.partition(" ")
        if kind.casefold() in ("n", "nej") and not when:
            return "nej"
        if kind.casefold() in ("j", "ja"):
            done = day(self.granskare.session, "Klar")(when) if when else self.granskare.dag.isoformat()
            if date.fromisoformat(done) > self.granskare.dag:
                raise CallError("En åtgärd kan inte bli klar en dag som inte har varit.")
            return f"klar {done}"
        return f"senast {day(self.granskare.session, 'Senast')(answer)}"

    def _undone(self, atgard: Atgard, svar: Svar) -> dict[int, str | None]:
        """The days on which measures were done, without this one's."""
        kept = {nr: when for nr, when in svar.klar.items() if nr != atgard.nr}
        return {**kept, atgard.nr: None} if atgard.klar else kept

    def _say(self, line: str) -> None:
        self.granskare.note(f"{INDENT}{line}")


_AXES = ("sannolikhet", "konsekvens")


def ask_risk(granskare: Granskare, risk: Risk) -> Svar:
    """The answers about a risk (the whole record); raises ``BackError`` at its first question."""
    fragor = _Fragor(granskare, som_den_var(risk, granskare.dag))
    return walk(tuple(fragor.steps()), Svar())


def ask_measure(granskare: Granskare, owner: str, before: tuple[NyAtgard, ...] = ()) -> tuple[NyAtgard, ...]:
    """A new measure, or none for Enter; ``before`` what was answered already. ``BackError`` at its first question."""
    steps = (partial(_what, granskare), partial(_by_whom, granskare, owner), partial(_until, granskare))
    made = walk(steps, before[0] if before else NyAtgard(""))
    return (made, *before[1:]) if made.text else ()


def _what(granskare: Granskare, made: NyAtgard) -> NyAtgard:
    helps = ("Vad som ska göras för att minska sannolikheten eller konsekvensen.",)
    question = "Ny åtgärd" if made.text else "Ny åtgärd (Enter: ingen)"
    answer = granskare.ask(Fraga(question, helps, made.text), text(granskare.session, Atgard, "text"))
    return replace(made, text=answer or made.text)


def _by_whom(granskare: Granskare, owner: str, made: NyAtgard) -> NyAtgard | None:
    if not made.text:
        return None
    now = made.ansvarig or owner
    answer = granskare.ask(Fraga("Ansvarig", people(granskare.projekt), now), granskare.vem)
    return replace(made, ansvarig=answer or now)


def _until(granskare: Granskare, made: NyAtgard) -> NyAtgard | None:
    if not made.text:
        return None
    helps = ("Sista dagen: ÅÅÅÅ-MM-DD, +14d eller +2v. Enter: ingen dag.",)
    answer = granskare.ask(Fraga("Senast", helps, made.senast), day(granskare.session, "Senast"))
    return replace(made, senast=answer or made.senast)
