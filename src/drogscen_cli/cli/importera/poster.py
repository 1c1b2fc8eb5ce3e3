"""``aktivitet importera`` and ``risk importera``: a list that the project already has, one record a row."""

from collections.abc import Iterator
from typing import Any

from drogscen_cli.actions.importera.poster import Poster, read_posts
from drogscen_cli.cli.importera.inforing import Batch, Val, go_on, read, refuse, say, write
from drogscen_cli.cli.session import Session
from drogscen_cli.core.swedish import count
from drogscen_cli.register import model as model_of


def run(register: str, session: Session, val: Val, _: dict[str, Any]) -> int:
    """The whole command; returns the exit code."""
    model = model_of(register)
    _plan, inlast = read(session, register, val)
    found = read_posts(session.projekt, model, inlast.tabell, inlast.kolumner, session.dag)
    refuse(session, inlast, found.brister, "Ta bort personnumren ur filen. Skriv inget som pekar ut en enskild.")
    say(session, val, _shown(found))
    if val.prov:
        return 0
    if not found.nya:
        session.terminal.note("Inget nytt att importera.")
        return write(session, Batch(model, (), ""), inlast.nya, spara=val.spara) if inlast.nya else 0
    new = count(len(found.nya), f"ny {model.deklaration.titel.lower()}", f"nya {model.deklaration.plural}")
    if not go_on(session, val, f"Spara {new}?"):
        return 0
    batch = Batch(model, [data for _, data in found.nya], f"{new} ur {inlast.tabell.namn}")
    return write(session, batch, inlast.nya, spara=val.spara)


def _shown(found: Poster) -> Iterator[str]:
    """Every row: new, or there already."""
    yield f"Nya: {len(found.nya)}"
    for nr, data in found.nya:
        yield f"  rad {nr}: {data['titel']}"
    yield f"Finns redan: {len(found.finns)}"
    for nr, titel, ident in found.finns:
        yield f"  rad {nr}: {titel} ({ident})"
