"""`verifier backup`: a checked copy of the database among the backups, or wherever it is wanted; and which ones there are."""

import argparse
import sys
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.moments import now, stamp
from models.words import Words
from tui.headless import common
from tui.headless.steps import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from models.ledger.backups import Copy
    from tui.command_line import Session

_COLUMNS: Final = ("file", "made", "size", "kept")


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "backup")
    parser.add_argument("file", type=common.path, metavar="FILE", nargs="?", help=words("cli.backup.file"))
    parser.add_argument("--list", action="store_true", help=words("cli.backup.list"))
    parser.add_argument("--check", action="store_true", help=words("cli.backup.check"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Make a copy and print its name, or print those there are; 1 where one of them is not whole.

    Raises:
        Refusal: as `common.desk`, `backups.make` or `backups.copied` gives.
    """
    from models.ledger import backups

    if parsed.list or parsed.check:
        return _list(session, parsed, backups.of(session.folder))
    made = _made(session, parsed.file)
    if parsed.json:
        common.print_data(file=str(made), size=made.stat().st_size)
    else:
        print(made)
        print(session.words("backup.made"), file=sys.stderr)
    return 0


def _made(session: "Session", file: "Path | None") -> "Path":
    """The copy made now, among the backups where no file is named."""
    from models import encryption
    from models.ledger import backups

    database = encryption.database(session.folder)
    made = database if file is None else backups.named(file, now()) if file.is_dir() else file

    def steps() -> "Iterator[tuple[int, int]]":
        nonlocal made
        yield 0, 1
        if file is None:
            made = backups.make(database, now())
        else:
            backups.copied(database, made)
        yield 1, 1

    with common.desk(session):
        for _ in shown(session.words("backups.making"), steps()):
            pass
    return made


def _list(session: "Session", parsed: argparse.Namespace, copies: "Sequence[Copy]") -> int:
    from models.ledger import backups
    from tui.headless.columns import print_rows

    words = session.words
    # What was only kept as it lay is no copy that anybody relies on.
    looked = [copy for copy in copies if not backups.lies(copy.path)]
    refused = _checked(words, looked) if parsed.check else {}
    if parsed.json:
        common.print_data(backups=[_data(words, copy, refused, is_checked=parsed.check) for copy in copies])
    elif not copies:
        print(words("backup.none"), file=sys.stderr)
    else:
        rows = [_cells(words, copy) for copy in copies]
        print_rows([words(f"backup.column.{name}") for name in _COLUMNS], rows, cut=0)
    for name, told in refused.items():
        print(f"{name}: {words.refusal(told)}", file=sys.stderr)
    if parsed.check and looked and not refused:
        print(words.count("backup.sound", len(looked)), file=sys.stderr)
    return int(bool(refused))


def _checked(words: Words, copies: "Sequence[Copy]") -> "dict[str, Refusal]":
    """The copies that are not whole, by their names, and why."""
    from models.ledger import backups, cipher
    from tui.headless.unlocking import unlock_profile

    found: dict[str, Refusal] = {}

    def steps() -> "Iterator[tuple[int, int]]":
        for done, copy in enumerate(copies):
            yield done, len(copies)
            try:
                if cipher.is_locked(copy.path):
                    unlock_profile(words, copy.path)
                backups.require_whole(copy.path)
            except Refusal as refused:
                found[copy.path.name] = refused

    for _ in shown(words("backup.checking"), steps()):
        pass
    return found


def _cells(words: Words, copy: "Copy") -> tuple[str, ...]:
    from models.restored_told import why

    size = words("backup.kilobytes", size=words.number(-(-copy.size // 1000), 0))
    return copy.path.name, words.moment(copy.moment), size, why(words, copy.reason, copy.why)


def _data(words: Words, copy: "Copy", refused: "Mapping[str, Refusal]", *, is_checked: bool) -> dict[str, object]:
    from models.ledger import backups

    why = refused.get(copy.path.name)
    return {
        "file": str(copy.path),
        "made": stamp(copy.moment),
        "size": copy.size,
        "before": copy.reason,
        "kept": copy.why.value if copy.why else "",
        "sound": why is None and not backups.lies(copy.path) if is_checked else None,
        "why": words.refusal(why) if why else "",
    }
