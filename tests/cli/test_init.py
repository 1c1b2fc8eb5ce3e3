"""``drogscen init``: a new project that is valid from its first minute, whatever the municipality."""

from pathlib import Path

import pytest
from tests.cli.cli_world import PERSONNUMMER, Done, Here

ASKED = ("--namn", "Tryggt centrum", "--start", "2024-01-01", "--slut", "2024-12-31", "--datum", "2023-12-01")
SWEDISH_QUARTERS = ("--grupp", "Ledningsgrupp=kvartal", "--grupp", "Arbetslaget=månad", "--riskanalys", "kvartal")


@pytest.fixture
def bare(seen: Here, tmp_path: Path) -> Here:
    """An empty folder, outside any repository."""
    return Here(tmp_path, seen.env)


def init(bare: Here, *more: str) -> Done:
    return bare.run("init", "nytt", *ASKED, *more)


def new(bare: Here) -> Here:
    return Here(bare.root / "nytt", bare.env)


def test_a_new_project_is_committed_and_has_no_fault_before_it_begins(bare: Here) -> None:
    done = init(bare, *SWEDISH_QUARTERS, "--tak", "900 000", "--post", "Bidrag=100000", "--projektledare", "Eva Ek")
    assert (done.code, done.out) == (0, f"{bare.root / 'nytt'}\n")
    project = new(bare)
    assert project.diary() == ["init: Tryggt centrum"]
    assert project.git("status", "--porcelain") == ""
    assert project.run("kontroll", "--datum", "2023-12-15").code == 0


def test_the_plan_is_the_municipalitys_own(bare: Here) -> None:
    assert init(bare, *SWEDISH_QUARTERS).code == 0
    plan = new(bare).read("projektplan")
    assert "Södermalm" not in plan
    assert "styrgrupp" not in plan.casefold()
    assert "andring_beslutas: ledningsgruppsmote" in plan
    assert "  - nyckel: arbetslagsmote\n    titel: Arbetslagsmöten\n    ental: Arbetslagsmöte\n" in plan
    assert "frekvens: kvartal" in plan
    assert "budget" not in {line.partition(":")[0] for line in plan.splitlines()}


def test_another_risk_scale_and_other_paragraphs_are_put_in_with_edit_alone(bare: Here) -> None:
    assert init(bare, *SWEDISH_QUARTERS).code == 0
    project = new(bare)
    words = [part for word in ("låg", "medel", "hög") for part in ("--riskskala-sannolikhet", word)]
    words += [part for word in ("ringa", "stor") for part in ("--riskskala-konsekvens", word)]
    scale = project.run("projektplan", "edit", *words, "--riskskala-gul", "2", "--riskskala-rod", "4")
    demand = project.run("projektplan", "krav", "edit", "1", "--paragraf", "3 b", "--text", "Arbetet sker i tid.")
    assert (scale.code, demand.code) == (0, 0)
    plan = project.read("projektplan")
    assert "  sannolikhet: [låg, medel, hög]\n  konsekvens: [ringa, stor]\n  gul: 2\n  rod: 4\n" in plan
    assert "# Riskskalan: nivåernas namn, lägst först" in plan
    assert "{nr: 1, paragraf: 3 b, text: Arbetet sker i tid., regel: [AKT01]}" in plan


def test_a_project_that_is_there_is_never_touched(here: Here) -> None:
    before = here.files()
    done = here.run("init", ".", *ASKED)
    assert done.code == 4
    assert done.err.startswith(f"Fel: {here.root / 'projekt'} finns redan. Inget är ändrat.")
    assert here.files() == before


def test_the_files_of_an_existing_repository_stay_as_they_are(bare: Here) -> None:
    (bare.root / "nytt").mkdir()
    project = new(bare)
    project.git("init", "--quiet")
    (project.root / ".gitattributes").write_text("*.png binary\n", encoding="utf-8")
    assert init(bare).code == 0
    assert (project.root / ".gitattributes").read_text(encoding="utf-8") == "*.png binary\n"
    assert project.diary() == ["init: Tryggt centrum"]


def test_without_a_terminal_everything_that_is_missing_is_named(bare: Here) -> None:
    done = bare.run("init", "nytt", "--plats", "Parken")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "Fel: Det saknas värden: --namn, --start, --slut.\nÅtgärda: Ange dem som val, eller kör i en terminal.\n"
    )
    assert not (bare.root / "nytt").exists()


@pytest.mark.parametrize(
    ("more", "text"),
    [
        (("--grupp", "Styrgruppen"), "Styrgruppen saknar frekvens."),
        (("--grupp", "Styrgruppen=månadsvis"), "månadsvis är ingen frekvens."),
        (("--tak", "mycket"), "Beloppet ska vara ett belopp i kronor, men är mycket."),
        (("--slut", "2023-01-01"), "slutar 2023-01-01, före starten 2024-01-01."),
        (("--post", "Bidrag"), "Bidrag saknar belopp."),
    ],
)
def test_what_can_not_be_used_is_said_and_nothing_is_made(bare: Here, more: tuple[str, ...], text: str) -> None:
    done = init(bare, *more)
    assert (done.code, done.out) == (2, "")
    assert text in done.err
    assert not (bare.root / "nytt").exists()


@pytest.mark.parametrize("option", ["--namn", "--plats", "--huvudman", "--projektledare", "--bestallare"])
def test_a_personnummer_leaves_nothing_behind_and_is_not_said_again(bare: Here, option: str) -> None:
    done = init(bare, option, f"Eva {PERSONNUMMER}")
    assert (done.code, done.out) == (2, "")
    assert "1212-1212" not in done.err
    assert not (bare.root / "nytt").exists()


def test_what_a_refused_attempt_left_is_no_project(bare: Here) -> None:
    (bare.root / "nytt" / "projekt" / ".drogscen").mkdir(parents=True)
    assert init(bare).code == 0


def test_a_surrounding_git_is_left_alone(bare: Here, seen: Here) -> None:
    before = sorted(path.name for path in (seen.root / ".git").iterdir())
    assert bare.run("init", "nytt", *ASKED, GIT_DIR=str(seen.root / ".git")).code in (0, 5)
    assert (bare.root / "nytt" / ".git").is_dir()
    assert sorted(path.name for path in (seen.root / ".git").iterdir()) == before


def test_a_home_that_nobody_has_is_a_folder_of_that_name(bare: Here) -> None:
    assert bare.run("init", "~ingenalls", *ASKED).code == 0


def test_on_a_terminal_what_is_missing_is_asked_for_and_asked_again(bare: Here) -> None:
    with bare.talk("init", "nytt", "--datum", "2024-02-01") as talk:
        talk.answers(
            ("Projektets namn", PERSONNUMMER),
            ("Projektets namn", "Torget"),
            ("Området som projektet avser", ""),
            ("Kommun eller förvaltning", "Exempelköping"),
            ("Första dagen (ÅÅÅÅ-MM-DD)", "2024-02-30"),
            ("Första dagen (ÅÅÅÅ-MM-DD)", "2024-01-01"),
            ("Sista dagen (ÅÅÅÅ-MM-DD)", "2024-06-30"),
            ("Högsta kostnad i kronor", "halva"),
            ("Högsta kostnad i kronor", ""),
        )
        talk.answer("vid behov) [månad]", "")
        talk.answers(("Projektledarens namn", ""), ("Beställarens namn", ""))
        talk.answer("Grupper som möts, den beslutande först [Styrgruppen=månad, Projektgruppen=varannan vecka]", "")
        done = talk.end()
    assert done.code == 0
    project = new(bare)
    plan = project.read("projektplan")
    assert "namn: Torget\nhuvudman: Exempelköping\n" in plan
    assert "foljs_fran: 2024-02-01" in plan
    assert project.run("kontroll", "--datum", "2024-02-01").code in (0, 1)


def test_ctrl_c_at_any_question_leaves_nothing_behind(bare: Here) -> None:
    questions = ["Projektets namn", "Området som projektet avser", "Kommun eller förvaltning"]
    for place, question in enumerate(questions):
        with bare.talk("init", "nytt") as talk:
            talk.answers(*((earlier, "Torget") for earlier in questions[:place]))
            assert talk.interrupt(question).code == 130
        assert not (bare.root / "nytt").exists()


def test_without_git_the_project_is_saved_and_the_loss_is_said(bare: Here) -> None:
    done = bare.run("init", "nytt", *ASKED, PATH="/nowhere")
    assert done.code == 0
    assert "Utan git finns ingen dagbok" in " ".join(done.err.split()) or "utan git finns ingen dagbok" in done.err
    assert (bare.root / "nytt" / "projekt" / "projektplan.yaml").is_file()


def test_the_example_is_played_until_the_day_that_is_asked_for(bare: Here) -> None:
    done = bare.run("init", "nytt", "--exempel", "--datum", "2022-12-13")
    assert (done.code, done.out) == (0, f"{bare.root / 'nytt'}\n")
    assert done.err.splitlines()[0] == "Spelar upp december\N{NO-BREAK SPACE}2022 …"
    project = new(bare)
    assert project.diary()[-1] == "init: Trygg park Exempelparken (påhittat exempel)"
    assert project.git("log", "-1", "--format=%ad", "--date=short") == "2022-12-13"
    assert not (project.root / "projekt" / "mote").exists()
