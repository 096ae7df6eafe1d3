"""The lock of an encrypted profile: asked for at the start, and put on again when nobody has touched the keyboard for some time."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events

from models.errors import Refusal
from models.moments import seconds
from models.settings import Settings
from models.words import Words
from tui.ending import Ending
from tui.restoring import Restoring

if TYPE_CHECKING:
    from models.keyring import Keyring
    from tui.terminal import Terminal


class Locking(Restoring):
    """An app whose profile may be locked; while it is, its key is not in the memory of this process and nothing of it is shown."""

    ending: Ending
    terminal: "Terminal | None" = None

    def __init__(self, words: Words, settings: Settings, folder: Path, clock: Callable[[], float] = seconds) -> None:
        super().__init__(words, settings)
        self.folder = folder
        """The folder of the profile."""
        self.seconds = clock
        self._touched = clock()
        self.is_locked = False
        """Whether a passphrase is waited for."""

    @cached_property
    def keyring(self) -> "Keyring":
        """The keys of the profile, unlocked at most once in this run."""
        from models.keyring import Keyring

        return Keyring(self.folder)

    @property
    def is_ready(self) -> bool:
        """Whether the desk is open."""
        raise NotImplementedError

    def begin(self) -> None:
        """Show what can be shown at once, and open the desk behind it."""
        raise NotImplementedError

    def ask_to_unlock(self) -> bool:
        """Ask for the passphrase where the profile is locked to begin with; whether it is."""
        from models import encryption

        self.is_locked = encryption.is_locked(self.folder)
        if self.is_locked:
            self._cover()
        return self.is_locked

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there; what they press after too long a time only shows them that the profile is locked."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if self.lock_when_idle():
                return
            self._touched = self.seconds()
        await super().on_event(event)

    def lock_when_idle(self) -> bool:
        """Lock the profile where nobody was there for as long as is set; whether that was done now."""
        limit = self.settings.idle * 60
        if self.is_locked or not self.is_ready or limit == 0 or self.seconds() - self._touched < limit:
            return False
        # Long work is somebody's: it comes to an end, and then it is time.
        return not any(worker.is_running for worker in self.workers) and self.lock_now()

    def lock_now(self) -> bool:
        """Keep what is typed, show nothing more, close the profile and forget its key; False where it is not encrypted."""
        if not self._is_encrypted():
            return False
        self.is_locked = True
        self.ending.keep()
        self.forget_typed()
        self.keyring.lock()
        self._cover()
        # The screens beneath keep what they hold once they know that they are covered.
        self.call_after_refresh(self._let_go)
        return True

    def _is_encrypted(self) -> bool:
        from models import encryption

        try:
            return encryption.state(self.folder).is_on
        except Refusal:
            # Its key file was damaged or taken away meanwhile, which is no reason to leave it open.
            return True

    def _let_go(self) -> None:
        from models import encryption

        self.copies.stop()
        self.desk.close()
        encryption.lock()

    def unlock(self, hold: Callable[[], None]) -> None:
        """Let `hold` get the key, and open the profile again where it was open; in a thread. Refusal as both give."""
        hold()
        if self.is_ready:
            self.desk.reopen()
            if self.desk.read_only is None:
                self.copies.go_on()

    def unlocked(self) -> None:
        """Go on where one was, or begin."""
        self.is_locked = False
        self._touched = self.seconds()
        self.pop_screen()
        if not self.is_ready:
            self.begin()

    def _cover(self) -> None:
        from screens.locked import LockedScreen

        self.push_screen(LockedScreen())

    async def lend(self, text: str, heard: Callable[[str], object]) -> None:
        """Lend a text to the user's own editor; every text it saves is told to `heard`. Refusal where that cannot be."""
        from tui.outside import lend

        if self._is_encrypted():
            raise Refusal("editor.encrypted")
        await lend(self, self.terminal, self.folder, text, heard)
