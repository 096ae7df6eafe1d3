"""Keys for what is to be signed: at once where they are open, after their passphrase where they are locked."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.documents.keys import PrivateKey
    from screens.base import HouseScreen


def with_key(screen: "HouseScreen", act: "Callable[[PrivateKey], None]", *, again: bool = False) -> None:
    """Do `act` with the person's key; a passphrase it has is asked for while it is locked, or `again`. A Refusal is said."""
    ring = screen.house.keyring
    if again:
        ring.lock()

    def opens(passphrase: str | None) -> None:
        if passphrase is None:
            ring.person()
        else:
            ring.unlock(passphrase)

    unlocked(screen, opens, lambda: act(ring.person()))


def unlocked(screen: "HouseScreen", opens: Callable[[str | None], object], then: Callable[[], object]) -> None:
    """Do `then` once `opens` opened what it needs: without a passphrase, else with the one that is asked for. A Refusal is said."""
    try:
        opens(None)
    except Refusal as refused:
        if refused.code == "key.passphrase_needed":
            _ask(screen, opens, lambda: screen.guarded(then))
        else:
            screen.refuse(refused)
        return
    screen.guarded(then)


def _ask(screen: "HouseScreen", opens: Callable[[str | None], object], then: Callable[[], object]) -> None:
    """Ask for the passphrase until it opens the key or nobody wants to; it is kept nowhere."""
    from screens.forms import Field, Form

    words = screen.words

    def check(values: "Mapping[str, str]") -> Refusal | None:
        try:
            opens(values["passphrase"])
        except Refusal as refused:
            return refused
        return None

    def left(values: "Mapping[str, str] | None") -> None:
        if values is not None:
            then()

    field = Field("passphrase", words("key.passphrase"), kind="secret", required=True, hint=words("key.passphrase_hint"))
    screen.app.push_screen(Form(words, words("key.unlock"), (field,), None, check), left)
