"""Skriv ut det som låter skalet fylla i kommandon, id:n och namn"""

from typing import Annotated, Any

import typer

from drogscen_cli.cli.session import Session
from drogscen_cli.cli.usage import command
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.swedish import listing

_START = {
    "bash": "drogscen komplettering bash >> ~/.bashrc",
    "zsh": "drogscen komplettering zsh >> ~/.zshrc",
    "fish": "drogscen komplettering fish > ~/.config/fish/completions/drogscen.fish",
    "powershell": "drogscen komplettering powershell | Out-File -Append -Encoding utf8 $PROFILE",
}


def build(session: Session) -> Any:  # noqa: ANN401 – Click's type is private
    """The ``komplettering`` command: the shell's script on standard output, where to put it on standard error."""

    def komplettering(
        skal: Annotated[str, typer.Argument(metavar="SKAL", help=listing(list(_START), "eller"), show_default=False)],
    ) -> int:
        from drogscen_cli.cli.shell import script

        if skal not in _START:
            raise CallError(f"Skalet {skal} finns inte.", f"Välj {listing(list(_START), 'eller')}.")
        session.terminal.exact(script(skal))
        session.terminal.note(f"Lägg till raderna i skalets startfil och öppna ett nytt fönster: {_START[skal]}")
        return 0

    return command(komplettering, "Skriv ut det som låter skalet fylla i kommandon, id:n med titlar och namn.")
