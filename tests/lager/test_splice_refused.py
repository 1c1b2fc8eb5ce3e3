"""Changes that would lose something, or that lead nowhere, are refused before anything is changed."""

import pytest

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.lager.splice import Append, Set, splice

BY_HAND = "Gör ändringen i filen för hand med --redigerare."


def _refusal(text: str, edit: Set | Append) -> tuple[str, str]:
    with pytest.raises(ProtectedError) as caught:
        splice(text, [edit])
    return caught.value.text, caught.value.atgarda


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a:\n  - x  # viktig\n", Set(("a",), None)),
        ("a:\n  # viktig\n  b: 1\n  # viktig\n  c: 2\n", Set(("a",), {"b": 2})),
        ("a: [x,  # viktig\n  y]\n", Set(("a",), [])),
        ("a: [  # viktig\n]\n", Append(("a",), "x")),
    ],
)
def test_a_comment_inside_a_value_protects_it(text: str, edit: Set | Append) -> None:
    assert _refusal(text, edit) == ("Värdet innehåller en kommentar som skulle gå förlorad.", BY_HAND)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: b\n", Set(("a", "c"), 1)),
        ("a: b\n", Set(("c", 0), 1)),
        ("a: [b]\n", Set(("a", 1), 1)),
        ("a: [b]\n", Set(("a", "c"), 1)),
        ("a: {b: c}\n", Append(("a",), 1)),
        ("a: [b: c]\n", Set(("a", 0, "d"), 1)),
        ("a: b\n", Set(("x" * 2000,), 1)),
        ("? a\n: b\n", Set(("a",), [{"b": 1}])),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(text: str, edit: Set | Append) -> None:
    assert _refusal(text, edit) == ("Ändringen passar inte in i filen.", BY_HAND)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a:  # ett\n  b  # två\n", Set(("a",), "c\nd")),
        ("a: b\n", Set(("",), 1)),
    ],
)
def test_what_would_touch_something_else_is_refused(text: str, edit: Set | Append) -> None:
    assert _refusal(text, edit) == ("Ändringen går inte att göra utan att något annat i filen rubbas.", BY_HAND)


@pytest.mark.parametrize("text", ["a: b: c\n", "a: 1\na: 2\n", "a: &b c\n", "- a\n", "text\n", "a: \udc80\x00"])
def test_a_file_with_errors_is_left_alone(text: str) -> None:
    assert _refusal(text, Set(("a",), "b")) == (
        "Filen har fel som måste rättas först.",
        "Rätta det som drogscen kontroll visar.",
    )
