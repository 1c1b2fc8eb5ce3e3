"""Which meeting is meant: the one of the day, else the nearest planned one."""

from drogscen_cli.cli.pick import pick
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.find import find_record
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.swedish import day_long
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.mote import Mote, Motesstatus


def vilket(session: Session, wanted: str | None) -> Mote:
    """The meeting that ``wanted`` names, the one of the day, or the nearest planned one; else one that is picked."""
    if wanted:
        return find_record(session, Mote, wanted)
    then = session.projekt.per(session.dag)
    meetings = [mote for mote in then.alla(Mote) if mote.status is not Motesstatus.INSTALLT]
    planned = [mote for mote in meetings if mote.status is Motesstatus.PLANERAT]
    same_day = [mote for mote in meetings if session.dag in (mote.dag, mote.genomfort)]
    open_ = [mote for mote in same_day if mote.upprattat is None]
    nearest = min((abs((mote.dag - session.dag).days) for mote in planned), default=0)
    for found in (open_, same_day, [mote for mote in planned if abs((mote.dag - session.dag).days) == nearest]):
        if len(found) == 1:
            mote = session.projekt.hitta(found[0].id)
            return mote if isinstance(mote, Mote) else found[0]
        if found:
            return _pick(session, found)
    return find_record(session, Mote, None)


def benamning(projekt: Projekt, mote: Mote) -> str:
    """``M-007 Styrgruppsmöte den 31 maj 2023``."""
    return f"{mote.id} {mote.titel or projekt.motesnamn(mote)} {day_long(mote.dag)}"


def _pick(session: Session, found: list[Mote]) -> Mote:
    terminal = session.terminal
    if not terminal.interactive:
        listed = ", ".join(benamning(session.projekt, mote) for mote in found)
        raise CallError(f"Det kan vara flera möten: {listed}.", "Ange mötets id.")
    lines = [benamning(session.projekt, mote) for mote in found]
    return find_record(session, Mote, found[pick(terminal, lines, "Vilket möte?")].id)
