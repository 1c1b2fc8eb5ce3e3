"""The meeting as a conversation: step by step, every answer on disk before the next question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from drogscen_cli.actions.mote import anteckning
from drogscen_cli.actions.mote.steg import Steg, Stegslag, noterad, paborjat, steg
from drogscen_cli.cli.anteckna import avslut, oppning, punkt, status
from drogscen_cli.cli.anteckna.skrivare import Skrivare
from drogscen_cli.cli.anteckna.vilket import benamning
from drogscen_cli.cli.fragor import BackError, keys
from drogscen_cli.cli.session import Session
from drogscen_cli.core.swedish import count, day_long

_ASK: Mapping[Stegslag, Callable[[Skrivare, Steg], bool]] = {
    Stegslag.NARVARANDE: oppning.narvarande,
    Stegslag.ORDFORANDE: oppning.ordforande,
    Stegslag.SEKRETERARE: oppning.sekreterare,
    Stegslag.JUSTERARE: oppning.justerare,
    Stegslag.RUBRIK: punkt.rubrik,
    Stegslag.PUNKT: punkt.punkt,
    Stegslag.STATUS: status.status,
    Stegslag.AKTIVITETSPLAN: status.aktivitetsplan,
    Stegslag.SLUT: avslut.slut,
    Stegslag.UPPRATTAT: avslut.upprattat,
}
"""What asks about each kind of step; False leaves the meeting."""
_OPENING = (Stegslag.NARVARANDE, Stegslag.ORDFORANDE, Stegslag.SEKRETERARE, Stegslag.JUSTERARE)


@dataclass
class Samtal:
    """One sitting; ``run`` is where an interruption's last words are left."""

    skrivare: Skrivare
    run: Session
    opened: bool = False

    def hall(self) -> int:
        """Asks everything that has no answer yet; returns the exit code."""
        skrivare = self.skrivare
        anteckning.skrivbar(skrivare.mote)
        self._greet()
        self._interruptible("början", lambda: punkt.ofardigt(skrivare))
        here = _next(self._steps(), None)
        while here is not None:
            here = self._ask(here)
        avslut.sammanfatta(skrivare)
        skrivare.session.terminal.result(skrivare.ident)
        return skrivare.kod

    def _ask(self, here: Steg) -> Steg | None:
        """Asks about a step; the next one, None when there is none or the user leaves."""
        if here.slag not in _OPENING and not self.opened:
            return self._open()
        asked: list[bool] = []
        try:
            self._interruptible(self._place(here), lambda: asked.append(_ASK[here.slag](self.skrivare, here)))
        except BackError:
            return _before(self._steps(), here)
        return _next(self._steps(), here) if asked[0] else None

    def _open(self) -> Steg | None:
        """Writes the agenda, if no answer has done so; the first step that the agenda leads to."""
        self.opened = True
        self.skrivare.skriv(lambda bord: anteckning.oppnat(bord, self.skrivare.ident, self.skrivare.dag))
        return next((each for each in self._steps() if each.slag not in _OPENING and not each.klart), None)

    def _interruptible(self, place: str, ask: Callable[[], None]) -> None:
        """Asks; Ctrl-C leaves words on how to go on."""
        try:
            ask()
        except KeyboardInterrupt:
            self.run.avbrott = f"Avbrutet vid {place}. Fortsätt: drogscen mote anteckna {self.skrivare.ident}"
            raise

    def _steps(self) -> tuple[Steg, ...]:
        return steg(self.skrivare.projekt, self.skrivare.mote, self.skrivare.dag)

    def _place(self, here: Steg) -> str:
        words = {
            Stegslag.PUNKT: f"punkt {here.nr}",
            Stegslag.STATUS: f"statusrapporten från {self.skrivare.projekt.vem(here.grupp)}",
            Stegslag.AKTIVITETSPLAN: "aktivitetsplanen",
            Stegslag.SLUT: "avslutet",
            Stegslag.UPPRATTAT: "avslutet",
        }
        return words.get(here.slag, "början")

    def _greet(self) -> None:
        skrivare, mote = self.skrivare, self.skrivare.mote
        skrivare.note(f"{benamning(skrivare.projekt, mote)}\n{keys()}\nSkriv inget som pekar ut en enskild.")
        if mote.dag != skrivare.dag and mote.genomfort is None:
            skrivare.note(f"Mötet är planerat till {day_long(mote.dag)}. Anteckningarna dateras {skrivare.dag}.")
        if paborjat(mote):
            noted = [str(rad.nr) for rad in mote.dagordning if noterad(mote, rad)]
            there = [
                *([f"punkt {', '.join(noted)}"] if noted else ["närvaro"]),
                *([count(len(mote.beslut), "beslut", "beslut")] if mote.beslut else []),
                *([count(len(mote.atgard), "åtgärd", "åtgärder")] if mote.atgard else []),
                *mote.avvikelse,
            ]
            skrivare.note(f"Redan antecknat: {' · '.join(there)}.")


def _next(steps: tuple[Steg, ...], here: Steg | None) -> Steg | None:
    """The first unanswered step after ``here``."""
    start = steps.index(here) + 1 if here in steps else 0
    return next((each for each in steps[start:] if not each.klart), None)


def _before(steps: tuple[Steg, ...], here: Steg) -> Steg:
    """The step before, answered or not; the first one has none before it."""
    return steps[max(steps.index(here) - 1, 0)] if here in steps else steps[0]
