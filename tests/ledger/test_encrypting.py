"""An existing profile is encrypted and made plain again, all of it and its copies; whatever stops that leaves a profile that opens."""

import shutil
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from models import encryption
from models.desk import people
from models.desk.desk import opened
from models.doctor import examine
from models.errors import Refusal
from models.ledger import backups, cipher, driver, encrypting
from models.ledger.cipher import KeyFile
from models.moments import now
from tests.ledger.earlier import OLDER, told, unpacked
from tests.ledger.encrypted import SAID, on
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded profile with two copies."""
    folder = tmp_path_factory.mktemp("made") / "profile"
    shutil.copytree(template, folder)
    for _ in range(2):
        backups.copied(folder / driver.DATABASE, backups.named(folder / driver.BACKUPS, now()))
    return folder


@pytest.fixture
def profile(made: Path, folder: Path) -> Path:
    """The same, for the test alone; nobody has it open."""
    shutil.copytree(made, folder)
    return folder


def _bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def _copies(folder: Path) -> list[Path]:
    return sorted((folder / driver.BACKUPS).glob("*.db"))


def test_an_existing_profile_is_encrypted_with_its_copies_and_plain_again(profile: Path) -> None:
    path = profile / driver.DATABASE
    held, heard = backups.check(path), list[tuple[int, int]]()
    assert b"Ani Lestari" in _bytes(profile)

    def tell(done: int, total: int) -> bool:
        heard.append((done, total))
        return True

    assert encryption.turn_on(profile, SAID, tell) == ()
    assert heard == sorted(heard) and 0 < heard[-1][0] <= heard[-1][1]
    assert b"Ani Lestari" not in _bytes(profile) and b"CREATE TABLE" not in _bytes(profile)
    assert {file.name for file in profile.iterdir()}.isdisjoint({"verifier.db-wal", "verifier.db-shm", "verifier.db.part"})
    assert backups.check(path) == held
    assert [backups.check(copy)["person"] for copy in _copies(profile)] == [1, 1]
    assert encryption.state(profile) == encryption.State(True, True, True, language="id")
    with pytest.raises(Refusal, match="passphrase_wrong"):
        encryption.turn_off(profile, SAID.upper(), on)
    encryption.turn_off(profile, SAID, on)
    assert cipher.is_plain(path) and not cipher.beside(path).exists()
    assert backups.check(path) == held
    assert [cipher.is_plain(copy) for copy in _copies(profile)] == [False, False]
    with opened(profile) as desk:
        assert (owner := desk.ask(people.owner)) is not None and owner.name == "Ani Lestari"


def test_a_new_passphrase_opens_profile_and_copies_and_the_old_one_neither(profile: Path) -> None:
    encryption.turn_on(profile, SAID, on)
    encryption.change(profile, SAID, "rahasia yang baru")
    for file in (profile / driver.DATABASE, *_copies(profile)):
        cipher.forget()
        with pytest.raises(Refusal, match="passphrase_wrong"):
            cipher.unlock(file, SAID)
        cipher.unlock(file, "rahasia yang baru")
        assert backups.check(file)["person"] == 1


def test_a_passphrase_that_was_changed_was_said_not_to_be_where_a_copy_could_not_follow(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encryption.turn_on(profile, SAID, on)
    first, second = map(cipher.beside, _copies(profile))
    put = encrypting._put

    def refusing(file: Path, body: bytes) -> None:
        if file == first:
            raise PermissionError(13, "Permission denied", str(file))
        put(file, body)

    with monkeypatch.context() as patch:
        patch.setattr(encrypting, "_put", refusing)
        assert encryption.change(profile, SAID, "rahasia yang baru") == (first,)
    main = cipher.beside(profile / driver.DATABASE).read_bytes()
    assert first.read_bytes() != main == second.read_bytes()
    encryption.unlock(profile, "rahasia yang baru")
    opened(profile).close()
    assert first.read_bytes() == main


def test_fifty_wrong_passphrases_lose_nothing_and_take_longer_and_longer(profile: Path) -> None:
    encryption.turn_on(profile, SAID, on)
    encryption.lock()
    before = _bytes(profile)
    for number in range(50):
        with pytest.raises(Refusal, match="passphrase_wrong"):
            encryption.unlock(profile, f"{SAID}{number}")
    assert _bytes(profile) == before
    waits = [encryption.wait(tries) for tries in range(1, 51)]
    assert waits == sorted(waits) and waits[:3] == [0, 0, 1] and waits[-1] == 60
    encryption.unlock(profile, SAID)
    opened(profile).close()


def test_who_reads_it_or_stops_it_keeps_it_as_it_was(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_WAIT", 1)
    with opened(profile, writing=False) as desk, desk.ledger.transaction(writing=False) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM person").all()
        with pytest.raises(Refusal, match="in_use"):
            encryption.turn_on(profile, SAID, on)
    with pytest.raises(backups.Stopped):
        encryption.turn_on(profile, SAID, lambda _done, _all: False)
    with opened(profile), pytest.raises(Refusal, match="locked"):
        encryption.turn_on(profile, SAID, on)
    assert cipher.is_plain(profile / driver.DATABASE)
    assert not list(profile.rglob("*.part*"))


def test_a_copy_that_is_damaged_stays_and_is_told(profile: Path) -> None:
    first, second = _copies(profile)
    body = bytearray(first.read_bytes())
    body[len(body) // 2 :] = bytes(len(body) - len(body) // 2)
    first.write_bytes(body)
    assert encryption.turn_on(profile, SAID, on) == (first,)
    assert first.read_bytes() == body and not cipher.is_plain(second)
    assert encryption.state(profile).plain_copies == 1


def test_the_key_file_of_a_copy_does_as_well(profile: Path) -> None:
    encryption.turn_on(profile, SAID, on)
    file = cipher.beside(profile / driver.DATABASE)
    file.unlink()
    refusal = refused(lambda: opened(profile))
    assert refusal.code == "profile.key_lost"
    file.write_bytes(Path(str(refusal.fields["copy"])).read_bytes())
    opened(profile).close()


def test_a_damaged_key_file_was_told_as_a_wrong_passphrase(profile: Path) -> None:
    encryption.turn_on(profile, SAID, on)
    file = cipher.beside(profile / driver.DATABASE)
    found, whole = cipher.read(file), file.read_bytes()
    assert found.passphrase is not None
    flipped = bytes((found.passphrase.salt[0] ^ 1, *found.passphrase.salt[1:]))
    file.write_bytes(cipher.written(replace(found, passphrase=replace(found.passphrase, salt=flipped))))
    cipher.forget()
    refusals = [refused(partial(encryption.unlock, profile, said)) for said in ("bukan itu", SAID)]
    assert [refusal.code for refusal in refusals] == ["profile.passphrase_wrong", "profile.key_unlike"]
    copy = Path(str(refusals[1].fields["copy"]))
    assert copy == cipher.beside(_copies(profile)[-1])
    assert refused(lambda: encryption.change(profile, SAID, f"{SAID} baru")).code == "profile.key_unlike"
    file.write_bytes(copy.read_bytes())
    assert file.read_bytes() == whole
    encryption.unlock(profile, SAID)
    opened(profile).close()


def test_an_encrypted_profile_whose_key_file_is_gone_was_said_not_to_be_encrypted(profile: Path) -> None:
    encryption.turn_on(profile, SAID, on)
    cipher.beside(profile / driver.DATABASE).unlink()
    assert refused(lambda: encryption.state(profile)).code == "profile.key_lost"
    (found,) = (result.found for result in examine(profile, lambda: None) if result.check == "encryption")
    assert isinstance(found.said, Refusal) and found.said.code == "profile.key_lost"


def test_an_encrypted_profile_of_an_earlier_program_is_migrated_and_its_copy_is_encrypted_too(folder: Path) -> None:
    said = unpacked(OLDER[0], folder)
    path, key = folder / driver.DATABASE, cipher.made()
    assert encrypting.encrypt(path, KeyFile(cipher.hold(key), cipher.wrapped(key, SAID)), on) == ()
    with opened(folder, writing=False) as desk:
        assert told(desk) == said
    (copy,) = _copies(folder)
    assert not cipher.is_plain(path) and not cipher.is_plain(copy)
    assert driver.gate(copy) < driver.gate(path) == driver.FORMAT


def test_without_sqlcipher_it_is_refused_in_words(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    monkeypatch.setattr(driver, "MODULE", sqlite3)
    monkeypatch.setattr(driver, "SAFE_SQLITE", (3, 0, 0))
    with pytest.raises(Refusal, match="no_cipher"):
        encryption.turn_on(profile, SAID, on)
    assert not encryption.state(profile).is_possible
    with closing(driver.connect(profile / driver.DATABASE, writing=False)) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (1,)


def test_a_short_passphrase_is_refused(profile: Path) -> None:
    with pytest.raises(Refusal, match="passphrase_short"):
        encryption.turn_on(profile, "1234567", on)
    with pytest.raises(Refusal, match="passphrase_short"):
        encryption.begin(profile.parent / "other", "")
