"""The review as a conversation: risk after risk, new ones, the analysis; on disk after every risk."""

from drogscen_cli.cli.fragor import BackError, Fraga, ask, yes_or_no
from drogscen_cli.cli.granska import bild
from drogscen_cli.cli.granska.granskare import INDENT, Granskare
from drogscen_cli.cli.granska.nya import ask_close, ask_new_risks, write_analysis
from drogscen_cli.cli.granska.risken import ask_risk
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.answers import REMINDER
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.swedish import day_long, day_short
from drogscen_cli.riskbild import bedomd_per


def review(granskare: Granskare, run: Session, again: str) -> int:
    """Asks its way through the review; returns the exit code.

    ``run`` is told what to say of an interruption, and ``again`` is the command that goes on with the review.
    """
    if not _begin(granskare):
        return granskare.kod
    ids = tuple(risk.id for risk in granskare.lage.risker)
    try:
        _through(granskare, ids)
    except KeyboardInterrupt:
        run.avbrott = f"Avbrutet. {_so_far(granskare)} Fortsätt: {again}"
        raise
    except EOFError:
        granskare.note(f"\n{_so_far(granskare)} Fortsätt: {again}")
        raise
    return granskare.kod


def _begin(granskare: Granskare) -> bool:
    """The heading, and whether to go on where there is nothing to go through, or it is done already."""
    lage = granskare.lage
    if lage.gjord:
        when = f"{lage.gjord.id}, {day_short(lage.gjord.datum)}"
        granskare.note(f"Riskanalysen för {lage.period.namn} är redan gjord ({when}).")
        if not _yes(granskare, "Göra en kompletterande? (j/n)", "n"):
            return False
    granskare.note(bild.heading(granskare, lage))
    granskare.note(REMINDER.partition(". ")[0] + ".")
    if not lage.risker:
        granskare.note(f"Det finns inga öppna risker {day_long(lage.dag)}.")
        return _yes(granskare, "Skriva riskanalysen ändå? (j/n)", "j")
    if lage.klara:
        granskare.note(f"{len(lage.klara)} av {len(lage.risker)} redan bedömda.")
    return True


def _yes(granskare: Granskare, question: str, usual: str) -> bool:
    try:
        return ask(granskare.session, Fraga(question, nu=usual, enter=usual), yes_or_no) or False
    except BackError:
        return False


def _through(granskare: Granskare, ids: tuple[str, ...]) -> None:
    place = _next(granskare, ids, -1)
    while True:
        _risks(granskare, ids, place)
        try:
            _end(granskare)
        except BackError:
            place = len(ids) - 1
            if place < 0:
                granskare.note("Det finns inget före den här frågan.")
        else:
            return


def _risks(granskare: Granskare, ids: tuple[str, ...], place: int) -> None:
    while 0 <= place < len(ids):
        try:
            _one(granskare, ids[place], place)
        except BackError:
            if place == 0:
                granskare.note("Det här är den första risken.")
            place = max(place - 1, 0)
        except CallError as error:
            granskare.note(f"{error.text} {error.atgarda}".rstrip())
        else:
            place = _next(granskare, ids, place)


def _one(granskare: Granskare, ident: str, place: int) -> None:
    """One risk: shown, asked about, written."""
    granskare.reload()
    whole, raw = granskare.risk(ident)
    lage = granskare.lage
    risk = next((each for each in lage.risker if each.id == ident), None)
    if risk is None:
        granskare.note(f"{ident} är inte öppen längre.")
        return
    bild.show(granskare, lage, risk, place)
    svar = ask_risk(granskare, whole)
    granskare.assess(whole, raw, svar)
    earlier = [each for each in risk.bedomning if each.datum < granskare.dag]
    now = granskare.per.hitta(ident)
    if isinstance(now, type(risk)):
        old = bedomd_per(risk, earlier[-1].datum) if earlier else None
        granskare.note(f"{INDENT}{bild.outcome(granskare, now, old)}")


def _next(granskare: Granskare, ids: tuple[str, ...], place: int) -> int:
    """The first place after this one whose risk is not assessed yet; the end when there is none."""
    left = {risk.id for risk in granskare.lage.kvar}
    return next((nr for nr in range(place + 1, len(ids)) if ids[nr] in left), len(ids))


def _end(granskare: Granskare) -> None:
    while True:
        ask_new_risks(granskare)
        try:
            slutord = ask_close(granskare, granskare.lage)
        except BackError:
            continue
        write_analysis(granskare, slutord)
        return


def _so_far(granskare: Granskare) -> str:
    lage = granskare.lage
    rest = "" if lage.kvar else " Riskanalysen är inte skriven än."
    return f"{len(lage.klara)} av {len(lage.risker)} bedömda och sparade.{rest}"
