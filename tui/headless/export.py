"""`verifier export`: verdict files of the verifications named, or of all that have a verdict."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "export")
    parser.add_argument("what", metavar="ID", nargs="*", help=words("cli.export.what"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    common.dry_run_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Write the files and print their paths; Refusal `export.nothing` where no verification has a verdict."""
    from models import places
    from models.desk import freeze, verifications
    from models.landing import land

    words = session.words
    folder: Path = parsed.to or places.export_folder(session.settings)
    with common.desk(session) as desk:
        if parsed.what:
            wanted = [desk.ask(verifications.named, what) for what in parsed.what]
        else:
            wanted = [line.id for line in desk.ask(verifications.every) if line.verdict]
        if not wanted:
            raise Refusal("export.nothing")
        frozen = [desk.ask(freeze.verdict_file, verification) for verification in wanted]
    for file in frozen:
        if not parsed.dry_run:
            land(folder / file.name, file.body)
        print(folder / file.name)
    said = "export.would_write" if parsed.dry_run else "export.done"
    print(words.count(said, len(frozen), folder=folder), file=sys.stderr)
    return 0
