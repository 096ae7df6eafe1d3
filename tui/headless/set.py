"""`verifier set`: answers, notes, counts, base data, facts and the verdict of a verification, stated by name and value as one act."""

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from models import causes
from models.errors import Refusal
from models.words import Words
from tui.asking import everything
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session

_STDIN = "-"


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "set")
    parser.add_argument("what", metavar="ID", help=words("cli.handover.what"))
    parser.add_argument("lines", metavar="NAME=VALUE", nargs="*", help=words("cli.set.lines"))
    parser.add_argument("--from", dest="file", metavar="FILE", help=words("cli.set.from"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Note what is stated, all of it or nothing, and print what is open now.

    Raises:
        Refusal: `set.nothing`, what refuses a file, and as `stating.state` gives.
    """
    from models.desk import stating, verifications
    from models.rules.stating import parted

    lines = [*map(parted, parsed.lines), *(_of_file(parsed.file) if parsed.file else ())]
    if not lines:
        raise Refusal("set.nothing")
    with common.desk(session, writing=True) as desk:
        verification = desk.ask(verifications.named, parsed.what)
        try:
            sheet = desk.do(stating.attempt if parsed.dry_run else stating.state, verification, lines)
        except stating.Tried as tried:
            sheet = tried.sheet
    if parsed.json:
        from tui.headless.sheet_data import sheet_data

        common.print_data(sheet=sheet_data(sheet), dry_run=parsed.dry_run)
        return 0
    words = session.words
    named = {"agency": sheet.agency.name, "round": sheet.round, "answered": sheet.answered, "total": len(sheet.lines)}
    print(words.count("cli.set.would" if parsed.dry_run else "cli.set.done", len(lines), **named), file=sys.stderr)
    for line in sheet.lines:
        for gap in line.gaps:
            if line.answer.is_given:
                print(words("verdict.gap", item=line.item.code, gap=words(f"gap.{gap}")))
    return 0


def _of_file(file: str) -> "Iterable[tuple[str, str]]":
    from models.foreign import taken
    from models.rules.stating import read

    if file == _STDIN:
        return read(everything())
    path = common.path(file)
    try:
        return read(taken(path, 4_000_000).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refusal("document.unreadable", file=path, cause=causes.of_toml(error)) from error
