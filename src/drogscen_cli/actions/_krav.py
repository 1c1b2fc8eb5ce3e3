"""The demands that a new plan begins with: worded without any plan's own words, to be replaced by them."""

from collections.abc import Iterator
from typing import Any

from drogscen_cli.actions._svar import Start
from drogscen_cli.register._styrning import Frekvens

_UNKNOWN = "–"
"""The § that nobody has filled in yet."""
_WITHOUT_RHYTHM = (Frekvens.VID_BEHOV, Frekvens.MOTE)

Krav = dict[str, Any]


def rows(start: Start) -> Iterator[Krav]:
    """The demands, numbered."""
    for nr, krav in enumerate((*_plan(start), *_meetings(start), *_follow_up(start)), 1):
        yield {"nr": nr, "paragraf": _UNKNOWN, **krav}


def _plan(start: Start) -> Iterator[Krav]:
    yield {"text": "Aktiviteterna ligger inom projektets period.", "regel": ["AKT01"]}
    yield {
        "text": "Varje aktivitet har en ägare och blir gjord i tid.",
        "regel": ["AKT04", "AKT05", "AKT06", "AKT07"],
    }
    yield {"text": "Varje roll och grupp är bemannad.", "regel": ["ORG01", "ORG02", "ORG03"]}
    if start.tak is not None:
        yield {"text": "Kostnaderna ryms inom budgeten.", "regel": ["BUD01", *(["BUD02"] if start.poster else [])]}


def _meetings(start: Start) -> Iterator[Krav]:
    deciding, *others = start.grupper
    for grupp in start.grupper:
        if grupp.frekvens not in _WITHOUT_RHYTHM:
            yield {
                "text": f"{grupp.mote} hålls {grupp.frekvens.titel}.",
                "regel": ["MOT01"],
                "frekvens": grupp.frekvens.value,
                "motestyp": grupp.motestyp,
                "ansvarig": "bestallare" if grupp is deciding else "projektledare",
            }
    yield {
        "text": "Varje möte dokumenteras, och det beslutande organets protokoll har paragrafer och justeras.",
        "regel": ["MOT02", "MOT03"],
        "ansvarig": "projektledare",
    }
    yield {"text": "Det som möten ger någon i uppdrag blir gjort i tid.", "regel": ["PUN01"]}
    for grupp in others:
        if grupp.frekvens not in _WITHOUT_RHYTHM:
            yield {
                "text": f"Till varje {grupp.mote.lower()} lämnas en statusrapport.",
                "regel": ["STA01"],
                "frekvens": "mote",
                "motestyp": grupp.motestyp,
                "ansvarig": "projektledare",
            }


def _follow_up(start: Start) -> Iterator[Krav]:
    deciding = start.grupper[0]
    noting = next((grupp for grupp in start.grupper[1:] if grupp.frekvens not in _WITHOUT_RHYTHM), deciding)
    if start.riskanalys not in _WITHOUT_RHYTHM:
        yield {
            "text": f"Riskanalys görs {start.riskanalys.titel}, och åtgärder vidtas.",
            "regel": ["RISK01", "RISK02", "RISK03", "RISK04"],
            "frekvens": start.riskanalys.value,
            "ansvarig": "projektledare",
        }
    yield {
        "text": f"Före varje {deciding.mote.lower()} finns en lägesrapport.",
        "regel": ["LAGE01", "LAGE02"],
        "frekvens": "mote",
        "motestyp": deciding.motestyp,
        "ansvarig": "projektledare",
    }
    yield {
        "text": "Avvikelser noteras på möten och åtgärdas.",
        "regel": ["AVV01", "AVV02", "AVV03", "AVV04"],
        "motestyp": noting.motestyp,
    }
    yield {
        "text": f"Planen ändras bara genom beslut på ett {deciding.mote.lower()}, efter en ändringsbegäran.",
        "regel": ["AND01", "AND02", "AND03", "STY01", "STY02", "STY03"],
        "motestyp": deciding.motestyp,
        "ansvarig": "projektledare",
    }
    yield {"text": "Undantag från reglerna är beslutade.", "regel": ["UND01"]}
