"""Keys for what is to be signed: at once where they are open, after their passphrase where they are locked."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import on
from textual.message import Message

from models.documents.keys import PrivateKey
from models.errors import Refusal
from models.fields import Field
from models.keyring import PERSON, ROOT
from models.words import Words
from screens.forms import Form
from screens.widgets.drafting import Values

if TYPE_CHECKING:
    from screens.base import HouseScreen

K = TypeVar("K")
R = TypeVar("R")

Opens = Callable[[str | None], K]
"""Opens something with a passphrase, None for without: in a thread, so it changes nothing that anybody else looks at."""


class Unlock(Form, Generic[K]):
    """Asks for the passphrase until it opens something or nobody wants to; the passphrase is kept nowhere.

    Keys typed while it is tried wait for what comes next; Esc leaves at once, and what is opened then is forgotten.
    """

    SAVE, SAVE_KEY = "dialog.form.open", "dialog.key.open"

    class Tried(Message):
        """A passphrase was tried."""

        def __init__(self, refused: Refusal | None) -> None:
            super().__init__()
            self.refused = refused

    def __init__(self, words: Words, opens: Opens[K], title: str = "key.unlock", hint: str = "key.passphrase_hint") -> None:
        field = Field("passphrase", words("key.passphrase"), kind="secret", required=True, hint=words(hint))
        super().__init__(words, words(title), (field,), None, lambda _values: None)
        self._opens = opens
        self.opened: tuple[K, ...] = ()
        """What was opened, once it was."""

    def save(self, values: Values) -> None:
        """Try the passphrase."""
        if not self.holds_keys:
            self.holds_keys = True
            self.notice(self.words("key.unlocking"), is_refusal=False)
            passphrase = values["passphrase"]
            # Without a description Textual would write one, with the passphrase in it.
            self.run_worker(lambda: self._try(passphrase), thread=True, name="unlock", description="unlock")

    def _try(self, passphrase: str) -> None:
        try:
            self.opened = (self._opens(passphrase),)
        except Refusal as refused:
            self.post_message(self.Tried(refused))
        else:
            self.post_message(self.Tried(None))

    @on(Tried)
    def _tried(self, event: Tried) -> None:
        if event.refused is None:
            self.answer(self.values())
        else:
            self.holds_keys = False
            self.failed(event.refused)

    def failed(self, refused: Refusal) -> None:
        """Say why it did not open."""
        self.blame(refused)


def root_key(screen: "HouseScreen") -> Opens[PrivateKey]:
    """What opens the key that signs team documents."""
    return partial(screen.house.keyring.opened, ROOT)


def with_key(screen: "HouseScreen", act: Callable[[PrivateKey], object], *, again: bool = False) -> None:
    """Do `act` with the person's key; a passphrase it has is asked for while it is locked, or `again`. A Refusal is said."""
    ring = screen.house.keyring
    if again:
        ring.lock()

    def opened(key: PrivateKey) -> None:
        ring.hold(PERSON, key)
        act(ring.person())

    unlocked(screen, partial(ring.opened, PERSON), opened)


def with_database(screen: "HouseScreen", file: Path, act: Callable[[], object]) -> None:
    """Do `act` with the database `file` open to be read; the passphrase of one that is locked is asked for. A Refusal is said."""
    from models.ledger import cipher

    def opens(passphrase: str | None) -> None:
        if passphrase is None:
            cipher.key_of(file)
        else:
            cipher.unlock(file, passphrase)

    unlocked(screen, opens, lambda _opened: act(), needed="profile.key_needed", title="backups.unlock")


def unlocked(
    screen: "HouseScreen", opens: Opens[K], then: Callable[[K], object], *, needed: str = "key.passphrase_needed", title: str = "key.unlock"
) -> None:
    """Do `then` with what `opens` opens: without a passphrase, else with the one that is asked for. A Refusal is said."""
    try:
        opened = opens(None)
    except Refusal as refused:
        if refused.code == needed:
            _ask(screen, opens, lambda opened: screen.guarded(lambda: then(opened)), title)
        else:
            screen.refuse(refused)
        return
    screen.guarded(lambda: then(opened))


def ask_and_sign(
    screen: "HouseScreen",
    title: str,
    fields: tuple[Field, ...],
    place: str,
    opens: Opens[K],
    save: Callable[[Mapping[str, str], K], R],
    done: Callable[[R], None],
) -> None:
    """Show a form as `HouseScreen.ask` does; what `opens` opens is given to `save`, its passphrase asked for over the form."""
    typed: list[K] = []

    def again(form: Form, opened: K) -> None:
        typed.append(opened)
        form.action_save()

    def saved(values: Mapping[str, str]) -> R:
        try:
            opened = typed.pop() if typed else opens(None)
        except Refusal as refused:
            form = screen.app.screen
            if refused.code == "key.passphrase_needed" and isinstance(form, Form):
                _ask(screen, opens, partial(again, form))
            raise
        return save(values, opened)

    screen.ask(title, fields, place, saved, done)


def _ask(screen: "HouseScreen", opens: Opens[K], then: Callable[[K], object], title: str = "key.unlock") -> None:
    unlock = Unlock(screen.words, opens, title)

    def left(values: Mapping[str, str] | None) -> None:
        if values is not None:
            then(*unlock.opened)

    screen.app.push_screen(unlock, left)
