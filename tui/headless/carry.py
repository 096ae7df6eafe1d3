"""`verifier carry`: the answers of a verification carried over to another version of its checklist, or into a new round."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.versions import Carrying
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "carry")
    parser.add_argument("what", metavar="ID|CODE", help=words("cli.carry.what"))
    to = parser.add_mutually_exclusive_group(required=True)
    to.add_argument("--to-version", metavar="NAME", default="", help=words("cli.carry.to_version"))
    to.add_argument("--confirm", metavar="AREA", default="", help=words("cli.carry.confirm"))
    to.add_argument("--to-round", metavar="ID", default="", help=words("cli.carry.to_round"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Carry the answers over and print the id of the new verification; Refusal as `carrying.move` and `carrying.start` give."""
    from models.carryover_told import preview

    if parsed.confirm:
        return _confirm(session, parsed)
    with common.desk(session, writing=not parsed.dry_run) as desk:
        found, new = _carried(desk, parsed)
    if parsed.json:
        common.print_data(**_data(found), verification=new or None)
        return 0
    if new:
        print(new)
    print(preview(session.words, found), file=sys.stderr)
    return 0


def _confirm(session: "Session", parsed: argparse.Namespace) -> int:
    """Let the carried answers of an area stand as they are; what is still to be confirmed is printed."""
    from models.desk import carrying, reading, verifications

    with common.desk(session, writing=not parsed.dry_run) as desk:
        verification = desk.ask(verifications.named, parsed.what)
        if not parsed.dry_run:
            desk.do(carrying.confirm_area, verification, parsed.confirm.upper())
        sheet = desk.ask(reading.sheet, verification)
    left = [line.item.code for line in sheet.lines if line.answer.is_carried]
    if parsed.json:
        common.print_data(id=sheet.id, agency=sheet.agency.code, round=sheet.round, to_confirm=left)
        return 0
    for item in left:
        print(item)
    print(session.words.count("cli.carry.left", len(left), agency=sheet.agency.name, round=sheet.round), file=sys.stderr)
    return 0


def _carried(desk: "Desk", parsed: argparse.Namespace) -> "tuple[Carrying, str]":
    """What is carried over, and the id of the new verification; empty where it is only looked at."""
    from models.desk import carrying, verifications

    if parsed.to_version:
        verification = desk.ask(verifications.named, parsed.what)
        found = desk.ask(carrying.preview_move, verification, parsed.to_version)
        return found, "" if parsed.dry_run else desk.do(carrying.move, verification, found.new.digest)
    start = desk.ask(carrying.preview_start, parsed.what, parsed.to_round)
    if start is None:
        raise Refusal("carry.no_earlier", agency=parsed.what)
    return start, "" if parsed.dry_run else desk.do(carrying.start, start.agency, start.round)


def _data(found: "Carrying") -> dict[str, object]:
    from models.carryover_told import counted

    return {
        "agency": found.agency,
        "from": {"verification": found.verification, "round": found.old_round, "checklist": found.old.name},
        "to": {"round": found.round, "checklist": found.new.name},
        "items": {kind.value: count for kind, count in counted(found.changes).items()},
        "carried": found.carried,
        "again": found.again,
    }
