"""``edit --redigerare``: the file in the user's editor; what comes back is checked before it replaces anything."""

import os
import shlex
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from drogscen_cli.cli.findings import note_all
from drogscen_cli.cli.session import Session
from drogscen_cli.cli.verb.find import find_record, unread
from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.errors import CallError, ProtectedError
from drogscen_cli.core.fynd import Fynd
from drogscen_cli.core.post import Post
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
    after = _from_editor(session, draft)
    if after == raw:
        _discard(draft)
        session.terminal.note("Inget ändrat.")
        session.terminal.result(ident)
        return 0
    if found := _faults(session, model, ident, path, after):
        note_all(session, found)
        raise ProtectedError(
            f"Texten är inte sparad, eftersom den inte är en giltig post. Den finns kvar i {draft}.",
            "Rätta felen i den filen och kopiera tillbaka texten, eller börja om.",
        )
    try:
        with open_door(session.root, notify=session.terminal.note) as door:
            message = f"{model.register()} {ident}: ändrad i redigeraren".replace(f"{ident} {ident}", ident)
            outcome = door.write(ChangeSet((FileChange(path, raw, after),), message), spara=spara)
    except ProtectedError as error:
        raise ProtectedError(f"{error.text} Texten finns kvar i {draft}.", error.atgarda) from error
    _discard(draft)
    if outcome.note:
        session.terminal.note(outcome.note)
    session.terminal.result(ident)
    return outcome.exit_code


def _discard(draft: Path) -> None:
    draft.unlink(missing_ok=True)
    draft.parent.rmdir()


def _target(session: Session, model: type[Post], ident: str | None) -> tuple[str, str]:
    """The file to edit, also one that can't be read as a record: the editor is how it is mended."""
    if path := unread(session, model, ident):
        return path, Path(path).stem
    post = find_record(session, model, ident)
    return post.fil, post.id


def _from_editor(session: Session, draft: Path) -> bytes:
    """What the user's editor leaves; raises ``CallError`` when it can't be used."""
    environ = session.environ
    editor = environ.get("VISUAL") or environ.get("EDITOR") or ("notepad" if os.name == "nt" else "nano")
    try:
        command = [*shlex.split(editor, posix=os.name != "nt"), str(draft)]
        done = subprocess.run(command, check=False)  # noqa: S603 – the user's own editor
    except (OSError, ValueError) as error:
        _discard(draft)
        why = "programmet finns inte" if isinstance(error, FileNotFoundError) else "kommandot går inte att tolka"
        why = cause(error) if isinstance(error, PermissionError) else why
        raise CallError(f"Redigeraren {editor} går inte att starta: {why}.", "Ange en annan i EDITOR.") from error
    if done.returncode != 0:
        raise CallError(
            f"Redigeraren avslutades med fel ({done.returncode}). Inget är sparat; texten finns kvar i {draft}."
        )
    try:
        return draft.read_bytes()
    except OSError as error:
        raise CallError(f"Redigeraren lämnade ingen text efter sig ({draft}). Inget är sparat.") from error


def _faults(session: Session, model: type[Post], ident: str, path: str, raw: bytes) -> list[Fynd]:
    """What makes the text unfit to replace the file."""
    inlast = yamlfil.read(path, raw)
    if inlast.data is None:
        return list(inlast.fynd)
    try:
        post = model.load(ident, inlast.data)
    except ValidationError as error:
        return list(schema_fynd(model, path, inlast.text, error.errors(include_url=False)))
    return [_placed(fynd, inlast.text) for fynd in check_record(session.projekt, post)]


def _placed(fynd: Fynd, text: str) -> Fynd:
    """The finding with its line and column in the text."""
    rad, kolumn, langd = yamlfil.locate(text, fynd.stalle.vag)
    return replace(fynd, stalle=replace(fynd.stalle, rad=rad, kolumn=kolumn, langd=langd))
