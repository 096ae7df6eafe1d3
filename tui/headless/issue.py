"""`verifier issue`: approved verdicts, signed by the supervisor and kept here; their files are put into a folder where one is named."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.rules.verdict import CODES
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.desk.issuing import Verb
    from models.documents.keys import PrivateKey
    from models.documents.travelling import Signed
    from models.views import VerificationLine
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "issue")
    parser.add_argument("what", metavar="ID", nargs="+", help=words("cli.issue.what"))
    parser.add_argument("--amend", choices=CODES, metavar="VERDICT", help=words("cli.issue.amend"))
    parser.add_argument("--keep", metavar="DIGEST", default="", help=words("cli.issue.keep"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=words("cli.issue.reason"))
    parser.add_argument("--valid-until", metavar="DATE", default="", help=words("cli.issue.valid_until"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.issue.to"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Issue each verification named and print its file; 1 where one was refused, which keeps no other back.

    Raises:
        Refusal: `verification.unknown` or `verification.ambiguous` of one named, and the key that cannot sign.
    """
    from models.desk import issued
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    words, found = session.words, list[dict[str, object]]()
    with common.desk(session, writing=not parsed.dry_run) as desk:
        lines = named(desk, parsed.what)
        key = None if parsed.dry_run else opened_key(words, Keyring(session.folder))
        for line in lines:
            told = words("issue.record", agency=line.agency_name, round=line.round)
            how: dict[str, object] = {"id": line.id, "agency": line.agency, "round": line.round, "issued": False, "file": None, "why": ""}
            found.append(how)
            for name in desk.ask(issued.stolen, line.id):
                print(f"{told}: {words('issuing.stolen', name=name)}", file=sys.stderr)
            if desk.ask(issued.doubled, [line.id]):
                print(f"{told}: {words('issuing.doubled_why')}", file=sys.stderr)
            try:
                file = _issued(desk, line, parsed, key)
                how["issued"] = True
                how["file"] = handed_out(session, desk, file, parsed)
            except Refusal as refusal:
                how["why"] = words.refusal(refusal)
                print(f"verifier: {told}: {how['why']}", file=sys.stderr)
                continue
            if not parsed.json:
                print(told, file=sys.stderr)
                print(how["file"])
    done = sum(bool(each["issued"]) for each in found)
    if parsed.json:
        common.print_data(issued=found, dry_run=parsed.dry_run)
    else:
        print(words.count("issue.would" if parsed.dry_run else "issue.done", done), file=sys.stderr)
    return int(any(each["why"] for each in found))


def named(desk: "Desk", what: list[str]) -> "list[VerificationLine]":
    """The verifications named, each once; Refusal as `verifications.named` gives."""
    from models.desk import listed, verifications

    # Not by a list of all: at a server every verdict in it is proved first.
    return [*desk.ask(listed.by_id, [*dict.fromkeys(desk.ask(verifications.named, each) for each in what)])]


def handed_out(session: "Session", desk: "Desk", signed: "Signed", parsed: argparse.Namespace) -> str:
    """The name of the file, its path where it was, or would be, put into a folder."""
    from models import exporting, leaving
    from models.keyring import Keyring

    if parsed.to is None:
        return signed.name
    if not parsed.dry_run:
        how = exporting.terms(desk, Keyring(session.folder).public)
        with leaving.entered(signed):
            exporting.hand_out(desk, [signed], how, parsed.to)
    return str(parsed.to / signed.name)


def _issued(desk: "Desk", line: "VerificationLine", parsed: argparse.Namespace, key: "PrivateKey | None") -> "Signed":
    """What was issued; without a key only what would be."""
    from models.desk import issuing
    from models.documents.travelling import Signed
    from models.exporting import signed_as

    verb: Verb = "amend" if parsed.amend else "issue"
    told = {"verdict": parsed.amend or "", "reason": parsed.reason, "valid_until": parsed.valid_until, "keep": parsed.keep}
    file = desk.ask(issuing.drawn_up, line.id, verb, **told)
    if key is None:
        return Signed(file.name, file.body, ())
    signed = signed_as(file, "verdict", key)
    desk.do(issuing.issue, line.id, verb, signed)
    return signed
