"""The status report: as people read it (``lage/*.md``), figure by figure, and against text that means harm.

Accept changed reports with ``pytest tests/rapport/test_lage.py --snapshot-update`` and read them.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.world import MemorySource

from drogscen_cli.core.errors import CallError, NoProjectError
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager.exempel import FOLDER as AR
from drogscen_cli.lager.mallfil import templates
from drogscen_cli.lager.source import Source, TreeSource
from drogscen_cli.load import load
from drogscen_cli.rapport import Underlag
from drogscen_cli.rapport.lage import Lage, bygg
from drogscen_cli.register.lagesrapport import Farg
from drogscen_cli.utskrift.html import Sida, to_html
from drogscen_cli.utskrift.mall import render_markdown
from drogscen_cli.utskrift.md import to_markdown

ROOT = Path(__file__).parents[2]
EXEMPEL = TreeSource(ROOT / "tests/data/exempel")
YEAR = TreeSource(AR)
GOLDEN = Path(__file__).parent / "lage"
MINIMAL = "namn: Provprojektet\nperiod: {start: 2023-01-01, slut: 2023-06-30}\n"


def _view(source: Source, dag: str, ident: str = "") -> Lage:
    projekt, day = load(source), date.fromisoformat(dag)
    return bygg(Underlag(projekt.per(day), day, kontrollera(projekt, day), ident))


def _template(view: Lage) -> str:
    """The filled template, which is Markdown with containers."""
    return render_markdown(templates(), "lage.md.j2", {field.name: getattr(view, field.name) for field in fields(view)})


def _markdown(source: Source, dag: str, ident: str = "") -> str:
    return to_markdown(_template(_view(source, dag, ident)))


def _plain(markdown: str) -> str:
    """Without escapes, emphasis and what keeps words together."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\u00a0", " ").replace("**", "")


def _memory(files: Mapping[str, str]) -> MemorySource:
    return MemorySource({f"projekt/{name}.yaml": text.encode() for name, text in files.items()})


def _exempel() -> dict[str, str]:
    """The example's files, to be changed."""
    folder = ROOT / "tests/data/exempel/projekt"
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.read_text("utf-8") for path in folder.rglob("*.yaml")
    }


@pytest.mark.parametrize(
    ("name", "source", "dag", "ident"),
    [
        ("exempel-LR-005", EXEMPEL, "2023-05-30", "LR-005"),
        ("exempel-april", EXEMPEL, "2023-04-26", ""),
        ("exempel-oskriven", EXEMPEL, "2023-04-20", ""),
        ("riktiga", TreeSource(ROOT), "2023-06-15", ""),
        ("minimal", _memory({"projektplan": MINIMAL}), "2023-03-01", ""),
    ],
)
def test_the_report_reads_as_it_did(
    request: pytest.FixtureRequest, name: str, source: Source, dag: str, ident: str
) -> None:
    golden, text = GOLDEN / f"{name}.md", _markdown(source, dag, ident)
    if request.config.getoption("--snapshot-update"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_the_next_meetings_report_is_chosen_when_none_is_named() -> None:
    assert _markdown(EXEMPEL, "2023-05-30") == _markdown(EXEMPEL, "2023-05-30", "LR-005")


MAY = "2023-05-30"


def test_head_and_period_are_those_of_the_report_and_its_meeting() -> None:
    lage = _view(EXEMPEL, MAY)
    assert (lage.rapport and lage.rapport.id, lage.forra and lage.forra.id) == ("LR-005", "LR-004")
    assert (lage.mote and lage.mote.id, lage.mote and lage.mote.dag) == ("M-005", date(2023, 5, 31))
    assert (lage.start, lage.slut) == (date(2023, 5, 1), date(2023, 5, 31))
    assert lage.mottagare == ("Beställaren",)


def test_the_money_is_the_sum_of_the_rows() -> None:
    hela, bidrag, falt, kultur = _view(EXEMPEL, MAY).ekonomi
    assert hela.bokfort == 210_000 + Decimal("234500.50") + 160_000
    assert (hela.atagande, hela.tak) == (Decimal(100_000), Decimal(2_000_000))
    assert hela.prognos
    assert (hela.prognos.rad.belopp, hela.prognos.rad.dag) == (Decimal(1_940_000), date(2023, 5, 26))
    assert (bidrag.bokfort, bidrag.atagande) == (Decimal(160_000), Decimal(100_000))
    assert bidrag.kvar == 275_000 - 260_000
    assert bidrag.prognos
    assert bidrag.prognos.rad.belopp == 260_000
    assert falt.bokfort == 210_000 + Decimal("234500.50")
    assert (falt.kant, falt.prognos, kultur.kant) == (True, None, False)


def test_the_colours_follow_from_the_figures() -> None:
    lights = {rad.titel: (rad.forra, rad.nu, rad.prognos, rad.egen) for rad in _view(EXEMPEL, MAY).dimensioner}
    assert 1_940_000 * 100 >= 2_000_000 * 95  # the plan warns from 95 %
    assert 704_500 * 100 < 2_000_000 * 95
    assert 260_000 * 100 < 275_000 * 95
    assert lights == {
        "Tidsplan": (Farg.GRON, Farg.GUL, Farg.GUL, False),  # A-002 should have been done on 16 May
        "Budget": (None, Farg.GRON, Farg.GUL, False),  # nothing was entered before 28 May; 97 % is forecast
        "Resurser": (None, Farg.GUL, Farg.ROD, True),
        "Resultat": (None, None, None, False),
    }


def test_what_has_happened_is_what_is_dated_after_the_last_report() -> None:
    assert [(each.dag.isoformat(), each.ident) for each in _view(EXEMPEL, MAY).nyheter] == [
        ("2023-05-22", "R-003"),
        ("2023-05-20", "R-002"),
        ("2023-05-17", "AV-001"),
        ("2023-05-12", "A-001"),
        ("2023-04-26", "AB-001"),
    ]


def test_risks_move_from_the_last_report_to_now() -> None:
    lage = _view(EXEMPEL, MAY)
    assert [(rad.risk.id, rad.forra, rad.risk.riskvarde, rad.farg, rad.ny) for rad in lage.risker] == [
        ("R-001", 3 * 4, 4 * 4, Farg.ROD, False)
    ]
    assert [risk.id for risk in lage.obedomda] == ["R-003"]
    assert [risk.id for risk in lage.stangda] == ["R-002"]


def test_points_and_duties_are_counted_from_the_records() -> None:
    lage = _view(EXEMPEL, MAY)
    assert [punkt.referens for punkt in lage.punkter] == ["R-001/atgard/2", "AV-001/atgard/1", "M-004/atgard/1"]
    months, meetings = 5, 5  # January to May, of which May is kept already; M-001 to M-005
    assert (lage.hallna, lage.forfallna) == (months + meetings - 2, months + meetings)
    assert [(plikt.vad, plikt.tillstand) for plikt in lage.ohallna] == [
        ("riskanalys", "utebliven"),
        ("lägesrapport", "sen"),
    ]


def test_a_proposal_for_an_undecided_request_is_made_only_where_none_is_written() -> None:
    written = _view(EXEMPEL, MAY).forslag
    assert [(each.nr, each.andring) for each in written] == [(1, "AB-002"), (2, None)]
    [made] = _view(EXEMPEL, "2023-05-25").forslag
    assert (made.andring, made.text) == (
        "AB-002",
        (
            "Styrgruppen godkänner AB-002, Pengar flyttas från kultur till fältarbete: "
            "budgetpost.kultur (budgetpost.kultur) ändras från 400000 till 250000."
        ),
    )
    assert made.utan_beslut == "Fältarbetet kväll och helg upphör den 1 augusti."


def test_what_is_missing_from_the_real_project_is_told_and_nothing_is_made_up() -> None:
    lage = _view(TreeSource(ROOT), "2023-06-15")
    assert [stallning.tak for stallning in lage.ekonomi] == [2_000_000, 275_000]
    assert not any(stallning.kant or stallning.prognos for stallning in lage.ekonomi)
    assert {rad.nu for rad in lage.dimensioner} == {None}
    assert [risk.id for risk in lage.obedomda] == ["R-001", "R-002"]
    assert (lage.risker, lage.nyheter, lage.forslag, lage.avvikelser) == ((), (), (), ())
    assert len(lage.punkter) == 2 + 1  # the measures of
    adopted, followed, *_ = (text.replace("\u00a0", " ") for text in lage.saknas)
    assert adopted == "Planen är inte antagen, § 8."
    assert re.fullmatch(
        r"Planen anger inte från vilken dag .* \(foljs_fran\), så \d+ krav kan inte bedömas\.", followed
    )
    assert len(lage.saknas) == 3
    assert re.fullmatch(r"\d+ oavgjorda frågor", lage.fler.replace("\u00a0", " "))


SHOWN_FROM = {
    "LR-004": "2023-04-25",
    "ändringsbegäran godkänd": "2023-04-26",
    "M-004/beslut/2": "2023-04-26",
    "M-004/atgard/1": "2023-04-26",
    "AB-001": "2023-04-12",
    "2023-05-12": "2023-05-12",
    "försenade: A-002": "2023-05-17",
    "AV-001": "2023-05-17",
    "R-002 Samarbetsparter avsätter inte resurser (2023-05-20)": "2023-05-20",
    "R-003": "2023-05-22",
    "AB-002": "2023-05-24",
    "604 500,50 kr": "2023-05-28",
    "1 940 000 kr": "2023-05-28",
    "Sommarens aktiviteter är bokade": "2023-05-30",
    "| 16 |": "2023-05-29",
}
"""What the example's report says, and the first day on which it was so."""


@pytest.mark.parametrize(("text", "dag"), SHOWN_FROM.items(), ids=SHOWN_FROM)
def test_nothing_is_told_before_it_happened(text: str, dag: str) -> None:
    first = date.fromisoformat(dag)
    before = date.fromordinal(first.toordinal() - 1).isoformat()
    assert text in re.sub(" +", " ", _plain(_markdown(EXEMPEL, dag)))
    assert text not in re.sub(" +", " ", _plain(_markdown(EXEMPEL, before)))


def _headings(markdown: str) -> list[str]:
    return [line.lstrip("# ") for line in markdown.splitlines() if line.startswith("#")]


WITHOUT: dict[str, tuple[str, ...]] = {
    "Milstolpar": ("aktivitet",),
    "Öppna avvikelser": ("avvikelse",),
    "Ändringsbegäranden": ("andring", "lagesrapport/LR-005"),
    "Risker": ("risk",),
    "Öppna åtgärder": ("risk", "avvikelse", "mote/M-004"),
    "Förslag till beslut": ("lagesrapport/LR-005", "andring"),
    "Måste hända före nästa": ("lagesrapport/LR-005",),
}


@pytest.mark.parametrize("rubrik", WITHOUT)
def test_a_section_vanishes_with_what_it_tells(rubrik: str) -> None:
    files = _exempel()
    assert rubrik in _headings(_markdown(_memory(files), MAY))
    left = {name: text for name, text in files.items() if not name.startswith(WITHOUT[rubrik])}
    assert rubrik not in _headings(_markdown(_memory(left), MAY))


def test_a_minimal_plan_has_no_empty_sections() -> None:
    assert _headings(_markdown(_memory({"projektplan": MINIMAL}), "2023-03-01")) == [
        "Lägesrapport",
        "Samlad bedömning",
    ]


def test_when_every_duty_is_kept_there_is_no_empty_table() -> None:
    plan = (
        MINIMAL + 'foljs_fran: 2023-01-01\nkrav: [{nr: 1, paragraf: "9", text: T, regel: [RISK01], frekvens: manad}]\n'
    )
    text = _plain(_markdown(_memory({"projektplan": plan, "riskanalys/RA-001": "datum: 2023-01-20\n"}), "2023-02-01"))
    assert "## Planens krav\n\n1 av 1 skyldighet är hållen till och med den 1 februari 2023.\n" in text
    assert "| Skyldighet" not in text


def test_the_rule_behind_each_colour_that_is_shown_is_told() -> None:
    lage = _view(EXEMPEL, MAY)
    assert [rad.replace("\u00a0", " ").partition(":")[0] for rad in lage.fargregler] == [
        "Tidsplan",
        "Budget",
        "Andra dimensioner bedöms av projektledaren. Utan bedömning är de okända.",
        "Risker",
    ]
    assert "gul från 95 % av taket" in lage.fargregler[1].replace("\u00a0", " ")
    assert "gul från 5, röd från 15" in lage.fargregler[3]
    [budget] = _view(_memory({"projektplan": BUDGET.replace(", varna_fran: 90", "")}), MAY).fargregler
    assert "aldrig gul (planen anger ingen gräns)" in budget


def test_a_long_list_of_risks_is_cut_and_says_so() -> None:
    files = {"projektplan": MINIMAL}
    files |= {
        f"risk/R-{nr:03}": f"titel: Risk\nbedomning: [{{datum: 2023-02-01, sannolikhet: {nr}, konsekvens: 1}}]\n"
        for nr in range(1, 8)
    }
    text = _plain(_markdown(_memory(files), "2023-03-01"))
    assert "De 5 högsta av 7 bedömda risker.\n" in text
    assert re.findall(r"R-00\d", text) == ["R-007", "R-006", "R-005", "R-004", "R-003"]


BUDGET = MINIMAL + (
    "budget: {tak: 1000, varna_fran: 90}\nbudgetpost: [{nyckel: bidrag, titel: Bidrag, tak: 100}]\n"
    "dimension: [{nyckel: budget, titel: Budget}]\n"
)


@pytest.mark.parametrize(
    ("rows", "nu", "prognos", "darfor"),
    [
        (
            "prognos: [{nr: 1, dag: 2023-02-01, belopp: 899}]",
            None,
            Farg.GRON,
            "Hela projektet: prognos 899 kr av 1 000 kr (90 %)",
        ),
        (
            "prognos: [{nr: 1, dag: 2023-02-01, belopp: 900}]",
            None,
            Farg.GUL,
            "Hela projektet: prognos 900 kr av 1 000 kr (90 %)",
        ),
        (
            "bokford: [{nr: 1, dag: 2023-02-01, belopp: 90, budgetpost: bidrag}]",
            Farg.GUL,
            None,
            "Bidrag: utfall och åtaganden 90 kr av 100 kr (90 %); prognos saknas",
        ),
        (
            "prognos: [{nr: 1, dag: 2023-02-01, belopp: 101, budgetpost: bidrag}, {nr: 2, dag: 2023-02-01, belopp: 9}]",
            None,
            Farg.ROD,
            "Bidrag: prognos 101 kr av 100 kr (101 %)",
        ),
        (
            "bokford: [{nr: 1, dag: 2023-02-01, belopp: 1001}]\nprognos: [{nr: 1, dag: 2023-01-01, belopp: 800}]",
            Farg.ROD,
            Farg.GRON,
            "Hela projektet: utfall och åtaganden 1 001 kr av 1 000 kr (100 %)",
        ),
    ],
)
def test_the_budgets_reason_is_the_amount_that_the_colour_comes_from(
    rows: str, nu: Farg | None, prognos: Farg | None, darfor: str
) -> None:
    [rad] = _view(_memory({"projektplan": BUDGET, "ekonomi/E-001": f"titel: E\n{rows}\n"}), "2023-03-01").dimensioner
    assert (rad.nu, rad.prognos, rad.darfor.replace("\u00a0", " ")) == (nu, prognos, darfor)


def test_a_cap_of_nothing_is_red_and_has_no_share() -> None:
    ekonomi = "titel: E\nprognos: [{nr: 1, dag: 2023-02-01, belopp: 1}]\n"
    files = {"projektplan": BUDGET.replace("tak: 1000,", "tak: 0,"), "ekonomi/E-001": ekonomi}
    [rad] = _view(_memory(files), "2023-03-01").dimensioner
    assert (rad.prognos, rad.darfor.replace("\u00a0", " ")) == (Farg.ROD, "Hela projektet: prognos 1 kr av 0 kr")


@pytest.mark.parametrize(
    ("aktivitet", "farg", "darfor"),
    [
        ("slut: 2023-03-01", Farg.GRON, "1 av 1 aktivitet enligt plan"),
        ("slut: 2023-02-28", Farg.GUL, "0 av 1 aktivitet enligt plan; försenade: A-001"),
        ("slut: 2023-02-01\nklar: 2023-02-20", Farg.GRON, "1 av 1 aktivitet enligt plan"),
        ("slut: 2023-07-01", Farg.ROD, "1 av 1 aktivitet enligt plan; efter projektets sista dag: A-001"),
        ("slut: 2023-02-01\navbruten: 2023-01-20", None, "inga aktiviteter har datum"),
        ("start: 2023-02-01", None, "inga aktiviteter har datum"),
    ],
)
def test_the_time_plans_colour_follows_from_the_activities(aktivitet: str, farg: Farg | None, darfor: str) -> None:
    plan = MINIMAL + "dimension: [{nyckel: tidsplan, titel: Tidsplan}]\n"
    [rad] = _view(
        _memory({"projektplan": plan, "aktivitet/A-001": f"titel: A\n{aktivitet}\n"}), "2023-03-01"
    ).dimensioner
    assert (rad.nu, rad.prognos, rad.darfor.replace("\u00a0", " ")) == (farg, farg, darfor)


@pytest.mark.parametrize(
    ("ident", "dag", "text"),
    [
        ("R-001", MAY, "R-001 är inte en lägesrapport."),
        ("LR-099", MAY, "LR-099 är inte en lägesrapport."),
        ("LR-005", "2023-05-29", "LR-005 är daterad 2023-05-30 och finns inte den 2023-05-29."),
    ],
)
def test_a_report_that_is_not_there_is_a_fault_in_the_call(ident: str, dag: str, text: str) -> None:
    with pytest.raises(CallError) as caught:
        _view(EXEMPEL, dag, ident)
    assert caught.value.text == text


def test_a_plan_that_can_not_be_read_is_an_error_with_a_remedy() -> None:
    with pytest.raises(NoProjectError, match="Projektplanen går inte att läsa"):
        _view(_memory({"projektplan": "namn: [\n"}), MAY)


def test_a_plan_of_a_later_day_is_told_from_one_that_can_not_be_read() -> None:
    with pytest.raises(CallError, match="Projektplanen är daterad 2023-02-01 och gäller inte den 2023-01-31"):
        _view(_memory({"projektplan": f"datum: 2023-02-01\n{MINIMAL}"}), "2023-01-31")


def test_a_report_whose_meeting_can_not_be_read_says_so() -> None:
    files = {
        "projektplan": MINIMAL,
        "mote/M-001": "dag: [\n",
        "lagesrapport/LR-001": "datum: 2023-02-01\nmote: M-001\n",
    }
    lage = _view(_memory(files), "2023-03-01", "LR-001")
    assert lage.saknas[0] == "Mötet M-001, som rapporten är till, går inte att läsa."


def test_a_report_without_colour_and_words_says_that_they_are_missing() -> None:
    plan = MINIMAL + "motestyp: [{nyckel: sg, titel: SG, frekvens: manad}]\n"
    files = {"projektplan": plan, "mote/M-001": "motestyp: sg\ndag: 2023-03-02\n"}
    files["lagesrapport/LR-001"] = "datum: 2023-02-01\nmote: M-001\n"
    text = _markdown(_memory(files), "2023-03-01", "LR-001")
    assert "## Samlad bedömning\n\nProjektledarens bedömning är inte skriven.\n" in text
    assert "- Projektledarens samlade bedömning saknas.\n" in text


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if program is None and "CI" not in os.environ:
        pytest.skip("no Chromium on this machine; name one in CHROMIUM")
    assert program, "CI must have Chromium"
    return program


@pytest.mark.parametrize(
    ("source", "dag", "most"),
    [
        pytest.param(EXEMPEL, MAY, 3, id="a month with much to tell"),
        pytest.param(EXEMPEL, "2023-04-26", 2, id="a calm month"),
        pytest.param(YEAR, "2023-09-26", 2, id="a calm month late in a full year"),
        pytest.param(YEAR, "2023-05-30", 3, id="a full year's month with much to tell"),
        pytest.param(TreeSource(ROOT), "2023-06-15", 1, id="the real project"),
    ],
)
def test_the_report_is_a_few_pages_on_paper(tmp_path: Path, source: Source, dag: str, most: int) -> None:
    view = _view(source, dag)
    page, pdf = tmp_path / "lage.html", tmp_path / "lage.pdf"
    page.write_text(to_html(_template(view), Sida("Lägesrapport", view.plan.namn), templates()), "utf-8")
    command = [
        _chromium(),
        "--headless",
        "--no-sandbox",
        "--no-pdf-header-footer",
        f"--print-to-pdf={pdf}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))
    assert 1 <= pages <= most


def test_errors_come_before_questions_and_decisions_before_the_rest() -> None:
    lage = _view(YEAR, "2023-11-28")
    said = [text.replace("\u00a0", " ") for text in lage.saknas]
    assert [text.rpartition(", § ")[2] for text in said] == ["8.", "8.", "12."]
    assert lage.fler.replace("\u00a0", " ") == "7 fel"


def test_what_is_explained_gives_way_to_what_is_not() -> None:
    lage = _view(YEAR, "2023-06-30")
    assert not any("förklaring U-001" in text for text in lage.saknas)


def test_findings_of_one_rule_are_one_sentence() -> None:
    said = [text.replace("\u00a0", " ") for text in _view(YEAR, "2023-01-24").saknas]
    assert said[1] == "Delmålet samverkan har ingen indikator; 4 till av samma slag, § 2."


def test_decisions_are_news_before_what_has_only_begun() -> None:
    lage = _view(YEAR, "2023-05-26")
    assert [each.ident for each in lage.viktigast] == ["AB-001", "AV-003", "AV-002"]
    assert set(lage.viktigast) < set(lage.nyheter)


def test_a_request_that_a_deviation_leads_to_later_is_not_told_yet() -> None:
    before, after = ("2023-05-26", "2023-06-12")
    assert [rad.andring for rad in _view(YEAR, before).avvikelser if rad.avvikelse.id == "AV-002"] == [""]
    assert [rad.andring for rad in _view(YEAR, after).avvikelser if rad.avvikelse.id == "AV-002"] == ["AB-003"]


def test_only_what_was_late_since_the_last_report_is_a_row_and_the_rest_is_counted() -> None:
    lage, text = _view(YEAR, "2023-09-26"), _plain(_markdown(YEAR, "2023-09-26"))
    assert lage.forra
    recent = [plikt for plikt in lage.ohallna if plikt.senast > lage.forra.datum]
    assert recent == []
    assert f"Sena, uteblivna eller undantagna: {len(lage.ohallna)} före LR-007." in text
