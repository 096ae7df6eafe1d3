"""`verifier trail`: what was done on a verification, or whether the trail of the whole profile still holds."""

import argparse
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from models.formats.json_lines import as_data
from models.text import cut
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
    parser.add_argument("what", metavar="ID", nargs="?", help=words("cli.trail.what"))
    whole = parser.add_mutually_exclusive_group()
    whole.add_argument("--check", action="store_true", help=words("cli.trail.check"))
    whole.add_argument("--export", action="store_true", help=words("cli.trail.export"))
    parser.add_argument("--to", type=common.path, metavar="FILE", help=words("cli.trail.to"))
    common.json_switch(parser, words)
    parser.set_defaults(misused=parser.error)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print the acts on a verification, the newest first, how many entries hold, or every entry as it is kept.

    Raises:
        Refusal: `trail.broken` where an entry does not hold, what `verifications.named` and `landing.land` refuse.
    """
    from models.desk import history, reading, verifications

    words = session.words
    if parsed.check is (parsed.what is not None) and not parsed.export:
        parsed.misused(words("cli.trail.misused"))
    if parsed.to and not parsed.export:
        parsed.misused(words("cli.trail.to_alone"))
    if parsed.export:
        return _export(session, parsed)
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


def _export(session: "Session", parsed: argparse.Namespace) -> int:
    from models.desk import history, verifications
    from models.landing import land

    kept: list[str] = []
    take = kept.append if parsed.to else print
    with common.desk(session) as desk:
        verification = desk.ask(verifications.named, parsed.what) if parsed.what else ""
        count = desk.ask(history.export, lambda record: take(as_data(asdict(record))), verification)
        apart = desk.ask(history.apart, verification) if verification else 0
    if parsed.to:
        land(parsed.to, "".join(f"{line}\n" for line in kept).encode())
        print(parsed.to)
        print(session.words.count("trail.exported", count), file=sys.stderr)
    if apart:
        print(session.words.count("trail.apart", apart), file=sys.stderr)
    return 0


def _data(line: "TrailLine") -> dict[str, object]:
    changes = [{"field": field, "before": before, "after": after} for field, before, after in line.changes]
    said = {name: getattr(line, name) for name in ("seq", "moment", "person", "device", "verb", "item")}
    return {**said, "elsewhere": line.elsewhere, "changes": changes}


def _row(words: Words, checklist: "Checklist", line: "TrailLine") -> tuple[str, ...]:
    from models.carryover_told import apart
    from models.explanation import field_name, field_value
    from models.moments import moment

    def told(field: str, before: str, after: str) -> str:
        texts = apart(*(field_value(words, checklist, line.item, field, value) or "-" for value in (before, after)))
        old, new = (cut(text, _SHORT) for text in texts)
        return f"{field_name(words, checklist, line.item, field)}: {old} → {new}"

    changes = "; ".join(told(*change) for change in line.changes)
    who = f"{line.person} · {line.elsewhere}" if line.elsewhere else line.person
    return words.moment(moment(line.moment)), who, words(f"act.{line.verb}"), line.item or "-", changes or "-"
