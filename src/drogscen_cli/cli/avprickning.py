"""Ticking a demand of the plan by hand."""

from drogscen_cli.actions.poster import Assign, plain
from drogscen_cli.cli.fields import fields_of
from drogscen_cli.cli.output import table
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.answers import REMINDER, ask, checker
from drogscen_cli.cli.verb.edit import text_of, write
from drogscen_cli.cli.verb.find import find_record
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.post import newest
from drogscen_cli.core.swedish import listing
from drogscen_cli.regel import BY_HAND
from drogscen_cli.register._styrning import Bevis, Krav
from drogscen_cli.register.projektplan import Projektplan


def by_hand(session: Session) -> int:
    """The demands that are ticked by hand, and when each was the last time."""
    rows = []
    for krav in _unruled(session):
        last = newest([bevis for bevis in krav.bevis if bevis.datum <= session.dag])
        rows.append(
            [str(krav.nr), krav.paragraf, last.datum.isoformat() if last else "–", krav.text.partition("\n")[0]]
        )
    if rows:
        table(session.terminal, ["Nr", "§", "Avprickat", "Krav"], rows)
    else:
        session.terminal.note("Planen har inga krav som prickas av för hand.")
    return 0


def tick(session: Session, nr: int, text: str | None, *, spara: bool) -> int:
    """Writes the evidence, dated the day; evidence of that day is replaced."""
    plan = find_record(session, Projektplan, None)
    place = next((place for place, krav in enumerate(plan.krav) if krav.nr == nr), None)
    if place is None or not _by_hand(plan.krav[place]):
        why = f"Krav {nr} finns inte." if place is None else f"Krav {nr} prövas av {listing(plan.krav[place].regel)}."
        raise CallError(why, "Se kraven som prickas av för hand: drogscen projektplan pricka")
    raw = text_of(session, plan)
    said = text or _asked(session)
    kept = [plain(bevis) for bevis in plan.krav[place].bevis if bevis.datum != session.dag]
    rows = [*kept, {"datum": session.dag.isoformat(), "text": said}]
    return write(session, plan, raw, [Assign(("krav", place, "bevis"), rows)], fields_of(Projektplan), spara=spara)


def _asked(session: Session) -> str:
    if not session.terminal.interactive:
        raise CallError("Det saknas ett värde: --text.", "Ange vad som visar att kravet är uppfyllt.")
    from drogscen_cli.cli.fields import item_fields

    session.terminal.note(REMINDER)
    field = item_fields(Bevis)[0]
    return ask(session, field, checker(session, Bevis, (field,)))


def _unruled(session: Session) -> list[Krav]:
    return [krav for krav in find_record(session, Projektplan, None).krav if _by_hand(krav)]


def _by_hand(krav: Krav) -> bool:
    """Whether no rule answers for the demand, but for the one that counts what is ticked."""
    return set(krav.regel) <= {BY_HAND}
