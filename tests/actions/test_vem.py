from datetime import date

import pytest

from drogscen_cli.actions.vem import VemError, samma, vem
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.organisation import Organisation

DAG = date(2023, 5, 30)
DATA = {
    "person": [
        {"nyckel": "anna-ek", "namn": "Anna Ek"},
        {"nyckel": "anna-alm", "namn": "Anna Alm"},
        {"nyckel": "bo-ort", "namn": "Bo Ört"},
    ],
    "roll": [{"nyckel": "ledare", "titel": "Projektledaren"}, {"nyckel": "platsansvarig", "titel": "Ortsansvarig"}],
    "innehav": [
        {"nr": "1", "roll": "ledare", "person": "anna-ek", "slut": "2023-03-31"},
        {"nr": "2", "roll": "ledare", "person": "bo-ort", "start": "2023-04-01"},
        {"nr": "3", "roll": "platsansvarig", "person": "bo-ort"},
    ],
    "grupp": [{"nyckel": "falt", "titel": "Fältgruppen"}],
}
PROJEKT = Projekt({"organisation": {"organisation": Organisation.load("organisation", DATA)}})


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("anna-ek", "anna-ek"),
        ("Anna Ek", "anna-ek"),
        ("ek", "anna-ek"),
        ("projektledaren", "ledare"),
        ("ORTS", "platsansvarig"),
        ("faltgr", "falt"),
        ("fältgruppen", "falt"),
        ("bo", "bo-ort"),
    ],
)
def test_a_key_a_word_of_a_name_or_a_title_tells_who(said: str, key: str) -> None:
    assert vem(PROJEKT, said, DAG) == key


def test_a_person_and_the_role_that_the_person_holds_are_the_same_one() -> None:
    assert vem(PROJEKT, "or", DAG) == "platsansvarig"


def test_several_are_named_and_nobody_is_guessed() -> None:
    with pytest.raises(VemError) as found:
        vem(PROJEKT, "anna", DAG)
    assert found.value.nycklar == ("anna-ek", "anna-alm")
    assert found.value.text == "”anna” kan vara flera: anna-ek (Anna Ek), anna-alm (Anna Alm)."


@pytest.mark.parametrize("said", ["", "nils", " "])
def test_nobody_is_an_error(said: str) -> None:
    with pytest.raises(VemError) as found:
        vem(PROJEKT, said, DAG)
    assert found.value.nycklar == ()


def test_a_role_is_held_by_a_person_from_a_day_to_a_day() -> None:
    assert samma(PROJEKT, "ledare", date(2023, 3, 1)) == {"ledare", "anna-ek"}
    assert samma(PROJEKT, "bo-ort", DAG) == {"ledare", "platsansvarig", "bo-ort"}
