"""`verifier terminal`: what the terminal is and what the program makes of it; in a terminal, a test card that names the keys pressed."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    common.json_switch(common.parser(commands, words, "terminal"), words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Show the card where there is a terminal, then print what is known of it."""
    from tui import surroundings

    found = surroundings.found(session.settings)
    if parsed.json:
        common.print_data(**found._asdict())
        return 0
    from tui.card import Card, told

    if _is_terminal():
        Card(session.words, session.settings, found).run()
    for name, value in told(session.words, found).items():
        print(f"{name}: {value}")
    return 0


def _is_terminal() -> bool:
    # What commands print goes through a stream that says it is none.
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__))
