"""Profiles of earlier programs come to today's format whole: what they said of every verification, its history, its documents."""

import re
import shutil
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from models.causes import Cause
from models.desk import history, keeping, projections, rounds, searching
from models.desk.desk import Desk, opened
from models.doctor import State, examine
from models.errors import Refusal
from models.ledger import backups, driver
from tests.conftest import ROOT
from tests.ledger.earlier import NAMES, OLDER, bytes_of, next_program, told, unpacked
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow

CHILD = (
    "CREATE TABLE child (id TEXT PRIMARY KEY, of TEXT NOT NULL REFERENCES verification(id) ON DELETE CASCADE)",
    "INSERT INTO child SELECT id, id FROM verification",
)
NAMELESS = re.compile(r"(?:[,(]|[A-Z]+)\s+(?:PRIMARY KEY(?! AUTOINCREMENT)|FOREIGN KEY|UNIQUE|CHECK)\b")
REBUILT = "with op.batch_alter_table('verification', recreate='always') as batch: batch.add_column(sa.Column('more', sa.String()))"


def schema(folder: Path) -> dict[str, Any]:
    """Every table with its columns, keys and options, every index and every trigger of a database."""
    with closing(driver.connect(folder / driver.DATABASE, writing=False)) as connection:

        def asked(pragma: str, name: str) -> list[Any]:
            return list(connection.execute(f"PRAGMA {pragma}('{name}')").fetchall())

        def index(name: str, unique: int, origin: str, partial: int) -> tuple[object, ...]:
            # One that SQLite makes for a constraint is numbered in the order in which those were written.
            return (name if origin == "c" else "", unique, origin, partial, [row[2] for row in asked("index_info", name)])

        listed = {name: rest for where, name, *rest in connection.execute("PRAGMA table_list").fetchall() if where == "main"}
        found = {
            name: (
                listed[name],
                sorted(column[1:] for column in asked("table_xinfo", name)),
                sorted(index(*row[1:]) for row in asked("index_list", name)),
                sorted(row[2:] for row in asked("foreign_key_list", name)),
            )
            for name in listed
        }
        made = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchall()
        checks = connection.execute("SELECT name, sql LIKE '%CHECK%' FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {"tables": found, "triggers": sorted(made), "checks": sorted(checks)}


def numbers(version: str) -> tuple[int, ...]:
    """A version by its numbers."""
    return tuple(map(int, version.split(".")))


def refused_as(desk: Desk, verification: str) -> str:
    """Why the last act on a verification is not taken back; empty where it was."""
    try:
        desk.do(history.undo, verification)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize(("earlier", "writing"), [*((name, True) for name in NAMES), (OLDER[0], False)])
def test_a_profile_of_an_earlier_program_says_today_what_it_said_then(earlier: str, folder: Path, writing: bool) -> None:
    said = unpacked(earlier, folder)
    before = driver.gate(folder / driver.DATABASE)
    with opened(folder, writing=writing) as desk:
        assert told(desk) == said
        desk.ask(history.check)
        assert not desk.ask(projections.waiting).unlike
    assert [result.check for result in examine(folder, lambda: None) if result.state is State.WRONG] == []
    assert [path.name[-12:] for path in folder.glob("backups/*.db")] == [f"-format-{before}.db"] * (before < driver.FORMAT)


@pytest.mark.parametrize("earlier", NAMES)
def test_a_migrated_profile_is_made_as_a_new_one_is(earlier: str, folder: Path, desk: Desk, tmp_path: Path) -> None:
    old = tmp_path / "old"
    unpacked(earlier, old)
    opened(old).close()
    assert schema(old) == schema(folder)


def test_every_release_is_kept_with_something_in_every_table(folder: Path) -> None:
    released = re.findall(r"^## ([0-9][0-9.]*)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert {*released} == {name for name in NAMES if re.fullmatch(r"[0-9.]+", name)}
    for version in released:
        counted: Counter[str] = Counter()
        for number, name in enumerate(name for name in NAMES if name.partition("-")[0] == version):
            unpacked(name, folder / str(number))
            path = folder / str(number) / driver.DATABASE
            # What an older program is told that it needs.
            assert (driver.gate(path) == driver.FORMAT) is (numbers(version) >= numbers(driver.LEAST_PROGRAM))
            counted.update(backups.check(path))
        assert [table for table, rows in counted.items() if not rows] == []


@pytest.mark.parametrize("name", OLDER)
def test_what_was_typed_under_an_earlier_program_is_found(name: str, folder: Path) -> None:
    unpacked(name, folder)
    with opened(folder) as desk:
        assert {hit.kind for hit in desk.ask(searching.find, "zamrud")} >= {"verdict", "evidence", "note"}


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("0.1.0")])
def test_findings_that_an_earlier_program_did_not_index_are_found(name: str, folder: Path) -> None:
    unpacked(name, folder)
    with opened(folder) as desk:
        noted = desk.ask(lambda tx: tx.connection.exec_driver_sql("SELECT item FROM finding").scalars().all())
        found = [hit.key for hit in desk.ask(searching.find, "sumbu diperbaiki") if hit.kind == "finding"]
        assert sorted(found) == sorted(noted)


def test_what_was_done_before_a_migration_could_not_be_taken_back(folder: Path) -> None:
    said = unpacked("format-1", folder)
    with opened(folder) as desk:
        for verification in said:
            while refused_as(desk, verification) == "":
                pass
            assert refused_as(desk, verification) == "undo.nothing"
        assert [(stood["items"], stood["verdict"]) for stood in told(desk).values()] == [({}, "")] * len(said)


def test_rounds_of_format_1_go_by_the_day_they_were_opened(folder: Path) -> None:
    unpacked("format-1", folder)
    with opened(folder) as desk:
        assert [(line.id, line.day, line.is_current) for line in desk.ask(rounds.lines)] == [("2026-1", "2026-11-20", True)]


def test_drafts_of_others_were_counted_as_issued_verdicts_since_format_4(folder: Path) -> None:
    unpacked("format-3", folder)
    with opened(folder) as desk:
        kept = {line.kind: line.status for line in desk.ask(keeping.lines)}
        assert kept == {"draft": "draft by a verifier"}
        with desk.ledger.transaction(writing=False) as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM result").scalar() == 0
            signers = connection.exec_driver_sql("SELECT DISTINCT signer_id != '' FROM document WHERE kind = 'draft'").all()
        assert signers == [(1,)]


@pytest.mark.parametrize(
    ("revision", "cause"),
    [
        ("op.execute('DELETE FROM citation')", "migration_rows"),
        ("op.execute('DROP TABLE citation')", "migration_rows"),
        ("op.execute(\"UPDATE verdict SET person_id = 'x'\")", "migration_references"),
        ("op.execute('CREATE TABLE _alembic_tmp_answer (x)')", "migration_left"),
        ("op.execute('DROP TRIGGER trail_no_update'); op.execute('UPDATE trail SET prev = hash WHERE seq = 9')", "trail.broken"),
        ("op.execute('UPDATE verdict SET reason = 4'); raise RuntimeError", "RuntimeError"),
    ],
)
def test_a_migration_that_does_not_hold_leaves_the_file_byte_for_byte(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, revision: str, cause: str
) -> None:
    said = unpacked("format-3", folder)
    with opened(folder) as desk:
        assert told(desk) == said
    shutil.rmtree(folder / "backups")
    before = bytes_of(folder)
    with monkeypatch.context() as patch:
        next_program(patch, tmp_path, revision)
        with pytest.raises((Refusal, RuntimeError)) as caught:
            opened(folder)
    if isinstance(caught.value, Refusal):
        found = caught.value.fields.get("cause")
        assert cause == (found.code if isinstance(found, Cause) else caught.value.code)
    after = bytes_of(folder)
    copies = after.keys() - before.keys()
    # What a gate took back needs no copy; of what nobody foresaw there is one.
    assert [copy.startswith("backups/") for copy in copies] == [True] * isinstance(caught.value, RuntimeError)
    assert after == {**before, **{copy: after[copy] for copy in copies}}
    with opened(folder) as desk:
        assert told(desk) == said


def test_a_table_made_anew_keeps_its_cascading_children(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = unpacked("format-3", folder)
    with opened(folder) as desk, desk.ledger.transaction(writing=True) as connection:
        for statement in CHILD:
            connection.exec_driver_sql(statement)
    next_program(monkeypatch, tmp_path, REBUILT)
    with opened(folder) as desk, desk.ledger.transaction(writing=False) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar() == len(said)
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_summary_that_went_wrong_is_counted_anew_and_keeps_nobody_out(folder: Path) -> None:
    said = unpacked("format-2", folder)
    with closing(driver.connect(folder / driver.DATABASE, writing=True)) as connection:
        connection.execute("UPDATE progress SET answered = answered + 7")
        connection.execute("DELETE FROM search_entry WHERE kind = 'note'")
    with opened(folder) as desk:
        assert told(desk) == said
        assert len([hit for hit in desk.ask(searching.find, "zamrud") if hit.kind == "note"]) == 3
    assert [result.check for result in examine(folder, lambda: None) if result.state is State.WRONG] == []


def test_without_room_for_two_copies_nothing_is_migrated_and_what_is_missing_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked("format-1", folder)
    before = bytes_of(folder)
    size = (folder / driver.DATABASE).stat().st_size
    usage = shutil._ntuple_diskusage(10**9, 10**9, 2 * size)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _folder: usage)
        refusal = refused(lambda: opened(folder))
    assert (refusal.code, refusal.fields["missing"]) == ("backup.no_room", 1)
    assert bytes_of(folder) == before


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What SQLite is told from now on, by every connection that writes."""
    told_of: list[str] = []
    connect = driver.connect

    def traced(path: Path, *, writing: bool, **options: Any) -> Any:
        connection = connect(path, writing=writing, **options)
        if writing:
            told_of.append("CONNECT")
            connection.set_trace_callback(told_of.append)
        return connection

    monkeypatch.setattr(driver, "connect", traced)
    return told_of


@pytest.mark.parametrize("name", OLDER)
def test_all_revisions_and_the_format_are_one_exclusive_transaction_behind_its_gates(
    name: str, folder: Path, statements: list[str]
) -> None:
    unpacked(name, folder)
    opened(folder).close()
    begun, ended = (statements.index(each) for each in ("BEGIN EXCLUSIVE", "COMMIT"))
    within = statements[begun:ended]
    assert "PRAGMA foreign_keys=1" not in statements[:ended]
    assert [each for each in within if each.startswith(("BEGIN", "COMMIT", "ROLLBACK"))] == ["BEGIN EXCLUSIVE"]
    for each in (f"PRAGMA user_version={driver.FORMAT}", "PRAGMA foreign_key_check"):
        assert within.count(each) == 1
    assert f"UPDATE alembic_version SET version_num='{driver.FORMAT:04}'" in " ".join(within)
    after = statements[ended:]
    assert after.index("CONNECT") < after.index("PRAGMA foreign_keys=1") < after.index("PRAGMA quick_check(1)")


def test_every_constraint_has_a_name_by_which_a_migration_can_change_it(folder: Path) -> None:
    opened(folder).close()
    with closing(driver.connect(folder / driver.DATABASE, writing=False)) as connection:
        made = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_text%'").fetchall()
    nameless = {
        name: NAMELESS.findall(sql) for name, sql in made if name not in ("sqlite_sequence", "sqlite_stat1") and NAMELESS.search(sql)
    }
    assert nameless == {}
    assert all(map(NAMELESS.search, ("(a TEXT, PRIMARY KEY (a))", "(a INTEGER PRIMARY KEY)", "(\n\tCHECK (a > 0))")))
