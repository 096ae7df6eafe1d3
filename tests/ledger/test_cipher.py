"""The key of an encrypted database: kept under a passphrase, held, and without it the file tells nothing."""

from contextlib import closing
from pathlib import Path

import pytest

from models import encryption
from models.desk import people
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.ledger import cipher, driver
from models.ledger.cipher import KeyFile
from models.ledger.glance import look
from tests.ledger.encrypted import SAID


def _begun(folder: Path) -> bytes:
    """A profile that is encrypted from its first byte on; its key."""
    encryption.begin(folder, SAID)
    with opened(folder) as desk:
        desk.do(people.found, name="Sari Dewi", role="verifier", language="id")
    return cipher.key_of(folder / driver.DATABASE) or b""


def test_a_key_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    key, file = cipher.made(), tmp_path / "verifier.db.key"
    kept = KeyFile(cipher.id_of(key), cipher.wrapped(key, "rahasia"), {"ssh-ed25519 AAAA": b"sealed"}, "en")
    file.write_bytes(cipher.written(kept))
    assert cipher.read(file) == kept
    assert cipher.unwrapped(kept, "rahasia", tmp_path / "verifier.db") == key
    with pytest.raises(Refusal, match="passphrase_wrong"):
        cipher.unwrapped(kept, "Rahasia", tmp_path / "verifier.db")


@pytest.mark.parametrize("text", ["", "format = 1", "format = 1\n" + "a." * 9_000 + "a = 1", "\0", "[" * 9_000, 'key_id = """', "é"])
def test_what_is_no_key_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "verifier.db.key"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match="key_damaged"):
        cipher.read(file)


def test_a_key_file_of_a_newer_program_says_so(tmp_path: Path) -> None:
    file = tmp_path / "verifier.db.key"
    file.write_text('format = 2\nleast = "9.1"\n', encoding="utf-8")
    with pytest.raises(Refusal, match="newer"):
        cipher.read(file)


def test_without_its_key_an_encrypted_profile_opens_for_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    key = _begun(folder)
    assert (seen := look(folder)) is not None and seen.profile.name == "Sari Dewi"
    whole = b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
    assert b"Sari" not in whole and key not in whole and key.hex().encode() not in whole
    cipher.forget()
    before = (folder / driver.DATABASE).read_bytes()
    assert cipher.is_locked(folder / driver.DATABASE)
    assert look(folder) is None
    for writing in (True, False):
        with pytest.raises(Refusal, match="key_needed"):
            opened(folder, writing=writing)
    assert (folder / driver.DATABASE).read_bytes() == before


def test_another_key_than_that_of_the_file_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    _begun(folder)
    before = (folder / driver.DATABASE).read_bytes()
    other = cipher.made()
    cipher.beside(folder / driver.DATABASE).write_bytes(cipher.written(KeyFile(cipher.hold(other), cipher.wrapped(other, "x"))))
    with pytest.raises(Refusal, match="key_unfit"):
        opened(folder)
    assert (folder / driver.DATABASE).read_bytes() == before


def test_a_key_beside_a_plain_database_is_not_asked_for(desk: Desk) -> None:
    path, key = desk.ledger.folder / driver.DATABASE, cipher.made()
    cipher.beside(path).write_bytes(cipher.written(KeyFile(cipher.id_of(key), cipher.wrapped(key, "x"))))
    with closing(driver.connect(path, writing=False)) as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == [("Ani Lestari",)]
