"""What the disk does not take: tried again every two seconds, told on the screen in front, and never left behind without a word."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import events
from textual.timer import Timer

from models.settings import Settings
from models.text import harmless
from models.words import Words
from screens.base import HouseScreen
from screens.unsaved import Unsaved
from screens.widgets.drawing import Tone
from tui.configured import Configured


class Saving(Configured):
    """An app that holds what it could not save."""

    RETRY: ClassVar[float] = 2.0
    """Seconds to the next attempt."""

    def __init__(self, words: Words, settings: Settings) -> None:
        super().__init__(words, settings)
        self.unsaved = Unsaved()
        """What is not on the disk."""
        self.unsaved.changed = self._changed
        self.unsaved.lost = self._keep_as_draft
        self._again: Timer | None = None

    def save_again(self) -> None:
        """Try once more to save what is not, and say what came of it."""
        tried, words = self.unsaved.try_again(), self.words
        if tried.refused is not None:
            from models import kept_told

            what = kept_told.told(words, tried.lost)
            told, tone = words("unsaved.lost", what=what, cause=words.refusal(tried.refused)), Tone.BAD
        elif tried.saved:
            told, tone = words.count("unsaved.saved", len(tried.saved)), Tone.GOOD
        else:
            return
        for screen in self._house_screens():
            if screen is self.screen:
                screen.renewed(told, tone)
            else:
                # Behind a dialog what it says of the disk is no longer so; its lines it shows as soon as it is in front.
                screen.status.say(told, tone)
            return

    def see_unsaved(self) -> None:
        """Show what is not on the disk, to try again or to copy it elsewhere."""
        from screens.saving import see

        for screen in self._house_screens():
            see(screen)
            return

    async def action_quit(self) -> None:
        """Leave; what is not saved is shown first."""
        self.leave()

    def leave(self) -> None:
        """Leave the program, once nothing is unsaved or whoever leaves has seen what is."""
        from screens.saving import lost, see

        self.flush()
        for screen in self._house_screens():
            if self.unsaved or lost(screen) is not None:
                see(screen, self._leave)
                return
        self._leave()

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep what is typed when another window gets the keys, and leave the focus where it is.

        Textual takes it away, gives none to what comes in front meanwhile, and back to what is still in front alone.
        """
        event.prevent_default()
        self.flush()

    def flush(self) -> None:
        """Keep what is typed in every dialog that is open."""
        for screen in self.screen_stack:
            keeper = getattr(screen, "keeper", None)
            if keeper is not None:
                keeper.keep()

    def lost(self) -> str:
        """What would be lost if the program ended now, in words; nothing where all is saved."""
        from screens.saving import told

        return harmless(f"{self.words.count('unsaved.title', len(self.unsaved))}\n{told(self.words, self.unsaved)}") if self.unsaved else ""

    def _leave(self) -> None:
        self.unsaved.forget_again()
        self.exit(0, message=self.lost() or None)

    def _house_screens(self) -> Iterator[HouseScreen]:
        """Those that are open, the one in front first."""
        return (screen for screen in reversed(self.screen_stack) if isinstance(screen, HouseScreen))

    def _keep_as_draft(self, place: str, fields: Mapping[str, str]) -> None:
        from models.desk import drafts

        self.desk.do(drafts.keep, place, fields)

    def _changed(self) -> None:
        for screen in self._house_screens():
            screen.mark_unsaved()
            break
        if self.unsaved and self._again is None:
            self._again = self.set_interval(self.RETRY, self.save_again, name="save again")
        elif not self.unsaved and self._again is not None:
            self._again.stop()
            self._again = None
