"""`verifier checklist`: checklists made in a spreadsheet, looked over, taken in, written out; and their versions."""

import argparse
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import checklist_sheets, checklist_versions, common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "checklist")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)
    checklist_sheets.add(parts, words)
    checklist_versions.add(parts, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of a checklist; the exit code."""
    if parsed.part in checklist_sheets.PARTS:
        return checklist_sheets.run(session, parsed)
    return checklist_versions.run(session, parsed)
