"""`verifier serve`: the program in a browser on this machine, for demonstrations."""

import argparse
import socket
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_PORT: Final = 8000
_LAST_PORT: Final = 65_535


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "serve")
    parser.add_argument("--port", type=int, default=_PORT, help=words("cli.serve.port", port=_PORT))
    parser.add_argument("--host", default=LOOPBACK[0], help=words("cli.serve.host"))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Serve until Ctrl+C; Refusal `serve.host`, `serve.extra` or `serve.port` where that cannot be."""
    if parsed.host not in LOOPBACK:
        raise Refusal("serve.host", host=parsed.host)
    try:
        from tui.serving import Page
    except ImportError as error:
        from models.extras import installing

        raise Refusal("serve.extra", command=installing("serve")) from error
    file = session.settings.file
    arguments = ["--data-dir", str(session.folder), "--lang", session.words.language, *(["--config", str(file)] if file else [])]
    if not 0 < parsed.port <= _LAST_PORT:
        raise Refusal("serve.port", port=parsed.port)
    page = Page(session.words, arguments, parsed.host, parsed.port, is_demo=session.is_demo)
    try:
        # Asked first, for the server would say where it is before it knows.
        socket.create_server((parsed.host, parsed.port), family=socket.AF_INET6 if ":" in parsed.host else socket.AF_INET).close()
        page.serve()
    except OSError as error:
        raise Refusal("serve.port", port=parsed.port) from error
    return 0
