"""How a new record is written."""

from datetime import date, time
from decimal import Decimal

import pytest

from drogscen_cli.core.errors import CallError
from drogscen_cli.lager.emit import Plain, Scalar, emit_record, emit_scalar

WRITTEN = """\
# yaml-language-server: $schema=../.schema/mote.json
# Nästa rad
titel: Möte om "Plattan" & parken – del 2
datum: 2023-04-12
tid: "13:30"
deltagare: [projektledare, anna-bo]
punkter:
  - Genomgång av läget, och vad som återstår
  - "Övrigt: frågor"
beslut:
  - {nr: 1, text: "Godkänt, med villkor", belopp: 150000.00, oppet: nej}
  - nr: 2
    text: Ett långt beslut som inte får plats på en rad eftersom det är mer än hundratjugo tecken långt om man räknar
    senast: 2023-05-01
  - nr: 3
    text: |-
      Två rader
      i samma beslut
period:
  start: 2023-01-01
  slut: 2023-12-31
anteckning: |
  Första raden

    indragen rad
tomt: []
version: "1.10"
"""


def test_a_record_is_written_the_way_a_person_would() -> None:
    record: dict[str, Plain] = {
        "titel": 'Möte om "Plattan" & parken – del 2',
        "datum": date(2023, 4, 12),
        "tid": time(13, 30),
        "plats": None,
        "deltagare": ["projektledare", "anna-bo"],
        "punkter": ["Genomgång av läget, och vad som återstår", "Övrigt: frågor"],
        "beslut": [
            {"nr": 1, "text": "Godkänt, med villkor", "belopp": Decimal("150000.00"), "oppet": False, "not": None},
            {
                "nr": 2,
                "text": "Ett långt beslut som inte får plats på en rad eftersom det är mer än hundratjugo tecken långt"
                " om man räknar",
                "senast": date(2023, 5, 1),
            },
            {"nr": 3, "text": "Två rader\ni samma beslut"},
        ],
        "period": {"start": date(2023, 1, 1), "slut": date(2023, 12, 31)},
        "anteckning": "Första raden\n\n  indragen rad\n",
        "tomt": [],
        "version": "1.10",
    }
    header = "yaml-language-server: $schema=../.schema/mote.json\n# Nästa rad"
    assert emit_record(record, comment_header=header) == WRITTEN


def test_a_record_without_fields_is_an_empty_mapping() -> None:
    assert emit_record({"titel": None}) == "{}\n"


@pytest.mark.parametrize(
    ("value", "block", "flow"),
    [
        ("åäö", "åäö", "åäö"),
        ("a, b", "a, b", '"a, b"'),
        ("Hur gick det?", "Hur gick det?", '"Hur gick det?"'),
        ("https://exempel.se/a#b", "https://exempel.se/a#b", '"https://exempel.se/a#b"'),
        ("§ 9", "§ 9", "§ 9"),
        ("kl. 13.30", "kl. 13.30", "kl. 13.30"),
        ("2 000 kr", "2 000 kr", "2 000 kr"),
        ("a: b", '"a: b"', '"a: b"'),
        ("a:", '"a:"', '"a:"'),
        ("a #b", '"a #b"', '"a #b"'),
        ("", '""', '""'),
        (" a", '" a"', '" a"'),
        ("123", '"123"', '"123"'),
        ("ja", '"ja"', '"ja"'),
        ("No", '"No"', '"No"'),
        ("null", '"null"', '"null"'),
        ("2023-01-01", '"2023-01-01"', '"2023-01-01"'),
        ("13:30", '"13:30"', '"13:30"'),
        ("0x1F", '"0x1F"', '"0x1F"'),
        ("- a", '"- a"', '"- a"'),
        ("it's", "it's", "it's"),
        ("'a'", "\"'a'\"", "\"'a'\""),
        ('"a"', "'\"a\"'", "'\"a\"'"),
        ("C:\\mapp", "C:\\mapp", "'C:\\mapp'"),
        ("tabb\t", '"tabb\\t"', '"tabb\\t"'),
        ("\x1b[31m", '"\\x1b[31m"', '"\\x1b[31m"'),
        ("a\u202eb", '"a\\u202eb"', '"a\\u202eb"'),
        (7, "7", "7"),
        (True, "ja", "ja"),
        (Decimal("1E+3"), "1000", "1000"),
        (time(9, 5), '"09:05"', '"09:05"'),
        (None, "null", "null"),
    ],
)
def test_a_scalar_is_quoted_only_where_it_must_be(value: Scalar, block: str, flow: str) -> None:
    assert (emit_scalar(value, flow=False), emit_scalar(value, flow=True)) == (block, flow)


def test_half_a_character_cannot_be_saved() -> None:
    with pytest.raises(CallError, match=r"Texten innehåller ett tecken som inte går att spara\."):
        emit_record({"titel": "a\udc80"})
