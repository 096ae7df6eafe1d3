"""The profile is locked: nothing of it is shown until its passphrase is typed, or headquarters lets its owner in again."""

from collections.abc import Callable, Mapping
from math import ceil
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models import encryption, places
from models.errors import Refusal
from models.fields import Field
from models.moments import seconds
from models.settings import at_home
from models.words import Words
from screens.base import HouseScreen
from screens.commands import LOCKED, Command, bindings
from screens.dialogs import Tell, prose
from screens.forms import Form
from screens.unlocking import Unlock
from screens.widgets.drafting import Values
from screens.widgets.drawing import Tone
from screens.working import Steps

_MOMENT: Final = 0.1
_WRONG: Final = ("profile.passphrase_wrong", "profile.key_unlike")
"""Why a passphrase does not open the profile, whoever types it."""


class OpenProfile(Unlock[None]):
    """Asks for the passphrase of the profile; whoever types wrong ones waits longer and longer, and nothing is ever lost by it."""

    clock = staticmethod(seconds)
    """Seconds that pass."""

    def __init__(self, words: Words, opens: Callable[[Callable[[], None]], None], folder: Path) -> None:
        def tried(passphrase: str | None) -> None:
            opens(lambda: encryption.unlock(folder, passphrase or ""))

        super().__init__(words, tried, "locked.ask", "locked.hint")
        self._tries, self._not_before = 0, 0.0

    def on_mount(self) -> None:
        """Count the seconds of a wait."""
        super().on_mount()
        self.set_interval(1, self._count, name="count the wait")

    def save(self, values: Values) -> None:
        """Try the passphrase, unless it is too soon."""
        if not self._count():
            super().save(values)

    def failed(self, refused: Refusal) -> None:
        """Say that it was wrong, and how long to wait."""
        if refused.code in _WRONG:
            self._tries += 1
            if pause := encryption.wait(self._tries):
                self._not_before = self.clock() + pause
            self.clear()
        super().failed(refused)
        self._count()

    def _count(self) -> bool:
        """Say how long is to be waited; whether any longer."""
        left = ceil(self._not_before - self.clock())
        if left > 0:
            self.notice(self.words.count("locked.wait", left, tries=self._tries), is_refusal=True)
        elif self._not_before:
            self._not_before = 0.0
            self.notice(self.words("locked.again"), is_refusal=False)
        return left > 0


class LockedScreen(HouseScreen):
    """Asks for the passphrase, and what to do where it is forgotten."""

    KEYS = LOCKED
    HELP_ID = "locked"
    is_shut = True
    holds_keys = True
    """Whether keys wait: until the prompt is there, which they are not for."""
    BINDINGS: ClassVar[list[BindingType]] = bindings(LOCKED)

    def body(self) -> ComposeResult:
        """Give what can be done."""
        with Container(classes="body"):
            yield prose("", id="told")

    def begin(self) -> None:
        """Ask at once."""
        super().begin()
        # What was typed before was for another screen, or is part of a passphrase; on its way here it takes a moment.
        self.set_timer(_MOMENT, self._ask_first)

    def heading(self) -> tuple[str, str]:
        """That it is locked."""
        return self.words("locked.title"), places.told(self._folder)

    def fill(self) -> None:
        """Say what can be done."""
        self.query_one("#told").update(self.words("locked.told"))  # type: ignore[attr-defined]

    @property
    def _folder(self) -> Path:
        return self.house.folder

    def _ask_first(self) -> None:
        self.holds_keys = False
        if count := self.house.forget_typed():
            self.status.say(self.words.count("locked.forgotten", count), Tone.WARN)
        self.action_open()

    def action_open(self) -> None:
        """Type the passphrase."""
        self.app.push_screen(OpenProfile(self.words, self.house.unlock, self._folder), self._opened)

    def _opened(self, values: Mapping[str, str] | None) -> None:
        if values is not None:
            self.house.unlocked()

    def action_request(self) -> None:
        """Write the request to be let in again for a holder of a root key."""
        from models.landing import land

        def written() -> str:
            letter = encryption.request(self._folder)
            file = places.export_folder(self.house.settings) / letter.name
            land(file, letter.body)
            return self.words("locked.requested", file=places.told(file), words=letter.words)

        told = self.guarded(written)
        if told is not None:
            self.app.push_screen(Tell(self.words, self.words("locked.request"), told))

    def action_answer(self) -> None:
        """Open the answer of a holder of a root key, and set a new passphrase."""
        words = self.words
        fields = (
            Field("file", words("locked.file"), kind="path", required=True, hint=words("locked.file_hint")),
            Field("words", words("locked.words"), required=True, hint=words("locked.words_hint")),
            Field("new", words("encryption.new"), kind="secret", required=True, hint=words("encryption.new_hint", least=encryption.LEAST)),
            Field("again", words("encryption.new_again"), kind="secret", required=True),
        )
        self.app.push_screen(Form(words, words("locked.answer"), fields, None, self._recovered), self._let_in)

    def _recovered(self, values: Mapping[str, str]) -> Refusal | None:
        from models.foreign import taken
        from models.ledger.cipher import LONGEST

        file = at_home(values["file"].strip())
        try:
            if values["new"] != values["again"]:
                raise Refusal("key.passphrases_differ")
            encryption.recover(self._folder, taken(file, LONGEST), file, values["words"], values["new"])
        except Refusal as refused:
            return refused
        return None

    def _let_in(self, values: Mapping[str, str] | None) -> None:
        if values is not None:
            # The key is held now; what is left to do is to open the profile.
            self.work(self.words("locked.opening"), self._opening, lambda _outcome: self.house.unlocked())

    def _opening(self) -> Steps:
        yield 0, 1
        self.house.unlock(lambda: None)
        yield 1, 1

    def refusal_of(self, command: Command) -> Refusal | None:
        """What shows something of the work, or writes to it, cannot act; finding keys and the tour can."""
        return self._needed() if command.action in ("write", "unsaved") else super().refusal_of(command)

    def _needed(self) -> Refusal:
        return Refusal("profile.key_needed", file=encryption.database(self._folder))

    def action_write(self) -> None:
        """Say that the profile is locked."""
        self.refuse(self._needed())

    def action_unsaved(self) -> None:
        """Say that the profile is locked."""
        self.refuse(self._needed())

    def action_quit(self) -> None:
        """Leave the program; what the disk did not take is not shown here."""
        if self.house.unsaved:
            self.say("locked.unsaved", Tone.WARN)
        else:
            self.house.leave()
