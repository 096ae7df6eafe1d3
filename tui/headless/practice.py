"""`verifier practice`: the practices worth showing, of one item or of all."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common
from tui.headless.note import data, print_notes

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "practice")
    parser.add_argument("item", metavar="ITEM", nargs="?", default="", help=words("cli.practice.item"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print the practices, the newest first, only those of an item where one was named."""
    from models.desk import notes

    with common.desk(session) as desk:
        wanted = parsed.item.strip().casefold()
        found = [each for each in desk.ask(notes.practices) if wanted in ("", each.item.casefold())]
    if parsed.json:
        common.print_data(practices=[data(each) for each in found])
        return 0
    print_notes(session.words, found)
    print(session.words.count("practices.count", len(found)), file=sys.stderr)
    return 0
