"""``kontroll`` and ``regel``: the findings in three formats, and which of them are wanted."""

import json

import pytest
from tests.cli.cli_world import DAY, Done, Here, golden


def places(done: Done) -> list[str]:
    """``file ID`` for each finding in the text."""
    words = (
        line.split() for line in done.lines if line[:1] not in ("", " ") and ": " in line and "skyldigheter" not in line
    )
    return [f"{first.partition(':')[0]} {ident}" for first, _, ident, *_ in words]


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
        (["--regel", "RISK09"], "Regeln RISK09 finns inte.\nÅtgärda: Menades RISK02?"),
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
    assert (done.code, done.err) == (0, "")
    assert done.lines[0] == "Id\tAllvar\tI planen\tRegel"
    assert "RISK01\tfel\t§ 9\tRiskanalys görs så ofta som planen kräver" in done.lines
    assert "YAML01\tfel\tgäller alltid\tFilen är inte giltig YAML" in done.lines


def test_a_rule_that_the_plan_does_not_have_is_off(here: Here) -> None:
    here.put("projektplan", here.read("projektplan").replace(", regel: [AKT01]", ""))
    assert here.call("regel", "AKT01").lines[2] == "Allvar: fel. I planen: används inte."


def test_outside_a_project_a_rule_is_explained_all_the_same(seen: Here) -> None:
    done = seen.run("regel", "RISK01", cwd=seen.root.parent)
    assert (done.code, done.err) == (0, "")
    assert done.lines[2] == "Allvar: fel. I planen: avgörs av projektets plan."


@pytest.mark.parametrize("ident", ["RISK01", "risk01"])
def test_one_rule_is_explained_in_full(seen: Here, ident: str) -> None:
    assert seen.call("regel", ident) == Done(0, golden("regel-RISK01.txt"), "")


def test_every_rule_has_a_page_that_fits(seen: Here) -> None:
    rules = json.loads(seen.call("regel", "--json").out)["regler"]
    assert all(list(rule) == ["id", "allvar", "i_planen", "titel", "text", "atgarda"] for rule in rules)
    pages = {rule["id"]: seen.call("regel", rule["id"]) for rule in rules}
    assert [ident for ident, page in pages.items() if page.code or max(map(len, page.lines)) > 80] == []


@pytest.mark.parametrize(("ident", "remedy"), [("RISK09", "Menades RISK02?"), ("XYZ", "Alla regler: drogscen regel")])
def test_an_unknown_rule_is_a_wrong_call(seen: Here, ident: str, remedy: str) -> None:
    assert seen.run("regel", ident) == Done(2, "", f"Fel: Regeln {ident} finns inte.\nÅtgärda: {remedy}\n")
