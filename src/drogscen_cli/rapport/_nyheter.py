"""What has happened between two days, as the records' own dates tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drogscen_cli.projekt import Projekt
from drogscen_cli.register.aktivitet import Aktivitet
from drogscen_cli.register.andring import Andring
from drogscen_cli.register.avvikelse import Avvikelse
from drogscen_cli.register.mote import Mote
from drogscen_cli.register.risk import Risk


@dataclass(frozen=True, slots=True)
class Nyhet:
    """Something that happened: the day, the record, a sentence without a full stop, and how much it weighs (0 most)."""

    dag: date
    ident: str
    text: str
    vikt: int = 0


def since(projekt: Projekt, after: date | None, dag: date) -> tuple[Nyhet, ...]:
    """What happened after ``after`` (None: ever) and no later than ``dag``, latest first."""
    found = [each for each in _all(projekt) if (after is None or each.dag > after) and each.dag <= dag]
    return tuple(sorted(found, key=lambda each: (-each.dag.toordinal(), each.ident)))


def weightiest(news: tuple[Nyhet, ...], number: int) -> tuple[Nyhet, ...]:
    """So many of the news, in the order of their weight."""
    return tuple(sorted(news, key=lambda each: each.vikt)[:number])


def _all(projekt: Projekt) -> Iterator[Nyhet]:
    for andring in projekt.alla(Andring):
        yield from _said(andring.id, andring.titel, (andring.beslutad, f"ändringsbegäran {andring.status.titel}", 0))
    for avvikelse in projekt.alla(Avvikelse):
        noted = (avvikelse.datum, "avvikelse", 1)
        yield from _said(avvikelse.id, avvikelse.titel, noted, (avvikelse.stangd, "avvikelsen åtgärdad", 3))
    for mote in projekt.alla(Mote):
        yield from _said(mote.id, projekt.motesnamn(mote), (mote.installt, "inställt möte", 2))
    for aktivitet in projekt.alla(Aktivitet):
        done = (aktivitet.klar, "klar", 2 if aktivitet.milstolpe else 3)
        yield from _said(aktivitet.id, aktivitet.titel, (aktivitet.paborjad, "påbörjad", 5), done)
        yield from _said(aktivitet.id, aktivitet.titel, (aktivitet.avbruten, "avbruten", 1))
    for risk in projekt.alla(Risk):
        yield from _said(risk.id, risk.titel, (risk.datum, "ny risk", 4), (risk.stangd, "stängd risk", 5))


def _said(ident: str, titel: str, *dated: tuple[date | None, str, int]) -> Iterator[Nyhet]:
    for dag, what, vikt in dated:
        if dag is not None:
            yield Nyhet(dag, ident, f"{titel}: {what}", vikt)
