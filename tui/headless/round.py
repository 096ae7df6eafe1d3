"""`verifier round`: the rounds with their checklists; opening one, giving one another checklist, and choosing the one to work in."""

import argparse
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.views import RoundLine
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "round")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)
    for name in ("list", "open", "choose", "renew"):
        part = parts.add_parser(name, help=words(f"cli.round.{name}"), description=words(f"cli.round.{name}"))
        if name != "list":
            part.add_argument("id", metavar="ID", help=words("cli.round.id"))
        if name == "open":
            part.add_argument("--checklist", metavar="NAME", default="", help=words("cli.round.checklist"))
            part.add_argument("--day", metavar="DATE", default="", help=words("cli.round.day"))
        if name == "renew":
            part.add_argument("--checklist", metavar="NAME", required=True, help=words("cli.round.checklist"))
        common.json_switch(part, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of the rounds and print them, the one worked in first; Refusal where one cannot be opened or chosen."""
    from models.desk import rounds

    words = session.words
    with common.desk(session, writing=parsed.part != "list") as desk:
        match parsed.part:
            case "open":
                lines = desk.do(rounds.begin, parsed.id, parsed.checklist, parsed.day)
            case "renew":
                lines = desk.do(rounds.renew, parsed.id, parsed.checklist)
            case "choose":
                lines = desk.do(rounds.choose, parsed.id)
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


def _data(line: "RoundLine") -> dict[str, object]:
    return {
        "id": line.id,
        "current": line.is_current,
        "checklist": line.checklist.name,
        "day": line.day,
        "in_force": line.is_covered,
        "published": not line.is_unpublished,
        "verifications": line.verifications,
    }


def _row(words: Words, line: "RoundLine") -> tuple[str, ...]:
    from models.checklist_told import round_marks

    marks = [words("rounds.current")] * line.is_current + [words(f"rounds.amiss_mark.{mark}") for mark in round_marks(line)]
    return line.id, line.checklist.name, words.day(line.day), str(line.verifications), ", ".join(marks)
