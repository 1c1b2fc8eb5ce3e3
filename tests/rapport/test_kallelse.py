"""The notice of a meeting, as people read it (``kallelse/*.md``), and the meetings that get none.

Accept changed notices with ``pytest tests/rapport/test_kallelse.py --snapshot-update`` and read them.
"""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from tests.moten import FILES, PLAN, source

from drogscen_cli.core.errors import CallError
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager.exempel import FOLDER as AR
from drogscen_cli.lager.mallfil import templates
from drogscen_cli.lager.source import Source, TreeSource
from drogscen_cli.load import load
from drogscen_cli.rapport import Underlag
from drogscen_cli.rapport.kallelse import Kallelse, bygg
from drogscen_cli.utskrift.mall import render_markdown
from drogscen_cli.utskrift.md import to_markdown

ROOT = Path(__file__).parents[2]
EXEMPEL = TreeSource(ROOT / "tests/data/exempel")
GOLDEN = Path(__file__).parent / "kallelse"
PROV = source(FILES)
EMPTY = source(
    {
        "projektplan": PLAN[: PLAN.index("andring_beslutas")]
        + "motestyp:\n  - {nyckel: m, titel: M, frekvens: manad}\n",
        "mote/M-001": "motestyp: m\ndag: 2023-05-02\ntitel: Möte | om *allt*\n",
    }
)


def _view(where: Source, dag: str, ident: str = "") -> Kallelse:
    projekt, day = load(where), date.fromisoformat(dag)
    return bygg(Underlag(projekt.per(day), day, kontrollera(projekt, day), ident))


def _markdown(where: Source, dag: str, ident: str = "") -> str:
    view = _view(where, dag, ident)
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    return to_markdown(render_markdown(templates(), "kallelse.md.j2", values))


def _prov(**changed: str) -> Source:
    return source(FILES | {name.replace("__", "/").replace("_", "-"): text for name, text in changed.items()})


@pytest.mark.parametrize(
    ("name", "where", "dag", "ident"),
    [
        ("exempel-M-005", EXEMPEL, "2023-05-30", ""),
        ("styrgrupp", PROV, "2023-04-18", "M-002"),
        ("arbetsgrupp", PROV, "2023-04-18", "M-004"),
        ("tom", EMPTY, "2023-04-18", ""),
    ],
)
def test_the_notice_reads_as_it_did(
    request: pytest.FixtureRequest, name: str, where: Source, dag: str, ident: str
) -> None:
    golden, text = GOLDEN / f"{name}.md", _markdown(where, dag, ident)
    if request.config.getoption("--snapshot-update"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_the_next_planned_meeting_is_chosen_and_today_counts() -> None:
    assert _view(PROV, "2023-04-20").mote.id == "M-002"
    assert _view(PROV, "2023-04-21").mote.id == "M-004"


def test_a_cancelled_meeting_is_never_chosen() -> None:
    assert _view(
        _prov(mote__M_002="motestyp: styr\ndag: 2023-04-20\ninstallt: 2023-04-01\n"), "2023-04-18"
    ).mote.id == ("M-004")


def test_groups_are_called_as_their_members_on_the_meetings_day() -> None:
    july = "motestyp: styr\ndag: 2023-07-05\ninbjuden: [styrgrupp, ledare, sekreterare]\n"
    found = _view(_prov(mote__M_002=july), "2023-04-18", "M-002").kallade
    assert [(each.namn, each.roller, each.grupp, each.tom) for each in found] == [
        ("Per Ek", ("Beställaren",), "Styrgruppen", False),
        ("Ulla Alm", (), "Styrgruppen", False),
        ("Bo Asp", ("Ledaren",), "Styrgruppen", False),
        ("Sekreteraren", (), "", True),
    ]


def test_where_nobody_is_called_by_name_it_is_the_group_that_meets() -> None:
    found = _view(_prov(mote__M_002="motestyp: styr\ndag: 2023-04-20\n"), "2023-04-18", "M-002")
    assert [each.namn for each in found.kallade] == ["Per Ek", "Ulla Alm"]


def test_what_is_missing_before_the_meeting_is_told_with_who_and_when() -> None:
    found = _view(PROV, "2023-04-18", "M-002").saknas
    assert [(each.vad, each.vem, each.senast and each.senast.isoformat()) for each in found] == [
        ("Plats för mötet", "Beställaren", None),
        ("Lägesrapport", "Ledaren", "2023-04-19"),
        ("Åtgärd M-001/atgard/1 Ta in offerter", "Ledaren", "2023-04-10"),
    ]


def test_nothing_is_missing_when_all_is_there() -> None:
    there = _prov(
        mote__M_002='motestyp: styr\ndag: 2023-04-20\ntid: "9.00"\nplats: Här\n',
        lagesrapport__LR_001="datum: 2023-04-17\nmote: M-002\n",
        mote__M_001="motestyp: styr\ndag: 2023-03-15\ngenomfort: 2023-03-15\n",
        andring__AB_001="titel: X\n",
    )
    assert _view(there, "2023-04-18", "M-002").saknas == ()


def test_a_meeting_that_was_moved_back_is_not_said_to_be_moved() -> None:
    back = "motestyp: styr\ndag: 2023-04-20\nflyttning:\n  - {datum: 2023-04-03, tidigare: 2023-04-20}\n"
    assert _view(_prov(mote__M_002=back), "2023-04-18", "M-002").flytt is None


@pytest.mark.parametrize(
    ("dag", "ident", "text", "atgarda"),
    [
        (
            "2023-04-18",
            "M-001",
            "M-001 hölls den 15 mars 2023, så det finns inget att kalla till.",
            "Anteckningarna: drogscen rapport protokoll M-001. Kallelsen som den var: ange en dag med --datum.",
        ),
        ("2023-04-18", "R-001", "R-001 är inte ett möte.", "Alla möten: drogscen mote list"),
        (
            "2023-06-01",
            "",
            "Inget möte är inlagt den 1 juni 2023 eller senare.",
            "Lägg in möten: drogscen mote planera",
        ),
    ],
)
def test_what_can_not_be_called_to_says_why(dag: str, ident: str, text: str, atgarda: str) -> None:
    with pytest.raises(CallError) as error:
        _view(PROV, dag, ident)
    assert (error.value.text.replace("\u00a0", " "), error.value.atgarda) == (text, atgarda)


def test_a_cancelled_meeting_and_one_not_entered_yet_are_told_apart() -> None:
    cancelled = _prov(mote__M_002="motestyp: styr\ndag: 2023-04-20\ninstallt: 2023-04-01\n")
    with pytest.raises(CallError, match="M-002 är inställt"):
        _view(cancelled, "2023-04-18", "M-002")
    later = _prov(mote__M_002="datum: 2023-04-19\nmotestyp: styr\ndag: 2023-04-20\n")
    with pytest.raises(CallError, match="M-002 är infört 2023-04-19 och finns inte den 2023-04-18"):
        _view(later, "2023-04-18", "M-002")


def test_a_duty_that_falls_due_by_the_meeting_is_told_with_its_period_and_paragraph() -> None:
    monthly = (
        '  - {nr: 3, paragraf: "9", text: Riskanalys varje månad, regel: [RISK01], frekvens: manad, ansvarig: ledare}\n'
    )
    april = "motestyp: styr\ndag: 2023-04-30\n"
    found = _view(_prov(projektplan=PLAN + monthly, mote__M_002=april), "2023-04-18", "M-002").saknas
    assert [each.senast for each in found if each.vad.replace("\u00a0", " ") == "Riskanalys för april 2023 (§ 9)"] == [
        date(2023, 4, 30)
    ]


def test_what_the_meeting_is_to_decide_is_not_missing_before_it() -> None:
    found = _view(TreeSource(AR), "2023-05-26", "M-005")
    assert any(punkt.andring == "AB-002" for punkt in found.punkter)
    assert not any("AB-002" in each.vad for each in found.saknas)
