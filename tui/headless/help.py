"""`verifier help`: the manual where there is no `man`, by command or topic."""

import argparse
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.settings import nearest
from models.words import Words
from tui import manual
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    common.parser(commands, words, "help").add_argument("topic", metavar="TOPIC", nargs="*", help=words("cli.help.topic"))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print what there is to say about the topic; Refusal `help.unknown` where that is nothing."""
    from tui.command_line import parser

    words, topic = session.words, " ".join(parsed.topic)
    whole = parser(words)
    known = dict(manual.commands(whole))
    if not topic:
        print(whole.format_help())
        print(words("manual.topics", topics=", ".join(manual.TOPICS)))
    elif topic in manual.TOPICS:
        print(manual.topic(words, topic))
    elif topic in known:
        print(known[topic].format_help(), end="")
    else:
        raise Refusal("help.unknown", topic=topic, nearest=nearest(topic, [*manual.TOPICS, *known]))
    return 0
