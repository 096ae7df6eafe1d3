"""The entry: `--version` and a hidden package are answered at once, all else is the command line's."""

from __future__ import annotations

import os
import sys

import models
from tui import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.terminal import Terminal


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if os.path.dirname(os.path.dirname(str(models.__file__))) != os.path.dirname(os.path.dirname(__file__)):  # noqa: PTH120 - long to import
        for sentence in (
            "paket lain bernama 'models' menimpa paket program ini; pasang verifier di lingkungan Python tersendiri.",
            "another package named 'models' hides this program's own; install verifier in an environment of its own.",
        ):
            print(f"verifier: {sentence}", file=sys.stderr)
        return 1
    if arguments == ["--version"]:
        print(f"verifier {VERSION}")
        return 0
    if arguments and arguments[-1] in ("-h", "--help"):
        from tui.brief import told_help

        if told_help(arguments):
            # As the parser ends where it tells the help.
            sys.exit(0)
    terminal = _pictured(arguments)
    try:
        from tui.command_line import run

        return run(arguments, terminal)
    finally:
        if terminal is not None:
            terminal.leave_picture()


def _pictured(arguments: Sequence[str]) -> Terminal | None:
    """The terminal with the picture of the start screen, where that is what comes next."""
    if sys.platform == "win32" or not (sys.stdin.isatty() and sys.stderr.isatty()) or "VERIFIER_SERVED" in os.environ:
        return None
    from models.catalogue import LANGUAGES
    from tui.switches import of_screens

    switches = of_screens(arguments, LANGUAGES)
    if switches is None or switches.is_demo or switches.is_linear:
        return None
    from tui.brief import known
    from tui.picture import drawn
    from tui.terminal import Terminal

    found, terminal = known(switches), Terminal()
    picture = drawn(found, terminal.size) if found is not None else b""
    if not picture:
        return None
    terminal.show_picture(picture)
    return terminal


if __name__ == "__main__":
    sys.exit(main())
