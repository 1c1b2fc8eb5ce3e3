"""Importera risker ur en lista (CSV eller Excel)"""

from functools import partial
from typing import Any

from drogscen_cli.cli.importera.inforing import importer
from drogscen_cli.cli.importera.poster import run
from drogscen_cli.cli.session import Session


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """``drogscen risk importera FIL``."""
    return importer(session, "Importera risker ur en lista. De nya id:na skrivs ut sist.", partial(run, "risk"), ())
