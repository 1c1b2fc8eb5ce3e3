"""Deciding a change request: the decision in its meeting, the request, and the values it moves, in one change set."""

from dataclasses import dataclass
from datetime import date

from drogscen_cli.actions.beslut.organ import Change, Fattas, agenda_paragraph, mentions
from drogscen_cli.actions.beslut.vardeandring import applied
from drogscen_cli.actions.poster import Assign, plain
from drogscen_cli.beslutsmening import decision_text
from drogscen_cli.core.changes import ChangeSet
from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.core.post import Post
from drogscen_cli.core.swedish import day_long
from drogscen_cli.crosscheck import check_record
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.andring import Andring, Utfall
from drogscen_cli.register.mote import Beslut
from drogscen_cli.styrda.antagen import antagen, binds_request, gallande
from drogscen_cli.styrda.falt import Falt
from drogscen_cli.styrda.varden import Poster, canonical, shown, value


@dataclass(frozen=True, slots=True)
class Svar:
    """What the body decided, as it is typed."""

    utfall: str
    paragraf: str
    text: str
    villkor: str = ""


def proposed_text(projekt: Projekt, andring: Andring, fattas: Fattas, utfall: str) -> str:
    """The decision as the minutes have it, else in words for them."""
    if fattas.begun:
        return fattas.begun.text
    return decision_text(projekt, andring, Utfall(utfall))


def proposed_paragraph(andring: Andring, fattas: Fattas) -> int | None:
    """The § that the minutes have for the decision, else that of the agenda item about the request."""
    mote, named = fattas.mote, mentions(andring.id)
    if fattas.begun and fattas.begun.paragraf:
        return fattas.begun.paragraf
    return agenda_paragraph(mote, lambda item: item.andring == andring.id) or agenda_paragraph(mote, named)


def refuse_undecidable(projekt: Projekt, andring: Andring) -> None:
    """``ProtectedError`` for a request that can't be decided by anybody now."""
    if andring.beslutad and andring.utfall is not Utfall.ATERREMITTERAD:
        utfall = f", {andring.utfall.titel}" if andring.utfall else ""
        raise ProtectedError(
            f"{andring.id} är redan beslutad {day_long(andring.beslutad)}{utfall} ({andring.beslut or 'utan beslut'}).",
            "Ska något ändras igen behövs en ny ändringsbegäran: drogscen andring add",
        )
    if wrong := list(check_record(projekt, andring)):
        raise ProtectedError(f"{andring.id} har fel som måste rättas före beslutet: {wrong[0].text}.", wrong[0].atgarda)


def besluta(projekt: Projekt, andring: Andring, fattas: Fattas, svar: Svar) -> ChangeSet:
    """Everything that the decision writes; raises ``ProtectedError``, and ``pydantic.ValidationError`` for answers."""
    refuse_undecidable(projekt, andring)
    _refuse_wrong_time(projekt, andring, fattas)
    decided = Andring.load(
        andring.id, {**plain(andring), "utfall": svar.utfall, "villkor": svar.villkor.strip() or None}
    )
    beslut = Beslut.model_validate(
        {"nr": fattas.nr, "text": svar.text, "paragraf": svar.paragraf, "andring": andring.id}
    )
    values: dict[str, str | None] = {}
    if decided.utfall is Utfall.GODKAND:
        values = {str(Falt.read(rad.falt)): rad.ny for rad in andring.vardeandring}
        _refuse_moved(projekt, andring)
    more: dict[str, list[Change]] = {
        andring.id: _answers(andring, decided, fattas),
        fattas.mote.id: fattas.written(beslut, binds_request(decided, beslut)),
    }
    drafted = applied(projekt, values, more)
    _refuse_out_of_order(projekt, andring, {each.post.id: each.post for each in drafted}, values)
    utfall = decided.utfall.titel if decided.utfall else ""
    message = f"andring {andring.id}: {utfall} – {fattas.mote.id} § {beslut.paragraf}"
    return ChangeSet(tuple(each.file for each in drafted), message)


def _answers(andring: Andring, decided: Andring, fattas: Fattas) -> list[Change]:
    """What the request itself says of the decision."""
    answers: list[Change] = [
        Assign(("beslut",), fattas.referens),
        Assign(("beslutad",), fattas.dag.isoformat()),
        Assign(("utfall",), decided.utfall),
    ]
    return answers if andring.villkor == decided.villkor else [*answers, Assign(("villkor",), decided.villkor)]


def _refuse_wrong_time(projekt: Projekt, andring: Andring, fattas: Fattas) -> None:
    base = antagen(projekt.poster, fattas.dag)
    if base is None or base.ordning > (fattas.dag, len(fattas.mote.id), fattas.mote.id, fattas.nr):
        raise ProtectedError(
            f"Projektplanen var inte antagen {day_long(fattas.dag)}, så det finns inget beslut att ändra.",
            "Anta den först: drogscen projektplan anta --mote M-… --paragraf …",
        )
    if andring.datum and andring.datum > fattas.dag:
        raise ProtectedError(
            f"{andring.id} skrevs {day_long(andring.datum)}, efter {fattas.mote.id} som hölls {day_long(fattas.dag)}.",
            "Ange mötet där begäran beslutades med --mote.",
        )


def _refuse_moved(projekt: Projekt, andring: Andring) -> None:
    """A value that is no longer what the request starts from, or that somebody has moved in the file."""
    now = gallande(projekt.poster, date.max)
    for rad in andring.vardeandring:
        falt = Falt.read(rad.falt)
        decided = now.varden.get(str(falt)) if now else None
        nu, ny = canonical(falt, rad.nu), canonical(falt, rad.ny)
        if nu != decided:
            raise ProtectedError(
                f"{andring.id} utgår från att {falt} är {_said(falt, nu)}, men beslutat är {_said(falt, decided)}.",
                f"Ändra begäran: drogscen andring vardeandring edit {andring.id} {rad.nr} "
                f'--falt {falt} --ny "{rad.ny or ""}"',
            )
        if (stands := value(projekt.poster, falt)) not in (nu, ny):
            raise ProtectedError(
                f"{falt} står som {_said(falt, stands)}, men beslutat är {_said(falt, decided)}.",
                "Återställ värdet först.",
            )


def _refuse_out_of_order(
    projekt: Projekt, andring: Andring, drafted: dict[str, Post], values: dict[str, str | None]
) -> None:
    """A decision that a later one about the same field has overtaken already."""
    poster: Poster = {
        name: {ident: drafted.get(ident, post) for ident, post in found.items()}
        for name, found in projekt.poster.items()
    }
    now = gallande(poster, date.max)
    for path, text in values.items():
        if now is None or now.varden.get(path) != canonical(Falt.read(path), text):
            raise ProtectedError(
                f"{andring.id} kan inte beslutas på det mötet: {path} har ändrats genom ett senare beslut.",
                "Ange mötet där begäran beslutades med --mote.",
            )


def _said(falt: Falt, text: str | None) -> str:
    return shown(falt, text) if text is not None else "tomt"
