"""Adopting the plan: the decision in its meeting, and the value of every controlled field beside it."""

from dataclasses import dataclass
from datetime import date

from drogscen_cli.actions.beslut.organ import Change, Fattas, agenda_paragraph, draft, mentions, plan_of
from drogscen_cli.actions.poster import AddItem, Drafted, next_number
from drogscen_cli.beslutsmening import body_name
from drogscen_cli.core.changes import ChangeSet
from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.crosscheck import check_record
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.mote import Beslut, Faltvarde, Mote
from drogscen_cli.styrda.antagen import antagen, binds_adoption, gallande
from drogscen_cli.styrda.varden import expand


@dataclass(frozen=True, slots=True)
class Antagande:
    """What is written: the decision's reference, how many values it holds, and the files."""

    referens: str
    antal: int
    changes: ChangeSet


def proposed_text(projekt: Projekt) -> str:
    """The decision in words for the minutes."""
    return f"{body_name(projekt)} antar projektplanen."


def proposed_paragraph(mote: Mote) -> int | None:
    """The § of the agenda item about the plan."""
    return agenda_paragraph(mote, mentions("projektplan"))


def controlled(projekt: Projekt) -> dict[str, str | None]:
    """Every controlled field and its value; raises ``ProtectedError`` where the plan names none, or one in error."""
    plan = plan_of(projekt)
    if not plan.styrt_falt:
        raise ProtectedError(
            "Projektplanen anger inga styrda fält, så det finns inga värden att anta.",
            "Ange fälten: drogscen projektplan edit --styrt-falt budget.tak --styrt-falt period.slut",
        )
    wrong = [fynd for fynd in check_record(projekt, plan) if fynd.stalle.vag[:1] == ("styrt_falt",)]
    if wrong:
        raise ProtectedError(f"Planen kan inte antas. {wrong[0].text}.", wrong[0].atgarda)
    return expand(projekt.poster, plan.styrt_falt)


def anta(projekt: Projekt, fattas: Fattas, paragraf: str, text: str) -> Antagande:
    """The adoption as one change set; raises ``ProtectedError``, and ``pydantic.ValidationError`` for the text."""
    varden = controlled(projekt)
    _refuse_again(projekt, fattas, varden)
    beslut = Beslut.model_validate({"nr": fattas.nr, "text": text, "paragraf": paragraf})
    first = next_number(fattas.mote.baslinje)
    rows = tuple(
        Faltvarde(nr=nr, beslut=fattas.nr, falt=falt, varde=varde)
        for nr, (falt, varde) in enumerate(varden.items(), first)
    )
    adopted = fattas.mote.model_copy(update={"baslinje": (*fattas.mote.baslinje, *rows)})
    drafted = _drafted(projekt, fattas, fattas.written(beslut, binds_adoption(adopted, beslut)), rows)
    message = f"projektplan: antagen – {fattas.mote.id} § {beslut.paragraf}"
    return Antagande(fattas.referens, len(rows), ChangeSet((drafted.file,), message))


def _drafted(projekt: Projekt, fattas: Fattas, decision: list[Change], rows: tuple[Faltvarde, ...]) -> Drafted:
    values = [
        AddItem("baslinje", {name: str(value) for name, value in each.model_dump(exclude_none=True).items()})
        for each in rows
    ]
    return draft(projekt, fattas.mote, [*decision, *values])


def _refuse_again(projekt: Projekt, fattas: Fattas, varden: dict[str, str | None]) -> None:
    """Adopting what is adopted already, or before a decision that has been made since."""
    last = antagen(projekt.poster, date.max)
    now = gallande(projekt.poster, date.max)
    if last is None or now is None:
        return
    latest = max([last, *(step.fattat for step in now.steg)], key=lambda fattat: fattat.ordning)
    if latest.ordning[:3] > (fattas.dag, len(fattas.mote.id), fattas.mote.id):
        raise ProtectedError(
            f"Ett senare beslut finns redan: {latest.referens}. Planen kan inte antas på {fattas.mote.id}, som hölls "
            "före det.",
            "Ange ett senare möte med --mote.",
        )
    if last.mote.id == fattas.mote.id and now.varden == varden:
        where = f" § {last.beslut.paragraf}" if last.beslut.paragraf else ""
        raise ProtectedError(
            f"Projektplanen är redan antagen på {last.mote.id}{where}, och inget styrt värde har ändrats sedan dess.",
            "Det finns inget mer att anta.",
        )
