from datetime import date

import pytest

from drogscen_cli.core.plikt import Bevis, Tillstand, judge

LAST = date(2023, 4, 30)
IN_TIME, LATE = Bevis("RA-001", LAST), Bevis("RA-002", date(2023, 5, 1))


@pytest.mark.parametrize(
    ("bevis", "dag", "tillstand"),
    [
        ((), date(2023, 4, 1), Tillstand.KOMMANDE),
        ((), LAST, Tillstand.KOMMANDE),
        ((), date(2023, 5, 1), Tillstand.UTEBLIVEN),
        ((IN_TIME,), LAST, Tillstand.HALLEN),
        ((LATE,), date(2023, 5, 1), Tillstand.SEN),
        ((LATE, IN_TIME), date(2023, 6, 1), Tillstand.HALLEN),
    ],
)
def test_the_last_day_is_in_time_and_late_is_not_missed(
    bevis: tuple[Bevis, ...], dag: date, tillstand: Tillstand
) -> None:
    assert judge(LAST, bevis, dag) is tillstand
