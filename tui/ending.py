"""How the program ends before its user leaves it: told from outside, or in a crash. What was typed is kept first."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.text import harmless
from tui import crash
from tui.threads import Threads

if TYPE_CHECKING:
    from tui.saving import Saving


class Ending:
    """Keeps what was typed, then lets the application end."""

    def __init__(self, app: "Saving", folder: Path) -> None:
        self._app, self._folder = app, folder
        self._events: asyncio.AbstractEventLoop | None = None
        self._is_crashed = self._is_told = False

    def begin(self) -> None:
        """Be ready from now on; called in the loop of events."""
        self._events = asyncio.get_running_loop()
        self._events.set_default_executor(Threads())
        self._events.set_exception_handler(self._uncaught)

    def told(self, code: int) -> bool:
        """End with the exit code `code`, told from any thread or a signal; False where nothing runs that could be ended."""
        try:
            if self._events is None:
                return False
            self._events.call_soon_threadsafe(self._end, code)
        except RuntimeError:  # the loop is closed already
            return False
        return True

    def crashed(self, error: BaseException) -> None:
        """End after an error nobody foresaw: with a sentence, and with its place in the log."""
        if self._is_told:
            # A screen that was half made when the end came stumbles over what is gone already.
            return
        file = crash.logged(self._folder, error)
        if not self._is_crashed:
            # A crash may bring others about, and Textual would tell how many.
            self._is_crashed = True
            self.keep()
            self._app.exit(1, message=harmless(f"verifier: {self._app.words('crash', file=file)}\n{self._lost()}").strip())

    def last(self) -> None:
        """Close the database in place of a loop of events that is held up, as by a terminal that takes nothing; in another thread."""
        if not self._is_told:
            self.keep()
        self._app.close_desk()

    def _end(self, code: int) -> None:
        self.keep()
        self._is_told = True
        self._app.exit(code, message=self._lost() or None)

    def _lost(self) -> str:
        with suppress(Exception):
            return self._app.lost() if self._app.unsaved else ""
        return ""

    def keep(self) -> None:
        """Keep what is typed on all screens, whatever state they are in."""
        for screen in self._app.screen_stack:
            keep = getattr(screen, "keep_typed", None)
            if keep is not None:
                # What is broken already must not take the rest with it.
                with suppress(Exception):
                    keep()
        with suppress(Exception):
            self._app.unsaved.try_again()

    def _uncaught(self, _events: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if (error := context.get("exception")) is not None:
            crash.logged(self._folder, error)
