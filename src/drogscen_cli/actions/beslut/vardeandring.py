"""Value changes in a change request: from what stands, to a value that the field can hold, and applied to the files."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from drogscen_cli.actions.beslut.organ import Change, draft
from drogscen_cli.actions.poster import Assign, Drafted
from drogscen_cli.core.errors import CallError, ProtectedError
from drogscen_cli.core.post import Post
from drogscen_cli.core.pydantic_sv import explain
from drogscen_cli.core.text import nearest
from drogscen_cli.crosscheck import check_record
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.andring import Andring, Utfall
from drogscen_cli.styrda.antagen import gallande
from drogscen_cli.styrda.falt import Falt, covers
from drogscen_cli.styrda.varden import canonical, expand, place, post_at, shown, value

Rad = Mapping[str, Any]
"""A value change as it is typed or stands in a file: ``falt``, ``nu`` and ``ny`` as text."""


class RadError(CallError):
    """A row that can't be; ``falt`` is the field at fault."""

    def __init__(self, falt: str, text: str, atgarda: str) -> None:
        super().__init__(text, atgarda)
        self.falt = falt


def completed(projekt: Projekt, andring: Andring | None, rows: Sequence[Rad], dag: date) -> list[dict[str, Any]]:
    """The rows with ``nu`` filled in, paths and values as the fields themselves write them.

    ``andring`` is the request that the rows go into, None for a new one. Raises ``CallError`` for a field that is not
    controlled and for a value that it can't hold, ``ProtectedError`` where ``nu`` is not what stands.
    """
    if andring and andring.beslutad and andring.utfall is not Utfall.ATERREMITTERAD:
        raise ProtectedError(
            f"{andring.id} är redan beslutad, och värdena som den ändrar ska stå kvar.",
            "Skriv en ny ändringsbegäran: drogscen andring add",
        )
    found = [_completed(projekt, each, dag) for each in rows]
    numbers = {str(row.get("nr")) for row in found}
    others = [each for each in (andring.vardeandring if andring else ()) if str(each.nr) not in numbers]
    wanted = {str(Falt.read(each.falt)): each.ny for each in others} | {row["falt"]: row.get("ny") for row in found}
    _refuse_unfit(projekt, wanted)
    return found


def in_force_now(projekt: Projekt, falt: Falt, dag: date) -> str | None:
    """The field's value as adopted and approved; as it stands before the plan is adopted."""
    now = gallande(projekt.poster, dag)
    return now.varden.get(str(falt)) if now else value(projekt.poster, falt)


def controlled_paths(projekt: Projekt, dag: date) -> tuple[str, ...]:
    """Every controlled field, by its own path."""
    now = gallande(projekt.poster, dag)
    listed = projekt.plan.styrt_falt if projekt.plan else ()
    return tuple(dict.fromkeys((*expand(projekt.poster, listed), *(now.varden if now else ()))))


def applied(projekt: Projekt, values: Mapping[str, str | None], more: Mapping[str, Sequence[Change]]) -> list[Drafted]:
    """The records with the values put in, and with what ``more`` changes by record id; what stands already stays.

    Raises ``CallError`` for a path whose place is missing, ``pydantic.ValidationError`` for values that do not fit.
    """
    changes: dict[str, list[Change]] = {}
    for path, text in values.items():
        falt = Falt.read(path)
        if value(projekt.poster, falt) != canonical(falt, text):
            vag = place(_post(projekt, falt), falt)
            if len(vag) < len(falt.steg):
                raise CallError(f"{falt} finns inte.", "Lägg till raden som fältet hör till, eller rätta sökvägen.")
            changes.setdefault(falt.fil, []).append(Assign(vag, text))
    for ident, extra in more.items():
        changes.setdefault(ident, []).extend(extra)
    return [draft(projekt, _post(projekt, Falt(fil, ())), found) for fil, found in changes.items()]


def _post(projekt: Projekt, falt: Falt) -> Post:
    post = post_at(projekt.poster, falt.fil)
    if post is None:
        raise CallError(f"{falt.fil} finns inte eller går inte att läsa.", "Se felen: drogscen kontroll")
    return post


def _completed(projekt: Projekt, row: Rad, dag: date) -> dict[str, Any]:
    falt = _known(projekt, str(row.get("falt") or ""), dag)
    stands = in_force_now(projekt, falt, dag)
    if "ny" not in row:
        remedy = f'Ange det: drogscen andring vardeandring add AB-… --falt {falt} --ny VÄRDE ("" tömmer fältet).'
        raise RadError("ny", f"Det nya värdet för {falt} saknas.", remedy)
    nu = stands if row.get("nu") is None else canonical(falt, row["nu"] or None)
    if nu != stands:
        raise ProtectedError(
            f"{falt} är {_said(falt, stands)}, inte {_said(falt, nu)}.",
            "Utelämna --nu, så fylls värdet i.",
        )
    ny = canonical(falt, row["ny"] or None)
    if ny == stands:
        raise RadError("ny", f"{falt} är redan {_said(falt, stands)}.", "Ange ett annat värde med --ny.")
    found = {**row, "falt": str(falt), "nu": stands, "ny": ny}
    return {name: each for name, each in found.items() if each is not None}


def _known(projekt: Projekt, text: str, dag: date) -> Falt:
    """The controlled field that ``text`` names."""
    falt = Falt.read(text)
    paths = controlled_paths(projekt, dag)
    if str(falt) in paths:
        return falt
    if not paths:
        raise RadError(
            "falt",
            "Projektplanen anger inga styrda fält.",
            "Ange dem: drogscen projektplan edit --styrt-falt budget.tak --styrt-falt period.slut",
        )
    near = nearest(str(falt), paths)
    listed = projekt.plan.styrt_falt if projekt.plan else ()
    why = "finns inte" if covers(listed, falt) else "är inte ett styrt fält"
    remedy = f"Menades {near}? " if near else ""
    raise RadError("falt", f"{falt} {why}.", f"{remedy}Styrda fält: {', '.join(listed)}.")


def _refuse_unfit(projekt: Projekt, values: Mapping[str, str | None]) -> None:
    """``CallError`` for values that their records can't hold together, or that refer to nothing."""
    try:
        drafted = applied(projekt, values, {})
    except ValidationError as error:
        lines = [explain(found) for found in error.errors(include_url=False)]
        text, remedies = "; ".join(text for _, text, _ in lines), " ".join(remedy for _, _, remedy in lines)
        raise RadError("ny", f"Det nya värdet går inte att använda: {text}.", remedies) from error
    for each in drafted:
        before = set(check_record(projekt, _post(projekt, Falt(each.post.id, ()))))
        if wrong := [fynd for fynd in check_record(projekt, each.post) if fynd not in before]:
            raise RadError("ny", f"Det nya värdet går inte att använda: {wrong[0].text}.", wrong[0].atgarda)


def _said(falt: Falt, text: str | None) -> str:
    return shown(falt, text) if text is not None else "tomt"
