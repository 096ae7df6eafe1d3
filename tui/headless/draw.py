"""`verifier draw`: the agencies of a round that are drawn for a second verification, by share and seed."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "draw")
    for name in ("round", "share", "seed"):
        parser.add_argument(f"--{name}", metavar=name.upper(), required=True, help=words(f"cli.draw.{name}"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print what is drawn; Refusal where nothing can be."""
    from models.desk import drawing

    words = session.words
    with common.desk(session) as desk:
        found = desk.ask(drawing.drawn, parsed.round, parsed.share, parsed.seed)
    if parsed.json:
        told = {"round": found.round, "day": found.day, "share": found.share, "seed": found.seed, "of": found.of}
        common.print_data(**told, agencies=[{"code": each.code, "name": each.name, "type": each.type} for each in found.agencies])
        return 0
    headings = [words("draw.column.code"), words("draw.column.name"), words("draw.column.type")]
    print_rows(headings, [(each.code, each.name, words(f"type.{each.type}")) for each in found.agencies], cut=1)
    told = {"of": found.of, "share": found.share, "seed": found.seed, "round": found.round}
    print(words("draw.told", count=len(found.agencies), **told), file=sys.stderr)
    return 0
