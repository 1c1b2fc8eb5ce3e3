"""The templates: which there are, and copying one into the project."""

from drogscen_cli.cli.output import csv_text, json_text, table
from drogscen_cli.cli.session import Session
from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.errors import CallError, NoProjectError, ProtectedError
from drogscen_cli.core.text import nearest
from drogscen_cli.lager.mallfil import FOLDER, in_folder, shipped_folder, shipped_names


def show(session: Session, *, as_json: bool, as_csv: bool) -> None:
    """Every template, and whether the project has its own."""
    try:
        own = in_folder(session.root / FOLDER)
    except NoProjectError:
        own = in_folder(shipped_folder() / "-")
    rows = [[_short(name), f"{FOLDER}/{name}" if own(name) is not None else "medföljer"] for name in shipped_names()]
    data = [dict(zip(("mall", "fran"), row, strict=True)) for row in rows]
    if as_json:
        session.terminal.exact(json_text("mall", "mallar", data))
    elif as_csv:
        session.terminal.exact(csv_text(("mall", "fran"), data))
    else:
        table(session.terminal, ["Mall", "Används från"], rows)


def copy(session: Session, name: str, *, spara: bool) -> int:
    """The shipped template into the project's ``mallar/``; one that is there already is never written over."""
    from drogscen_cli.lager.skriv import open_door

    by_short = {_short(full): full for full in shipped_names()}
    full = by_short.get(name, name)
    text = in_folder(shipped_folder())(full)
    if text is None:
        near = nearest(name, by_short)
        raise CallError(f"Mallen {name} finns inte.", f"Menades {near}?" if near else "Alla mallar: drogscen mall list")
    path = f"{FOLDER}/{full}"
    if (session.root / path).exists():
        raise ProtectedError(f"{path} finns redan.", "Ändra den, eller ta bort den först.")
    with open_door(session.root, notify=session.terminal.note) as door:
        outcome = door.write(
            ChangeSet((FileChange(path, None, text.encode()),), f"mall {name}: egen kopia"), spara=spara
        )
    if outcome.note:
        session.terminal.note(outcome.note)
    session.terminal.result(path)
    return outcome.exit_code


def _short(name: str) -> str:
    return name.removesuffix(".j2").removesuffix(".md")
