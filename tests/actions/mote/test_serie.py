"""The series round red days and breaks; examples from the Swedish calendar of 2023, and any plan there may be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.moten import source

from drogscen_cli.actions.mote.serie import Ram, Serie, har_rytm, hinder, post_data, serie, utan_mote
from drogscen_cli.core.kalender import arbetsdag
from drogscen_cli.core.period import periods
from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.register._styrning import Uppehall
from drogscen_cli.register.mote import Mote

MONDAY, WEDNESDAY, THURSDAY, FRIDAY = 0, 2, 3, 4
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def _project(frekvens: str = "manad", start: date = YEAR[0], slut: date = YEAR[1], **moten: str) -> Projekt:
    plan = (
        f"namn: P\nperiod: {{start: {start}, slut: {slut}}}\n"
        f"motestyp:\n  - {{nyckel: m, titel: Möten, frekvens: {frekvens}, grupp: g}}\n"
    )
    files = {f"mote/{name.replace('_', '-')}": text for name, text in moten.items()}
    return load(source({"projektplan": plan, "organisation": "grupp:\n  - {nyckel: g, titel: G}\n", **files}))


def _series(projekt: Projekt, dag: int, ram: Ram) -> Serie:
    motestyp = projekt.motestyp("m")
    assert motestyp
    return serie(projekt, motestyp, dag, ram)


def _days(found: Serie) -> list[str]:
    return [
        each.dag.isoformat() if each.dag else f"– {each.period.replace(chr(160), ' ')}" for each in found.tillfallen
    ]


def _break(start: str, slut: str) -> tuple[Uppehall, ...]:
    return (Uppehall.model_validate({"nr": 1, "start": start, "slut": slut, "skal": "semester"}),)


def test_a_month_has_the_weekday_at_the_same_place_as_the_first() -> None:
    found = _series(_project(), WEDNESDAY, Ram(date(2023, 1, 18), date(2023, 6, 30), vald=True))
    assert found.rytm == "tredje onsdagen i varje månad"
    assert _days(found) == ["2023-01-18", "2023-02-15", "2023-03-15", "2023-04-19", "2023-05-17", "2023-06-21"]


def test_the_last_weekday_of_a_month_stays_the_last() -> None:
    found = _series(_project(), WEDNESDAY, Ram(date(2023, 1, 25), date(2023, 5, 31), vald=True))
    assert found.rytm == "sista onsdagen i varje månad"
    assert _days(found) == ["2023-01-25", "2023-02-22", "2023-03-29", "2023-04-26", "2023-05-31"]


def test_a_quarter_has_it_in_the_same_of_its_months() -> None:
    found = _series(_project("kvartal"), THURSDAY, Ram(date(2023, 2, 9), YEAR[1], vald=True))
    assert found.rytm == "andra torsdagen i kvartalets andra månad"
    assert _days(found) == ["2023-02-09", "2023-05-11", "2023-08-10", "2023-11-09"]


def test_a_monthly_meeting_on_a_red_day_moves_a_week() -> None:
    found = _series(_project(), FRIDAY, Ram(date(2023, 1, 13), date(2023, 6, 30), vald=True))
    assert found.rytm == "andra fredagen i varje månad"
    assert _days(found) == ["2023-01-13", "2023-02-10", "2023-03-10", "2023-04-14", "2023-05-12", "2023-06-09"]
    first = _series(_project(), FRIDAY, Ram(date(2023, 2, 3), date(2023, 4, 30), vald=True))
    april = first.tillfallen[-1]
    assert (april.ordinarie, april.dag, april.skal) == (date(2023, 4, 7), date(2023, 4, 14), "långfredagen")


def test_a_weekly_meeting_on_a_red_day_moves_to_the_nearest_working_day() -> None:
    week = Ram(date(2023, 4, 3), date(2023, 4, 16), vald=True)
    assert _days(_series(_project("vecka"), FRIDAY, week)) == ["2023-04-06", "2023-04-14"]
    assert _days(_series(_project("vecka"), MONDAY, week)) == ["2023-04-03", "2023-04-11"]


def test_a_fortnight_is_the_same_whenever_it_is_laid_out() -> None:
    whole = _series(_project("varannan-vecka"), THURSDAY, Ram(date(2023, 1, 12), YEAR[1], vald=True))
    assert _days(whole)[:3] == ["2023-01-12", "2023-01-26", "2023-02-09"]
    later = _project("varannan-vecka", M_001="motestyp: m\ndag: 2023-01-12\n")
    passed, *rest = _days(_series(later, THURSDAY, Ram(date(2023, 8, 14), YEAR[1])))
    assert passed == "– v. 32–33 2023"
    assert rest == [day for day in _days(whole) if day >= "2023-08-14"]


def test_a_series_goes_on_in_the_rhythm_of_the_meetings_there_are() -> None:
    projekt = _project(M_001="motestyp: m\ndag: 2023-01-18\n", M_002="motestyp: m\ndag: 2023-02-15\n")
    found = _series(projekt, WEDNESDAY, Ram(date(2023, 2, 27), date(2023, 4, 30)))
    assert _days(found) == ["2023-03-15", "2023-04-19"]


def test_a_break_takes_the_meetings_that_have_nowhere_to_go() -> None:
    ram = Ram(date(2023, 6, 1), date(2023, 8, 31), _break("2023-06-26", "2023-08-06"), vald=True)
    found = _series(_project(), WEDNESDAY, ram)
    assert _days(found) == ["2023-06-07", "– juli 2023", "2023-08-09"]
    assert [each.skal for each in found.tillfallen] == ["", "uppehåll: semester", "uppehåll: semester"]
    weekly = _series(_project("vecka"), WEDNESDAY, Ram(date(2023, 6, 26), date(2023, 8, 13), ram.uppehall, vald=True))
    assert [each.dag for each in weekly.tillfallen if each.dag] == [date(2023, 8, 9)]


def test_a_break_that_ends_in_the_week_moves_the_meeting_no_more_than_three_days() -> None:
    found = _series(
        _project("vecka"), MONDAY, Ram(date(2023, 6, 12), date(2023, 6, 18), _break("2023-06-12", "2023-06-14"))
    )
    assert _days(found) == ["2023-06-15"]
    found = _series(
        _project("vecka"), MONDAY, Ram(date(2023, 6, 12), date(2023, 6, 18), _break("2023-06-12", "2023-06-15"))
    )
    assert _days(found) == ["– v. 24 2023"]


@pytest.mark.parametrize(
    "state", ["", "genomfort: 2023-03-16\n", "flyttning:\n  - {datum: 2023-03-01, tidigare: 2023-03-15}\n"]
)
def test_a_period_that_has_a_meeting_is_left_alone(state: str) -> None:
    dag = "2023-04-03" if "flyttning" in state else "2023-03-16"
    projekt = _project(M_001=f"motestyp: m\ndag: {dag}\n{state}")
    found = _series(projekt, WEDNESDAY, Ram(date(2023, 3, 1), date(2023, 4, 30), vald=True))
    assert _days(found) == ["2023-04-05"]


def test_a_cancelled_meeting_and_one_of_another_type_serve_no_period() -> None:
    projekt = _project(M_001="motestyp: m\ndag: 2023-03-15\ninstallt: 2023-03-10\n")
    assert _days(_series(projekt, WEDNESDAY, Ram(date(2023, 3, 15), date(2023, 3, 31), vald=True))) == ["2023-03-15"]


def test_the_period_that_has_begun_gets_no_meeting_when_its_day_has_passed() -> None:
    projekt = _project(M_001="motestyp: m\ndag: 2023-01-04\n")
    found = _series(projekt, WEDNESDAY, Ram(date(2023, 3, 10), date(2023, 4, 30)))
    assert [(each.dag, each.skal) for each in found.tillfallen] == [
        (None, "före den första dagen"),
        (date(2023, 4, 5), ""),
    ]


def test_the_last_period_of_the_project_gets_its_meeting_earlier() -> None:
    found = _series(_project(slut=date(2023, 3, 10)), WEDNESDAY, Ram(date(2023, 1, 18), date(2023, 3, 10), vald=True))
    assert _days(found) == ["2023-01-18", "2023-02-15", "2023-03-08"]


def test_a_type_that_meets_when_needed_has_no_rhythm() -> None:
    projekt = _project("vid-behov")
    motestyp = projekt.motestyp("m")
    assert motestyp
    assert not har_rytm(motestyp)
    assert utan_mote(projekt, motestyp, Ram(*YEAR)) == ()


def test_the_record_calls_the_group_and_holds_what_is_known() -> None:
    motestyp = _project().motestyp("m")
    assert motestyp
    data = post_data(motestyp, date(2023, 2, 1), date(2023, 1, 5), {"tid": "13:00", "plats": ""})
    assert data == {
        "datum": "2023-01-05",
        "motestyp": "m",
        "dag": "2023-02-01",
        "tid": "13:00",
        "inbjuden": ["g"],
    }


days = st.dates(date(2021, 1, 1), date(2027, 12, 31))


@st.composite
def _plans(draw: st.DrawFn) -> tuple[str, date, date, int, Ram]:
    """A frequency, a project's period, a weekday, and what is laid out of it."""
    start = draw(days)
    slut = start + timedelta(days=draw(st.integers(1, 800)))
    first = draw(st.dates(start, slut))
    breaks = []
    for nr in range(1, draw(st.integers(0, 3)) + 1):
        begin = draw(st.dates(start, slut))
        breaks.append(Uppehall(nr=nr, start=begin, slut=begin + timedelta(days=draw(st.integers(0, 50)))))
    ram = Ram(first, slut, tuple(breaks), vald=draw(st.booleans()))
    frekvens = draw(st.sampled_from(["vecka", "varannan-vecka", "manad", "kvartal"]))
    return frekvens, start, slut, draw(st.integers(0, 4)), ram


@given(_plans())
def test_no_meeting_falls_on_a_red_day_or_in_a_break_and_each_period_is_served_once(
    plan: tuple[str, date, date, int, Ram],
) -> None:
    frekvens, start, slut, weekday, ram = plan
    found = _series(_project(frekvens, start, slut), weekday, ram)
    chosen = [each.dag for each in found.tillfallen if each.dag]
    assert all(not hinder(ram.uppehall, day) and ram.start <= day <= ram.slut and arbetsdag(day) for day in chosen)
    assert all(each.skal for each in found.tillfallen if each.dag != each.ordinarie)
    own = [each for each in periods(frekvens, start, slut) if each.slut >= ram.start]
    assert [each.namn for each in own] == [each.period for each in found.tillfallen]
    for period, each in zip(own, found.tillfallen, strict=True):
        assert each.dag is None or period.start <= each.dag <= period.slut
        reach = 3 if frekvens in ("vecka", "varannan-vecka") else 92
        near = (each.ordinarie + timedelta(days=day) for day in range(-reach, reach + 1))
        free = [day for day in near if max(period.start, ram.start) <= day <= period.slut and arbetsdag(day)]
        passed = each.skal == "före den första dagen"
        assert each.dag or passed or all(hinder(ram.uppehall, day) for day in free)
    if frekvens in ("vecka", "varannan-vecka"):
        assert all(abs((each.dag - each.ordinarie).days) <= 3 for each in found.tillfallen if each.dag)


@given(_plans())
def test_laid_out_again_nothing_is_added(plan: tuple[str, date, date, int, Ram]) -> None:
    frekvens, start, slut, weekday, ram = plan
    projekt = _project(frekvens, start, slut)
    motestyp = projekt.motestyp("m")
    assert motestyp
    first = [each.dag for each in serie(projekt, motestyp, weekday, ram).tillfallen if each.dag]
    moten = {
        f"M-{nr:03}": Mote.load(f"M-{nr:03}", post_data(motestyp, day, ram.start, {}))
        for nr, day in enumerate(first, 1)
    }
    again = serie(Projekt({**projekt.poster, "mote": moten}), motestyp, weekday, ram)
    assert [each.dag for each in again.tillfallen if each.dag] == []
