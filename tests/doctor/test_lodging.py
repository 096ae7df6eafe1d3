"""Where a profile lies, whether its disk waits, its copies and what lies about: each told with its figures and what to do."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models import disks, evidence_files, flushing, leftovers
from models.desk import evidence, verifications
from models.desk.desk import opened
from models.disks import Disk, Kind
from models.doctor import State, Wish, examine
from models.doctor.lodging import LOG
from models.flushing import Flushing, measured
from models.ledger import backups, driver
from models.moments import now
from tests.conftest import StillClock
from tests.doctor.kit import codes, results, wrong

pytestmark = pytest.mark.slow


def copied(folder: Path, days: int = 0) -> Path:
    return backups.make(folder / driver.DATABASE, now() - timedelta(days=days))


def test_a_profile_in_a_synced_folder_is_told(sound: Path) -> None:
    (sound.parent / ".stfolder").mkdir()
    assert (wrong(sound), codes(results(sound)["place"])) == ({"place"}, {"profile.synced"})


def test_how_long_writing_takes_is_shown(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flushing, "measured", measured)
    said = results(sound)["flush"].found.said
    assert said.fields["flushed"] > 0 and said.fields["unflushed"] > 0  # type: ignore[union-attr,operator]
    assert not (sound / flushing.FILE).exists()


@pytest.mark.parametrize(
    ("disk", "figures", "state", "code"),
    [
        (Disk(Kind.OWN, "ext4"), Flushing(300, 10), State.GOOD, "flush.good"),
        (Disk(Kind.OWN, "ext4"), Flushing(11, 10), State.NOTED, "flush.none"),
        (Disk(Kind.MEMORY, "tmpfs"), Flushing(4, 4), State.GOOD, "flush.good"),
        (Disk(Kind.OWN, "ext4", frozenset({"rw", "nobarrier"})), Flushing(300, 10), State.WRONG, "flush.barrier"),
        (Disk(Kind.OWN, "ext4", frozenset({"barrier=0"})), Flushing(300, 10), State.WRONG, "flush.barrier"),
        (Disk(Kind.OWN, "overlay", frozenset({"volatile"})), Flushing(11, 10), State.WRONG, "flush.barrier"),
    ],
)
def test_a_disk_that_does_not_wait_is_told(
    sound: Path, disk: Disk, figures: Flushing, state: State, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks, "of", lambda _folder: disk)
    monkeypatch.setattr(flushing, "measured", lambda _folder: figures)
    found = results(sound)["flush"]
    assert (found.state, codes(found)) == (state, {code})


def test_the_newest_copy_is_looked_through_and_a_bad_one_named(sound: Path) -> None:
    first, second = copied(sound, 2), copied(sound)
    found = results(sound)["backups"]
    assert found.state is State.GOOD
    assert found.found.said.fields == {"count": 2, "days": 0, "newest": second.name}  # type: ignore[union-attr]
    body = bytearray(second.read_bytes())
    body[40_960:45_056] = b"\xa5" * 4096
    second.write_bytes(body)
    found = results(sound)["backups"]
    assert (found.state, codes(found)) == (State.WRONG, {"backups.wrong", "backups.bad"})
    assert found.found.copy is not None
    assert found.found.copy.fields["file"] == first


def test_a_team_list_was_thousands_of_days_younger_than_none_to_a_clock_without_battery(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.doctor.now", lambda: datetime(1970, 1, 1, tzinfo=UTC))
    assert results(sound)["age"].found.said.fields["team"] == 0  # type: ignore[union-attr]


def test_only_a_full_look_goes_through_every_copy(sound: Path) -> None:
    first, _ = copied(sound, 2), copied(sound)
    body = bytearray(first.read_bytes())
    body[40_960:45_056] = b"\xa5" * 4096
    first.write_bytes(body)
    assert results(sound)["backups"].state is State.GOOD
    full = {result.check: result for result in examine(sound, lambda: None, wish=Wish(is_full=True))}
    assert full["backups"].state is State.WRONG


def test_files_of_evidence_are_looked_at_when_that_is_wished(sound: Path, tmp_path: Path) -> None:
    with opened(sound, clock=StillClock()) as desk:
        (verification,) = {line.id for line in desk.ask(verifications.every) if line.agency == "33"}
        for name in ("ada.pdf", "berubah.pdf", "hilang.pdf"):
            (tmp_path / name).write_text(name)
            desk.do(evidence.register, verification, {"title": name, "location": str(tmp_path / name)})
        list(evidence_files.known(desk, verification))
    (tmp_path / "berubah.pdf").write_text("lain")
    (tmp_path / "hilang.pdf").unlink()
    full = {result.check: result for result in examine(sound, lambda: None, wish=Wish(is_full=True))}
    assert (full["evidence"].state, codes(full["evidence"])) == (State.NOTED, {"evidence.wrong", "evidence.changed", "evidence.missing"})


def test_what_cannot_be_trusted_names_the_newest_whole_copy(sound: Path) -> None:
    made = copied(sound)
    (sound / driver.DATABASE).write_bytes(b"bukan basis data" * 1000)
    found = results(sound)["database"]
    assert found.state is State.WRONG
    assert found.found.copy is not None
    assert found.found.copy.fields["file"] == made


def test_half_written_files_are_told_and_taken_away_a_day_later(sound: Path) -> None:
    day = now().timestamp()
    kept = f"files/{'a' * 64}.part"
    names = ["keys/person.part", "backups/verifier-000001-20260101-000000.db.7.part", kept, "verifier.toml.part"]
    names += ["verifier.db.27345.part", "verifier.db.27345.part.key", "verifier.db.27345.part-journal"]
    foreign = ("catatan.part", "keys/x.part", "backups/x.part", "files/x.part")
    for name in (*names, *foreign):
        (sound / name).parent.mkdir(exist_ok=True)
        (sound / name).write_bytes(b"x")
    assert results(sound)["leftovers"].state is State.GOOD
    assert leftovers.sweep(sound, day) == 0
    for name in (*names, *foreign):
        os.utime(sound / name, (time.time() - 2 * leftovers.DAY,) * 2)
    found = results(sound)["leftovers"]
    assert (found.state, len(found.found.faults)) == (State.NOTED, 6)
    assert leftovers.sweep(sound, day) == 6
    # What is half here of a colleague's file goes on where it stopped.
    assert (sound / kept).exists()
    assert all((sound / name).exists() for name in foreign)


def test_a_long_log_is_told(sound: Path) -> None:
    (sound / LOG).write_bytes(b"x" * 6_000_000)
    found = results(sound)["log"]
    assert (found.state, found.found.said.fields["size"]) == (State.NOTED, 6000)  # type: ignore[union-attr]


def test_carriers_are_reached_only_when_that_is_wished(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "stik").mkdir()
    wish = Wish(carriers={"stik": str(tmp_path / "stik"), "hilang": str(tmp_path / "hilang")})
    found = {result.check: result for result in examine(sound, lambda: None, wish=wish)}["carriers"]
    assert (found.state, codes(found)) == (State.WRONG, {"carriers.wrong", "carrier.away"})
    assert "stik " in str(found.found.said.fields["times"])  # type: ignore[union-attr]
    assert "carriers" not in results(sound)


def test_whoever_had_a_damaged_database_and_no_copy_was_told_to_make_one_of_it(sound: Path) -> None:
    assert results(sound)["backups"].found.remedy == "backup"
    (sound / driver.DATABASE).write_bytes(b"no database, and never one " * 400)
    found = results(sound)["backups"]
    assert (found.state, found.found.remedy) == (State.NOTED, "later")
