"""``rapport lage`` on a terminal offers to write the project leader's part when the coming meeting has none."""

from tests.cli.cli_world import Here

MEETING = "styrgruppsmöte M-005 den\u00a031\u00a0maj\u00a02023"
QUESTION = f"Din del av lägesrapporten inför {MEETING} är inte skriven. Skriva den nu? (j/n) [n]"


def unwritten(here: Here) -> None:
    """Take the coming meeting's report away, and the reference to it."""
    (here.root / "projekt/lagesrapport/LR-005.yaml").unlink()
    request = here.root / "projekt/andring/AB-002.yaml"
    request.write_text(request.read_text("utf-8").replace("lagesrapport: LR-005\n", ""), "utf-8")
    here.git("commit", "--quiet", "--all", "--message", "ta bort rapporten")


def test_what_is_answered_becomes_the_record_and_stands_in_the_report(here: Here) -> None:
    unwritten(here)
    with here.talk("rapport", "lage", "--ut", "lage.md") as talk:
        talk.answers((QUESTION, "j"), ("Periodens första dag", ""), ("Periodens sista dag", ""))
        talk.answers(("Samlad färg (grön/gul/röd)", "gul"), ("Samlad bedömning", "Två av tre är borta i juli."))
        talk.answers(("Förslag till beslut", "Styrgruppen beslutar om ersättare."), ("Före nästa rapport", ""))
        talk.answers(("Mottagare", ""), ("Diarienummer", ""))
        done = talk.end()
    assert done.code == 0
    assert here.body("lagesrapport/LR-006") == (
        "datum: 2023-05-30\nmote: M-005\nfarg: gul\nbedomning: Två av tre är borta i juli.\nbeslutsforslag:\n"
        "  - {nr: 1, text: Styrgruppen beslutar om ersättare.}\n"
    )
    report = (here.root / "lage.md").read_text("utf-8")
    assert "# Lägesrapport LR-006" in report
    assert "1. Styrgruppen beslutar om ersättare." in report


def test_a_no_writes_nothing_and_the_report_says_what_is_missing(here: Here) -> None:
    unwritten(here)
    with here.talk("rapport", "lage", "--ut", "lage.md") as talk:
        talk.answers((QUESTION, ""))
        done = talk.end()
    assert done.code == 0
    assert here.git("status", "--porcelain", "projekt") == ""
    assert "Projektledarens del av rapporten är inte skriven" in (here.root / "lage.md").read_text("utf-8")


def test_without_a_terminal_or_with_a_written_report_nothing_is_offered(here: Here) -> None:
    assert "Skriva den nu" not in here.run("rapport", "lage").err
    unwritten(here)
    done = here.run("rapport", "lage")
    assert (done.code, done.err) == (0, "")


def test_ctrl_c_at_the_offer_writes_nothing(here: Here) -> None:
    unwritten(here)
    before = here.files()
    with here.talk("rapport", "lage", "--ut", "lage.md") as talk:
        assert talk.interrupt(QUESTION).code == 130
    assert here.files() == before
