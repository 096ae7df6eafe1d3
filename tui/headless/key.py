"""`verifier key`: the key that signs; shown for people to compare, made, taken from a file, or put under another passphrase."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.unlocking import NEW, VARIABLE, key_in, new_passphrase, with_passphrase

if TYPE_CHECKING:
    from models.keyring import Keyring
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "key")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)
    for name in ("show", "make", "adopt", "passphrase"):
        part = parts.add_parser(name, help=words(f"cli.key.{name}"), description=words(f"cli.key.{name}"))
        common.json_switch(part, words)
        if name in ("make", "adopt"):
            part.add_argument("--replace", action="store_true", help=words("cli.key.replace"))
        if name == "make":
            part.add_argument("--passphrase", action="store_true", help=words("cli.key.ask", variable=VARIABLE))
        if name == "adopt":
            part.add_argument("key", type=common.path, metavar="FILE", help=words("cli.key.file"))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of the key, and print which one there is then.

    Raises:
        Refusal: `key.missing` and `key.exists` where there is none and where it would be replaced, what `unlocking` refuses.
    """
    from models import exporting
    from models.keyring import Keyring

    words, ring = session.words, Keyring(session.folder)
    with common.desk(session) as desk:
        if parsed.part in ("make", "adopt"):
            _demand_none(ring, parsed)
        if parsed.part == "make":
            ring.make(new_passphrase(words, is_asked=parsed.passphrase))
        elif parsed.part == "adopt":
            ring.take(*key_in(words, parsed.key))
        elif parsed.part == "passphrase":
            with_passphrase(words, ring.unlock)
            ring.relock(new_passphrase(words, NEW, is_asked=True))
        public = ring.public or ring.person().public
        note = exporting.terms(desk, public).note
    _print(words, public, has_passphrase=ring.has_passphrase, is_json=parsed.json)
    if note and not parsed.json:
        print(words(f"export.note.{note}"), file=sys.stderr)
    return 0


def _print(words: Words, public: str, *, has_passphrase: bool, is_json: bool) -> None:
    from models.documents import keys

    said = {"fingerprint": keys.fingerprint(public), "six_words": keys.six_words(public), "public": public}
    if is_json:
        common.print_data(**said, has_passphrase=has_passphrase)
        return
    said["has_passphrase"] = words("change.yes" if has_passphrase else "change.no")
    for name, value in said.items():
        print(f"{words(f'key.{name}')}: {value}")


def _demand_none(ring: "Keyring", parsed: argparse.Namespace) -> None:
    from models.documents import keys

    # What lies there may be damaged: replacing it is the way out.
    found = None if parsed.replace else ring.public
    if found is not None:
        raise Refusal("key.exists", fingerprint=keys.fingerprint(found))
