"""``rapport`` and ``mall``: to the screen or to one file, and with the project's own templates."""

import json
import stat
from pathlib import Path

import pytest
from tests.cli.cli_world import Done, Here


def test_a_report_comes_as_markdown_on_standard_output(seen: Here) -> None:
    before = seen.files()
    done = seen.run("rapport", "lage")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Trygg park Exempelparken (påhittat exempel)\n\n# Lägesrapport LR-005\n")
    assert seen.files() == before
    assert seen.git("status", "--porcelain") == ""


def test_the_same_call_gives_the_same_bytes(seen: Here) -> None:
    call = ("rapport", "lage", "--format", "html")
    assert seen.run(*call) == seen.run(*call, LC_ALL="C", TZ="Pacific/Auckland", PYTHONHASHSEED="7")


@pytest.mark.parametrize(
    ("options", "name", "start"),
    [
        ([], "lage.md", "Trygg park"),
        ([], "lage.html", "<!doctype html>"),
        ([], "LAGE.HTML", "<!doctype html>"),
        ([], "lage", "Trygg park"),
        (["--format", "html"], "lage.txt", "<!doctype html>"),
        (["--format", "md"], "lage.html", "Trygg park"),
    ],
)
def test_the_one_file_that_was_named_is_written(
    seen: Here, tmp_path: Path, options: list[str], name: str, start: str
) -> None:
    done = seen.call("rapport", "lage", "--ut", str(tmp_path / name), *options)
    assert done == Done(0, "", f"Skrev {tmp_path / name}.\n")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_report_file_is_replaced_whole(seen: Here, tmp_path: Path) -> None:
    (tmp_path / "lage.md").write_text("gammal", encoding="utf-8")
    (tmp_path / "länk.md").symlink_to("lage.md")
    assert seen.run("rapport", "lage", "--ut", "länk.md", "--projekt", str(seen.root), cwd=tmp_path).code == 0
    assert (tmp_path / "länk.md").is_symlink()
    assert (tmp_path / "lage.md").read_text(encoding="utf-8").startswith("Trygg park")


def test_a_device_is_written_to_and_not_replaced(seen: Here) -> None:
    assert seen.call("rapport", "lage", "--ut", "/dev/null").code == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize(
    ("options", "err"),
    [
        (["--format", "pdf"], "Formatet pdf finns inte.\nÅtgärda: Välj md eller html."),
        (["--ut", "lage.pdf"], "Formatet pdf finns inte.\nÅtgärda: Välj md eller html."),
        (["--oppna"], "--oppna behöver en fil att öppna.\nÅtgärda: Ange filen: --ut FIL."),
        (["LR-009"], "LR-009 finns inte i projektet."),
    ],
    ids=["format", "ending", "open", "id"],
)
def test_a_report_that_can_not_be_is_a_wrong_call(seen: Here, options: list[str], err: str) -> None:
    before = seen.files()
    assert seen.call("rapport", "lage", *options) == Done(2, "", f"Fel: {err}\n")
    assert seen.files() == before


def test_a_record_of_another_kind_is_a_wrong_call(seen: Here) -> None:
    done = seen.call("rapport", "lage", "R-001")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Fel: R-001 är inte en lägesrapport.")


def test_a_report_is_made_about_the_record_that_was_named(seen: Here) -> None:
    assert "# Lägesrapport LR-004\n" in seen.call("rapport", "lage", "lr-004", "--datum", "2023-04-26").out


@pytest.mark.parametrize(
    ("ut", "why"),
    [
        ("saknas/lage.md", "mappen finns inte"),
        ("projekt", "det ligger en mapp där filen ska ligga"),
        ("projekt/projektplan.yaml/lage.md", "en del av sökvägen är en fil och inte en mapp"),
        ("x" * 300 + ".md", "namnet är för långt"),
        ("/dev/full", "disken är full"),
    ],
    ids=["no folder", "folder", "file as folder", "long", "full"],
)
def test_an_unwritable_place_is_a_wrong_call_and_nothing_is_left(seen: Here, ut: str, why: str) -> None:
    before = seen.files()
    done = seen.call("rapport", "lage", "--ut", ut)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"Fel: {seen.root / ut} kan inte skrivas ({why}).\n"
        "Åtgärda: Välj en mapp som finns och får skrivas i. Inget är ändrat.\n"
    )
    assert seen.files() == before


def test_a_report_is_printed_without_what_can_not_be_read_and_says_so(here: Here) -> None:
    here.put("risk/R-002", "titel: [\n")
    done = here.run("rapport", "lage", "--ut", "lage.md")
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "Skrev lage.md.\nprojekt/risk/R-002.yaml går inte att läsa och är inte med. Se felen: drogscen kontroll\n"
    )
    assert (here.root / "lage.md").exists()


def test_without_a_readable_plan_there_is_no_report(here: Here) -> None:
    here.put("projektplan", "namn: [\n")
    for name in ("lage", "projektplan"):
        done = here.call("rapport", name)
        assert done == Done(3, "", "Fel: Projektplanen går inte att läsa.\nÅtgärda: Se felen: drogscen kontroll\n")


def test_the_templates_are_listed(seen: Here) -> None:
    rows = seen.run("mall", "list").lines
    assert rows[0] == "Mall\tAnvänds från"
    assert {"lage\tmedföljer", "projektplan\tmedföljer"} <= set(rows)
    data = json.loads(seen.call("mall", "list", "--json").out)
    assert {"mall": "lage", "fran": "medföljer"} in data["mallar"]
    assert "lage,medföljer" in seen.call("mall", "list", "--csv").lines


def test_the_templates_are_listed_outside_a_project_too(seen: Here) -> None:
    assert seen.call("mall", "list", cwd=seen.root.parent) == seen.call("mall", "list")


def test_a_copied_template_is_used_from_then_on(here: Here) -> None:
    assert here.run("mall", "kopiera", "lage") == Done(0, "mallar/lage.md.j2\n", "")
    assert here.diary()[0] == "mall lage: egen kopia"
    assert "lage\tmallar/lage.md.j2" in here.call("mall", "list").lines
    before = here.call("rapport", "lage").out
    own = here.root / "mallar" / "lage.md.j2"
    own.write_text(own.read_text(encoding="utf-8") + "\nEgen rad om {{ plan.plats }}\n", encoding="utf-8")
    assert here.call("rapport", "lage").out == before.rstrip("\n") + "\n\nEgen rad om Exempelparken\n"


def test_a_template_is_not_copied_over_the_projects_own(here: Here) -> None:
    here.call("mall", "kopiera", "lage", "--ingen-spara")
    own = here.root / "mallar" / "lage.md.j2"
    own.write_text("min", encoding="utf-8")
    done = here.run("mall", "kopiera", "lage")
    assert done == Done(4, "", "Fel: mallar/lage.md.j2 finns redan.\nÅtgärda: Ändra den, eller ta bort den först.\n")
    assert own.read_text(encoding="utf-8") == "min"


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("laga", "Menades lage?"),
        ("xyz", "Alla mallar: drogscen mall list"),
        ("../x", "Alla mallar: drogscen mall list"),
    ],
)
def test_an_unknown_template_is_a_wrong_call(seen: Here, name: str, remedy: str) -> None:
    done = seen.call("mall", "kopiera", name)
    assert done == Done(2, "", f"Fel: Mallen {name} finns inte.\nÅtgärda: {remedy}\n")


def test_a_template_with_a_fault_is_said_with_its_line(here: Here) -> None:
    (here.root / "mallar").mkdir()
    (here.root / "mallar" / "lage.md.j2").write_text("# Rad ett\n{{ finns_inte }}\n", encoding="utf-8")
    done = here.run("rapport", "lage")
    assert done.out == ""
    assert done.code in (2, 3)
    assert "mallar/lage.md.j2:2" in done.err


def test_the_calendar_of_duties_is_drawn_on_a_terminal_and_markdown_in_a_pipe(seen: Here) -> None:
    piped = seen.run("rapport", "efterlevnad")
    assert (piped.code, piped.err) == (0, "")
    assert "| **§ 9 Riskanalys (RISK01), Projektledaren** " in piped.out
    drawn = "§ 9 Riskanalys (RISK01), Projektledaren    ● ● ● ○ ● · · · · · · ·"
    assert drawn in seen.call("rapport", "efterlevnad", "--format", "text").lines
    with seen.talk("rapport", "efterlevnad") as talk:
        assert drawn in talk.end().out.splitlines()


def test_a_terminal_without_the_signs_of_the_calendar_gets_others_that_differ(seen: Here) -> None:
    done = seen.run("rapport", "efterlevnad", "--format", "text", PYTHONIOENCODING="ascii")
    assert "? 9 Riskanalys (RISK01), Projektledaren    * * * o * - - - - - - -" in done.lines
    assert "* hallen   ~ sen   o utebliven   U undantagen   ? oavgjord   - kommande" in done.lines


def test_a_report_without_a_picture_for_the_screen_has_no_text_format(seen: Here) -> None:
    done = seen.call("rapport", "lage", "--format", "text")
    assert (done.code, done.err) == (2, "Fel: Formatet text finns inte.\nÅtgärda: Välj md eller html.\n")
