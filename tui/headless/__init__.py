"""Commands without a screen, one module each: `add` puts its arguments on the parser, `run` does its work and gives the exit code.

Data goes to stdout, talk to stderr. The modules are cheap to import, for the manual needs all of them; what their work needs is imported
when they work.
"""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse

COMMANDS: Final[Mapping[str, str]] = {
    "init": "init",
    "list": "listing",
    "open": "opening",
    "show": "show",
    "set": "set",
    "cite": "cite",
    "undo": "undo",
    "find": "find",
    "figures": "figures",
    "report": "report",
    "issue": "issue",
    "withdraw": "withdraw",
    "plenary": "plenary",
    "submit": "submit",
    "export": "export",
    "check": "check",
    "diff": "diff",
    "worksheet": "worksheet",
    "trip": "trip",
    "recalculation": "recalculation",
    "minutes": "minutes",
    "agenda": "agenda",
    "paper": "paper",
    "import": "importing",
    "documents": "documents",
    "sync": "sync",
    "review": "review",
    "assign": "assign",
    "handover": "handover",
    "merge": "merge",
    "draw": "draw",
    "second": "second",
    "agency": "agency",
    "loose": "loose",
    "note": "note",
    "practice": "practice",
    "round": "round",
    "baseline": "baseline",
    "carry": "carry",
    "checklist": "checklist",
    "team": "team",
    "key": "key",
    "encryption": "encryption",
    "evidence": "evidence",
    "trail": "trail",
    "backup": "backup",
    "restore": "restore",
    "move": "move",
    "headquarters": "headquarters",
    "doctor": "doctor",
    "config": "config",
    "terminal": "terminal",
    "serve": "serve",
    "completion": "completion",
    "help": "help",
}
"""The module of each command, in the order the help shows."""

AS_LINES: Final = "as_lines"
"""Whether what a command prints line by line, such as the paths of files, is wanted as data."""
_TALKS: Final = frozenset({"serve", "completion", "help"})
"""The commands that have nothing to tell as data."""


def module(command: str) -> ModuleType:
    """The module of `command`."""
    return import_module(f"tui.headless.{COMMANDS[command]}")


def give_data(name: str, parser: "argparse.ArgumentParser", told: str) -> None:
    """Let the command `name` and its parts print data, told so: those that have no shape of their own print their lines."""
    from argparse import _SubParsersAction

    parts = [action for action in parser._actions if isinstance(action, _SubParsersAction)]  # noqa: SLF001 - told nowhere else
    for part in parts:
        for name_, its in part.choices.items():
            give_data(name_, its, told)
    if name not in _TALKS and not parts and "--json" not in parser._option_string_actions:  # noqa: SLF001
        parser.add_argument("--json", dest=AS_LINES, action="store_true", help=told)
