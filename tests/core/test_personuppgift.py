"""Only official test numbers (Skatteverket), telephone numbers of the series for fiction, and no real person."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drogscen_cli.core.personuppgift import Traff, find, mask, shown

PERSONNUMMER = ("191212121212", "189001019802", "189909139801", "191202119986", "201701102384")
SAMORDNINGSNUMMER = ("191401682396",)
NUMBERS = PERSONNUMMER + SAMORDNINGSNUMMER
HYPHENS = ("-", "+", "\N{EN DASH}", "\N{MINUS SIGN}", "\N{NON-BREAKING HYPHEN}", " - ", " \N{EN DASH} ")
GAPS = (*HYPHENS, "", " ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}")
FULL_WIDTH = str.maketrans(string.digits, "".join(chr(0xFF10 + digit) for digit in range(10)))
ARABIC = str.maketrans(string.digits, "".join(chr(0x660 + digit) for digit in range(10)))


def spellings(number: str) -> list[str]:
    century, year, month, day, serial = number[:2], number[2:4], number[4:6], number[6:8], number[8:]
    days = [f"{year}{month}{day}", f"{century}{year}{month}{day}"]
    separated = [
        form
        for mark in ("-", " ", ".", "\N{EN DASH}")
        for form in (f"{year}{mark}{month}{mark}{day}", f"{century}{year}{mark}{month}{mark}{day}")
    ]
    return [
        *(f"{day_form}{gap}{serial}" for day_form in days for gap in GAPS),
        *(f"{day_form}{gap}{serial}" for day_form in separated for gap in (*HYPHENS, " ")),
        *(f"{century} {days[0]}{gap}{serial}" for gap in GAPS),
        f"{century}{year} {month}{day} {serial}",
        f"{days[0]} {serial[:2]} {serial[2:]}",
    ]


SPELLINGS = [(number, form) for number in NUMBERS for form in spellings(number)]
SURROUNDINGS = st.text(st.characters(exclude_categories=("Nd", "Cs"), exclude_characters="-+.,:/_ \t")).map(
    lambda text: text.replace("@", "")
)


def kinds(text: str) -> list[tuple[str, bool]]:
    return [(traff.slag, traff.saker) for traff in find(text)]


@pytest.mark.parametrize(("number", "form"), SPELLINGS)
def test_every_spelling_of_a_test_number_is_found_and_certain(number: str, form: str) -> None:
    slag = "samordningsnummer" if number in SAMORDNINGSNUMMER else "personnummer"
    assert kinds(form) == [(slag, True)]


@given(
    st.sampled_from(SPELLINGS),
    st.sampled_from([None, FULL_WIDTH, ARABIC]),
    SURROUNDINGS,
    SURROUNDINGS,
)
def test_a_number_is_found_and_masked_wherever_it_stands(
    spelling: tuple[str, str], digits: dict[int, int] | None, before: str, after: str
) -> None:
    number, form = spelling
    written = form.translate(digits) if digits else form
    text = f"{before}{written}{after}"
    [found] = [traff for traff in find(text) if traff.slag in {"personnummer", "samordningsnummer"}]
    assert text.split("\n")[found.rad - 1][found.kolumn - 1 :].startswith(written)
    assert found.langd == len(written)
    assert found.maskerad in {f"{number[:6]}**-****", f"{number[2:6]}**-****"}
    assert written not in mask(text)


@given(st.text())
def test_any_text_can_be_searched_masked_and_shown(text: str) -> None:
    assert [traff for traff in find(mask(text)) if traff.saker] == []
    assert "\n" not in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "19121212-1213",
        "121212-1213",
        "121212+1213",
        "121212 1213",
        "191212121213",
        "1912-12-12-1213",
        "20230412-9999",
        "140168-2395",
        "personnummer 1212121213",
        "pnr: 202304121301",
        "19121212-T123",
        "121212-T123",
    ],
)
def test_a_wrong_check_digit_or_an_interim_number_is_uncertain(text: str) -> None:
    assert [saker for _, saker in kinds(text)] == [False]


@pytest.mark.parametrize("text", ["2099-12-31 1306", "20991231-1306", "209912311306", "20991231_1306"])
def test_a_date_and_time_of_this_century_that_happens_to_have_the_check_digit_is_uncertain(text: str) -> None:
    assert kinds(text) == [("personnummer", False)]


@pytest.mark.parametrize("text", ["2099-12-31 1307", "20991231-1307", "209912311307", "20991231_1307", "340412-1301"])
def test_any_other_date_and_time_of_this_century_is_nothing(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize("text", ["3.1212121212", "1212121212,50", "5 121212 1212 7"])
def test_decimals_and_rows_of_figures_with_the_check_digit_are_uncertain(text: str) -> None:
    assert kinds(text) == [("personnummer", False)]


def test_numbers_beside_each_other_are_all_found() -> None:
    text = "19121212-1212, 121212-1212;1912121212121,191212121212 2023-04-12 121212-1212"
    assert kinds(text) == [("personnummer", True)] * 4


def test_a_finding_tells_line_column_and_length_and_shows_no_number() -> None:
    assert find("titel: x\norsak: Anna (19121212-1212)\n") == (
        Traff("personnummer", saker=True, rad=2, kolumn=14, langd=13, maskerad="191212**-****"),
    )


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "ring 070-174 06 05\nanna@gmail.com\n121212-1212 och 08-465 004 50"
    assert [(traff.slag, traff.rad) for traff in find(text)] == [
        ("telefonnummer", 1),
        ("epost", 2),
        ("personnummer", 3),
        ("telefonnummer", 3),
    ]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("070-174 06 05", "070-*** ** **"),
        ("0701740605", "070-*** ** **"),
        ("070 174 06 05", "070-*** ** **"),
        ("0701-74 06 05", "070-*** ** **"),
        ("070-1740605", "070-*** ** **"),
        ("070.174.06.05", "070-*** ** **"),
        ("070\N{EN DASH}174\N{NO-BREAK SPACE}06\N{NO-BREAK SPACE}05", "070-*** ** **"),
        ("tel:0701740605", "tel:070-*** ** **"),
        ("+46 70 174 06 05", "+46 *** ** **"),
        ("+46701740605", "+46 *** ** **"),
        ("0046 70-174 06 05", "+46 *** ** **"),
        ("+46 (0)70 174 06 05", "+46 *** ** **"),
        ("+46 (0)8-465 004 50", "+46 *** ** **"),
        ("+4684650045", "+46 *** ** **"),
        ("08-465 004 50", "08-*** ** **"),
        ("08/465 004 50", "08-*** ** **"),
        ("08 465 004 50", "08-*** ** **"),
        ("08-46500450", "08-*** ** **"),
        ("(08) 465 004 50", "08-*** ** **"),
        ("0846500450", "08-*** ** **"),
        ("031-390 06 00", "031-*** ** **"),
        ("0980-319 200", "0980-*** ** **"),
    ],
)
def test_swedish_telephone_numbers_are_warned_about_and_masked(text: str, masked: str) -> None:
    assert kinds(f"Ring {text}.") == [("telefonnummer", False)]
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("anna.exempel@gmail.com", "***@gmail.com"),
        ("<Anna.Exempel+x@HOTMAIL.com>", "<***@HOTMAIL.com>"),
        ("anna_exempel@outlook.com", "***@outlook.com"),
        ("anna@live.se", "***@live.se"),
        ("anna@icloud.com", "***@icloud.com"),
        ("anna@yahoo.co.uk", "***@yahoo.co.uk"),
        ("anna@telia.com", "***@telia.com"),
        ("anna@proton.me", "***@proton.me"),
        ("anna@student.bredband.net", "***@student.bredband.net"),
    ],
)
def test_private_addresses_are_warned_about_and_masked(text: str, masked: str) -> None:
    assert kinds(text) == [("epost", False)]
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Den 3 maj sågs en 25-årig man vid Drakenbergsparken.",
        "2023-05-03: mötte en kvinna på Hornsgatan",
        "I fredags kom en 15-åring till lekplatsen",
        "3/5 pratade vi med killen i Tantolunden",
        "Mannen, 43 år, greps den 3 maj utanför Zinkensdamm",
        "En person, 25 år, sågs i går i parken",
        "Personen är född 1990 och vistades den 3 maj vid Tantolunden",
        "Den 3 maj kom en ung påverkad\nman till Drakenbergsparken",
        "Flickan togs om hand på Mariatorget i natt",
        "- {datum: 2023-05-03, text: En femtonårig pojke i Tantolunden}",
    ],
)
def test_day_place_and_age_or_sex_of_one_person_point_somebody_out(text: str) -> None:
    assert kinds(text) == [("utpekande", False)]
    assert "[dag, plats och ålder eller kön]" in mask(text)
    assert find(mask(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Den 3 maj hölls möte i Tantolunden.\n\nEn 25-årig man sökte stöd.",
        "- Den 3 maj hölls möte i Tantolunden\n- En ung man sökte stöd",
        "datum: 2023-05-03\nplats: Tantolunden\ntext: En ung man sökte stöd",
        "En 25-årig man vid Drakenbergsparken",
        "Den 3 maj sågs en 25-årig man",
    ],
)
def test_day_place_and_person_in_different_paragraphs_or_fields_point_nobody_out(text: str) -> None:
    assert find(text) == ()


INNOCENT = (
    "2023-01-01 – 2023-12-31",
    "2023-04-12, 2023-04-13, 2023-04-14",
    "2023-04-12 2023-04-13 2023-05-01",
    "2023-04-12T13:00:00Z",
    "2023-04-12 1301",
    "20230412-1301",
    "20230412T1300",
    "20230412130000",
    "202304120001",
    "230412-1301",
    "2023-04-12-0001",
    "den 12 april 2023 kl. 9.00–15.30",
    "kl. 0800-1530",
    "08.00-15.30",
    "kl. 9",
    "v. 08-12 2023",
    "08-12-2023",
    "12/4 2023",
    "2 000 000 kr",
    "275 000 2 000 000",
    "2301011234",
    "1212121212 kr",
    "275000,50",
    "+10 000 000 kr",
    "−1 234 567 890,12",
    "52 681 respondenter, 116 i Mellersta Högalid",
    "org.nr 212000-0142",
    "212000-0142",
    "16212000-0142",
    "556036-0793",
    "802001-5585",
    "1.5.1.394-2012",
    "125-2426/2010",
    "SÖD 2023/443",
    "KS 2019/562",
    "dnr 191212-1213",
    "Faktura 19121212-1213",
    "U566/21, s. 4",
    "Lag (2023:196), 5 kap. 2 § OSL",
    "M-007/beslut/2, R-003, AB-001, E-0701740605",
    "verifikat 20230001234",
    "verifikation 0701740605",
    "012345678",
    "0123456789",
    "0123456789012",
    "bankgiro 5050-1055, plusgiro 1 05 76-0",
    "bg 123-4567",
    "IBAN SE35 5000 0000 0549 1000 0003",
    "kort 1234 5678 9012 3456",
    "ISBN 978-91-7205-123-4",
    "59.314512, 18.042143",
    "N 6579123 E 674532",
    "192.168.100.101",
    "version 23.04.12-1301",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "a1912121212b" * 6,
    "550e8400-e29b-41d4-a716-191212121212",
    "commit 1a2b3c4",
    "19121212121212",
    "0.19121212121299",
    "118 60 Stockholm, Box 42 22",
    "112, 114 14, 1177, 020-123 456",
    "0771-123 456",
    "040 000 000",
    "kontakt@stockholm.se, registrator.sodermalm@stockholm.se",
    "anna@gmail.com.example.org, info@mygmail.se",
    "@gmail.com",
    "Målgrupp: ungdomar 15–20 år i Tantolunden den 3 maj",
    "Män och kvinnor i Tantolunden intervjuades den 3 maj 2023",
    "Den 12 april beslutade Mats Fors, biträdande avdelningschef, på Södermalm",
    "Om man vistas i Tantolunden den 3 maj kan man träffa fältarbetare",
    "Styrgruppens ordförande Alexandra Wynn hälsade välkommen den 3 maj i Medborgarhuset",
    "En tjänsteman från Polisregion Stockholm deltog den 3 maj på Hornsgatan",
    "Den 3 maj firades parkens 25-årsjubileum i Tantolunden",
    "Ett 3-årigt avtal om Drakenbergsparken löper från den 1 januari 2023",
    "En 2-årig satsning i Tantolunden inleddes den 3 maj",
    "En gång/månaden, varannan vecka, varje år i Västra Södermalm från den 1 maj",
    "Barn 7–12-åringar spelade fotboll den 3 maj vid Zinkensdamm",
    "20 personer 18–65 år deltog den 3 maj på Mariatorget",
    "från och med 1 januari 2025 under perioden april – september",
)


@pytest.mark.parametrize("text", INNOCENT)
def test_ordinary_project_text_gives_nothing(text: str) -> None:
    assert find(text) == ()
    assert find(f"text: {text}\n") == ()
    assert mask(text) == text


def test_a_whole_ordinary_project_plan_gives_nothing(request: pytest.FixtureRequest) -> None:
    plan = request.config.rootpath / "tests" / "data" / "projektplan.md"
    assert find(plan.read_text(encoding="utf-8")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\n  c", "a b c"),
        ("Anna 19121212-1212", "Anna 191212**-****"),
        ("x" * 56 + "19121212-1212", "x" * 56 + "191…"),
        ("a\x1b[31m\u202e", "a\\u001b[31m\\u202e"),
        ("y" * 30_000, "en text på 30000 tecken"),
    ],
)
def test_what_a_message_shows_is_masked_short_and_visible(text: str, expected: str) -> None:
    assert shown(text) == expected
