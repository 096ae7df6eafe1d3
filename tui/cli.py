"""The entry: `--version` and a hidden package are answered at once, all else is the command line's."""

import sys
from collections.abc import Sequence
from pathlib import Path

import models
from tui import VERSION


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not Path(str(models.__file__)).is_relative_to(Path(__file__).parents[1]):
        for sentence in (
            "paket lain bernama 'models' menimpa paket program ini; pasang verifier di lingkungan Python tersendiri.",
            "another package named 'models' hides this program's own; install verifier in an environment of its own.",
        ):
            print(f"verifier: {sentence}", file=sys.stderr)
        return 1
    if arguments == ["--version"]:
        print(f"verifier {VERSION}")
        return 0
    from tui.command_line import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
