"""`verifier export`: verdict files of the verifications named, or of all that have a verdict, by state, round and type."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from models.errors import Refusal
from models.register import TYPES
from models.rules.workflow import STATES
from models.words import Words
from tui.headless import common
from tui.headless.steps import shown

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.documents.keys import PrivateKey
    from models.documents.travelling import Signed
    from models.exporting import Terms
    from tui.command_line import Session

P = TypeVar("P")
_PART: Final = 400
"""Verifications whose files are made, written and waited for together."""
_LOOKED_AT: Final = 25
"""Verifications that are looked at together: their documents are read, and each may be long."""


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

    Of verifications named, all are written or, where one cannot be frozen, none; without names, a refused one keeps no other back, and
    they are made and written part by part. What was issued leaves as it was issued.

    Raises:
        Refusal: `export.nothing` where nothing is to be written, what refuses one that was named, and the key that cannot sign.
    """
    from models import places

    folder: Path = parsed.to or places.export_folder(session.settings)
    with common.desk(session) as desk:
        plan = _planned(session, desk, parsed)
    every = list(plan.kept)
    with common.handing_out(session, [] if parsed.dry_run else plan.may_leave) as desk:
        made = (some for part in ([every] if parsed.what else _parts(every)) for some in _parts(_made(desk, plan, part)))
        landed = made if parsed.dry_run else _landed_beside(desk, plan, made, folder)
        written = _written(session.words, landed, folder, len(every))
    return _told_of(session.words, parsed, plan, written, folder)


def _written(words: Words, landed: "Iterable[_Files]", folder: Path, total: int) -> list[str]:
    """The paths of what landed, with how far that is; none of the files is held longer than that takes."""
    written: list[str] = []

    def steps() -> Iterator[tuple[int, int]]:
        done = 0
        yield done, total
        for files in landed:
            written.extend(str(folder / file.name) for _, several in files for file in several)
            done += len(files)
            yield done, total

    for _ in shown(words("export.writing"), steps(), few=_LOOKED_AT):
        pass
    return written


def _parts(every: list[P]) -> list[list[P]]:
    """As many at once as are written together."""
    return [every[begin : begin + _PART] for begin in range(0, len(every), _PART)]


def _told_of(words: Words, parsed: argparse.Namespace, plan: "_Plan", written: list[str], folder: Path) -> int:
    """Say what was written and what was not; 1 where anything was refused."""
    for agency, why in plan.refused:
        print(f"verifier: {agency}: {words.refusal(why)}", file=sys.stderr)
    if parsed.json:
        told = [{"agency": agency, "why": words.refusal(why)} for agency, why in plan.refused]
        common.print_data(files=written, refused=told, status=plan.how.status, dry_run=parsed.dry_run)
        return int(bool(plan.refused))
    for path in written:
        print(path)
    said = [words.count("export.would_write" if parsed.dry_run else "export.done", len(written), folder=folder)]
    if plan.how.note and plan.has_drafts:
        said.append(words(f"export.note.{plan.how.note}"))
    print(" ".join(said), file=sys.stderr)
    return 1 if plan.refused else 0


@dataclass(slots=True)
class _Plan:
    """What is to be written on which terms, and what is refused, each with its agency."""

    how: "Terms"
    wanted: Mapping[str, str]
    """The name of the agency of each verification."""
    are_named: bool
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The documents that were issued for each verification; none where a draft is made."""
    key: "PrivateKey | None" = None
    """What signs drafts."""
    may_leave: list[str] = field(default_factory=list)
    """The documents that are here and may be among what is written."""
    refused: list[tuple[str, Refusal]] = field(default_factory=list)

    @property
    def has_drafts(self) -> bool:
        """Whether any of it is a draft."""
        return not all(self.kept.values())

    @contextmanager
    def told(self, agency: str) -> Iterator[None]:
        """Keep a refusal for later, unless the verification was named."""
        try:
            yield
        except Refusal as refusal:
            if self.are_named:
                raise
            self.refused.append((agency, refusal))


def _planned(session: "Session", desk: "Desk", parsed: argparse.Namespace) -> _Plan:
    """What is to be written; a dry run and what was issued need no key."""
    from models import exporting
    from models.desk import issued
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    ring = Keyring(session.folder)
    plan = _Plan(exporting.terms(desk, ring.public), _wanted(desk, parsed), bool(parsed.what))
    _find(session.words, desk, plan, complete=parsed.complete)
    documents = [each for several in plan.kept.values() for each in several]
    if plan.has_drafts and plan.how.is_signed and not parsed.dry_run:
        plan.key = opened_key(session.words, ring)
    plan.how = exporting.for_kept(desk, plan.how, documents, () if plan.key is None else (plan.key.public,))
    plan.may_leave = [*documents, *(desk.ask(issued.drafts) if plan.has_drafts else ())]
    return plan


def _find(words: Words, desk: "Desk", plan: _Plan, *, complete: bool) -> None:
    """Find the documents that were issued for each verification."""
    from models.desk import issued

    here = desk.ask(issued.with_verdicts)
    plan.kept = dict.fromkeys(plan.wanted, ())
    every = [verification for verification in plan.wanted if verification in here]

    def steps() -> Iterator[tuple[int, int]]:
        for start in range(0, len(every), _LOOKED_AT):
            yield start, len(every)
            some = every[start : start + _LOOKED_AT]
            for verification, found in zip(some, desk.ask(issued.leaving_of, some, complete=complete), strict=True):
                with plan.told(plan.wanted[verification]):
                    if isinstance(found, Refusal):
                        del plan.kept[verification]
                        raise found
                    plan.kept[verification] = found

    for _ in shown(words("export.finding"), steps(), few=_LOOKED_AT):
        pass


_Files = list[tuple[str, tuple["Signed", ...]]]
"""What is written for verifications, with the agency of each."""


def _made(desk: "Desk", plan: _Plan, verifications: Sequence[str]) -> _Files:
    """The files of some of the verifications."""
    from models import exporting
    from models.desk import bodies

    drafts = [verification for verification in verifications if not plan.kept[verification]]
    frozen = dict(zip(drafts, exporting.all_frozen(desk, plan.how, drafts), strict=True))
    stored = desk.ask(bodies.signed, [each for verification in verifications for each in plan.kept[verification]])
    made: _Files = []
    for verification in verifications:
        with plan.told(plan.wanted[verification]):
            kept = plan.kept[verification]
            found = None if kept else frozen[verification]
            if isinstance(found, Refusal):
                raise found
            draft = () if found is None else (exporting.signed(found, plan.how, plan.key),)
            made.append((plan.wanted[verification], draft or tuple(stored[each] for each in kept)))
    return made


def _landed_beside(desk: "Desk", plan: _Plan, made: Iterable[_Files], folder: Path) -> Iterator[_Files]:
    """What landed of each part, while the next one is made: the disk is waited for, and that takes no part of a processor."""
    from concurrent.futures import Future, ThreadPoolExecutor

    last: Future[_Files] | None = None
    with ThreadPoolExecutor(1) as thread:
        for files in made:
            landing = thread.submit(_landed, desk, plan, files, folder)
            if last is not None:
                yield last.result()
            last = landing
        if last is not None:
            yield last.result()


def _landed(desk: "Desk", plan: _Plan, files: _Files, folder: Path) -> _Files:
    """Those of the files that are in the folder by now; whatever cannot land keeps no other back."""
    from models import exporting, landing
    from models.desk import keeping

    here = desk.ask(keeping.here_only, [file.digest for _, several in files for file in several]) if plan.may_leave else ()
    landed: _Files = []
    lost: list[Refusal] = []
    try:
        with landing.together():
            for agency, several in files:
                try:
                    exporting.hand_out(desk, several, plan.how, folder, here)
                except Refusal as refusal:
                    lost.append(refusal)
                    plan.refused.append((agency, refusal))
                    continue
                landed.append((agency, several))
                plan.how = exporting.laid_beside(plan.how, several)
    except Refusal as refusal:
        lost.append(refusal)
    if not lost:
        return landed
    # Those that waited for the disk together with one that it did not take have not got their names either.
    there = [all((folder / file.name).exists() for file in several) for _, several in landed]
    plan.refused += [(agency, lost[-1]) for (agency, _), is_there in zip(landed, there, strict=True) if not is_there]
    return [each for each, is_there in zip(landed, there, strict=True) if is_there]


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
