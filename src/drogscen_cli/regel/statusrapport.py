"""Rules on the groups' status reports."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.regel._mote import held, kind, label, no_kind
from drogscen_cli.register.statusrapport import Statusrapport

RUNDA = Slag("statusrapport", ("möte", "möten"), Statusrapport)
DELRAPPORT = Slag("statusrapport", ("rapport", "rapporter"), Statusrapport)


@regel("STA01", Allvar.FEL, harnast="drogscen mote anteckna")
def grupperna_rapporterar(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Grupperna lämnar en statusrapport till varje möte

    Till varje genomfört möte av det slag som kravet anger ska det finnas en statusrapport. Anger kravet grupper ska den
    ha en del från var och en av dem: från gruppen själv, från någon som är medlem i den eller från en roll som en
    medlem har, från den dag då gruppen fick sin första medlem.
    Rapporten ska vara daterad senast mötets dag, eller så många dagar efter den som kravet anger.

    Åtgärda: För in rapporten: drogscen statusrapport add --mote M-….
    """
    yield from no_kind(laget)
    if typ := kind(laget):
        rapporter: dict[str, list[Statusrapport]] = defaultdict(list)
        for rapport in laget.projekt.alla(Statusrapport):
            rapporter[rapport.mote].append(rapport)
        for mote in held(laget.projekt, typ.nyckel):
            senast = mote.motesdag + timedelta(days=laget.krav.dagar or 0)
            if not laget.krav.grupp:
                yield laget.plikt(RUNDA, label(mote), senast, _evidence(rapporter[mote.id]))
            for grupp in filter(lambda each: _has_begun(laget, each, mote.motesdag), laget.krav.grupp):
                parts = [rapport for rapport in rapporter[mote.id] if _reports(laget, rapport, grupp, mote.motesdag)]
                namn = label(mote, laget.projekt.vem(grupp))
                yield laget.plikt(DELRAPPORT, namn, senast, _evidence(parts))


def _evidence(rapporter: Sequence[Statusrapport]) -> tuple[Bevis, ...]:
    return tuple(Bevis(rapport.id, rapport.datum) for rapport in rapporter)


def _has_begun(laget: Laget, grupp: str, dag: date) -> bool:
    """Whether anybody had become a member by then; a group that nobody was ever a member of is there always."""
    organisation = laget.projekt.organisation
    rows = [medlem for medlem in (organisation.medlem if organisation else ()) if medlem.grupp == grupp]
    return not rows or any(medlem.start is None or medlem.start <= dag for medlem in rows)


def _reports(laget: Laget, rapport: Statusrapport, grupp: str, dag: date) -> bool:
    """Whether some part of the report comes from the group or somebody who belonged to it that day."""
    members = set(laget.projekt.medlemmar(grupp, dag))
    for part in rapport.delrapport:
        if part.avsandare == grupp or not members.isdisjoint(
            (part.avsandare, *laget.projekt.innehavare(part.avsandare, dag))
        ):
            return True
    return False
