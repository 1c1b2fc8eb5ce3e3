from datetime import date

import pytest

from drogscen_cli.core.manus import Fil, Handskrift, Kommando, parse

SCRIPT = """\
# a comment
== 2023-01-09
risk add --titel "En risk"
| en rad
|
| två
?4 andring besluta AB-001
> utfall.csv
| Dag;Belopp
! projekt/projektplan.yaml
-   tak: 1
+   tak: 2
== 2023-01-10
kontroll
"""


def test_a_script_is_its_steps_in_order() -> None:
    first, second = date(2023, 1, 9), date(2023, 1, 10)
    assert parse(SCRIPT) == (
        Kommando(first, 3, ("risk", "add", "--titel", "En risk"), 0, "en rad\n\ntvå\n"),
        Kommando(first, 7, ("andring", "besluta", "AB-001"), 4),
        Fil(first, 8, "utfall.csv", "Dag;Belopp\n"),
        Handskrift(first, 10, "projekt/projektplan.yaml", "  tak: 1", "  tak: 2"),
        Kommando(second, 14, ("kontroll",)),
    )


@pytest.mark.parametrize("script", ["kontroll\n", "== 2023-02-30\n", "== 2023-01-01\nkontroll\n- x\n"])
def test_what_can_not_be_played_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match=r"\d|day"):
        parse(script)
