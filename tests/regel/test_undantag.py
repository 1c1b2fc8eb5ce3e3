"""Waivers and explanations: what they take away, what they only explain, and what they are about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.world import MemorySource

from drogscen_cli.cli.findings import one_line, summary
from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.plikt import Plikt, Tillstand
from drogscen_cli.kontroll import Resultat, kontrollera
from drogscen_cli.load import load

DAG = "2023-04-15"
FOLJS = "foljs_fran: 2023-01-01\n"
PLAN = """\
namn: Provprojektet
period: {start: 2023-01-01, slut: 2023-06-30}
riskskala: {gul: 5, rod: 12}
motestyp: [{nyckel: sg, titel: Styrgruppsmöten, frekvens: manad}]
krav:
  - {nr: 1, paragraf: "9", text: Varje månad, regel: [RISK01], frekvens: manad}
  - {nr: 2, paragraf: "9", text: Inför mötet, regel: [LAGE01], motestyp: sg}
  - {nr: 3, paragraf: "9", text: Höga risker, regel: [RISK02]}
"""
POSTER = {
    "riskanalys/RA-001": "datum: 2023-01-20\n",
    "riskanalys/RA-002": "datum: 2023-03-05\nstart: 2023-02-01\nslut: 2023-02-28\n",
    "mote/M-020": "motestyp: sg\ndag: 2023-03-31\ngenomfort: 2023-03-31\n",
    "risk/R-001": "titel: Hög\nbedomning: [{datum: 2023-01-10, sannolikhet: 4, konsekvens: 4}]\n",
    "mote/M-007": "motestyp: sg\ndag: 2023-02-10\ngenomfort: 2023-02-10\nbeslut: [{nr: 2, text: Ja}]\n",
    "organisation": "roll: [{nyckel: chef, titel: Chefen}]\n",
}
UND = "slag: {slag}\nregel: {regel}\nskal: Sjuk,\n  hela tiden.\n"


def _resultat(*undantag: str, dag: str = DAG, plan: str = FOLJS + PLAN) -> Resultat:
    paths = {"projektplan": plan, **POSTER}
    paths |= {f"undantag/U-{number:03}": text for number, text in enumerate(undantag, 1)}
    source = MemorySource({f"projekt/{name}.yaml": text.encode() for name, text in paths.items()})
    return kontrollera(load(source), date.fromisoformat(dag))


def _waiver(regel: str, *omfattning: str, slag: str = "undantag", more: str = "") -> str:
    scope = f"omfattning: [{', '.join(omfattning)}]\n" if omfattning else ""
    decided = "beslutad_av: chef\n" if "beslut" not in more else ""
    return UND.format(slag=slag, regel=regel) + scope + decided + more


def _duty(resultat: Resultat, omfattning: str) -> Plikt:
    return next(each for each in resultat.plikter if each.omfattning.replace("\u00a0", " ").startswith(omfattning))


def _said(resultat: Resultat, regel: str) -> list[str]:
    lines = (one_line(fynd) for fynd in resultat.fynd if fynd.regel == regel)
    return [line.partition(": ")[2].replace("\u00a0", " ") for line in lines]


STATES = [
    ("januari 2023", Tillstand.HALLEN, FOLJS + PLAN),
    ("februari 2023", Tillstand.SEN, FOLJS + PLAN),
    ("mars 2023", Tillstand.UTEBLIVEN, FOLJS + PLAN),
    ("april 2023", Tillstand.KOMMANDE, FOLJS + PLAN),
    ("mars 2023", Tillstand.OAVGJORD, PLAN),
]
WAIVED = {Tillstand.SEN, Tillstand.UTEBLIVEN, Tillstand.OAVGJORD}


@pytest.mark.parametrize(("omfattning", "tillstand", "plan"), STATES)
@pytest.mark.parametrize("scope", ["all", "this", "other"])
@pytest.mark.parametrize("slag", ["undantag", "forklaring"])
def test_a_waiver_takes_away_and_an_explanation_explains_what_was_not_kept(
    omfattning: str, tillstand: Tillstand, plan: str, scope: str, slag: str
) -> None:
    named = {"all": (), "this": (omfattning,), "other": ("maj 2023",)}[scope]
    found = _duty(_resultat(_waiver("RISK01", *named, slag=slag), plan=plan), omfattning)
    hit = scope != "other" and tillstand in WAIVED
    waived, explained = hit and slag == "undantag", hit and slag == "forklaring"
    assert found.tillstand is (Tillstand.UNDANTAGEN if waived else tillstand)
    assert found.undantag == ("U-001" if waived else "")
    assert found.forklaring == ("U-001: Sjuk, hela tiden." if explained else "")


@pytest.mark.parametrize(
    "name", ["mars 2023", "mars", "MARS", "Mars\u00a02023", '"mars  2023"', "Mars 2023 ", "risk01, mars"]
)
def test_a_month_is_named_with_or_without_its_year_in_any_case_and_with_any_space(name: str) -> None:
    assert _duty(_resultat(_waiver("RISK01", name)), "mars 2023").tillstand is Tillstand.UNDANTAGEN


@pytest.mark.parametrize("name", ["mars 2022", "mar", "2023", "M-020"])
def test_another_name_is_not_the_month(name: str) -> None:
    assert _duty(_resultat(_waiver("RISK01", name)), "mars 2023").tillstand is Tillstand.UTEBLIVEN


@pytest.mark.parametrize("name", ["M-020", "m-020", '"M-020 (den 31 mars 2023)"', "mars 2023", "mars"])
def test_a_meeting_is_named_by_its_id_or_the_whole_scope_or_its_month(name: str) -> None:
    resultat = _resultat(_waiver("LAGE01", name))
    assert _duty(resultat, "M-020").tillstand is Tillstand.UNDANTAGEN
    assert _duty(resultat, "M-007").tillstand is Tillstand.UTEBLIVEN


@pytest.mark.parametrize("name", ["M-02", "M-0200", "020", "M-021"])
def test_an_id_that_is_almost_the_meetings_is_not_it(name: str) -> None:
    assert _duty(_resultat(_waiver("LAGE01", name)), "M-020").tillstand is Tillstand.UTEBLIVEN


@pytest.mark.parametrize(
    ("days", "waived"),
    [
        ("start: 2023-03-31\n", True),
        ("start: 2023-04-01\n", False),
        ("slut: 2023-03-31\n", True),
        ("slut: 2023-03-30\n", False),
        ("start: 2023-03-31\nslut: 2023-03-31\n", True),
    ],
)
def test_the_days_of_a_waiver_are_compared_with_the_duty_s_last_day(days: str, *, waived: bool) -> None:
    found = _duty(_resultat(_waiver("RISK01", more=days)), "mars 2023")
    assert (found.tillstand is Tillstand.UNDANTAGEN) is waived


def test_a_waiver_of_a_later_day_does_not_count_yet() -> None:
    waiver = _waiver("RISK01", more="datum: 2023-04-15\n")
    assert _duty(_resultat(waiver, dag="2023-04-14"), "mars 2023").tillstand is Tillstand.UTEBLIVEN
    assert _duty(_resultat(waiver, dag="2023-04-15"), "mars 2023").tillstand is Tillstand.UNDANTAGEN


def test_a_waiver_of_another_rule_does_nothing() -> None:
    assert _duty(_resultat(_waiver("RISK02")), "mars 2023").tillstand is Tillstand.UTEBLIVEN


def test_both_a_waiver_and_an_explanation_show() -> None:
    found = _duty(_resultat(_waiver("RISK01", slag="forklaring"), _waiver("risk01")), "mars 2023")
    assert (found.undantag, found.forklaring) == ("U-002", "U-001: Sjuk, hela tiden.")


def test_what_is_waived_is_not_counted_among_the_missed_and_says_who_decided() -> None:
    more = "beslutad_av: chef\nbeslut: M-007/beslut/2\n"
    assert _said(_resultat(_waiver("RISK01", "mars", more=more), dag="2023-05-15"), "RISK01") == [
        "varning RISK01 (§ 9) riskanalys blev sen 1 av 3 månader: februari",
        "fel RISK01 (§ 9) riskanalys saknas 1 av 3 månader: april",
        (
            "undantag RISK01 (§ 9) riskanalys undantas för 1 månad: mars – "
            "U-001, beslutat av Chefen (M-007/beslut/2): Sjuk, hela tiden."
        ),
    ]


def test_each_waiver_is_a_line_of_its_own() -> None:
    found = _resultat(_waiver("RISK01", "mars"), _waiver("RISK01", "april", "februari"), dag="2023-05-15")
    assert [line for line in _said(found, "RISK01") if line.startswith("undantag")] == [
        f"undantag RISK01 (§ 9) riskanalys undantas för {what}, beslutat av Chefen: Sjuk, hela tiden."
        for what in ("1 månad: mars – U-001", "2 månader: februari och april – U-002")
    ]


def test_what_is_explained_is_still_missed_and_names_the_explanation() -> None:
    waivers = (_waiver("RISK01", "mars", slag="forklaring"), _waiver("LAGE01", "M-020", slag="forklaring"))
    found = _resultat(*waivers, dag="2023-05-15")
    assert _said(found, "RISK01")[1] == (
        "fel RISK01 (§ 9) riskanalys saknas 2 av 4 månader: mars (förklaring U-001) och april"
    )
    assert _said(found, "LAGE01") == [
        (
            "fel LAGE01 (§ 9) lägesrapport saknas 2 av 2 möten: "
            "M-007 (den 10 februari 2023) och M-020 (den 31 mars 2023; förklaring U-002)"
        )
    ]
    assert {fynd.forklaring for fynd in found.fynd} == {"", "U-001: Sjuk, hela tiden.", "U-002: Sjuk, hela tiden."}


def _risk02(resultat: Resultat) -> Fynd:
    return next(fynd for fynd in resultat.fynd if fynd.regel == "RISK02")


@pytest.mark.parametrize(
    ("waiver", "allvar"),
    [
        (_waiver("RISK02"), Allvar.UNDANTAG),
        (_waiver("RISK02", "R-001"), Allvar.UNDANTAG),
        (_waiver("RISK02", "r-001"), Allvar.UNDANTAG),
        (_waiver("RISK02", "R-002"), Allvar.FEL),
        (_waiver("RISK02", "R-001", slag="forklaring"), Allvar.FEL),
        (_waiver("RISK02", "R-001", more=f"start: {DAG}\n"), Allvar.UNDANTAG),
        (_waiver("RISK02", "R-001", more="start: 2023-04-16\n"), Allvar.FEL),
        (_waiver("RISK02", "R-001", more=f"slut: {DAG}\n"), Allvar.UNDANTAG),
        (_waiver("RISK02", "R-001", more="slut: 2023-04-14\n"), Allvar.FEL),
        (_waiver("RISK02", "R-001", more="datum: 2023-04-16\n"), Allvar.FEL),
    ],
)
def test_a_finding_is_waived_by_its_record_on_the_days_of_the_waiver(waiver: str, allvar: Allvar) -> None:
    found = _risk02(_resultat(waiver))
    assert found.allvar is allvar
    assert bool(found.undantag) is (allvar is Allvar.UNDANTAG)
    assert found.forklaring == ("U-001: Sjuk, hela tiden." if "forklaring" in waiver else "")
    assert found.text == "R-001 har riskvärdet 16 men ingen åtgärd med ansvarig och datum"


def test_a_finding_keeps_its_place_and_remedy_when_it_is_waived() -> None:
    before, after = _risk02(_resultat()), _risk02(_resultat(_waiver("RISK02")))
    assert (before.stalle, before.atgarda, before.paragraf) == (after.stalle, after.atgarda, after.paragraf)


def test_the_last_line_counts_what_is_waived() -> None:
    resultat = _resultat(_waiver("RISK01", "mars"), _waiver("RISK02"))
    assert summary(resultat, resultat.fynd).replace("\u00a0", " ") == (
        "1 fel, 1 varning, 0 oavgjorda, 2 undantag · 1 av 4 skyldigheter hållna till och med den 15 april 2023"
    )


@pytest.mark.parametrize("regel", ["INT01", "SCH03", "KRAV01", "YAML01", "FIL01"])
def test_what_no_plan_decides_can_not_be_waived(regel: str) -> None:
    assert _said(_resultat(_waiver(regel)), "UND02") == [f"varning UND02 U-001 gäller inget: {regel} kan inte undantas"]


def test_a_personnummer_can_not_be_waived_but_a_telephone_number_can() -> None:
    risk = "projekt/risk/R-009.yaml"
    text = "titel: Ring 070-123 45 67 om 19121212-1212\n"
    waivers = {f"projekt/undantag/U-00{n}.yaml": _waiver(f"INT0{n}").encode() for n in (1, 2)}
    files = {"projekt/projektplan.yaml": PLAN.encode(), risk: text.encode(), **waivers}
    found = kontrollera(load(MemorySource(files)), date.fromisoformat(DAG)).fynd
    assert {fynd.regel: fynd.allvar for fynd in found if fynd.stalle.fil == risk and fynd.regel.startswith("INT")} == {
        "INT01": Allvar.FEL,
        "INT02": Allvar.UNDANTAG,
    }


@pytest.mark.parametrize(
    ("waiver", "dag", "said"),
    [
        (_waiver("RISK1"), DAG, ["varning UND02 U-001 gäller inget: RISK1 är ingen regel"]),
        (_waiver("RISK01", "mras", more="slut: 2023-04-15\n"), DAG, []),
        (
            _waiver("RISK01", "mras", "mars", more="slut: 2023-04-14\n"),
            DAG,
            ["varning UND02 U-001 gäller inget: mras motsvarar ingen skyldighet enligt RISK01 under dess tid"],
        ),
        (_waiver("RISK01", "mras"), "2023-06-30", []),
        (
            _waiver("RISK01", "mras"),
            "2023-07-01",
            ["varning UND02 U-001 gäller inget: mras motsvarar ingen skyldighet enligt RISK01 under dess tid"],
        ),
        (_waiver("RISK01", "januari", more="slut: 2023-01-31\n"), DAG, []),
        (
            _waiver("RISK01", "mars", more="slut: 2023-02-28\n"),
            DAG,
            ["varning UND02 U-001 gäller inget: mars motsvarar ingen skyldighet enligt RISK01 under dess tid"],
        ),
        (
            _waiver("RISK01", more="start: 2023-02-01\nslut: 2023-02-27\n"),
            DAG,
            ["varning UND02 U-001 gäller inget: ingen skyldighet enligt RISK01 infaller under dess tid"],
        ),
        (_waiver("RISK02", "R-001", more="slut: 2023-02-27\n"), DAG, []),
        (
            _waiver("RISK02", "R-011", more="slut: 2023-02-27\n"),
            DAG,
            ["varning UND02 U-001 gäller inget: R-011 finns inte"],
        ),
    ],
)
def test_a_waiver_that_is_about_nothing_is_told_when_its_time_is_over(waiver: str, dag: str, said: list[str]) -> None:
    assert _said(_resultat(waiver, dag=dag), "UND02") == said


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["RISK01", "LAGE01", "RISK02"]),
            st.lists(st.sampled_from(["mars", "april 2023", "M-020", "R-001", "x"]), max_size=2),
            st.sampled_from(["undantag", "forklaring"]),
            st.sampled_from(["", "slut: 2023-03-31\n", "datum: 2023-04-01\n"]),
        ),
        max_size=3,
    ),
    st.dates(date(2022, 12, 1), date(2023, 8, 1)),
)
def test_every_duty_is_in_one_state_and_the_counts_add_up(
    waivers: list[tuple[str, list[str], str, str]], dag: date
) -> None:
    texts = [_waiver(regel, *names, slag=slag, more=more) for regel, names, slag, more in waivers]
    resultat, without = _resultat(*texts, dag=dag.isoformat()), _resultat(dag=dag.isoformat())
    counts = (resultat.hallna(), resultat.sena(), resultat.uteblivna())
    others = (resultat.undantagna(), resultat.oavgjorda(), resultat.kommande())
    assert sum(counts) == len(resultat.forfallna())
    assert sum(counts) + sum(others) == len(resultat.plikter) == len(without.plikter)
    assert (resultat.hallna(), resultat.kommande()) == (without.hallna(), without.kommande())
    assert all((plikt.tillstand is Tillstand.UNDANTAGEN) is bool(plikt.undantag) for plikt in resultat.plikter)
    assert all(bool(fynd.undantag) is (fynd.allvar is Allvar.UNDANTAG) for fynd in resultat.fynd)
    assert {fynd.regel for fynd in without.fynd} <= {fynd.regel for fynd in resultat.fynd}
