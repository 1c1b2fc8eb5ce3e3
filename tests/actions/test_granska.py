"""Where a risk review stands, in plans of every rhythm."""

from datetime import date

import pytest
from tests.world import MemorySource

from drogscen_cli.actions.granska import Svar, analys, bedomd, deltagare_nu, genomgang, period_named, period_of
from drogscen_cli.core.errors import CallError
from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.risk import Risk

DAG = date(2023, 5, 5)
ORGANISATION = """\
person: [{nyckel: p1, namn: Ett}, {nyckel: p2, namn: Två}]
roll: [{nyckel: ledare, titel: Ledaren}]
grupp: [{nyckel: grupp, titel: Gruppen}]
medlem: [{nr: 1, grupp: grupp, person: p1}, {nr: 2, grupp: grupp, person: p2, slut: 2023-02-01}]
"""


def projekt(frekvens: str = "manad", **records: str) -> Projekt:
    krav = f"krav:\n  - {{nr: 1, paragraf: '9', text: Riskanalys., regel: [RISK01], {frekvens}}}\n"
    plan = f"namn: Prov\nperiod: {{start: 2023-01-16, slut: 2023-12-31}}\n{krav if frekvens else ''}"
    files = {"projekt/projektplan.yaml": plan, "projekt/organisation.yaml": ORGANISATION}
    files |= {
        f"projekt/{'risk' if name[:2] == 'R_' else 'riskanalys'}/{name.replace('_', '-')}.yaml": text
        for name, text in records.items()
    }
    found = load(MemorySource({path: text.encode() for path, text in files.items()}))
    assert found.fynd == ()
    return found


def risk(*days: str, skriven: str = "2023-01-20") -> str:
    rows = "".join(f"  - {{datum: {day}, sannolikhet: 2, konsekvens: 2}}\n" for day in days)
    return f"datum: {skriven}\ntitel: R\n" + (f"bedomning:\n{rows}" if rows else "")


@pytest.mark.parametrize(
    ("frekvens", "namn", "start", "slut"),
    [
        ("frekvens: manad", "maj 2023", "2023-05-01", "2023-05-31"),
        ("frekvens: kvartal", "kvartal 2 2023", "2023-04-01", "2023-06-30"),
        ("frekvens: vecka", "v. 18 2023", "2023-05-01", "2023-05-07"),
        ("frekvens: vid-behov", "maj 2023", "2023-05-01", "2023-05-31"),
        ("", "maj 2023", "2023-05-01", "2023-05-31"),
    ],
)
def test_the_period_is_the_plans_own(frekvens: str, namn: str, start: str, slut: str) -> None:
    period = period_of(projekt(frekvens), DAG)
    assert (period.namn.replace("\u00a0", " "), str(period.start), str(period.slut)) == (namn, start, slut)
    assert period_named(projekt(frekvens), namn, DAG).start == period.start


def test_the_month_is_the_period_after_the_project() -> None:
    assert period_of(projekt("frekvens: kvartal"), date(2024, 2, 29)).namn == "februari\u00a02024"


def test_a_period_may_be_named_by_its_month() -> None:
    assert period_named(projekt("frekvens: manad"), "2023-01", DAG).start == date(2023, 1, 16)
    assert period_named(projekt("frekvens: manad"), " April ", DAG).slut == date(2023, 4, 30)
    with pytest.raises(CallError, match="ingen av planens perioder"):
        period_named(projekt("frekvens: manad"), "juni", DAG)


@pytest.mark.parametrize(
    ("assessed", "analysed", "left"),
    [
        ("2023-05-02", "2023-04-28", []),
        ("2023-05-02", "2023-05-02", ["R-001"]),
        ("2023-05-02", "2023-05-03", ["R-001"]),
        ("2023-04-30", "2023-03-30", ["R-001"]),
        ("2023-05-05", "2023-05-05", []),
    ],
)
def test_what_was_assessed_since_the_last_analysis_is_gone_through(
    assessed: str, analysed: str, left: list[str]
) -> None:
    found = projekt("frekvens: manad", R_001=risk("2023-02-01", assessed), RA_001=f"datum: {analysed}\nrisk: [R-001]\n")
    lage = genomgang(found.per(DAG), DAG, period_of(found, DAG))
    assert [risk.id for risk in lage.kvar] == left
    assert [risk.id for risk in lage.risker if risk.id not in lage.klara] == left


def test_an_analysis_of_a_quarter_tells_its_period() -> None:
    found = projekt("frekvens: kvartal", R_001=risk("2023-05-05"))
    lage = genomgang(found.per(DAG), DAG, period_of(found, DAG))
    drafted, _ = analys("RA-001", lage, (), "")
    assert "start: 2023-04-01\nslut: 2023-06-30\nrisk: [R-001]\n" in drafted.file.after.decode()


def test_a_risk_written_down_since_the_last_analysis_is_new() -> None:
    found = projekt(
        "frekvens: manad",
        R_001=risk("2023-05-05"),
        R_002=risk("2023-05-05", skriven="2023-04-29"),
        R_003=risk("2023-05-05", skriven="2023-05-05"),
        RA_001="datum: 2023-04-28\nrisk: [R-001]\n",
    )
    lage = genomgang(found.per(DAG), DAG, period_of(found, DAG))
    assert lage.nya == ("R-002", "R-003")
    drafted, message = analys("RA-002", lage, ("p1",), "Lugnt")
    assert "risk: [R-001, R-002]\nny: [R-002, R-003]\n" in drafted.file.after.decode()
    assert message == "riskanalys RA-002: ny – maj\u00a02023"


def test_who_takes_part_before_the_first_analysis_is_the_plans_answer() -> None:
    found = projekt("frekvens: manad, ansvarig: ledare, grupp: [grupp]")
    lage = genomgang(found.per(DAG), DAG, period_of(found, DAG))
    assert deltagare_nu(found.per(DAG), lage) == ("ledare", "p1")


def test_a_review_of_an_earlier_day_leaves_what_came_later() -> None:
    text = risk("2023-04-01", "2023-06-01") + "stangd: 2023-07-01\n"
    found = projekt("frekvens: manad", R_001=text)
    (post,) = found.alla(Risk)
    drafted, message = bedomd(post, text.encode(), Svar(sannolikhet="3"), DAG)
    assert drafted.file.after.decode() == text.replace(
        "stangd", "  - {datum: 2023-05-05, sannolikhet: 3, konsekvens: 2}\nstangd"
    )
    assert message == "risk R-001: bedömd 3×2=6 (var 4)"
