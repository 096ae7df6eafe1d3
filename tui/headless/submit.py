"""`verifier submit`: hand a verification over to the lead, and write the file of its submission."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.reviews import Blocker
    from models.views import Sheet
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "submit")
    parser.add_argument("what", metavar="ID", help=words("cli.submit.what"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.submit.to"))
    common.dry_run_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Submit and, where a folder is given, write the file; of one that is submitted already only that; 1 where it is blocked.

    Raises:
        Refusal: what permits no submission, what `verifications.named` refuses, and the key that cannot sign.
    """
    from models.desk import reading, submitting, verifications

    words = session.words
    with common.desk(session, writing=not parsed.dry_run) as desk:
        verification = desk.ask(verifications.named, parsed.what)
        sheet = desk.ask(reading.sheet, verification)
        if sheet.state == "submitted" and parsed.to:
            if not parsed.dry_run:
                _hand_out(session, desk, sheet, parsed)
            return 0
        blockers = desk.ask(submitting.blockers, verification)
        for each in blockers:
            print(_told(words, sheet, each))
        if blockers:
            print(words.count("submit.blocked", len(blockers), agency=sheet.agency.name, round=sheet.round), file=sys.stderr)
            return 1
        if parsed.dry_run:
            desk.ask(submitting.drawn_up, verification)
            print(words("submit.free", agency=sheet.agency.name, round=sheet.round), file=sys.stderr)
            return 0
        _submit(session, desk, sheet)
        if parsed.to:
            _hand_out(session, desk, sheet, parsed)
    return 0


def _submit(session: "Session", desk: "Desk", sheet: "Sheet") -> None:
    from models import exporting
    from models.desk import submitting
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    # What nobody may submit is said before anybody is asked for a passphrase.
    desk.ask(submitting.drawn_up, sheet.id)
    key = opened_key(session.words, Keyring(session.folder))
    number = desk.ask(submitting.next_number, sheet.id)
    file = desk.ask(submitting.drawn_up, sheet.id)
    desk.do(submitting.submit, sheet.id, exporting.signed_as(file, "submission", key))
    told = session.words("submit.done", agency=sheet.agency.name, round=sheet.round, number=number)
    print(told, file=sys.stderr)


def _hand_out(session: "Session", desk: "Desk", sheet: "Sheet", parsed: argparse.Namespace) -> None:
    from models import leaving
    from models.desk import keeping, reviewing

    document = desk.ask(reviewing.standing, sheet.id).submission
    print(leaving.hand_out(desk, parsed.to, desk.ask(keeping.stored, document)))
    print(session.words("submit.handed_out", agency=sheet.agency.name, round=sheet.round, folder=parsed.to), file=sys.stderr)


def _told(words: Words, sheet: "Sheet", blocker: "Blocker") -> str:
    match blocker.kind:
        case "item" | "remark":
            return words("verdict.gap", item=blocker.key, gap=words(f"gap.{blocker.code}"))
        case "fact":
            return words("verdict.fact_open", fact=blocker.key, text=words.of(sheet.checklist.facts[blocker.key].text))
        case _:
            return words(f"submit.blocks.{blocker.code}")
