"""`verifier restore`: a copy comes into the place of the database, once it is told what that changes and somebody says yes."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.moments import now
from models.words import Words
from tui.asking import line
from tui.headless import common

if TYPE_CHECKING:
    from pathlib import Path

    from models.restored import Preview, Work
    from tui.command_line import Session

_YES = ("y", "ya", "yes")


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "restore")
    parser.add_argument("file", type=common.path, metavar="FILE", help=words("cli.restore.file"))
    parser.add_argument("--yes", action="store_true", help=words("cli.restore.yes"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Say what changes, ask, and put the copy in its place.

    Raises:
        Refusal: as `Restore` gives, `restore.not_confirmed` where nobody said yes.
    """
    from models.ledger import backups
    from models.restoring import Restore
    from tui.headless.steps import shown

    words = session.words
    _unlock(session, parsed.file)
    with Restore(session.folder, parsed.file) as restore:
        for _ in shown(words("restore.doing"), restore.prepare()):
            pass
        if not parsed.json:
            _print(words, restore.preview)
        before = None
        if not parsed.dry_run:
            _demand_yes(words, parsed)
            before = restore.put(now())
    if parsed.json:
        common.print_data(**_data(words, restore.preview), restored=not parsed.dry_run, before=str(before or ""))
    elif not parsed.dry_run:
        said = "restore.done" if before is None else "restore.done_kept" if backups.lies(before) else "restore.done_before"
        print(words(said, before=before), file=sys.stderr)
    return 0


def _unlock(session: "Session", file: "Path") -> None:
    from models import encryption
    from models.ledger import replacing
    from tui.headless.unlocking import unlock_profile

    unlock_profile(session.words, file)
    try:
        unlock_profile(session.words, encryption.database(session.folder))
    except Refusal as refused:
        # What is damaged is kept as it lies, its key with it.
        if refused.code not in replacing.UNREADABLE:
            raise


def _demand_yes(words: Words, parsed: argparse.Namespace) -> None:
    if parsed.yes:
        return
    said = ""
    if sys.stdin.isatty():
        print(f"{words('restore.ask')} ", end="", file=sys.stderr, flush=True)
        said = line()
    if said.strip().casefold() not in _YES:
        raise Refusal("restore.not_confirmed", file=parsed.file.name)


def _print(words: Words, found: "Preview") -> None:
    from models.restored_told import told
    from models.text import shown

    for part in told(words, found):
        print(shown(part.said))
        for row in part.rows:
            print(f"  - {shown(row)}")


def _data(words: Words, found: "Preview") -> dict[str, object]:
    return {
        "file": str(found.file),
        "owner": found.owner,
        "another": found.is_another,
        "unrelated": found.is_unrelated,
        "team": found.team,
        "team_words": found.team_words,
        "teams_lost": found.teams_lost,
        "last": found.last,
        "migrated": found.migrated,
        "new": found.is_new,
        "unreadable": words.refusal(found.unreadable) if found.unreadable else "",
        "changes": found.changes,
        "lost": [_work(each) for each in found.lost],
        "returning": [_work(each) for each in found.returning],
        "back": [_work(each) for each in found.back],
        "elsewhere_lost": found.elsewhere_lost,
        "elsewhere_back": found.elsewhere_back,
        "documents_lost": list(found.documents_lost),
        "documents_given": found.documents_given,
        "documents_returning": found.documents_returning,
        "documents_back": found.documents_back,
        "drafts_lost": found.drafts_lost,
        "drafts_back": found.drafts_back,
    }


def _work(work: "Work") -> dict[str, object]:
    return {"agency": work.agency, "round": work.round, "answers": work.answers, "others": work.others, "last": work.last}
