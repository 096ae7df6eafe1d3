"""`verifier check`: whether verdict files hold (signed by who may, untouched, following from their answers) and still count."""

import argparse
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.steps import shown

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.desk.teams import CurrentTeam
    from models.documents.chain import Ended, Link
    from models.documents.checking import Checked, Known
    from models.documents.signers import Deciding
    from models.documents.travelling import Signed
    from tui.command_line import Session
    from tui.headless.at_hand import AtHand

_CHECKLIST: Final = re.compile(rb"""^\s*["']?kind["']?\s*=\s*["']checklist["']""", re.MULTILINE)
_HEAD: Final = 200
"""Bytes within which a document says its kind."""


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "check")
    parser.add_argument("files", type=common.path, metavar="FILE", nargs="+", help=words("cli.check.files"))
    parser.add_argument("--allow-unsigned", action="store_true", help=words("cli.check.allow_unsigned"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print a line for each file; 1 where one does not hold. Without a profile nobody's key is known."""
    from models.desk import teams
    from tui.headless import check_table

    words = session.words
    with ExitStack() as opened:
        desk = common.desk_if_any(session)
        if desk is not None:
            opened.enter_context(desk)
        team, known = _known(desk)
        parsed.files = [file for path in parsed.files for file in _in_folder(path) or [path]]
        parsed.files = common.without_signatures(parsed.files)
        known = _vouched(desk, _with_checklists(known, parsed.files), parsed.files)
        ending = _ending_files(parsed.files)
        done = _all_followed(words, desk, known, parsed, ending)
        age = 0 if desk is None or team is None else desk.ask(teams.age, team.team)
    if parsed.json:
        common.print_data(team=check_table.team_data(team, age), files=[check_table.data(words, *each) for each in done])
    else:
        for path, found, links, ended, status in done:
            print(f"{path}: {check_table.line(words, found, links, ended, status)}")
        check_table.say(words, [found for _, found, *_ in done], team, age)
    return int(not all(found.holds for _, found, *_ in done))


def _in_folder(path: Path) -> list[Path]:
    """The documents in a folder, none where a path is no folder."""
    # `os.path` where `pathlib` would raise for a name that no file can have.
    return sorted(path.glob("*.toml")) if os.path.isdir(path) else []  # noqa: PTH112


def _known(desk: "Desk | None") -> "tuple[CurrentTeam | None, Known]":
    """The team of the profile, and what is known here."""
    from models.desk import knowing, teams
    from models.documents.checking import Known

    if desk is None:
        return None, Known(knowing.shipped)
    team = desk.ask(teams.current)
    return team, desk.ask(knowing.known, None if team is None else team.team)


def _with_checklists(known: "Known", files: list[Path]) -> "Known":
    """The same, and the checklists that are published in the files: the digest that others name tells their bytes, whoever signed."""
    from models.documents import kinds
    from models.documents.checklist import PublishedChecklist, opened
    from models.documents.travelling import met

    found = {}
    for path in files:
        with suppress(Refusal):
            body = met(path, beside=()).body
            # Reading all of a document takes ten times as long as looking for what it says that it is.
            document = kinds.parsed(body, path.name) if _CHECKLIST.search(body) else None
            if isinstance(document, PublishedChecklist):
                found[document.digest] = opened(document)
    return replace(known, checklist=lambda digest: known.checklist(digest) or found.get(digest)) if found else known


def _vouched(desk: "Desk | None", known: "Known", files: list[Path]) -> "Known":
    """The same, and who decided about a document or endorsed it, by the files, endorsements beside them, and what is kept here."""
    from models.documents import chain
    from models.documents.travelling import met

    def offered() -> "Iterator[Signed]":
        for path in files:
            with suppress(OSError, Refusal):
                yield met(path)

    if desk is not None:
        known = replace(known, judges=_asked_once(desk))
    return chain.vouched(chain.endorsed(known, _endorsements(files)), offered)


def _asked_once(desk: "Desk") -> "Callable[[str], Collection[Deciding]]":
    """Whose decisions here name a document; they are read at the first question, for there may be ten thousand."""
    from models.desk import knowing

    @cache
    def judges() -> "knowing.Judges":
        return desk.ask(knowing.judges)

    return lambda digest: judges()(digest)


def _endorsements(files: list[Path]) -> "Iterator[Signed]":
    """The endorsements among files, and those beside them by their names."""
    from models.documents.endorsement import KIND
    from models.documents.travelling import met

    said = f'kind = "{KIND}"'.encode()
    beside = (each for folder in dict.fromkeys(path.parent for path in files) for each in sorted(folder.glob(f"*_{KIND}_*.toml")))
    for path in dict.fromkeys((*files, *beside)):
        with suppress(OSError, Refusal):
            # A pipe would keep us waiting.
            if path.is_file() and said in _head(path):
                yield met(path)


def _head(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(_HEAD)


def _ending_files(files: list[Path]) -> "dict[str, list[Signed]]":
    """Of the files and of the withdrawals beside them those that take verdicts out of force, by the digest of each of these."""
    from models.documents import chain, kinds
    from models.documents.travelling import met

    found: dict[str, list[Signed]] = {}
    beside = (each for folder in dict.fromkeys(path.parent for path in files) for each in sorted(folder.glob("*_withdrawal_*.toml")))
    for path in dict.fromkeys((*files, *beside)):
        with suppress(OSError, Refusal):
            offered = met(path)
            if b"\nsupersedes" in offered.body or b"\nwithdraws" in offered.body:
                for digest in chain.ends(kinds.parsed(offered.body, offered.name)):
                    found.setdefault(digest, []).append(offered)
    return found


_Followed = tuple[Path, "Checked", "tuple[Link, ...]", "Ended | None", str]
"""What is told of a file."""


def _all_followed(
    words: Words, desk: "Desk | None", known: "Known", parsed: argparse.Namespace, ending: "dict[str, list[Signed]]"
) -> "list[_Followed]":
    """What was found of each file, with how far that is."""
    from models.documents import once
    from tui.headless.at_hand import AtHand

    done: list[_Followed] = []
    at_hand = AtHand(parsed.files, desk)

    def steps() -> Iterator[tuple[int, int]]:
        for path in parsed.files:
            yield len(done), len(parsed.files)
            # What a file names is looked at from several sides.
            with once.kept():
                done.append((path, *_followed(path, desk, known, parsed, ending, at_hand)))

    for _ in shown(words("check.checking"), steps()):
        pass
    return done


def _followed(
    path: Path,
    desk: "Desk | None",
    known: "Known",
    parsed: argparse.Namespace,
    ending: "dict[str, list[Signed]]",
    at_hand: "AtHand",
) -> "tuple[Checked, tuple[Link, ...], Ended | None, str]":
    """What was found of a file, what it rests on, what took it out of force and what it says of itself, by what is at hand of these."""
    from models.desk import issued
    from models.documents import chain

    def find(digest: str) -> "Signed | None":
        return at_hand.find(digest, path)

    known = chain.knowing(known, find)
    found, links = chain.followed(_checked(path, known, allow_unsigned=parsed.allow_unsigned), find, known)
    others = (*ending.get(found.digest, ()), *_kept_of(desk, issued.ending, found))
    return found, links, chain.ended(found, others, _kept_of(desk, issued.beside, found), known), chain.status(found.document, find)


def _kept_of(desk: "Desk | None", question: "Callable[..., Iterable[str]]", found: "Checked") -> "Iterator[Signed]":
    """What is kept here of a verdict or a decision by a question about it."""
    from models.desk import keeping
    from models.documents.decisions import Review
    from models.documents.verdict_file import VerdictFile

    if desk is not None and isinstance(found.document, Review | VerdictFile):
        for digest in desk.ask(question, found.document.verification, found.digest):
            yield desk.ask(keeping.stored, digest)


def _checked(path: Path, known: "Known", *, allow_unsigned: bool) -> "Checked":
    from models.documents.checking import Checked, checked
    from models.documents.travelling import met

    try:
        return checked(met(path), known, allow_unsigned=allow_unsigned)
    except Refusal as refused:
        return Checked("", None, against=(refused,))
