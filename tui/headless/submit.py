"""`verifier submit`: hand a verification over to the lead, and write the file of its submission; or ask for it back."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
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
    back = parser.add_mutually_exclusive_group()
    back.add_argument("--request-return", dest="request", metavar="REASON", help=words("cli.submit.request"))
    back.add_argument("--recall", action="store_true", help=words("cli.submit.recall"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.submit.to"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Submit and, where a folder is given, write the file; of one that is submitted already only that; 1 where it is blocked.

    Raises:
        Refusal: what permits no submission or no request, what `verifications.named` refuses, and the key that cannot sign.
    """
    from models.desk import reading, submitting, verifications
    from models.sheet_told import blocker_text

    words = session.words
    with common.desk(session, writing=not parsed.dry_run) as desk:
        verification = desk.ask(verifications.named, parsed.what)
        sheet = desk.ask(reading.sheet, verification)
        if parsed.recall:
            _recall(session, desk, sheet, parsed)
            return 0
        if parsed.request is not None:
            _ask_back(session, desk, sheet, parsed)
            return 0
        is_there = sheet.state == "submitted" and parsed.to is not None
        blockers = () if is_there else desk.ask(submitting.blockers, verification)
        path = None
        changed = _looked_over(words, desk, sheet, parsed)
        if blockers:
            _say(parsed, words.count("submit.blocked", len(blockers), agency=sheet.agency.name, round=sheet.round))
        elif parsed.dry_run and not is_there:
            desk.ask(submitting.drawn_up, verification)
            _say(parsed, words("submit.free", agency=sheet.agency.name, round=sheet.round))
        elif not parsed.dry_run:
            if not is_there:
                _submit(session, desk, sheet, parsed)
            path = _hand_out(session, desk, sheet, parsed) if parsed.to else None
        if parsed.json:
            common.print_data(submission={**_data(desk, sheet, blockers, path), "changed": changed})
        else:
            for line in [blocker_text(words, sheet.checklist, each) for each in blockers] + [str(path)] * (path is not None):
                print(line)
    return int(bool(blockers))


def _looked_over(words: Words, desk: "Desk", sheet: "Sheet", parsed: argparse.Namespace) -> tuple[str, ...]:
    """Say which texts were typed and are not saved, and which answers differ from the minutes: the items of these."""
    from models import kept_told
    from models.desk import agreed, drafts, merging
    from models.rules.workflow import EDITABLE
    from models.sheet_told import flagged, unmerged

    if sheet.state in EDITABLE and (typed := desk.ask(drafts.under, f"{sheet.id}/")):
        _say(parsed, kept_told.left_out(words, typed))
    for each in desk.ask(merging.waiting_for, sheet.id) if sheet.state in EDITABLE else ():
        _say(parsed, unmerged(words, each.areas, each.giver))
    for told in flagged(words, sheet) if sheet.state in EDITABLE and parsed.dry_run else ():
        _say(parsed, told)
    if changed := desk.ask(agreed.differs, sheet.id):
        _say(parsed, words.count("minutes.changed", len(changed)) + ": " + ", ".join(changed))
    return changed


def _say(parsed: argparse.Namespace, told: str) -> None:
    """Say how it went, unless that is printed as data."""
    if not parsed.json:
        print(told, file=sys.stderr)


def _data(desk: "Desk", sheet: "Sheet", blockers: "Sequence[Blocker]", path: Path | None) -> dict[str, object]:
    """How a verification stands after the command."""
    from dataclasses import asdict

    from models.desk import reviewing

    found = desk.ask(reviewing.standing, sheet.id)
    how = {"state": found.state, "number": found.number, "document": found.submission or None}
    return {**_named(sheet), **how, "blockers": [asdict(each) for each in blockers], "file": None if path is None else str(path)}


def _named(sheet: "Sheet") -> dict[str, object]:
    return {"id": sheet.id, "agency": sheet.agency.code, "round": sheet.round}


def _ask_back(session: "Session", desk: "Desk", sheet: "Sheet", parsed: argparse.Namespace) -> None:
    """Ask for a submission back that has left, and print the file of the request."""
    from models import exporting, leaving
    from models.desk import requesting
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    words, named = session.words, {"agency": sheet.agency.name, "round": sheet.round}
    # What nobody may ask for is said before anybody is asked for a passphrase.
    file = desk.ask(requesting.drawn_up, sheet.id, parsed.request)
    told: dict[str, object] = {"reason": parsed.request, "document": None, "file": None}
    if parsed.dry_run:
        _say(parsed, words("submit.may_ask", **named))
    else:
        key = opened_key(words, Keyring(session.folder))
        signed = exporting.signed_as(file, "request", key)
        found = desk.do(requesting.ask, sheet.id, signed)
        _say(parsed, words("submit.asked", **named))
        path = None if parsed.to is None else leaving.hand_out_entered(desk, parsed.to, signed)
        told = {"reason": found.reason, "asked_at": found.at, "document": found.document, "file": path and str(path)}
        if not parsed.json:
            print(path or signed.name)
    if parsed.json:
        common.print_data(request={**_named(sheet), **told})


def _recall(session: "Session", desk: "Desk", sheet: "Sheet", parsed: argparse.Namespace) -> None:
    """Take a submission back that has not left, and say so."""
    from models.desk import reviewing, submitting

    number = desk.ask(reviewing.standing, sheet.id).number
    named = {"agency": sheet.agency.name, "round": sheet.round, "number": number}
    if parsed.dry_run:
        desk.ask(submitting.require_recall, sheet.id)
        _say(parsed, session.words("submit.may_recall", **named))
    else:
        desk.do(submitting.recall, sheet.id)
        _say(parsed, session.words("submitting.recalled", **named))
    if parsed.json:
        common.print_data(submission={**_data(desk, sheet, (), None), "changed": ()})


def _submit(session: "Session", desk: "Desk", sheet: "Sheet", parsed: argparse.Namespace) -> None:
    from models import exporting
    from models.desk import submitting
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    # What nobody may submit is said before anybody is asked for a passphrase.
    desk.ask(submitting.drawn_up, sheet.id)
    key = opened_key(session.words, Keyring(session.folder))
    number = desk.ask(submitting.next_number, sheet.id)
    common.read_files(session.words, desk, sheet.id)
    file = desk.ask(submitting.drawn_up, sheet.id)
    desk.do(submitting.submit, sheet.id, exporting.signed_as(file, "submission", key))
    _say(parsed, session.words("submit.done", agency=sheet.agency.name, round=sheet.round, number=number))


def _hand_out(session: "Session", desk: "Desk", sheet: "Sheet", parsed: argparse.Namespace) -> Path:
    """Write the file of a submission; where it is then."""
    from models import leaving
    from models.desk import keeping, reviewing

    document = desk.ask(reviewing.standing, sheet.id).submission
    path = leaving.hand_out(desk, parsed.to, desk.ask(keeping.stored, document))
    _say(parsed, session.words("submit.handed_out", agency=sheet.agency.name, round=sheet.round, folder=parsed.to))
    return path
