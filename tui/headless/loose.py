"""`verifier loose`: the loose notes of a verification listed, written, and given to an item."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "loose")
    parser.add_argument("what", metavar="ID", help=words("cli.handover.what"))
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--write", metavar="TEXT", help=words("cli.loose.write"))
    act.add_argument("--give", nargs=2, metavar=("NUMBER", "ITEM"), help=words("cli.loose.give"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what is asked for, and print the notes, numbered; Refusal as the verbs of loose notes give."""
    from dataclasses import asdict

    from models.desk import loose, verifications
    from models.moments import moment

    words = session.words
    with common.desk(session, writing=parsed.write is not None or parsed.give is not None) as desk:
        verification = desk.ask(verifications.named, parsed.what)
        if parsed.write is not None:
            desk.do(loose.write, verification, parsed.write)
        elif parsed.give:
            number, item = parsed.give
            notes = {str(place): each.id for place, each in enumerate(desk.ask(loose.of, verification), 1)}
            if number not in notes:
                raise Refusal("loose.unknown")
            desk.do(loose.give, verification, notes[number], item.upper())
        found = desk.ask(loose.of, verification)
    if parsed.json:
        common.print_data(loose=[asdict(each) for each in found])
        return 0
    for place, each in enumerate(found, 1):
        print("\t".join((str(place), words.moment(moment(each.at)), each.item or "-", " ".join(each.text.split()))))
    print(words.count("cli.loose.count", len(found)), file=sys.stderr)
    return 0
