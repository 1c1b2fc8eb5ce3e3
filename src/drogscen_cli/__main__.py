"""Entry point: the version is answered before anything else is imported."""

import gc
import os
import sys
from contextlib import suppress

_INTERRUPTED = 130


def main() -> int:
    """Runs the command line and leaves the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        return _version()
    gc.disable()  # a run is short and throws everything away at its end: looking for garbage took a tenth of it
    try:
        from drogscen_cli.cli.app import run
    except KeyboardInterrupt:
        return _INTERRUPTED
    _leave(run(sys.argv[1:]))
    return 0


def _leave(code: int) -> None:
    """Ends the process at once: all that was to be written is, and taking a snapshot apart took another tenth."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _version() -> int:
    from drogscen_cli import __version__

    try:
        sys.stdout.write(f"drogscen {__version__}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):  # nobody reads, or there is no standard output
        from drogscen_cli.cli.app import run

        return run(["--version"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
