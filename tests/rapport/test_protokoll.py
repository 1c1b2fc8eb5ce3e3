"""The minutes of a meeting, as people read them (``protokoll/*.md``), and the meetings that have none.

Accept changed minutes with ``pytest tests/rapport/test_protokoll.py --snapshot-update`` and read them.
"""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from tests.moten import FILES, source

from drogscen_cli.core.errors import CallError
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager.exempel import FOLDER as AR
from drogscen_cli.lager.mallfil import templates
from drogscen_cli.lager.source import Source, TreeSource
from drogscen_cli.load import load
from drogscen_cli.rapport import Underlag
from drogscen_cli.rapport.protokoll import Protokoll, bygg
from drogscen_cli.utskrift.mall import render_markdown
from drogscen_cli.utskrift.md import to_markdown

ROOT = Path(__file__).parents[2]
EXEMPEL = TreeSource(ROOT / "tests/data/exempel")
GOLDEN = Path(__file__).parent / "protokoll"
PROV = source(FILES)
DAY = "2023-05-30"


def _view(where: Source, dag: str = DAY, ident: str = "") -> Protokoll:
    projekt, day = load(where), date.fromisoformat(dag)
    return bygg(Underlag(projekt.per(day), day, kontrollera(projekt, day), ident))


def _prov(**changed: str) -> Source:
    return source(FILES | {name.replace("__", "/").replace("_", "-"): text for name, text in changed.items()})


NEW = """\
motestyp: styr
dag: 2023-04-20
genomfort: 2023-04-20
inbjuden: [styrgrupp]
narvarande: [per-ek]
dagordning:
  - {nr: 1, rubrik: "Första | punkten", text: "*inte* fetstil"}
  - {nr: 2, rubrik: Utan text}
beslut:
  - {nr: 1, text: Eget beslut.}
"""


@pytest.mark.parametrize(
    ("name", "where", "ident"),
    [
        ("exempel-M-004", EXEMPEL, ""),
        ("styrgrupp", PROV, "M-001"),
        ("arbetsgrupp", PROV, "M-003"),
        ("onumrerat", _prov(mote__M_002=NEW), "M-002"),
    ],
)
def test_the_minutes_read_as_they_did(request: pytest.FixtureRequest, name: str, where: Source, ident: str) -> None:
    view = _view(where, ident=ident)
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    golden, text = GOLDEN / f"{name}.md", to_markdown(render_markdown(templates(), "protokoll.md.j2", values))
    if request.config.getoption("--snapshot-update"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_the_latest_held_meeting_is_chosen() -> None:
    assert _view(PROV).mote.id == "M-003"
    assert _view(PROV, "2023-04-11").mote.id == "M-001"


def test_the_absent_are_those_who_were_called_and_not_there() -> None:
    found = _view(PROV, ident="M-001")
    assert [each.namn for each in found.narvarande] == ["Per Ek"]
    assert [each.namn for each in found.franvarande] == ["Ulla Alm"]


def test_decisions_stand_under_the_item_of_their_paragraph_and_the_others_by_themselves() -> None:
    assert [(rad.beteckning, rad.rubrik, rad.beslut) for rad in _view(PROV, ident="M-001").punkter] == [
        ("§ 11", "Mötet öppnas", ()),
        ("§ 12", "Belysningen i norr", ()),
        ("§ 13", "Ändringsbegäran AB-001: Mer tid", ("Ändringsbegäran AB-001 avslås.",)),
        ("§ 14", "Beslut", ("Rapporten läggs till handlingarna.",)),
    ]


def test_paragraphs_that_are_not_stored_are_the_next_free_ones_and_said_to_be_so() -> None:
    found = _view(_prov(mote__M_002=NEW), ident="M-002")
    assert [(rad.beteckning, rad.nytt) for rad in found.punkter] == [("§ 15", True), ("§ 16", True), ("§ 17", True)]
    assert "Paragraferna är inte sparade. §\u00a015, §\u00a016 och §\u00a017 är de nästa lediga." in found.saknas


def test_two_decisions_of_one_paragraph_stand_together() -> None:
    rows = "beslut:\n  - {nr: 1, text: A., paragraf: 20}\n  - {nr: 2, text: B., paragraf: 20}\n"
    found = _view(_prov(mote__M_002=f"motestyp: styr\ndag: 2023-04-20\ngenomfort: 2023-04-20\n{rows}"), ident="M-002")
    assert [(rad.beteckning, rad.beslut) for rad in found.punkter] == [("§ 20", ("A.", "B."))]


def test_items_that_share_a_paragraph_by_mistake_are_both_printed() -> None:
    rows = "dagordning:\n  - {nr: 1, rubrik: A, paragraf: 20}\n  - {nr: 2, rubrik: B, paragraf: 20}\n"
    found = _view(_prov(mote__M_002=f"motestyp: styr\ndag: 2023-04-20\ngenomfort: 2023-04-20\n{rows}"), ident="M-002")
    assert [rad.rubrik for rad in found.punkter] == ["A", "B"]


def test_what_was_decided_and_given_to_do_under_an_item_stands_with_it() -> None:
    rows = "beslut:\n  - {nr: 1, text: Städdagen hålls i maj., punkt: 2}\natgard:\n  - {nr: 1, text: Boka, punkt: 2}\n"
    found = _view(_prov(mote__M_003=FILES["mote/M-003"].partition("beslut:")[0] + rows), ident="M-003")
    assert [rad.beslut for rad in found.punkter] == [(), ("Städdagen hålls i maj.",)]
    assert (found.ovriga, [rad.punkt for rad in found.atgarder]) == ((), ["2"])


def test_what_has_not_been_given_is_told() -> None:
    found = _view(_prov(mote__M_002="motestyp: styr\ndag: 2023-04-20\ngenomfort: 2023-04-20\n"), ident="M-002")
    assert found.saknas == (
        "Mötets tid saknas.",
        "Mötets plats saknas.",
        "Uppgift om vilka som var med saknas.",
        "Ordförande saknas.",
        "Sekreterare saknas.",
        "Mötets punkter saknas.",
        "Protokollet är inte upprättat.",
        "Justerare saknas.",
        "Protokollet är inte justerat.",
    )


def test_a_group_that_goes_through_the_activity_plan_is_asked_whether_it_did() -> None:
    assert "Uppgift om aktivitetsplanen gicks igenom saknas." in _view(PROV, ident="M-003").saknas
    done = _prov(mote__M_003=FILES["mote/M-003"] + "aktivitetsplan: ja\n")
    assert "Uppgift om aktivitetsplanen gicks igenom saknas." not in _view(done, ident="M-003").saknas


def test_complete_minutes_lack_nothing() -> None:
    text = FILES["mote/M-001"].replace("bordlagd: ja", "text: Mötet talade om saken.")
    assert _view(_prov(mote__M_001=text), ident="M-001").saknas == ()


def test_only_minutes_with_paragraphs_are_signed() -> None:
    assert _view(PROV, ident="M-001").skriver_under == (
        ("Sekreterare", "Ulla Alm"),
        ("Ordförande", "Per Ek, Beställaren"),
        ("Justerare", "Per Ek"),
    )
    assert _view(PROV, ident="M-003").skriver_under == ()


@pytest.mark.parametrize(
    ("where", "dag", "ident", "text", "atgarda"),
    [
        (
            PROV,
            "2023-04-18",
            "M-002",
            "M-002 är inte hållet den 18 april 2023.",
            "Kallelsen: drogscen rapport kallelse M-002. När mötet har hållits: drogscen mote anteckna M-002.",
        ),
        (
            PROV,
            "2023-01-10",
            "",
            "Inget möte är hållet den 10 januari 2023.",
            "För in ett möte som har hållits: drogscen mote close M-… --datum ÅÅÅÅ-MM-DD.",
        ),
        (
            _prov(mote__M_002="motestyp: styr\ndag: 2023-04-20\ninstallt: 2023-04-01\n"),
            "2023-04-18",
            "M-002",
            "M-002 är inställt och har inget protokoll.",
            "Se mötena: drogscen mote list",
        ),
        (PROV, "2023-04-18", "AB-001", "AB-001 är inte ett möte.", "Alla möten: drogscen mote list"),
    ],
)
def test_a_meeting_that_was_not_held_has_no_minutes(
    where: Source, dag: str, ident: str, text: str, atgarda: str
) -> None:
    with pytest.raises(CallError) as error:
        _view(where, dag, ident)
    assert (error.value.text.replace("\u00a0", " "), error.value.atgarda) == (text, atgarda)


def test_an_item_whose_subject_is_told_elsewhere_says_where() -> None:
    found = _view(TreeSource(AR), "2023-12-20", "M-025")
    said = {rad.rubrik: rad.hanvisning for rad in found.punkter}
    assert said["Statusrapporter"] == "Se statusrapporterna nedan."
    assert said["Genomgång av aktivitetsplanen"] == "Aktivitetsplanen gicks igenom."
    assert said["Risker"] == ""
    assert "Anteckning saknas på punkt 4, 5 och 6." in found.saknas
