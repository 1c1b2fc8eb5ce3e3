"""Projektplan: planen, utskriven från posterna"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from drogscen_cli.projekt import Projekt
from drogscen_cli.rapport import Underlag
from drogscen_cli.register.andring import Andring, Andringsstatus, Vardeandring
from drogscen_cli.register.organisation import Innehav, Medlem, Organisation
from drogscen_cli.register.projektplan import Avsnitt, Del, Malslag, Projektplan
from drogscen_cli.register.risk import Risk
from drogscen_cli.styrda.falt import PLAN, Falt
from drogscen_cli.styrda.varden import item, label, shown

_CITED = re.compile(r"\[\^(\d+)\]")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of a paragraph, the number of the source cited right after it, and whether a space follows that."""

    text: str
    kalla: int | None = None
    mellanrum: bool = False


Rad = tuple[Bit, ...]
"""A paragraph or a list item, in pieces."""


@dataclass(frozen=True, slots=True)
class Orgrad:
    """Somebody in the organisation; ``uppgift`` is empty where it is as in the row above, None where none is known."""

    uppgift: str | None
    namn: str
    titel: str


@dataclass(frozen=True, slots=True)
class Riskrad:
    """A measure against a risk; ``risk`` is empty where it is the same as in the row above."""

    risk: str
    atgard: str


@dataclass(frozen=True, slots=True)
class Motesrad:
    """A kind of meeting, or a document that is due at meetings."""

    titel: str
    frekvens: str
    ansvar: str


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a section's body: a paragraph, a list or a table; all empty where ``saknas`` says what is missing."""

    stycke: Rad = ()
    punkter: tuple[Rad, ...] = ()
    organisation: tuple[Orgrad, ...] = ()
    risk: tuple[Riskrad, ...] = ()
    rapportering: tuple[Motesrad, ...] = ()
    saknas: str = ""


@dataclass(frozen=True, slots=True)
class Andrad:
    """A value of the plan that a decided change request moved; ``paragraf`` is its section, or empty."""

    paragraf: str
    andring: str
    beslut: str | None
    falt: str
    nu: str | None
    ny: str | None


@dataclass(frozen=True, slots=True)
class Vyavsnitt:
    """A section: its heading's level (2–6), number and words, its body, and what decided changes have moved in it."""

    niva: int
    paragraf: str
    rubrik: str
    block: tuple[Block, ...]
    andrat: tuple[Andrad, ...]


@dataclass(frozen=True, slots=True)
class Kallrad:
    """A source, under the number by which the sections cite it."""

    nr: int
    text: str


@dataclass(frozen=True, slots=True)
class Anmarkning:
    """A remark that is no part of the plan: what it is about, and its words."""

    om: str
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """The plan on a day; ``andrat`` holds the decided changes that belong to no section."""

    namn: str
    huvudman: str | None
    dnr: str | None
    version: str | None
    datum: date
    avsnitt: tuple[Vyavsnitt, ...]
    andrat: tuple[Andrad, ...]
    kalla: tuple[Kallrad, ...]
    anmarkning: tuple[Anmarkning, ...]


def bygg(underlag: Underlag) -> View:
    """The plan section by section, as its own ``avsnitt`` say; raises ``NoProjectError`` without a readable plan."""
    projekt, plan, dag = underlag.projekt, underlag.plan(), underlag.dag
    andrat = tuple(_changes(projekt, plan))
    numbers = {avsnitt.paragraf for avsnitt in plan.avsnitt}
    return View(
        namn=plan.namn,
        huvudman=plan.huvudman,
        dnr=plan.dnr,
        version=plan.version,
        datum=dag,
        avsnitt=tuple(_section(projekt, plan, dag, avsnitt, andrat) for avsnitt in plan.avsnitt),
        andrat=tuple(found for found in andrat if found.paragraf not in numbers),
        kalla=tuple(Kallrad(kalla.nr, kalla.text) for kalla in plan.kalla),
        anmarkning=tuple(_remarks(plan, projekt.organisation)),
    )


def _section(projekt: Projekt, plan: Projektplan, dag: date, avsnitt: Avsnitt, andrat: Iterable[Andrad]) -> Vyavsnitt:
    return Vyavsnitt(
        niva=min(_DEEPEST, 2 + avsnitt.paragraf.count(".")),
        paragraf=avsnitt.paragraf,
        rubrik=avsnitt.rubrik,
        block=tuple(
            _part(projekt, plan, dag, avsnitt, found) if isinstance(found, Del) else _prose(found)
            for found in avsnitt.delar()
        ),
        andrat=tuple(found for found in andrat if found.paragraf == avsnitt.paragraf),
    )


def _prose(paragraph: str) -> Block:
    """A paragraph, or the list that it is when it begins as one (``- ``)."""
    if paragraph.startswith("- "):
        return Block(punkter=tuple(_pieces(item) for item in re.split(r"^- ", paragraph, flags=re.MULTILINE)[1:]))
    return Block(stycke=_pieces(paragraph))


def _pieces(text: str) -> Rad:
    """``text`` on one line, cut after each citation (``[^1]``)."""
    found = _CITED.split(" ".join(text.split()))
    cited = [
        Bit(piece.strip(), int(number), mellanrum=after.startswith(" "))
        for piece, number, after in zip(found[::2], found[1::2], found[2::2], strict=False)
    ]
    return (*cited, Bit(last)) if (last := found[-1].strip()) else tuple(cited)


def _part(projekt: Projekt, plan: Projektplan, dag: date, avsnitt: Avsnitt, visad: Del) -> Block:
    """A structured part of the plan, or what says that it holds nothing."""
    match visad:
        case Del.ORGANISATION:
            block = Block(organisation=tuple(_people(projekt, dag)))
        case Del.RISK:
            block = Block(risk=tuple(_risks(projekt, avsnitt.paragraf)))
        case Del.RAPPORTERING:
            block = Block(rapportering=tuple(_meetings(projekt, plan)))
        case _:
            block = Block(punkter=tuple((Bit(text),) for text in _listed(plan, avsnitt, visad)))
    return Block(saknas=visad.titel) if block == Block() else block


def _listed(plan: Projektplan, avsnitt: Avsnitt, visad: Del) -> Iterator[str]:
    match visad:
        case Del.DELMAL:
            yield from (mal.text for mal in plan.mal if mal.slag is Malslag.DELMAL)
        case Del.INSATSOMRADE:
            yield from (omrade.titel for omrade in plan.insatsomrade)
        case Del.UPPDRAG:
            yield from (uppdrag.text for uppdrag in plan.uppdrag)
        case Del.DOKUMENTKATEGORI:
            yield from (kategori.titel for kategori in plan.dokumentkategori)
        case _:
            yield from (krav.text for krav in plan.krav if krav.paragraf == avsnitt.paragraf)


def _people(projekt: Projekt, dag: date) -> Iterator[Orgrad]:
    """Each person with what they do that day; somebody whose tasks all lie before or after it is left out."""
    organisation = projekt.organisation or Organisation()
    before = None
    for person in organisation.person:
        tasks: list[Innehav | Medlem] = [found for found in organisation.innehav if found.person == person.nyckel]
        tasks += (found for found in organisation.medlem if found.person == person.nyckel)
        uppgift = _task(projekt, organisation, [found for found in tasks if found.galler(dag)])
        if uppgift or not tasks:
            titel = person.text or ", ".join(part for part in (person.titel, person.enhet) if part)
            yield Orgrad("" if uppgift and uppgift == before else uppgift, person.namn, titel)
            before = uppgift


def _task(projekt: Projekt, organisation: Organisation, tasks: Iterable[Innehav | Medlem]) -> str | None:
    """Roles in the plan's words, or else what members of the groups are called; None for no task."""
    members = {grupp.nyckel: grupp.medlemstitel or grupp.titel for grupp in organisation.grupp}
    roles = [projekt.vem(task.roll) for task in tasks if isinstance(task, Innehav)]
    groups = [members.get(task.grupp, task.grupp) for task in tasks if isinstance(task, Medlem)]
    first, *rest = roles or groups or [""]
    return " och ".join([first, *(f"{titel[:1].lower()}{titel[1:]}" for titel in rest)]) or None


def _risks(projekt: Projekt, paragraf: str) -> Iterator[Riskrad]:
    """The risks that the plan itself names in the section, a row for each measure."""
    for risk in projekt.alla(Risk):
        if risk.paragraf == paragraf:
            texts = [atgard.text for atgard in risk.atgard] or [""]
            yield from (Riskrad(risk.titel if place == 0 else "", text) for place, text in enumerate(texts))


def _meetings(projekt: Projekt, plan: Projektplan) -> Iterator[Motesrad]:
    for mote in plan.motestyp:
        yield Motesrad(
            mote.titel, mote.frekvenstext or mote.frekvens.titel, mote.ansvarstext or projekt.vem(mote.ansvarig)
        )
    for dokument in plan.rapportering:
        yield Motesrad(
            dokument.titel, dokument.frekvenstext or "", dokument.ansvarstext or projekt.vem(dokument.ansvarig)
        )


def _changes(projekt: Projekt, plan: Projektplan) -> Iterator[Andrad]:
    """What approved change requests have moved, in the order of their decisions."""
    approved = (andring for andring in projekt.alla(Andring) if andring.status is Andringsstatus.GODKAND)
    for andring in sorted(approved, key=lambda found: (found.beslutad or date.min, found.id)):
        yield from (_change(projekt, plan, andring, moved) for moved in andring.vardeandring)


def _change(projekt: Projekt, plan: Projektplan, andring: Andring, moved: Vardeandring) -> Andrad:
    """One moved value, named in the words of the plan, or of the record that its path leads into."""
    falt = Falt.read(moved.falt)
    nu, ny = (shown(falt, text) or None for text in (moved.nu, moved.ny))
    return Andrad(_paragraph(plan, falt), andring.id, andring.beslut, label(projekt.poster, falt), nu, ny)


def _paragraph(plan: Projektplan, falt: Falt) -> str:
    """The section that the nearest part of the plan around the value names, or an empty string."""
    here: object = plan if falt.fil == PLAN else None
    paragraf = ""
    for step in falt.steg:
        here = item(here, step) if isinstance(here, tuple) else getattr(here, step, None)
        paragraf = getattr(here, "paragraf", None) or paragraf
    return paragraf


def _remarks(plan: Projektplan, organisation: Organisation | None) -> Iterator[Anmarkning]:
    """Every remark that the plan's and the organisation's records carry, with what it is about."""
    organisation = organisation or Organisation()
    about = (
        *((f"{avsnitt.paragraf} {avsnitt.rubrik}", avsnitt.anmarkning) for avsnitt in plan.avsnitt),
        *((begrepp.titel, begrepp.anmarkning) for begrepp in plan.begrepp),
        *((mal.text, mal.anmarkning) for mal in plan.mal),
        *((kalla.text, kalla.anmarkning) for kalla in plan.kalla),
        *((person.namn, person.anmarkning) for person in organisation.person),
        *((roll.titel, roll.anmarkning) for roll in organisation.roll),
    )
    return (Anmarkning(om, text) for om, text in about if text)
