"""What tests of the doctor share: a profile's file broken behind the program's back, and what the doctor says of it."""

from collections.abc import Callable
from pathlib import Path

from models.doctor import CHECKS, Result, State, examine
from models.ledger import driver
from models.words import LANGUAGES, Words
from tui.headless.doctor import _data, _lines


def broken(folder: Path, *statements: str) -> None:
    """Change the database without the program; foreign keys and triggers keep nobody from it."""
    connection = driver.MODULE.connect(folder / driver.DATABASE, isolation_level=None)
    try:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE name IN ('trail_no_update', 'trail_no_delete')").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, made in triggers:
            connection.execute(made)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def results(folder: Path, settings: Callable[[], Path | None] = lambda: None) -> dict[str, Result]:
    """What the doctor says of each check; every sentence of it can be told in both languages."""
    found = {result.check: result for result in examine(folder, settings)}
    assert tuple(found) == CHECKS
    for words in map(Words, LANGUAGES):
        for result in found.values():
            assert all("doctor." not in line for line in (*_lines(words, result), *map(str, _data(words, result).values())))
            if result.state is State.WRONG:
                assert result.found.remedy or "refusal" not in str(_data(words, result)["said"])
    return found


def wrong(folder: Path) -> set[str]:
    """The checks that find something."""
    return {name for name, result in results(folder).items() if result.state is State.WRONG}


def codes(result: Result) -> set[str]:
    """What is wrong in it, as codes."""
    return {getattr(fault, "code", str(fault)) for fault in (result.found.said, *result.found.faults)}
