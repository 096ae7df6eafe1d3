"""`verifier worksheet`: verifications as Excel worksheets for colleagues to fill in, or for agencies to assess themselves."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "worksheet")
    parser.add_argument("what", metavar="ID", nargs="+", help=words("cli.worksheet.what"))
    parser.add_argument("--self", dest="own", action="store_true", help=words("cli.worksheet.self"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Write the worksheets and print their paths; Refusal where one of the verifications is not there."""
    from models import places
    from models.desk import self_assessments, verifications, worksheets
    from models.landing import land

    words = session.words
    made = self_assessments.file if parsed.own else worksheets.file
    folder: Path = parsed.to or places.export_folder(session.settings)
    with common.desk(session) as desk:
        named = dict.fromkeys(desk.ask(verifications.named, what) for what in parsed.what)
        files = [desk.ask(made, verification, words.language) for verification in named]
    for file in files:
        land(folder / file.name, file.body)
        print(folder / file.name)
    print(words.count("worksheet.written", len(files), folder=folder), file=sys.stderr)
    return 0
