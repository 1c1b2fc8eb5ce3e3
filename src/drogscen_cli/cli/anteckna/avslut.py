"""The end of a meeting: held, notes complete, and what to do next."""

from collections.abc import Iterator

from drogscen_cli.actions.mote import anteckning
from drogscen_cli.actions.mote.steg import Steg, noterad
from drogscen_cli.cli.anteckna.skrivare import Skrivare
from drogscen_cli.cli.anteckna.vilket import benamning
from drogscen_cli.cli.fragor import Fraga, ask, yes_or_no
from drogscen_cli.core.swedish import EN_DASH, count, day_long
from drogscen_cli.register.andring import Andring, Andringsstatus
from drogscen_cli.register.avvikelse import Avvikelse


def slut(skrivare: Skrivare, _: Steg) -> bool:
    """Asks whether the meeting is over; only yes writes anything."""
    fraga = Fraga("Är mötet slut? (j/n)", (f"j: mötet är genomfört {day_long(skrivare.dag)}.",))
    if not ask(skrivare.session, fraga, yes_or_no):
        return False
    skrivare.skriv(lambda bord: anteckning.genomfort(bord, skrivare.ident, skrivare.dag))
    return True


def upprattat(skrivare: Skrivare, _: Steg) -> bool:
    """Asks whether the notes are complete; after yes they are not written in here any more."""
    help_ = ("j: de upprättas idag och ändras sedan inte här. n: fortsätt senare med samma kommando.",)
    if ask(skrivare.session, Fraga("Är anteckningarna färdiga? (j/n)", help_), yes_or_no):
        skrivare.skriv(lambda bord: anteckning.upprattat(bord, skrivare.ident, skrivare.dag))
    return True


def sammanfatta(skrivare: Skrivare) -> None:
    """What has been written down, and the next commands."""
    skrivare.note(f"\n{' · '.join(_noted(skrivare))}")
    for line in _next_commands(skrivare):
        skrivare.note(f"  {line}")


def _noted(skrivare: Skrivare) -> Iterator[str]:
    mote = skrivare.mote
    yield f"{benamning(skrivare.projekt, mote)}: {mote.status.titel}"
    noted = sum(noterad(mote, rad) for rad in mote.dagordning)
    yield f"{noted} av {count(len(mote.dagordning), 'punkt', 'punkter')} antecknade"
    numbers = [rad.paragraf for rad in mote.dagordning if rad.paragraf]
    if numbers:
        yield f"§ {numbers[0]}" if len(numbers) == 1 else f"§§ {min(numbers)}{EN_DASH}{max(numbers)}"
    if mote.beslut:
        yield count(len(mote.beslut), "beslut", "beslut")
    if mote.atgard:
        yield count(len(mote.atgard), "åtgärd", "åtgärder")
    if mote.avvikelse:
        yield count(len(mote.avvikelse), "avvikelse", "avvikelser")


def _next_commands(skrivare: Skrivare) -> Iterator[str]:
    mote, projekt = skrivare.mote, skrivare.projekt
    if not mote.genomfort:
        yield f"Fortsätt: drogscen mote anteckna {mote.id}"
        return
    for rad in mote.dagordning:
        request = projekt.hitta(rad.andring or "")
        undecided = isinstance(request, Andring) and request.status is Andringsstatus.OBESLUTAD
        if undecided and not rad.bordlagd:
            place = f" --paragraf {rad.paragraf}" if rad.paragraf else ""
            yield f"Beslut att skriva in: drogscen andring besluta {rad.andring} --mote {mote.id}{place}"
    for ident in mote.avvikelse:
        found = projekt.hitta(ident)
        if isinstance(found, Avvikelse) and found.paverkar and found.andring is None:
            touched = ", ".join(found.paverkar)
            yield f"{ident} påverkar {touched}. Om planen ska ändras: drogscen andring add"
    if not mote.upprattat:
        yield f"När anteckningarna är färdiga: drogscen mote anteckna {mote.id} --upprattat ja"
    yield f"Härnäst: drogscen rapport protokoll {mote.id}"
