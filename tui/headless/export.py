"""`verifier export`: verdict files of the verifications named, or of all that have a verdict, by state, round and type."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.register import TYPES
from models.rules.workflow import STATES
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.documents.travelling import Signed
    from models.exporting import Terms
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "export")
    parser.add_argument("what", metavar="ID", nargs="*", help=words("cli.export.what"))
    parser.add_argument("--state", choices=STATES, help=words("cli.export.state"))
    parser.add_argument("--round", metavar="ROUND", default="", help=words("cli.export.round"))
    parser.add_argument("--type", choices=TYPES, metavar="TYPE", help=words("cli.export.type", types=", ".join(TYPES)))
    parser.add_argument("--complete", action="store_true", help=words("cli.export.complete"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Write the files and print their paths; 1 where one was refused.

    Of verifications named, all are written or, where one cannot be frozen, none; without names, a refused one keeps no other back.
    What was issued leaves as it was issued.

    Raises:
        Refusal: `export.nothing` where nothing is to be written, what refuses one that was named, and the key that cannot sign.
    """
    from models import exporting, landing, places
    from models.desk import keeping

    words = session.words
    folder: Path = parsed.to or places.export_folder(session.settings)
    with common.desk(session) as desk:
        made = _made(session, desk, parsed)
        how, refused = made.how, made.refused
    written = list[str]()
    with common.handing_out(session, [] if parsed.dry_run else made.digests) as desk, landing.together():
        here = desk.ask(keeping.here_only, made.digests)
        for agency, files in made.files:
            try:
                if not parsed.dry_run:
                    exporting.hand_out(desk, files, how, folder, here)
            except Refusal as refusal:
                refused.append((agency, refusal))
                continue
            written += [str(folder / file.name) for file in files]
    return _told_of(words, parsed, made, refused, written, folder)


def _told_of(
    words: Words, parsed: argparse.Namespace, made: "_Made", refused: list[tuple[str, Refusal]], written: list[str], folder: Path
) -> int:
    """Say what was written and what was not; 1 where anything was refused."""
    how = made.how
    for agency, why in refused:
        print(f"verifier: {agency}: {words.refusal(why)}", file=sys.stderr)
    if parsed.json:
        told = [{"agency": agency, "why": words.refusal(why)} for agency, why in refused]
        common.print_data(files=written, refused=told, status=how.status, dry_run=parsed.dry_run)
        return int(bool(refused))
    for path in written:
        print(path)
    said = [words.count("export.would_write" if parsed.dry_run else "export.done", len(written), folder=folder)]
    if how.note and made.has_drafts:
        said.append(words(f"export.note.{how.note}"))
    print(" ".join(said), file=sys.stderr)
    return 1 if refused else 0


@dataclass(slots=True)
class _Made:
    """The terms, the files to write and what is refused, each with its agency."""

    how: "Terms"
    files: list[tuple[str, tuple["Signed", ...]]] = field(default_factory=list)
    refused: list[tuple[str, Refusal]] = field(default_factory=list)
    has_drafts: bool = False

    @property
    def digests(self) -> list[str]:
        """Those of all the files."""
        return [file.digest for _, files in self.files for file in files]


def _made(session: "Session", desk: "Desk", parsed: argparse.Namespace) -> _Made:
    """What is to be written; a dry run and what was issued need no key."""
    from models import exporting
    from models.desk import issued
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    wanted = _wanted(desk, parsed)
    ring = Keyring(session.folder)
    made = _Made(exporting.terms(desk, ring.public))
    kept: dict[str, tuple[Signed, ...]] = {}
    here = desk.ask(issued.with_verdicts)
    for verification, agency in list(wanted.items()):
        with _told(made, agency, parsed):
            kept[verification] = exporting.issued(desk, verification, complete=parsed.complete) if verification in here else ()
    made.has_drafts = not all(kept.values())
    key = opened_key(session.words, ring) if made.has_drafts and made.how.is_signed and not parsed.dry_run else None
    for verification, files in kept.items():
        with _told(made, wanted[verification], parsed):
            found = files or (exporting.signed(exporting.frozen(desk, made.how, verification), made.how, key),)
            made.files.append((wanted[verification], found))
    made.how = exporting.for_all(desk, made.how, [file for _, files in made.files for file in files])
    return made


@contextmanager
def _told(made: _Made, agency: str, parsed: argparse.Namespace) -> Iterator[None]:
    """Keep a refusal for later, unless the verification was named."""
    try:
        yield
    except Refusal as refusal:
        if parsed.what:
            raise
        made.refused.append((agency, refusal))


def _wanted(desk: "Desk", parsed: argparse.Namespace) -> dict[str, str]:
    """The verifications to export, by id with the name of their agency."""
    from models.desk import issued, verifications

    lines = desk.ask(issued.chosen, parsed.state or "", parsed.round, parsed.type or "")
    known = {line.id: line.agency_name for line in lines}
    named = dict.fromkeys(desk.ask(verifications.named, what) for what in parsed.what)
    if named:
        wanted = {id_: known[id_] for id_ in named if id_ in known}
    else:
        wanted = {line.id: line.agency_name for line in lines if line.verdict and not (line.is_second or line.followed_as)}
    if not wanted:
        raise Refusal("export.nothing")
    return wanted
