"""`verifier show`: a verdict file, the one of a verification, issued or as it would be now; or all that is noted in it, or one item."""

import argparse
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from models import causes
from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.documents.chain import Ended
    from models.documents.verdict_file import VerdictFile
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "show")
    parser.add_argument("what", metavar="ID|FILE", help=words("cli.show.what"))
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--sheet", action="store_true", help=words("cli.show.sheet"))
    part.add_argument("--item", metavar="CODE", help=words("cli.show.item"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print the document, the sheet or the item; Refusal where it cannot be read or there is no verdict."""
    if parsed.sheet or parsed.item:
        _sheet(session, parsed)
        return 0
    document, ended = file_at(parsed.what), None
    if document is None:
        document, ended = _of_verification(session, parsed.what)
    elif not parsed.json:
        print(session.words("show.unchecked"), file=sys.stderr)
    if parsed.json:
        common.print_data(verdict_file=document.model_dump(), ended=None if ended is None else asdict(ended))
        return 0
    from tui.headless.check_table import ended_told
    from tui.plain import show_document

    show_document(session.words, document, "" if ended is None else ended_told(session.words, ended))
    return 0


def _sheet(session: "Session", parsed: argparse.Namespace) -> None:
    """Print a verification as it stands, or one item of it with its question, ladder, evidence and remarks."""
    from models import item_told
    from models.desk import reading, reviewing, verifications
    from models.rules.answers import item
    from tui.headless.sheet_data import item_data, sheet_data, sheet_lines

    words = session.words
    with common.desk(session) as desk:
        sheet = desk.ask(reading.sheet, desk.ask(verifications.named, parsed.what))
        remarks = desk.ask(reviewing.standing, sheet.id).remarks
    if parsed.item is None:
        if parsed.json:
            common.print_data(sheet=sheet_data(sheet))
        for told in () if parsed.json else sheet_lines(words, sheet):
            print(told)
        return
    line = sheet.line(item(sheet.checklist, parsed.item.upper()).code)
    if parsed.json:
        common.print_data(item={"code": line.item.code, **item_data(line)})
        return
    print(item_told.head(words, sheet, line))
    for told in (*item_told.asked(words, sheet, line), *item_told.helped(words, sheet, line)):
        print(told)
    for remark in remarks:
        if remark.item == line.item.code:
            print("\n".join(item_told.thread(words, remark)))


def _of_verification(session: "Session", what: str) -> "tuple[VerdictFile, Ended | None]":
    """The verdict file that was issued for a verification, and what withdrew it; else the one that it would have now."""
    from models import exporting
    from models.desk import verifications
    from models.documents import chain, kinds
    from models.documents.verdict_file import opened
    from models.keyring import Keyring

    with common.desk(session) as desk:
        how = exporting.terms(desk, Keyring(session.folder).public)
        file, *others = exporting.made(desk, how, desk.ask(verifications.named, what), None)
    ended = (chain.ending(kinds.parsed(each.body, each.name), each.digest) for each in others)
    return opened(file.body, file.name), next(ended, None)


def file_at(what: str) -> "VerdictFile | None":
    """The verdict file at the path `what`, None where no file is; Refusal `document.missing` where `what` can only be a path."""
    from models.documents.toml import SIZE_LIMIT
    from models.documents.verdict_file import opened
    from models.settings import at_home

    path = at_home(what)
    # `os.path` where `pathlib` would raise for a name that no file can have.
    if not os.path.isfile(path):  # noqa: PTH113
        if os.sep in what or what.endswith(".toml"):
            raise Refusal("document.missing", file=what)
        return None
    try:
        with path.open("rb") as file:
            return opened(file.read(SIZE_LIMIT + 1), path.name)
    except OSError as error:
        raise Refusal("document.unreadable", file=path, cause=causes.of_system(error)) from error
