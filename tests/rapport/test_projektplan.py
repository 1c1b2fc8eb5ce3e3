import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from drogscen_cli.core.errors import NoProjectError
from drogscen_cli.kontroll import Resultat
from drogscen_cli.lager.mallfil import templates
from drogscen_cli.lager.source import Entry, Source, TreeSource
from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.rapport import Underlag
from drogscen_cli.rapport.projektplan import bygg
from drogscen_cli.regel import rules
from drogscen_cli.utskrift.mall import render_markdown
from drogscen_cli.utskrift.md import to_markdown

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "tests/data/projektplan.md"
FIRST_DAY = date(2023, 1, 1)

Piece = tuple[str, str]
"""What a line of Markdown is (``##``, ``-``, ``|``, ``[^1]:``, or nothing for a paragraph), and what it says."""


def _project(source: Source, dag: date = FIRST_DAY) -> Projekt:
    return load(source).per(dag)


def _printed(projekt: Projekt, dag: date = FIRST_DAY) -> str:
    view = bygg(Underlag(projekt, dag, Resultat(dag, (), ())))
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    return to_markdown(render_markdown(templates(), "projektplan.md.j2", values))


def _plain(markdown: str) -> str:
    """Without emphasis and escapes, with one space where there are several."""
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", re.sub(r"(?<!\\)\*", "", markdown)).split())


def _pieces(markdown: str) -> Iterator[Piece]:
    """Every heading, paragraph, list item, table row and footnote, in order."""
    for line in markdown.splitlines():
        if re.fullmatch(r"[|\s:-]*", line):
            continue
        mark = re.match(r"#+(?= )|-(?= )|\||\[\^\d+\]:|", line)
        text = line[mark.end() :] if mark else line
        if line.startswith("|"):
            text = "|".join(_plain(cell) for cell in text.rstrip().removesuffix("|").split("|"))
        yield (mark[0] if mark else ""), _plain(text)


def _plan_pieces() -> list[Piece]:
    """The plan; the comment in it is the transcriber's note on the original's page header, not the plan's text."""
    return list(_pieces(re.sub(r"<!--.*?-->", "", PLAN.read_text("utf-8"), flags=re.DOTALL)))


def _report_pieces() -> list[Piece]:
    """The report from the first section to the last source.

    The lines above (name and registration number) stand in for the front page, which the plan has lost; the remarks
    below are said not to be the plan's.
    """
    title, _front, *rest = _pieces(_printed(_project(TreeSource(ROOT))))
    return [title, *rest[: rest.index(("##", "Anmärkningar"))]]


def _sections() -> dict[str, str]:
    """What the plan says in each section, by the section's number."""
    sections: dict[str, list[str]] = {}
    here: list[str] = []
    for mark, text in _plan_pieces():
        if mark.startswith("##"):
            here = sections.setdefault(text.split()[0], [])
        here.append(text)
    return {number: " ".join(texts) for number, texts in sections.items()}


def test_every_heading_paragraph_item_row_and_source_of_the_plan_is_printed() -> None:
    printed = set(_report_pieces())
    assert [piece for piece in _plan_pieces() if piece not in printed] == []


def test_nothing_is_printed_that_the_plan_does_not_say() -> None:
    plan = set(_plan_pieces())
    assert [piece for piece in _report_pieces() if piece not in plan] == []


def test_everything_stands_in_the_order_of_the_plan() -> None:
    assert _report_pieces() == _plan_pieces()


def test_every_demand_is_the_words_of_its_section() -> None:
    plan = _project(TreeSource(ROOT)).plan
    sections = _sections()
    assert plan is not None
    assert len(plan.krav) > 0
    assert [krav.nr for krav in plan.krav if _plain(krav.text) not in sections[krav.paragraf]] == []


def test_goals_terms_and_parties_are_the_words_of_their_sections() -> None:
    plan = _project(TreeSource(ROOT)).plan
    sections = _sections()
    assert plan is not None
    said = (
        *((mal.paragraf, mal.text) for mal in plan.mal),
        *((begrepp.paragraf, begrepp.text) for begrepp in plan.begrepp),
        *((part.paragraf, part.titel) for part in plan.part),
    )
    assert [text for paragraf, text in said if _plain(text) not in sections[paragraf or ""]] == []


def test_every_rule_that_the_plan_names_exists() -> None:
    plan = _project(TreeSource(ROOT)).plan
    assert plan is not None
    assert {ident for krav in plan.krav for ident in krav.regel} <= set(rules())


def test_the_real_project_loads_without_a_finding() -> None:
    projekt = load(TreeSource(ROOT))
    assert projekt.fynd == ()
    assert projekt.olasta == frozenset()


class _Backwards:
    """The working tree, but its folders answer in the opposite order."""

    def __init__(self, root: Path) -> None:
        self._tree = TreeSource(root)

    def entries(self, folder: str) -> list[Entry]:
        return list(reversed(self._tree.entries(folder)))

    def read(self, path: str) -> bytes:
        return self._tree.read(path)


def test_the_order_of_files_in_a_folder_does_not_matter() -> None:
    assert _printed(_project(_Backwards(ROOT))) == _printed(_project(TreeSource(ROOT)))


OTHER_PLAN = """\
namn: Trygg hamn
dnr: KS 2024/17
period: {start: 2024-03-01, slut: 2025-02-28, paragraf: B.1}
budget: {tak: 900000, paragraf: C}
budgetpost:
  - {nyckel: ljus, titel: Belysning, tak: 100000, paragraf: C}
motestyp:
  - {nyckel: ledning, titel: Ledningsmöten, frekvens: kvartal, ansvarig: chef}
rapportering:
  - {nyckel: bokslut, titel: Bokslut, ansvarstext: Ekonomen}
kalla:
  - {nr: 4, text: Hamnens mätning}
avsnitt:
  - paragraf: A
    rubrik: Läget
    text: |
      Första stycket
      går över två rader.

      - en punkt[^4]
      - en punkt
        på två rader

      Två skäl[^4], varav ett[^4] väger tyngst.

      {uppdrag}
  - {paragraf: B.1, rubrik: Tid}
  - {paragraf: C, rubrik: Pengar, text: Högst 900 tkr.}
  - {paragraf: D, rubrik: Folk, text: "{organisation}"}
  - {paragraf: E, rubrik: Möten, text: "{rapportering}"}
"""

OTHER_ORGANISATION = """\
person:
  - {nyckel: ada, namn: Ada, titel: Chef, enhet: Hamnen}
  - {nyckel: bo, namn: Bo}
  - {nyckel: cy, namn: Cy}
  - {nyckel: di, namn: Di}
  - {nyckel: ed, namn: Ed}
roll:
  - {nyckel: chef, titel: Chef}
  - {nyckel: kassor, titel: Kassör}
innehav:
  - {nr: 1, roll: chef, person: ada}
  - {nr: 2, roll: kassor, person: ada, start: 2024-06-01}
grupp:
  - {nyckel: kaj, titel: Kajgrupp}
medlem:
  - {nr: 1, grupp: kaj, person: ada}
  - {nr: 2, grupp: kaj, person: bo}
  - {nr: 3, grupp: kaj, person: cy}
  - {nr: 4, grupp: kaj, person: di, slut: 2024-03-31}
"""

CHANGE = """\
titel: Mer ljus
vardeandring:
  - {nr: 1, falt: budgetpost.ljus.tak, nu: "100000", ny: "150000"}
  - {nr: 2, falt: period.slut, nu: 2025-02-28, ny: 2025-04-30}
  - {nr: 3, falt: okant.falt, nu: a, ny: b}
beslut: M-001/beslut/1
beslutad: 2024-05-10
utfall: godkand
"""


def _write(root: Path, files: dict[str, str]) -> TreeSource:
    for name, text in files.items():
        path = root / "projekt" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return TreeSource(root)


def _other(root: Path, dag: date, **more: str) -> list[str]:
    """The lines of another municipality's plan; ``more`` is further files (``andring__AB_001``)."""
    files = {"projektplan.yaml": OTHER_PLAN, "organisation.yaml": OTHER_ORGANISATION}
    files |= {f"{name.replace('__', '/').replace('_', '-')}.yaml": text for name, text in more.items()}
    printed = _printed(_project(_write(root, files), dag), dag).replace("\N{NO-BREAK SPACE}", " ")
    return [line for line in printed.splitlines() if line]


def _rows(lines: list[str], heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its own headings."""
    table = [line for line in lines[lines.index(heading) + 1 :] if line.startswith(("|", "#"))]
    cut = next((place for place, line in enumerate(table) if line.startswith("#")), len(table))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:cut]]


def test_paragraphs_lists_and_citations_in_a_section_keep_their_shape(tmp_path: Path) -> None:
    lines = _other(tmp_path, date(2024, 4, 1))
    start = lines.index("## A Läget")
    assert lines[start + 1 : start + 6] == [
        "Första stycket går över två rader.",
        "- en punkt[^4]",
        "- en punkt på två rader",
        "Två skäl[^4], varav ett[^4] väger tyngst.",
        "*Saknas: uppdrag.*",
    ]
    assert "[^4]: Hamnens mätning" in lines


def test_a_section_number_of_letters_and_points_gives_the_level_of_its_heading(tmp_path: Path) -> None:
    assert [line for line in _other(tmp_path, date(2024, 4, 1)) if line.startswith("#")] == [
        "# Projektplan",
        "## A Läget",
        "### B.1 Tid",
        "## C Pengar",
        "## D Folk",
        "## E Möten",
    ]


def test_the_organisation_is_shown_as_it_is_on_the_day(tmp_path: Path) -> None:
    assert _rows(_other(tmp_path, date(2024, 7, 1)), "## D Folk") == [
        ["Chef och kassör", "Ada", "Chef, Hamnen"],
        ["Kajgrupp", "Bo", ""],
        ["", "Cy", ""],
        ["–", "Ed", ""],
    ]
    assert _rows(_other(tmp_path, date(2024, 3, 1)), "## D Folk") == [
        ["Chef", "Ada", "Chef, Hamnen"],
        ["Kajgrupp", "Bo", ""],
        ["", "Cy", ""],
        ["", "Di", ""],
        ["–", "Ed", ""],
    ]


def test_frequency_and_owner_are_spelled_out_where_the_plan_has_no_words_for_them(tmp_path: Path) -> None:
    assert _rows(_other(tmp_path, date(2024, 4, 1)), "## E Möten") == [
        ["Ledningsmöten", "varje kvartal", "Chef"],
        ["Bokslut", "", "Ekonomen"],
    ]


def test_a_decided_change_is_told_in_the_section_whose_value_it_moved(tmp_path: Path) -> None:
    lines = _other(tmp_path, date(2024, 5, 10), andring__AB_001=CHANGE)
    moved = [line for line in lines if "AB-001" in line]
    assert moved == [
        "*Ändrat genom AB-001 (beslut M-001/beslut/1): Period, Slut från 2025-02-28 till 2025-04-30.*",
        "*Ändrat genom AB-001 (beslut M-001/beslut/1): Belysning, Tak från 100 000 kr till 150 000 kr.*",
        "*Ändrat genom AB-001 (beslut M-001/beslut/1): okant.falt från a till b.*",
    ]
    assert lines.index("### B.1 Tid") < lines.index(moved[0]) < lines.index("## C Pengar") < lines.index(moved[1])
    assert lines.index("## Andra beslutade ändringar") < lines.index(moved[2])


def test_a_change_of_a_value_elsewhere_or_of_one_that_was_or_becomes_empty_is_told_in_words(tmp_path: Path) -> None:
    hours = '{nr: 3, falt: "organisation:person.ada.timmar", ny: "12,5"}'
    emptied = "{nr: 4, falt: intensivperiod.slut, nu: 2024-08-31}"
    change = CHANGE.replace("{nr: 3, falt: okant.falt, nu: a, ny: b}", f"{hours}\n  - {emptied}")
    lines = _other(tmp_path, date(2024, 5, 10), andring__AB_001=change)
    assert [line for line in lines if "AB-001" in line and ("Timmar" in line or "Intensiv" in line)] == [
        "*Ändrat genom AB-001 (beslut M-001/beslut/1): Organisation, Ada, Timmar per månad till 12,5.*",
        "*Ändrat genom AB-001 (beslut M-001/beslut/1): Intensiv period, Slut från 2024-08-31 tas bort.*",
    ]


def test_a_change_is_not_told_before_its_decision(tmp_path: Path) -> None:
    assert "AB-001" not in "".join(_other(tmp_path, date(2024, 5, 9), andring__AB_001=CHANGE))


def test_a_plan_without_text_says_where_it_belongs(tmp_path: Path) -> None:
    source = _write(tmp_path, {"projektplan.yaml": "namn: N\nperiod: {start: 2024-01-01, slut: 2024-12-31}\n"})
    assert "Planen har ingen text. Lägg till den under avsnitt i projektplan.yaml." in _printed(_project(source))


def test_a_plan_that_cannot_be_read_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(NoProjectError, match="Projektplanen går inte att läsa"):
        _printed(_project(_write(tmp_path, {"projektplan.yaml": "namn: [\n"})))


def test_a_part_of_the_plan_that_does_not_exist_is_an_error_with_the_nearest_one(tmp_path: Path) -> None:
    text = OTHER_PLAN.replace("{uppdrag}", "{updrag}")
    [fynd] = load(_write(tmp_path, {"projektplan.yaml": text})).fynd
    assert fynd.text == "text ska visa en del av planen, men {updrag} finns inte"
    assert fynd.atgarda == (
        "Menades {uppdrag}? Delar som kan visas: "
        "delmal, insatsomrade, uppdrag, organisation, krav, risk, rapportering, dokumentkategori."
    )
    assert fynd.stalle.fil == "projekt/projektplan.yaml"
    assert text.splitlines()[fynd.stalle.rad - 1].strip() == "text: |"
