"""`verifier init`: found the profile without a screen."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.rules.permissions import ROLES
from models.words import Words
from tui.headless import common
from tui.headless.unlocking import PROFILE, VARIABLE, add_key_switches, new_passphrase, unlock_profile, wanted_key

if TYPE_CHECKING:
    from models.documents.keys import PrivateKey
    from models.keyring import Keyring
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "init")
    parser.add_argument("--name", required=True, help=words("cli.init.name"))
    parser.add_argument("--role", choices=ROLES, help=words("cli.init.role"))
    parser.add_argument("--region", help=words("cli.init.region"))
    add_key_switches(parser, words).add_argument("--correct", action="store_true", help=words("cli.init.correct"))
    parser.add_argument("--encrypt", action="store_true", help=words("cli.init.encrypt", variable=PROFILE.variable))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Found the profile with a key; Refusal `profile.exists` where there is one, or what `people.admitted` and `wanted_key` refuse."""
    from models import encryption
    from models.desk import people, rounds
    from models.desk.desk import opened
    from models.keyring import Keyring
    from models.ledger.glance import look

    words = session.words
    if parsed.correct:
        return _correct(session, parsed)
    if look(session.folder) is not None or (encryption.database(session.folder).exists() and encryption.is_locked(session.folder)):
        raise Refusal("profile.exists", folder=session.folder)
    # Before anything is made: what is refused leaves no half profile behind.
    people.admitted(parsed.name, parsed.region or "")
    ring = Keyring(session.folder)
    key, passphrase = _wanted(words, parsed, ring)
    if parsed.encrypt:
        encryption.begin(session.folder, new_passphrase(words, PROFILE.variable, is_asked=True, file=session.folder))
    unlock_profile(words, encryption.database(session.folder))
    with opened(session.folder) as desk:
        if desk.ask(people.owner) is not None:
            # At a server: a key that was there would be replaced.
            raise Refusal("profile.exists", folder=session.folder)
        if key is None:
            ring.begin()
        else:
            ring.take(key, passphrase)
        who = {"name": parsed.name, "role": parsed.role or "verifier", "region": parsed.region or ""}
        profile = desk.do(people.found, **who, language=words.language, key=ring.public)
        first, *_ = desk.ask(rounds.lines)
    print(words("cli.init.done", name=profile.name, folder=session.folder), file=sys.stderr)
    common.warn_of_round(words, first)
    return 0


def _correct(session: "Session", parsed: argparse.Namespace) -> int:
    """Let the owner be called otherwise; Refusal as `people.correct` gives."""
    from models.desk import people

    if parsed.encrypt:
        # It is said when a profile is begun.
        raise Refusal("profile.exists", folder=session.folder)
    with common.desk(session, writing=True) as desk:
        corrected = desk.do(people.correct, name=parsed.name, role=parsed.role or "", region=parsed.region)
    print(session.words("settings.person_corrected", name=corrected.name), file=sys.stderr)
    return 0


def _wanted(words: Words, parsed: argparse.Namespace, ring: "Keyring") -> "tuple[PrivateKey | None, str]":
    """The key to begin with and its passphrase; None for one that is there already, unless another is asked for."""
    is_asked = parsed.key is not None or parsed.passphrase
    try:
        # At a server whose backup was put back the team knows them by it.
        is_kept = not is_asked and ring.public is not None and (VARIABLE not in os.environ or ring.has_passphrase)
    except Refusal:
        is_kept = False
    return (None, "") if is_kept else wanted_key(words, parsed)
