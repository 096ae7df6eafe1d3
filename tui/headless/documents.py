"""`verifier documents`: the signed documents that are kept here, what waits in quarantine, and their way out again."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.previews import DocumentLine, QuarantineLine
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "documents")
    parser.add_argument("what", metavar="ID", nargs="*", help=words("cli.documents.what"))
    parser.add_argument("--refused", action="store_true", help=words("cli.documents.refused"))
    parser.add_argument("--all", action="store_true", help=words("cli.documents.all"))
    wanted = parser.add_mutually_exclusive_group()
    wanted.add_argument("--hide", action="store_true", help=words("cli.documents.hide"))
    wanted.add_argument("--unhide", action="store_true", help=words("cli.documents.unhide"))
    wanted.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.documents.to"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """List, hide, show again or hand on the documents whose digests begin with what was named, all where none was.

    Raises:
        Refusal: `document.unknown`; `documents.none_named` where something is to be hidden and nothing was named.
    """
    from models.desk import intake

    is_marking = parsed.hide or parsed.unhide
    if is_marking and not parsed.what:
        raise Refusal("documents.none_named")
    with common.desk(session, writing=is_marking) as desk:
        lines = _found(desk, parsed)
        if is_marking:
            desk.do(intake.hide if parsed.hide else intake.unhide, [line.id for line in lines])
            lines = _found(desk, parsed)
    if parsed.to:
        _hand_on(session, lines, parsed.to)
    elif parsed.json:
        common.print_data(**{"refused" if parsed.refused else "documents": [_data(session.words, line) for line in lines]})
    else:
        _print(session.words, lines, is_quarantine=parsed.refused)
    return 0


def _found(desk: "Desk", parsed: argparse.Namespace) -> "list[DocumentLine | QuarantineLine]":
    from models.desk import keeping

    every = [*(desk.ask(keeping.set_aside) if parsed.refused else desk.ask(keeping.lines))]
    for what in parsed.what:
        if not any(line.id.startswith(what) for line in every):
            raise Refusal("document.unknown", document=what)
    named = tuple(parsed.what)
    return [line for line in every if (line.id.startswith(named) if named else parsed.all or not line.is_hidden)]


def _hand_on(session: "Session", lines: "list[DocumentLine | QuarantineLine]", folder: Path) -> None:
    from models import leaving
    from models.desk import shelved

    with common.handing_out(session, [line.id for line in lines]) as desk:
        for line in lines:
            print(leaving.hand_out(desk, folder, *desk.ask(shelved.handed_on, line.id)))
    print(session.words.count("documents.handed_on", len(lines), folder=folder), file=sys.stderr)


def _print(words: Words, lines: "list[DocumentLine | QuarantineLine]", *, is_quarantine: bool) -> None:
    from models.previews import DocumentLine, QuarantineLine
    from tui.headless.arrivals import subject

    rows = []
    for line in lines:
        told = words.of(line.reason) if isinstance(line, QuarantineLine) else subject(words, line.title, line.status, line.signer)
        if isinstance(line, DocumentLine) and not line.is_believed:
            told = f"{line.title} ({words('documents.left_out')})"
        elif isinstance(line, DocumentLine) and line.ended:
            told = f"{told} ({words(f'status.{line.ended}')})"
        rows.append((line.id[:16], words.kept_moment(line.received_at), " ".join(told.split()), line.name))
    if rows:
        print_rows([words(f"documents.{name}") for name in ("id", "received", "reason" if is_quarantine else "what", "file")], rows, cut=2)
    print(words.count("documents.refused_count" if is_quarantine else "documents.count", len(rows)), file=sys.stderr)


def _data(words: Words, line: "DocumentLine | QuarantineLine") -> dict[str, object]:
    from dataclasses import asdict

    from models.previews import QuarantineLine

    if isinstance(line, QuarantineLine):
        return {"id": line.id, "name": line.name, "size": line.size, "received_at": line.received_at, "reason": words.of(line.reason)}
    return asdict(line)
