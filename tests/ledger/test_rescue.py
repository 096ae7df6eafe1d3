"""A rescue copy holds the database with the texts its disk did not take, encrypted where that is; where it cannot be copied, the texts."""

from pathlib import Path

from models.desk import drafts
from models.desk.desk import Desk, opened
from models.ledger import cipher, driver, rescue
from models.moments import Clock
from tests.desk.acts import begun, contents
from tests.ledger.encrypted import SAID, encrypt
from tests.ledger.kit import database, refused

TEXTS = {"a/note/REG-01": {"text": 'tiga orang\n"hadir"'}, "a/answer/REG-02": {"answer": "2"}}


def test_a_rescue_copy_in_the_place_of_the_database_has_everything_and_the_texts(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    begun(desk)
    held = contents(desk, "draft")
    made = rescue.rescued(desk.ledger.folder, tmp_path / "stick", TEXTS, clock())
    assert (made.why, made.file.name) == (None, "verifier-rescue-20230509-070500.db")
    again = tmp_path / "again"
    again.mkdir()
    made.file.rename(again / driver.DATABASE)
    with opened(again) as restored:
        assert contents(restored, "draft") == held
        assert {line.place: dict(line.fields) for line in restored.ask(drafts.lines)} == TEXTS


def test_a_rescue_copy_of_an_encrypted_profile_opens_with_its_passphrase_alone(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    begun(desk)
    folder = desk.ledger.folder
    desk.close()
    encrypt(folder)
    made = rescue.rescued(folder, tmp_path / "stick", TEXTS, clock())
    assert made.why is None and b"tiga orang" not in made.file.read_bytes()
    cipher.forget()
    assert refused(lambda: driver.gate(made.file)).code == "profile.key_needed"
    cipher.unlock(made.file, SAID)
    connection = driver.connect(made.file, writing=False)
    assert len(connection.execute("SELECT place FROM draft").fetchall()) == len(TEXTS)
    connection.close()


def test_where_the_database_cannot_be_copied_the_texts_are_there_to_be_read(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    begun(desk)
    desk.close()
    database(desk).write_bytes(b"x" * 9_000)
    made = rescue.rescued(desk.ledger.folder, tmp_path / "stick", TEXTS, clock())
    assert made.why is not None and made.why.code == "profile.damaged"
    assert [path.name for path in (tmp_path / "stick").iterdir()] == ["verifier-rescue-20230509-070500.toml"]
    assert "tiga orang" in made.file.read_text()
    assert refused(lambda: rescue.rescued(desk.ledger.folder, tmp_path / "other", {}, clock())).code == "profile.damaged"
