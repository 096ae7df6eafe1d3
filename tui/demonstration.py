"""The demo around a run: its profile is made in a temporary folder and is gone afterwards."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tui.command_line import Session

EXPORTS: Final = "hasil"
"""Folder of the files that are written without saying where, inside the demo's own."""


@contextmanager
def demonstration(session: "Session") -> Iterator["Session"]:
    """The session of `session`'s language, looks and keys on a demo profile that nobody keeps."""
    from rich.console import Console
    from rich.progress import Progress

    from models import demo

    words = session.words
    with TemporaryDirectory(prefix="verifier-demo-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        console = Console(file=sys.stderr)
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task(words("demo.preparing"))
            demo.build(folder, words.language, lambda done, total: bar.update(task, completed=done, total=total))
        console.print(words("demo.note"), markup=False, highlight=False)
        yield replace(session, folder=folder, settings=replace(session.settings, data=None, export=folder / EXPORTS), is_demo=True)
