"""One of several things, picked by its number in a list."""

from collections.abc import Sequence

from drogscen_cli.cli.terminal import Terminal


def pick(terminal: Terminal, lines: Sequence[str], question: str = "Vilken?") -> int:
    """Shows the lines with numbers and asks until one is picked; its place in the list. Enter takes the only one."""
    only = " [1]" if len(lines) == 1 else ""
    for nr, line in enumerate(lines, 1):
        terminal.note(f"{nr:3}  {line}")
    while True:
        answer = terminal.ask(f"{question} Nummer i listan{only}: ") or ("1" if only else "")
        if answer.isdecimal() and 1 <= int(answer) <= len(lines):
            return int(answer) - 1
        terminal.note(f"Skriv {'1' if only else f'ett nummer mellan 1 och {len(lines)}'}. Ctrl-C avbryter.")
