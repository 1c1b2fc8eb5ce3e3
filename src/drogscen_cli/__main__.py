"""Entry point: the version is answered before anything else is imported."""

import sys

_INTERRUPTED = 130


def main() -> int:
    """Runs the command line; returns the exit code."""
    if sys.argv[1:] == ["--version"]:
        return _version()
    try:
        from drogscen_cli.cli.app import run
    except KeyboardInterrupt:
        return _INTERRUPTED
    return run(sys.argv[1:])


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
