"""The fictitious year: as it stands at its end, or played command by command."""

from datetime import date

from drogscen_cli.cli.nystart import free_folder, write
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.uppspelning import Uppspelning, work_folder
from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.manus import parse
from drogscen_cli.core.swedish import month_name
from drogscen_cli.lager.exempel import shipped_example, shipped_script


def create_example(session: Session, katalog: str, *, spara: bool) -> int:
    """Writes the year as it stands at its end."""
    root = free_folder(session, katalog)
    files = tuple(FileChange(path, None, data) for path, data in shipped_example())
    changes = ChangeSet(files, "init: exempelåret Exempelparken (påhittat)")
    return write(session, root, changes, "Exempelåret är på plats. Se dig om: drogscen --datum 2023-05-22", spara=spara)


def play_example(session: Session, katalog: str) -> int:
    """Plays the year, until the day that was asked for, so that it has a diary; says how far it has come."""
    root = free_folder(session, katalog)
    told: set[tuple[int, int]] = set()

    def between(dag: date) -> None:
        month = (dag.year, dag.month)
        if month not in told:
            told.add(month)
            session.terminal.note(f"Spelar upp {month_name(*month)} …")

    root.mkdir(parents=True, exist_ok=True)
    with work_folder() as mapp:
        steps = [step for step in parse(shipped_script()) if not session.datum_option or step.dag <= session.dag]
        Uppspelning(root, mapp).play(steps, between)
    session.terminal.result(str(root))
    return 0
