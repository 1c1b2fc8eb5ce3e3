"""Visa hur pengarna räcker, eller en post"""

from typing import Any

from drogscen_cli.cli.penningvy import overview
from drogscen_cli.cli.session import DatumOption, JsonOption, ProjektOption, Session
from drogscen_cli.cli.usage import command
from drogscen_cli.cli.verb.edit import IdArgument
from drogscen_cli.cli.verb.show import show_record
from drogscen_cli.cli.verb.signature import fixed, with_options


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen ekonomi show [ID]``."""

    def run(values: dict[str, Any]) -> int | None:
        here = session.with_options(values["projekt"], values["datum"])
        if values["ident"] is None:
            return overview(here, as_json=values["json"])
        show_record(here, "ekonomi", values["ident"], as_json=values["json"])
        return None

    common = [
        fixed("ident", IdArgument),
        fixed("json", JsonOption, default=False),
        fixed("projekt", ProjektOption),
        fixed("datum", DatumOption),
    ]
    return command(with_options(run, (), common), "Visa hur pengarna räcker, eller med ett id: en post")
