"""One of several things, picked by its number in a list."""

from collections.abc import Sequence

from drogscen_cli.cli.terminal import Terminal


def pick(terminal: Terminal, lines: Sequence[str], question: str = "Vilken?") -> int:
    """Shows the lines with numbers and asks until one is picked; its place in the list."""
    for nr, line in enumerate(lines, 1):
        terminal.note(f"{nr:3}  {line}")
    while True:
        answer = terminal.ask(f"{question} Nummer i listan: ")
        if answer.isdecimal() and 1 <= int(answer) <= len(lines):
            return int(answer) - 1
        terminal.note(f"Skriv ett nummer mellan 1 och {len(lines)}. Ctrl-C avbryter.")
