"""Flytta ett planerat möte till en annan dag eller tid"""

from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from drogscen_cli.actions.mote.flytt import Flytt, flyttad
from drogscen_cli.actions.mote.serie import hinder
from drogscen_cli.cli.fields import Field, fields_of
from drogscen_cli.cli.session import DatumOption, ProjektOption, Session, SparaOption
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.answers import Values, ask_missing, checker, days_resolved, given, refused
from drogscen_cli.cli.verb.edit import IdArgument, text_of, write
from drogscen_cli.cli.verb.find import find_record
from drogscen_cli.cli.verb.signature import fixed, with_options
from drogscen_cli.core.kalender import veckodag
from drogscen_cli.core.swedish import clock, day_long, week
from drogscen_cli.register.mote import Mote

_ASKED = ("dag", "tid", "sluttid", "plats", "skal")


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen mote flytta``."""
    fields = tuple(
        replace(field, required=field.name in ("dag", "skal")) for field in fields_of(Mote) if field.name in _ASKED
    )

    def run(values: Values) -> int:
        here = session.with_options(values["projekt"], values["datum"])
        mote = find_record(here, Mote, values["ident"])
        raw = text_of(here, mote)
        answers = ask_missing(here, given(values, fields), fields, checker(here, Mote, fields))
        flytt = _read(mote, days_resolved(here, answers, fields), fields)
        changes = flyttad(mote, flytt, here.dag)
        _tell(here, mote, flytt)
        return write(here, mote, raw, changes, fields, spara=values["spara"])

    common = [
        fixed("ident", IdArgument),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
        fixed("spara", SparaOption, default=True),
    ]
    return command(
        with_options(run, fields, common), "Flytta ett planerat möte. Den tidigare dagen står kvar i posten."
    )


def _read(mote: Mote, answers: Values, fields: tuple[Field, ...]) -> Flytt:
    """The answers as the record reads them."""
    given = {name: text for name, text in answers.items() if name in ("dag", "tid", "sluttid", "plats")}
    try:
        found = Mote.load(mote.id, {"motestyp": mote.motestyp, **given})
    except ValidationError as error:
        raise refused(error, fields) from error
    return Flytt(found.dag, found.tid, found.sluttid, found.plats, answers["skal"])


def _tell(session: Session, mote: Mote, flytt: Flytt) -> None:
    """The new day in words, and a warning where meetings are not usually held."""
    tid = flytt.tid or mote.tid
    when = f"{veckodag(flytt.dag)} {day_long(flytt.dag)}, {week(flytt.dag)}" + (f", {clock(tid)}" if tid else "")
    session.terminal.note(f"{mote.id} flyttas till {when}.")
    plan = session.projekt.plan
    if skal := hinder(plan.uppehall if plan else (), flytt.dag):
        session.terminal.note(f"Varning: den nya dagen är {skal}.")
