"""Commands without a screen, one module each: `add` puts its arguments on the parser, `run` does its work and gives the exit code.

Data goes to stdout, talk to stderr. The modules are cheap to import, for the help needs all of them; what their work needs is imported
when they work.
"""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Final

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
    "doctor": "doctor",
    "config": "config",
    "terminal": "terminal",
    "serve": "serve",
    "completion": "completion",
    "help": "help",
}
"""The module of each command, in the order the help shows."""


def module(command: str) -> ModuleType:
    """The module of `command`."""
    return import_module(f"tui.headless.{COMMANDS[command]}")
