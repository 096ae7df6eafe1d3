"""A document of one's own from a screen: signed with the person's key, entered, and put where people find what they hand on."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from models import places
from models.codes import digest
from models.desk import keeping
from models.desk.freeze import Frozen
from models.documents.keys import PrivateKey
from models.documents.signatures import sign
from models.documents.travelling import Signed, put
from models.errors import Refusal
from screens.unlocking import with_key

if TYPE_CHECKING:
    from screens.base import HouseScreen

R = TypeVar("R")


def hand_over(
    screen: "HouseScreen", kind: str, drawn_up: Callable[[], Frozen], enter: Callable[[Signed], R], done: Callable[[R, Path], None]
) -> None:
    """Draw a document up, sign it as a `kind`, `enter` it and put it into the folder of files for people; a Refusal is said.

    `done` is told what entering gave and where the file is. Where no file can be written, the document stays to be handed on later.
    """

    def signed(key: PrivateKey) -> None:
        file = drawn_up()
        document = Signed(file.name, file.body, (sign(key, file.body, kind),))
        entered = enter(document)
        screen.mark_saved()
        try:
            path = put(places.export_folder(screen.house.settings), document)
        except Refusal as refused:
            screen.refuse(refused)
            return
        screen.desk.do(keeping.give_out, [digest(document.body)])
        done(entered, path)

    # What cannot be drawn up is said before anybody is asked for a passphrase.
    if screen.guarded(drawn_up) is not None:
        with_key(screen, signed)
