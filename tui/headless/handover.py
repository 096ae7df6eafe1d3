"""`verifier handover`: a verification, or areas of it, handed over to another verifier of the team as a signed document."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.desk.freeze import Frozen
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "handover")
    parser.add_argument("what", metavar="ID", help=words("cli.handover.what"))
    parser.add_argument("--to-person", metavar="NAME", required=True, help=words("cli.assign.to_person"))
    parser.add_argument("--area", metavar="CODE", action="append", default=[], help=words("cli.handover.area"))
    parser.add_argument("--note", metavar="TEXT", default="", help=words("cli.handover.note"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.handover.to"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Hand over the verification named, or the areas named of it, and print where the document is.

    Raises:
        Refusal: what permits no handover, what `verifications.named` refuses, the key that cannot sign, and `document.kept_only`.
    """
    from models import kept_told
    from models.desk import colleagues, drafts, handing, reading, verifications

    words = session.words
    with common.desk(session, writing=not parsed.dry_run) as desk:
        sheet = desk.ask(reading.sheet, desk.ask(verifications.named, parsed.what))
        receiver = desk.ask(colleagues.member, parsed.to_person)

        def drawn_up() -> "Frozen":
            return desk.ask(handing.drawn_up, sheet.id, receiver.id, parsed.area, parsed.note)

        # What cannot be drawn up is said before anybody is asked for a passphrase.
        drawn_up()
        if typed := desk.ask(drafts.under, f"{sheet.id}/"):
            print(kept_told.left_out(words, typed), file=sys.stderr)
        path = None if parsed.dry_run else _handed_over(session, desk, sheet.id, drawn_up, parsed)
    named = {"agency": sheet.agency.name, "round": sheet.round, "name": receiver.name}
    if parsed.json:
        file = None if path is None else str(path)
        data = {"verification": sheet.id, "agency": sheet.agency.code, "round": sheet.round, "areas": parsed.area}
        common.print_data(handover={**data, "receiver": receiver.name, "file": file})
        return 0
    if path is not None:
        print(path)
    what = words("handover.areas", areas=", ".join(parsed.area)) if parsed.area else words("handover.whole")
    print(words("handover.would" if path is None else "handover.done", what=what, **named), file=sys.stderr)
    return 0


def _handed_over(session: "Session", desk: "Desk", verification: str, drawn_up: Any, parsed: argparse.Namespace) -> Path:
    from models import leaving, places
    from models.desk import handing
    from models.exporting import signed_as
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    key = opened_key(session.words, Keyring(session.folder))
    # Whoever is given it cannot read them.
    common.read_files(session.words, desk, verification)
    signed = signed_as(drawn_up(), "handover", key)
    desk.do(handing.hand_over, verification, signed)
    return leaving.hand_out_entered(desk, parsed.to or places.export_folder(session.settings), signed)
