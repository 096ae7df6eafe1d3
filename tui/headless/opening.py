"""`verifier open`: the verification of an agency, begun where there is none; `verifier discard`: one begun by mistake."""

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "open")
    parser.add_argument("agency", metavar="AGENCY", help=words("cli.open.agency"))
    parser.add_argument("--round", metavar="ID", default="", help=words("cli.open.round"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--carry", action="store_true", help=words("cli.open.carry"))
    how.add_argument("--second", action="store_true", help=words("cli.open.second"))
    how.add_argument("--discard", action="store_true", help=words("cli.open.discard"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print the id of the verification; Refusal as `succeeding.begin`, `carrying.start` and `verifications.discard` give."""
    from models.desk import agencies, carrying, listed, reading, succeeding, verifications

    words = session.words
    with common.desk(session, writing=True) as desk:
        if parsed.discard:
            of_round = [line.id for line in desk.ask(listed.of_agency, parsed.agency) if line.round == parsed.round]
            wanted = of_round[0] if len(of_round) == 1 else desk.ask(verifications.named, parsed.agency)
            sheet = desk.ask(reading.sheet, wanted)
            desk.do(verifications.discard, sheet.id)
            told = words("start.discarded", agency=sheet.agency.name, round=sheet.round)
        else:
            before = {line.id for line in desk.ask(listed.of_agency, parsed.agency)}
            begin = carrying.start if parsed.carry else None
            id_ = (
                desk.do(begin, parsed.agency, parsed.round)
                if begin
                else desk.do(succeeding.begin, parsed.agency, parsed.round, is_second=parsed.second)
            )
            sheet = desk.ask(reading.sheet, id_)
            ended = "" if id_ in before else desk.ask(agencies.ended, sheet.agency.code, sheet.round)
            said = "cli.open.here" if id_ in before else "cli.open.begun"
            told = words(said, agency=sheet.agency.name, round=sheet.round, checklist=sheet.checklist.name)
            if ended:
                day = words.date(date.fromisoformat(ended))
                told += "\n" + words("cli.open.ended", agency=sheet.agency.name, date=day, code=sheet.agency.code, round=sheet.round)
    if parsed.json:
        common.print_data(verification={"id": sheet.id, "agency": sheet.agency.code, "round": sheet.round, "discarded": parsed.discard})
        return 0
    if not parsed.discard:
        print(sheet.id)
    print(told, file=sys.stderr)
    return 0
