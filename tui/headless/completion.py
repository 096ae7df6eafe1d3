"""`verifier completion`: a script that lets a shell complete commands, switches and file names."""

import argparse
from typing import TYPE_CHECKING, Any, Final

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session

SHELLS: Final = ("bash", "zsh", "fish", "powershell")
_FOLDERS: Final = ("DIR", "FOLDER")
"""What arguments that are folders are called in the help."""


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    common.parser(commands, words, "completion").add_argument("shell", choices=SHELLS, help=words("cli.completion.shell"))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print the script for the shell."""
    import shtab

    from tui.command_line import parser

    whole = parser(session.words)
    _prepare(whole, shtab.FILE, shtab.DIR)
    print(shtab.complete(whole, parsed.shell))
    return 0


def _prepare(parser: argparse.ArgumentParser, file: object, folder: object) -> None:
    """Say of each argument what completes it."""
    for action in parser._actions:  # noqa: SLF001 - argparse tells its arguments nowhere else
        if action.nargs == argparse.PARSER and isinstance(action.choices, dict):
            for command in action.choices.values():
                _prepare(command, file, folder)
        elif action.choices is not None:
            # A mapping is taken for commands.
            action.choices = tuple(action.choices)
        elif action.type is common.path:
            action.complete = folder if action.metavar in _FOLDERS else file  # type: ignore[attr-defined]
