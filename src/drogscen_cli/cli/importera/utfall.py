"""``ekonomi importera``: what a ledger's file would change, and the import itself."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any

from drogscen_cli.actions.importera.jamforelse import Andrad, Jamforelse, compare, record_data, titel_of, with_rows
from drogscen_cli.actions.importera.utfall import TEXTER, Avlast, Utfallsrad, read_rows
from drogscen_cli.cli.importera.inforing import SHOWN, Batch, Val, go_on, read, refuse, say, write
from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError, ProtectedError
from drogscen_cli.core.personuppgift import find
from drogscen_cli.core.swedish import count, day_long, kronor, listing, percent
from drogscen_cli.core.text import fold
from drogscen_cli.pengar import Stallning, stallningar
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.ekonomi import Ekonomi

SHOWN_IN_PROV = 1_000
"""Rows of each kind that a dry run shows."""

_NOTHING = "Inget nytt att importera: alla rader finns redan."
_NOTHING_BUT_CHANGED = "Inget nytt att importera. Rader som ser ändrade ut läggs till med --andrade."
_PERSON = "Ta bort personnumren ur filen, eller lämna kolumnen utanför: --utan leverantor."


def run(session: Session, val: Val, values: dict[str, Any]) -> int:
    """The whole command; returns the exit code."""
    titel, utan = _checked(values)
    plan, inlast = read(session, "ekonomi", val)
    avlast = read_rows(inlast.tabell, inlast.kolumner, plan, utan)
    refuse(session, inlast, avlast.brister, _PERSON)
    found = compare(session.projekt, avlast.rader, utan)
    nya = [*found.nya, *(andrad.rad for andrad in found.andrade)] if values["andrade"] else list(found.nya)
    nya.sort(key=lambda rad: rad.nr)
    say(session, val, _earlier(session.projekt, inlast.tabell.sha256))
    say(session, val, _shown(session.projekt, avlast, found, nya, whole=val.prov))
    if val.prov:
        return 0
    if not nya:
        session.terminal.note(_NOTHING_BUT_CHANGED if found.andrade else _NOTHING)
        return write(session, Batch(Ekonomi, (), ""), inlast.nya, spara=val.spara) if inlast.nya else 0
    titel = titel or titel_of(nya)
    many = count(len(nya), "ny rad", "nya rader")
    if not go_on(session, val, f"Spara {many} som {titel}?"):
        return 0
    data = record_data(inlast.tabell, nya, titel, session.dag)
    batch = Batch(Ekonomi, data, f"{many} ur {inlast.tabell.namn}, {kronor(_sum(nya))}")
    return write(session, batch, inlast.nya, spara=val.spara)


def _checked(values: dict[str, Any]) -> tuple[str, frozenset[str]]:
    """The title, and the fields to leave out."""
    utan = frozenset(fold(name).casefold() for name in values["utan"] or ())
    if wrong := sorted(utan - set(TEXTER)):
        raise CallError(f"--utan kan inte vara {wrong[0]}.", f"Välj {listing(TEXTER, 'eller')}.")
    titel = " ".join((values["titel"] or "").split())
    if any(found.saker for found in find(titel)):
        raise ProtectedError("Inget är sparat: titeln innehåller ett personnummer.", "Skriv en annan titel.")
    return titel, utan


def _earlier(projekt: Projekt, sha256: str) -> Iterator[str]:
    """Whether just this file has been imported before."""
    for post in projekt.alla(Ekonomi):
        if post.sha256 == sha256:
            when = f" {day_long(post.datum)}" if post.datum else ""
            yield f"Samma fil är redan importerad{when}: {post.id} {post.titel}"


def _shown(
    projekt: Projekt, avlast: Avlast, found: Jamforelse, nya: Sequence[Utfallsrad], *, whole: bool
) -> Iterator[str]:
    """New rows, rows that are there, rows that seem changed, rows left out, and the sums against the caps."""
    yield f"Nya rader: {len(nya)} ({kronor(_sum(nya))})"
    most = SHOWN_IN_PROV if whole else SHOWN
    yield from (f"  {_row(rad)}" for rad in nya[:most])
    if len(nya) > most:
        yield f"  … och {len(nya) - most} till"
    yield f"Finns redan: {found.finns}"
    if found.andrade:
        what = "läggs till" if set(nya) >= {each.rad for each in found.andrade} else "läggs inte till utan --andrade"
        yield f"Ser ändrade ut: {len(found.andrade)} ({what})"
        yield from (f"  {_difference(each)}" for each in found.andrade[:most])
    if avlast.utelamnade:
        left = listing([f"{many} {why}" for why, many in sorted(avlast.utelamnade.items())])
        yield f"Rader som hoppas över: {left}"
    if (said := avlast.bruten_summa) is not None:
        yield f"Filens summa är {kronor(said)}, men raderna ger {kronor(_sum(avlast.rader))}. Är filen hel?"
    yield from _without_post(projekt, nya)
    yield from _sums(projekt, nya)


def _row(rad: Utfallsrad) -> str:
    told = (rad.verifikation, rad.text, rad.leverantor, rad.budgetpost)
    return "  ".join((f"{rad.dag}", f"{kronor(rad.belopp):>16}", *filter(None, told)))


def _difference(andrad: Andrad) -> str:
    rad, row = andrad.rad, andrad.bokford
    names = [name for name in ("belopp", "budgetpost", *TEXTER) if getattr(rad, name) != getattr(row, name)]
    changes = listing([f"{name} {_told(getattr(row, name))} → {_told(getattr(rad, name))}" for name in names])
    voucher = f", verifikation {rad.verifikation}" if rad.verifikation else ""
    return f"rad {rad.nr} ({rad.dag}{voucher}): {changes}; införd som {andrad.post.id}/bokford/{row.nr}"


def _told(value: object) -> str:
    return kronor(value) if isinstance(value, Decimal) else str(value or "–")


def _without_post(projekt: Projekt, nya: Sequence[Utfallsrad]) -> Iterator[str]:
    """What the posts' own caps will not see."""
    left = [rad for rad in nya if rad.budgetpost is None]
    if left and projekt.plan and projekt.plan.budgetpost:
        konton = sorted({rad.konto for rad in left if rad.konto})
        told = f" ({', '.join(konton[:SHOWN])})" if konton else ""
        yield f"Utan budgetpost: {count(len(left), 'rad', 'rader')}, {kronor(_sum(left))}{told}"


def _sums(projekt: Projekt, nya: Sequence[Utfallsrad]) -> Iterator[str]:
    by_post: dict[str, Decimal] = defaultdict(Decimal)
    for rad in nya:
        by_post[rad.budgetpost or ""] += rad.belopp
    by_post[""] = _sum(nya)
    for stallning in stallningar(with_rows(projekt, nya)):
        if stallning.nyckel in by_post:
            yield f"{stallning.titel}: {kronor(by_post[stallning.nyckel])} nytt, {_after(stallning)}"


def _after(stallning: Stallning) -> str:
    text = f"bokfört blir {kronor(stallning.bokfort)}"
    if not stallning.tak:
        return text
    share = f" ({percent(stallning.bundet / stallning.tak)} av taket {kronor(stallning.tak)} med åtaganden)"
    return f"{text}{share}{', över taket' if stallning.bundet > stallning.tak else ''}"


def _sum(rader: Collection[Utfallsrad]) -> Decimal:
    return sum((rad.belopp for rad in rader), Decimal(0))
