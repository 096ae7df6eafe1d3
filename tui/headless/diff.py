"""`verifier diff`: what differs between two verdict files, or between a file and what the profile holds now."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.documents.differences import Contents
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "diff")
    for name in ("first", "second"):
        parser.add_argument(name, metavar="ID|FILE", help=words("cli.diff.what"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print every difference; 0 where there is none, 1 where there are some."""
    from models.documents.differences import differences
    from tui.headless.changes import change_rows, changes_data

    words = session.words
    found = differences(_contents(session, parsed.first), _contents(session, parsed.second))
    if parsed.json:
        rows = [{"place": each.place, **changes_data([each.changed])[0]} for each in found]
        common.print_data(differences=rows)
        return 1 if found else 0
    place = None
    for each in found:
        if each.place != place:
            place = each.place
            print(f"{'' if place == 'base' else place} {words.of(each.title)}".strip())
        for row in change_rows(words, [each.changed]):
            print(f"  {' '.join(row.split())}")
    print(words.count("diff.found", len(found)), file=sys.stderr)
    return 1 if found else 0


def _contents(session: "Session", what: str) -> "Contents":
    from tui.headless.show import file_at

    document = file_at(what)
    if document is not None:
        return document
    from models.desk import freeze, verifications

    with common.desk(session) as desk:
        return desk.ask(freeze.contents, desk.ask(verifications.named, what))
