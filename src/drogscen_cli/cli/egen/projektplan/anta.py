"""Anta projektplanen: de styrda värdena skrivs in i mötets beslut"""

from typing import Any

from pydantic import ValidationError

from drogscen_cli.actions.beslut.antagande import anta, controlled, proposed_paragraph, proposed_text
from drogscen_cli.actions.beslut.organ import Fattas
from drogscen_cli.cli.beslut import fatta
from drogscen_cli.cli.fields import item_fields
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.answers import Values, ask, checker, refused
from drogscen_cli.cli.verb.signature import with_options
from drogscen_cli.core.swedish import count
from drogscen_cli.register.mote import Beslut

HJALP = (
    "Anta projektplanen: beslutet och värdet på varje styrt fält skrivs in i mötet. "
    "Därefter ändras värdena bara genom beslut. Beslutets id skrivs ut sist."
)


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen projektplan anta``."""
    fields = item_fields(Beslut)

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        controlled(here.projekt)
        fattas = fatta.meeting(here, values["mote"])
        answers = _answered(here, fattas, values)
        try:
            antagande = anta(here.projekt, fattas, answers["paragraf"], answers["text"])
        except ValidationError as error:
            raise refused(error, fields) from error
        here.terminal.note(f"{count(antagande.antal, 'styrt värde antas', 'styrda värden antas')}.")
        return fatta.write(here, antagande.changes, antagande.referens, spara=values["spara"])

    return command(with_options(run, (), fatta.options()), HJALP)


def _answered(session: Session, fattas: Fattas, values: Values) -> dict[str, str]:
    """The § and the words: the options', else those of the agenda and a proposal, else what is answered."""
    proposal = proposed_text(session.projekt)
    paragraf, text = values["paragraf"] or str(proposed_paragraph(fattas.mote) or ""), values["text"]
    if not paragraf:
        fields = {field.name: field for field in item_fields(Beslut)}
        fatta.refuse_missing(session, [fields["paragraf"]], ja=values["ja"])
        check = checker(session, Beslut, tuple(fields.values()))
        paragraf = ask(session, fatta.needed(fields["paragraf"]), check)
        text = text or fatta.ask_text(session, fields["text"], check, proposal)
    return {"paragraf": paragraf, "text": text or proposal}
