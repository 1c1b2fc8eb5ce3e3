"""What is asked on a terminal, and what becomes of the answers: real terminals, whole processes."""

import pytest
from tests.cli.cli_world import DAY, PERSONNUMMER, Here, Talk

ADD = [
    ("Titel", "Scenen saknar el"),
    ("Orsak", "Elcentralen är trasig"),
    ("Följd", ""),
    ("Kategori", ""),
    ("Ägare", "projektledare"),
    ("Paragraf i planen", ""),
    ("Sannolikhet", "3"),
    ("Konsekvens", "4"),
    ("Kommentar", ""),
    ("Åtgärd", "Hyr ett elverk"),
]
EDIT = ["Titel", "Orsak", "Följd", "Kategori", "Ägare", "Paragraf i planen", "Accepterad", "Stängd"]
NOW = {"Titel": "Scenen får inte tillstånd i tid", "Ägare": "enhetschef-a"}
ITEM = [("Åtgärd", "Fråga facket"), ("Ansvarig", ""), ("Senast", ""), ("Inriktning (sannolikhet/konsekvens)", "")]
INTERRUPTED = "Avbrutet. Det som inte var sparat är inte sparat."
ENDED = "Fel: Svaren tog slut innan allt var ifyllt. Inget mer är sparat.\nÅtgärda: Ange värdena som val i stället.\n"


def asked(field: str) -> str:
    """The question about a field of R-003, as ``edit`` asks it."""
    return f"{field} [{NOW.get(field, '–')}]"


def test_the_fields_are_asked_in_order_and_the_id_comes_last(here: Here) -> None:
    with here.talk("risk", "add") as talk:
        shown = talk.until("Titel")
        assert shown == "Skriv inget som pekar ut en enskild. Enter hoppar över, Ctrl-C avbryter.\r\n"
        talk.child.sendline(ADD[0][1])
        talk.answers(*ADD[1:])
        done = talk.end()
    assert (done.code, done.out.splitlines()[-1]) == (0, "R-004")
    assert here.body("risk/R-004") == (
        f"datum: {DAY}\ntitel: Scenen saknar el\norsak: Elcentralen är trasig\nagare: projektledare\nbedomning:\n"
        f"  - {{datum: {DAY}, sannolikhet: 3, konsekvens: 4}}\natgard:\n  - {{nr: 1, text: Hyr ett elverk}}\n"
    )


def test_what_is_given_as_an_option_is_not_asked(here: Here) -> None:
    with here.talk("risk", "add", "--agare", "projektledare", "--sannolikhet", "2", "--konsekvens", "2") as talk:
        talk.answers(*((field, answer) for field, answer in ADD if field not in ("Ägare", "Sannolikhet", "Konsekvens")))
        assert talk.end().code == 0
    assert f"- {{datum: {DAY}, sannolikhet: 2, konsekvens: 2}}" in here.read("risk/R-004")


def test_with_ja_nothing_is_asked(here: Here) -> None:
    with here.talk("risk", "add", "--ja") as talk:
        done = talk.end()
    assert (done.code, done.out) == (2, "Fel: --titel saknas.\nÅtgärda: Ange --titel.\n")


def test_a_list_that_is_skipped_at_its_first_question_is_not_asked_further(here: Here) -> None:
    with here.talk("risk", "add") as talk:
        talk.answers(*ADD[:6], ("Sannolikhet", ""), ("Åtgärd", ""))
        assert talk.end().code == 0
    assert "bedomning" not in here.read("risk/R-004")


def test_wrong_answers_are_asked_again(here: Here) -> None:
    with here.talk("risk", "add") as talk:
        talk.answer("Titel", "")
        assert talk.answer("Titel", PERSONNUMMER).endswith("Titel behövs. Vad som kan hända.\r\n")
        assert talk.answer("Titel", "Ny").endswith(
            "Svaret innehåller ett personnummer. Skriv inget som pekar ut en enskild.\r\n"
        )
        talk.answers(*ADD[1:4], ("Ägare", "projektledarn"))
        assert "projektledarn finns inte. Menades projektledare?" in talk.answer("Ägare", "projektledare")
        talk.answers(("Paragraf i planen", ""), ("Sannolikhet", "ofta"))
        assert "sannolikhet ska vara ett heltal, men är ofta." in talk.answer("Sannolikhet", "9")
        talk.answer("Konsekvens", "")
        assert "Konsekvens behövs. Nivå på planens riskskala." in talk.answer("Konsekvens", "4")
        talk.answers(("Kommentar", ""), ("Åtgärd", ""))
        assert "sannolikhet ska vara ett heltal 1–5, men är 9." in talk.answer("Sannolikhet", "7")
        assert "sannolikhet ska vara ett heltal 1–5, men är 7." in talk.answer("Sannolikhet", "3")
        done = talk.end()
    assert (done.code, done.out.splitlines()[-1]) == (0, "R-004")
    assert f"- {{datum: {DAY}, sannolikhet: 3, konsekvens: 4}}" in here.read("risk/R-004")


@pytest.mark.parametrize("place", range(len(ADD)), ids=[field for field, _ in ADD])
def test_ctrl_c_at_any_question_of_add_writes_nothing(seen: Here, place: int) -> None:
    before = seen.files()
    with seen.talk("risk", "add") as talk:
        talk.answers(*ADD[:place])
        done = talk.interrupt(ADD[place][0])
    assert (done.code, done.out.splitlines()[-1]) == (130, INTERRUPTED)
    assert seen.files() == before


@pytest.mark.parametrize("place", [0, len(ADD) - 1])
def test_the_end_of_input_is_a_wrong_call(seen: Here, place: int) -> None:
    before = seen.files()
    with seen.talk("risk", "add") as talk:
        talk.answers(*ADD[:place])
        done = talk.end_input(ADD[place][0])
    assert (done.code, done.out.lstrip("\n")) == (2, ENDED)
    assert seen.files() == before


def test_edit_asks_field_by_field_and_enter_keeps(here: Here) -> None:
    with here.talk("risk", "edit", "R-003") as talk:
        shown = talk.answer(asked("Titel"), "")
        assert shown == "R-003. Enter behåller, - tömmer. Skriv inget som pekar ut en enskild.\r\n"
        talk.answers(*((asked(field), "") for field in EDIT[1:]))
        done = talk.end()
    assert (done.code, done.out.splitlines()[-2:]) == (0, ["Inget ändrat.", "R-003"])
    assert here.diary() == ["börja"]


def test_edit_changes_what_is_answered_and_clears_with_a_dash(here: Here) -> None:
    answers = {"Titel": "Scenen får tillstånd för sent", "Ägare": "-", "Stängd": "-1d"}
    with here.talk("risk", "edit", "R-003") as talk:
        talk.answers(*((asked(field), answers.get(field, "")) for field in EDIT))
        done = talk.end()
    assert done.out.splitlines()[-2:] == ["--stangd -1d: den\u00a029\u00a0maj\u00a02023", "R-003"]
    assert done.out.count("den\u00a029\u00a0maj") == 1
    assert here.read("risk/R-003") == (
        "datum: 2023-05-22\ntitel: Scenen får tillstånd för sent\nagare:\nstangd: 2023-05-29\n"
    )


def test_edit_asks_again_and_does_not_clear_what_is_needed(here: Here) -> None:
    with here.talk("risk", "edit", "R-003") as talk:
        talk.answer(asked("Titel"), "-")
        assert talk.answer(asked("Titel"), "").endswith("Titel behövs. Vad som kan hända.\r\n")
        talk.answers(*((asked(field), "") for field in EDIT[1:-2]), (asked("Accepterad"), "nyss"))
        assert "accepterad ska vara en hänvisning" in talk.answer(asked("Accepterad"), "M-001/beslut/1")
        talk.answer(asked("Stängd"), "")
        assert talk.end().code == 0
    assert here.changed() == ["+accepterad: M-001/beslut/1"]


@pytest.mark.parametrize("place", range(len(EDIT)), ids=EDIT)
def test_ctrl_c_at_any_question_of_edit_writes_nothing(seen: Here, place: int) -> None:
    before = seen.files()
    with seen.talk("risk", "edit", "R-003") as talk:
        talk.answers(*((asked(field), "x" if field == "Titel" else "") for field in EDIT[:place]))
        done = talk.interrupt(asked(EDIT[place]))
    assert (done.code, done.out.splitlines()[-1]) == (130, INTERRUPTED)
    assert seen.files() == before


def test_what_somebody_else_writes_during_the_questions_is_not_written_over(here: Here) -> None:
    with here.talk("risk", "edit", "R-003") as talk:
        talk.answer(asked("Titel"), "Min titel")
        here.put("risk/R-003", "datum: 2023-05-22\ntitel: Någon annans\n")
        talk.answers(*((asked(field), "") for field in EDIT[1:]))
        done = talk.end()
    assert done.code == 4
    assert "projekt/risk/R-003.yaml har ändrats under tiden. Inget är sparat." in done.out
    assert here.read("risk/R-003") == "datum: 2023-05-22\ntitel: Någon annans\n"
    kept = [path.read_text(encoding="utf-8") for path in (here.root / "projekt/.drogscen").rglob("*R-003*")]
    assert [text for text in kept if "titel: Min titel" in text]


def test_a_row_of_a_list_is_asked_for(here: Here) -> None:
    with here.talk("risk", "atgard", "add", "R-003") as talk:
        talk.answers(ITEM[0], ("Ansvarig", "enhetschef-a"), ("Senast", "+14d"))
        echoed = talk.answer(ITEM[3][0], "dyrt")
        assert "--senast +14d: den\u00a013\u00a0juni\u00a02023" in echoed
        assert "mot ska vara sannolikhet eller konsekvens, men är dyrt." in talk.answer(ITEM[3][0], "konsekvens")
        assert talk.end().code == 0
    assert here.changed()[1:] == [
        "+  - {nr: 1, text: Fråga facket, ansvarig: enhetschef-a, senast: 2023-06-13, mot: konsekvens}"
    ]


def test_a_level_outside_the_scale_is_asked_again_for_a_row_too(here: Here) -> None:
    with here.talk("risk", "bedomning", "add", "R-003") as talk:
        talk.answers(("Sannolikhet", "9"), ("Konsekvens", "4"), ("Kommentar", ""))
        assert "sannolikhet ska vara ett heltal 1–5, men är 9." in talk.answer("Sannolikhet", "3")
        assert talk.end().code == 0
    assert here.changed()[1:] == [f"+  - {{datum: {DAY}, sannolikhet: 3, konsekvens: 4}}"]


@pytest.mark.parametrize("place", range(len(ITEM)), ids=[field.partition(" ")[0] for field, _ in ITEM])
def test_ctrl_c_at_any_question_of_a_row_writes_nothing(seen: Here, place: int) -> None:
    before = seen.files()
    with seen.talk("risk", "atgard", "add", "R-003") as talk:
        talk.answers(*ITEM[:place])
        done = talk.interrupt(ITEM[place][0])
    assert (done.code, done.out.splitlines()[-1]) == (130, INTERRUPTED)
    assert seen.files() == before


PICK = "Vilken? Nummer i listan"


def picked(talk: Talk, *answers: str) -> str:
    shown = "".join(talk.answer(PICK, answer) for answer in answers)
    done = talk.end()
    assert done.code == 0
    return shown + done.out


def test_without_an_id_there_is_a_list_to_pick_from(seen: Here) -> None:
    with seen.talk("risk", "show") as talk:
        shown = picked(talk, "2")
    assert shown.startswith(
        "  1  R-001  Deltagare prioriteras till andra arbetsuppgifter\r\n"
        "  2  R-002  Samarbetsparter avsätter inte resurser\r\n"
        "  3  R-003  Scenen får inte tillstånd i tid\r\n"
    )
    assert "\nR-002  Samarbetsparter avsätter inte resurser\n" in shown


def test_a_wrong_number_is_asked_for_again(seen: Here) -> None:
    with seen.talk("risk", "show") as talk:
        shown = picked(talk, "4", "", "R-001", "3")
    assert shown.count("Skriv ett nummer mellan 1 och 3. Ctrl-C avbryter.") == 3
    assert "\nR-003  Scenen får inte tillstånd i tid\n" in shown


def test_words_that_fit_several_records_give_those_to_pick_from(seen: Here) -> None:
    with seen.talk("risk", "show", "inte") as talk:
        shown = picked(talk, "2")
    assert "R-001" not in shown
    assert "\nR-003  Scenen får inte tillstånd i tid\n" in shown


def test_ctrl_c_and_the_end_of_input_leave_the_list(seen: Here) -> None:
    with seen.talk("risk", "show") as talk:
        assert talk.interrupt(PICK).code == 130
    with seen.talk("risk", "show") as talk:
        assert talk.end_input(PICK).code == 2


def test_an_empty_register_has_nothing_to_pick(here: Here) -> None:
    here.path("avvikelse/AV-001").unlink()
    with here.talk("avvikelse", "show") as talk:
        done = talk.end()
    assert (done.code, done.out) == (
        2,
        "Fel: Registret avvikelse är tomt.\nÅtgärda: Lägg till en post: drogscen avvikelse add\n",
    )


def test_the_fields_of_a_part_are_asked_with_the_parts_name(here: Here) -> None:
    before = ["Namn", "Plats", "Huvudman", "Diarienummer", "Version"]
    before += [f"{part}: {field}" for part in ("Period", "Intensiv period") for field in ("start", "slut", "paragraf")]
    before += ["Följs från", *(f"Aktivitetsplan: {field}" for field in ("senast", "klar", "paragraf"))]
    before += ["Avgränsning", "Målgrupp"]
    after = ["Budget: gul från", "Budget: paragraf", "Ändringar beslutas av"]
    after += ["Riskskala: gul från", "Riskskala: röd från", "Gemensam mapp"]
    after += [f"Överlämning: {field}" for field in ("mottagare", "uppföljning", "paragraf")]
    with here.talk("projektplan", "edit") as talk:
        for field in before:
            talk.child.expect_exact(f"\n{field} [")
            talk.answer("]", "")
        talk.answer("Budget: tak [2000000]", "mycket")
        assert "tak ska vara ett belopp i kronor, men är mycket." in talk.answer("Budget: tak [2000000]", "2 100 000")
        for field in after:
            talk.child.expect_exact(f"\n{field} [")
            talk.answer("]", "")
        assert talk.end().code == 0
    assert here.changed() == ["-  tak: 2000000", "+  tak: 2100000"]


def test_a_list_whose_rows_need_more_than_one_value_is_not_asked_for_with_the_record(here: Here) -> None:
    with here.talk("ekonomi", "add") as talk:
        talk.answers(("Titel", "Utfall juni"), ("Källa", ""))
        assert talk.end().code == 0
    assert here.call("ekonomi", "add", "--titel", "x", "--bokford", DAY).code == 2


def test_a_day_that_can_not_be_read_is_asked_for_again(here: Here) -> None:
    with here.talk("risk", "atgard", "add", "R-003") as talk:
        talk.answers(*ITEM[:2], ("Senast", "snart"))
        assert "--senast: ”snart” är inte en dag." in talk.answer("Senast", "2023-02-30")
        assert "--senast: Datumet 2023-02-30 finns inte." in talk.answer("Senast", "")
        talk.answer(*ITEM[3])
        assert talk.end().code == 0
