"""`verifier move`: the profile goes on in another folder, such as one of this computer instead of one on the network."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "move")
    parser.add_argument("to", type=common.path, metavar="FOLDER", help=words("cli.move.to"))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Move the profile and, where nobody named its folder, let the settings name the new one; Refusal as `rehouse` gives."""
    from models import encryption, places, rehousing, settings_file
    from tui import own_keys
    from tui.headless.steps import shown
    from tui.headless.unlocking import unlock_profile

    words = session.words
    unlock_profile(words, encryption.database(session.folder))
    for _ in shown(words("move.doing"), rehousing.rehouse(session.folder, parsed.to)):
        pass
    print(parsed.to)
    if parsed.data_dir is None:
        file = session.settings.file or places.own_settings_file()
        settings_file.change(file, "places.data", str(parsed.to), own_keys.check)
        print(words("move.done", old=session.folder, folder=parsed.to), file=sys.stderr)
    else:
        print(words("move.done_named", old=session.folder, folder=parsed.to), file=sys.stderr)
    return 0
