"""What is said about a meeting from options, or from a file typed in any editor, and the table that it becomes."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from drogscen_cli.actions.bord import Bord
from drogscen_cli.actions.mote import anteckning
from drogscen_cli.actions.mote.rad import Rad, Slag, delar, tolka
from drogscen_cli.actions.mote.steg import kallade
from drogscen_cli.actions.vem import vem
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.personuppgift import find
from drogscen_cli.core.text import fold
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.mote import Mote

IN_FILE = tuple(Slag)
_HEADING = re.compile(r"#+\s*(?P<ord>.*)")
_ONLY_NUMBERS = re.compile(r"[\d\s,]+")
_NUMBER = re.compile(r"\d[\d\s]*(?:[.,]\d+)?")
_WORDS: Mapping[Slag, str] = {
    Slag.ORDFORANDE: "ordförande",
    Slag.SEKRETERARE: "sekreterare",
    Slag.NARVARANDE: "närvaro",
    Slag.JUSTERARE: "justerare",
}


@dataclass(frozen=True, slots=True)
class Uppgift:
    """One thing said. ``punkt`` is the item's number or words of its heading, ``kalla`` where it was said."""

    rad: Rad
    punkt: str = ""
    kalla: str = ""


@dataclass(frozen=True, slots=True)
class Mening:
    """How words are understood: the day of the meeting's notes, and what a day that is typed means."""

    dag: date
    lasdag: Callable[[str], date]


def ur_text(text: str, fil: str) -> tuple[Uppgift, ...]:
    """What a file says, each with its line; raises ``CallError`` with the line that can't be understood."""
    return tuple(_lines(text, fil))


def tillampade(bord: Bord, ident: str, uppgifter: Sequence[Uppgift], mening: Mening) -> Bord:
    """With everything that was said; raises ``CallError`` that names the first place that can't be used."""
    bord = anteckning.oppnat(bord, ident, mening.dag)
    added: dict[str, str] = {}
    for uppgift in uppgifter:
        punkt = added.get(uppgift.punkt, uppgift.punkt)
        try:
            bord, nr = _applied(bord, ident, uppgift.rad, punkt, mening)
        except CallError as error:
            raise _at(uppgift.kalla, error) from error
        if uppgift.rad.slag is Slag.NY_PUNKT:
            added[uppgift.rad.text] = str(nr)
    return bord


def personer(projekt: Projekt, called: Sequence[str], text: str, dag: date) -> tuple[str, ...]:
    """Keys from ``alla``, ``alla utom 3 5``, ``1 2 4`` (places among the called) or names with commas between."""
    plain = " ".join(fold(text).casefold().split())
    if plain == "alla":
        return tuple(called)
    if plain.startswith("alla utom"):
        away = personer(projekt, called, text.split(maxsplit=2)[2] if len(text.split()) > 2 else "", dag)  # noqa: PLR2004
        return tuple(key for key in called if key not in away)
    parts = re.split(r"[\s,]+" if _ONLY_NUMBERS.fullmatch(text) else r",|\soch\s", text.strip())
    found = [_person(projekt, called, part.strip(), dag) for part in parts if part.strip()]
    if not found:
        raise CallError("Det står inte vilka.", "Skriv alla, alla utom 3 5, 1 2 4, eller namn med komma emellan.")
    return tuple(dict.fromkeys(found))


def dimensioner(projekt: Projekt, text: str) -> list[str]:
    """Keys of the plan's dimensions from their keys or titles; raises ``CallError``."""
    known = {fold(each.titel).casefold(): each.nyckel for each in (projekt.plan.dimension if projekt.plan else ())}
    known |= {key: key for key in known.values()}
    found = []
    for part in filter(None, re.split(r"[\s,]+", text)):
        key = known.get(fold(part).casefold())
        if key is None:
            raise CallError(
                f"Planen har inget som heter ”{part}”.", f"Välj bland {', '.join(dict.fromkeys(known.values()))}."
            )
        found.append(key)
    return list(dict.fromkeys(found))


def statusdelar(text: str) -> dict[str, str]:
    """The fields of a report from ``gjort; härnäst; avvikelser; justering; timmar``; of four the last are the hours."""
    gjort, nasta, avvikelse, justering, timmar = delar(text, 5)
    if not timmar and _NUMBER.fullmatch(justering):
        justering, timmar = "", justering
    return {"gjort": gjort, "nasta": nasta, "avvikelse": avvikelse, "justering": justering, "timmar": timmar}


def ja(text: str) -> bool:
    """Whether the word means yes; raises ``CallError`` for any other word than ja and nej."""
    if text.casefold() in ("j", "ja", "n", "nej"):
        return text.casefold().startswith("j")
    raise CallError(f"Skriv ja eller nej, inte ”{text}”.")


def _lines(text: str, fil: str) -> Iterator[Uppgift]:
    punkt = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        kalla = f"{fil}:{number}"
        if any(found.saker for found in find(line)):
            raise CallError(f"{kalla}: raden innehåller ett personnummer.", "Skriv inget som pekar ut en enskild.")
        if heading := _HEADING.fullmatch(line.strip()):
            punkt = heading["ord"].strip()
            yield Uppgift(Rad(Slag.TEXT, ""), punkt, kalla)
            continue
        try:
            rad = tolka(line, IN_FILE)
        except CallError as error:
            raise _at(kalla, error) from error
        if rad.slag is Slag.NY_PUNKT:
            punkt = rad.text
        elif rad.slag in (Slag.TEXT, Slag.BORDLAGD) and not punkt:
            raise CallError(f"{kalla}: raden hör inte till någon punkt.", "Skriv först # och punktens nummer.")
        yield Uppgift(rad, punkt, kalla)


def _applied(bord: Bord, ident: str, rad: Rad, punkt: str, mening: Mening) -> tuple[Bord, int | None]:
    if rad.slag is Slag.NY_PUNKT:
        return anteckning.ny_punkt(bord, ident, rad.text)
    nr = anteckning.punkt_nr(bord.post(Mote, ident), punkt) if punkt else None
    if rad.slag in (Slag.TEXT, Slag.BORDLAGD, Slag.BESLUT, Slag.ATGARD, Slag.AVVIKELSE):
        return _below(bord, ident, nr, rad, mening), nr
    return _whole(bord, ident, rad, mening), nr


def _below(bord: Bord, ident: str, nr: int | None, rad: Rad, mening: Mening) -> Bord:
    """What belongs to an agenda item, or may."""
    match rad.slag:
        case Slag.BESLUT:
            return anteckning.beslutat(bord, ident, nr, rad.text)
        case Slag.ATGARD:
            text, ansvarig, senast = delar(rad.text, 3)
            given = {
                "ansvarig": vem(bord.projekt, ansvarig, mening.dag) if ansvarig else "",
                "senast": mening.lasdag(senast).isoformat() if senast else "",
            }
            return anteckning.atgardat(bord, ident, nr, text, given)
        case Slag.AVVIKELSE:
            titel, paverkar, orsak, agare = delar(rad.text, 4)
            found: dict[str, str | list[str]] = {
                "paverkar": dimensioner(bord.projekt, paverkar),
                "orsak": orsak,
                "agare": vem(bord.projekt, agare, mening.dag) if agare else "",
            }
            return anteckning.avvikit(bord, ident, nr, titel, mening.dag, found)
    if nr is None:
        raise CallError("Det står inte vilken punkt det gäller.", "Ange --punkt NUMMER.")
    if rad.slag is Slag.BORDLAGD:
        return anteckning.bordlagt(bord, ident, nr)
    return anteckning.antecknat(bord, ident, nr, rad.text) if rad.text else bord


def _whole(bord: Bord, ident: str, rad: Rad, mening: Mening) -> Bord:
    """What belongs to the meeting as a whole."""
    mote, dag = bord.post(Mote, ident), mening.dag
    match rad.slag:
        case Slag.NARVARANDE | Slag.JUSTERARE:
            called = kallade(bord.projekt, mote, dag) if rad.slag is Slag.NARVARANDE else mote.narvarande
            found = list(personer(bord.projekt, called, rad.text, dag))
            return anteckning.falt_satt(bord, ident, rad.slag, found, _WORDS[rad.slag])
        case Slag.ORDFORANDE | Slag.SEKRETERARE:
            key = vem(bord.projekt, rad.text, dag)
            return anteckning.falt_satt(bord, ident, rad.slag, key, _WORDS[rad.slag])
        case Slag.STATUS:
            grupp = anteckning.rapportor(bord, ident, rad.grupp, dag)
            return anteckning.rapporterat(bord, ident, grupp, dag, statusdelar(rad.text))
        case Slag.AKTIVITETSPLAN:
            answer = "ja" if ja(rad.text) else "nej"
            return anteckning.falt_satt(bord, ident, "aktivitetsplan", answer, "aktivitetsplanen")
        case Slag.GENOMFORT if ja(rad.text):
            return anteckning.genomfort(bord, ident, dag)
        case Slag.UPPRATTAT if ja(rad.text):
            return anteckning.upprattat(bord, ident, dag)
    return bord


def _person(projekt: Projekt, called: Sequence[str], word: str, dag: date) -> str:
    if not word.isdecimal():
        return vem(projekt, word, dag)
    if 1 <= int(word) <= len(called):
        return called[int(word) - 1]
    raise CallError(f"Det finns ingen med nummer {word}.", f"Nummer 1 till {len(called)} står i listan över kallade.")


def _at(kalla: str, error: CallError) -> CallError:
    return CallError(f"{kalla}: {error.text}" if kalla else error.text, error.atgarda)
