"""`verifier encryption`: how the profile is encrypted, turning that on and off, its passphrase, and letting in who forgot it."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.words import Words
from tui.headless import common, rooting
from tui.headless.unlocking import NEW_PROFILE, PROFILE, new_passphrase, with_passphrase

if TYPE_CHECKING:
    from models.encryption import Letter, State
    from models.ledger.encrypting import Told
    from tui.command_line import Session

_PARTS: Final = ("show", "on", "off", "passphrase", "request", "recover", "open")


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "encryption")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)
    for name in _PARTS:
        told = words(f"cli.encryption.{name}", variable=PROFILE.variable, new=NEW_PROFILE)
        part = parts.add_parser(name, help=told, description=told)
        if name == "show":
            common.json_switch(part, words)
        if name in ("recover", "open"):
            part.add_argument("file", type=common.path, metavar="FILE", help=words(f"cli.encryption.{name}_file"))
        if name in ("request", "recover"):
            part.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.encryption.to"))
        if name in ("recover", "open"):
            part.add_argument("--words", default="", metavar="WORDS", help=words(f"cli.encryption.{name}_words"))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked, and say how the profile stands then; Refusal as `models.encryption` and `unlocking` give, `server.not_here`."""
    from models.ledger import server
    from models.ledger.backups import Stopped

    server.require_file(session.folder)
    try:
        return _DO[parsed.part](session, parsed)
    except Stopped:
        print(session.words("encryption.stopped"), file=sys.stderr)
        return 130


def _show(session: "Session", parsed: argparse.Namespace) -> int:
    from models import encryption

    found = encryption.state(session.folder)
    if parsed.json:
        copies = {"plain_copies": found.plain_copies}
        common.print_data(folder=str(session.folder), possible=found.is_possible, encrypted=found.is_on, roots=found.roots, **copies)
    else:
        _tell(session.words, found)
    return 0


def _tell(words: Words, found: "State") -> None:
    print(words("encryption.on" if found.is_on else "encryption.off"))
    if not found.is_possible:
        print(words("encryption.impossible"))
    if found.is_on:
        print(words.count("encryption.roots", found.roots) if found.roots else words("encryption.no_roots"))
    if found.plain_copies:
        print(words.count("encryption.plain_copies", found.plain_copies))


def _on(session: "Session", _parsed: argparse.Namespace) -> int:
    from models import encryption

    words, folder = session.words, session.folder
    if not encryption.database(folder).exists():
        raise Refusal("profile.missing", folder=folder)
    left: tuple[Path, ...] = ()

    def act(passphrase: str) -> None:
        nonlocal left
        with _progress(words("encryption.turning_on")) as told:
            left = encryption.turn_on(folder, passphrase, told)

    if encryption.state(folder).is_on:
        _with(words, folder, act)
    else:
        act(new_passphrase(words, PROFILE.variable, is_asked=True, file=folder))
    for copy in left:
        print(words("encryption.left", file=copy), file=sys.stderr)
    _tell(words, encryption.state(folder))
    return int(bool(left))


def _off(session: "Session", _parsed: argparse.Namespace) -> int:
    from models import encryption

    words, folder = session.words, session.folder

    def act(passphrase: str) -> None:
        with _progress(words("encryption.turning_off")) as told:
            encryption.turn_off(folder, passphrase, told)

    _with(words, folder, act)
    _tell(words, encryption.state(folder))
    return 0


def _passphrase(session: "Session", _parsed: argparse.Namespace) -> int:
    from models import encryption

    words, folder = session.words, session.folder
    left: tuple[Path, ...] = ()

    def act(passphrase: str) -> None:
        nonlocal left
        # What is wrong is said before anybody thinks of a new one.
        encryption.unlock(folder, passphrase)
        left = encryption.change(folder, passphrase, _new(words, folder))

    _with(words, folder, act)
    print(words.count("encryption.changed_but", len(left)) if left else words("encryption.changed"), file=sys.stderr)
    return int(bool(left))


def _request(session: "Session", parsed: argparse.Namespace) -> int:
    from models import encryption

    _put(session, parsed.to, encryption.request(session.folder), "encryption.requested")
    return 0


def _recover(session: "Session", parsed: argparse.Namespace) -> int:
    from models import encryption
    from models.foreign import taken
    from models.ledger.cipher import LONGEST

    words, body = session.words, taken(parsed.file, LONGEST)
    with common.desk(session) as desk:
        name = encryption.asker_told(words, encryption.asker(desk, body, parsed.file))
        print(words("encryption.asks", name=name), file=sys.stderr)
        said = rooting.words_typed(words, parsed.words, "team.type_words")
        given = encryption.answer(body, parsed.file, said, rooting.root_key(session, desk))
    _put(session, parsed.to or parsed.file.parent, given, "encryption.answered")
    return 0


def _open(session: "Session", parsed: argparse.Namespace) -> int:
    from models import encryption
    from models.foreign import taken
    from models.ledger.cipher import LONGEST

    words, folder = session.words, session.folder
    body = taken(parsed.file, LONGEST)
    said = rooting.words_typed(words, parsed.words, "encryption.type_answer")
    encryption.recover(folder, body, parsed.file, said, _new(words, folder))
    print(words("encryption.opened"), file=sys.stderr)
    return 0


def _put(session: "Session", to: Path | None, letter: "Letter", said: str) -> None:
    """Write a letter and print where it is, then its words."""
    from models import places
    from models.landing import land

    file = (to or places.export_folder(session.settings)) / letter.name
    land(file, letter.body)
    print(file)
    print(letter.words)
    print(session.words(said), file=sys.stderr)


def _new(words: Words, folder: Path) -> str:
    return new_passphrase(words, NEW_PROFILE, is_asked=True, file=folder)


def _with(words: Words, folder: Path, act: Callable[[str], None]) -> None:
    """Do what wants the passphrase itself, whether the key is held or not."""
    from models import encryption

    file = encryption.database(folder)

    def tried(passphrase: str | None) -> None:
        if passphrase is None:
            raise Refusal(PROFILE.needed, file=file)
        act(passphrase)

    with_passphrase(words, tried, PROFILE)


@contextmanager
def _progress(said: str) -> "Iterator[Told]":
    """What is told how far it is: shown on a terminal, and gone once all is done."""
    stream = sys.__stderr__
    if stream is None or not stream.isatty():
        yield lambda _done, _all: True
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=stream), transient=True) as bar:
        task = bar.add_task(said, total=None)

        def told(done: int, total: int) -> bool:
            bar.update(task, completed=done, total=total)
            return True

        yield told


_DO: Final = {
    "show": _show,
    "on": _on,
    "off": _off,
    "passphrase": _passphrase,
    "request": _request,
    "recover": _recover,
    "open": _open,
}
