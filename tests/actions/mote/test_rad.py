import pytest
from hypothesis import given
from hypothesis import strategies as st

from drogscen_cli.actions.mote.rad import Rad, Slag, delar, tolka
from drogscen_cli.actions.mote.uppgift import IN_FILE
from drogscen_cli.core.errors import CallError


@pytest.mark.parametrize(
    ("line", "rad"),
    [
        ("Gott läge: allt klart", Rad(Slag.TEXT, "Gott läge: allt klart")),
        ("beslut: Ja", Rad(Slag.BESLUT, "Ja")),
        ("  ÅTGÄRD : Boka; nu ", Rad(Slag.ATGARD, "Boka; nu")),
        ("a\u030atga\u0308rd: Boka", Rad(Slag.ATGARD, "Boka")),
        ("atgard: Boka", Rad(Slag.ATGARD, "Boka")),
        ("Avvikelse: Regn", Rad(Slag.AVVIKELSE, "Regn")),
        ("Bordläggs.", Rad(Slag.BORDLAGD, "")),
        ("ny punkt: Midsommar", Rad(Slag.NY_PUNKT, "Midsommar")),
        ("närvarande: alla", Rad(Slag.TEXT, "närvarande: alla")),
        ("text: något", Rad(Slag.TEXT, "text: något")),
    ],
)
def test_a_line_is_what_its_prefix_says_and_otherwise_notes(line: str, rad: Rad) -> None:
    assert tolka(line) == rad


@pytest.mark.parametrize(
    ("line", "rad"),
    [
        ("närvarande: alla", Rad(Slag.NARVARANDE, "alla")),
        ("status Fältgruppen : gjort; mer", Rad(Slag.STATUS, "gjort; mer", "Fältgruppen")),
        ("status: gjort", Rad(Slag.TEXT, "status: gjort")),
        ("Aktivitetsplanen genomgången: ja", Rad(Slag.AKTIVITETSPLAN, "ja")),
        ("mötet slut: ja", Rad(Slag.GENOMFORT, "ja")),
    ],
)
def test_a_file_may_also_say_what_belongs_to_the_whole_meeting(line: str, rad: Rad) -> None:
    assert tolka(line, IN_FILE) == rad


@given(st.text(max_size=40))
def test_any_line_is_understood_or_refused_in_words(line: str) -> None:
    try:
        rad = tolka(line, IN_FILE)
    except CallError as error:
        rad = Rad(Slag.TEXT, error.text)
    assert rad.slag is Slag.BORDLAGD or rad.text or not line.strip()


@given(st.lists(st.text("abc å", max_size=5), min_size=1, max_size=4))
def test_the_parts_between_semicolons_come_back(parts: list[str]) -> None:
    assert delar(";".join(parts), 4) == [*(part.strip() for part in parts), *[""] * (4 - len(parts))]
    with pytest.raises(CallError):
        delar(";" * 4, 4)
