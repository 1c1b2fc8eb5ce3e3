"""What has been adopted and approved: the baseline, the decisions that moved it, and what binds a decision to them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

from drogscen_cli.core.post import Post, Struktur
from drogscen_cli.register.andring import Andring, Utfall, Vardeandring
from drogscen_cli.register.mote import Beslut, Mote
from drogscen_cli.register.projektplan import Projektplan
from drogscen_cli.styrda.falt import PLAN, Falt
from drogscen_cli.styrda.varden import Poster, canonical, with_value

P = TypeVar("P", bound=Post)
_BEGARAN = ("titel", "skal", "vardeandring", "paverkan", "alternativ", "utan_beslut")
"""What a request says; what is decided about it, and where it was attached, may come later."""


@dataclass(frozen=True, slots=True)
class Fattat:
    """A decision, the held meeting where it was made, and the day."""

    mote: Mote
    beslut: Beslut
    dag: date

    @property
    def referens(self) -> str:
        """``M-007/beslut/2``."""
        return f"{self.mote.id}/beslut/{self.beslut.nr}"

    @property
    def ordning(self) -> tuple[date, int, str, int]:
        """Decisions sort by day, meeting and number."""
        return self.dag, len(self.mote.id), self.mote.id, self.beslut.nr


@dataclass(frozen=True, slots=True)
class Steg:
    """One value that an approved request moved; ``fore`` is what was in force just before the decision."""

    andring: Andring
    fattat: Fattat
    rad: Vardeandring
    falt: Falt
    fore: str | None


@dataclass(frozen=True, slots=True)
class Gallande:
    """The latest adoption, the controlled values in force by path, and the approved changes on the way there."""

    antagen: Fattat
    varden: Mapping[str, str | None]
    steg: tuple[Steg, ...]


def antagen(poster: Poster, dag: date) -> Fattat | None:
    """The latest decision up to ``dag`` that adopted the plan.

    One without a sum can't be told from rows that somebody wrote in afterwards: it counts only where none has a sum.
    """
    found = [
        fattat
        for mote in _alla(poster, Mote)
        for nr in dict.fromkeys(rad.beslut for rad in mote.baslinje)
        if (fattat := decision(poster, f"{mote.id}/beslut/{nr}", dag))
    ]
    bound = [fattat for fattat in found if fattat.beslut.sha256]
    return max(bound or found, key=lambda fattat: fattat.ordning, default=None)


def gallande(poster: Poster, dag: date) -> Gallande | None:
    """Adopted and approved up to ``dag``, in the order of the decisions; None before the plan was adopted."""
    base = antagen(poster, dag)
    if base is None:
        return None
    rows = ((Falt.read(rad.falt), rad.varde) for rad in base.mote.baslinje if rad.beslut == base.beslut.nr)
    varden = {str(falt): canonical(falt, varde) for falt, varde in rows}
    steps: list[Steg] = []
    for fattat, andring in sorted(_approved(poster, dag), key=lambda found: (found[0].ordning, found[1].id)):
        if fattat.ordning > base.ordning:
            for rad in andring.vardeandring:
                falt = Falt.read(rad.falt)
                steps.append(Steg(andring, fattat, rad, falt, varden.get(str(falt))))
                varden[str(falt)] = canonical(falt, rad.ny)
    return Gallande(base, varden, tuple(steps))


def in_force(poster: Poster, dag: date) -> Poster:
    """The records with every controlled value as adopted and approved up to ``dag``; as they are before adoption."""
    if not any(mote.baslinje for mote in _alla(poster, Mote)) or (found := gallande(poster, dag)) is None:
        return poster
    for path, text in found.varden.items():
        poster = with_value(poster, Falt.read(path), text)
    return poster


def decision(poster: Poster, referens: str | None, dag: date) -> Fattat | None:
    """The decision that is so called, if a held meeting of the plan's body had made it by ``dag``."""
    ident, _, nr = (referens or "").partition("/beslut/")
    mote = poster.get(Mote.register(), {}).get(ident)
    if not isinstance(mote, Mote) or not _is_there(mote, dag) or mote.genomfort is None or mote.genomfort > dag:
        return None
    if (organ := body(poster)) and mote.motestyp != organ:
        return None
    found = next((beslut for beslut in mote.beslut if str(beslut.nr) == nr), None)
    return Fattat(mote, found, mote.genomfort) if found else None


def names(mote: Mote, beslut: Beslut, ident: str) -> bool:
    """Whether the decision is about the request: it says so, or its text or its agenda item does."""
    if beslut.andring is not None:
        return beslut.andring == ident
    items = (punkt for punkt in mote.dagordning if beslut.punkt == punkt.nr or beslut.paragraf == punkt.paragraf)
    said = [beslut.text, *(text for punkt in items for text in (punkt.andring, punkt.rubrik, punkt.text) if text)]
    return any(re.search(rf"\b{re.escape(ident)}\b", text) for text in said)


def body(poster: Poster) -> str | None:
    """The kind of meeting that decides on changes, as the plan says."""
    plan = poster.get(PLAN, {}).get(PLAN)
    return plan.andring_beslutas if isinstance(plan, Projektplan) else None


def binds_request(andring: Andring, beslut: Beslut) -> str:
    """The sum that binds a decision to the request as it was decided."""
    said = {name: _plain(getattr(andring, name)) for name in (*_BEGARAN, "utfall", "villkor")}
    return _sum({**said, "beslut": beslut.text, "paragraf": beslut.paragraf})


def binds_adoption(mote: Mote, beslut: Beslut) -> str:
    """The sum that binds an adoption to the values that were adopted."""
    rows = [[rad.falt, rad.varde] for rad in mote.baslinje if rad.beslut == beslut.nr]
    return _sum({"baslinje": rows, "beslut": beslut.text, "paragraf": beslut.paragraf})


def _approved(poster: Poster, dag: date) -> Iterator[tuple[Fattat, Andring]]:
    """Approved requests with their decisions; what nobody with the right to it has decided is not approved."""
    for andring in _alla(poster, Andring):
        if andring.utfall is Utfall.GODKAND and andring.beslutad and max(andring.beslutad, andring.datum or dag) <= dag:
            fattat = decision(poster, andring.beslut, dag)
            if fattat and names(fattat.mote, fattat.beslut, andring.id):
                yield fattat, andring


def _is_there(post: Post, dag: date) -> bool:
    return post.datum is None or post.datum <= dag


def _alla(poster: Poster, model: type[P]) -> Iterator[P]:
    return (post for post in poster.get(model.register(), {}).values() if isinstance(post, model))


def _plain(found: object) -> Any:  # noqa: ANN401 – what JSON can hold
    if isinstance(found, tuple):
        return [_plain(each) for each in found]
    return found.model_dump(mode="json", exclude_none=True) if isinstance(found, Struktur) else found


def _sum(data: Mapping[str, Any]) -> str:
    known = {name: found for name, found in data.items() if found not in (None, [])}
    return sha256(json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
