"""An encrypted profile lets in the holders of its team's root keys, as the team is now; nobody else, and by telephone only."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from models import encryption
from models.desk import people, roots, teams, wraps
from models.desk.desk import Desk, opened
from models.documents import keys
from models.documents.keys import PrivateKey
from models.encryption import Letter
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger import cipher, driver
from tests.conftest import StillClock
from tests.desk.team_kit import budi, founded
from tests.ledger.encrypted import SAID, encrypt

pytestmark = [pytest.mark.slow, pytest.mark.on_file]

NEW: Final = "empat kata yang lain"


@pytest.fixture
def ani(template: Path, folder: Path, clock: StillClock) -> Iterator[tuple[Desk, Keyring]]:
    """Ani, on an encrypted laptop."""
    shutil.copytree(template, folder)
    encrypt(folder)
    with opened(folder, clock=clock) as desk:
        ring = Keyring(folder)
        ring.make()
        ring.make_root()
        yield desk, ring


def sealed_to(folder: Path) -> set[str]:
    """The root keys that can let in again."""
    return set(cipher.read(cipher.beside(folder / driver.DATABASE)).roots)


def answered(letter: Letter, root: PrivateKey) -> Letter:
    return encryption.answer(letter.body, Path(letter.name), letter.words, root)


def test_the_key_follows_the_roots_of_the_team(ani: tuple[Desk, Keyring], tmp_path: Path, clock: StillClock) -> None:
    desk, ring = ani
    folder = desk.ledger.folder
    assert sealed_to(folder) == set()
    with pytest.raises(Refusal, match=r"recovery\.nobody"):
        encryption.request(folder)
    team = founded(desk, ring)
    assert sealed_to(folder) == {ring.root().public}
    other, his = budi(tmp_path / "budi", clock)
    with other:
        other.do(teams.take, team.document, team.six_words)
        theirs = his.make_root()
        desk.do(roots.add, other.ask(roots.request, theirs), ring.root())
    assert sealed_to(folder) == {ring.root().public, theirs.public}
    desk.do(roots.remove, roots.place(desk.ask(teams.demanded).team, "Budi"), ring.root())
    assert sealed_to(folder) == {ring.root().public}
    desk.do(people.choose_language, "en")
    assert encryption.language(folder) == "en"


def test_who_forgot_the_passphrase_is_let_in_by_a_holder_of_a_root_key(ani: tuple[Desk, Keyring]) -> None:
    desk, ring = ani
    folder, root = desk.ledger.folder, ring.root()
    founded(desk, ring)
    letter = encryption.request(folder)
    assert (asker := encryption.asker(desk, letter.body, Path(letter.name))) is not None and asker.name == "Ani Lestari"
    desk.close()
    encryption.lock()
    with pytest.raises(Refusal, match=r"recovery\.other_request"):
        encryption.answer(letter.body, Path(letter.name), "bada tilu bada tilu bada tilu", root)
    with pytest.raises(Refusal, match=r"recovery\.other_root"):
        answered(letter, keys.made())
    given = answered(letter, root)
    with pytest.raises(Refusal, match=r"recovery\.words"):
        encryption.recover(folder, given.body, Path(given.name), letter.words, NEW)
    with pytest.raises(Refusal, match=r"recovery\.no_answer"):
        encryption.recover(folder, letter.body, Path(letter.name), letter.words, NEW)
    with pytest.raises(Refusal, match=r"recovery\.no_request"):
        answered(Letter(given.name, given.body, given.words), root)
    assert encryption.is_locked(folder)
    encryption.recover(folder, given.body, Path(given.name), given.words.upper().replace(" ", "-"), NEW)
    encryption.lock()
    encryption.unlock(folder, NEW)
    with opened(folder, writing=False) as again:
        assert (owner := again.ask(people.owner)) is not None and owner.name == "Ani Lestari"
    assert sealed_to(folder) == {root.public}


def test_an_answer_for_another_laptop_opens_nothing(ani: tuple[Desk, Keyring], tmp_path: Path, clock: StillClock) -> None:
    desk, ring = ani
    team = founded(desk, ring)
    other, _ = budi(tmp_path / "budi", clock)
    with other:
        other.do(teams.take, team.document, team.six_words)

    encrypt(tmp_path / "budi")
    letter = encryption.request(tmp_path / "budi")
    given = answered(letter, ring.root())
    with pytest.raises(Refusal, match=r"recovery\.other"):
        encryption.recover(desk.ledger.folder, given.body, Path(given.name), given.words, NEW)
    encryption.recover(tmp_path / "budi", given.body, Path(given.name), given.words, NEW)


def test_a_passphrase_that_is_changed_while_the_key_follows_the_team_stays_changed(
    ani: tuple[Desk, Keyring], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, ring = ani
    folder, really = desk.ledger.folder, wraps._sealed

    def changed(key: bytes, to: set[str]) -> dict[str, bytes]:
        encryption.change(folder, SAID, NEW)
        return really(key, to)

    with monkeypatch.context() as patched:
        patched.setattr(wraps, "_sealed", changed)
        founded(desk, ring)
    cipher.forget()
    encryption.unlock(folder, NEW)
    desk.close()
    opened(folder).close()
    assert sealed_to(folder) == {ring.root().public}
