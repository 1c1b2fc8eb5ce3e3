"""A whole review from a YAML file: every risk, the new ones and the analysis in one change set.

risk:
  R-001: {sannolikhet: 4, konsekvens: 4, kommentar: …, klar: {2: 2023-05-30}, senast: {3: 2023-06-09}}
  R-002: {stang: ja, kommentar: Arbetet är avslutat}
ny:
  - {titel: …, agare: projektledare, sannolikhet: 2, konsekvens: 3, atgard: [{text: …, ansvarig: …, senast: …}]}
sammanfattning: …
deltagare: [projektledare]
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import Field, ValidationError

from drogscen_cli.actions.granska import NyAtgard, NyRisk, Svar, analys, bedomd, deltagare_nu, genomgang, ny_risk
from drogscen_cli.actions.poster import Drafted
from drogscen_cli.cli.fil import sent
from drogscen_cli.cli.granska.granskare import Granskare
from drogscen_cli.cli.granska.tolk import decision
from drogscen_cli.cli.granska.val import open_risk, refuse_done
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.post import Lista, Struktur
from drogscen_cli.core.pydantic_sv import explain
from drogscen_cli.core.scalars import Datum, Handelse, Heltal, JaNej, Langtext, Personnyckel, Referens, Text, Till
from drogscen_cli.core.swedish import count, listing
from drogscen_cli.lager import yamlfil
from drogscen_cli.lager.skriv import Door
from drogscen_cli.register.risk import Niva, Risk
from drogscen_cli.register.riskanalys import Riskanalys

Nummer = Annotated[Heltal, Field(ge=1)]


class Atgardsrad(Struktur):
    """A new measure."""

    text: Text
    ansvarig: Personnyckel | None = None
    senast: Datum | None = None


class Riskrad(Struktur):
    """What the review says of a risk; a level left out is kept."""

    sannolikhet: Niva | None = None
    konsekvens: Niva | None = None
    kommentar: Langtext | None = None
    klar: Mapping[Nummer, Handelse] = Field(default_factory=dict)
    senast: Mapping[Nummer, Datum] = Field(default_factory=dict)
    atgard: Lista[Atgardsrad] = ()
    acceptera: Annotated[Referens, Till("mote/beslut")] | None = None
    stang: JaNej = False


class NyRiskrad(Struktur):
    """A new risk."""

    titel: Text
    agare: Personnyckel | None = None
    sannolikhet: Niva
    konsekvens: Niva
    kommentar: Langtext | None = None
    atgard: Lista[Atgardsrad] = ()


class Granskningsfil(Struktur):
    """A whole review."""

    risk: Mapping[Referens, Riskrad] = Field(default_factory=dict)
    ny: Lista[NyRiskrad] = ()
    sammanfattning: Langtext | None = None
    deltagare: Lista[Personnyckel] = ()


def from_file(granskare: Granskare, name: str, *, again: bool) -> int:
    """Writes the review that the file holds, whole or not at all; prints the new ids, the analysis last."""
    found = _read(granskare, name)
    refuse_done(granskare, again=again)
    _refuse_gaps(granskare, found)

    def draft(door: Door) -> tuple[Sequence[Drafted], str]:
        drafted = [*_assessed(granskare, found), *_new(granskare, found, door)]
        made = _analysis(granskare, found, drafted, door)
        told = [count(len(found.risk), "risk", "risker")] + [count(len(found.ny), "ny", "nya")] * bool(found.ny)
        return [*drafted, made], f"riskanalys {made.post.id}: {granskare.period.namn}, {', '.join(told)}"

    ids = granskare.write(draft)
    granskare.note(f"Riskanalysen för {granskare.period.namn} är skriven.")
    for ident in ids[len(found.risk) :]:
        granskare.session.terminal.result(ident)
    return granskare.kod


def _read(granskare: Granskare, name: str) -> Granskningsfil:
    called, raw = sent(granskare.session, name)
    inlast = yamlfil.read(called, raw)
    for fynd in inlast.fynd:
        granskare.note(f"{called}:{fynd.stalle.rad}: {fynd.text}")
    try:
        return Granskningsfil.model_validate(inlast.data)
    except ValidationError as error:
        for line in _complaints(called, inlast.text, error):
            granskare.note(line)
        raise CallError(
            f"{called} är ingen giltig granskning. Inget är sparat.",
            "Överst står nycklarna risk, ny, sammanfattning och deltagare; under risk ett id för varje risk.",
        ) from error


def _complaints(called: str, text: str, error: ValidationError) -> Iterator[str]:
    for found in error.errors(include_url=False):
        extra = found["type"] == "extra_forbidden"
        vag = tuple(step for step in found["loc"] if step != "[key]")
        row, column, _ = yamlfil.locate(text, vag, key=extra)
        _, words, remedy = explain(found)
        said = f"okänd nyckel {vag[-1]}" if extra else f"{words}. {remedy}"
        yield f"{called}:{row}:{column}: {said}".rstrip()


def _refuse_gaps(granskare: Granskare, found: Granskningsfil) -> None:
    """``CallError`` for risks that can't be assessed, and for open ones that the file leaves out."""
    for ident, row in found.risk.items():
        open_risk(granskare, ident)
        if row.sannolikhet is None and row.konsekvens is None and row.kommentar is None:
            raise CallError(
                f"{ident}: att behålla bedömningen kräver en kommentar om varför.", "Ange kommentar, eller värden."
            )
        if row.acceptera:
            decision(granskare.per, row.acceptera)
        if row.stang and row.kommentar is None:
            raise CallError(f"{ident}: att stänga risken kräver ett skäl.", "Ange skälet som kommentar.")
    left = [risk.id for risk in granskare.lage.kvar if risk.id not in found.risk]
    if left:
        raise CallError(f"Filen säger inget om {listing(left)}.", "Inget är sparat. Bedöm alla öppna risker.")


def _assessed(granskare: Granskare, found: Granskningsfil) -> Iterator[Drafted]:
    for ident, row in found.risk.items():
        yield bedomd(*granskare.risk(ident), _answers(row), granskare.dag)[0]


def _answers(row: Riskrad) -> Svar:
    return Svar(
        sannolikhet=str(row.sannolikhet or ""),
        konsekvens=str(row.konsekvens or ""),
        kommentar=row.kommentar,
        klar={nr: day.isoformat() for nr, day in row.klar.items()},
        senast={nr: day.isoformat() for nr, day in row.senast.items()},
        atgard=_measures(row.atgard),
        accepterad=row.acceptera or "",
        stang=row.stang or None,
    )


def _measures(rows: Sequence[Atgardsrad]) -> tuple[NyAtgard, ...]:
    return tuple(NyAtgard(row.text, row.ansvarig or "", row.senast.isoformat() if row.senast else "") for row in rows)


def _new(granskare: Granskare, found: Granskningsfil, door: Door) -> Iterator[Drafted]:
    for row in found.ny:
        levels = str(row.sannolikhet), str(row.konsekvens)
        made = NyRisk(row.titel, row.agare or "", *levels, row.kommentar or "", _measures(row.atgard))
        yield ny_risk(door.next_id("risk", Risk.deklaration.prefix), made, granskare.dag)


def _analysis(granskare: Granskare, found: Granskningsfil, drafted: Sequence[Drafted], door: Door) -> Drafted:
    """The analysis of the project as the change set will make it."""
    projekt = granskare.projekt
    risks = {**projekt.poster.get("risk", {}), **{each.post.id: each.post for each in drafted}}
    ahead = replace(projekt, poster={**projekt.poster, "risk": risks})
    lage = genomgang(ahead.per(granskare.dag), granskare.dag, granskare.period)
    named = found.deltagare or deltagare_nu(granskare.per, lage)
    ident = door.next_id("riskanalys", Riskanalys.deklaration.prefix)
    return analys(ident, lage, named, found.sammanfattning or "")[0]
