"""A copy put in the place of the database while the program runs: the desk is closed for that, and opened again whatever becomes of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.errors import Refusal
from models.moments import now
from screens.start import StartScreen
from screens.widgets.drawing import Tone
from tui.copies import PATIENCE, Copies
from tui.reading import Reading

if TYPE_CHECKING:
    from models.restoring import Restore
    from screens.working import Outcome, Steps


class Restoring(Reading):
    """An app whose database is copied while one works, and may give way to one of its copies."""

    copies: Copies

    def closed_while(self, act: Callable[[], object]) -> None:
        """Do `act` while the profile is closed, and open it again. Refusal as both give."""
        self.copies.stop(PATIENCE)
        self.desk.close()
        try:
            act()
        finally:
            self.desk.reopen()
            self.copies.go_on()

    def restore(self, restore: "Restore") -> None:
        """Put a prepared copy in the place of the database, and show what is mine to do in it; why not is said."""
        # The screen that asks for it is closed by that, and would not hear how it ended.
        self.call_next(self._restore, restore)

    def _restore(self, restore: "Restore") -> None:
        while not isinstance(self.screen, StartScreen):
            # What is open was read from the database of now.
            self.pop_screen()
        start = self.screen
        if self.unsaved:
            restore.close()
            start.refuse(Refusal("restore.unsaved"))
            return

        def done(outcome: "Outcome") -> None:
            if outcome.is_stopped:
                restore.close()
            else:
                start.renewed(self.words("backups.restored"), Tone.GOOD)

        start.work(self.words("backups.restoring"), lambda: self._put(restore), done)

    def _put(self, restore: "Restore") -> "Steps":
        yield 0, 1
        try:
            self.closed_while(lambda: restore.put(now()))
        finally:
            restore.close()
        yield 1, 1
