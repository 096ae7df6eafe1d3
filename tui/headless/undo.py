"""`verifier undo`: the last act on a verification of one's own taken back."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "undo")
    parser.add_argument("what", metavar="ID", help=words("cli.handover.what"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Take it back and say what it was; Refusal as `history.undo` gives."""
    from models.desk import history, verifications

    words = session.words
    with common.desk(session, writing=True) as desk:
        undone = desk.do(history.undo, desk.ask(verifications.named, parsed.what))
    if parsed.json:
        common.print_data(undone={"id": undone.sheet.id, "verb": undone.verb, "item": undone.item})
        return 0
    print(words("sheet.undone", act=words(f"act.{undone.verb}"), item=undone.item), file=sys.stderr)
    return 0
