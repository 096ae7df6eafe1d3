"""`verifier import`: take back worksheets that colleagues or an agency have filled in, and take in documents that others signed."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.changes import change_rows, changes_data
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from models.desk.desk import Desk
    from models.formats.worksheet import Filled
    from models.previews import Entry, WorksheetPreview
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "import")
    parser.add_argument("files", type=common.path, metavar="FILE", nargs="+", help=words("cli.import.files"))
    parser.add_argument("--self", dest="own", metavar="ID", help=words("cli.import.self"))
    parser.add_argument("--take", metavar="WHAT", default="new", help=words("cli.import.take"))
    parser.add_argument("--dry-run", action="store_true", help=words("cli.agency.dry_run"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Take worksheets (`.xlsx`) and documents (`.toml`, also all of a folder); 1 where something in them is refused.

    Raises:
        Refusal: what refuses a worksheet, `worksheet.entry` where none says anything of what `--take` names, `checklist.elsewhere` where a
            file is one; then nothing is taken.
    """
    from models.formats import checklist_file

    parsed.files = common.without_signatures(parsed.files)
    signed = [path for path in parsed.files if not parsed.own and (path.suffix.lower() == ".toml" or path.is_dir())]
    for path in filter(checklist_file.is_toml, signed):
        raise Refusal("checklist.elsewhere", file=path.name)
    filled = [path for path in parsed.files if path not in signed]
    data: dict[str, object] = {}
    code = 0
    if filled or not signed:
        code, data["worksheets"] = _take_worksheets(session, parsed, filled)
    if signed:
        from tui.headless import arrivals

        refused, data["documents"] = arrivals.take(session, parsed, signed)
        code |= refused
    if parsed.json:
        common.print_data(dry_run=parsed.dry_run, **data)
    return code


def _take_worksheets(session: "Session", parsed: argparse.Namespace, files: "Sequence[Path]") -> tuple[int, list[dict[str, object]]]:
    """Take what was asked for, each worksheet as one act, and print what stands how."""
    from models.desk import verifications
    from models.formats import own_sheet

    filled = [own_sheet.opened(path, is_own=bool(parsed.own)) for path in files]
    done = []
    with common.desk(session, writing=not parsed.dry_run) as desk:
        whose = desk.ask(verifications.named, parsed.own) if parsed.own else ""
        found = [_previewed(desk, each, whose) for each in filled]
        wanted = [word.strip() for word in parsed.take.split(",") if word.strip()]
        for word in wanted:
            if word not in ("new", "all", "none") and not any(preview.chosen([word]) for preview in found):
                raise Refusal("worksheet.entry", entry=word)
        for each in filled:
            # Looked at again: what was taken from the worksheet before it is no longer new.
            preview = _previewed(desk, each, whose)
            taken = _chosen(each, preview, wanted)
            if not parsed.dry_run:
                taken = frozenset(entry.id for entry in _taken(desk, each, taken, whose).entries)
            done.append((preview, taken))
    if not parsed.json:
        for preview, taken in done:
            _print(session.words, preview, taken, dry_run=parsed.dry_run)
    refused = int(any(entry.why for preview, _ in done for entry in preview.entries))
    return refused, [_data(session.words, *each) for each in done]


def _previewed(desk: "Desk", filled: "Filled", whose: str) -> "WorksheetPreview":
    from models.desk import self_assessments, worksheets

    return desk.ask(self_assessments.preview, filled, whose) if filled.is_own else desk.ask(worksheets.preview, filled)


def _taken(desk: "Desk", filled: "Filled", chosen: "Collection[str]", whose: str) -> "WorksheetPreview":
    from models.desk import self_assessments, worksheets

    return desk.do(self_assessments.take, filled, chosen, whose) if filled.is_own else desk.do(worksheets.take, filled, chosen)


def _chosen(filled: "Filled", preview: "WorksheetPreview", wanted: "Sequence[str]") -> frozenset[str]:
    """What is to be taken; a self-assessment takes the place of another as a whole, so nothing of it where only what is new is meant."""
    from models.previews import Standing

    chosen = preview.chosen(wanted)
    return frozenset() if filled.is_own and wanted == ["new"] and preview.of(Standing.DIFFERS) else chosen


def _data(words: Words, found: "WorksheetPreview", taken: "Collection[str]") -> dict[str, object]:
    entries = [
        {
            "id": entry.id,
            "standing": entry.standing.value,
            "taken": entry.id in taken,
            "place": entry.place,
            "changes": changes_data(entry.changes),
            "why": words.refusal(entry.why) if entry.why else "",
        }
        for entry in found.entries
    ]
    return {"file": found.file, "verification": found.verification, "agency": found.agency, "entries": entries, "unread": found.unread}


def _print(words: Words, found: "WorksheetPreview", taken: "Collection[str]", *, dry_run: bool) -> None:
    from models.previews import Standing

    rows = [
        (words(f"take.{entry.standing.value}"), entry.id, said)
        for entry in found.entries
        if entry.standing is not Standing.SAME
        for said in _said(words, entry)
    ]
    if rows:
        print_rows([words(f"take.{name}") for name in ("standing", "entry", "change")], rows, cut=2)
    told = {standing.value: len(found.of(standing)) for standing in Standing}
    print(words("take.summary", file=found.file, agency=found.agency, **told), file=sys.stderr)
    if found.unread:
        print(words("take.unread", what=", ".join(found.unread)), file=sys.stderr)
    print(words.count("take.would" if dry_run else "take.done", len(taken)), file=sys.stderr)
    left = sum(entry.id not in taken for entry in found.of(Standing.DIFFERS))
    if left:
        print(words.count("take.left", left), file=sys.stderr)


def _said(words: Words, entry: "Entry") -> "Iterator[str]":
    if entry.why:
        yield f"{words.of(entry.place)}: {words.refusal(entry.why)}"
    elif entry.changes:
        yield from change_rows(words, entry.changes)
    else:
        yield words("take.kept_why")
