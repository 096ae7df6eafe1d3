"""What commands that change a team share: its root key, the words that people compare, and telling what became of the change."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refusal
from models.words import Words
from tui.asking import line

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.desk.teams import CurrentTeam
    from models.documents.keys import PrivateKey
    from models.documents.team_chain import Support
    from models.keyring import Keyring
    from tui.command_line import Session


def rings(session: "Session") -> "Keyring":
    """The keys of the profile."""
    from models.keyring import Keyring

    return Keyring(session.folder)


def root_key(session: "Session", desk: "Desk") -> "PrivateKey":
    """The key that signs team documents, opened; Refusal `team.no_root` where there is none of this team."""
    from models.desk import teams
    from tui.headless.unlocking import with_passphrase

    ring = rings(session)
    refused = teams.why_not_root(desk.ask(teams.demanded).team, ring.root_public)
    if refused is not None:
        raise refused
    return with_passphrase(session.words, ring.root)


def typed(words: Words, given: str, asked: str) -> str:
    """The words given, else those that somebody types on the terminal; none where there is no terminal."""
    if given or not has_terminal():
        return given
    print(words(asked), end=" ", file=sys.stderr, flush=True)
    return line()


def words_typed(words: Words, given: str, asked: str) -> str:
    """As `typed`, of words that people compare; Refusal `enrolment.no_words` where there are none."""
    said = typed(words, given, asked)
    if not said.strip():
        raise Refusal("enrolment.no_words")
    return said


def has_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def tell(session: "Session", desk: "Desk", team: "CurrentTeam", said: str) -> None:
    """Print what people compare of the team in force, then say what was done."""
    from models.documents.team_told import said_of
    from tui.headless.team_table import print_head

    print_head(session.words, desk, team, rings(session).public)
    print(session.words(said_of(said, is_shared=desk.ledger.is_shared)), file=sys.stderr)


def changed(session: "Session", desk: "Desk", team: "CurrentTeam", said: str, to: Path | None) -> None:
    """Tell of the team in force; one that waits for signatures is written as a proposal, into the folder `to` or that of exports."""
    from models import places
    from models.documents import travelling

    if team.waits is None:
        tell(session, desk, team, said)
        return
    rings(session).remember(team.team.number, team.digest)
    path = travelling.put(to or places.export_folder(session.settings), team.document)
    print(path)
    print(session.words("team.proposed"), file=sys.stderr)
    say_support(session.words, team.waits)


def say_support(words: Words, support: "Support") -> None:
    """Say whose signatures a proposal has, and what it lacks."""
    from models.documents.team_told import support_told

    print(support_told(words, support), file=sys.stderr)
