"""New risks, and what closes the review: the summary, the participants, the analysis."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from drogscen_cli.actions.granska import Genomgang, NyRisk, analys, deltagare_nu, ny_risk
from drogscen_cli.actions.poster import Drafted
from drogscen_cli.cli.fragor import BackError, Fraga, Steg, walk
from drogscen_cli.cli.granska.bild import colour, levels_in_words
from drogscen_cli.cli.granska.granskare import Granskare
from drogscen_cli.cli.granska.risken import ask_measure
from drogscen_cli.cli.granska.tolk import level, people, text
from drogscen_cli.core.swedish import count
from drogscen_cli.lager.skriv import Door
from drogscen_cli.register.lagesrapport import Farg
from drogscen_cli.register.risk import Bedomning, Risk
from drogscen_cli.register.riskanalys import Riskanalys


@dataclass(frozen=True, slots=True)
class Slutord:
    """What is said of the review as a whole."""

    sammanfattning: str = ""
    deltagare: tuple[str, ...] = ()


def ask_new_risks(granskare: Granskare) -> None:
    """New risks, each written when it is answered, until Enter; raises ``BackError`` at the first title."""
    question = "Nya risker? (titel, Enter: inga)"
    while True:
        granskare.note("")
        try:
            found = walk(_steps(granskare, question), NyRisk(""))
        except BackError:
            if question.startswith("Nya"):
                raise
            continue
        if not found.titel:
            return
        (ident,) = granskare.write(partial(_draft, granskare, found))
        value = int(found.sannolikhet) * int(found.konsekvens)
        granskare.note(f"     → {value}{colour(granskare, value)}")
        granskare.session.terminal.result(ident)
        question = "Fler nya risker? (titel, Enter: inga)"


def _draft(granskare: Granskare, found: NyRisk, door: Door) -> tuple[Sequence[Drafted], str]:
    drafted = ny_risk(door.next_id("risk", Risk.deklaration.prefix), found, granskare.dag)
    return [drafted], f"risk {drafted.post.id}: ny – {found.titel}"


def _steps(granskare: Granskare, question: str) -> tuple[Steg[NyRisk], ...]:
    session = granskare.session

    def title(known: NyRisk) -> NyRisk:
        fraga = Fraga(question, ("Vad som kan hända.",), known.titel)
        return replace(known, titel=granskare.ask(fraga, text(session, Risk, "titel"), "") or known.titel)

    def owner(known: NyRisk) -> NyRisk:
        helps = ("Den som bevakar risken. Enter: ingen ännu.", *people(granskare.projekt))
        answer = granskare.ask(Fraga("Ägare", helps, known.agare), granskare.vem)
        return replace(known, agare=answer or known.agare)

    def levels(axel: str, known: NyRisk) -> NyRisk:
        highest, words = granskare.skala.hogst(axel), granskare.skala.ord(axel)
        needed = f"{axel.capitalize()} behövs: ett tal 1–{highest}."
        tolka = partial(level, axel, words, highest)
        now, helps = getattr(known, axel), levels_in_words(granskare, axel)
        fraga = Fraga(f"{axel.capitalize():<11} 1–{highest}", helps, now, behovs=needed)
        value = granskare.ask(fraga, tolka) or now
        return replace(known, sannolikhet=value) if axel == "sannolikhet" else replace(known, konsekvens=value)

    def measure(known: NyRisk) -> NyRisk | None:
        red = granskare.skala.farg(int(known.sannolikhet) * int(known.konsekvens)) is Farg.ROD
        return replace(known, atgard=ask_measure(granskare, known.agare, known.atgard)) if red else None

    def comment(known: NyRisk) -> NyRisk:
        fraga = Fraga("Kommentar", ("Vad bedömningen bygger på.",), known.kommentar)
        answer = granskare.ask(fraga, text(session, Bedomning, "kommentar"))
        return replace(known, kommentar=answer or known.kommentar)

    rest = (owner, partial(levels, "sannolikhet"), partial(levels, "konsekvens"), measure, comment)
    return (title, *(partial(_if_named, step) for step in rest))


def _if_named(step: Steg[NyRisk], known: NyRisk) -> NyRisk | None:
    return step(known) if known.titel else None


def ask_close(granskare: Granskare, lage: Genomgang) -> Slutord:
    """The summary and the participants; raises ``BackError`` at the summary."""
    before = deltagare_nu(granskare.per, lage)

    def summary(known: Slutord) -> Slutord:
        check = text(granskare.session, Riskanalys, "sammanfattning")
        fraga = Fraga("Sammanfattning", ("Slutsatsen i några meningar. Enter: ingen.",), known.sammanfattning)
        return replace(known, sammanfattning=granskare.ask(fraga, check, "") or known.sammanfattning)

    def those(known: Slutord) -> Slutord:
        helps = ("Nycklar eller namn med komma emellan.", *people(granskare.projekt))
        now = ", ".join(known.deltagare or before)
        answer = granskare.ask(Fraga("Deltagare", helps, now), partial(_several, granskare), "")
        return replace(known, deltagare=tuple(answer.split(", ")) if answer else known.deltagare or before)

    granskare.note("")
    return walk((summary, those), Slutord())


def _several(granskare: Granskare, answer: str) -> str:
    keys = [granskare.vem(part.strip()) for part in answer.split(",") if part.strip()]
    return ", ".join(dict.fromkeys(keys))


def write_analysis(granskare: Granskare, slutord: Slutord) -> None:
    """Writes the analysis of what has been gone through, and prints its id."""
    made: Callable[[Door], tuple[Sequence[Drafted], str]] = partial(_analysis, granskare, slutord)
    lage = granskare.lage
    (ident,) = granskare.write(made)
    new = f", {count(len(lage.nya), 'ny risk', 'nya risker')}" if lage.nya else ""
    assessed = count(len(lage.klara), "risk bedömd", "risker bedömda")
    granskare.note(f"Riskanalysen för {lage.period.namn} är skriven: {assessed}{new}.")
    granskare.session.terminal.result(ident)


def _analysis(granskare: Granskare, slutord: Slutord, door: Door) -> tuple[Sequence[Drafted], str]:
    ident = door.next_id("riskanalys", Riskanalys.deklaration.prefix)
    drafted, message = analys(ident, granskare.lage, slutord.deltagare, slutord.sammanfattning)
    return [drafted], message
