"""`verifier loose`: the loose notes of a verification listed, written, changed, and given to an item."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "loose")
    parser.add_argument("what", metavar="ID", help=words("cli.handover.what"))
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--write", metavar="TEXT", help=words("cli.loose.write"))
    act.add_argument("--give", nargs=2, metavar=("NUMBER", "ITEM"), help=words("cli.loose.give"))
    act.add_argument("--change", nargs=2, metavar=("NUMBER", "TEXT"), help=words("cli.loose.change"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what is asked for, and print the notes, numbered; Refusal as the verbs of loose notes give."""
    from dataclasses import asdict

    from models.desk import loose, verifications
    from models.moments import moment

    words = session.words
    with common.desk(session, writing=any(each is not None for each in (parsed.write, parsed.give, parsed.change))) as desk:
        verification = desk.ask(verifications.named, parsed.what)
        if parsed.write is not None:
            desk.do(loose.write, verification, parsed.write)
        elif parsed.give:
            number, item = parsed.give
            desk.do(loose.give, verification, _numbered(desk, verification, number), item.upper())
        elif parsed.change:
            number, text = parsed.change
            desk.do(loose.change, verification, _numbered(desk, verification, number), text)
        found = desk.ask(loose.of, verification)
    if parsed.json:
        common.print_data(loose=[asdict(each) for each in found])
        return 0
    for place, each in enumerate(found, 1):
        print("\t".join((str(place), words.moment(moment(each.at)), each.item or "-", " ".join(each.text.split()))))
    print(words.count("cli.loose.count", len(found)), file=sys.stderr)
    return 0


def _numbered(desk: "Desk", verification: str, number: str) -> str:
    """The note of a number of the list; Refusal `loose.unknown`."""
    from models.desk import loose

    notes = {str(place): each.id for place, each in enumerate(desk.ask(loose.of, verification), 1)}
    if number not in notes:
        raise Refusal("loose.unknown")
    return notes[number]
