"""An agenda item: notes line by line, and the records that some of the lines become."""

from collections.abc import Callable

from drogscen_cli.actions.bord import Bord, Noterat
from drogscen_cli.actions.mote import anteckning
from drogscen_cli.actions.mote.rad import Rad, Slag, delar, tolka
from drogscen_cli.actions.mote.steg import Steg, punkter
from drogscen_cli.actions.mote.uppgift import dimensioner
from drogscen_cli.actions.vem import VemError, vem
from drogscen_cli.cli.anteckna.skrivare import Skrivare
from drogscen_cli.cli.fragor import BackError, Fraga, ask
from drogscen_cli.core.errors import CallError
from drogscen_cli.register.avvikelse import Avvikelse
from drogscen_cli.register.mote import Dagordningspunkt

HELP = (
    "Skriv vad som sägs, en rad i taget. En tom rad går till nästa punkt.",
    "beslut: texten i protokollet",
    "åtgärd: vad som ska göras; vem; dag (2023-06-09, +14d)",
    "avvikelse: vad som inte blev som planen säger",
    "bordläggs   punkten tas upp igen på nästa möte",
    "ny punkt: rubrik",
)
_LONGEST = 40
_SHOWN = 8
"""Lines of what is due below an item, before the rest is counted."""


def punkt(skrivare: Skrivare, steg: Steg) -> bool:
    """Shows the item and what stands below it, and takes lines until an empty one."""
    _show(skrivare, steg.nr)

    def store(line: str) -> bool:
        _line(skrivare, steg.nr, line)
        return True

    while ask(skrivare.session, Fraga(_place(skrivare, steg.nr), HELP), store):
        pass
    return True


def rubrik(skrivare: Skrivare, _: Steg) -> bool:
    """Asks for the first item of an empty agenda."""
    fraga = Fraga("Dagordningen är tom. Rubrik på första punkten", ("Enter: mötet har inga punkter.",))

    def store(text: str) -> None:
        _write(skrivare, lambda bord: anteckning.ny_punkt(bord, skrivare.ident, text)[0])

    ask(skrivare.session, fraga, store)
    return True


def ofardigt(skrivare: Skrivare) -> None:
    """Asks what an interruption left out of the latest action point and the latest deviation."""
    mote = skrivare.mote
    try:
        if mote.atgard and mote.atgard[-1].punkt and mote.genomfort is None:
            _follow_up_action(skrivare, mote.atgard[-1].nr, ())
        if mote.avvikelse and mote.genomfort is None:
            _follow_up_deviation(skrivare, mote.avvikelse[-1])
    except BackError:
        return


def _show(skrivare: Skrivare, nr: int) -> None:
    item = _row(skrivare, nr)
    skrivare.note("")
    if item.paragraf:
        skrivare.note(f"  § {item.paragraf}")
    below = next(
        (each.underpunkter for each in punkter(skrivare.projekt, skrivare.mote, skrivare.dag) if each.nr == nr), ()
    )
    for line in below[:_SHOWN]:
        skrivare.note(f"  {line}")
    if len(below) > _SHOWN:
        skrivare.note(f"  … och {len(below) - _SHOWN} till: drogscen rapport kallelse {skrivare.ident}")
    for line in _already(skrivare, item):
        skrivare.note(f"  Antecknat: {line}")


def _already(skrivare: Skrivare, item: Dagordningspunkt) -> list[str]:
    """What is noted below the item."""
    mote = skrivare.mote
    decided = [f"beslut {each.nr}: {each.text}" for each in mote.beslut if each.punkt == item.nr]
    to_do = [f"åtgärd {each.nr}: {each.text}" for each in mote.atgard if each.punkt == item.nr]
    return [*(item.text or "").splitlines(), *decided, *to_do, *(["bordläggs"] if item.bordlagd else [])]


def _row(skrivare: Skrivare, nr: int) -> Dagordningspunkt:
    return next(rad for rad in skrivare.mote.dagordning if rad.nr == nr)


def _place(skrivare: Skrivare, nr: int) -> str:
    """``Punkt 3/8 Riskläget``."""
    rows = skrivare.mote.dagordning
    titel = _row(skrivare, nr).rubrik
    short = titel if len(titel) <= _LONGEST else f"{titel[: _LONGEST - 1]}…"
    return f"Punkt {[rad.nr for rad in rows].index(nr) + 1}/{len(rows)} {short}"


def _line(skrivare: Skrivare, nr: int, line: str) -> None:
    rad, ident = tolka(line), skrivare.ident
    match rad.slag:
        case Slag.BESLUT:
            _write(skrivare, lambda bord: anteckning.beslutat(bord, ident, nr, rad.text))
            _tell_request(skrivare, nr)
        case Slag.ATGARD:
            _action(skrivare, nr, rad)
        case Slag.AVVIKELSE:
            _deviation(skrivare, nr, rad)
        case Slag.BORDLAGD:
            _write(skrivare, lambda bord: anteckning.bordlagt(bord, ident, nr))
        case Slag.NY_PUNKT:
            _write(skrivare, lambda bord: anteckning.ny_punkt(bord, ident, rad.text)[0])
        case _:
            _write(skrivare, lambda bord: anteckning.antecknat(bord, ident, nr, rad.text))


def _tell_request(skrivare: Skrivare, nr: int) -> None:
    if request := _row(skrivare, nr).andring:
        skrivare.note(f"  Planen ändras först med drogscen andring besluta {request}, när mötet är slut.")


def _write(skrivare: Skrivare, step: Callable[[Bord], Bord]) -> tuple[Noterat, ...]:
    """Writes and says what became of it."""
    noted = skrivare.skriv(step)
    for each in noted:
        if each.referens or not each.ord.startswith("punkt"):
            skrivare.note(f"  → {each.referens or each.ord}")
    return noted


def _action(skrivare: Skrivare, nr: int, rad: Rad) -> None:
    """Writes the action point; who, where it is not clear, is asked for afterwards, so that nothing is lost."""
    text, who, day = delar(rad.text, 3)
    given = {"senast": skrivare.session.parse_day(day, "dag").isoformat() if day else ""}
    candidates: tuple[str, ...] = ()
    try:
        given["ansvarig"] = vem(skrivare.projekt, who, skrivare.dag) if who else ""
    except VemError as error:
        skrivare.note(f"  {error.text} {error.atgarda}")
        candidates = error.nycklar
    before = len(skrivare.mote.atgard)
    _write(skrivare, lambda bord: anteckning.atgardat(bord, skrivare.ident, nr, text, given))
    if len(skrivare.mote.atgard) > before:
        _quietly_back(lambda: _follow_up_action(skrivare, skrivare.mote.atgard[-1].nr, candidates))


def _follow_up_action(skrivare: Skrivare, nr: int, candidates: tuple[str, ...]) -> None:
    found = next(each for each in skrivare.mote.atgard if each.nr == nr)
    if found.ansvarig is None:
        for place, key in enumerate(candidates, 1):
            skrivare.note(f"{place:5}  {key}  {skrivare.projekt.vem(key)}")

        def who(answer: str) -> None:
            key = _one_of(candidates, answer) or vem(skrivare.projekt, answer, skrivare.dag)
            skrivare.skriv(lambda bord: anteckning.atgard_satt(bord, skrivare.ident, nr, "ansvarig", key))

        help_ = ("Den som ser till att det blir gjort: nummer, namn eller roll. Enter: ingen ännu.",)
        ask(skrivare.session, Fraga(f"  Åtgärd {nr}, ansvarig", help_), who)
    if found.senast is None:

        def day(answer: str) -> None:
            day = skrivare.session.parse_day(answer, "dag").isoformat()
            skrivare.skriv(lambda bord: anteckning.atgard_satt(bord, skrivare.ident, nr, "senast", day))

        ask(skrivare.session, Fraga(f"  Åtgärd {nr}, senast", ("2023-06-09, +14d. Enter: ingen dag.",)), day)


def _one_of(candidates: tuple[str, ...], answer: str) -> str:
    if answer.isdecimal() and candidates:
        if 1 <= int(answer) <= len(candidates):
            return candidates[int(answer) - 1]
        raise CallError(f"Skriv ett nummer mellan 1 och {len(candidates)}, eller ett namn.")
    return ""


def _deviation(skrivare: Skrivare, nr: int, rad: Rad) -> None:
    """Writes the deviation with its title, then asks for the rest of it."""
    titel, paverkar, orsak, agare = delar(rad.text, 4)
    given: dict[str, str | list[str]] = {
        "paverkar": dimensioner(skrivare.projekt, paverkar),
        "orsak": orsak,
        "agare": vem(skrivare.projekt, agare, skrivare.dag) if agare else "",
    }
    before = len(skrivare.mote.avvikelse)
    _write(skrivare, lambda bord: anteckning.avvikit(bord, skrivare.ident, nr, titel, skrivare.dag, given))
    if len(skrivare.mote.avvikelse) > before:
        _quietly_back(lambda: _follow_up_deviation(skrivare, skrivare.mote.avvikelse[-1]))


def _follow_up_deviation(skrivare: Skrivare, ident: str) -> None:
    found = skrivare.projekt.hitta(ident)
    if not isinstance(found, Avvikelse) or found.mote != skrivare.ident:
        return
    plan = skrivare.projekt.plan
    words = [each.nyckel for each in plan.dimension] if plan else []

    def store(falt: str, value: Callable[[str], str | list[str]]) -> Callable[[str], None]:
        def run(answer: str) -> None:
            new = value(answer)
            skrivare.skriv(lambda bord: anteckning.avvikelse_satt(bord, ident, falt, new))

        return run

    if words and not found.paverkar:
        fraga = Fraga(f"  {ident}, påverkar ({'/'.join(words)})", ("Flera skrivs med mellanslag. Enter: inget.",))
        ask(skrivare.session, fraga, store("paverkar", lambda text: dimensioner(skrivare.projekt, text)))
    if found.orsak is None:
        ask(skrivare.session, Fraga(f"  {ident}, orsak", ("Varför det blev så.",)), store("orsak", str))
    if found.agare is None:
        fraga = Fraga(f"  {ident}, ägare", ("Den som ansvarar för avvikelsen: namn eller roll.",))
        ask(skrivare.session, fraga, store("agare", lambda text: vem(skrivare.projekt, text, skrivare.dag)))


def _quietly_back(ask: Callable[[], None]) -> None:
    """``b`` among the details goes back to the item's lines."""
    try:
        ask()
    except BackError:
        return
