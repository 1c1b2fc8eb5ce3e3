"""What can be asked of a declaration, with a register made up for the purpose."""

from datetime import date
from typing import Annotated

import pytest
from pydantic import ValidationError

from drogscen_cli.core.post import (
    Daterad,
    Deklaration,
    Lista,
    Numrerad,
    Nycklad,
    Post,
    Struktur,
    Tidsspann,
    Val,
    by_key,
    is_list,
    item_key,
    newest,
    optional,
    path_of,
    required,
    struct_of,
)
from drogscen_cli.core.pydantic_sv import explain
from drogscen_cli.core.scalars import Handelse, Nyckel, Personnyckel, Referens, Text, Till


class _Lage(Val):
    BRA = "bra"
    DALIG = "dalig", "dålig"


class _Kontakt(Daterad):
    text: Text = required("Text")


class _Steg(Numrerad):
    vem: Personnyckel | None = optional("Vem")
    klar: Handelse | None = optional("Klar")


class _Ort(Nycklad):
    titel: Text = required("Titel")


class _Del(Struktur):
    gjord: Handelse | None = optional("Gjord")


class _Prov(Post):
    deklaration = Deklaration(titel="Prov", plural="prov", prefix="PR")

    titel: Text = required("Titel")
    lage: _Lage | None = optional("Läge")
    ursprung: Annotated[Referens, Till("risk", "mote/beslut")] | None = optional("Ursprung")
    omrade: Lista[Annotated[Nyckel, Till("projektplan/insatsomrade")]] = optional("Område", default=())
    kontakt: Lista[_Kontakt] = optional("Kontakt", default=())
    steg: Lista[_Steg] = optional("Steg", default=())
    ort: Lista[_Ort] = optional("Ort", default=())
    en_del: _Del | None = optional("Del")
    stangd: Handelse | None = optional("Stängd")


class _Ensam(Post):
    deklaration = Deklaration(titel="Ensam", plural="ensam")


def test_a_record_knows_its_register_its_id_and_its_file() -> None:
    prov = _Prov.load("PR-007", {"titel": "T"})
    assert (prov.register(), prov.id, prov.fil) == ("test_post", "PR-007", "projekt/test_post/PR-007.yaml")
    assert path_of(_Prov, "PR-012") == "projekt/test_post/PR-012.yaml"


def test_a_register_without_a_prefix_is_one_file() -> None:
    assert path_of(_Ensam, "test_post") == "projekt/test_post.yaml"


def test_a_record_can_not_be_changed_after_loading() -> None:
    prov = _Prov.load("PR-001", {"titel": "T"})
    with pytest.raises(ValidationError):
        prov.titel = "U"  # type: ignore[misc]  # the type checker knows it too


def test_a_list_with_nothing_after_its_key_is_empty() -> None:
    assert _Prov.load("PR-001", {"titel": "T", "steg": None, "omrade": None}).steg == ()


def test_the_id_never_stands_inside() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        _Prov.load("PR-001", {"titel": "T", "id": "PR-001"})


def test_the_walk_through_a_record_is_read_from_its_annotations() -> None:
    struct = struct_of(_Prov)
    assert struct.facts == ("datum", "stangd")
    assert [(name, till.mal) for name, till in struct.references] == [
        ("ursprung", ("risk", "mote/beslut")),
        ("omrade", ("projektplan/insatsomrade",)),
    ]
    assert struct.lists == (("kontakt", _Kontakt), ("steg", _Steg), ("ort", _Ort))
    assert struct.parts == (("en_del", _Del),)


def test_the_walk_through_a_list_item_is_read_too() -> None:
    assert struct_of(_Kontakt).facts == ("datum",)
    assert struct_of(_Steg).facts == ("klar",)
    assert [name for name, _ in struct_of(_Steg).references] == ["vem"]


def test_lists_of_items_and_of_words_are_lists() -> None:
    assert [name for name in _Prov.model_fields if is_list(_Prov, name)] == ["omrade", "kontakt", "steg", "ort"]


def test_an_item_is_known_by_its_date_number_or_key() -> None:
    prov = _Prov.load(
        "PR-001",
        {
            "titel": "T",
            "kontakt": [{"datum": "2023-04-02", "text": "a"}, {"datum": "2023-04-01", "text": "b"}],
            "steg": [{"nr": "3"}],
            "ort": [{"nyckel": "tanto", "titel": "Tanto"}],
        },
    )
    assert [item_key(item) for item in (*prov.kontakt, *prov.steg, *prov.ort)] == [
        date(2023, 4, 2),
        date(2023, 4, 1),
        3,
        "tanto",
    ]
    assert by_key(prov.ort)["tanto"] is prov.ort[0]
    assert newest(prov.kontakt) is prov.kontakt[0]
    assert newest(()) is None


def test_a_value_of_few_is_ascii_in_files_and_spelled_out_when_shown() -> None:
    lage = _Prov.load("PR-001", {"titel": "T", "lage": "dalig"}).lage
    assert lage is not None
    assert (lage, lage.titel, _Lage.BRA.titel) == ("dalig", "dålig", "bra")


def test_a_span_of_days_may_be_one_day() -> None:
    span = Tidsspann.model_validate({"start": "2023-04-01", "slut": "2023-04-01"})
    assert span.start == span.slut


def test_a_span_of_days_ends_no_earlier_than_it_starts() -> None:
    with pytest.raises(ValidationError) as caught:
        Tidsspann.model_validate({"start": "2023-04-01", "slut": "2023-03-31"})
    assert explain(caught.value.errors()[0]) == (
        "SCH03",
        "posten slutar 2023-03-31, före starten 2023-04-01",
        "Rätta den ena dagen.",
    )
