"""`verifier list`: every verification of the profile."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.views import VerificationLine
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    common.json_switch(common.parser(commands, words, "list"), words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print the verifications, the one touched last first."""
    from models.desk import verifications

    with common.desk(session) as desk:
        lines = desk.ask(verifications.every)
    if parsed.json:
        common.print_data(verifications=[_row(line) for line in lines])
        return 0
    _print_table(session.words, lines)
    if not lines:
        print(session.words("list.none"), file=sys.stderr)
    return 0


def _row(line: "VerificationLine") -> dict[str, object]:
    return {
        "id": line.id,
        "agency": line.agency,
        "name": line.agency_name,
        "round": line.round,
        "checklist": line.checklist,
        "state": line.state,
        "moved_to": line.followed_as or None,
        "second": line.is_second,
        "answered": line.answered,
        "total": line.total,
        "verdict": line.counting,
        "forks": line.forks,
        "touched_at": line.touched_at,
    }


def _state(words: Words, line: "VerificationLine") -> str:
    if line.followed_as:
        return words("carry.moved_to", checklist=line.followed_as)
    state = words(f"state.{line.state}")
    return f"{state} ({words('issuing.forked')})" if line.forks else state


def _print_table(words: Words, lines: "tuple[VerificationLine, ...]") -> None:
    headings = [words(f"list.{heading}") for heading in ("id", "agency", "round", "state", "answered", "verdict")]
    rows = [
        (
            line.id,
            f"{line.agency} {line.agency_name}" + (f" ({words('sheet.second')})" if line.is_second else ""),
            line.round,
            _state(words, line),
            f"{line.answered}/{line.total}",
            line.counting or "-",
        )
        for line in lines
    ]
    print_rows(headings, rows, cut=1)
