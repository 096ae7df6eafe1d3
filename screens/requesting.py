"""A submission that is asked back: how that is told on the screens of the verifier and of the lead, and the form that asks."""

from functools import partial
from typing import TYPE_CHECKING

from models import item_told, places
from models.desk import requesting
from models.documents.keys import PrivateKey
from models.documents.travelling import Signed
from models.exporting import signed_as
from models.fields import Field
from models.keyring import PERSON
from models.reviews import Requested, Review, SentBack
from models.views import Sheet
from models.words import Words
from screens.handing import put
from screens.unlocking import ask_and_sign

if TYPE_CHECKING:
    from screens.base import HouseScreen


def requested_title(words: Words, found: Requested | SentBack) -> str:
    """Who asks for it back, or sent its approval back, and since when."""
    return next(item_told.requested(words, found))


def requested_line(words: Words, found: Requested | SentBack) -> str:
    """The same with the reason, on one line that may be cut."""
    return f"{requested_title(words, found)} {' '.join(found.reason.split())}"


def requested_text(words: Words, found: Requested | SentBack) -> str:
    """The same in full, as text to read."""
    return f"{requested_title(words, found)}\n\n{found.reason}"


def ask_back(screen: "HouseScreen", sheet: Sheet, review: Review) -> None:
    """Ask why, then ask the lead for the submission that is shown, with the person's key."""
    words, before = screen.words, review.requested
    named = {"agency": sheet.agency.name, "round": sheet.round}

    def asked(values: dict[str, str], key: PrivateKey) -> Signed:
        screen.house.keyring.hold(PERSON, key)
        signed = signed_as(screen.desk.ask(requesting.drawn_up, sheet.id, values["reason"]), "request", key)
        screen.desk.do(requesting.ask, sheet.id, signed)
        return signed

    def handed_out(signed: Signed) -> None:
        put(screen, signed, lambda path: words("requesting.done", file=path.name, folder=places.told(path.parent), **named))

    hint = "requesting.again" if before else "requesting.hint"
    field = Field(
        "reason",
        words("requesting.reason"),
        kind="note",
        value=before.reason if before else "",
        required=True,
        hint=words(hint, number=review.number),
    )
    ask_and_sign(
        screen,
        words("requesting.title", agency=sheet.agency.short_name, round=sheet.round),
        (field,),
        f"{sheet.id}/request/{review.submission[:16]}",
        partial(screen.house.keyring.opened, PERSON),
        lambda values, key: asked(dict(values), key),
        handed_out,
    )
