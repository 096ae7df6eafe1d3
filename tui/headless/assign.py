"""`verifier assign`: agencies of a round given to a verifier or taken back, as a signed document; and what is assigned to whom."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.assignments import Assigned, Assigning
    from models.desk.desk import Desk
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "assign")
    parser.add_argument("what", metavar="CODE", nargs="*", help=words("cli.assign.what"))
    wanted = parser.add_mutually_exclusive_group()
    wanted.add_argument("--to-person", metavar="NAME", default="", help=words("cli.assign.to_person"))
    wanted.add_argument("--take-back", action="store_true", help=words("cli.assign.take_back"))
    parser.add_argument("--second", action="store_true", help=words("cli.assign.second"))
    parser.add_argument("--round", metavar="ID", default="", help=words("cli.assign.round"))
    parser.add_argument("--due", metavar="DATE", default="", help=words("cli.assign.due"))
    parser.add_argument("--note", metavar="TEXT", default="", help=words("cli.assign.note"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.assign.to"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """List what is assigned, or assign the agencies named and print where the document is.

    Raises:
        Refusal: `assign.person_missing` where agencies are named and nobody is, `assignment.nothing` where it is the other way round, and
            as `assigning.preview` and `assigning.assign` give.
    """
    from models.desk import assigning, colleagues, rounds

    if not parsed.what:
        if parsed.to_person or parsed.take_back:
            raise Refusal("assignment.nothing")
        with common.desk(session) as desk:
            lines = desk.ask(assigning.every, parsed.round or None)
        _print(session.words, lines, is_json=parsed.json)
        return 0
    if not (parsed.to_person or parsed.take_back):
        raise Refusal("assign.person_missing")
    with common.desk(session, writing=not parsed.dry_run) as desk:
        round_id = parsed.round or desk.ask(rounds.lines)[0].id
        person = desk.ask(colleagues.member, parsed.to_person).id if parsed.to_person else ""
        found = desk.ask(assigning.preview, round_id, parsed.what, person, parsed.due, "second" if parsed.second else "first")
        path = None if parsed.dry_run else _assigned(session, desk, found, person, parsed)
    _say(session.words, found, path, is_json=parsed.json)
    return 0


def _assigned(session: "Session", desk: "Desk", found: "Assigning", person: str, parsed: argparse.Namespace) -> Path:
    from models import leaving, places
    from models.desk import assigning
    from models.exporting import signed_as
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    codes = [line.agency.code for line in found.lines]
    file = desk.ask(assigning.drawn_up, found.round, codes, person, found.due, parsed.note, found.purpose)
    signed = signed_as(file, "assignment", opened_key(session.words, Keyring(session.folder)))
    desk.do(assigning.assign, signed)
    return leaving.hand_out_entered(desk, parsed.to or places.export_folder(session.settings), signed)


def _say(words: Words, found: "Assigning", path: Path | None, *, is_json: bool) -> None:
    """Say what was assigned, or would be: on stdout the path of the document, or each agency with whose it is now."""
    if is_json:
        agencies = [
            {
                "code": line.agency.code,
                "name": line.agency.name,
                "assigned": [each.name for each in line.assigned],
                "begun": list(line.begun),
            }
            for line in found.lines
        ]
        file = None if path is None else str(path)
        common.print_data(round=found.round, verifier=found.verifier or None, due=found.due or None, agencies=agencies, file=file)
        return
    if path is not None:
        print(path)
    for line in found.lines if path is None else ():
        print("\t".join([line.agency.code, line.agency.name, " / ".join(each.name for each in line.assigned), ", ".join(line.begun)]))
    key = "assign.done" if found.verifier else "assign.taken_back"
    if path is None:
        key = "assign.would" if found.verifier else "assign.would_take_back"
    print(words.count(key, len(found.lines), name=found.verifier, round=found.round), file=sys.stderr)


def _called(words: Words, line: "Assigned") -> str:
    name = words("assigning.gone", name=line.name) if line.is_gone else line.name
    return f"{name} ({words('sheet.second')})" if line.purpose == "second" else name


def _print(words: Words, lines: "tuple[Assigned, ...]", *, is_json: bool) -> None:
    from dataclasses import asdict

    from models.moments import written

    if is_json:
        common.print_data(assignments=[asdict(line) for line in lines])
        return
    if lines:
        headings = [words("list.round"), words("list.agency"), words("assign.verifier"), words("assign.due"), words("assign.by")]
        print_rows(headings, [(each.round, each.agency, _called(words, each), written(each.due), each.assigner) for each in lines], cut=2)
    print(words.count("assign.count", len(lines)), file=sys.stderr)
