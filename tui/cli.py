"""The entry: `--version` and a hidden package are answered at once, all else is the command line's."""

from __future__ import annotations

import gc
import os
import sys

import models
from tui import VERSION
from tui.told import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.ledger.first import First
    from tui.terminal import Terminal


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Closed by whoever started the program: nothing is read there, and what is printed is lost.
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115 - long to import, and open to the end
    if os.path.dirname(os.path.dirname(str(models.__file__))) != os.path.dirname(os.path.dirname(__file__)):  # noqa: PTH120 - long to import
        for sentence in (
            "paket lain bernama 'models' menimpa paket program ini; pasang verifier di lingkungan Python tersendiri.",
            "another package named 'models' hides this program's own; install verifier in an environment of its own.",
        ):
            print(f"verifier: {sentence}", file=sys.stderr)
        return 1
    if arguments == ["--version"] and told(f"verifier {VERSION}\n"):
        return 0
    if arguments and arguments[-1] in ("-h", "--help"):
        from tui.brief import told_help

        if told_help(arguments):
            # As the parser ends where it tells the help.
            sys.exit(0)
    terminal, read = _pictured(arguments)
    try:
        from tui.command_line import run

        return run(arguments, terminal, read)
    finally:
        if terminal is not None:
            terminal.leave_picture()


def _pictured(arguments: Sequence[str]) -> tuple[Terminal | None, First | None]:
    """The terminal with the picture of the start screen, where that is what comes next, and what was read for it."""
    if sys.platform == "win32" or not (sys.stdin.isatty() and sys.stderr.isatty()) or "VERIFIER_SERVED" in os.environ:
        return None, None
    from models.catalogue import LANGUAGES
    from tui.switches import of_screens

    switches = of_screens(arguments, LANGUAGES)
    if switches is None or switches.is_demo or switches.is_linear:
        return None, None
    from tui.brief import known
    from tui.picture import drawn
    from tui.terminal import Terminal

    found, terminal = known(switches), Terminal()
    picture = drawn(found, terminal.size) if found is not None else b""
    if found is None or not picture:
        return None, None
    terminal.show_picture(picture)
    # What is imported from here on stays: to look for what could be let go takes a twentieth of the start.
    gc.disable()
    return terminal, found.first


if __name__ == "__main__":
    sys.exit(main())
