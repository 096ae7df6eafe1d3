"""The demo around a run: its profile is made in a temporary folder and is gone afterwards."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from models.settings import Settings
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
        yield session._replace(folder=folder, settings=_settings(session.settings, folder), is_demo=True, glance=None)


def _settings(own: "Settings", folder: Path) -> "Settings":
    """Looks and keys of one's own in a file of the demo, where they may be changed without a trace."""
    from models.settings import FILE, load
    from models.settings_file import change

    file = folder / FILE
    if own.file is not None:
        shutil.copyfile(own.file, file)
    change(file, "places.export", str(folder / EXPORTS))
    change(file, "places.data", None)
    return load(file)
