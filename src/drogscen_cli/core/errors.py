"""Errors that end a command, each with the exit code of the command contract.

Every text is Swedish and complete: what is wrong, and in ``atgarda`` what to do about it.
"""


class DrogscenError(Exception):
    """Base of every error a user may meet; ``text`` and ``atgarda`` are whole Swedish sentences."""

    exit_code = 1

    def __init__(self, text: str, atgarda: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.atgarda = atgarda


class CallError(DrogscenError):
    """The call is wrong: an option, an argument or an answer."""

    exit_code = 2


class NoProjectError(DrogscenError):
    """No readable project, or output that is incomplete because records can't be read."""

    exit_code = 3


class ProtectedError(DrogscenError):
    """Refused to protect data: locked, changed meanwhile, conflict, secrecy, personnummer."""

    exit_code = 4


class NotCommittedError(DrogscenError):
    """Saved on disk, but not committed to git."""

    exit_code = 5
