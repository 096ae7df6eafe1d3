"""A text lent to an editor of the user's own, which has the terminal meanwhile; what it saves comes back as soon as it is saved."""

import asyncio
import codecs
import os
import shlex
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Final

from textual.app import App, SuspendNotSupported

from models.errors import Refusal
from tui.terminal import Terminal

_LOOK: Final = 0.5
"""Seconds between looks at what was saved."""
_QUIET: Final = 0.2
"""Seconds since it was last written to from which a file is no half of one."""
_AT_ONCE: Final = 0.5
"""Seconds in which nobody edits: an editor that is done by then opened a window elsewhere."""
_MOST: Final = 1_000_000
"""Bytes that are read back, many times what a note may hold."""
_WINDOWS: Final = sys.platform == "win32"


def editor(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The command that `VISUAL` or else `EDITOR` names; without them Windows has its Notepad.

    Raises:
        Refusal: `editor.none`, or `editor.missing` where there is no such program.
    """
    named = (environment.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    told = next(filter(None, named), "notepad" if _WINDOWS else "")
    if not told:
        raise Refusal("editor.none")
    try:
        command = [part.strip('"') for part in shlex.split(told, posix=not _WINDOWS)]
    except ValueError as error:
        raise Refusal("editor.missing", command=told) from error
    if shutil.which(command[0]) is None:
        raise Refusal("editor.missing", command=told)
    return command


async def lend(app: App[Any], terminal: Terminal | None, folder: Path, text: str, heard: Callable[[str], object]) -> None:
    """Let the user's editor have `text` in a file of `folder` that nobody else can read; every text it saves is told to `heard`.

    Raises:
        Refusal: as `editor`; `editor.unavailable` where no terminal can be given away, `editor.failed`, and `editor.at_once` where the
            editor gave it back before anybody can have typed.
    """
    command = editor()
    with _lent(folder, text) as file:
        begun, before = time.monotonic(), file.text
        try:
            # Nothing may be raised in here: Textual would not take the terminal back.
            with app.suspend(), app.batch_update(), _interrupts_left_to_it(), terminal.as_found() if terminal else nullcontext():
                code = await _edited([*command, str(file.path)], lambda: file.look(heard, at_least=_QUIET))
                file.look(heard)
        except SuspendNotSupported as error:
            raise Refusal("editor.unavailable") from error
        if code:
            raise Refusal("editor.failed", command=" ".join(command), code=code)
        if file.text == before and time.monotonic() - begun < _AT_ONCE:
            raise Refusal("editor.at_once", command=" ".join(command))


async def _edited(command: list[str], look: Callable[[], object]) -> int:
    """The exit code of the editor, which is looked after until it ends, and ended where the program is."""
    # Passphrases and passwords are for this program, and not for all that an editor loads and starts.
    environment = {name: value for name, value in os.environ.items() if not (name.startswith("VERIFIER_") and "PASS" in name)}
    try:
        process = await asyncio.create_subprocess_exec(*command, env=environment)
    except OSError as error:
        return error.errno or 1
    waiting = asyncio.ensure_future(process.wait())
    try:
        while not waiting.done():
            await asyncio.wait({waiting}, timeout=_LOOK)
            look()
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
    return process.returncode or 0


class _Lent:
    """A text in a file, as the editor saved it last."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        path.write_text(text, "utf-8", newline="\n")

    def look(self, heard: Callable[[str], object], *, at_least: float = 0) -> None:
        """Tell what was saved since the last look, `at_least` so many seconds ago."""
        with suppress(OSError):
            if time.time() - self.path.stat().st_mtime < at_least:
                return
            with self.path.open("rb") as file:
                text = _decoded(file.read(_MOST)).removesuffix("\n")
            if text != self.text.removesuffix("\n"):
                self.text = text
                heard(text)


@contextmanager
def _lent(folder: Path, text: str) -> Iterator[_Lent]:
    try:
        # For its owner alone.
        descriptor, name = tempfile.mkstemp(".txt", "note-", folder)
        os.close(descriptor)
        lent = _Lent(Path(name), text)
    except OSError as error:
        raise Refusal("editor.unavailable") from error
    try:
        yield lent
    finally:
        with suppress(OSError):
            lent.path.unlink()


@contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    """Ctrl+c in the block is for the editor alone."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _decoded(body: bytes) -> str:
    """What an editor wrote, in whichever encoding it does."""
    encoding = "utf-16" if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    return text.replace("\r\n", "\n")
