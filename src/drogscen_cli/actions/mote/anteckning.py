"""Writing down a meeting: pure, each step from a table (``Bord``) and what was said to another table."""

from collections.abc import Mapping
from datetime import date

from drogscen_cli.actions.bord import Bord
from drogscen_cli.actions.mote.protokoll import numrera
from drogscen_cli.actions.mote.steg import STATUSFALT, paborjat, rapporterande, statusrapporter
from drogscen_cli.actions.poster import AddItem, Assign, next_number
from drogscen_cli.core.errors import CallError, ProtectedError
from drogscen_cli.core.swedish import day_long
from drogscen_cli.dagordning import dagordning
from drogscen_cli.register.avvikelse import Avvikelse
from drogscen_cli.register.mote import Dagordningspunkt, Mote
from drogscen_cli.register.statusrapport import Statusrapport

Given = Mapping[str, str]
"""Values by field name; an empty one is left out."""
_SPELLED = {"paverkar": "påverkar", "agare": "ägare"}


def skrivbar(mote: Mote) -> None:
    """Raises ``ProtectedError`` where the meeting is cancelled or its minutes are made."""
    if mote.installt:
        raise ProtectedError(f"{mote.id} är inställt.", "Välj ett annat möte, eller planera ett nytt.")
    made = mote.upprattat or mote.justerat
    if made:
        raise ProtectedError(
            f"Anteckningarna från {mote.id} upprättades {day_long(made)} och ändras inte här.",
            f"Rätta enstaka uppgifter med drogscen mote edit {mote.id}; ändringen syns i dagboken.",
        )


def oppnat(bord: Bord, ident: str, dag: date) -> Bord:
    """With the agenda written into the meeting and its §§ stored, where it has none or nothing has been noted yet.

    Raises as ``skrivbar``.
    """
    mote = bord.post(Mote, ident)
    skrivbar(mote)
    if mote.dagordning and paborjat(mote):
        return _numbered(bord, ident)
    items = [punkt for punkt in dagordning(bord.projekt.per(dag), mote, dag) if punkt.nr is None]
    first = next_number(mote.dagordning)
    rows = [
        AddItem("dagordning", _given({"nr": str(nr), "rubrik": punkt.rubrik, "andring": punkt.andring or ""}))
        for nr, punkt in enumerate(items, first)
    ]
    bord = bord.andrad(mote, *rows)
    return _numbered(bord.sagt("dagordningen") if rows else bord, ident)


def falt_satt(bord: Bord, ident: str, falt: str, varde: str | list[str], ord_: str) -> Bord:
    """With a field of the meeting itself answered; an answer that stands there changes nothing."""
    mote = bord.post(Mote, ident)
    same = _typed(getattr(mote, falt)) == varde
    return bord if same else bord.andrad(mote, Assign((falt,), varde)).sagt(ord_)


def ny_punkt(bord: Bord, ident: str, rubrik: str) -> tuple[Bord, int]:
    """With one more agenda item, and its number; one that has the heading already is that item."""
    mote = bord.post(Mote, ident)
    if there := next((rad.nr for rad in mote.dagordning if rad.rubrik == rubrik), 0):
        return bord, there
    nr = next_number(mote.dagordning)
    bord = bord.andrad(mote, AddItem("dagordning", {"nr": str(nr), "rubrik": rubrik}))
    return _numbered(bord, ident).sagt(f"ny punkt {nr}"), nr


def antecknat(bord: Bord, ident: str, nr: int, rad: str) -> Bord:
    """With one more line of notes below an item; one that stands there is not written twice."""
    mote = bord.post(Mote, ident)
    place, item = _item(mote, nr)
    before = (item.text or "").splitlines()
    if rad in before:
        return bord
    return bord.andrad(mote, Assign(("dagordning", place, "text"), "\n".join((*before, rad)))).sagt(f"punkt {nr}")


def bordlagt(bord: Bord, ident: str, nr: int) -> Bord:
    """With the item carried over to the next meeting."""
    mote = bord.post(Mote, ident)
    place, item = _item(mote, nr)
    return (
        bord
        if item.bordlagd
        else bord.andrad(mote, Assign(("dagordning", place, "bordlagd"), "ja")).sagt(f"punkt {nr} bordlagd")
    )


def beslutat(bord: Bord, ident: str, nr: int | None, text: str) -> Bord:
    """With a decision and its §.

    Below a change request it names the request, and waits there for ``andring besluta`` to bind it.
    """
    mote = bord.post(Mote, ident)
    item = _item(mote, nr)[1] if nr else None
    if any(each.text == text and each.punkt == nr for each in mote.beslut):
        return bord
    request = (item.andring if item else None) or ""
    if any(each.andring == request for each in mote.beslut):
        request = ""
    paragraf = str((item.paragraf if item else None) or "")
    number = next_number(mote.beslut)
    row = {"nr": str(number), "text": text, "paragraf": paragraf, "andring": request, "punkt": str(nr or "")}
    return bord.andrad(mote, AddItem("beslut", _given(row))).sagt(f"beslut {number}", f"{ident}/beslut/{number}")


def atgardat(bord: Bord, ident: str, nr: int | None, text: str, given: Given) -> Bord:
    """With an action point; ``given`` may hold ``ansvarig`` and ``senast`` (ISO)."""
    mote = bord.post(Mote, ident)
    if any(each.text == text and each.punkt == nr for each in mote.atgard):
        return bord
    number = next_number(mote.atgard)
    row = _given({"nr": str(number), "text": text, **given, "punkt": str(nr or "")})
    return bord.andrad(mote, AddItem("atgard", row)).sagt(f"åtgärd {number}", f"{ident}/atgard/{number}")


def atgard_satt(bord: Bord, ident: str, nr: int, falt: str, varde: str) -> Bord:
    """With who, or the last day, of an action point of the meeting."""
    mote = bord.post(Mote, ident)
    place = next(place for place, each in enumerate(mote.atgard) if each.nr == nr)
    return bord.andrad(mote, Assign(("atgard", place, falt), varde)).sagt(f"åtgärd {nr} {falt}")


def avvikit(
    bord: Bord, ident: str, nr: int | None, titel: str, dag: date, given: Mapping[str, str | list[str]]
) -> Bord:
    """With a deviation as a record of its own, named in the meeting and below the item."""
    noted = (bord.projekt.hitta(each) for each in bord.post(Mote, ident).avvikelse)
    if any(isinstance(each, Avvikelse) and each.titel == titel for each in noted):
        return bord
    found = {name: value for name, value in given.items() if value}
    bord, new = bord.ny(Avvikelse, {"datum": dag.isoformat(), "titel": titel, "mote": ident, **found})
    mote = bord.post(Mote, ident)
    bord = bord.andrad(mote, Assign(("avvikelse",), [*mote.avvikelse, new])).sagt(f"ny {new}", new)
    return antecknat(bord, ident, nr, f"Avvikelse {new}: {titel}") if nr else bord


def avvikelse_satt(bord: Bord, ident: str, falt: str, varde: str | list[str]) -> Bord:
    """With a field of a deviation answered."""
    return bord.andrad(bord.post(Avvikelse, ident), Assign((falt,), varde)).sagt(f"{ident} {_SPELLED.get(falt, falt)}")


def rapporterat(bord: Bord, ident: str, grupp: str, dag: date, given: Given) -> Bord:
    """With what a group or a member reports, in the meeting's one status report; ``given`` by the part's fields."""
    mote = bord.post(Mote, ident)
    told = bord.projekt.vem(grupp)
    said = _given({falt: given.get(falt, "") for falt in STATUSFALT})
    if not said:
        return bord
    reports = statusrapporter(bord.projekt, mote)
    for post in reports:
        for place, part in enumerate(post.delrapport):
            if part.avsandare == grupp:
                changes = [Assign(("delrapport", place, falt), text) for falt, text in said.items()]
                return bord.andrad(post, *changes).sagt(f"status från {told}")
    row = {"avsandare": grupp, **said}
    if reports:
        row = {"nr": str(next_number(reports[0].delrapport)), **row}
        return bord.andrad(reports[0], AddItem("delrapport", row)).sagt(f"status från {told}")
    data = {"datum": dag.isoformat(), "mote": ident, "delrapport": [{"nr": "1", **row}]}
    bord, new = bord.ny(Statusrapport, data)
    return bord.sagt(f"status från {told} i {new}", new)


def genomfort(bord: Bord, ident: str, dag: date) -> Bord:
    """With the meeting held on the day, and every item's § stored."""
    mote = bord.post(Mote, ident)
    if mote.genomfort:
        return bord
    return falt_satt(_numbered(bord, ident), ident, "genomfort", dag.isoformat(), "genomfört")


def upprattat(bord: Bord, ident: str, dag: date) -> Bord:
    """With the minutes made; raises ``CallError`` while the meeting has not been held."""
    if bord.post(Mote, ident).genomfort is None:
        raise CallError(
            f"{ident} är inte avslutat, så anteckningarna kan inte vara färdiga.", "Ange också --genomfort ja."
        )
    return falt_satt(_numbered(bord, ident), ident, "upprattat", dag.isoformat(), "upprättat")


def punkt_nr(mote: Mote, ord_: str) -> int:
    """The number of the item that a number, a heading or words of one name; raises ``CallError``."""
    from drogscen_cli.core.text import fold, nearest

    rows = mote.dagordning
    if ord_.isdecimal():
        found = [rad.nr for rad in rows if rad.nr == int(ord_)]
    else:
        sought = fold(ord_).casefold().split()
        named = [(rad.nr, fold(rad.rubrik).casefold().split()) for rad in rows]
        found = [nr for nr, words in named if words == sought]
        found = found or [nr for nr, words in named if all(any(w.startswith(s) for w in words) for s in sought)]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{rad.nr} {rad.rubrik}" for rad in rows) or "dagordningen är tom"
    if found:
        raise CallError(f"Punkten ”{ord_}” kan vara flera.", f"Ange punktens nummer: {listed}.")
    near = nearest(ord_, (rad.rubrik for rad in rows))
    raise CallError(f"Punkten ”{ord_}” finns inte.", f"{f'Menades {near}? ' if near else ''}Punkter: {listed}.")


def rapportor(bord: Bord, ident: str, ord_: str, dag: date) -> str:
    """The key of the one who reports: one of those who are expected to, else anybody; raises ``CallError``."""
    from drogscen_cli.actions.vem import VemError, vem

    expected = rapporterande(bord.projekt, bord.post(Mote, ident), dag)
    try:
        return vem(bord.projekt, ord_, dag)
    except VemError as error:
        among = [key for key in error.nycklar if key in expected]
        if len(among) == 1:
            return among[0]
        raise


def _numbered(bord: Bord, ident: str) -> Bord:
    """With a § stored for every item and decision, where the minutes have §§."""
    mote = bord.post(Mote, ident)
    return bord.andrad(mote, *numrera(bord.projekt, mote))


def _item(mote: Mote, nr: int) -> tuple[int, Dagordningspunkt]:
    found = next(((place, rad) for place, rad in enumerate(mote.dagordning) if rad.nr == nr), None)
    if found is None:
        raise CallError(f"{mote.id} har ingen punkt {nr}.", f"Se dagordningen: drogscen mote dagordning list {mote.id}")
    return found


def _given(values: Given) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _typed(value: object) -> object:
    """A field's value as it would be given."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return list(value) if isinstance(value, tuple) else None if value is None else str(value)
