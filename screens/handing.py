"""A document of one's own from a screen: signed with the person's key, entered, and put where people find what they hand on."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from models import leaving, places
from models.desk.freeze import Frozen
from models.documents.keys import PrivateKey
from models.documents.travelling import Signed
from models.errors import Refusal
from models.exporting import signed_as
from screens.unlocking import with_key
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from screens.base import HouseScreen

R = TypeVar("R")


def hand_over(
    screen: "HouseScreen", kind: str, drawn_up: Callable[[], Frozen], enter: Callable[[Signed], R], told: Callable[[R, Path], str]
) -> None:
    """Draw a document up, sign it as a `kind`, `enter` it, put it into the folder of files for people, and show that; a Refusal is said.

    `told` gives the sentence, of what entering gave and where the file is. Where none can be written, it is said how to hand it out later.
    """

    def signed(key: PrivateKey) -> None:
        document = signed_as(drawn_up(), kind, key)
        entered = enter(document)
        screen.mark_saved()
        put(screen, document, lambda path: told(entered, path))

    # What cannot be drawn up is said before anybody is asked for a passphrase.
    if screen.guarded(drawn_up) is not None:
        with_key(screen, signed)


def put(screen: "HouseScreen", document: Signed, told: Callable[[Path], str], *with_: str) -> None:
    """Put a document that was entered just now where people find files, `with_` others by digest; show what changed, and where it is."""
    folder = places.export_folder(screen.house.settings)
    try:
        path = leaving.hand_out_entered(screen.desk, folder, document, *with_)
    except Refusal as refused:
        screen.renewed(screen.words.refusal(refused), Tone.BAD)
    else:
        # Whoever exchanges data would otherwise carry by hand what goes by itself.
        sent = [screen.words("handing.exchanged")] if screen.house.settings.carriers else []
        screen.renewed(" ".join([told(path), *sent]), Tone.GOOD)
