"""The catalogue of rules, each with the § that it stands on in this project's plan."""

import textwrap

from drogscen_cli.cli.output import json_text, table
from drogscen_cli.cli.rule_document import document, waiver
from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import CallError, NoProjectError
from drogscen_cli.core.fynd import Regel
from drogscen_cli.core.text import nearest
from drogscen_cli.kontroll import kan_undantas, katalog
from drogscen_cli.regel import rules

OFF = "av"
_OFF_MEANS = "av: planen har inget sådant krav"


def show(session: Session, ident: str | None, *, as_json: bool) -> None:
    """One rule in full, or all of them in a table."""
    known = katalog()
    if ident is not None and ident.upper() not in known:
        near = nearest(ident.upper(), known)
        raise CallError(f"Regeln {ident} finns inte.", f"Menades {near}?" if near else "Alla regler: drogscen regel")
    chosen = [known[ident.upper()]] if ident else list(known.values())
    if as_json:
        session.terminal.exact(json_text("regel", "regler", [_data(session, regel) for regel in chosen]))
    elif ident:
        session.terminal.result(_page(session, chosen[0]))
    else:
        rows = [[regel.id, _sections(session, regel), regel.titel] for regel in chosen]
        table(session.terminal, ["Id", "I planen", "Regel"], rows)
        if any(row[1] == OFF for row in rows):
            session.terminal.note(_OFF_MEANS)


def show_document(session: Session) -> None:
    """The whole catalogue as ``docs/regler.md`` has it."""
    planens = [bound.regel for bound in rules().values()]
    alltid = [regel for regel in katalog().values() if regel.id not in rules()]
    session.terminal.exact(document(planens, alltid, kan_undantas()))


def _page(session: Session, regel: Regel) -> str:
    sections = _sections(session, regel)
    where = f"{_OFF_MEANS[0].upper()}{_OFF_MEANS[1:]}" if sections == OFF else f"I planen: {sections}"
    parts = [f"{regel.id}  {regel.titel}", f"Allvar: {regel.allvar}. {where}."]
    width = min(session.terminal.width, 80)
    paragraphs = [*regel.text.split("\n\n"), f"Åtgärda: {regel.atgarda}" if regel.atgarda else "", _waived(regel)]
    return "\n\n".join(textwrap.fill(part, width, break_on_hyphens=False) for part in (*parts, *paragraphs) if part)


def _waived(regel: Regel) -> str:
    return waiver(regel) if regel.id in kan_undantas() else "Kan inte undantas."


def _sections(session: Session, regel: Regel) -> str:
    """The plan's §§ for a rule that the plan switches on; the others always hold."""
    if regel.id not in rules():
        return "gäller alltid"
    try:
        krav = session.projekt.krav(regel.id)
    except NoProjectError:
        return "avgörs av projektets plan"
    return ", ".join(dict.fromkeys(f"§ {found.paragraf}" for found in krav)) or OFF


def _data(session: Session, regel: Regel) -> dict[str, str | bool]:
    return {
        "id": regel.id,
        "allvar": regel.allvar.value,
        "i_planen": _sections(session, regel),
        "titel": regel.titel,
        "text": regel.text,
        "atgarda": regel.atgarda,
        "harnast": regel.harnast,
        "kan_undantas": regel.id in kan_undantas(),
    }
