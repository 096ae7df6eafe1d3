"""`verifier find`: everything that was typed and holds some words, the newest first."""

import argparse
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.hits import Hit
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "find")
    parser.add_argument("query", metavar="WORD", nargs="+", help=words("cli.find.query"))
    parser.add_argument("--all", action="store_true", help=words("cli.find.all"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print the newest texts that hold every word, all of them where that is asked for."""
    from models.desk import searching

    words, query = session.words, " ".join(parsed.query)
    found: list[Hit] = []
    with common.desk(session) as desk:
        while hits := desk.ask(searching.find, query, found[-1].id if found else None):
            found += hits
            if not parsed.all or len(hits) < searching.PAGE:
                break
    if parsed.json:
        common.print_data(hits=[asdict(each) for each in found])
        return 0
    headings = [words("list.agency"), words("list.round"), words("cli.find.place"), words("cli.find.text")]
    rows = [(each.agency or "-", searching.when(each) or "-", each.key.partition("/")[0], _text(words, each)) for each in found]
    if rows:
        print_rows(headings, rows, cut=3)
    print(words.count("cli.find.count", len(found)), file=sys.stderr)
    return 0


def _text(words: Words, hit: "Hit") -> str:
    return " ".join((words.of(hit.item) if hit.item else hit.text).split())
