"""`verifier round`: the rounds with their checklists; opening, choosing, closing and announcing one, giving one another checklist."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.views import RoundLine
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "round")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)
    for name in ("list", "open", "choose", "renew", "close", "reopen", "announce"):
        part = parts.add_parser(name, help=words(f"cli.round.{name}"), description=words(f"cli.round.{name}"))
        if name != "list":
            part.add_argument("id", metavar="ID", help=words("cli.round.id"))
        if name == "open":
            part.add_argument("--checklist", metavar="NAME", default="", help=words("cli.round.checklist"))
            part.add_argument("--day", metavar="DATE", default="", help=words("cli.round.day"))
        if name == "renew":
            part.add_argument("--checklist", metavar="NAME", required=True, help=words("cli.round.checklist"))
        if name == "announce":
            part.add_argument("--note", metavar="TEXT", default="", help=words("cli.round.note"))
            part.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
            common.dry_run_switch(part, words)
        common.json_switch(part, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of the rounds and print them, the one worked in first; Refusal where one cannot be opened or chosen."""
    from models.desk import rounds

    if parsed.part == "announce":
        return _announce(session, parsed)
    words = session.words
    named = {"choose": rounds.choose, "close": rounds.close, "reopen": rounds.reopen}
    with common.desk(session, writing=parsed.part != "list") as desk:
        match parsed.part:
            case "open":
                lines = desk.do(rounds.begin, parsed.id, parsed.checklist, parsed.day)
            case "renew":
                lines = desk.do(rounds.renew, parsed.id, parsed.checklist)
            case "choose" | "close" | "reopen" as verb:
                lines = desk.do(named[verb], parsed.id)
            case _:
                lines = desk.ask(rounds.lines)
    if parsed.json:
        common.print_data(rounds=[_data(line) for line in lines])
    else:
        headings = [words("round.id"), words("round.checklist"), words("round.day"), words("list.verifications"), ""]
        print_rows(headings, [_row(words, line) for line in lines], cut=1)
    if parsed.part != "list":
        common.warn_of_round(words, next((line for line in lines if line.id == parsed.id), lines[0]))
    return 0


def _announce(session: "Session", parsed: argparse.Namespace) -> int:
    """Announce a round and print where its document is; Refusal as `announcing.preview` and `announcing.announce` give."""
    from models.desk import announcing

    words = session.words
    with common.desk(session, writing=not parsed.dry_run) as desk:
        line = desk.ask(announcing.preview, parsed.id)
        path = None if parsed.dry_run else _announced(session, desk, parsed)
    if parsed.json:
        common.print_data(round=line.id, checklist=line.checklist.name, file=None if path is None else str(path))
        return 0
    if path is not None:
        print(path)
    print(
        words("round.would_announce" if path is None else "round.announced", round=line.id, checklist=line.checklist.name), file=sys.stderr
    )
    return 0


def _announced(session: "Session", desk: "Desk", parsed: argparse.Namespace) -> Path:
    from models import leaving, places
    from models.desk import announcing
    from models.documents.opened_round import KIND
    from models.exporting import signed_as
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    file = desk.ask(announcing.drawn_up, parsed.id, parsed.note)
    signed = signed_as(file, KIND, opened_key(session.words, Keyring(session.folder)))
    desk.do(announcing.announce, signed)
    return leaving.hand_out_entered(desk, parsed.to or places.export_folder(session.settings), signed)


def _data(line: "RoundLine") -> dict[str, object]:
    return {
        "id": line.id,
        "current": line.is_current,
        "checklist": line.checklist.name,
        "day": line.day,
        "in_force": line.is_covered,
        "published": not line.is_unpublished,
        "closed": line.is_closed,
        "verifications": line.verifications,
    }


def _row(words: Words, line: "RoundLine") -> tuple[str, ...]:
    from models.checklist_told import round_marks

    marks = [words("rounds.current")] * line.is_current + [words(f"rounds.amiss_mark.{mark}") for mark in round_marks(line)]
    return line.id, line.checklist.name, words.day(line.day), str(line.verifications), ", ".join(marks)
