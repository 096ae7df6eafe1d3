"""`verifier export`: verdict files of the verifications named, or of all that have a verdict."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.documents.travelling import Signed
    from models.exporting import Terms
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
        Refusal: `export.nothing` where no verification has a verdict, what refuses one that was named, and the key that cannot sign.
    """
    from models import exporting, places

    words = session.words
    folder: Path = parsed.to or places.export_folder(session.settings)
    with common.desk(session) as desk:
        how, frozen, refused = _frozen(session, desk, parsed)
    written = 0
    for agency, file in frozen:
        try:
            if not parsed.dry_run:
                exporting.hand_out(file, how, folder)
        except Refusal as refusal:
            refused.append((agency, refusal))
            continue
        written += 1
        print(folder / file.name)
    for agency, why in refused:
        print(f"verifier: {agency}: {words.refusal(why)}", file=sys.stderr)
    said = [words.count("export.would_write" if parsed.dry_run else "export.done", written, folder=folder)]
    if how.note:
        said.append(words(f"export.note.{how.note}"))
    print(" ".join(said), file=sys.stderr)
    return 1 if refused else 0


def _frozen(
    session: "Session", desk: "Desk", parsed: argparse.Namespace
) -> tuple["Terms", list[tuple[str, "Signed"]], list[tuple[str, Refusal]]]:
    """The terms, the files to write, and what is refused, each with its agency; a dry run needs no key."""
    from models import exporting
    from models.desk import verifications
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    known = {line.id: line for line in desk.ask(verifications.every)}
    asked = dict.fromkeys(desk.ask(verifications.named, what) for what in parsed.what)
    wanted = asked or [id_ for id_, line in known.items() if line.verdict]
    if not wanted:
        raise Refusal("export.nothing")
    ring = Keyring(session.folder)
    how = exporting.terms(desk, ring.public)
    key = opened_key(session.words, ring) if how.is_signed and not parsed.dry_run else None
    frozen, refused = [], []
    for verification in wanted:
        agency = known[verification].agency_name
        try:
            frozen.append((agency, exporting.signed(exporting.frozen(desk, how, verification), how, key)))
        except Refusal as refusal:
            if parsed.what:
                raise
            refused.append((agency, refusal))
    return how, frozen, refused
