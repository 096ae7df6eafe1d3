"""`verifier team endorse`: what a member signed whose key or role ended, told, and endorsed so that laptops that join later let it in."""

import argparse
import sys
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.desk.endorsing import Endorsable, Lacking
    from tui.command_line import Session

_SHOWN = 16
"""Characters of a digest that are printed and may be given, as in the names of files."""


def add(parts: Any, words: Words) -> None:
    """Add the arguments."""
    parser = parts.add_parser("endorse", help=words("cli.team.endorse"), description=words("cli.team.endorse"))
    parser.add_argument("person", metavar="PERSON", help=words("cli.team.endorsed_person"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=words("endorsing.reason"))
    parser.add_argument("--only", metavar="DIGEST", action="append", help=words("cli.team.only"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> None:
    """Print what lacks an endorsement, or endorse it and print where that is; Refusal as `endorsing.drawn_up` and `endorse` give."""
    from models.desk import endorsing, teams

    words = session.words
    with common.desk(session, writing=not parsed.dry_run) as desk:
        kind, _, person = teams.place(desk.ask(teams.demanded).team, parsed.person).partition(".")
        if kind != "people":
            raise Refusal("team.unknown", entry=parsed.person)
        found = desk.ask(endorsing.lacking, person)
        wanted = _wanted(found, parsed.only, is_asked=parsed.dry_run)
        path = None if parsed.dry_run else _endorsed(session, desk, parsed, found, wanted)
    if parsed.json:
        common.print_data(**_data(found, wanted, path))
        return
    if path is None:
        _print(words, found, wanted)
    else:
        print(path)
    print(words.count("cli.team.would_endorse" if path is None else "cli.team.endorsed", len(wanted), name=found.name), file=sys.stderr)


def say_lacking(words: Words, desk: "Desk", person: str) -> None:
    """Say how much of what a member signed lacks an endorsement, to whoever may endorse it."""
    from models.desk import endorsing

    with suppress(Refusal):
        found = desk.ask(endorsing.lacking, person)
        if found.documents:
            print(words.count("cli.team.to_endorse", len(found.documents), name=found.name), file=sys.stderr)


def _wanted(found: "Lacking", only: list[str] | None, *, is_asked: bool) -> frozenset[str]:
    """The documents that are named, else all but those whose key is in other hands; some of them where it is not only asked.

    Raises:
        Refusal: `endorsing.only` where all of them have to be named, `document.unknown`.
    """
    if only is None:
        wanted = frozenset(each.digest for each in found.documents if not each.is_stolen)
        if found.documents and not wanted and not is_asked:
            raise Refusal("endorsing.only", name=found.name)
        return wanted
    named: set[str] = set()
    for asked in only:
        fitting = {each.digest for each in found.documents if each.digest.startswith(asked) and len(asked) >= _SHOWN}
        if not fitting:
            raise Refusal("document.unknown", document=asked)
        named |= fitting
    return frozenset(named)


def _endorsed(session: "Session", desk: "Desk", parsed: argparse.Namespace, found: "Lacking", wanted: Collection[str]) -> Path:
    from models import leaving, places
    from models.desk import endorsing
    from models.documents.endorsement import KIND
    from models.exporting import signed_as
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    file = desk.ask(endorsing.drawn_up, found.person, parsed.reason, wanted)
    signed = signed_as(file, KIND, opened_key(session.words, Keyring(session.folder)))
    desk.do(endorsing.endorse, signed)
    return leaving.hand_out_entered(desk, parsed.to or places.export_folder(session.settings), signed)


def _data(found: "Lacking", wanted: Collection[str], path: Path | None) -> dict[str, object]:
    return {
        "person": found.person,
        "name": found.name,
        "documents": [
            {
                "digest": each.digest,
                "kind": each.kind,
                "title": each.title,
                "status": each.status,
                "key_stolen": each.is_stolen,
                "endorsed": each.digest in wanted,
            }
            for each in found.documents
        ],
        "logs": {writer: log.number for writer, log in found.logs.items()},
        "file": None if path is None else str(path),
    }


def _print(words: Words, found: "Lacking", wanted: Collection[str]) -> None:
    from tui.headless.columns import print_rows

    headings = tuple(words(f"cli.team.column.{name}") for name in ("digest", "document", "kind", "endorsed"))
    print_rows(headings, [_row(words, each, each.digest in wanted) for each in found.documents], cut=1)


def _row(words: Words, each: "Endorsable", is_wanted: bool) -> tuple[str, ...]:
    told = words("endorsing.stolen") if each.is_stolen else ""
    return each.digest[:_SHOWN], each.title, words(f"purpose.{each.purpose}"), words("answer.4") if is_wanted else told
