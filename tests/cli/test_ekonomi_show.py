"""``ekonomi show``: where the money stands, in words and exactly; with an id the record."""

import json

from tests.cli.cli_world import Here

PRINTED = """\
Pengarna den 30 maj 2023

Post	Tak	Bokfört	Åtagande	Prognos	Kvar	Andel
Hela projektet	2 000 000	604 501	100 000	1 940 000	1 295 500	35 %
Föreningsbidrag	275 000	160 000	100 000	260 000	15 000	95 %
Fältarbete	inget	444 501	0	–	–	–
Kulturevenemang	inget	–	–	–	–	–

Hela projektet: prognos 1 940 000 kr (den 26 maj 2023); ryms inom taket 2 000 000 kr
Föreningsbidrag: prognos 260 000 kr (den 26 maj 2023); ryms inom taket 275 000 kr
Fältarbete: prognos saknas; inget eget tak
Kulturevenemang: inget är bokfört och ingen prognos finns; inget eget tak

Månad	Utfall	Sammanlagt	Andel av taket
februari 2023	210 000 kr	210 000 kr	11 %
mars 2023	234 500,50 kr	444 500,50 kr	22 %
april 2023	0 kr	444 500,50 kr	22 %
maj 2023	160 000 kr	604 500,50 kr	30 %
"""


def test_the_overview_without_an_id(seen: Here) -> None:
    done = seen.run("ekonomi", "show")
    assert (done.code, done.out.replace("\u00a0", " "), done.err) == (0, PRINTED, "")


def test_the_overview_as_json_is_exact(seen: Here) -> None:
    data = json.loads(seen.call("ekonomi", "show", "--json").out)
    assert (data["version"], data["register"], data["oversikt"]["dag"]) == (1, "ekonomi", "2023-05-30")
    hela, bidrag, falt, kultur = data["oversikt"]["poster"]
    assert (hela["budgetpost"], hela["bokfort"], hela["kvar"]) == (None, "604500.50", "1295499.50")
    assert hela["prognos"] == {"belopp": "1940000", "beraknad": False, "dag": "2023-05-26", "per_dag": None}
    assert hela["manader"][-1] == {"manad": "2023-05", "bokfort": "160000", "ackumulerat": "604500.50"}
    assert bidrag["tak_passeras"] == {"lage": "ryms", "dag": None}
    assert (falt["prognos"], falt["tak_passeras"]["lage"]) == (None, "okant")
    assert (kultur["bokfort"], kultur["manader"]) == (None, [])


def test_a_computed_forecast_says_so_and_when_the_cap_is_passed(here: Here) -> None:
    here.put(
        "ekonomi/E-001",
        "titel: Utfall\nbokford:\n  - {nr: 1, dag: 2023-01-31, belopp: 310000}\n"
        "  - {nr: 2, dag: 2023-02-28, belopp: 280000}\n  - {nr: 3, dag: 2023-03-31, belopp: 310000}\n",
    )
    said = here.call("ekonomi", "show", "--datum", "2023-03-31").out.replace("\u00a0", " ")
    assert "Hela projektet\t2 000 000\t900 000\t0\t~3 650 000\t1 100 000\t45 %\n" in said
    assert (
        "Hela projektet: beräknad: 3 650 000 kr vid slutet, med takten 10 000 kr per dag till och med 2023-03-31; "
        "taket 2 000 000 kr passeras omkring den 20 juli 2023\n"
    ) in said


def test_an_earlier_day_knows_less(seen: Here) -> None:
    said = seen.call("ekonomi", "show", "--datum", "2023-01-15").out
    assert "Hela projektet: inget är bokfört och ingen prognos finns; det går inte att säga om taket räcker\n" in said


def test_with_an_id_the_record_is_shown(seen: Here) -> None:
    assert seen.call("ekonomi", "show", "E-001").out.startswith("E-001  Utfall till och med maj\n")
    assert json.loads(seen.call("ekonomi", "show", "1", "--json").out)["post"]["id"] == "E-001"
    assert seen.call("ekonomi", "show", "E-009").code == 2


def test_records_that_can_not_be_read_make_it_incomplete(here: Here) -> None:
    here.put("ekonomi/E-002", "titel: [\n")
    done = here.call("ekonomi", "show")
    assert done.code == 3
    assert done.err == "projekt/ekonomi/E-002.yaml går inte att läsa och är inte med. Se felen: drogscen kontroll\n"


def test_without_a_plan_there_is_nothing_to_compare_with(here: Here) -> None:
    here.put("projektplan", "namn: [\n")
    done = here.call("ekonomi", "show")
    assert (done.code, done.out) == (3, "")
