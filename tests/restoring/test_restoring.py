"""A copy comes into the place of the database whole, after what it changes was told; what stood there is a copy then."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models import encryption
from models.desk import answers, drafts, evidence, rounds, verifications
from models.desk.desk import Desk, opened
from models.ledger import backups, cipher, driver
from models.moments import Clock
from models.restored import Preview, Work
from models.restoring import BESIDE, Restore
from tests.desk.acts import LEVELS, WORDS, begun, contents, sheet_of
from tests.desk.reviewing_kit import Trio, ready
from tests.exchange.kit import Memory, documents, meets, writes
from tests.ledger import earlier
from tests.ledger.encrypted import SAID, encrypt, on
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow


def previewed(folder: Path, file: Path) -> Preview:
    """What restoring a file would change, said without changing anything."""
    before = held(folder)
    with Restore(folder, file) as restore:
        steps = list(restore.prepare())
        assert [step for step, _ in steps] == list(range(steps[-1][1] + 1))
        found = restore.preview
    assert held(folder) == before
    return found


def restored(folder: Path, file: Path, clock: Clock) -> Path | None:
    """The copy of what was there."""
    with Restore(folder, file) as restore:
        list(restore.prepare())
        return restore.put(clock())


def held(folder: Path) -> dict[str, bytes]:
    """The files of a profile, but those that come and go while it is read."""
    passing = ("-wal", "-shm", driver.LOCK)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(passing)
    }


def test_what_was_done_since_goes_and_comes_back(desk: Desk, folder: Path, clock: Clock) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 2)
    first, database = contents(desk), folder / driver.DATABASE
    copy = backups.make(database, clock())
    desk.do(answers.record, verification, LEVELS, 4)
    desk.do(answers.record, verification, WORDS, 2)
    desk.do(answers.annotate, verification, WORDS, "Catatan zamrud")
    desk.do(evidence.register, verification, {"title": "Perbup"}, WORDS)
    desk.do(rounds.begin, "2023-2", "mt-kasn 2023")
    desk.do(drafts.keep, "somewhere", {"text": "setengah"})
    later = contents(desk)
    desk.close()
    assert previewed(folder, copy) == Preview(
        copy,
        "Ani Lestari",
        is_another=False,
        is_unrelated=False,
        last="2023-05-09T07:05:00Z",
        migrated=0,
        lost=(Work("Provinsi Jawa Barat", "2023-1", 2, 1, "2023-05-09T07:05:00Z"),),
        elsewhere_lost=1,
        drafts_lost=1,
    )
    before = restored(folder, copy, clock)
    with opened(folder) as again:
        assert contents(again) == first
    assert before is not None
    found = previewed(folder, before)
    assert (found.lost, found.elsewhere_back, found.drafts_back, [work.agency for work in found.back]) == (
        (),
        1,
        1,
        ["Provinsi Jawa Barat"],
    )
    restored(folder, before, clock)
    with opened(folder) as again:
        assert contents(again) == later
    assert not previewed(folder, backups.found(folder / driver.BACKUPS)[1].path).changes
    assert [copy.reason for copy in backups.found(folder / driver.BACKUPS)] == ["restored", "restored", ""]


@pytest.mark.slow
def test_what_left_by_a_carrier_is_told_apart_from_what_is_lost(team: Trio, tmp_path: Path) -> None:
    vera, carrier = team.verifier, Memory()
    folder, clock = tmp_path / "vera", vera.clock
    meets(vera, carrier)
    verification = begun(vera.desk, "11")
    copy = backups.make(folder / driver.DATABASE, clock())
    submitted = ready(vera.desk, "12")
    vera.submits(submitted)
    sent = writes(vera, "13")
    meets(vera, carrier)
    vera.desk.do(answers.record, verification, LEVELS, 4)
    writes(vera, "14")
    vera.desk.close()
    found = previewed(folder, copy)
    assert [(work.agency, work.answers) for work in found.lost] == [("Provinsi Aceh", 1)]
    assert [(work.agency, work.answers) for work in found.returning] == [("Provinsi Sumatera Utara", 52)]
    assert (len(found.documents_lost), found.documents_returning, found.documents_given) == (1, 2, 0)
    restored(folder, copy, clock)
    with opened(folder, clock=clock) as desk:
        vera.desk = desk
        assert meets(vera, carrier).is_copy
        assert documents(vera) == {sent}
        assert sheet_of(desk, submitted).state == "submitted"
        assert sheet_of(desk, verification).line(LEVELS).answer.level is None
        assert not meets(vera, carrier).arrivals
    meets(team.lead, carrier)
    assert documents(team.lead) == {sent}


@pytest.fixture
def copy(desk: Desk, folder: Path, clock: Clock) -> Path:
    """A copy of a profile that went on afterwards, and is closed."""
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 2)
    made = backups.make(folder / driver.DATABASE, clock())
    desk.do(answers.record, verification, LEVELS, 4)
    desk.close()
    return made


def level(folder: Path) -> int | None:
    """How the item stands in the only verification."""
    with opened(folder, writing=False) as desk:
        (line,) = desk.ask(verifications.every)
        return sheet_of(desk, line.id).line(LEVELS).answer.level


def newer(copy: Path) -> Path:
    statement(copy, f"PRAGMA user_version={driver.FORMAT + 1}")
    return copy


def foreign(copy: Path) -> Path:
    statement(copy, "PRAGMA application_id=7")
    return copy


def torn(copy: Path) -> Path:
    copy.write_bytes(copy.read_bytes()[: -5 * 4096])
    return copy


def spoiled(copy: Path) -> Path:
    statement(copy, "DROP TRIGGER trail_no_update")
    statement(copy, "UPDATE trail SET body = replace(body, '2', '3')")
    return copy


def text(copy: Path) -> Path:
    copy.write_text("Bukan basis data, tetapi cukup panjang untuk dibaca." * 200)
    return copy


def emptied(copy: Path) -> Path:
    copy.write_bytes(b"")
    return copy


def gone(copy: Path) -> Path:
    copy.unlink()
    return copy


def itself(copy: Path) -> Path:
    return copy.parent.parent / driver.DATABASE


def statement(path: Path, said: str) -> None:
    with closing(driver.MODULE.connect(path, isolation_level=None)) as connection:
        connection.execute(said)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (newer, "profile.newer"),
        (foreign, "profile.foreign"),
        (torn, "restore.damaged"),
        (spoiled, "trail.broken"),
        (text, "restore.damaged"),
        (emptied, "restore.none"),
        (gone, "restore.none"),
        (itself, "restore.itself"),
    ],
)
def test_what_is_no_whole_copy_is_refused_and_nothing_changes(copy: Path, folder: Path, spoil: Callable[[Path], Path], code: str) -> None:
    file = spoil(copy)
    before = held(folder)
    with Restore(folder, file) as restore:
        assert refused(lambda: list(restore.prepare())).code == code
    assert held(folder) == before
    assert level(folder) == 4


@pytest.mark.slow
@pytest.mark.parametrize("name", earlier.OLDER)
def test_a_copy_of_an_older_format_is_brought_to_today_s(copy: Path, folder: Path, clock: Clock, tmp_path: Path, name: str) -> None:
    earlier.unpacked(name, tmp_path / "earlier")
    found = previewed(folder, tmp_path / "earlier" / driver.DATABASE)
    assert (f"format-{found.migrated}", found.is_another, found.is_unrelated) == (name, True, True)
    before = restored(folder, tmp_path / "earlier" / driver.DATABASE, clock)
    assert driver.gate(folder / driver.DATABASE) == driver.FORMAT
    with opened(folder) as desk:
        assert earlier.told(desk) == json.loads((tmp_path / "earlier" / "told.json").read_text())
    assert before is not None
    restored(folder, before, clock)
    assert level(folder) == 4


def test_a_damaged_database_is_kept_as_it_lies(copy: Path, folder: Path, clock: Clock) -> None:
    torn(folder / driver.DATABASE)
    (folder / f"{driver.DATABASE}-wal").write_bytes(b"log")
    lay = (folder / driver.DATABASE).read_bytes()
    found = previewed(folder, copy)
    assert found.unreadable is not None
    assert found.unreadable.code == "profile.damaged"
    before = restored(folder, copy, clock)
    assert before is not None
    assert before.name.endswith("-damaged.db")
    assert before.read_bytes() == lay
    assert before.with_name(f"{before.name}-wal").read_bytes() == b"log"
    assert level(folder) == 2


@pytest.mark.slow
def test_what_is_encrypted_stays_so_under_the_key_of_the_profile(copy: Path, folder: Path, clock: Clock, tmp_path: Path) -> None:
    plain = Path(shutil.copy(copy, tmp_path / "plain.db"))
    encrypt(folder)
    (before,) = [each.path for each in backups.found(folder / driver.BACKUPS)]
    older = tmp_path / "older.db"
    backups.copied(before, older)
    encryption.turn_off(folder, SAID, on)
    restored(folder, older, clock)
    assert not cipher.is_plain(folder / driver.DATABASE)
    assert level(folder) == 2
    encryption.turn_off(folder, SAID, on)
    encryption.turn_on(folder, f"{SAID} baru", on)
    key = cipher.beside(folder / driver.DATABASE).read_bytes()
    for file in (older, plain):
        restored(folder, file, clock)
        assert cipher.beside(folder / driver.DATABASE).read_bytes() == key
        cipher.forget()
        assert refused(lambda: opened(folder)).code == "profile.key_needed"
        encryption.unlock(folder, f"{SAID} baru")
        assert level(folder) == 2
        cipher.unlock(older, SAID)


@pytest.mark.slow
def test_a_locked_copy_waits_for_its_passphrase(copy: Path, folder: Path, clock: Clock) -> None:
    encrypt(folder)
    cipher.forget()
    with Restore(folder, copy) as restore:
        refusal = refused(lambda: list(restore.prepare()))
    assert (refusal.code, refusal.fields) == ("profile.key_needed", {"file": copy})
    cipher.unlock(copy, SAID)
    restored(folder, copy, clock)
    assert level(folder) == 2


def test_a_laptop_without_a_profile_gets_one(copy: Path, tmp_path: Path, clock: Clock) -> None:
    assert restored(tmp_path / "new", copy, clock) is None
    assert level(tmp_path / "new") == 2


def test_nothing_is_put_in_the_place_of_what_somebody_reads(copy: Path, folder: Path, clock: Clock) -> None:
    with Restore(folder, copy) as restore:
        list(restore.prepare())
        with opened(folder):
            assert refused(lambda: restore.put(clock())).code == "profile.locked"
        with opened(folder, writing=False) as reader, reader.ledger.transaction(writing=False) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM trail").all()
            assert refused(lambda: restore.put(clock())).code == "profile.in_use"
        assert level(folder) == 4
        restore.put(clock())
    assert level(folder) == 2
    assert not [*folder.glob(f"{BESIDE}*")]
