"""The database of a profile: the pragmas that hold, the schema, transactions, and what stands when the disk is full."""

import sys
import threading
from pathlib import Path
from typing import Final

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlmodel import SQLModel

from models.desk import answers, people, verifications
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.ledger import driver, tables
from models.ledger.engine import Ledger
from models.ledger.transaction import Transaction
from tests.desk.acts import AGENCY, LEVELS, begun, contents, raw, sheet_of
from tests.ledger.kit import database, refused, run


def is_index(name: str) -> bool:
    """Whether a table is the full-text index or one of those SQLite makes for it."""
    return name.startswith("search_text")


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


DESCENDING: Final = {
    name: f"CREATE INDEX {name} ON {on}"
    for name, on in (
        ("ix_document_received_at_title_digest", "document (received_at DESC, title, digest)"),
        ("ix_quarantine_received_at_name_id", "quarantine (received_at DESC, name, id)"),
    )
}
"""Indexes of which a column is kept in falling order, by their names."""


def sqls(connection: Connection, name: str) -> str:
    """How something in a database was made."""
    return str(connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).scalar())


def test_the_migrated_schema_is_that_of_the_models(desk: Desk) -> None:
    with desk.ledger.transaction(writing=False) as connection:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": lambda name, *_: name is None or not is_index(name)}
        context = MigrationContext.configure(connection, opts=opts)
        # SQLite tells of a descending index the columns alone: both sides have it, and are said to differ.
        unlike = [each for each in compare_metadata(context, SQLModel.metadata) if getattr(each[1], "name", "") not in DESCENDING]
        assert unlike == []
        assert {name: sqls(connection, name) for name in DESCENDING} == DESCENDING


def test_composite_keys_are_stored_without_row_ids(desk: Desk) -> None:
    with desk.ledger.transaction(writing=False) as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").all()
    without = {row.name for row in rows if "WITHOUT ROWID" in row.sql and not is_index(row.name)}
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


def test_after_the_disk_failed_nothing_goes_on_before_the_trail_was_looked_at(desk: Desk) -> None:
    verification = begun(desk)
    said = desk.do(answers.annotate, verification, LEVELS, "before")

    def fails() -> None:
        with desk.ledger.transaction(writing=True):
            raise driver.MODULE.OperationalError("disk I/O error")

    assert refused(fails).code == "profile.write_failed"
    raw(desk, "DROP TRIGGER trail_no_update", "UPDATE trail SET person_id = person_id || 'x' WHERE seq = 2")
    for _ in range(2):
        assert refused(lambda: desk.do(answers.annotate, verification, LEVELS, "after")).code == "trail.broken"
    raw(desk, "UPDATE trail SET person_id = rtrim(person_id, 'x') WHERE seq = 2")
    assert desk.do(answers.annotate, verification, LEVELS, "after").line(LEVELS).answer.note == "after"
    assert said.line(LEVELS).answer.note == "before"


def test_a_transaction_that_fails_is_taken_back_whole(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), desk.ledger.transaction(writing=True) as connection:
        connection.exec_driver_sql("DELETE FROM draft")
        connection.exec_driver_sql("INSERT INTO draft VALUES ('', 'a', '{}', '')")
        raise ZeroDivisionError
    with desk.ledger.transaction(writing=False) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM draft").scalar() == 0


def test_bytes_put_again_under_their_digest_were_an_error(desk: Desk) -> None:
    def put(tx: Transaction, opened_at: str) -> None:
        tx.put(tables.Opened, {"opinion": "a" * 64}, body=b"opini", opened_at=opened_at)

    for opened_at in ("2023-05-09T07:05:00Z", "2023-05-10T07:05:00Z"):
        desk.do(put, opened_at)
    assert contents(desk)["opened"] == [("a" * 64, "2023-05-10T07:05:00Z", b"opini")]


def test_a_reading_transaction_does_not_write(desk: Desk) -> None:
    with (
        pytest.raises(Refusal, match=r"profile\.read_only"),
        desk.ledger.transaction(writing=False) as connection,
    ):
        connection.exec_driver_sql("INSERT INTO draft VALUES ('', 'a', '{}', '')")


def test_a_failed_migration_leaves_nothing_and_lets_the_next_one_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise Refusal("profile.disk_full", folder=folder, missing=9)

    with monkeypatch.context() as patch:
        patch.setattr("models.ledger.migrations.command.upgrade", stop)
        assert refused(lambda: Ledger.open(folder)).code == "profile.disk_full"
    with opened(folder) as desk:
        assert desk.ask(people.owner) is None


def test_an_act_that_ended_after_closing_was_said_to_be_saved(desk: Desk) -> None:
    begun, closed = threading.Event(), threading.Event()
    told: list[str] = []

    def late(tx: Transaction) -> None:
        begun.set()
        assert closed.wait(10)
        tx.put(tables.Opened, {"opinion": "a" * 64}, body=b"opini", opened_at=tx.stamp)

    def work() -> None:
        try:
            told.append(str(desk.do(late)))
        except Refusal as refused:
            told.append(refused.code)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(10)
    desk.close()
    closed.set()
    thread.join(10)
    assert told == ["profile.closing"]
    with opened(desk.ledger.folder, writing=False) as again:
        assert contents(again)["opened"] == []


def test_closing_stops_what_other_threads_do_and_takes_it_back(folder: Path) -> None:
    ledger = Ledger.open(folder)
    told: list[str] = []

    def work(statement: str) -> None:
        try:
            with ledger.transaction(writing=True) as connection:
                connection.exec_driver_sql("INSERT INTO draft VALUES ('', 'of a thread', '{}', '2023-05-09T07:05:00Z')")
                started.set()
                connection.exec_driver_sql(statement).all()
        except Refusal as refused:
            told.append(refused.code)

    started = threading.Event()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    thread = threading.Thread(target=work, args=(endless,))
    thread.start()
    assert started.wait(10)
    ledger.close()
    thread.join(10)
    assert told == ["profile.closing"]
    log = folder / "verifier.db-wal"
    assert not log.exists() or log.stat().st_size == 0
    with pytest.raises(Refusal, match=r"profile\.closing"), ledger.transaction(writing=False):
        pass
    with Ledger.open(folder) as again, again.transaction(writing=False) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM draft").scalar() == 0
