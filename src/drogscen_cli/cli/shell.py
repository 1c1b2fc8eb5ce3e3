"""What shells are told so that they can ask for completions, and how they are answered."""

from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, completion_init
from typer._completion_shared import get_completion_script


class _Bash(BashComplete):
    """Bash shows no explanations of its own: several candidates are shown with theirs, a single one is inserted."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        found = super().get_completions(args, incomplete)
        if len(found) > 1 and all(item.help and not item.value.startswith("-") for item in found):
            return [CompletionItem(f"{item.value}  {item.help}") for item in found]
        return found


def prepare() -> None:
    """Makes the shells known to the library that answers them."""
    completion_init()
    add_completion_class(_Bash, "bash")


def script(shell: str) -> str:
    """What the shell must be told."""
    return f"{get_completion_script(prog_name='drogscen', complete_var='_DROGSCEN_COMPLETE', shell=shell)}\n"
