import pytest
from hypothesis import given
from hypothesis import strategies as st

from drogscen_cli.core.filnamn import (
    Filnamn,
    Namnslag,
    classify,
    classify_one,
    is_ignored,
    make_id,
    may_be_record,
    number,
)

NASTAN, OKANT, IGNORERAS = Namnslag.NASTAN, Namnslag.OKANT, Namnslag.IGNORERAS


@given(st.integers(1, 999_999_999), st.sampled_from(["R", "RA", "LR"]))
def test_a_records_own_name_gives_its_id_back(value: int, prefix: str) -> None:
    ident = make_id(prefix, value)
    assert classify(f"{ident}.yaml", prefix) == Filnamn(Namnslag.POST, ident)
    assert number(ident) == value


@pytest.mark.parametrize(
    "name",
    [
        "R-003-DATOR.yaml",
        "R-003 (1).yaml",
        "R-003 (Annas dators konfliktkopia 2023-04-12).yaml",
        "R-003 (Anna's conflicted copy 2023-04-12).yaml",
        "R-003.sync-conflict-20230412-101010-ABCDEFG.yaml",
        "R-003 - kopia.yaml",
        "R-003 - Copy (2).yaml",
        "Kopia av R-003.yaml",
        "Copy of R-003.yaml",
        "R-003.yaml.orig",
        "R-003.yaml.bak",
        "R-003.yml",
        "R-003.YAML",
        "R-003",
        "R-3.yaml",
        "R-0003.yaml",
        "R003.yaml",
        "R 3.yaml",
        "r_3.yaml",
        "r-003.yaml",
    ],
)
def test_copies_and_slips_lead_to_the_id_they_mean(name: str) -> None:
    assert classify(name, "R") == Filnamn(NASTAN, "R-003")


@pytest.mark.parametrize(
    "name", ["R-003.pdf", "RA-003.yaml", "underlag.pdf", "ny risk.yaml", "R-.yaml", "R-0123456789.yaml"]
)
def test_other_names_lead_nowhere(name: str) -> None:
    assert classify(name, "R") == Filnamn(OKANT)


@pytest.mark.parametrize(
    "name",
    [
        ".gitkeep",
        ".R-003.yaml.swp",
        "R-003.yaml~",
        "~$R-003.yaml",
        "R-003.yaml.tmp",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
    ],
)
def test_what_programs_leave_behind_is_ignored(name: str) -> None:
    assert is_ignored(name)
    assert classify(name, "R") == classify_one(name, ["projektplan"]) == Filnamn(IGNORERAS)


@pytest.mark.parametrize(
    ("name", "register"),
    [
        ("projektplan (1).yaml", "projektplan"),
        ("projektplan-DATOR.yaml", "projektplan"),
        ("Projektplan.yaml", "projektplan"),
        ("PROJEKTPLAN", "projektplan"),
        ("Kopia av organisation.yaml", "organisation"),
        ("organisation.yml", "organisation"),
    ],
)
def test_what_is_nearly_a_one_file_register_leads_to_it(name: str, register: str) -> None:
    assert classify_one(name, ["organisation", "projektplan"]) == Filnamn(NASTAN, register)


@pytest.mark.parametrize("name", ["projektplaner.yaml", "projektplan.pdf", "organisationsschema.yaml", "bilder"])
def test_what_only_begins_alike_leads_to_no_one_file_register(name: str) -> None:
    assert classify_one(name, ["organisation", "projektplan"]) == Filnamn(OKANT)


@given(st.text(), st.sampled_from(["R", "AB"]))
def test_any_name_at_all_has_a_verdict(name: str, prefix: str) -> None:
    found = classify(name, prefix)
    assert (found.ident == "") == (found.slag in (OKANT, IGNORERAS))
    assert found.slag is not Namnslag.POST or may_be_record(name)
