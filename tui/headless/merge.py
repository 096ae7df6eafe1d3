"""`verifier merge`: the areas that others handed over and that wait here, looked at and merged into one's own verification."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.handovers import Handed, MergePreview
    from models.rules.answers import Answer
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "merge")
    parser.add_argument("what", metavar="ID", nargs="?", help=words("cli.merge.what"))
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--differing", action="store_true", help=words("cli.merge.differing"))
    act.add_argument("--settle", nargs=3, action="append", metavar=("ITEM", "ours|theirs", "REASON"), help=words("cli.merge.settle"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """List what waits to be merged, or merge the handover whose digest begins like this and print how each of its items stood.

    Raises:
        Refusal: `merge.unknown` where none or more than one begins so, and as `merging.merge` gives.
    """
    from models.desk import merging

    words = session.words
    if parsed.differing or parsed.settle:
        from tui.headless import differing as settling

        return settling.run(session, parsed)
    is_merging = parsed.what is not None and not parsed.dry_run
    with common.desk(session, writing=is_merging) as desk:
        waiting = desk.ask(merging.waiting)
        if parsed.what is None:
            _list(words, waiting, is_json=parsed.json)
            return 0
        found = [each for each in waiting if each.document.startswith(parsed.what)]
        if len(found) != 1:
            raise Refusal("merge.unknown")
        seen = desk.ask(merging.preview, found[0].document)
        if is_merging:
            desk.do(merging.merge, found[0].document)
    if parsed.json:
        common.print_data(dry_run=parsed.dry_run, merge=_data(seen))
        return 0
    _tell(words, seen, is_merged=is_merging)
    return 0


def _tell(words: Words, seen: "MergePreview", *, is_merged: bool) -> None:
    from screens.merge_telling import day_lines

    for each in seen.entries:
        print("\t".join((each.item, words(f"handing.standing.{each.standing}"), _short(each.here), _short(each.there))))
    named = {"agency": seen.agency_name, "round": seen.round, "name": seen.giver}
    counted = words("handing.merge_counts", evidence=seen.evidence, **{name: seen.count(name) for name in ("new", "same", "differs")})
    print(f"{words('merge.done' if is_merged else 'merge.would', **named)} {counted}", file=sys.stderr)
    for told in day_lines(words, seen):
        print(told, file=sys.stderr)
    differing = {each.item for each in seen.entries if each.standing == "differs"}
    differing |= {found.item for found in seen.findings if found.standing == "differs"}
    if is_merged and differing:
        print(words.count("merge.differs", len(differing)), file=sys.stderr)


def _list(words: Words, waiting: "Sequence[Handed]", *, is_json: bool) -> None:
    from dataclasses import asdict

    if is_json:
        common.print_data(waiting=[asdict(each) for each in waiting])
        return
    if waiting:
        headings = [words("list.id"), words("list.agency"), words("list.round"), words("merge.areas"), words("merge.giver")]
        print_rows(
            headings, [(each.document[:16], each.agency_name, each.round, ", ".join(each.areas), each.giver) for each in waiting], cut=1
        )
    print(words.count("merge.count", len(waiting)), file=sys.stderr)


def _data(seen: "MergePreview") -> dict[str, object]:
    entries = [
        {"item": each.item, "standing": each.standing, "here": _answer(each.here), "there": _answer(each.there)} for each in seen.entries
    ]
    named = {"document": seen.document, "verification": seen.verification, "round": seen.round, "giver": seen.giver}
    findings = {each.item: each.standing for each in seen.findings}
    day = {"findings": findings, "new_recalculations": seen.recalculations, "kept_recalculations": seen.kept}
    return {**named, "new_evidence": seen.evidence, "entries": entries, **day}


def _answer(answer: "Answer") -> dict[str, object]:
    return {"level": answer.level, "not_applicable": answer.not_applicable, "reason": answer.reason, "note": answer.note}


def _short(answer: "Answer") -> str:
    return "-" if answer.not_applicable else "." if answer.level is None else str(answer.level)
