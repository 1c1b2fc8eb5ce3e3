"""Visa riskmatrisen, och hur riskerna har rört sig sedan förra månaden"""

from typing import Any

from drogscen_cli.cli.session import DatumOption, JsonOption, ProjektOption, Session
from drogscen_cli.cli.usage import command


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen risk matris``."""

    def run(projekt: ProjektOption = None, datum: DatumOption = None, json: JsonOption = False) -> int:
        from drogscen_cli.cli.matris import show

        return show(session.with_options(projekt, datum), as_json=json)

    return command(run, "Visa riskmatrisen, och hur riskerna har rört sig sedan förra månaden")
