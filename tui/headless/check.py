"""`verifier check`: whether verdict files hold: signed by somebody who may, untouched, and following from their own answers."""

import argparse
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.desk.teams import CurrentTeam
    from models.documents.chain import Link
    from models.documents.checking import Checked, Known
    from models.documents.travelling import Signed
    from tui.command_line import Session


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
        desk = _desk(session)
        if desk is not None:
            opened.enter_context(desk)
        team, known = _known(desk)
        known = _with_checklists(known, parsed.files)
        done = [(path, *_followed(path, desk, known, parsed)) for path in parsed.files]
        age = 0 if desk is None or team is None else desk.ask(teams.age, team.team)
    if parsed.json:
        common.print_data(team=check_table.team_data(team, age), files=[check_table.data(words, *each) for each in done])
    else:
        for path, found, links in done:
            print(f"{path}: {check_table.line(words, found, links)}")
        check_table.say(words, [found for _, found, _ in done], team, age)
    return int(not all(found.holds for _, found, _ in done))


def _desk(session: "Session") -> "Desk | None":
    try:
        return common.desk(session)
    except Refusal as refused:
        if refused.code != "profile.missing":
            raise
        return None


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
            document = kinds.parsed(met(path).body, path.name)
            if isinstance(document, PublishedChecklist):
                found[document.digest] = opened(document)
    return replace(known, checklist=lambda digest: known.checklist(digest) or found.get(digest)) if found else known


def _followed(path: Path, desk: "Desk | None", known: "Known", parsed: argparse.Namespace) -> "tuple[Checked, tuple[Link, ...]]":
    """What was found of a file, with what it rests on where that lies beside it, was named too or is kept here."""
    from models.documents import chain

    def find(digest: str) -> "Signed | None":
        return _at_hand(digest, path, parsed.files, desk)

    known = chain.knowing(known, find)
    return chain.followed(_checked(path, known, allow_unsigned=parsed.allow_unsigned), find, known)


def _at_hand(wanted: str, path: Path, files: list[Path], desk: "Desk | None") -> "Signed | None":
    from models.codes import digest
    from models.desk import keeping
    from models.documents.travelling import met

    with suppress(OSError, Refusal):
        beside = sorted(path.parent.glob(f"*_{wanted[:16]}.toml"))
        for place in dict.fromkeys((*beside, *files)):
            with suppress(Refusal):
                if digest((found := met(place)).body) == wanted:
                    return found
    with suppress(Refusal):
        return None if desk is None or not wanted else desk.ask(keeping.stored, wanted)
    return None


def _checked(path: Path, known: "Known", *, allow_unsigned: bool) -> "Checked":
    from models.documents.checking import Checked, checked
    from models.documents.travelling import met

    try:
        return checked(met(path), known, allow_unsigned=allow_unsigned)
    except Refusal as refused:
        return Checked("", None, against=(refused,))
