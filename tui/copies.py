"""Copies of the database made while the program runs, in a thread of their own: no key waits for one, and nobody who leaves does."""

import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from models.errors import Refusal
from models.moments import Clock
from screens.base import HouseScreen
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

    from models.desk.desk import Change, Desk
    from models.ledger.routine import Routine

AGAIN: Final = 600.0
"""Seconds to wait after one that failed."""
PATIENCE: Final = 3.0
"""Seconds that the last one, at the end, may take."""
PROMPTLY: Final = 0.2
"""Seconds that one which is given up is waited for."""
_SILENT: Final = ("profile.key_needed",)
"""Why no copy is made and nobody need be told."""
_EXCHANGED: Final = "exchanging.end"


class Copies:
    """Has the database copied when it is time, and says where that failed."""

    PAUSE: ClassVar[float] = 5.0
    """Seconds between two looks at whether a copy is due."""

    def __init__(self, app: "App[int]", clock: Clock, monotonic: Callable[[], float] = monotonic) -> None:
        self._app, self._clock, self._monotonic = app, clock, monotonic
        self._timer: Timer | None = None
        self._desk: Desk | None = None
        self._routine: Routine | None = None
        self._copying: Thread | None = None
        self._may_go_on = True
        self._not_before = 0.0
        self._failure: Refusal | None = None
        self._told = ""

    def begin(self, desk: "Desk") -> None:
        """Mind the database of a desk that is open for writing; one at a server is copied there."""
        if desk.ledger.is_shared:
            return
        from models.ledger.routine import Routine

        self._may_go_on, self._not_before, self._desk = True, 0.0, desk
        self._timer = self._timer or self._app.set_interval(self.PAUSE, self.tick, name="copy the database")
        try:
            self._routine = Routine(desk.ledger.folder)
            desk.on_change = self._changed
        except Refusal as refused:
            self._failure = refused

    def _changed(self, change: "Change") -> None:
        if change.verb == _EXCHANGED and self._routine is not None:
            self._routine.is_wanted = True

    @property
    def is_copying(self) -> bool:
        """Whether a copy is being made."""
        return self._copying is not None and self._copying.is_alive()

    def tick(self) -> None:
        """Tell of what failed, and begin a copy where one is due."""
        if self.is_copying:
            return
        self._tell()
        if self._may_go_on and self._monotonic() >= self._not_before and self._is_due():
            self._copying = Thread(target=self._copy, daemon=True, name="copy the database")
            self._copying.start()

    def _is_due(self) -> bool:
        try:
            # Somebody may read on for hours in what is in no file any more, without an act that would be refused.
            if self._desk is not None and (refused := self._desk.ledger.replaced):
                self._fail(refused)
                return False
            return self._routine is not None and self._routine.is_due(self._clock())
        except Refusal as refused:
            self._fail(refused)
            return False

    def _copy(self) -> None:
        from models.ledger.backups import Stopped

        assert self._routine is not None
        try:
            self._routine.copy(self._clock(), lambda: self._may_go_on)
        except Stopped:
            return
        except Refusal as refused:
            self._fail(refused)
        else:
            self._failure, self._told = None, ""
        finally:
            _give_back()

    def _fail(self, refused: Refusal) -> None:
        self._failure, self._not_before = refused, self._monotonic() + AGAIN

    def _tell(self) -> None:
        """Say why no copy was made, once for each reason, on the screen in front as soon as nothing else bad stands there."""
        screen, failure = self._app.screen, self._failure
        if failure is None or failure.code in (*_SILENT, self._told) or not isinstance(screen, HouseScreen):
            return
        if screen.status.tone is Tone.BAD:
            return
        screen.refuse(failure)
        self._told = failure.code

    def go_on(self) -> None:
        """Make copies again."""
        self._may_go_on = True

    def stop(self, patience: float = PROMPTLY) -> None:
        """Make no more copies; one that is being made is given up, and waited for that many seconds."""
        self._may_go_on = False
        if self._copying is not None:
            self._copying.join(patience)

    def last(self) -> None:
        """Copy what changed, once the database is closed; where that fails, the doctor tells and the next run tries again."""
        if self._routine is None or not self._routine.has_changed:
            return
        from models.ledger.backups import Stopped

        end = self._monotonic() + PATIENCE
        with suppress(Refusal, Stopped):
            self._routine.copy(self._clock(), lambda: self._monotonic() < end)


def _give_back() -> None:
    """Give back what a copy took of the memory: it is more than all lists hold, and on Linux it would be kept for another one."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):  # a libc that gives it back by itself
            ctypes.CDLL(None).malloc_trim(0)
