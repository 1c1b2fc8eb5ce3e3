"""``edit --redigerare``: the file in the user's editor; what comes back is checked before it replaces anything."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from pydantic import ValidationError

from drogscen_cli.cli.findings import one_line
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.find import find_record
from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.errors import CallError, ProtectedError
from drogscen_cli.core.fynd import Fynd
from drogscen_cli.core.post import Post, path_of
from drogscen_cli.crosscheck import check_record
from drogscen_cli.lager import yamlfil
from drogscen_cli.lager.disk import cause
from drogscen_cli.lager.skriv import open_door
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.load import schema_fynd


def edit_file(session: Session, model: type[Post], ident: str | None, *, spara: bool) -> int:
    """Opens a copy, and writes it back when it is whole; a faulty text is kept beside, and nothing is lost."""
    path, ident = _target(session, model, ident)
    raw = TreeSource(session.root).read(path)
    draft = Path(tempfile.mkdtemp(prefix="drogscen-")) / Path(path).name
    draft.write_bytes(raw)
    _run_editor(session, draft)
    after = draft.read_bytes()
    if after == raw:
        session.terminal.note("Inget ändrat.")
        draft.unlink()
        draft.parent.rmdir()
        return 0
    if found := _faults(session, model, ident, path, after):
        for fynd in found:
            session.terminal.note(one_line(fynd))
        raise ProtectedError(
            f"Texten är inte sparad, eftersom den inte är en giltig post. Den finns kvar i {draft}.",
            "Rätta felen i den filen och kopiera tillbaka texten, eller börja om.",
        )
    with open_door(session.root, notify=session.terminal.note) as door:
        outcome = door.write(
            ChangeSet((FileChange(path, raw, after),), f"{model.register()} {ident}: ändrad i redigeraren"), spara=spara
        )
    draft.unlink()
    draft.parent.rmdir()
    if outcome.note:
        session.terminal.note(outcome.note)
    session.terminal.result(ident)
    return outcome.exit_code


def _target(session: Session, model: type[Post], ident: str | None) -> tuple[str, str]:
    """The file to edit, also one that can't be read as a record: the editor is how it is mended."""
    if ident and (path := path_of(model, ident.upper())) in session.projekt.olasta:
        return path, ident.upper()
    post = find_record(session, model, ident)
    return post.fil, post.id


def _run_editor(session: Session, draft: Path) -> None:
    editor = (
        session.environ.get("VISUAL") or session.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "nano")
    )
    try:
        done = subprocess.run([*shlex.split(editor, posix=os.name != "nt"), str(draft)], check=False)  # noqa: S603 – the user's own editor
    except OSError as error:
        raise CallError(
            f"Redigeraren {editor} går inte att starta ({cause(error)}).", "Ange en annan i EDITOR."
        ) from error
    if done.returncode != 0:
        raise CallError(
            f"Redigeraren avslutades med fel ({done.returncode}). Inget är sparat; texten finns kvar i {draft}."
        )


def _faults(session: Session, model: type[Post], ident: str, path: str, raw: bytes) -> list[Fynd]:
    """What makes the text unfit to replace the file."""
    inlast = yamlfil.read(path, raw)
    if inlast.data is None:
        return list(inlast.fynd)
    try:
        post = model.load(ident, inlast.data)
    except ValidationError as error:
        return list(schema_fynd(model, path, inlast.text, error.errors(include_url=False)))
    return list(check_record(session.projekt, post))
