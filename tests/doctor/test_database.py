"""A database file broken as disks, copies and other programs break it is a finding, never a traceback, and stays as it is."""

import shutil
from contextlib import closing, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.desk import answers
from models.desk.desk import opened
from models.doctor import CHECKS, State
from models.errors import Refusal
from models.ledger import cipher, driver
from tests.desk.acts import LEVELS, begun
from tests.doctor.kit import broken, codes, results, wrong
from tests.hostile import EVERY_CASE

pytestmark = pytest.mark.slow

PAGE = 4096
TABLES = {"checklists", "progress", "search", "documents", "results", "sums", "outbox", "team", "rows"}
INSIDE = TABLES | {"opening", "flush", "integrity", "shape", "references", "trail", "gap", "clock", "age"}
NOTED = {"age", "backups"}
"""What can wait: the clock of tests stands in 2023, and nothing was copied."""


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file but those that any reader makes beside a database."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm"))}


def skipped(folder: Path) -> set[str]:
    return {name for name, result in results(folder).items() if result.state is State.SKIPPED}


def test_a_sound_profile_has_no_findings_and_stays_as_it_is(sound: Path) -> None:
    before = bytes_of(sound)
    found = results(sound)
    # Where the folder of tests is in memory, that is worth a note too.
    assert {name for name, result in found.items() if result.state is not State.GOOD} - {"place"} == NOTED
    assert State.WRONG not in {result.state for result in found.values()}
    assert bytes_of(sound) == before
    assert found["progress"].found.said.fields["count"] == 2  # type: ignore[union-attr]
    assert found["documents"].found.said.fields["count"] == 3  # type: ignore[union-attr]
    assert found["team"].found.said.fields["number"] == 3  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("CREATE TRIGGER turned AFTER INSERT ON answer BEGIN UPDATE answer SET level = 4; END", "trigger turned"),
        ("DROP TRIGGER search_added", "trigger search_added"),
        ("CREATE TABLE more (id INTEGER)", "more"),
        ("ALTER TABLE answer ADD COLUMN more TEXT DEFAULT 'x'", "answer"),
    ],
)
def test_what_somebody_added_to_the_database_is_named(sound: Path, script: str, name: str) -> None:
    with closing(driver.connect(sound / driver.DATABASE, writing=True)) as connection:
        connection.executescript(script)
    found = results(sound)["shape"]
    assert (found.state, found.found.faults) == (State.WRONG, (name,))


def test_it_looks_while_somebody_works(sound: Path) -> None:
    with opened(sound) as desk:
        desk.do(answers.record, begun(desk, "33"), LEVELS, 2)
        assert wrong(sound) == set()
        desk.do(answers.record, begun(desk, "33"), LEVELS, 3)


def test_a_folder_without_a_profile_has_one_finding(folder: Path) -> None:
    assert wrong(folder) == {"folder", "database"}
    assert skipped(folder) == INSIDE
    assert not folder.exists()


def test_a_file_that_is_no_database_is_a_finding(sound: Path) -> None:
    (sound / driver.DATABASE).write_bytes(b"tidak apa-apa " * 1000)
    assert (wrong(sound), skipped(sound)) == ({"database"}, INSIDE)


def test_an_emptied_file_is_a_finding(sound: Path) -> None:
    (sound / driver.DATABASE).write_bytes(b"")
    assert "database" in wrong(sound)


@pytest.mark.parametrize(("pragma", "code"), [("user_version = 99", "profile.newer"), ("application_id = 7", "profile.foreign")])
def test_a_file_of_another_program_is_a_finding(sound: Path, pragma: str, code: str) -> None:
    broken(sound, f"PRAGMA {pragma}")
    found = results(sound)["database"]
    assert (found.state, codes(found)) == (State.WRONG, {code})


def test_an_older_profile_is_not_migrated(sound: Path) -> None:
    broken(sound, "PRAGMA user_version = 2")
    before = bytes_of(sound)
    assert (wrong(sound), skipped(sound)) == ({"database"}, INSIDE)
    assert bytes_of(sound) == before


def test_an_interrupted_write_is_not_taken_back(sound: Path) -> None:
    (sound / f"{driver.DATABASE}-journal").write_bytes(b"x" * 512)
    before = bytes_of(sound)
    assert wrong(sound) == {"database"}
    assert bytes_of(sound) == before


def test_what_a_full_disk_left_half_put_back_was_told_as_damaged_and_could_not_be_encrypted(sound: Path, tmp_path: Path) -> None:
    broken_off = tmp_path / "broken off"
    with closing(driver.MODULE.connect(sound / driver.DATABASE, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        connection.execute("CREATE TABLE much (text)")
        connection.execute("INSERT INTO much VALUES (?)", ("n" * 200_000,))
        connection.execute("DELETE FROM much")
        shutil.copytree(sound, broken_off)
    path = broken_off / driver.DATABASE
    body = bytearray(path.read_bytes())
    # The first page says how many there are; the last of them are beside it still.
    body[28:32] = (len(body) // PAGE + 50).to_bytes(4, "big")
    path.write_bytes(body)
    assert cipher.is_plain(path)
    assert results(broken_off)["integrity"].state is State.GOOD


def test_a_file_cut_off_is_a_finding(sound: Path) -> None:
    path = sound / driver.DATABASE
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 // PAGE * PAGE])
    assert wrong(sound) & {"database", "integrity"}


def _overwritten(sound: Path, place: int) -> None:
    body = bytearray((sound / driver.DATABASE).read_bytes())
    body[place * PAGE : (place + 1) * PAGE] = b"\xa5" * PAGE
    (sound / driver.DATABASE).write_bytes(body)


@pytest.mark.parametrize("part", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_page_that_was_overwritten_is_a_finding(sound: Path, part: float) -> None:
    _overwritten(sound, int(part * ((sound / driver.DATABASE).stat().st_size // PAGE)))
    before = bytes_of(sound)
    assert wrong(sound)
    assert bytes_of(sound) == before


@pytest.mark.slow
def test_whichever_page_was_overwritten_it_is_a_finding(everything: Path, tmp_path: Path) -> None:
    silent = []
    for place in range(0, (everything / driver.DATABASE).stat().st_size // PAGE, 1 if EVERY_CASE else 2):
        folder = tmp_path / str(place)
        shutil.copytree(everything, folder)
        _overwritten(folder, place)
        if not wrong(folder):
            silent.append(place)
        shutil.rmtree(folder)
    assert silent == []


@pytest.mark.slow
def test_whatever_stands_in_a_column_it_is_no_traceback(everything: Path, tmp_path: Path) -> None:
    connection = driver.MODULE.connect(everything / driver.DATABASE)
    columns = connection.execute(
        "SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'"
    ).fetchall()
    connection.close()
    assert len(columns) > 80
    for number, (table, column) in enumerate(columns if EVERY_CASE else columns[::3]):
        folder = tmp_path / str(number)
        shutil.copytree(everything, folder)
        with suppress(driver.MODULE.IntegrityError):  # what the table itself does not take
            broken(folder, f'UPDATE OR IGNORE "{table}" SET "{column}" = x\'00ff\'')
        results(folder)
        shutil.rmtree(folder)


def test_a_file_that_was_put_in_its_place_was_a_finding_until_somebody_wrote(sound: Path) -> None:
    broken(sound, "PRAGMA journal_mode = delete")
    assert results(sound)["opening"].state is State.GOOD


def test_a_row_without_what_it_names_is_a_finding(sound: Path) -> None:
    broken(sound, "DELETE FROM agency WHERE code = '32'")
    found = results(sound)["references"]
    assert codes(found) == {"references.wrong", "verification 1 → agency"}


def test_an_old_sqlite_is_a_finding(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "SAFE_SQLITE", (99, 0, 0))
    assert wrong(sound) == {"sqlite"}


def test_a_disk_almost_full_is_a_finding(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=199_000_000))
    assert wrong(sound) == {"folder"}
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=200_000_000))
    assert wrong(sound) == set()


def test_settings_that_cannot_be_read_are_a_finding(sound: Path) -> None:
    def unread() -> Path | None:
        raise Refusal("settings.missing", file=sound)

    found = results(sound, unread)
    assert {name for name, result in found.items() if result.state is State.WRONG} == {"settings"}
    assert set(found) == set(CHECKS)


def test_one_damage_was_told_as_that_of_every_check_behind_it(sound: Path) -> None:
    path = sound / driver.DATABASE
    with closing(driver.MODULE.connect(path, isolation_level=None)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'trail'").fetchone()[0]
    body = bytearray(path.read_bytes())
    body[(page - 1) * PAGE : (page - 1) * PAGE + 300] = b"\x55" * 300
    path.write_bytes(body)
    found = results(sound)
    said = [result.found.said.code for result in found.values() if result.state is State.WRONG and isinstance(result.found.said, Refusal)]
    assert said == ["profile.damaged"]
    skipped = [codes(result) for result in found.values() if result.state is State.SKIPPED]
    assert skipped == [{"as_told"}] * len(skipped) and len(skipped) > 5
    # SQLite tells all of it in one row, and of each page that nothing names any more.
    faults = found["integrity"].found.faults
    assert all("\n" not in str(fault) and "never used" not in str(fault) for fault in faults)
