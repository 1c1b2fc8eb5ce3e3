import pytest

from drogscen_cli.styrda.falt import Falt, FaltError, covers, declared


@pytest.mark.parametrize("text", ["budget.tak", "organisation:person.anna.timmar", "A-003:slut", "mal.*.dag"])
def test_a_path_is_written_as_it_was_read(text: str) -> None:
    assert str(Falt.read(text)) == text


def test_the_plan_is_not_named_in_a_path_of_its_own() -> None:
    assert str(Falt.read(" projektplan : budget . tak ")) == "budget.tak"


def test_a_path_leads_to_the_model_and_the_field_that_declare_the_value() -> None:
    owner, name = declared(Falt.read("organisation:person.*.timmar"))
    assert (owner.__name__, name) == ("Person", "timmar")


@pytest.mark.parametrize(
    "path", ["", "budget", "budgetpost", "budgetpost.*", "krav.1.bevis", "budget.tak.belopp", "mal.*.nyckel"]
)
def test_a_path_that_is_not_one_of_a_value_is_an_error(path: str) -> None:
    with pytest.raises(FaltError):
        declared(Falt.read(path))


@pytest.mark.parametrize("path", ["okand:slut", "a:b:slut", "Q-001:slut", "R-:titel", "projektplan.budget:tak"])
def test_a_path_into_a_record_that_no_register_has_is_an_error(path: str) -> None:
    with pytest.raises(FaltError):
        declared(Falt.read(path))


def test_a_star_covers_every_item_and_nothing_else() -> None:
    paths = ["budget.tak", "organisation:person.*.timmar"]
    assert covers(paths, Falt.read("organisation:person.anna.timmar"))
    assert not covers(paths, Falt.read("organisation:person.anna.titel"))
    assert not covers(paths, Falt.read("person.anna.timmar"))
    assert not covers(paths, Falt.read("budget"))
