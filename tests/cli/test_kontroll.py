"""``kontroll`` and ``regel``: the findings in three formats, and which of them are wanted."""

import json
from pathlib import Path

import pytest
from tests.cli.cli_world import DAY, Done, Here, golden

from drogscen_cli.cli.rule_document import document
from drogscen_cli.core.fynd import Regel
from drogscen_cli.kontroll import kan_undantas, katalog
from drogscen_cli.regel import rules


def places(done: Done) -> list[str]:
    """``file ID`` for each finding in the text."""
    words = (
        line.split() for line in done.lines if line[:1] not in ("", " ") and ": " in line and "skyldigheter" not in line
    )
    return [f"{first.partition(':')[0]} {ident}" for first, _, ident, *_ in words]


def plain_spaces(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ")


def test_the_findings_of_the_example_project(seen: Here) -> None:
    assert seen.run("kontroll", "--datum", DAY) == Done(1, golden("kontroll.txt"), "")


def test_an_earlier_day_answers_for_less(seen: Here) -> None:
    done = seen.run("kontroll", "--datum", "2023-03-28", "--endast-fel")
    assert (done.code, done.err) == (0, "")
    assert (
        done.out == "Inget att anmärka. 4 av 4\u00a0skyldigheter hållna till och med den\u00a028\u00a0mars\u00a02023.\n"
    )


def test_the_text_fits_80_columns_save_the_findings_own_lines(seen: Here) -> None:
    below = [line for line in seen.call("kontroll").lines if line.startswith("    ")]
    assert below
    assert max(map(len, below)) <= 80


def test_json_is_stable(seen: Here) -> None:
    done = seen.run("kontroll", "--format", "json")
    assert (done.code, done.err) == (1, "")
    assert done.out == golden("kontroll.json")


def test_github_gets_its_own_annotations(seen: Here) -> None:
    done = seen.run("kontroll", "--format", "github")
    assert (done.code, done.out, done.err) == (1, golden("kontroll-github.txt"), "")


@pytest.mark.parametrize(
    ("options", "found", "code"),
    [
        (["--endast-fel"], ["projekt/projektplan.yaml RISK01"], 1),
        (["--regel", "LAGE01"], ["projekt/projektplan.yaml LAGE01"], 0),
        (
            ["--regel", "lage01", "--regel", "RISK01"],
            ["projekt/projektplan.yaml RISK01", "projekt/projektplan.yaml LAGE01"],
            1,
        ),
        (["--regel", "BUD01"], [], 0),
        (["--regel", "LAGE01", "--endast-fel"], [], 0),
        (["projekt/projektplan.yaml", "--endast-fel"], ["projekt/projektplan.yaml RISK01"], 1),
        (["projekt/risk", "--endast-fel"], [], 0),
        (["projekt", "--endast-fel"], ["projekt/projektplan.yaml RISK01"], 1),
        ([".", "--endast-fel"], ["projekt/projektplan.yaml RISK01"], 1),
        (["./projekt/../projekt/", "--endast-fel"], ["projekt/projektplan.yaml RISK01"], 1),
        (["projekt/risk/R-003.yaml", "projekt/mote", "--endast-fel"], [], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_only_what_is_wanted_is_shown_and_counts(seen: Here, options: list[str], found: list[str], code: int) -> None:
    done = seen.call("kontroll", *options)
    assert (done.code, places(done)) == (code, found)


def test_a_path_counts_from_the_folder_where_the_user_is(here: Here) -> None:
    here.put("risk/R-003", "titel: [\n")
    folder = here.root / "projekt" / "risk"
    for path in ("R-003.yaml", ".", "projekt/risk", str(folder / "R-003.yaml"), "../risk"):
        assert places(here.call("kontroll", path, "--endast-fel", cwd=folder)) == ["projekt/risk/R-003.yaml YAML06"], (
            path
        )


def test_a_link_is_found_by_its_own_name(here: Here) -> None:
    here.path("risk/R-009").symlink_to(here.path("risk/R-001"))
    assert places(here.call("kontroll", "projekt/risk/R-009.yaml")) == ["projekt/risk/R-009.yaml FIL08"]


def test_a_file_outside_the_project_has_no_findings(here: Here) -> None:
    (here.root / "LÄSMIG.md").write_text("x", encoding="utf-8")
    assert here.call("kontroll", "LÄSMIG.md", "--endast-fel").code == 0


@pytest.mark.parametrize(
    ("options", "err"),
    [
        (
            ["projekt/riks"],
            "projekt/riks finns inte.\nÅtgärda: Ange en fil eller mapp i projektet, till exempel projekt/risk.",
        ),
        (["--regel", "RISK09"], "Regeln RISK09 finns inte.\nÅtgärda: Menades RISK04?"),
        (["--regel", "XYZ"], "Regeln XYZ finns inte.\nÅtgärda: Alla regler: drogscen regel"),
        (["--format", "xml"], "Formatet xml finns inte.\nÅtgärda: Välj text, json eller github."),
    ],
)
def test_what_could_never_find_anything_is_a_wrong_call(seen: Here, options: list[str], err: str) -> None:
    assert seen.call("kontroll", *options) == Done(2, "", f"Fel: {err}\n")


def test_a_record_that_can_not_be_read_is_an_error_with_its_line(here: Here) -> None:
    here.put("risk/R-003", "datum: 2023-05-22\ntitel: Scen: hög\n")
    done = here.run("kontroll", "projekt/risk/R-003.yaml")
    assert done.code == 1
    assert done.lines[0].startswith("projekt/risk/R-003.yaml:2:8: fel YAML04 ")
    assert done.lines[1:3] == ["       2 │ titel: Scen: hög", "         │        ^^^^^^^^^"]


def test_personal_data_is_found_and_not_shown(here: Here) -> None:
    here.put("risk/R-003", "titel: Anmält av 19121212-1212\n")
    done = here.run("kontroll", "--regel", "INT01")
    assert done.code == 1
    assert "191212**-****" in done.out
    assert "1212-1212" not in done.out + here.call("kontroll", "--format", "json").out


def test_a_hostile_file_name_makes_no_lines_of_its_own(here: Here) -> None:
    (here.root / "projekt" / "risk" / "a\n::error::påhittat,b:c%.yaml").touch()
    github = here.call("kontroll", "--format", "github", "--regel", "FIL10").lines
    assert len(github) == 1
    assert github[0].startswith("::error file=projekt/risk/a%0A%3A%3Aerror%3A%3Apåhittat%2Cb%3Ac%25.yaml,line=1,col=1,")
    text = here.call("kontroll", "--regel", "FIL10").lines
    assert text[0].startswith("projekt/risk/a\\u000a::error::påhittat,b:c%.yaml:1:1: fel FIL10 ")


def test_every_rule_is_listed_with_its_section_in_this_plan(seen: Here) -> None:
    done = seen.run("regel")
    assert (done.code, done.err) == (0, "av: planen har inget sådant krav\n")
    assert done.lines[0] == "Id\tI planen\tRegel"
    assert "RISK01\t§ 9\tRiskanalys görs så ofta som planen kräver" in done.lines
    assert "MOT01\tav\tMöten hålls så ofta som planen kräver" in done.lines
    assert "YAML01\tgäller alltid\tFilen är inte giltig YAML" in done.lines


def test_a_rule_that_the_plan_does_not_have_is_off(here: Here) -> None:
    here.put("projektplan", here.read("projektplan").replace(", regel: [AKT01]", ""))
    assert here.call("regel", "AKT01").lines[2] == "Allvar: fel. Av: planen har inget sådant krav."


def test_outside_a_project_a_rule_is_explained_all_the_same(seen: Here) -> None:
    done = seen.run("regel", "RISK01", cwd=seen.root.parent)
    assert (done.code, done.err) == (0, "")
    assert done.lines[2] == "Allvar: fel. I planen: avgörs av projektets plan."


@pytest.mark.parametrize("ident", ["RISK01", "risk01"])
def test_one_rule_is_explained_in_full(seen: Here, ident: str) -> None:
    assert seen.call("regel", ident) == Done(0, golden("regel-RISK01.txt"), "")


def test_every_rule_has_a_page_that_fits(seen: Here) -> None:
    rules = json.loads(seen.call("regel", "--json").out)["regler"]
    keys = ["id", "allvar", "i_planen", "titel", "text", "atgarda", "harnast", "kan_undantas"]
    assert all(list(rule) == keys for rule in rules)
    pages = {rule["id"]: seen.call("regel", rule["id"]) for rule in rules}
    assert [ident for ident, page in pages.items() if page.code or max(map(len, page.lines)) > 80] == []


@pytest.mark.parametrize(("ident", "remedy"), [("RISK09", "Menades RISK04?"), ("XYZ", "Alla regler: drogscen regel")])
def test_an_unknown_rule_is_a_wrong_call(seen: Here, ident: str, remedy: str) -> None:
    assert seen.run("regel", ident) == Done(2, "", f"Fel: Regeln {ident} finns inte.\nÅtgärda: {remedy}\n")


def test_what_can_not_be_waived_says_so(seen: Here) -> None:
    assert seen.call("regel", "INT01").lines[-1] == "Kan inte undantas."


def test_the_document_of_rules_is_what_the_program_says() -> None:
    """Regenerate with ``drogscen regel --markdown > docs/regler.md``."""
    path = Path(__file__).parents[2] / "docs/regler.md"
    made = document([bound.regel for bound in rules().values()], _always(), kan_undantas())
    assert path.read_text(encoding="utf-8") == made, "drogscen regel --markdown > docs/regler.md"


def _always() -> list[Regel]:
    return [regel for regel in katalog().values() if regel.id not in rules()]


def test_the_document_of_rules_needs_no_project(seen: Here) -> None:
    done = seen.call("regel", "--markdown", cwd=seen.root.parent)
    assert (done.code, done.err) == (0, "")
    assert done.out == document([bound.regel for bound in rules().values()], _always(), kan_undantas())


UNDANTAG = "datum: 2023-05-10\nslag: undantag\nregel: RISK01\nomfattning: [april]\nskal: Sjukdom.\n"


@pytest.fixture
def waived(here: Here) -> Here:
    """The example with its one error waived and its late report explained."""
    (here.root / "projekt/undantag").mkdir()
    here.put("undantag/U-001", f"{UNDANTAG}beslutad_av: bestallare\nbeslut: M-004/beslut/1\n")
    here.put("undantag/U-002", "datum: 2023-05-10\nslag: forklaring\nregel: LAGE01\nomfattning: [M-003]\nskal: Snö.\n")
    return here


def test_a_waiver_is_one_line_with_who_decided_and_no_error(waived: Here) -> None:
    done = waived.run("kontroll")
    assert (done.code, done.err) == (0, "")
    at = done.lines.index("Undantaget:")
    assert done.lines[at + 1 : at + 3] == [
        (
            "  projekt/projektplan.yaml:39:5: undantag RISK01 (§ 9) riskanalys undantas för 1 månad: april – "
            "U-001, beslutat av Beställaren (M-004/beslut/1): Sjukdom."
        ),
        "",
    ]
    assert plain_spaces(done.lines[-1]) == (
        "0 fel, 1 varning, 1 oavgjord, 1 undantag · 8 av 9 skyldigheter hållna till och med den 30 maj 2023"
    )


def test_an_explanation_stands_with_what_it_explains(waived: Here) -> None:
    lines = waived.call("kontroll", "--regel", "LAGE01").lines
    said = "lägesrapport blev sen 1 av 5 möten: M-003 (den 29 mars 2023; förklaring U-002)"
    assert plain_spaces(lines[0]).endswith(said)
    assert "    Förklaring U-002: Snö." in lines


def test_what_is_waived_is_seen_among_the_errors_only_too(waived: Here) -> None:
    done = waived.call("kontroll", "--endast-fel")
    assert done.code == 0
    assert done.lines[0] == "Undantaget:"
    assert "1\u00a0undantag" in done.lines[-1]


def test_before_the_waiver_was_written_it_does_not_count(waived: Here) -> None:
    assert waived.call("kontroll", "--datum", "2023-05-09").code == 1
    assert waived.call("kontroll", "--datum", "2023-05-10").code == 0


def test_json_and_github_say_what_is_waived(waived: Here) -> None:
    data = json.loads(waived.call("kontroll", "--format", "json").out)
    found = {fynd["regel"]: (fynd["allvar"], fynd["undantag"], fynd["forklaring"]) for fynd in data["fynd"]}
    assert found["RISK01"] == ("undantag", "U-001, beslutat av Beställaren (M-004/beslut/1): Sjukdom.", "")
    assert found["LAGE01"] == ("varning", "", "U-002: Snö.")
    duties = {(plikt["tillstand"], plikt["undantag"], plikt["forklaring"]) for plikt in data["plikter"]}
    assert {("undantagen", "U-001", ""), ("sen", "", "U-002: Snö.")} < duties
    assert data["summa"] == {
        "hallna": 8,
        "sena": 1,
        "uteblivna": 0,
        "undantagna": 1,
        "oavgjorda": 0,
        "kommande": 7,
    }
    github = waived.call("kontroll", "--format", "github", "--regel", "RISK01").lines
    assert [line.partition(" ")[0] for line in github] == ["::notice"]
    assert github[0].endswith("Undantag U-001, beslutat av Beställaren (M-004/beslut/1): Sjukdom.")
