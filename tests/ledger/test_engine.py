"""Opening a profile: the pragmas that hold, the schema, and everything that is refused in words."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from models.desk import answers, people, verifications
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.ledger import driver, tables
from models.ledger.engine import Ledger
from models.ledger.migrations import _copy
from tests.desk.acts import AGENCY, LEVELS, begun, raw, sheet_of


def refused(act: Callable[[], object]) -> Refusal:
    """The refusal that `act` ends in."""
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def run(program: str, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """A Python program in a process of its own."""
    return subprocess.run([sys.executable, "-c", program, *map(str, arguments)], capture_output=True, text=True, timeout=60, **options)


def database(desk: Desk) -> Path:
    """The database file of a desk."""
    return desk.ledger.folder / driver.DATABASE


@pytest.mark.parametrize("name", driver.PRAGMAS)
@pytest.mark.parametrize("writing", [True, False])
def test_every_connection_has_the_promised_pragmas(desk: Desk, name: str, writing: bool) -> None:
    with desk.ledger.transaction(writing=writing) as connection:
        assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == driver.PRAGMAS[name]


def test_the_promised_pragmas_are_wal_full_and_foreign_keys() -> None:
    assert (driver.PRAGMAS["journal_mode"], driver.PRAGMAS["synchronous"], driver.PRAGMAS["foreign_keys"]) == ("wal", 2, 1)


def test_a_pragma_that_does_not_hold_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(driver.PRAGMAS, "synchronous", 99)
    assert refused(lambda: opened(folder)).code == "profile.write_failed"


def test_the_migrated_schema_is_that_of_the_models(desk: Desk) -> None:
    with desk.ledger.transaction(writing=False) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_composite_keys_are_stored_without_row_ids(desk: Desk) -> None:
    with desk.ledger.transaction(writing=False) as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").all()
    without = {row.name for row in rows if "WITHOUT ROWID" in row.sql}
    assert without == {table.name for table in SQLModel.metadata.sorted_tables if table.dialect_kwargs.get("sqlite_with_rowid") is False}
    assert tables.table(tables.Answer).name in without


def test_the_file_is_marked_as_ours(desk: Desk) -> None:
    assert driver.gate(database(desk)) == driver.FORMAT


def test_foreign_keys_are_kept(desk: Desk) -> None:
    with (
        pytest.raises(Exception, match="FOREIGN KEY"),
        desk.ledger.transaction(writing=True) as connection,
    ):
        connection.exec_driver_sql("INSERT INTO base VALUES ('nowhere', 'pelaksana', 1)")


def closed_with(desk: Desk, *statements: str) -> tuple[Path, bytes]:
    """The database file of a closed desk, changed behind the program's back, and its bytes."""
    file = database(desk)
    desk.close()
    with closing(driver.MODULE.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return file, file.read_bytes()


@pytest.mark.parametrize("writing", [True, False])
def test_a_newer_database_is_refused_and_stays_as_it_is(desk: Desk, writing: bool) -> None:
    file, before = closed_with(desk, f"PRAGMA user_version={driver.FORMAT + 1}")
    refusal = refused(lambda: opened(file.parent, writing=writing))
    assert (refusal.code, refusal.fields["found"], refusal.fields["known"]) == ("profile.newer", driver.FORMAT + 1, driver.FORMAT)
    assert file.read_bytes() == before


@pytest.mark.parametrize("writing", [True, False])
def test_the_database_of_another_program_is_refused_and_stays_as_it_is(desk: Desk, writing: bool) -> None:
    file, before = closed_with(desk, "PRAGMA application_id=7")
    assert refused(lambda: opened(file.parent, writing=writing)).code == "profile.foreign"
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"notes of a meeting " * 400, b"SQLite format 3\x00" + b"\xff" * 4080, b"\x00" * 8192])
@pytest.mark.parametrize("writing", [True, False])
def test_a_damaged_file_is_refused_and_stays_as_it_is(folder: Path, content: bytes, writing: bool) -> None:
    folder.mkdir()
    file = folder / driver.DATABASE
    file.write_bytes(content)
    assert refused(lambda: opened(folder, writing=writing)).code in ("profile.damaged", "profile.foreign")
    assert file.read_bytes() == content


def test_damaged_pages_are_refused_in_words(desk: Desk) -> None:
    verification = begun(desk)
    file, before = closed_with(desk)
    file.write_bytes(before[:4096] + b"\xa5" * (len(before) - 4096))
    refusal = refused(lambda: sheet_of(opened(file.parent, writing=False), verification))
    assert refusal.code == "profile.damaged"


@pytest.mark.parametrize("make", [True, False])
def test_there_is_nothing_to_read_in_an_empty_folder(folder: Path, make: bool) -> None:
    if make:
        folder.mkdir()
    assert refused(lambda: opened(folder, writing=False)).code == "profile.missing"
    assert folder.exists() is make
    assert not make or list(folder.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_refused(folder: Path) -> None:
    folder.write_text("a file")
    assert refused(lambda: opened(folder)).code == "profile.folder"


def test_a_sqlite_that_could_damage_the_file_does_not_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver.MODULE, "sqlite_version_info", (3, 51, 2))
    monkeypatch.setattr(driver.MODULE, "sqlite_version", "3.51.2")
    refusal = refused(lambda: opened(folder))
    assert (refusal.code, refusal.fields) == ("profile.sqlite_old", {"found": "3.51.2", "needed": "3.51.3"})
    assert not folder.exists()


def test_a_sqlite_that_could_damage_the_file_may_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(desk)
    monkeypatch.setattr(driver.MODULE, "sqlite_version_info", (3, 40, 0))
    with opened(desk.ledger.folder, writing=False) as reader:
        assert len(reader.ask(verifications.every)) == 1


def test_a_second_instance_is_refused_naming_the_first(desk: Desk) -> None:
    refusal = refused(lambda: opened(desk.ledger.folder))
    assert refusal.code == "profile.locked"
    assert str(os.getpid()) in str(refusal.fields["holder"])


def test_the_next_instance_is_let_in_after_the_first_is_closed(desk: Desk) -> None:
    desk.close()
    with opened(desk.ledger.folder) as next_one:
        assert next_one.ask(people.owner) is not None


def test_reading_goes_on_beside_a_writer_and_sees_its_commits(desk: Desk) -> None:
    with opened(desk.ledger.folder, writing=False) as reader:
        verification = begun(desk)
        assert [line.id for line in reader.ask(verifications.every)] == [verification]


HOLD = """
import sys, pathlib
from models.desk.desk import opened
desk = opened(pathlib.Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_killed_instance_holds_nobody_up(desk: Desk) -> None:
    folder = desk.ledger.folder
    desk.close()
    with subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        refusal = refused(lambda: opened(folder))
        assert (refusal.code, str(other.pid) in str(refusal.fields["holder"])) == ("profile.locked", True)
        other.send_signal(signal.SIGKILL)
        other.wait(30)
        with opened(folder) as next_one:
            assert next_one.ask(people.owner) is not None


READ_ONLY = """
import os, sys, pathlib
folder = pathlib.Path(sys.argv[1])
from models.desk.desk import opened
from models.desk import verifications
from models.errors import Refusal
import models.ledger.migrations, alembic, sqlcipher3, filelock
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with opened(folder, writing=sys.argv[2] == "writing") as desk:
        print(len(desk.ask(verifications.every)))
except Refusal as refusal:
    print(refusal.code)
"""


@pytest.fixture
def read_only(desk: Desk, tmp_path: Path) -> Path:
    """The folder of a closed profile with one verification, in which nobody but root may write."""
    begun(desk)
    desk.close()
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.getuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    for file in desk.ledger.folder.iterdir():
        file.chmod(0o444)
    desk.ledger.folder.chmod(0o555)
    return desk.ledger.folder


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not read-only there")
@pytest.mark.parametrize(("mode", "said"), [("writing", "profile.read_only"), ("reading", "1")])
def test_a_read_only_profile_is_read_and_not_written(read_only: Path, mode: str, said: str) -> None:
    done = run(READ_ONLY, read_only, mode, cwd="/")
    assert (done.stdout.strip(), done.stderr) == (said, "")


def test_a_full_disk_is_said_and_the_earlier_rows_stand(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.annotate, verification, LEVELS, "before")
    desk.ledger._engine.dispose()
    with desk.ledger.transaction(writing=True) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    refusal = refused(lambda: [desk.do(answers.annotate, verification, LEVELS, str(number) * 20_000) for number in range(9)])
    assert refusal.code == "profile.disk_full"
    kept = sheet_of(desk, verification).line(LEVELS).answer.note
    with desk.ledger.transaction(writing=True) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    after = desk.do(answers.annotate, verification, "REG-02", "space again")
    assert after.line(LEVELS).answer.note == kept
    assert after.line("REG-02").answer.note == "space again"


LIMITED = """
import pathlib, resource, signal, sys
from models.desk import answers, verifications
from models.desk.desk import opened
from models.errors import Refusal
folder = pathlib.Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with opened(folder) as desk:
    verification = desk.do(verifications.begin, sys.argv[2])
    size = (folder / "verifier.db").stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        for number in range(200):
            desk.do(answers.annotate, verification, "REG-01", f"{number} " + "x" * 18_000)
            print(number, flush=True)
    except Refusal as refusal:
        print(refusal.code, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit there")
def test_a_file_that_may_not_grow_is_said_and_what_was_saved_stands(desk: Desk) -> None:
    folder = desk.ledger.folder
    desk.close()
    done = run(LIMITED, folder, AGENCY)
    *printed, code = done.stdout.split()
    assert (done.returncode, done.stderr) == (0, "")
    assert code in ("profile.disk_full", "profile.write_failed")
    assert printed
    with opened(folder) as after:
        (line,) = after.ask(verifications.mine)
        assert sheet_of(after, line.id).line(LEVELS).answer.note.split()[0] == printed[-1]


def test_a_transaction_that_fails_is_taken_back_whole(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), desk.ledger.transaction(writing=True) as connection:
        connection.exec_driver_sql("DELETE FROM draft")
        connection.exec_driver_sql("INSERT INTO draft VALUES ('a', '{}', '')")
        raise ZeroDivisionError
    with desk.ledger.transaction(writing=False) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM draft").scalar() == 0


def test_a_reading_transaction_does_not_write(desk: Desk) -> None:
    with (
        pytest.raises(Refusal, match=r"profile\.read_only"),
        desk.ledger.transaction(writing=False) as connection,
    ):
        connection.exec_driver_sql("INSERT INTO draft VALUES ('a', '{}', '')")


def test_a_failed_migration_leaves_nothing_and_lets_the_next_one_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise Refusal("profile.disk_full", folder=folder)

    with monkeypatch.context() as patch:
        patch.setattr("models.ledger.migrations.command.upgrade", stop)
        assert refused(lambda: Ledger.open(folder)).code == "profile.disk_full"
    with opened(folder) as desk:
        assert desk.ask(people.owner) is None


def test_the_copy_before_a_migration_is_whole(desk: Desk) -> None:
    begun(desk)
    raw(desk, "PRAGMA user_version=0")
    desk.close()
    _copy(database(desk))
    copy = desk.ledger.folder / "backups" / "verifier-format-0.db"
    with closing(driver.MODULE.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM verification").fetchone() == (1,)
