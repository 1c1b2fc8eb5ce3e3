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
    """Something that happened: the day, the record, and a sentence without a full stop."""

    dag: date
    ident: str
    text: str


def since(projekt: Projekt, after: date | None, dag: date) -> tuple[Nyhet, ...]:
    """What happened after ``after`` (None: ever) and no later than ``dag``, latest first."""
    found = [each for each in _all(projekt) if (after is None or each.dag > after) and each.dag <= dag]
    return tuple(sorted(found, key=lambda each: (-each.dag.toordinal(), each.ident)))


def _all(projekt: Projekt) -> Iterator[Nyhet]:
    for aktivitet in projekt.alla(Aktivitet):
        yield from _said(aktivitet.id, aktivitet.titel, (aktivitet.paborjad, "påbörjad"), (aktivitet.klar, "klar"))
        yield from _said(aktivitet.id, aktivitet.titel, (aktivitet.avbruten, "avbruten"))
    for risk in projekt.alla(Risk):
        yield from _said(risk.id, risk.titel, (risk.datum, "ny risk"), (risk.stangd, "stängd risk"))
    for avvikelse in projekt.alla(Avvikelse):
        noted = (avvikelse.datum, "avvikelse")
        yield from _said(avvikelse.id, avvikelse.titel, noted, (avvikelse.stangd, "avvikelsen åtgärdad"))
    for andring in projekt.alla(Andring):
        yield from _said(andring.id, andring.titel, (andring.beslutad, f"ändringsbegäran {andring.status.titel}"))
    for mote in projekt.alla(Mote):
        motestyp = projekt.motestyp(mote.motestyp)
        yield from _said(mote.id, motestyp.namn if motestyp else mote.motestyp, (mote.installt, "inställt möte"))


def _said(ident: str, titel: str, *dated: tuple[date | None, str]) -> Iterator[Nyhet]:
    for dag, what in dated:
        if dag is not None:
            yield Nyhet(dag, ident, f"{titel}: {what}")
