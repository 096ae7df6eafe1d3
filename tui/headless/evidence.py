"""`verifier evidence`: whether the files of evidence are still there and the same, of one verification or of all."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.tabled import FORMATS
from models.words import Words
from tui.headless import common
from tui.headless.steps import shown

if TYPE_CHECKING:
    from models.swept import Swept
    from tui.command_line import Session

_COLUMNS = ("standing", "agency", "evidence", "title", "path")


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "evidence")
    parser.add_argument("what", metavar="ID", nargs="?", default="", help=words("cli.evidence.what"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--register", metavar="CODE", help=words("cli.evidence.register"))
    how.add_argument("--format", choices=FORMATS, default="", help=words("cli.evidence.format"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    common.json_switch(parser, words)
    parser.set_defaults(misused=parser.error)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Look at the files and print how each was found, or register one anew; 1 where one is another one now, or gone.

    Raises:
        Refusal: `verification.unknown`, `verification.ambiguous`, `evidence.no_files`, and what registering and writing refuse.
    """
    from models import evidence_files
    from models.desk import verifications

    if parsed.register is not None and not parsed.what:
        parsed.misused(session.words("cli.evidence.register_one"))
    with common.desk(session, writing=parsed.register is not None) as desk:
        verification = desk.ask(verifications.named, parsed.what) if parsed.what else ""
        found: list[Swept] = []
        for _ in shown(session.words("sweep.doing"), evidence_files.swept(desk, found, verification)):
            pass
        if parsed.register is not None:
            found = [each for each in found if each.reference.code == parsed.register.upper()]
            if not found:
                raise Refusal("evidence.no_file", evidence=parsed.register)
            evidence_files.read_anew(desk, found[0])
            print(session.words("sweep.is_anew", evidence=found[0].reference.code), file=sys.stderr)
            return 0
    return _told(session, parsed, found)


def _told(session: "Session", parsed: argparse.Namespace, found: "list[Swept]") -> int:
    from models.swept_told import is_clean, ordered, summary
    from tui.headless.columns import print_rows

    words = session.words
    told = [each for _, each in ordered({f"{each.reference.verification}/{each.reference.code}": each for each in found})]
    file = _table(session, parsed, told) if parsed.format else None
    if parsed.json:
        common.print_data(clean=is_clean(found), files=[_data(words, each) for each in told], file=file and str(file))
    elif file is not None:
        print(file)
    elif told:
        print_rows([words(f"sweep.column.{name}") for name in _COLUMNS], [_row(words, each) for each in told], cut=4)
    if not parsed.json:
        print(summary(words, found), file=sys.stderr)
    return int(not is_clean(found))


def _table(session: "Session", parsed: argparse.Namespace, found: "list[Swept]") -> Path:
    from models import evidence_files, places
    from models.landing import land
    from models.moments import local_date, now

    made = evidence_files.table(session.words, found, parsed.format, local_date(now()))
    path = (parsed.to or places.export_folder(session.settings)) / made.name
    land(path, made.body)
    return Path(path)


def _row(words: Words, each: "Swept") -> tuple[str, ...]:
    known = each.reference
    return words(f"sweep.standing.{each.standing}"), known.agency, known.code, known.title, each.path


def _data(words: Words, each: "Swept") -> dict[str, object]:
    from models.swept_told import why

    known = each.reference
    return {
        "verification": known.verification,
        "agency": known.agency,
        "round": known.round,
        "evidence": known.code,
        "title": known.title,
        "standing": each.standing,
        "path": each.path,
        "known": {"digest": known.digest, "size": known.size},
        "found": {"digest": each.digest, "size": each.size},
        "cause": why(words, each),
    }
