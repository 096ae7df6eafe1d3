"""`verifier checklist list|diff|publish`: the versions of checklists known here, compared and published."""

import argparse
import shutil
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.text import shown, shown_lines
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.rules.carryover import Change
    from models.rules.checklist import Checklist
    from tui.command_line import Session

_UNSEEN: Final = 100
"""Columns where nobody sees the output: in a pipe or a file."""


def add(parts: Any, words: Words) -> None:
    """Add the arguments of each part."""
    listed = parts.add_parser("list", help=words("cli.checklist.list"), description=words("cli.checklist.list"))
    common.json_switch(listed, words)
    diff = parts.add_parser("diff", help=words("cli.checklist.diff"), description=words("cli.checklist.diff"))
    diff.add_argument("first", metavar="NAME|FILE", help=words("cli.checklist.name_or_file"))
    diff.add_argument("second", metavar="NAME|FILE", help=words("cli.checklist.name_or_file"))
    common.json_switch(diff, words)
    publish = parts.add_parser("publish", help=words("cli.checklist.publish"), description=words("cli.checklist.publish"))
    publish.add_argument("name", metavar="NAME", help=words("cli.checklist.name"))
    publish.add_argument("--note", metavar="TEXT", default="", help=words("cli.checklist.note"))
    publish.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    common.dry_run_switch(publish, words)
    common.json_switch(publish, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of versions; the exit code."""
    return {"list": _list, "diff": _diff, "publish": _publish}[parsed.part](session, parsed)


def _list(session: "Session", parsed: argparse.Namespace) -> int:
    """Print every checklist known here, the newest rules first."""
    from models.desk import checklists

    words = session.words
    with common.desk(session) as desk:
        lines = desk.ask(checklists.lines)
    if parsed.json:
        common.print_data(checklists=[asdict(line) | {"standing": line.standing} for line in lines])
        return 0
    headings = [words("checklists.column.name"), words("checklists.column.title"), words("checklists.column.since")]
    headings += [words("checklists.column.standing"), words("checklists.column.rounds"), words("list.verifications")]
    rows = []
    for line in lines:
        standing = words(f"checklists.standing.{line.standing}")
        used = (str(line.rounds), str(line.verifications))
        rows.append([line.name, words.of(line.title), words.day(line.valid_from), standing, *used])
    print_rows(headings, rows, cut=1)
    return 0


def _diff(session: "Session", parsed: argparse.Namespace) -> int:
    """Print everything that differs; 0 where nothing does, 1 where something does."""
    from models.carryover_told import counted
    from models.rules.carryover import compared

    words = session.words
    with ExitStack() as opened:
        desk = common.desk_if_any(session)
        if desk is not None:
            opened.enter_context(desk)
        old, new = (_checklist(desk, what) for what in (parsed.first, parsed.second))
    changes = compared(old, new)
    found = [change for change in changes if not change.is_untouched]
    counts = {kind.value: count for kind, count in counted(changes).items()}
    if parsed.json:
        named = {side: {"name": each.name, "digest": each.digest} for side, each in (("old", old), ("new", new))}
        common.print_data(**named, items=counts, changes=[_data(change) for change in found])
    else:
        _print(words, found, old, new)
        print(words("versions.counted", first=old.name, second=new.name, **counts), file=sys.stderr)
    return 1 if found else 0


def _checklist(desk: "Desk | None", what: str) -> "Checklist":
    """The checklist that is named, among those known here or shipped, or in a file."""
    from models import checklists
    from models.desk import checklists as here
    from models.desk.versions import named
    from models.formats import checklist_file

    if what and (path := common.path(what)).is_file():
        return checklist_file.opened(path).checklist
    if desk is not None:
        return desk.ask(here.named, what)
    return named({digest: checklists.load(body, digest) for digest, body in checklists.all_shipped().items()}, what)


def _publish(session: "Session", parsed: argparse.Namespace) -> int:
    """Publish a checklist and print where its document is; Refusal as `publishing.preview` and `publishing.publish` give."""
    from models.desk import publishing

    words = session.words
    with common.desk(session, writing=not parsed.dry_run) as desk:
        found = desk.ask(publishing.preview, parsed.name)
        path = None if parsed.dry_run else _published(session, desk, found.digest, parsed)
    if parsed.json:
        common.print_data(checklist=found.name, digest=found.digest, file=None if path is None else str(path))
    elif path is not None:
        print(path)
    key = "publish.would" if path is None else "publish.done"
    print(words(key, checklist=found.name, digest=found.digest[:16]), file=sys.stderr)
    return 0


def _published(session: "Session", desk: "Desk", digest: str, parsed: argparse.Namespace) -> Path:
    from models import leaving, places
    from models.desk import publishing
    from models.documents.checklist import KIND
    from models.exporting import signed_as
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    file = desk.ask(publishing.drawn_up, digest, parsed.note)
    signed = signed_as(file, KIND, opened_key(session.words, Keyring(session.folder)))
    desk.do(publishing.publish, signed)
    return leaving.hand_out_entered(desk, parsed.to or places.export_folder(session.settings), signed)


def _print(words: Words, found: "Iterable[Change]", old: "Checklist", new: "Checklist") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from models import carryover_told as told

    is_seen = sys.stdout.isatty()
    console = Console(width=shutil.get_terminal_size().columns if is_seen else _UNSEEN, no_color=True, highlight=False, emoji=False)
    for change in found:
        marks = [words(f"versions.kind.{change.kind}")] if change.kind != "equal" else [words("versions.same_meaning")]
        marks += [told.moved(words, change)] if change.is_moved else []
        print(shown(f"{told.heading(words, change, old, new)} ({', '.join(marks)})"))
        table = Table.grid(padding=(0, 2))
        for part in change.parts:
            cells = (f"  {told.label(words, part)}", *told.differing(words, part))
            table.add_row(*(Text(shown_lines(cell)) for cell in cells))
        with console.capture() as drawn:
            console.print(table)
        for line in drawn.get().splitlines() if change.parts else ():
            print(line.rstrip())


def _data(change: "Change") -> dict[str, object]:
    parts = [{"name": part.name, "old": part.old, "new": part.new, "meaning": part.is_meaning} for part in change.parts]
    places = {"old_place": change.at[0] or None, "new_place": change.at[1] or None}
    return {
        "section": change.section.value,
        "key": change.key,
        "kind": change.kind.value,
        "moved": change.is_moved,
        **places,
        "parts": parts,
    }
