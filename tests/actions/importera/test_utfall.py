"""Outturn from a ledger: exact sums, nothing twice, and the same rows however the file was cut."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import MemorySource

from drogscen_cli.actions.importera.jamforelse import MAX_RADER, compare, record_data, titel_of
from drogscen_cli.actions.importera.kolumner import EKONOMI, header, headings, of_register, place
from drogscen_cli.actions.importera.utfall import Avlast, Utfallsrad, read_rows
from drogscen_cli.actions.poster import new_record
from drogscen_cli.lager.tabellfil import Tabell, table
from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.ekonomi import Bokford, Ekonomi

PLAN = """\
namn: Provprojektet
period: {start: 2023-01-01, slut: 2023-12-31}
budgetpost:
  - {nyckel: bidrag, titel: Föreningsbidrag}
  - {nyckel: kultur, titel: Kultur}
importkolumn:
  - {nr: 1, till: ekonomi, kolumn: Datum, falt: dag}
  - {nr: 2, till: ekonomi, kolumn: Belopp, falt: belopp}
  - {nr: 3, till: ekonomi, kolumn: Ver.nr, falt: verifikation}
  - {nr: 4, till: ekonomi, kolumn: Text, falt: text}
  - {nr: 5, till: ekonomi, kolumn: Leverantör, falt: leverantor}
  - {nr: 6, till: ekonomi, kolumn: Konto, falt: budgetpost, varde: "45*", blir: bidrag}
  - {nr: 7, till: ekonomi, kolumn: Konto, falt: budgetpost, varde: "4510", blir: kultur}
  - {nr: 8, till: ekonomi, kolumn: Konto, falt: budgetpost, varde: "9*"}
  - {nr: 9, till: ekonomi, kolumn: Debet, falt: debet}
  - {nr: 10, till: ekonomi, kolumn: Kredit, falt: kredit}
  - {nr: 11, till: ekonomi, kolumn: Budgetpost, falt: budgetpost}
"""
HEAD = ("Datum", "Ver.nr", "Konto", "Text", "Leverantör", "Belopp")
DAG = date(2023, 12, 31)


def _projekt(files: dict[str, bytes] | None = None, plan: str = PLAN) -> Projekt:
    projekt = load(MemorySource({"projekt/projektplan.yaml": plan.encode(), **(files or {})}))
    assert projekt.fynd == ()
    return projekt


def _table(rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD) -> Tabell:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([head, *rows])
    return table("utfall.csv", out.getvalue().encode(), headings((), "ekonomi"))


def _read(projekt: Projekt, tabell: Tabell, *utan: str) -> Avlast:
    plan = projekt.plan
    assert plan
    rows = of_register(plan, "ekonomi", EKONOMI)
    rubrik = header(tabell, headings(rows, "ekonomi"))
    assert rubrik
    return read_rows(tabell, place(tabell, rubrik, rows), plan, utan)


def _imported(projekt: Projekt, files: dict[str, bytes], tabell: Tabell, *utan: str) -> dict[str, bytes]:
    """The project's files after one more import."""
    avlast = _read(projekt, tabell, *utan)
    assert avlast.brister == []
    nya = compare(projekt, avlast.rader, utan).nya
    after = dict(files)
    for data in record_data(tabell, nya, "Utfall", DAG) if nya else []:
        draft = new_record(Ekonomi, f"E-{len(after) + 1:03}", data)
        after[draft.file.path] = draft.file.after
    return after


def _booked(projekt: Projekt) -> Counter[tuple[object, ...]]:
    names = ("dag", "belopp", "budgetpost", "text", "leverantor", "verifikation")
    return Counter(tuple(getattr(r, n) for n in names) for post in projekt.alla(Ekonomi) for r in post.bokford)


def _brister(avlast: Avlast) -> list[str]:
    return [f"{brist.rad}:{brist.kolumn}: {brist.text}" for brist in avlast.brister]


ORE = st.integers(-(10**13), 10**13)
WORD = st.sampled_from(["Scen", "Belysning", "Åhörarplats", "", "a;b", 'med "citat"'])
ROW = st.tuples(st.integers(0, 40), st.sampled_from(["", "4510", "4500", "6010"]), WORD, WORD, ORE)


def _ledger(rows: list[tuple[int, str, str, str, int]], *, vouchers: bool) -> list[tuple[str, ...]]:
    """Rows in day order; each with a voucher of its own, or none with any."""
    return [
        (
            date.fromordinal(date(2023, 3, 1).toordinal() + day).isoformat(),
            f"V{nr}" if vouchers else "",
            konto,
            text,
            who,
            f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02}",
        )
        for nr, (day, konto, text, who, ore) in enumerate(sorted(rows))
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(ROW, max_size=12), st.booleans())
def test_sums_are_exact_and_the_same_file_twice_adds_nothing(
    rows: list[tuple[int, str, str, str, int]],
    vouchers: bool,  # noqa: FBT001 – drawn by hypothesis
) -> None:
    tabell = _table(_ledger(rows, vouchers=vouchers))
    once = _imported(_projekt(), {}, tabell)
    projekt = _projekt(once)
    booked = (row.belopp for post in projekt.alla(Ekonomi) for row in post.bokford)
    assert sum(booked, Decimal(0)) == Decimal(sum(row[-1] for row in rows)) / 100
    assert _imported(projekt, once, tabell) == once


@settings(deadline=None, max_examples=60)
@given(
    st.lists(ROW, max_size=12), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4), st.booleans()
)
def test_overlapping_exports_of_whole_days_give_the_same_rows_as_one(
    rows: list[tuple[int, str, str, str, int]],
    spans: list[tuple[int, int]],
    vouchers: bool,  # noqa: FBT001 – drawn by hypothesis
) -> None:
    ledger = _ledger(rows, vouchers=vouchers)
    first = date(2023, 3, 1).toordinal()
    files: dict[str, bytes] = {}
    for start, end in [*map(sorted, spans), (0, 40)]:
        days = {date.fromordinal(first + day).isoformat() for day in range(start, end + 1)}
        files = _imported(_projekt(files), files, _table([row for row in ledger if row[0] in days]))
    whole = _imported(_projekt(), {}, _table(ledger))
    assert _booked(_projekt(files)) == _booked(_projekt(whole))


@settings(deadline=None, max_examples=60)
@given(st.lists(ROW, min_size=1, max_size=12), st.lists(st.integers(0, 12), max_size=4), st.integers(0, 3))
def test_any_overlapping_parts_of_rows_with_their_own_vouchers_give_the_same_rows(
    rows: list[tuple[int, str, str, str, int]], cuts: list[int], overlap: int
) -> None:
    ledger = _ledger(rows, vouchers=True)
    files: dict[str, bytes] = {}
    for start, end in pairwise([0, *sorted(cuts), len(ledger)]):
        files = _imported(_projekt(files), files, _table(ledger[max(0, start - overlap) : end]))
    whole = _imported(_projekt(), {}, _table(ledger))
    assert _booked(_projekt(files)) == _booked(_projekt(whole))


def test_two_equal_rows_are_two_rows() -> None:
    row = ("2023-03-01", "1", "", "Fika", "", "10")
    once = _imported(_projekt(), {}, _table([row]))
    assert sum(_booked(_projekt(_imported(_projekt(once), once, _table([row, row])))).values()) == 2


def test_values_become_budget_posts_and_the_longest_prefix_wins() -> None:
    rows = [("2023-03-01", str(nr), konto, "", "", "1") for nr, konto in enumerate(["4500", "4510", "9999", "6010"])]
    found = _read(_projekt(), _table(rows)).rader
    assert [(rad.budgetpost, rad.konto) for rad in found] == [
        ("bidrag", ""),
        ("kultur", ""),
        (None, ""),
        (None, "6010"),
    ]


def test_a_column_may_hold_the_budget_posts_title_or_key() -> None:
    tabell = _table(
        [("2023-03-01", "föreningsbidrag", "1"), ("2023-03-01", "KULTUR", "1")], ("Datum", "Budgetpost", "Belopp")
    )
    assert [rad.budgetpost for rad in _read(_projekt(), tabell).rader] == ["bidrag", "kultur"]


def test_debit_less_credit() -> None:
    head = ("Datum", "Debet", "Kredit")
    tabell = _table(
        [("2023-03-01", "10,50", ""), ("2023-03-01", "", "3"), ("2023-03-01", "5", "5,25"), ("2023-03-01", "", "")],
        head,
    )
    found = _read(_projekt(), tabell)
    assert [rad.belopp for rad in found.rader] == [Decimal("10.50"), Decimal(-3), Decimal("-0.25")]
    assert _brister(found) == ["5:2: Debet saknas"]


def test_totals_empty_rows_repeated_headings_and_footers_are_left_out_and_counted() -> None:
    rows = [
        ("2023-03-01", "1", "4500", "Scen", "", "10"),
        ("Delsumma mars", "", "", "", "", "10"),
        HEAD,
        ("", "", "4500", "", "", ""),
        ("2023-04-01", "2", "4500", "Scen", "", "5"),
        ("", "", "", "", "", "15"),
        ("Utskrivet 2023-05-01", "", "", "", "", ""),
    ]
    found = _read(_projekt(), _table(rows))
    assert [rad.nr for rad in found.rader] == [2, 6]
    assert found.utelamnade == {"summa": 2, "utan uppgifter": 1, "utan belopp efter sista raden": 1}
    assert found.brister == []


def test_a_row_that_only_mentions_a_sum_is_a_row() -> None:
    rows = [
        ("2023-03-01", "1", "", "Summa summarum", "Total AB", "10"),
        ("", "2", "", "Slutsumma enligt avtal", "", "10"),
        ("x", "", "", "Totalt", "", "10"),
    ]
    found = _read(_projekt(), _table([*rows, ("2023-03-02", "3", "", "", "", "1")]))
    assert [rad.nr for rad in found.rader] == [2, 5]
    assert _brister(found) == ["3:1: Datum saknas", "4:1: Datum: x är inget datum som 2023-04-12"]


def test_a_sum_that_the_rows_do_not_make_is_told() -> None:
    row = ("2023-03-01", "1", "", "Scen", "", "10,50")
    assert _read(_projekt(), _table([row, row, ("Totalt", "", "", "", "", "21")])).bruten_summa is None
    assert _read(_projekt(), _table([row, ("Totalt", "", "", "", "", "21")])).bruten_summa == 21
    two = [row, ("Delsumma", "", "", "", "", "1"), ("Totalt", "", "", "", "", "21")]
    assert _read(_projekt(), _table(two)).bruten_summa is None


def test_every_cell_that_can_not_be_read_is_named_with_row_and_column() -> None:
    rows = [
        ("12 april", "1", "", "", "", "1,2,3"),
        ("2023-02-30", "1", "", "", "", "1.234"),
        ("", "1", "", "Scen", "", "5"),
        ("2023-03-01", "1", "", "Scen", "", ""),
        ("2023-03-01", "1", "", "x" * 1001, "19121212-1212", "1"),
    ]
    found = _read(_projekt(), _table(rows))
    assert found.rader == []
    assert _brister(found) == [
        "2:1: Datum: 12 april är inget datum som 2023-04-12",
        "2:6: Belopp: 1,2,3 är inget belopp som 12 500,50",
        "3:1: Datum: 2023-02-30 är ett datum som inte finns",
        "3:6: Belopp: 1.234 kan betyda både tusental och decimaler; skriv beloppet med två decimaler",
        "4:1: Datum saknas",
        "5:6: Belopp saknas",
        "6:4: Text: cellen har fler än 1000 tecken",
        "6:5: Leverantör: cellen innehåller ett personnummer",
    ]
    assert [brist.hemlig for brist in found.brister] == [False] * 7 + [True]


def test_a_column_can_be_left_out_and_the_rows_are_still_known() -> None:
    rows = [("2023-03-01", "1", "", "Scen", "19121212-1212", "1"), ("2023-03-01", "1", "", "Scen", "Bolaget", "2")]
    once = _imported(_projekt(), {}, _table(rows), "leverantor")
    assert {key[4] for key in _booked(_projekt(once))} == {None}
    assert _imported(_projekt(once), once, _table(rows), "leverantor") == once


def _comparison(
    before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]
) -> tuple[int, int, list[tuple[int, int]]]:
    """New rows, rows that are there, and pairs of a changed row and the booked one's number."""
    once = _imported(_projekt(), {}, _table(before))
    projekt = _projekt(once)
    found = compare(projekt, _read(projekt, _table(after)).rader, ())
    return len(found.nya), found.finns, [(each.rad.nr, each.bokford.nr) for each in found.andrade]


A = ("2023-03-01", "1", "6010", "Scen", "Bolaget", "10")


def test_the_same_voucher_with_another_amount_seems_changed() -> None:
    assert _comparison([A], [(*A[:5], "11")]) == (0, 0, [(2, 1)])


def test_a_booked_row_that_the_file_still_has_is_not_changed() -> None:
    assert _comparison([A], [A, (*A[:5], "11")]) == (1, 1, [])


def test_another_supplier_text_or_budget_post_on_the_same_voucher_seems_changed() -> None:
    for column, value in ((2, "4500"), (3, "Scener"), (4, "")):
        row = tuple(value if nr == column else cell for nr, cell in enumerate(A))
        assert _comparison([A], [row]) == (0, 0, [(2, 1)]), column


def test_another_day_or_voucher_is_another_row() -> None:
    assert _comparison([A], [("2023-03-02", *A[1:]), (A[0], "2", *A[2:])]) == (2, 0, [])


def test_without_vouchers_another_amount_is_another_row_but_a_translated_post_is_not() -> None:
    bare = (A[0], "", *A[2:])
    assert _comparison([bare], [(*bare[:5], "11")]) == (1, 0, [])
    assert _comparison([bare], [(*bare[:2], "4500", *bare[3:])]) == (0, 0, [(2, 1)])


def test_only_the_chosen_rows_are_read() -> None:
    plan = f'{PLAN}  - {{nr: 12, till: ekonomi, kolumn: Projekt, falt: urval, varde: "4711"}}\n'
    rows = [("2023-03-01", "1", "4711"), ("2023-03-01", "2", "4712"), ("x", "y", "4712")]
    found = _read(_projekt(plan=plan), _table(rows, ("Datum", "Belopp", "Projekt")))
    assert [rad.nr for rad in found.rader] == [2]
    assert found.utelamnade == {"utanför urvalet": 2}


def _row(day: str, text: str = "Scen") -> Utfallsrad:
    return Utfallsrad(1, date.fromisoformat(day), Decimal(1), text=text)


def test_the_title_is_the_month_or_the_months() -> None:
    assert titel_of([_row("2023-03-01"), _row("2023-03-31")]) == "Utfall mars 2023"
    assert titel_of([_row("2023-05-01"), _row("2023-03-31")]) == "Utfall mars–maj 2023"
    assert titel_of([_row("2022-12-01"), _row("2023-03-31")]) == "Utfall december 2022–mars 2023"


def test_more_rows_than_a_record_holds_become_several_that_can_be_read() -> None:
    rows = [_row("2023-03-01", f"Rad {nr} {'å' * 60}") for nr in range(MAX_RADER + 1)]
    parts = record_data(_table([]), rows, "Utfall", DAG)
    drafts = [new_record(Ekonomi, f"E-{nr:03}", data).file for nr, data in enumerate(parts, 1)]
    projekt = _projekt({draft.path: draft.after for draft in drafts})
    assert [post.titel for post in projekt.alla(Ekonomi)] == ["Utfall, del 1 av 2", "Utfall, del 2 av 2"]
    assert _booked(projekt).total() == MAX_RADER + 1


def test_long_texts_make_parts_too() -> None:
    rows = [_row("2023-03-01", "å" * 1000) for _ in range(1_500)]
    parts = record_data(_table([]), rows, "Utfall", DAG)
    for nr, data in enumerate(parts, 1):
        draft = new_record(Ekonomi, f"E-{nr:03}", data).file
        assert len(draft.after) < 2_000_000
        assert _projekt({draft.path: draft.after}).olasta == frozenset()
    assert [len(data["bokford"]) for data in parts] == [700, 700, 100]


def test_a_booked_row_reads_back_as_it_was_imported() -> None:
    files = _imported(
        _projekt(), {}, _table([("12.4.2023", "A 1", "4500", " Scen  och  ljus ", "Bolaget", "1 200,00-")])
    )
    post = _projekt(files).alla(Ekonomi)[0]
    assert post.bokford == (
        Bokford.model_validate(
            {
                "nr": 1,
                "dag": "2023-04-12",
                "belopp": "-1200",
                "budgetpost": "bidrag",
                "text": "Scen och ljus",
                "leverantor": "Bolaget",
                "verifikation": "A 1",
            }
        ),
    )
    assert (post.kalla, len(post.sha256 or "")) == ("utfall.csv", 64)
