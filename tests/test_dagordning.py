from datetime import date

from tests.moten import FILES, PLAN, mote, projekt, source

from drogscen_cli.actions.mote.protokoll import numrera
from drogscen_cli.actions.poster import Assign, edited
from drogscen_cli.dagordning import Punkt, beslutsparagrafer, dagordning, forra_motet, paragrafer, punkt_for
from drogscen_cli.load import load

DAY = "2023-04-18"


def _agenda(ident: str = "M-002", dag: str = DAY, **changed: str) -> tuple[Punkt, ...]:
    found = projekt(dag, **changed)
    return dagordning(found, mote(found, ident), date.fromisoformat(dag))


def _headings(punkter: tuple[Punkt, ...]) -> list[str]:
    return [punkt.rubrik for punkt in punkter]


def _lines(punkter: tuple[Punkt, ...], rubrik: str) -> list[str]:
    return [line.replace("\u00a0", " ") for punkt in punkter if punkt.rubrik == rubrik for line in punkt.underpunkter]


def test_own_items_come_first_then_standing_ones_then_what_is_due_and_the_closing_ones_last() -> None:
    assert [(punkt.slag, punkt.rubrik) for punkt in _agenda()] == [
        ("egen", "Besök av räddningstjänsten"),
        ("standard", "Mötet öppnas"),
        ("risk", "Risker"),
        ("lagesrapport", "Lägesrapport till styrgruppen"),
        ("rapport", "Ekonomisk uppföljning"),
        ("andring", "Ändringsbegäran AB-002: Fler pass"),
        ("atgard", "Öppna åtgärder"),
        ("avvikelse", "Avvikelser"),
        ("bordlagd", "Belysningen i norr"),
        ("standard", "Övriga frågor"),
    ]


def test_a_group_that_decides_nothing_gets_its_status_reports_and_the_activity_plan() -> None:
    assert _headings(_agenda("M-004")) == [
        "Laget runt",
        "Statusrapport till ledaren",
        "Öppna åtgärder",
        "Risker",
        "Genomgång av aktivitetsplanen",
    ]


def test_a_standing_item_of_the_same_heading_takes_the_lines_and_is_not_repeated() -> None:
    found = _agenda()
    assert _lines(found, "Risker") == ["R-001 Brist på folk (riskvärde 16, röd)", "R-002 Regn (riskvärde 6, gul)"]


def test_without_a_scale_every_assessed_risk_is_told_with_its_value() -> None:
    plan = PLAN.replace("riskskala: {gul: 5, rod: 15}\n", "")
    found = _agenda(projektplan=plan)
    assert _lines(found, "Risker")[2] == "R-003 Låg (riskvärde 2)"


def test_a_report_that_is_not_there_is_said_to_be_missing_and_whose_it_is() -> None:
    punkt = next(punkt for punkt in _agenda() if punkt.slag == "lagesrapport")
    assert (punkt.underpunkter, punkt.saknas, punkt.ansvarig) == (("saknas",), True, "Ledaren")
    status = next(punkt for punkt in _agenda("M-004") if punkt.slag == "statusrapport")
    assert (status.saknas, status.ansvarig) == (True, "Grupperna")


def test_a_report_that_is_there_is_named_with_its_day() -> None:
    found = _agenda(lagesrapport__LR_001="datum: 2023-04-17\nmote: M-002\n")
    assert _lines(found, "Lägesrapport till styrgruppen") == ["LR-001, daterad den 17 april 2023"]


def test_a_demand_alone_puts_the_status_report_on_the_agenda() -> None:
    plan = PLAN.replace(
        "  - {nyckel: lagesrapport, titel: Lägesrapport till styrgruppen, motestyp: styr, ansvarig: ledare}\n", ""
    )
    assert "Lägesrapport" in _headings(_agenda(projektplan=plan))


def test_open_action_points_say_who_and_when_and_the_late_ones_come_first() -> None:
    assert _lines(_agenda(), "Öppna åtgärder") == [
        "M-001/atgard/1 Ta in offerter (Ledaren, senast den 10 april 2023, försenad)",
        "M-001/atgard/2 Skriva till föreningarna (ansvarig saknas, ingen sista dag)",
    ]


def test_deviations_are_those_since_the_last_held_meeting_of_the_type() -> None:
    assert _lines(_agenda(), "Avvikelser") == ["AV-002 Passet ställdes in, den 12 april 2023, AB-002"]
    assert "Avvikelser" not in _headings(_agenda("M-004"))


def test_the_first_meeting_of_a_type_gets_every_open_deviation() -> None:
    agenda = _agenda(
        mote__M_001="motestyp: styr\ndag: 2023-03-15\ninstallt: 2023-03-14\n", andring__AB_001="titel: X\n"
    )
    assert len(_lines(agenda, "Avvikelser")) == 2


def test_the_meeting_before_is_the_latest_held_one_of_the_type_and_never_itself() -> None:
    found = projekt(DAY)
    assert forra_motet(found, mote(found, "M-002")) == mote(found, "M-001")
    assert forra_motet(found, mote(found, "M-001")) is None


def test_what_was_carried_over_comes_back_once() -> None:
    again = FILES["mote/M-002"] + "  - {nr: 2, rubrik: belysningen i norr}\n"
    found = _agenda(mote__M_002=again)
    assert [punkt.nr for punkt in found if punkt.rubrik.casefold() == "belysningen i norr"] == [2]
    assert _lines(found, "belysningen i norr") == ["Bordlagd på M-001 § 12"]


def test_a_request_that_stands_there_under_another_heading_is_not_repeated() -> None:
    again = FILES["mote/M-002"] + "  - {nr: 2, rubrik: Timmarna i sommar, andring: AB-002}\n"
    assert [punkt.rubrik for punkt in _agenda(mote__M_002=again) if punkt.andring] == ["Timmarna i sommar"]


def test_own_items_of_the_same_heading_both_stay() -> None:
    again = FILES["mote/M-002"] + "  - {nr: 2, rubrik: Besök av räddningstjänsten}\n"
    assert _headings(_agenda(mote__M_002=again))[:2] == ["Besök av räddningstjänsten"] * 2


def test_what_had_not_happened_that_day_is_not_on_the_agenda() -> None:
    assert "Ändringsbegäran AB-002: Fler pass" not in _headings(_agenda(dag="2023-04-04"))


def test_a_meeting_of_a_type_without_anything_has_an_empty_agenda() -> None:
    plan = (
        "namn: P\nperiod: {start: 2023-01-01, slut: 2023-12-31}\n"
        "motestyp:\n  - {nyckel: m, titel: M, frekvens: manad}\n"
    )
    found = load(source({"projektplan": plan, "mote/M-001": "motestyp: m\ndag: 2023-02-01\n"}))
    assert dagordning(found, mote(found, "M-001"), date(2023, 1, 20)) == ()


def test_paragraphs_go_on_from_the_years_last_one_of_the_type() -> None:
    found = projekt(DAY)
    assert paragrafer(found, mote(found, "M-001")) == {1: 11, 2: 12, 3: 13}
    assert paragrafer(found, mote(found, "M-002")) == {1: 15}
    assert beslutsparagrafer(found, mote(found, "M-001")) == {1: 13, 2: 14}


def test_paragraphs_begin_again_with_the_year() -> None:
    new_year = "motestyp: styr\ndag: 2024-01-10\ndagordning:\n  - {nr: 4, rubrik: A}\n  - {nr: 7, rubrik: B}\n"
    found = projekt(DAY, mote__M_009=new_year)
    assert paragrafer(found, mote(found, "M-009")) == {4: 1, 7: 2}


def test_an_item_has_the_paragraph_of_the_decision_on_its_request_and_the_reverse() -> None:
    head = "motestyp: styr\ndag: 2023-04-20\n"
    rows = head + "dagordning:\n  - {nr: 1, rubrik: A}\n  - {nr: 2, rubrik: B, andring: AB-002}\n"
    decided = rows + "beslut:\n  - {nr: 1, text: Ja., paragraf: 30, andring: AB-002}\n"
    found = projekt(DAY, mote__M_002=decided)
    assert paragrafer(found, mote(found, "M-002")) == {1: 31, 2: 30}
    bare = rows + "beslut:\n  - {nr: 1, text: Ja., andring: AB-002}\n  - {nr: 2, text: Nej.}\n"
    found = projekt(DAY, mote__M_002=bare)
    assert paragrafer(found, mote(found, "M-002")) == {1: 15, 2: 16}
    assert beslutsparagrafer(found, mote(found, "M-002")) == {1: 16, 2: 17}


def test_minnesanteckningar_have_no_paragraphs() -> None:
    found = projekt(DAY)
    assert paragrafer(found, mote(found, "M-003")) == {}
    assert numrera(found, mote(found, "M-003")) == ()


def test_numbering_stores_what_has_no_number_and_nothing_twice() -> None:
    rows = (
        "motestyp: styr\ndag: 2023-04-20\ndagordning:\n  - {nr: 1, rubrik: A, paragraf: 20}\n  - {nr: 2, rubrik: B}\n"
    )
    text = rows + "beslut:\n  - {nr: 1, text: Nej.}\n"
    found = projekt(DAY, mote__M_002=text)
    changes = numrera(found, mote(found, "M-002"))
    assert changes == (Assign(("dagordning", 1, "paragraf"), "21"), Assign(("beslut", 0, "paragraf"), "22"))
    drafted = edited(mote(found, "M-002"), text.encode(), changes)
    again = projekt(DAY, mote__M_002=drafted.file.after.decode())
    assert numrera(again, mote(again, "M-002")) == ()


def test_a_decision_belongs_to_the_item_that_it_names_then_to_that_of_its_paragraph_or_request() -> None:
    text = (
        "motestyp: styr\ndag: 2023-04-20\ndagordning:\n"
        "  - {nr: 3, rubrik: A}\n  - {nr: 5, rubrik: B, paragraf: 20}\n  - {nr: 6, rubrik: C, andring: AB-002}\n"
        "beslut:\n  - {nr: 1, text: a, punkt: 3, paragraf: 20}\n  - {nr: 2, text: b, paragraf: 20}\n"
        "  - {nr: 3, text: c, andring: AB-002}\n  - {nr: 4, text: d}\n  - {nr: 5, text: e, punkt: 9}\n"
    )
    found = projekt(DAY, mote__M_002=text)
    there = mote(found, "M-002")
    assert [punkt_for(there, beslut) for beslut in there.beslut] == [3, 5, 6, None, None]
    assert paragrafer(found, there) == {3: 21, 5: 20, 6: 22}
    assert beslutsparagrafer(found, there) == {1: 20, 2: 20, 3: 22, 4: 23, 5: 24}


def test_two_unnumbered_decisions_below_one_item_share_its_paragraph() -> None:
    text = (
        "motestyp: styr\ndag: 2023-04-20\ndagordning:\n  - {nr: 1, rubrik: A}\n"
        "beslut:\n  - {nr: 1, text: a, punkt: 1}\n  - {nr: 2, text: b, punkt: 1}\n"
    )
    found = projekt(DAY, mote__M_002=text)
    assert beslutsparagrafer(found, mote(found, "M-002")) == {1: 15, 2: 15}
