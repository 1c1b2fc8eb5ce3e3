"""The first questions of a meeting: who is there, who leads, who writes, who adjusts."""

from collections.abc import Callable

from drogscen_cli.actions.mote import anteckning
from drogscen_cli.actions.mote.steg import Steg, kallade
from drogscen_cli.actions.mote.uppgift import personer
from drogscen_cli.actions.vem import vem
from drogscen_cli.cli.anteckna.skrivare import Skrivare
from drogscen_cli.cli.fragor import Fraga, ask

_SECRETARY = "projektledare"
"""The role that keeps the notes, where the project has it."""


def narvarande(skrivare: Skrivare, _: Steg) -> bool:
    """Lists the called and asks who of them is there; Enter: all of them."""
    called = kallade(skrivare.projekt, skrivare.mote, skrivare.dag)
    for nr, key in enumerate(called, 1):
        skrivare.note(f"{nr:3}  {skrivare.projekt.vem(key)}")
    help_ = ("Skriv alla, alla utom 3 5, 1 2 4, eller namn med komma emellan.",)

    def store(answer: str) -> None:
        found = personer(skrivare.projekt, called, answer, skrivare.dag)
        _set(skrivare, "narvarande", list(found), "närvaro")

    everybody = "alla" if called else ""
    return _asked(skrivare, Fraga("Närvarande", help_, everybody, everybody), store)


def ordforande(skrivare: Skrivare, _: Steg) -> bool:
    """Asks who leads; Enter: the one whom the plan makes responsible for the meetings."""
    motestyp = skrivare.projekt.motestyp(skrivare.mote.motestyp)
    return _who(skrivare, "ordforande", "Ordförande", (motestyp.ansvarig if motestyp else None) or "")


def sekreterare(skrivare: Skrivare, _: Steg) -> bool:
    """Asks who writes; Enter: the project leader."""
    roles = skrivare.projekt.organisation.roll if skrivare.projekt.organisation else ()
    default = _SECRETARY if any(roll.nyckel == _SECRETARY for roll in roles) else ""
    return _who(skrivare, "sekreterare", "Sekreterare", default)


def justerare(skrivare: Skrivare, _: Steg) -> bool:
    """Asks who adjusts the minutes; Enter: nobody yet."""
    present = skrivare.mote.narvarande
    for nr, key in enumerate(present, 1):
        skrivare.note(f"{nr:3}  {skrivare.projekt.vem(key)}")

    def store(answer: str) -> None:
        found = personer(skrivare.projekt, present, answer, skrivare.dag)
        _set(skrivare, "justerare", list(found), "justerare")

    return _asked(skrivare, Fraga("Justerare", ("Skriv nummer i listan, eller namn med komma emellan.",)), store)


def _who(skrivare: Skrivare, falt: str, titel: str, default: str) -> bool:
    help_ = ("Skriv en nyckel, en del av namnet eller rollens titel.",)
    shown = skrivare.projekt.vem(default) if default else ""

    def store(answer: str) -> None:
        _set(skrivare, falt, vem(skrivare.projekt, answer, skrivare.dag), titel.lower())

    return _asked(skrivare, Fraga(titel, help_, shown, default), store)


def _asked(skrivare: Skrivare, fraga: Fraga, store: Callable[[str], None]) -> bool:
    ask(skrivare.session, fraga, store)
    return True


def _set(skrivare: Skrivare, falt: str, varde: str | list[str], ord_: str) -> None:
    """Writes an answer, and with the first one the agenda."""
    ident = skrivare.ident
    skrivare.skriv(lambda b: anteckning.falt_satt(anteckning.oppnat(b, ident, skrivare.dag), ident, falt, varde, ord_))
