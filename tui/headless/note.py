"""`verifier note`: the notes on an agency, practices worth showing among them, read and written."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.noted import NoteLine
    from tui.command_line import Session

_KINDS: Final = ("visit", "consultation", "practice")
_LABELS: Final = {"date": "date", "title": "subject", "text": "text"}
"""How what every note holds is called."""
_OF_MEETING: Final = ("participants", "advised", "follow_up")
_OF_PRACTICE: Final = ("item", "why", "consent_by", "consent_on", "contact")
_FIELDS: Final = (*_LABELS, *_OF_MEETING, *_OF_PRACTICE)
_METAVARS: Final = {"date": "DATE", "follow_up": "DATE", "consent_on": "DATE", "item": "ITEM"}


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "note")
    parser.add_argument("agency", metavar="AGENCY", help=words("cli.note.agency"))
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--write", choices=_KINDS, help=words("cli.note.write"))
    act.add_argument("--correct", metavar="ID", help=words("cli.note.correct"))
    for name in _FIELDS:
        told = words(f"noted.{_LABELS.get(name, name)}")
        said = words("cli.note.of_practice" if name in _OF_PRACTICE else "cli.note.of_meeting", name=told) if name not in _LABELS else told
        parser.add_argument(f"--{name.replace('_', '-')}", metavar=_METAVARS.get(name, "TEXT"), help=said)
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)
    parser.set_defaults(misused=parser.error)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Write or correct a note where that is asked for, and print the notes on the agency of this code, the newest first.

    Raises:
        Refusal: `agency.unknown`, `note.unknown` where the one to be corrected is none of them, what `notes.drawn_up` and `notes.write`
            refuse, and the key that cannot sign.
    """
    from models.desk import notes

    told = {name: value for name in _FIELDS if (value := getattr(parsed, name)) is not None}
    is_act = parsed.write is not None or parsed.correct is not None
    if (told or parsed.dry_run) and not is_act:
        parsed.misused(session.words("cli.note.act_missing"))
    with common.desk(session, writing=is_act and not parsed.dry_run) as desk:
        if is_act:
            _write(session, desk, parsed, told)
        found = desk.ask(notes.of_agency, parsed.agency)
    if parsed.json:
        common.print_data(notes=[data(each) for each in found])
        return 0
    print_notes(session.words, found)
    print(session.words.count("noted.count", len(found)), file=sys.stderr)
    return 0


def _write(session: "Session", desk: "Desk", parsed: argparse.Namespace, told: dict[str, str]) -> None:
    """Have a note drawn up, signed and kept; of one that is corrected, what is not told stays."""
    from models import exporting
    from models.desk import notes
    from models.documents.note import KIND
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    words = session.words
    known = None if parsed.correct is None else _known(desk, parsed.agency, parsed.correct)
    purpose: Any = parsed.write if known is None else known.purpose
    # The item of a practice stays what it was.
    unasked = {*(_OF_MEETING if purpose == "practice" else _OF_PRACTICE), *(() if known is None else ("item",))}
    if foreign := sorted(told.keys() & unasked):
        parsed.misused(words("cli.note.foreign", switch=f"--{foreign[0].replace('_', '-')}", kind=words(f"status.{purpose}")))
    values = {name: told.get(name, getattr(known, name, "")) for name in _FIELDS}
    about: dict[str, str] = {"item": values["item"].strip().upper()} if known is None else {"corrects": known.digest}
    # What cannot be noted is said before anybody is asked for a passphrase.
    file = desk.ask(notes.drawn_up, parsed.agency, purpose, values, **about)
    if parsed.dry_run:
        print(words("cli.note.would", kind=words(f"status.{purpose}"), agency=desk.ask(notes.name_of, parsed.agency)), file=sys.stderr)
        return
    key = opened_key(words, Keyring(session.folder))
    noted = desk.do(notes.write, exporting.signed_as(file, KIND, key))
    day = words.day(noted.date)
    print(words("noted.written", kind=words(f"status.{purpose}"), agency=noted.agency, day=day), file=sys.stderr)


def _known(desk: "Desk", agency: str, begun: str) -> "NoteLine":
    from models.desk import notes

    found = [each for each in desk.ask(notes.of_agency, agency) if begun and each.digest.startswith(begun)]
    if len(found) != 1:
        raise Refusal("note.unknown")
    return found[0]


def print_notes(words: Words, found: "Sequence[NoteLine]") -> None:
    """Print notes in columns."""
    from models.moments import written

    told = (words("cli.note.date"), words("cli.note.kind"), words("cli.note.item"), words("cli.note.title"))
    headings = [*told, words("list.agency"), words("cli.note.who")]
    rows = [
        (written(each.date), words(f"status.{each.purpose}"), each.item or "-", " ".join(each.title.split()), each.agency, each.person)
        for each in found
    ]
    if rows:
        print_rows(headings, rows, cut=3)


def data(note: "NoteLine") -> dict[str, object]:
    """A note as data."""
    from dataclasses import asdict

    return asdict(note)
