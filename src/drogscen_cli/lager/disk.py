"""Bytes to disk: flushed, put in place in one step; and what went wrong, in Swedish."""

import errno
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

_CAUSES = {
    "ENOSPC": "disken är full",
    "EDQUOT": "lagringskvoten är slut",
    "EFBIG": "filen är större än vad som är tillåtet",
    "EROFS": "disken är skrivskyddad",
    "EACCES": "behörighet saknas, eller så används filen av ett annat program",
    "EPERM": "behörighet saknas",
    "ENAMETOOLONG": "namnet är för långt",
    "EMFILE": "för många filer är öppna",
    "ENFILE": "för många filer är öppna på datorn",
    "EIO": "disken svarar med ett fel",
    "EBUSY": "filen används av ett annat program",
    "ETXTBSY": "filen används av ett annat program",
    "ENOENT": "mappen finns inte",
    "ENOTDIR": "en del av sökvägen är en fil och inte en mapp",
    "EISDIR": "det ligger en mapp där filen ska ligga",
    "EEXIST": "det finns redan en fil med det namnet",
    "ENOMEM": "datorns minne är slut",
    "ESTALE": "nätverksdisken svarar inte",
    "ETIMEDOUT": "nätverksdisken svarar inte",
}
_BY_NUMBER = {getattr(errno, name): text for name, text in _CAUSES.items() if hasattr(errno, name)}
_NO_DIRECTORY_SYNC = {errno.EINVAL, errno.EBADF, errno.EACCES, errno.ENOTSUP}
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()
"""Seconds between attempts to replace a file that another program (antivirus, sync) holds open on Windows."""


def cause(error: OSError) -> str:
    """Why the operating system refused, as the end of a Swedish sentence."""
    return _BY_NUMBER.get(error.errno or 0) or f"operativsystemet svarar {error.strerror or type(error).__name__}"


def is_link(info: os.stat_result) -> bool:
    """Whether an ``lstat`` result is a symbolic link, or a junction on Windows."""
    return stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) == getattr(
        stat,
        "IO_REPARSE_TAG_MOUNT_POINT",
        -1,
    )


def read_if_there(path: Path) -> bytes | None:
    """The file's bytes, or None where there is no file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_new(path: Path, data: bytes) -> None:
    """Create a file that must not exist and flush it to the disk; a failure leaves no file behind."""
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise


def replace(source: Path, target: Path) -> None:
    """Move ``source`` over ``target`` in one step; tries for some seconds where Windows says the file is in use."""
    for pause in _PAUSES:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)


def place_new(staged: Path, target: Path, data: bytes) -> None:
    """Give the flushed file ``staged`` the name ``target``, never over an existing file (``FileExistsError``)."""
    try:
        os.link(staged, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        write_new(target, data)


def sync_folder(folder: Path) -> None:
    """Flush names in a folder to the disk, where the system can."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise
