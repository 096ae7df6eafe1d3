"""What stands otherwise than the trail says, what it lacks and odd moments in it are told."""

import json
import shutil
from pathlib import Path

import pytest

from models.desk import answers
from models.desk.desk import opened
from models.doctor import State
from models.ledger import backups, driver, head
from models.moments import now
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, begun
from tests.doctor.kit import broken, codes, results, wrong
from tests.ledger import earlier

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        (f"UPDATE answer SET level = 4 - level WHERE item = '{LEVELS}'", {"table": "answer"}),
        pytest.param("UPDATE evidence SET digest = 'ab'", {"table": "evidence"}, marks=pytest.mark.slow),
        pytest.param("UPDATE verdict SET verdict = 'V1', reason = 'lain'", {"table": "verdict"}, marks=pytest.mark.slow),
        pytest.param(
            "UPDATE verification SET state = 'approved' WHERE agency_code = '33'", {"table": "verification"}, marks=pytest.mark.slow
        ),
        ("UPDATE verification SET touched_at = '2031-01-01T00:00:00Z' WHERE agency_code = '33'", {"table": "verification"}),
        pytest.param("UPDATE person SET role = 'x'", {"table": "person"}, marks=pytest.mark.slow),
        ("DELETE FROM fact", {"table": "fact"}),
        ("UPDATE agency SET name = 'Kota Lain' WHERE code = '33'", {"table": "agency", "key": "33"}),
        ("INSERT INTO base SELECT id, 'pelaksana', 7 FROM verification LIMIT 1", {"table": "base"}),
    ],
)
def test_a_row_edited_by_hand_is_told_by_its_table_and_key(sound: Path, statement: str, row: dict[str, str]) -> None:
    broken(sound, statement)
    found = results(sound)["rows"]
    assert (found.state, found.found.remedy) == (State.WRONG, "rows")
    assert row.items() <= found.found.faults[0].fields.items()  # type: ignore[union-attr]


@pytest.mark.slow
@pytest.mark.parametrize("name", earlier.NAMES)
def test_profiles_of_earlier_programs_stand_as_their_trail_tells(folder: Path, name: str) -> None:
    folder.mkdir()
    earlier.unpacked(name, folder)
    opened(folder).close()
    assert wrong(folder) == set()


def test_a_database_without_its_log_is_told_with_the_copy_to_go_on_from(sound: Path) -> None:
    with opened(sound, clock=StillClock()) as desk:
        verification = begun(desk, "34")
        desk.do(answers.record, verification, LEVELS, 2)
        kept = (sound / head.FILE).read_bytes()
        shutil.copytree(sound, sound.with_name("lain"), ignore=shutil.ignore_patterns("*-wal", "*-shm", driver.LOCK))
    found = results(sound.with_name("lain"))["gap"]
    assert (found.state, codes(found), found.found.copy and found.found.copy.code) == (State.WRONG, {"profile.gap"}, "copy.none_holds")
    assert (sound.with_name("lain") / head.FILE).read_bytes() == kept
    assert results(sound)["gap"].state is State.GOOD


def test_an_old_copy_somebody_worked_on_was_told_to_hold_nothing_up_to_entry_0(sound: Path) -> None:
    old = sound.with_name("lama")
    shutil.copytree(sound, old, ignore=shutil.ignore_patterns(driver.LOCK))
    for folder, level in ((sound, 2), (old, 3)):
        with opened(folder, clock=StillClock()) as desk:
            desk.do(answers.record, begun(desk, "34"), LEVELS, level)
    whole = backups.make(sound / driver.DATABASE, now())
    (old / driver.BACKUPS).mkdir(exist_ok=True)
    shutil.copy(whole, old / driver.BACKUPS)
    shutil.copy(sound / head.FILE, old / head.FILE)
    found = results(old)["gap"]
    assert (found.state, codes(found)) == (State.WRONG, {"profile.parted"})
    assert found.found.copy is not None and found.found.copy.fields["file"] == old / driver.BACKUPS / whole.name


def test_a_copy_that_lacks_as_much_as_the_database_was_the_one_to_go_on_from(sound: Path) -> None:
    path, before = sound / driver.DATABASE, (sound / driver.DATABASE).read_bytes()
    with opened(sound, clock=StillClock()) as desk:
        desk.do(answers.record, begun(desk, "34"), LEVELS, 2)
    whole = backups.make(path, now())
    path.write_bytes(before)
    backups.make(path, now())
    found = results(sound)["gap"].found
    assert found.copy is not None
    assert (found.copy.code, found.copy.fields["file"]) == ("copy.newest", whole)


@pytest.mark.parametrize(
    ("moment", "code", "count"),
    [("2031-01-01T00:00:00Z", "clock.ahead", 1), ("1999-01-01T00:00:00Z", "clock.back", 1)],
)
def test_moments_that_run_backwards_or_ahead_are_told(sound: Path, moment: str, code: str, count: int) -> None:
    broken(sound, f"UPDATE trail SET body = json_set(body, '$.moment', '{moment}') WHERE seq = 5")
    found = results(sound)["clock"]
    assert found.state is State.NOTED
    assert {"clock.odd", code} <= codes(found)
    assert next(each for each in found.found.faults if getattr(each, "code", "") == code).fields["count"] == count  # type: ignore[union-attr]


def test_a_clock_that_was_set_back_is_no_finding_of_its_own(sound: Path) -> None:
    clock = StillClock()
    with opened(sound, clock=clock) as desk:
        verification = begun(desk, "35")
        clock.step(-86_400 * 365)
        desk.do(answers.record, verification, LEVELS, 2)
    found = results(sound)
    assert {name for name, result in found.items() if result.state is State.WRONG} == set()
    assert json.dumps(found["clock"].found.faults[0].fields) == json.dumps({"count": 1, "first": found["rows"].found.said.fields["count"]})  # type: ignore[union-attr]
