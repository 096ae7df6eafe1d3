"""`verifier note`: the notes on an agency, practices worth showing among them."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.noted import NoteLine
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "note")
    parser.add_argument("agency", metavar="AGENCY", help=words("cli.note.agency"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print the notes on the agency of this code, the newest first; Refusal `agency.unknown`."""
    from models.desk import notes

    with common.desk(session) as desk:
        found = desk.ask(notes.of_agency, parsed.agency)
    if parsed.json:
        common.print_data(notes=[data(each) for each in found])
        return 0
    print_notes(session.words, found)
    print(session.words.count("noted.count", len(found)), file=sys.stderr)
    return 0


def print_notes(words: Words, found: "Sequence[NoteLine]") -> None:
    """Print notes in columns."""
    told = (words("cli.note.date"), words("cli.note.kind"), words("cli.note.item"), words("cli.note.title"))
    headings = [*told, words("list.agency"), words("cli.note.who")]
    rows = [
        (each.date, words(f"status.{each.purpose}"), each.item or "-", " ".join(each.title.split()), each.agency, each.person)
        for each in found
    ]
    if rows:
        print_rows(headings, rows, cut=3)


def data(note: "NoteLine") -> dict[str, object]:
    """A note as data."""
    from dataclasses import asdict

    told = asdict(note)
    return {**told, "item_title": None if note.item_title is None else {"id": note.item_title.id, "en": note.item_title.en}}
