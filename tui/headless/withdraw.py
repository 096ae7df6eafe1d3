"""`verifier withdraw`: an issued verdict no longer counts, and why; it stays readable."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "withdraw")
    parser.add_argument("what", metavar="ID", help=words("cli.withdraw.what"))
    parser.add_argument("--reason", metavar="TEXT", required=True, help=words("cli.withdraw.reason"))
    common.dry_run_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Withdraw the issued verdict and print the name of the document that says so; Refusal where it may not or cannot be."""
    from models import exporting
    from models.desk import issuing
    from models.keyring import Keyring
    from tui.headless.issue import named
    from tui.headless.unlocking import opened_key

    words = session.words
    with common.desk(session, writing=not parsed.dry_run) as desk:
        (line,) = named(desk, [parsed.what])
        file = desk.ask(issuing.withdrawal, line.id, "withdraw", parsed.reason)
        if not parsed.dry_run:
            signed = exporting.signed_as(file, "withdrawal", opened_key(words, Keyring(session.folder)))
            desk.do(issuing.withdraw, line.id, "withdraw", signed)
    print(file.name)
    said = "withdraw.would" if parsed.dry_run else "withdraw.done"
    print(words(said, agency=line.agency_name, round=line.round), file=sys.stderr)
    return 0
