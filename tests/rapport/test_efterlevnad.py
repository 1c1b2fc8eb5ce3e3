"""The compliance report: the calendar, the evidence, the waivers, and what no duty says."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.world import MemorySource

from drogscen_cli.core.plikt import Tillstand
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager.mallfil import templates
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.rapport import Underlag
from drogscen_cli.rapport.efterlevnad import TECKEN, Efterlevnad, bygg, text
from drogscen_cli.utskrift.html import Sida, to_html
from drogscen_cli.utskrift.mall import render_markdown
from drogscen_cli.utskrift.md import to_markdown

EXEMPEL = Path(__file__).parents[1] / "data/exempel"
PLAN = """\
namn: Provprojektet
period: {start: 2023-11-01, slut: 2024-02-29}
foljs_fran: 2023-11-01
motestyp: [{nyckel: sg, titel: Styrgruppsmöten, frekvens: manad}]
krav:
  - {nr: 1, paragraf: "9", text: Varje månad, regel: [RISK01], frekvens: manad, ansvarig: chef}
  - {nr: 2, paragraf: "9", text: Inför mötet, regel: [LAGE01], motestyp: sg}
  - {nr: 3, paragraf: "6", text: Inom ramen, regel: [BUD01]}
  - {nr: 4, paragraf: "4.2", text: Boende tillfrågas, bevis: [{datum: 2023-11-20, text: Enkät}]}
  - {nr: 5, paragraf: "4.2", text: Ägare tillfrågas}
  - {nr: 6, paragraf: "10", text: Även varje kvartal, regel: [RISK01], frekvens: kvartal}
"""
POSTER = {
    "organisation": "roll: [{nyckel: chef, titel: Chefen}]\n",
    "riskanalys/RA-001": "datum: 2023-11-20\n",
    "riskanalys/RA-002": "datum: 2024-01-05\nstart: 2023-12-01\nslut: 2023-12-31\n",
    "mote/M-001": "motestyp: sg\ndag: 2023-12-04\ngenomfort: 2023-12-04\n",
    "mote/M-002": "motestyp: sg\ndag: 2023-12-18\ngenomfort: 2023-12-18\n",
    "mote/M-003": "motestyp: sg\ndag: 2023-12-20\ngenomfort: 2023-12-20\n",
    "lagesrapport/LR-001": "datum: 2023-12-01\nmote: M-001\n",
    "undantag/U-001": (
        "slag: undantag\nregel: LAGE01\nomfattning: [M-003]\nskal: Extra möte\nbeslutad_av: chef\nslut: 2024-01-01\n"
    ),
    "undantag/U-002": "slag: forklaring\nregel: RISK01\nomfattning: [december]\nskal: Julledighet\n",
}


def _projekt() -> Projekt:
    paths = {"projektplan": PLAN} | POSTER
    return load(MemorySource({f"projekt/{name}.yaml": text.encode() for name, text in paths.items()}))


def _view(projekt: Projekt, dag: date) -> Efterlevnad:
    return bygg(Underlag(projekt.per(dag), dag, kontrollera(projekt, dag)))


@pytest.fixture(scope="module")
def view() -> Efterlevnad:
    return _view(_projekt(), date(2024, 2, 10))


def _markdown(view: Efterlevnad) -> str:
    values = {name: getattr(view, name) for name in Efterlevnad.__dataclass_fields__}
    return render_markdown(templates(EXEMPEL), "efterlevnad.md.j2", values)


def test_the_summary_comes_first_and_counts_every_duty(view: Efterlevnad) -> None:
    assert view.summering.replace("\u00a0", " ") == (
        "3 av 6 skyldigheter är hållna till och med den 10 februari 2024: "
        "1 blev sen, 2 uteblev, 1 är undantagen och 2 är kommande."
    )


def test_the_calendar_has_a_table_a_year_and_a_text_a_month(view: Efterlevnad) -> None:
    assert [
        (kalender.ar, kalender.namn, [(rad.rubrik, rad.ansvarig, rad.celler) for rad in kalender.rader])
        for kalender in view.kalendrar
    ] == [
        (
            2023,
            ("nov", "dec"),
            [
                ("§ 9 Riskanalys (RISK01)", "Chefen", ("●", "◐")),
                ("§ 9 Lägesrapport (LAGE01)", "", ("", "1●1○1U")),
                ("§ 10 Riskanalys (RISK01)", "", ("", "●")),
            ],
        ),
        (
            2024,
            ("jan", "feb"),
            [("§ 9 Riskanalys (RISK01)", "Chefen", ("○", "·")), ("§ 10 Riskanalys (RISK01)", "", ("", "·"))],
        ),
    ]


def test_each_duty_has_its_deadline_state_evidence_and_reason(view: Efterlevnad) -> None:
    rows = [
        (each.omfattning, each.senast.isoformat(), each.lage, [bevis.ident for bevis in each.bevis], each.skal)
        for rad in view.kravrader[:2]
        for each in rad.skyldigheter
    ]
    assert [tuple(part.replace("\u00a0", " ") if isinstance(part, str) else part for part in row) for row in rows] == [
        ("november 2023", "2023-11-30", "● hållen", ["RA-001"], ""),
        ("december 2023", "2023-12-31", "◐ sen", ["RA-002"], "Förklaring U-002: Julledighet"),
        ("januari 2024", "2024-01-31", "○ utebliven", [], ""),
        ("februari 2024", "2024-02-29", "· kommande", [], ""),
        ("M-001 (den 4 december 2023)", "2023-12-03", "● hållen", ["LR-001"], ""),
        ("M-002 (den 18 december 2023)", "2023-12-17", "○ utebliven", [], ""),
        ("M-003 (den 20 december 2023)", "2023-12-19", "U undantagen", [], "Undantag U-001: Extra möte"),
    ]


def test_what_is_no_duty_is_counted_rule_by_rule(view: Efterlevnad) -> None:
    assert [(rad.regel, rad.paragrafer, rad.fel, rad.oavgjorda) for rad in view.regelrader] == [("BUD01", ("6",), 0, 0)]
    assert [(rad.undantag.id, rad.beslutad_av, rad.traffar) for rad in view.undantag] == [
        ("U-001", "Chefen", 1),
        ("U-002", "", 1),
    ]
    assert [(krav.nr, len(krav.bevis)) for krav in view.handkrav] == [(4, 1), (5, 0)]
    off = {rad.regel for rad in view.avstangda}
    assert "RISK02" in off
    assert not off & {"RISK01", "LAGE01", "BUD01"}


def test_an_earlier_day_answers_as_of_that_day() -> None:
    earlier = _view(_projekt(), date(2023, 12, 3))
    assert earlier.summering.replace("\u00a0", " ").startswith("3 av 3 skyldigheter är hållna")
    assert [rad.celler for rad in earlier.kalendrar[0].rader][:2] == [("●", "·"), ("", "1●2·")]


def test_before_anything_is_due_nothing_is_said_to_be_kept() -> None:
    found = _view(_projekt(), date(2023, 11, 2))
    assert found.summering.replace("\u00a0", " ").startswith(
        "Ingen skyldighet kan bedömas som hållen eller inte till och med den 2 november 2023: "
    )


@given(st.dates(date(2023, 10, 1), date(2024, 4, 1)))
def test_the_cells_of_the_calendar_add_up_to_the_duties(dag: date) -> None:
    projekt = _projekt()
    resultat = kontrollera(projekt, dag)
    cells = [cell for kalender in _view(projekt, dag).kalendrar for rad in kalender.rader for cell in rad.celler]
    counted: Counter[str] = Counter()
    for cell in cells:
        for number, sign in re.findall(r"(\d*)(\D)", cell):
            counted[sign] += int(number or 1)
    assert counted == Counter(TECKEN[plikt.tillstand][0] for plikt in resultat.plikter)


def test_every_state_has_a_sign_and_a_word_of_its_own() -> None:
    assert set(TECKEN) == set(Tillstand)
    assert len({sign for sign, _ in TECKEN.values()}) == len({word for _, word in TECKEN.values()}) == len(Tillstand)


def test_each_cell_leads_to_the_list_of_its_row_and_is_heard_as_words(view: Efterlevnad) -> None:
    html = to_html(_markdown(view), Sida("Efterlevnad", "Prov", ()), templates(EXEMPEL))
    ids = set(re.findall(r'<h3 id="([^"]+)"', html))
    cells = re.findall(r'<td class="mitt"><a href="#([^"]+)" title="([^"]+)">(.+?)</a></td>', html)
    assert {unquote(aim) for aim, _, _ in cells} == ids
    assert [said for _, said, _ in cells] == [
        *("nov: hållen", "dec: sen", "dec: 1 hållen, 1 utebliven, 1 undantagen", "dec: hållen"),
        *("jan: utebliven", "feb: kommande", "feb: kommande"),
    ]
    assert cells[2][2] == f'<span aria-hidden="true">1●1○1U</span><span class="dolt">{cells[2][1]}</span>'


def test_the_calendar_is_readable_as_plain_text(view: Efterlevnad) -> None:
    made = to_markdown(_markdown(view)).replace("\u00a0", " ")
    calendar = made[made.index("| Skyldighet") : made.index("## Kalender 2024")].strip().splitlines()
    assert calendar == [
        "| Skyldighet                          | nov | dec    |",
        "| ----------------------------------- | :-: | :----: |",
        "| **§ 9 Riskanalys (RISK01), Chefen** | ●   | ◐      |",
        "| **§ 9 Lägesrapport (LAGE01)**       |     | 1●1○1U |",
        "| **§ 10 Riskanalys (RISK01)**        |     | ●      |",
    ]


def test_the_list_has_evidence_waiver_and_explanation_and_what_is_to_come_in_a_line(view: Efterlevnad) -> None:
    made = re.sub(" +", " ", to_markdown(_markdown(view)).replace("\u00a0", " "))
    assert "Ansvarig: Chefen · Planen: ”Varje månad”\n" in made
    assert "| november 2023 | 2023-11-30 | ● hållen | RA-001 (2023-11-20) | |\n" in made
    assert "| december 2023 | 2023-12-31 | ◐ sen | RA-002 (2024-01-05) | Förklaring U-002: Julledighet |\n" in made
    assert "| 2023-12-19 | U undantagen | – | Undantag U-001: Extra möte |\n" in made
    assert "\nKommande, senast 2024-02-29: februari 2024.\n" in made


def test_many_duties_to_come_are_told_by_the_first_and_the_last() -> None:
    made = to_markdown(_markdown(_view(_projekt(), date(2023, 11, 25)))).replace("\u00a0", " ")
    told = "Kommande: december 2023 (senast 2023-12-31), 1 till och februari 2024 (senast 2024-02-29).\n"
    assert told in made


def test_what_undecided_duties_wait_for_is_said_once() -> None:
    plan = PLAN.replace("foljs_fran: 2023-11-01\n", "")
    projekt = load(MemorySource({"projekt/projektplan.yaml": plan.encode()}))
    made = to_markdown(_markdown(_view(projekt, date(2024, 1, 15)))).replace("\u00a0", " ")
    section = made[made.index("### § 9 Riskanalys (RISK01)") : made.index("### § 10")]
    assert section.count("? oavgjord") == 2
    assert section.count("Oavgjort: planen anger inte från vilken dag plikterna följs (foljs_fran).") == 1


def test_the_other_rules_breaches_are_listed_and_the_rest_named(view: Efterlevnad) -> None:
    assert view.avsteg == ()
    made = to_markdown(_markdown(view)).replace("\u00a0", " ")
    assert "1 av 1 regel är utan avsteg: BUD01. Vad de säger: drogscen regel\n" in made
    example = _view(load(TreeSource(EXEMPEL)), date(2023, 5, 30))
    assert ("RISK02", "9", "oavgjord", "R-003 är inte bedömd") in [
        (each.regel, each.paragraf, each.slag, each.text) for each in example.avsteg
    ]
    counted = sum(rad.fel + rad.varningar + rad.oavgjorda + rad.undantag for rad in example.regelrader)
    assert len(example.avsteg) == counted


def test_the_markdown_reads_from_the_summary_to_the_evidence(view: Efterlevnad) -> None:
    made = to_markdown(_markdown(view))
    assert re.findall(r"^#+ .+$", made, re.MULTILINE) == [
        "# Efterlevnad",
        "## Kalender 2023",
        "## Kalender 2024",
        "## Övriga regler",
        "## Undantag och förklaringar",
        "## Krav som prickas av för hand",
        "## Regler som planen inte använder",
        "## Skyldigheter och bevis",
        "### § 9 Riskanalys (RISK01)",
        "### § 9 Lägesrapport (LAGE01)",
        "### § 10 Riskanalys (RISK01)",
    ]
    assert made.index(view.summering) < made.index("## Kalender 2023")


def test_two_demands_of_the_same_kind_get_headings_of_their_own() -> None:
    plan = PLAN.replace('paragraf: "10"', 'paragraf: "9"')
    projekt = load(MemorySource({"projekt/projektplan.yaml": plan.encode()}))
    rubriker = [rad.rubrik for rad in _view(projekt, date(2024, 2, 1)).kravrader]
    assert rubriker == ["§ 9 Riskanalys (RISK01)", "§ 9 Riskanalys (RISK01) 2"]


def test_the_calendar_on_a_screen(view: Efterlevnad) -> None:
    assert text(view, 80).replace("\u00a0", " ").splitlines() == [
        "3 av 6 skyldigheter är hållna till och med den 10 februari 2024: 1 blev sen,",
        "2 uteblev, 1 är undantagen och 2 är kommande.",
        "",
        "2023                                nov    dec",
        "§ 9 Riskanalys (RISK01), Chefen       ●      ◐",
        "§ 9 Lägesrapport (LAGE01)               1●1○1U",
        "§ 10 Riskanalys (RISK01)                     ●",
        "",
        "2024                             j f",
        "§ 9 Riskanalys (RISK01), Chefen  ○ ·",
        "§ 10 Riskanalys (RISK01)           ·",
        "",
        "● hållen   ◐ sen   ○ utebliven   U undantagen   ? oavgjord   · kommande",
        "Varje skyldighet med bevis: drogscen rapport efterlevnad --format md",
    ]


@pytest.mark.parametrize("bredd", [40, 80, 120])
def test_a_year_fits_the_screen_however_wide(bredd: int) -> None:
    projekt = load(TreeSource(EXEMPEL))
    lines = text(_view(projekt, date(2023, 8, 30)), bredd).splitlines()
    assert max(map(len, lines)) <= bredd
    assert "".join(lines).count("○") == 4


def test_a_year_that_is_too_wide_is_cut_in_two() -> None:
    projekt = load(TreeSource(EXEMPEL))
    whole, cut = (text(_view(projekt, date(2023, 8, 30)), bredd).splitlines() for bredd in (80, 50))
    assert sum(line.startswith("2023") for line in whole) == 1
    assert sum(line.startswith("2023") for line in cut) == 2


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)></td>",
        "[länk](javascript:alert(1)) **fet** `kod` {{ 7 * 7 }}",
        "a | b || c \\| d",
        "# Rubrik",
        "::: beslut",
        "---",
    ],
)
def test_what_people_have_written_is_text_wherever_it_is_printed(attack: str) -> None:
    def elements(written: str) -> list[str]:
        quoted = "'" + written.replace("'", "''") + "'"
        plan = PLAN.replace("Varje månad", quoted).replace("Enkät", quoted).replace("Ägare tillfrågas", quoted)
        posts = POSTER | {name: text.replace("Julledighet", quoted) for name, text in POSTER.items()}
        files = {f"projekt/{name}.yaml": text.encode() for name, text in {"projektplan": plan, **posts}.items()}
        view = _view(load(MemorySource(files)), date(2024, 2, 10))
        assert len(view.undantag) == 2
        made = to_html(_markdown(view), Sida("Efterlevnad", "Prov", ()), templates(EXEMPEL))
        return re.findall(r"<(/?[a-z0-9]+)[^>]*>", made.partition("<main")[2])

    assert elements(attack) == elements("Text")
