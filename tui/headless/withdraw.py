"""`verifier withdraw`: an issued verdict no longer counts, and why; it stays readable. Or an approval is sent back to the review."""

import argparse
import sys
from typing import TYPE_CHECKING, Any, Final, Literal

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session

_WOULD: Final = {"withdraw": "withdraw.would", "send_back": "send_back.would"}
_DONE: Final = {"withdraw": "withdraw.done", "send_back": "send_back.done"}


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "withdraw")
    parser.add_argument("what", metavar="ID", help=words("cli.withdraw.what"))
    parser.add_argument("--reason", metavar="TEXT", required=True, help=words("cli.withdraw.reason"))
    parser.add_argument("--send-back", action="store_true", help=words("cli.withdraw.send_back"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.issue.to"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Withdraw the issued verdict and print the document that says so; Refusal where it may not or cannot be."""
    from models import exporting
    from models.desk import issuing
    from models.documents.travelling import Signed
    from models.keyring import Keyring
    from tui.headless.issue import handed_out, named
    from tui.headless.unlocking import opened_key

    words = session.words
    verb: Literal["withdraw", "send_back"] = "send_back" if parsed.send_back else "withdraw"
    with common.desk(session, writing=not parsed.dry_run) as desk:
        (line,) = named(desk, [parsed.what])
        file = desk.ask(issuing.withdrawal, line.id, verb, parsed.reason)
        signed = Signed(file.name, file.body, ())
        if not parsed.dry_run:
            signed = exporting.signed_as(file, "withdrawal", opened_key(words, Keyring(session.folder)))
            desk.do(issuing.withdraw, line.id, verb, signed)
        where = handed_out(session, desk, signed, parsed)
    if parsed.json:
        told = {"id": line.id, "agency": line.agency, "round": line.round, "act": verb, "file": where}
        common.print_data(withdrawal=told, dry_run=parsed.dry_run)
        return 0
    print(where)
    said = _WOULD[verb] if parsed.dry_run else _DONE[verb]
    print(words(said, agency=line.agency_name, round=line.round), file=sys.stderr)
    return 0
