"""A holder of a root key lets in who forgot the passphrase of a profile: words are compared, a file is written, words are read out."""

from pathlib import Path
from typing import TYPE_CHECKING

from models import encryption, places
from models.documents import keys
from models.documents.keys import PrivateKey
from models.foreign import taken
from models.keyring import ROOT
from models.landing import land
from models.ledger.cipher import LONGEST
from screens.dialogs import Confirm
from screens.team_telling import large
from screens.unlocking import root_key, unlocked

if TYPE_CHECKING:
    from screens.team_changing import TeamChanging


def answer(screen: "TeamChanging", path: Path) -> None:
    """Show whose laptop asks and with which words, and answer the request at `path` once they are those that were read out."""

    def read() -> tuple[bytes, str]:
        body = taken(path, LONGEST)
        return body, encryption.asker_told(screen.words, encryption.asker(screen.desk, body, path))

    found = screen.guarded(read)
    if found is None:
        return
    body, name = found
    six = keys.words_of(body)

    def opened(key: PrivateKey) -> None:
        screen.house.keyring.hold(ROOT, key)
        given = encryption.answer(body, path, six, screen.house.keyring.root())
        file = screen.folder / given.name
        land(file, given.body)
        screen.read_out(
            "team.read_out", given.words, screen.words("team.access_answered", file=file.name, folder=places.told(screen.folder))
        )

    def replied(reply: bool | None) -> None:
        if reply:
            unlocked(screen, root_key(screen), opened)
        else:
            screen.say("team.access_declined")

    screen.app.push_screen(Confirm(screen.words, screen.words("team.compare_access", name=name, words=large(six))), replied)
