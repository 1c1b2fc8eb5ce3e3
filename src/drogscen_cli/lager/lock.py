"""One writer at a time: a lock that the operating system holds, and drops when its process dies."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.lager.disk import cause

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE = 30.0
"""Seconds to wait for another command before giving up."""
_SILENCE = 1.0
_POLL = 0.02
_MAY_NOT_WRITE = {errno.EACCES, errno.EPERM, errno.EROFS}

Notify = Callable[[str], None]
"""Takes a Swedish sentence for the user while the work goes on."""


@contextmanager
def hold(places: tuple[Path, ...], notify: Notify, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock in the first of ``places`` that can be written; ProtectedError after ``patience`` seconds."""
    lock = _acquire(places, notify, patience)
    try:
        yield
    finally:
        lock.release()


def _acquire(places: tuple[Path, ...], notify: Notify, patience: float) -> "BaseFileLock":
    from filelock import FileLock, Timeout

    place, *others = places
    try:
        return _wait(FileLock(place), notify, patience)
    except Timeout:
        raise ProtectedError(
            f"Ett annat drogscen-kommando har varit igång i mer än {patience:.0f} sekunder.",
            "Vänta tills det andra kommandot är klart och försök igen.",
        ) from None
    except OSError as error:
        # Only a lasting hindrance may lead elsewhere: everybody has to end up at the same lock.
        if others and error.errno in _MAY_NOT_WRITE:
            return _acquire(tuple(others), notify, patience)
        raise ProtectedError(
            f"Projektet går inte att låsa: {cause(error)}.",
            "Kontrollera att mappen går att skriva i och försök igen.",
        ) from error


def _wait(lock: "BaseFileLock", notify: Notify, patience: float) -> "BaseFileLock":
    from filelock import Timeout

    silence = min(_SILENCE, patience)
    try:
        lock.acquire(timeout=silence, poll_interval=_POLL)
    except Timeout:
        notify("Väntar på att ett annat drogscen-kommando ska bli klart …")
        lock.acquire(timeout=patience - silence, poll_interval=_POLL)
    return lock
