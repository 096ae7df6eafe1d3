"""A `.key` file that is gone, or is that of another database: what is said leads to the right one, or to a copy, not to damage."""

from functools import partial
from pathlib import Path

from models import encryption
from models.desk import answers
from models.desk.desk import Desk, opened
from models.doctor import examine
from models.errors import Refusal
from models.ledger import backups, cipher, driver
from models.moments import Clock
from models.restoring import Restore
from tests.desk.acts import LEVELS, begun, sheet_of
from tests.ledger.encrypted import SAID, encrypt, on
from tests.ledger.kit import refused

LATER = f"{SAID} baru"


def twice(desk: Desk, folder: Path, clock: Clock, later: str = SAID) -> tuple[str, Path]:
    """An answered verification in a profile that was encrypted, made plain and encrypted anew, and a copy under the key of before."""
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 2)
    desk.close()
    encrypt(folder)
    copy = backups.make(folder / driver.DATABASE, clock())
    encryption.turn_off(folder, SAID, on)
    encryption.turn_on(folder, later, on)
    cipher.forget()
    return verification, copy


def test_the_key_file_of_a_copy_under_another_key_led_to_a_database_that_was_said_to_be_damaged(
    desk: Desk, folder: Path, clock: Clock
) -> None:
    _, copy = twice(desk, folder, clock)
    path = folder / driver.DATABASE
    right = cipher.beside(path).rename(folder.parent / "right.key")
    lost = refused(partial(driver.gate, path))
    assert (lost.code, lost.fields["copy"]) == ("profile.key_lost", cipher.beside(copy))
    cipher.beside(path).write_bytes(cipher.beside(copy).read_bytes())
    encryption.unlock(folder, SAID)
    for writing in (False, True):
        unfit = refused(partial(opened, folder, writing=writing))
        assert (unfit.code, unfit.fields) == ("profile.key_unfit", {"file": path, "key": cipher.beside(path)})
    found = next(result.found for result in examine(folder, lambda: None) if result.check == "database")
    assert isinstance(found.said, Refusal) and found.said.code == "profile.key_unfit"
    assert found.copy is not None and found.copy.fields == {"file": copy}
    # The right one is found again.
    cipher.forget()
    again = copy.with_name("kunci.key")
    right.rename(again)
    other = refused(partial(encryption.unlock, folder, SAID))
    assert (other.code, other.fields) == ("profile.key_other", {"file": cipher.beside(path), "copy": again})
    cipher.beside(path).write_bytes(again.read_bytes())
    encryption.unlock(folder, SAID)
    opened(folder).close()


def test_a_profile_whose_key_was_lost_could_not_be_restored_from_a_copy_under_another_key(
    desk: Desk, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    verification, copy = twice(desk, folder, clock, LATER)
    path = folder / driver.DATABASE
    cipher.beside(path).unlink()
    before, body = path.read_bytes(), cipher.beside(copy).read_bytes()
    cipher.unlock(copy, SAID)
    with Restore(folder, copy) as restore:
        list(restore.prepare())
        assert restore.preview.unreadable is not None and restore.preview.unreadable.code == "profile.key_lost"
        kept = restore.put(clock())
    assert kept is not None and kept.read_bytes() == before
    assert cipher.beside(path).read_bytes() == body
    with opened(folder) as again:
        assert sheet_of(again, verification).line(LEVELS).answer.level == 2


def test_an_encrypted_database_that_came_without_its_key_file_was_said_to_be_damaged(
    desk: Desk, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    _, copy = twice(desk, folder, clock)
    there = tmp_path / "lain"
    there.mkdir()
    path = there / driver.DATABASE
    path.write_bytes((folder / driver.DATABASE).read_bytes())
    for asked in (partial(opened, there), partial(encryption.state, there)):
        assert refused(asked).fields == {"file": path, "key": cipher.beside(path)}
        assert refused(asked).code == "profile.keyless"
    # One that holds what nobody encrypted is damaged, and a copy is spoken of as a copy.
    path.write_bytes(bytes(range(256)) * 64)
    assert refused(partial(driver.gate, path)).code == "profile.damaged"
    cipher.beside(copy).write_bytes(cipher.beside(folder / driver.DATABASE).read_bytes())
    encryption.unlock(folder, SAID)
    assert refused(partial(backups.require_whole, copy)).code == "backup.keyless"
    cipher.beside(copy).unlink()
    assert refused(partial(backups.require_whole, copy)).code == "backup.keyless"


def test_a_damaged_page_is_damage_whatever_the_key(desk: Desk, folder: Path) -> None:
    desk.close()
    encrypt(folder)
    path = folder / driver.DATABASE
    body = path.read_bytes()
    path.write_bytes(body[:100] + bytes(100) + body[200:])
    assert refused(partial(driver.gate, path)).code == "profile.damaged"
