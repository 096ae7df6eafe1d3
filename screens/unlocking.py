"""The person's key for what is to be signed: at once where it is open, after its passphrase where it is locked."""

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
    try:
        key = ring.person()
    except Refusal as refused:
        if refused.code == "key.passphrase_needed":
            _ask(screen, lambda: screen.guarded(lambda: act(ring.person())))
        else:
            screen.refuse(refused)
        return
    screen.guarded(lambda: act(key))


def _ask(screen: "HouseScreen", then: Callable[[], object]) -> None:
    """Ask for the passphrase until it opens the key or nobody wants to; it is kept nowhere."""
    from screens.forms import Field, Form

    words, ring = screen.words, screen.house.keyring

    def check(values: "Mapping[str, str]") -> Refusal | None:
        try:
            ring.unlock(values["passphrase"])
        except Refusal as refused:
            return refused
        return None

    def left(values: "Mapping[str, str] | None") -> None:
        if values is not None:
            then()

    field = Field("passphrase", words("key.passphrase"), kind="secret", required=True, hint=words("key.passphrase_hint"))
    screen.app.push_screen(Form(words, words("key.unlock"), (field,), None, check), left)
