"""The risk review: what is asked and shown, the same from options and from a file, and other plans' scales."""

import pytest
from tests.cli.cli_world import PERSONNUMMER, Done, Here, Talk

DAY = "2023-06-10"
CALL = ("risk", "granska", "--datum", DAY)
LEVELS = ("Sannolikhet 1–5 [4]", "Konsekvens  1–5 [4]")
COMMENT, NEW, SUMMARY, PRESENT = (
    "Kommentar (å: ny åtgärd)",
    "Nya risker? (titel, Enter: inga)",
    "Sammanfattning",
    "Deltagare [projektledare, enhetschef-a]",
)
MEASURE = "Åtgärd 2 klar? (j/n/nytt datum) [n]"
END = ((NEW, ""), (SUMMARY, ""), (PRESENT, ""))


def no_scale(here: Here) -> None:
    """Takes the scale out of the plan."""
    head, _, rest = here.read("projektplan").partition("riskskala:\n")
    here.put("projektplan", head + rest[rest.index("krav:") :])


def with_scale(here: Here, scale: str) -> None:
    no_scale(here)
    here.put("projektplan", f"{here.read('projektplan')}riskskala: {{{scale}}}\n")


def assess_r003(here: Here) -> None:
    """The risk that was never assessed, out of the way."""
    done = here.call(*CALL, "--risk", "R-003", "--sannolikhet", "2", "--konsekvens", "2")
    assert done.code == 0, done.err


def test_a_risk_is_shown_with_its_history_and_its_measures(seen: Here) -> None:
    with seen.talk(*CALL) as talk:
        shown = talk.until("Sannolikhet 1–5")
    assert shown == (
        "Riskanalys juni · 2\u00a0öppna risker · Enter\u00a0behåller · b\u00a0bakåt · ?\u00a0hjälp ·\r\n"
        "  Ctrl-C\u00a0sparar\u00a0och\u00a0avbryter\r\n"
        "Skriv inget som pekar ut en enskild.\r\n"
        "\r\n"
        "1/2  R-003  Scenen får inte tillstånd i tid                 ägare: Enhetschef A\r\n"
        "     inte bedömd tidigare\r\n"
        "     Inga åtgärder\r\n"
        "     "
    )


def test_the_worst_comes_first_after_those_not_assessed(here: Here) -> None:
    here.put("risk/R-004", "titel: Värre\nbedomning:\n  - {datum: 2023-05-01, sannolikhet: 5, konsekvens: 5}\n")
    with here.talk(*CALL) as talk:
        order = [talk.until("Sannolikhet 1–5")]
        talk.child.sendline("1")
        talk.answers(("Konsekvens  1–5", "1"), (COMMENT, ""))
        order.append(talk.answer("Sannolikhet 1–5 [5]", ""))
        talk.answers(("Konsekvens  1–5 [5]", ""), ("Ny åtgärd (Enter: ingen)", ""), (COMMENT, ""))
        order.append(talk.until(LEVELS[0]))
    assert [[line[:10] for line in shown.split("\r\n") if "/3  " in line] for shown in order] == [
        ["1/3  R-003"],
        ["2/3  R-004"],
        ["3/3  R-001"],
    ]


def test_enter_twice_is_an_assessment_of_today(here: Here) -> None:
    assess_r003(here)
    with here.talk(*CALL) as talk:
        shown = talk.answer(LEVELS[0], "")
        talk.answers((LEVELS[1], ""), (MEASURE, ""), (COMMENT, ""))
        after = talk.until(NEW)
    assert "feb 3×4=12   mars –   apr –   maj 4×4=16     ▃▄··▅   röd från 15\r\n" in shown
    assert "Åtgärd 2 Inventera ersättare, Enhetschef A (försenad, 15\u00a0maj)\r\n" in shown
    assert "1 åtgärd klar tidigare\r\n" in shown
    assert "     → 16, röd\r\n" in after
    assert here.changed() == [f"+  - {{datum: {DAY}, sannolikhet: 4, konsekvens: 4}}"]


def test_a_new_day_moves_a_measure_and_the_change_of_value_is_told(here: Here) -> None:
    assess_r003(here)
    with here.talk(*CALL) as talk:
        talk.answers((LEVELS[0], "5"), (LEVELS[1], ""), (MEASURE, "+14d"), (COMMENT, "Schemat är lagt"))
        shown = talk.until(NEW)
    assert "     → 20, röd (var 16)\r\n" in shown
    assert here.changed() == [
        f"+  - {{datum: {DAY}, sannolikhet: 5, konsekvens: 4, kommentar: Schemat är lagt}}",
        "-  - {nr: 2, text: Inventera ersättare, ansvarig: enhetschef-a, senast: 2023-05-15, mot: konsekvens}",
        "+  - {nr: 2, text: Inventera ersättare, ansvarig: enhetschef-a, senast: 2023-06-24, mot: konsekvens}",
    ]


def test_a_measure_done_another_day(here: Here) -> None:
    assess_r003(here)
    with here.talk(*CALL) as talk:
        talk.answers((LEVELS[0], ""), (LEVELS[1], ""), (MEASURE, "j 2023-06-11"))
        assert "En åtgärd kan inte bli klar en dag som inte har varit." in talk.answer(MEASURE, "j 2023-06-02")
        talk.answers(("Ny åtgärd (Enter: ingen)", ""), (COMMENT, ""))
        talk.until(NEW)
    assert "klar: 2023-06-02" in here.changed()[-1]


def test_levels_by_their_words_and_the_words_on_asking(here: Here) -> None:
    with here.talk(*CALL) as talk:
        talk.answer("Sannolikhet 1–5", "?")
        helped = talk.answer("Sannolikhet 1–5", "STOR")
        wrong = talk.answer("Konsekvens  1–5", "6")
        assert wrong.strip() == "STOR"
        refused = talk.answer("Konsekvens  1–5", "")
        needed = talk.answer("Konsekvens  1–5", "2")
        talk.answer(COMMENT, PERSONNUMMER)
        private = talk.answer(COMMENT, "")
        talk.until(LEVELS[0])
    assert "5 mycket stor\r\n" in helped
    assert "gult från 5, rött från 15." in helped
    assert "Konsekvens skrivs som ett tal mellan 1 (mycket liten) och 5 (mycket stor)." in refused
    assert "Risken är inte bedömd, så ett tal behövs: 1–5." in needed
    assert "Svaret innehåller ett personnummer." in private
    assert here.changed()[1:] == [f"+  - {{datum: {DAY}, sannolikhet: 4, konsekvens: 2}}"]


def test_back_goes_to_the_question_before_and_keeps_the_answers(here: Here) -> None:
    with here.talk(*CALL) as talk:
        talk.answers(("Sannolikhet 1–5", "4"), ("Konsekvens  1–5", "b"), (LEVELS[0], "3"))
        talk.answers(("Konsekvens  1–5", "2"), (COMMENT, "å"), ("Ny åtgärd (Enter: ingen)", "Ring"))
        talk.answers(("Ansvarig [enhetschef-a]", "b"), ("Ny åtgärd [Ring]", ""))
        talk.answers(("Ansvarig [enhetschef-a]", "Projektledaren"), ("Senast", ""), (COMMENT, ""))
        talk.until(LEVELS[0])
    assert here.changed() == [
        "+bedomning:",
        f"+  - {{datum: {DAY}, sannolikhet: 3, konsekvens: 2}}",
        "+atgard:",
        "+  - {nr: 1, text: Ring, ansvarig: projektledare}",
    ]


def test_back_to_the_risk_before_replaces_the_assessment_of_today(here: Here) -> None:
    with here.talk(*CALL) as talk:
        talk.answers(("Sannolikhet 1–5", "3"), ("Konsekvens  1–5", "2"), (COMMENT, "Först"))
        talk.answers((LEVELS[0], "b"), ("Sannolikhet 1–5 [3]", "b"))
        assert "Det här är den första risken." in talk.answer("Sannolikhet 1–5 [3]", "4")
        talk.answers(("Konsekvens  1–5 [2]", ""), (f"{COMMENT} [Först]", "Sedan"))
        talk.answers((LEVELS[0], ""), (LEVELS[1], ""), (MEASURE, ""), (COMMENT, ""))
        talk.answers((NEW, "b"), (LEVELS[0], ""), (LEVELS[1], ""), (MEASURE, ""), (COMMENT, ""), *END)
        assert talk.end().code == 0
    assert here.read("risk/R-003").count("datum: 2023-06-10") == 1
    assert f"- {{datum: {DAY}, sannolikhet: 4, konsekvens: 2, kommentar: Sedan}}" in here.read("risk/R-003")
    assert here.read("risk/R-001").count(DAY) == 1


def test_a_risk_is_closed_with_its_reason_and_can_be_opened_again(here: Here) -> None:
    assess_r003(here)
    with here.talk(*CALL) as talk:
        talk.answers((LEVELS[0], "s"), ("Varför stängs risken?", ""))
        assert "Ett skäl behövs." in talk.answer("Varför stängs risken?", "Sommaren är bemannad")
        assert "→ 16, röd, stängd" in talk.answer(NEW, "b")
        assert here.changed() == [
            f"+  - {{datum: {DAY}, sannolikhet: 4, konsekvens: 4, kommentar: Sommaren är bemannad}}",
            f"+stangd: {DAY}",
        ]
        assert "Stängd 10\u00a0juni." in talk.answer(LEVELS[0], "")
        talk.answers((LEVELS[1], ""), (MEASURE, ""), (f"{COMMENT} [Sommaren är bemannad]", "-"), *END)
        assert talk.end().code == 0
    assert "kommentar: Sommaren" not in here.read("risk/R-001")
    assert here.call("risk", "list", "--status", "oppen").out.count("\n") == 3


def test_a_closed_risk_was_gone_through(here: Here) -> None:
    assess_r003(here)
    with here.talk(*CALL) as talk:
        talk.answers((LEVELS[0], "s"), ("Varför stängs risken?", "Klart"), *END)
        assert talk.end().code == 0
    assert "risk: [R-001, R-003]\n" in here.read("riskanalys/RA-005")


def test_a_risk_never_assessed_is_closed_with_a_last_assessment(here: Here) -> None:
    with here.talk(*CALL) as talk:
        talk.answers(("Sannolikhet 1–5", "s"), ("Sannolikhet 1–5", "s"))
        assert "Risken stängs inte." in talk.answer("Sannolikhet 1–5", "s")
        talk.answers(("Sannolikhet 1–5", "1"), ("Konsekvens  1–5", "1"), ("Varför stängs risken?", "Fel park"))
        talk.until(LEVELS[0])
    assert f"stangd: {DAY}\n" in here.read("risk/R-003")
    assert "konsekvens: 1, kommentar: Fel park}" in here.read("risk/R-003")


def test_a_risk_is_accepted_by_a_decision_from_the_list(here: Here) -> None:
    assess_r003(here)
    ask = "Beslut (nummer i listan, eller M-007/beslut/2; Enter ångrar)"
    with here.talk(*CALL) as talk:
        talk.answer(LEVELS[0], "a")
        shown = talk.answer(ask, "M-005/beslut/9")
        assert "M-005/beslut/9 finns inte." in talk.answer(ask, "2")
        assert "Accepteras genom M-004/beslut/1." in talk.answer(LEVELS[0], "")
        talk.answers((LEVELS[1], ""), (MEASURE, ""), (COMMENT, ""))
        talk.until(NEW)
    assert "1  M-004/beslut/2  26\u00a0april  Ändringsbegäran AB-001 godkänns.\r\n" in shown
    assert "+accepterad: M-004/beslut/1" in here.changed()


def test_the_analysis_is_told_to_be_there_already(here: Here) -> None:
    more = "Göra en kompletterande? (j/n) [n]"
    with here.talk("risk", "granska") as talk:
        assert "Riskanalysen för maj\u00a02023 är redan gjord (RA-004, 29\u00a0maj)." in talk.answer(more, "")
        assert talk.end().code == 0
    assert here.diary() == ["börja"]
    with here.talk("risk", "granska") as talk:
        talk.answers((more, "j"), ("Sannolikhet 1–5", "1"), ("Konsekvens  1–5", "1"), (COMMENT, ""))
        talk.answers((LEVELS[0], ""), (LEVELS[1], ""), (MEASURE, ""), (COMMENT, ""), *END)
        assert talk.end().code == 0
    assert "datum: 2023-05-30\n" in here.read("riskanalys/RA-005")


def test_a_late_review_names_the_period_that_it_answers_for(here: Here) -> None:
    here.path("riskanalys/RA-004").unlink()
    assert here.call("risk", "granska", "--period", "2023-04", "--behall", "--kommentar", "x").code == 2
    done = here.call(
        *("risk", "granska", "--period", "april", "--risk", "R-003", "--sannolikhet", "1", "--konsekvens", "1")
    )
    assert done.code == 0
    done = here.call("risk", "granska", "--period", "april 2023", "--behall", "--kommentar", "Som förut", "--avsluta")
    assert (done.code, done.lines) == (0, ["RA-005"])
    assert "start: 2023-04-01\nslut: 2023-04-30\n" in here.read("riskanalys/RA-005")
    assert "riskanalys blev sen 1 av 4 månader: april" in here.call("kontroll", "--regel", "RISK01").out


def test_a_period_that_has_not_begun_is_refused(seen: Here) -> None:
    done = seen.call("risk", "granska", "--period", "augusti", "--behall", "--kommentar", "x")
    assert (done.code, done.err) == (
        2,
        (
            "Fel: --period augusti är ingen av planens perioder som har börjat.\n"
            "Åtgärda: Till exempel: mars\u00a02023, april\u00a02023 eller maj\u00a02023.\n"
        ),
    )


def test_without_open_risks_an_analysis_can_be_written_anyway(here: Here) -> None:
    for ident in ("R-001", "R-003"):
        here.call("risk", "close", ident)
    with here.talk(*CALL) as talk:
        ask = "Skriva riskanalysen ändå? (j/n) [j]"
        assert "Det finns inga öppna risker den\u00a010\u00a0juni\u00a02023." in talk.answer(ask, "")
        talk.answer(NEW, "b")
        assert "Det finns inget före den här frågan." in talk.answer(NEW, "")
        talk.answers(*END[1:])
        assert talk.end().code == 0
    with here.talk("risk", "granska", "--datum", "2023-07-02") as talk:
        talk.answer("Skriva riskanalysen ändå? (j/n) [j]", "n")
        assert talk.end().code == 0


def test_what_somebody_else_writes_during_the_questions_is_not_written_over(here: Here) -> None:
    with here.talk(*CALL) as talk:
        talk.answer("Sannolikhet 1–5", "1")
        here.put("risk/R-003", "datum: 2023-05-22\ntitel: Någon annans\n")
        talk.answers(("Konsekvens  1–5", "1"), (COMMENT, ""))
        done = talk.end()
    assert done.code == 4
    assert "projekt/risk/R-003.yaml har ändrats under tiden." in done.out
    assert here.read("risk/R-003") == "datum: 2023-05-22\ntitel: Någon annans\n"


def test_a_terminal_without_swedish_letters(here: Here) -> None:
    assess_r003(here)
    with here.talk(*CALL, LC_ALL="C", PYTHONIOENCODING="ascii") as talk:
        shown = talk.answer("Sannolikhet 1-5 [4]", "?")
    assert "feb 3x4=12   mars -   apr -   maj 4x4=16     :=--+   rod fran 15\r\n" in shown
    assert all(ord(char) < 128 for char in shown)


@pytest.mark.parametrize(
    ("scale", "asked"),
    [
        ("sannolikhet: [låg, medel, hög], konsekvens: [liten, kännbar, allvarlig], gul: 3, rod: 6", "1–3"),
        ("gul: 20, rod: 50", "1–10"),
        ("", "1–10"),
    ],
)
def test_another_plans_scale(here: Here, scale: str, asked: str) -> None:
    with_scale(here, scale) if scale else no_scale(here)
    here.git("commit", "--all", "--quiet", "--message", "skala")
    here.path("risk/R-001").unlink()
    with here.talk(*CALL) as talk:
        talk.answer(f"Sannolikhet {asked}", "11")
        assert "Sannolikhet skrivs som ett tal mellan 1" in talk.answer(f"Sannolikhet {asked}", "3")
        talk.answer(f"Konsekvens  {asked}", "3")
        if "rod: 6" in scale:
            talk.answer("Ny åtgärd (Enter: ingen)", "")
        talk.answer(COMMENT, "")
        shown = talk.until(NEW)
    assert {"rod: 6": "→ 9, röd", "rod: 50": "→ 9, grön", "": "→ 9\r\n"}[
        scale[-6:] if "6" in scale else scale[-7:]
    ] in shown


def refused(here: Here, *argv: str) -> str:
    """What is said of a call that is wrong; nothing may have been written."""
    before = here.files()
    done = here.call(*CALL, *argv)
    assert (done.code, done.out, here.files()) == (2, "", before)
    return done.err


def test_without_a_terminal_and_without_options_it_is_told_what_is_needed(seen: Here) -> None:
    assert refused(seen) == (
        "Fel: Granskningen behöver svar, och det finns ingen att fråga.\n"
        "Åtgärda: Bedöm en risk: --risk ID --sannolikhet TAL --konsekvens TAL. Behåll resten: --behall --kommentar "
        "TEXT. Skriv riskanalysen: --avsluta --sammanfattning TEXT. Eller ange allt i en fil: --fran FIL.\n"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--sannolikhet", "3"], "--sannolikhet hör ihop med --risk ID."),
        (["--atgard-klar", "3"], "--atgard-klar hör ihop med --risk ID."),
        (["--deltagare", "x"], "--deltagare hör ihop med --avsluta."),
        (["--kommentar", "x"], "--kommentar hör ihop med --risk ID eller --behall."),
        (["--risk", "R-001", "--behall"], "Ange bara ett av --risk, --behall och --fran."),
        (["--risk", "R-001"], "Att behålla bedömningen kräver en kommentar om varför."),
        (["--behall"], "Att behålla bedömningarna kräver en kommentar om varför."),
        (["--behall", "--kommentar", "x"], "R-003 har ingen bedömning att behålla."),
        (["--risk", "R-003", "--sannolikhet", "3"], "R-003 är inte bedömd tidigare, så konsekvens behövs."),
        (["--risk", "R-001", "--sannolikhet", "6"], "Sannolikhet skrivs som ett tal mellan 1"),
        (["--risk", "R-001", "--stang"], "Att stänga risken kräver ett skäl."),
        (["--risk", "R-002", "--kommentar", "x"], "R-002 är stängd sedan den\u00a020\u00a0maj\u00a02023."),
        (["--risk", "R-001", "--kommentar", "x", "--atgard-klar", "7"], "R-001 har ingen åtgärd 7."),
        (["--risk", "R-001", "--kommentar", "x", "--atgard-klar", "2; +1d"], "2; +1d: en åtgärd kan inte bli klar"),
        (["--risk", "R-001", "--kommentar", "x", "--atgard-senast", "2"], "--atgard-senast 2 går inte att tolka."),
        (["--risk", "R-001", "--kommentar", "x", "--atgard", "a;b;c;d"], "--atgard a;b;c;d går inte att tolka."),
        (["--risk", "R-001", "--kommentar", "x", "--atgard", "a; projektledarn"], "Menades Projektledaren?"),
        (["--risk", "R-001", "--kommentar", "x", "--acceptera", "M-005/beslut/1"], "M-005/beslut/1 finns inte."),
        (["--avsluta"], "Riskanalysen är inte skriven: R-003 och R-001 är inte bedömda."),
        (["--fran", "saknas.yaml"], "Filen saknas.yaml finns inte."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_writes_nothing(seen: Here, options: list[str], said: str) -> None:
    assert said in refused(seen, *options)


def test_a_risk_from_options(here: Here) -> None:
    done = here.call(
        *(*CALL, "--risk", "deltagare", "--sannolikhet", "mycket stor", "--kommentar", "Sjukskrivning"),
        *("--atgard-klar", "2; igår", "--atgard", "Hyr in; Projektledaren; +14d", "--acceptera", "M-001/beslut/1"),
    )
    assert (done.code, done.out) == (0, "R-001\n")
    assert done.err.endswith("→ 20, röd (var 16)\n")
    assert here.diary()[0] == (
        "risk R-001: bedömd 5×4=20 (var 16), åtgärd 2 klar, 1 ny åtgärd, accepterad genom M-001/beslut/1"
    )
    assert here.changed() == [
        f"+  - {{datum: {DAY}, sannolikhet: 5, konsekvens: 4, kommentar: Sjukskrivning}}",
        "-  - {nr: 2, text: Inventera ersättare, ansvarig: enhetschef-a, senast: 2023-05-15, mot: konsekvens}",
        (
            "+  - {nr: 2, text: Inventera ersättare, ansvarig: enhetschef-a, senast: 2023-05-15, klar: 2023-06-09, "
            "mot: konsekvens}"
        ),
        "+  - {nr: 3, text: Hyr in, ansvarig: projektledare, senast: 2023-06-24}",
        "+accepterad: M-001/beslut/1",
    ]


def test_a_decision_of_a_meeting_not_held_accepts_nothing(here: Here) -> None:
    here.put("mote/M-005", f"{here.read('mote/M-005')}beslut:\n  - {{nr: 1, text: Risken accepteras}}\n")
    said = refused(here, "--risk", "R-001", "--kommentar", "x", "--acceptera", "M-005/beslut/1")
    assert "M-005/beslut/1 gäller inte än: mötet är inte genomfört." in said


def test_the_whole_review_from_options(here: Here) -> None:
    assess_r003(here)
    kept = here.call(*CALL, "--behåll", "--kommentar", "Inget har hänt")
    assert (kept.code, kept.err) == (0, "1\u00a0risk bedömd som förut.\n")
    assert here.call(*CALL, "--behall", "--kommentar", "x").err == "Alla öppna risker är redan bedömda.\n"
    done = here.call(*CALL, "--avsluta", "--sammanfattning", "Lugnt", "--deltagare", "Projektledaren")
    assert (done.code, done.out) == (0, "RA-005\n")
    assert done.err == "Riskanalysen för juni\u00a02023 är skriven: 2\u00a0risker bedömda.\n"
    assert here.read("riskanalys/RA-005").partition("\n")[2] == (
        f"datum: {DAY}\ndeltagare: [projektledare]\nrisk: [R-001, R-003]\nsammanfattning: Lugnt\n"
    )
    assert refused(here, "--avsluta") == (
        "Fel: Riskanalysen för juni\u00a02023 är redan gjord: RA-005, den\u00a010\u00a0juni\u00a02023.\n"
        "Åtgärda: Ange --ja om en kompletterande ska skrivas.\n"
    )
    assert here.call(*CALL, "--avsluta", "--ja").out == "RA-006\n"


REVIEW = """\
risk:
  R-001:
    sannolikhet: 5
    klar: {2: 2023-06-09}
    atgard:
      - {text: Hyr in, ansvarig: projektledare, senast: 2023-06-24}
  R-003: {sannolikhet: 1, konsekvens: 1, stang: ja, kommentar: Tillståndet kom}
ny:
  - {titel: Regn, agare: projektledare, sannolikhet: 2, konsekvens: 3}
sammanfattning: Lugnt
deltagare: [projektledare]
"""


def from_file(here: Here, text: str) -> Done:
    return here.call(*CALL, "--fran", "-", said=text)


def test_a_whole_review_from_a_file_is_one_change_set(here: Here) -> None:
    done = from_file(here, REVIEW)
    assert (done.code, done.out) == (0, "R-004\nRA-005\n"), done.err
    assert here.diary() == ["riskanalys RA-005: juni\u00a02023, 2\u00a0risker, 1\u00a0ny", "börja"]
    assert here.read("riskanalys/RA-005").partition("\n")[2] == (
        f"datum: {DAY}\ndeltagare: [projektledare]\nrisk: [R-001, R-003]\nny: [R-004]\nsammanfattning: Lugnt\n"
    )
    assert "stangd: 2023-06-10" in here.read("risk/R-003")
    assert from_file(here, REVIEW).code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (REVIEW.replace("  R-003: {", "  R-004: {"), "R-004 finns inte i registret risk."),
        (REVIEW.partition("  R-003")[0], "Filen säger inget om R-003."),
        (REVIEW.replace("sannolikhet: 5", "sannolikhet: 9"), "sannolikhet ska vara ett heltal 1–5, men är 9"),
        (REVIEW.replace("sannolikhet: 5", "sannolikhet: hög"), "standard in:3:"),
        (REVIEW.replace("sannolikhet: 5", "sanolikhet: 5"), "standard in:3:5: okänd nyckel sanolikhet"),
        (REVIEW.replace("    sannolikhet: 5\n", ""), "R-001: att behålla bedömningen kräver en kommentar om varför."),
        (REVIEW.replace(", kommentar: Tillståndet kom", ""), "R-003: att stänga risken kräver ett skäl."),
        (REVIEW.replace("agare: projektledare", "agare: ingen"), "agare: ingen finns inte"),
        (REVIEW.replace("Regn", PERSONNUMMER), "personnummer"),
        ("- en lista", "standard in är ingen giltig granskning."),
        ("", "standard in är ingen giltig granskning."),
        ("risk: {R-001: {sannolikhet: [}", "standard in:1:"),
    ],
)
def test_a_file_with_a_fault_writes_nothing(seen: Here, text: str, said: str) -> None:
    before = seen.files()
    done = from_file(seen, text)
    assert (done.code in (2, 4), done.out, seen.files()) == (True, "", before), done.err
    assert said in done.err


def test_the_summary_can_be_gone_back_from(here: Here) -> None:
    def upto_end(talk: Talk) -> None:
        talk.answers((LEVELS[0], ""), (LEVELS[1], ""), (MEASURE, ""), (COMMENT, ""))

    assess_r003(here)
    with here.talk(*CALL) as talk:
        upto_end(talk)
        talk.answers((NEW, ""), (SUMMARY, "Lugnt"), (PRESENT, "b"), (f"{SUMMARY} [Lugnt]", "b"), (NEW, ""))
        talk.answers((SUMMARY, "Stilla"), (PRESENT, "Projektledaren, styrgrupp"))
        assert talk.end().code == 0
    assert "deltagare: [projektledare, styrgrupp]\n" in here.read("riskanalys/RA-005")
    assert "sammanfattning: Stilla\n" in here.read("riskanalys/RA-005")
