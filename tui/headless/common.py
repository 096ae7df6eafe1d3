"""What commands share: the desk they work at, their usual switches and the shape of what they print as data."""

import argparse
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.formats.json_lines import as_data
from models.words import Words
from tui.switches import path as path

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.views import RoundLine
    from tui.command_line import Session

_SIGNATURE: Final = re.compile(r"([.][0-9]+)?[.]sig$", re.IGNORECASE)


def desk(session: "Session", *, writing: bool = False, has_warned: bool = False) -> "Desk":
    """The desk of the profile; Refusal where there is none or it cannot be opened.

    Where it lacks what was once saved, whoever reads or writes is warned, unless the command tells of it by itself.
    """
    from models import encryption
    from models.desk.desk import opened
    from tui.headless.unlocking import unlock_profile

    unlock_profile(session.words, encryption.database(session.folder))
    if writing:
        # Whoever opens it for writing would make one where there is none.
        opened(session.folder, writing=False).close()
    found = opened(session.folder, writing=writing)
    if found.read_only is not None:
        print(f"verifier: {session.words.refusal(found.read_only)}", file=sys.stderr)
    if found.ledger.gap is not None and not has_warned:
        _warn(session.words.refusal(found.ledger.gap))
    return found


def desk_if_any(session: "Session") -> "Desk | None":
    """The desk of the profile for reading, None where there is none; Refusal where it cannot be opened."""
    try:
        return desk(session)
    except Refusal as refused:
        if refused.code not in ("profile.missing", "profile.gone"):
            raise
        return None


@cache
def _warn(told: str) -> None:
    """Say a sentence once, however often an exchange opens the profile in one run."""
    print(f"verifier: {told}", file=sys.stderr, flush=True)


def without_signatures(files: list[Path]) -> list[Path]:
    """The files but for the signatures of others among them, which are read with what they sign: a shell names all of a folder."""
    named = set(map(str, files))
    return [path for path in files if _SIGNATURE.sub("", str(path)) not in named - {str(path)}]


@contextmanager
def handing_out(session: "Session", documents: Collection[str]) -> Iterator["Desk"]:
    """The desk through which documents with these digests leave: open for writing where it is to be kept that they do.

    Raises:
        Refusal: why it cannot be, where one of them could then be recalled although others have it, and as `desk` gives.
    """
    from models.desk import keeping

    with desk(session) as reading:
        here = reading.ask(keeping.here_only, documents)
    try:
        opened = desk(session, writing=bool(here))
    except Refusal:
        # Reading commands work while the program is open.
        if any(here.values()):
            raise
        opened = desk(session)
    with opened:
        yield opened


def read_files(words: Words, desk: "Desk", verification: str) -> None:
    """Read the files of evidence before what is signed tells of them, and say which are others than were read before."""
    from models import evidence_files

    reading = evidence_files.known(desk, verification)
    while True:
        try:
            next(reading)
        except StopIteration as ended:
            if changed := ended.value:
                print(words.count("evidence.anew", len(changed), evidence=", ".join(changed)), file=sys.stderr)
            return


def warn_of_round(words: Words, line: "RoundLine") -> None:
    """Say what is to be seen to in a round."""
    from models.checklist_told import round_warnings

    for warning in round_warnings(words, line):
        print(warning, file=sys.stderr)


def parser(commands: Any, words: Words, name: str) -> argparse.ArgumentParser:
    """A parser for the command `name`, which the sentence `cli.<name>` tells."""
    told = words(f"cli.{name}")
    added: argparse.ArgumentParser = commands.add_parser(name, help=told, description=told)
    return added


def json_switch(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help=words("cli.json"))


def dry_run_switch(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add `--dry-run`."""
    parser.add_argument("--dry-run", action="store_true", help=words("cli.dry_run"))


def print_data(**data: object) -> None:
    """Print `data` as JSON under the number of its shape; what no terminal should be shown stands as an escape."""
    print(as_data(data, indent=2))
