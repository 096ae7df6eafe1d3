"""Sticks that are plugged in while the program runs: looked for off the screen's thread, and told once where nothing is in the way."""

from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from screens.base import HouseScreen
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

    from models.settings import Settings

PAUSE: Final = 2.0
"""Seconds between two looks."""
_SILENT: Final = ("first", "locked")
"""Screens on which nothing is told: nobody works yet, or nobody is to see with what."""
_HEARD_FIRST: Final = (Tone.BAD, Tone.WARN)
"""What is said so is not written over."""


class _Look(Thread):
    """One look at folders; of a network that does not answer it waits for ever, which keeps nobody from leaving the program."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        super().__init__(daemon=True, name="look for sticks")
        self._folders = folders
        self.found: frozenset[str] | None = None
        """Those that are there."""

    def run(self) -> None:
        """Look."""
        from models.reaching import present

        self.found = present(self._folders)


class Sticks:
    """Looks whether the folders among the carriers are there; where none is a folder, nothing runs at all."""

    def __init__(self, app: "App[int]") -> None:
        self._app = app
        self._folders: Mapping[str, Path] = {}
        self._there: frozenset[str] | None = None
        self._news: list[str] = []
        self._timer: Timer | None = None
        self.look: _Look | None = None
        """The look that is going on, or just ended."""

    def watch(self, settings: "Settings") -> None:
        """Watch the carriers of these settings from now on; what is there from the beginning is no news."""
        folders: Mapping[str, Path] = {}
        if settings.carriers:
            from models import reaching

            folders = reaching.folders(settings.carriers)
        if folders == self._folders:
            return
        self._folders, self._there, self._news, self.look = folders, None, [], None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if folders:
            self._timer = self._app.set_interval(PAUSE, self.tick, name="look for sticks")
            self.tick()

    def tick(self) -> None:
        """Take what the last look found, tell what is news, and look again."""
        if self.look is not None and not self.look.is_alive():
            self._take(self.look.found or frozenset())
            self.look = None
        if self._news:
            self._tell()
        if self.look is None:
            self.look = _Look(self._folders)
            self.look.start()

    def _take(self, found: frozenset[str]) -> None:
        if self._there is not None:
            self._news = [*(name for name in self._news if name in found), *sorted(found - self._there)]
        self._there = found

    def _tell(self) -> None:
        """Say it on the screen in front; while a dialog, the first start or a refusal or warning stands there, later."""
        screen = self._app.screen
        if isinstance(screen, HouseScreen) and screen.HELP_ID not in _SILENT and screen.status.tone not in _HEARD_FIRST:
            screen.say("exchange.appeared", carrier=self._news.pop(0))
