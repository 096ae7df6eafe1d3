"""`verifier trail`: what was done on a verification, or whether the trail of the whole profile still holds."""

import argparse
from typing import TYPE_CHECKING, Any, Final

from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.rules.checklist import Checklist
    from models.views import TrailLine
    from tui.command_line import Session

_SHORT: Final = 40
"""Longest value shown, in characters; `--json` has all of it."""


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "trail")
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("what", metavar="ID", nargs="?", help=words("cli.trail.what"))
    wanted.add_argument("--check", action="store_true", help=words("cli.trail.check"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print the acts on a verification, the newest first, or how many entries hold; Refusal `trail.broken` where one does not."""
    from models.desk import history, reading, verifications

    words = session.words
    with common.desk(session) as desk:
        if parsed.check:
            count = desk.ask(history.check)
        else:
            verification = desk.ask(verifications.named, parsed.what)
            lines = desk.ask(history.entries, verification)
            checklist, _ = desk.ask(reading.pinned, verification)
    if parsed.check:
        if parsed.json:
            common.print_data(entries=count)
        else:
            print(words.count("trail.holds", count))
    elif parsed.json:
        common.print_data(verification=verification, entries=[_data(line) for line in lines])
    else:
        headings = [words(f"trail.{heading}") for heading in ("moment", "person", "act", "item", "changes")]
        print_rows(headings, [_row(words, checklist, line) for line in lines], cut=4)
    return 0


def _data(line: "TrailLine") -> dict[str, object]:
    changes = [{"field": field, "before": before, "after": after} for field, before, after in line.changes]
    said = {name: getattr(line, name) for name in ("seq", "moment", "person", "device", "verb", "item")}
    return {**said, "elsewhere": line.elsewhere, "changes": changes}


def _row(words: Words, checklist: "Checklist", line: "TrailLine") -> tuple[str, ...]:
    from models.explanation import field_name, field_value
    from models.moments import moment

    def told(field: str, value: str) -> str:
        text = " ".join(field_value(words, checklist, line.item, field, value).split()) or "-"
        return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"

    changes = "; ".join(
        f"{field_name(words, checklist, line.item, field)}: {told(field, before)} → {told(field, after)}"
        for field, before, after in line.changes
    )
    who = f"{line.person} · {line.elsewhere}" if line.elsewhere else line.person
    return words.moment(moment(line.moment)), who, words(f"act.{line.verb}"), line.item or "-", changes or "-"
