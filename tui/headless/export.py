"""`verifier export`: verdict files of the verifications named, or of all that have a verdict."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.freeze import Frozen
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "export")
    parser.add_argument("what", metavar="ID", nargs="*", help=words("cli.export.what"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    common.dry_run_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Write the files and print their paths; 1 where one was refused.

    Of verifications named, all are written or, where one cannot be frozen, none; without names, a refused one keeps no other back.

    Raises:
        Refusal: `export.nothing` where no verification has a verdict, what refuses one that was named.
    """
    from models import places
    from models.landing import land

    words = session.words
    folder: Path = parsed.to or places.export_folder(session.settings)
    frozen, refused = _frozen(session, parsed.what)
    written = 0
    for agency, file in frozen:
        try:
            if not parsed.dry_run:
                land(folder / file.name, file.body)
        except Refusal as refusal:
            refused.append((agency, refusal))
            continue
        written += 1
        print(folder / file.name)
    for agency, why in refused:
        print(f"verifier: {agency}: {words.refusal(why)}", file=sys.stderr)
    said = "export.would_write" if parsed.dry_run else "export.done"
    print(words.count(said, written, folder=folder), file=sys.stderr)
    return 1 if refused else 0


def _frozen(session: "Session", named: list[str]) -> tuple[list[tuple[str, "Frozen"]], list[tuple[str, Refusal]]]:
    """The files to write, and what is refused, each with its agency."""
    from models.desk import freeze, verifications

    frozen, refused = [], []
    with common.desk(session) as desk:
        known = {line.id: line for line in desk.ask(verifications.every)}
        asked = dict.fromkeys(desk.ask(verifications.named, what) for what in named)
        wanted = asked or [id_ for id_, line in known.items() if line.verdict]
        if not wanted:
            raise Refusal("export.nothing")
        for verification in wanted:
            agency = known[verification].agency_name
            try:
                frozen.append((agency, desk.ask(freeze.verdict_file, verification)))
            except Refusal as refusal:
                if named:
                    raise
                refused.append((agency, refusal))
    return frozen, refused
