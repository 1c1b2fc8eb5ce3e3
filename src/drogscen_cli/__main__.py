"""Entry point: the version is answered before anything else is imported."""

import sys


def main() -> int:
    """Runs the command line; returns the exit code."""
    if sys.argv[1:] == ["--version"]:
        from drogscen_cli import __version__

        sys.stdout.write(f"drogscen {__version__}\n")
        return 0
    from drogscen_cli.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
