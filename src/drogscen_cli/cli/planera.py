"""``mote planera``: the series that the plan asks for, proposed, agreed to, and written in one change set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import ValidationError

from drogscen_cli.actions.mote.serie import Ram, Serie, Tillfalle, har_rytm, post_data, serie, utan_mote
from drogscen_cli.actions.poster import Drafted, new_record
from drogscen_cli.cli.fields import Field, fields_of
from drogscen_cli.cli.fragor import agreed
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.answers import REMINDER, Values, ask, checker, dangling, given, refused
from drogscen_cli.cli.verb.shown import as_text
from drogscen_cli.core.changes import ChangeSet
from drogscen_cli.core.errors import CallError, NoProjectError
from drogscen_cli.core.kalender import veckodag
from drogscen_cli.core.swedish import EN_DASH, clock, count, listing, week
from drogscen_cli.core.text import nearest
from drogscen_cli.crosscheck import check_record
from drogscen_cli.lager.skriv import Door, open_door
from drogscen_cli.register._styrning import Motestyp, Veckodag
from drogscen_cli.register.mote import Mote
from drogscen_cli.register.projektplan import Projektplan

ASKED = ("veckodag", "tid", "sluttid", "plats")
"""What a type's meetings are asked for, by the names of its fields."""
_NEEDED = ("veckodag", "tid")
_REMEDY = (
    "Ange dem som val, skriv in dem i planen (drogscen projektplan motestyp edit NYCKEL --veckodag … --tid …), "
    "eller kör kommandot i en terminal."
)


@dataclass(frozen=True, slots=True)
class _Lagd:
    """A series, its time and place in words, and as the records are to have them."""

    serie: Serie
    when: str
    given: Mapping[str, str]


def plan_series(session: Session, values: Values, fields: Sequence[Field]) -> int:
    """Proposes the meetings, asks for what is missing and once for leave, and writes all or nothing; the exit code.

    ``fields`` are those of a type that its meetings need.
    """
    plan = _plan(session)
    ram = _ram(session, plan, values)
    chosen = [each for each in _types(session, plan, values["motestyp"]) if utan_mote(session.projekt, each, ram)]
    used, quiet = given(values, fields), bool(values["ja"])
    asked = [_answered(session, each, used, fields, quiet=quiet) for each in chosen]
    if lacking := [text for each, found in zip(chosen, asked, strict=True) if (text := _lacking(each, found))]:
        raise CallError(f"Det saknas värden: {'; '.join(lacking)}.", _REMEDY)
    lagda = [_laid(session, each, found, ram, fields) for each, found in zip(chosen, asked, strict=True)]
    return _settle(session, lagda, quiet=quiet, spara=values["spara"])


def _plan(session: Session) -> Projektplan:
    """The plan, when every meeting that stands there is known: otherwise a series could be laid out twice."""
    if session.projekt.plan is None:
        raise NoProjectError("Projektplanen går inte att läsa.", "Se felen: drogscen kontroll")
    if session.note_unread("projekt/mote"):
        raise NoProjectError("Det är okänt vilka möten som redan är inlagda.", "Rätta felen: drogscen kontroll")
    return session.projekt.plan


def _ram(session: Session, plan: Projektplan, values: Values) -> Ram:
    """From the chosen day, or from the project's first but never before today, to the chosen or the project's last."""
    chosen = session.parse_day(values["start"], "--start") if values["start"] else None
    start = chosen or max(plan.period.start, session.dag)
    slut = session.parse_day(values["slut"], "--slut") if values["slut"] else plan.period.slut
    if start > slut:
        raise CallError(
            f"Första dagen {start} ligger efter den sista, {slut}.", "Ange andra dagar med --start och --slut."
        )
    return Ram(start, slut, plan.uppehall, vald=chosen is not None)


def _types(session: Session, plan: Projektplan, wanted: str | None) -> list[Motestyp]:
    """The named type, otherwise all; those without a rhythm are told of and left out."""
    keys = [each.nyckel for each in plan.motestyp]
    if wanted and wanted not in keys:
        near = nearest(wanted, keys)
        known = f"Menades {near}?" if near else f"Mötestyper i planen: {', '.join(keys) or 'inga'}."
        raise CallError(f"Mötestypen {wanted} finns inte i planen.", known)
    chosen = [each for each in plan.motestyp if wanted in (None, each.nyckel)]
    for each in chosen:
        if not har_rytm(each):
            session.terminal.note(f"{each.titel} hålls {each.frekvens.titel} och läggs inte i en serie.")
    return [each for each in chosen if har_rytm(each)]


def _answered(session: Session, motestyp: Motestyp, used: Values, fields: Sequence[Field], *, quiet: bool) -> Values:
    """The options, under them what the plan says of the type; on a terminal the rest is asked for."""
    planned = {field.name: as_text(getattr(motestyp, field.name), typed=True) for field in fields}
    answers = {name: text for name, text in {**planned, **used}.items() if text}
    if quiet or not session.terminal.interactive or all(name in answers for name in (*_NEEDED, "plats")):
        return answers
    session.terminal.note(f"{motestyp.namn}, {motestyp.frekvens.titel}. {REMINDER}")
    check = checker(session, Motestyp, fields)
    for field in fields:
        if field.name not in answers and (
            answer := ask(session, replace(field, required=field.name in _NEEDED), check)
        ):
            answers[field.name] = answer
    return answers


def _lacking(motestyp: Motestyp, answers: Values) -> str:
    """The options that a type still needs, as text; empty where it needs none."""
    missing = [f"--{name}" for name in _NEEDED if name not in answers]
    return f"{', '.join(missing)} för {motestyp.nyckel}" if missing else ""


def _laid(session: Session, motestyp: Motestyp, answers: Values, ram: Ram, fields: Sequence[Field]) -> _Lagd:
    try:
        read = Motestyp.model_validate({"nyckel": "x", "titel": "x", "frekvens": motestyp.frekvens.value, **answers})
    except ValidationError as error:
        raise refused(error, fields) from error
    if read.tid and read.sluttid and read.sluttid <= read.tid:
        raise CallError(f"Mötet skulle sluta {clock(read.sluttid)} men börjar {clock(read.tid)}.", "Ange --sluttid.")
    days = [day.value for day in Veckodag]
    found = serie(session.projekt, motestyp, days.index(answers["veckodag"]), ram)
    when = " · ".join(filter(None, [clock(read.tid, read.sluttid) if read.tid else "", read.plats]))
    return _Lagd(found, when, {name: answers[name] for name in ASKED[1:] if name in answers})


def _settle(session: Session, lagda: Sequence[_Lagd], *, quiet: bool, spara: bool) -> int:
    """Shows what is proposed, asks once, and writes all of it or nothing."""
    for lagd in lagda:
        _show(session, lagd)
    antal = sum(1 for lagd in lagda for each in lagd.serie.tillfallen if each.dag)
    if not antal:
        session.terminal.note("Inget att lägga in: varje period har redan ett möte, eller ingen dag för ett.")
        return 0
    fraga = f"Lägga in {count(antal, 'möte', 'möten')}?"
    if not quiet and session.terminal.interactive and not agreed(session.terminal, fraga):
        session.terminal.note("Inget är inlagt.")
        return 0
    return _save(session, lagda, spara=spara)


def _show(session: Session, lagd: _Lagd) -> None:
    if not lagd.serie.tillfallen:
        return
    session.terminal.note(f"{lagd.serie.motestyp.namn}: {lagd.serie.rytm} · {lagd.when}")
    for each in lagd.serie.tillfallen:
        session.terminal.note(f"  {_told(each)}")


def _told(tillfalle: Tillfalle) -> str:
    ordinary = f"{veckodag(tillfalle.ordinarie)} {tillfalle.ordinarie}"
    if tillfalle.dag is None:
        return f"inget möte för {tillfalle.period}: {ordinary} ({tillfalle.skal}), och ingen dag nära passar"
    line = f"{tillfalle.dag}  {veckodag(tillfalle.dag):7}  {week(tillfalle.dag)}"
    return f"{line}  i stället för {ordinary} ({tillfalle.skal})" if tillfalle.skal else line


def _save(session: Session, lagda: Sequence[_Lagd], *, spara: bool) -> int:
    """All meetings in one change set, in the order of their days."""
    wanted = sorted(
        ((each.dag, place, lagd) for place, lagd in enumerate(lagda) for each in lagd.serie.tillfallen if each.dag),
        key=lambda each: each[:2],
    )
    with open_door(session.root, notify=session.terminal.note) as door:
        drafts = [_draft(session, door, lagd, dag) for dag, _, lagd in wanted]
        outcome = door.write(ChangeSet(tuple(each.file for each in drafts), _message(drafts, lagda)), spara=spara)
    if outcome.note:
        session.terminal.note(outcome.note)
    for each in drafts:
        session.terminal.result(each.post.id)
    return outcome.exit_code


def _draft(session: Session, door: Door, lagd: _Lagd, dag: date) -> Drafted:
    ident = door.next_id(Mote.register(), Mote.deklaration.prefix)
    drafted = new_record(Mote, ident, post_data(lagd.serie.motestyp, dag, session.dag, lagd.given))
    if found := list(check_record(session.projekt, drafted.post)):
        raise dangling(found, fields_of(Mote))
    return drafted


def _message(drafts: Sequence[Drafted], lagda: Sequence[_Lagd]) -> str:
    """``mote M-006–M-017: nya – 12 styrgruppsmöten``."""
    ids = EN_DASH.join(dict.fromkeys((drafts[0].post.id, drafts[-1].post.id)))
    counted = [(sum(1 for each in lagd.serie.tillfallen if each.dag), lagd.serie.motestyp) for lagd in lagda]
    return f"mote {ids}: nya – " + listing(
        [count(antal, typ.namn.lower(), typ.titel.lower()) for antal, typ in counted if antal]
    )
