"""``ekonomi show`` without an id: where the money stands, where it is going, and when a cap will be passed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from drogscen_cli.cli.output import json_text, table
from drogscen_cli.cli.session import Session
from drogscen_cli.core.errors import NoProjectError
from drogscen_cli.core.swedish import day_long, kronor, month_name, number, percent
from drogscen_cli.pengar import (
    Manad,
    Passage,
    Passering,
    Slutprognos,
    Stallning,
    manader,
    passering,
    slutprognos,
    stallningar,
)
from drogscen_cli.projekt import Projekt


def overview(session: Session, *, as_json: bool) -> int:
    """Prints the overview of the day; 3 when records that can't be read make it incomplete."""
    then = session.projekt.per(session.dag)
    if then.plan is None:
        raise NoProjectError("Projektplanen går inte att läsa.", "Se felen: drogscen kontroll")
    dag, found = session.dag, stallningar(then)
    if as_json:
        data = {"dag": dag.isoformat(), "poster": [_data(then, each, dag) for each in found]}
        session.terminal.exact(json_text("ekonomi", "oversikt", data))
    else:
        session.terminal.result(f"Pengarna {day_long(dag)}\n")
        labels = ["Post", "Tak", "Bokfört", "Åtagande", "Prognos", "Kvar", "Andel"]
        table(session.terminal, labels, [_row(then, each, dag) for each in found])
        session.terminal.result()
        for each in found:
            session.terminal.result(f"{each.titel}: {_words(then, each, dag)}")
        _months(session, then, manader(then))
    return session.note_unread("projekt/ekonomi")


def _row(projekt: Projekt, stallning: Stallning, dag: date) -> list[str]:
    """A line in whole kronor; ``~`` marks a forecast that is computed."""
    prognos = slutprognos(projekt, stallning, dag)
    tak, kvar = stallning.tak, stallning.kvar
    return [
        stallning.titel,
        "inget" if tak is None else number(tak),
        number(stallning.bokfort) if stallning.kant else "–",
        number(stallning.atagande) if stallning.kant else "–",
        "–" if prognos is None else f"{'~' if prognos.beraknad else ''}{number(prognos.belopp)}",
        number(kvar) if kvar is not None and stallning.kant else "–",
        percent(stallning.bundet / tak) if tak and stallning.kant else "–",
    ]


def _words(projekt: Projekt, stallning: Stallning, dag: date) -> str:
    """The forecast and the cap, in words."""
    prognos, passed = slutprognos(projekt, stallning, dag), passering(projekt, stallning, dag)
    return "; ".join(filter(None, (_forecast(stallning, prognos), _cap(stallning, passed))))


def _forecast(stallning: Stallning, prognos: Slutprognos | None) -> str:
    if prognos is None:
        return "prognos saknas" if stallning.kant else "inget är bokfört och ingen prognos finns"
    if prognos.beraknad:
        rate = kronor(prognos.per_dag or Decimal(0))
        return f"beräknad: {kronor(prognos.belopp)} vid slutet, med takten {rate} per dag till och med {prognos.dag}"
    return f"prognos {kronor(prognos.belopp)} ({day_long(prognos.dag)})"


def _cap(stallning: Stallning, passed: Passering) -> str:
    if stallning.tak is None:
        return "inget eget tak"
    when = day_long(passed.dag) if passed.dag else ""
    match passed.lage:
        case Passage.PASSERAT:
            over = kronor(stallning.bundet - stallning.tak)
            return f"taket {kronor(stallning.tak)} är passerat med {over} sedan {when}"
        case Passage.KOMMER:
            return f"taket {kronor(stallning.tak)} passeras omkring {when}" if when else "taket passeras"
        case Passage.RYMS:
            return f"ryms inom taket {kronor(stallning.tak)}"
    return "det går inte att säga om taket räcker"


def _months(session: Session, projekt: Projekt, found: Sequence[Manad]) -> None:
    """Outturn month by month."""
    if found:
        tak = next(each.tak for each in stallningar(projekt))
        session.terminal.result()
        labels = ["Månad", "Utfall", "Sammanlagt", "Andel av taket"]
        table(session.terminal, labels, list(_month_rows(found, tak)))


def _month_rows(found: Sequence[Manad], tak: Decimal | None) -> Iterator[list[str]]:
    for each in found:
        share = percent(each.ackumulerat / tak) if tak else "–"
        yield [month_name(each.ar, each.manad), kronor(each.bokfort), kronor(each.ackumulerat), share]


def _data(projekt: Projekt, stallning: Stallning, dag: date) -> Mapping[str, Any]:
    prognos, passed = slutprognos(projekt, stallning, dag), passering(projekt, stallning, dag)
    return {
        "budgetpost": stallning.nyckel or None,
        "titel": stallning.titel,
        "tak": _amount(stallning.tak),
        "bokfort": _amount(stallning.bokfort) if stallning.kant else None,
        "atagande": _amount(stallning.atagande) if stallning.kant else None,
        "kvar": _amount(stallning.kvar) if stallning.kant else None,
        "prognos": prognos
        and {
            "belopp": _amount(prognos.belopp),
            "beraknad": prognos.beraknad,
            "dag": prognos.dag.isoformat(),
            "per_dag": _amount(prognos.per_dag),
        },
        "tak_passeras": {"lage": passed.lage.value, "dag": passed.dag.isoformat() if passed.dag else None},
        "manader": [
            {
                "manad": f"{each.ar}-{each.manad:02}",
                "bokfort": _amount(each.bokfort),
                "ackumulerat": _amount(each.ackumulerat),
            }
            for each in manader(projekt, stallning.nyckel)
        ],
    }


def _amount(value: Decimal | None) -> str | None:
    """The exact amount as text, for JSON."""
    return None if value is None else format(value, "f")
