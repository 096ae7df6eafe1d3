"""Profiles with as many verifications as one likes: a few that the desk made, repeated by the database as the desk would have written them.

Each stands for another agency or another round. Of the trail there is what the desk did for the few; the tables hold all.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import Any, Final

from models.desk import summing, verifications
from models.desk.desk import Desk, opened
from models.ledger import driver
from models.moments import stamp
from tests.benchmarks import profiles
from tests.desk.acts import answer_all, begun, decided

_FIRST: Final = datetime(2020, 1, 1, tzinfo=UTC)
_STATES: Final = ("draft", "draft", "submitted", "issued")
"""In which state the repeated ones are, one after the other."""
_DEEP: Final = ("answer", "count", "base", "fact", "evidence", "citation", "search_entry")
"""What hangs on a verification and takes most of the room."""
_FLAT: Final = ("progress", "verdict")
"""What hangs on it and lists are made of."""
_OWN: Final = {"id": "m.id", "agency_code": "m.agency", "round_id": "m.round", "state": "m.state"} | dict.fromkeys(
    ("opened_at", "touched_at"), "m.at"
)
"""What each verification has of its own."""
_ROWS_AT_ONCE: Final = 50_000


def filled(folder: Path, count: int, *, is_deep: bool = False, is_decided: bool = False) -> None:
    """A profile whose owner has `count` verifications, the same few again and again; with all their answers where it is deep.

    Where it is decided, each of them has a verdict and is still in work.
    """
    with profiles.found(folder) as desk:
        models = [decided(desk, "11")] if is_decided else _modelled(desk)
    with closing(connected(folder)) as connection:
        _made(connection, models, count)
        for name in (*_FLAT, *(_DEEP if is_deep else ())):
            _repeat(connection, name, "verification_id")
        connection.execute("DROP TABLE made")
        connection.execute("COMMIT")
    summed(folder)


def summed(folder: Path) -> None:
    """Let be counted what is kept beside results and verifications, as it is when they are written one by one."""
    with opened(folder) as desk:
        desk.do(summing.rebuild)


def _modelled(desk: Desk) -> list[str]:
    """The verifications that are repeated: one decided, one half answered, one full, one just begun."""
    full = begun(desk, "12")
    answer_all(desk, full, 2)
    half = begun(desk, "13")
    answer_all(desk, half, 4)
    with desk.ledger.transaction(writing=True) as connection:
        connection.exec_driver_sql("DELETE FROM answer WHERE verification_id = ? AND item LIKE 'SIS-%'", (half,))
        connection.exec_driver_sql("UPDATE progress SET answered = 0 WHERE verification_id = ? AND area = 'SIS'", (half,))
    return [decided(desk, "11"), half, full, desk.do(verifications.begin, "14")]


def connected(folder: Path) -> Any:
    """A connection that writes as fast as can be, in one transaction; what is lost with the power is made again."""
    connection = driver.connect(folder / driver.DATABASE, writing=True)
    for said in ("synchronous=OFF", "cache_size=-400000", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {said}")
    connection.execute("BEGIN IMMEDIATE")
    return connection


def _made(connection: Any, models: list[str], count: int) -> None:
    """Put as many verifications in, and who repeats whom into a table of its own."""
    connection.execute(
        "CREATE TEMP TABLE made (id TEXT PRIMARY KEY, model TEXT, agency TEXT, round TEXT, state TEXT, at TEXT) WITHOUT ROWID"
    )
    rows = _who(connection, models, count - len(models))
    while several := list(islice(rows, _ROWS_AT_ONCE)):
        connection.executemany("INSERT INTO made VALUES (?, ?, ?, ?, ?, ?)", several)
    _insert(connection, "verification", _OWN, "t.id")


def _who(connection: Any, models: list[str], count: int) -> Iterator[tuple[str, ...]]:
    """Id, model, agency, round, state and moment of each."""
    agencies = [code for (code,) in connection.execute("SELECT code FROM agency ORDER BY code")]
    taken = {code for (code,) in connection.execute("SELECT agency_code FROM verification")}
    (now,) = connection.execute("SELECT id FROM round").fetchone()
    earlier = [_month(int(now[:4]), number) for number in range(1, 2 + count // (len(agencies) - len(taken)))]
    columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(round)")]
    values = ", ".join({"id": "?", "day": "?", "chosen": "0"}.get(column, column) for column in columns)
    said = f"INSERT INTO round SELECT {values} FROM round WHERE id = ?"
    for of in earlier:
        day = f"{of}-10"
        place = sorted((columns.index(name), value) for name, value in {"id": of, "day": day}.items())
        connection.execute(said, [*(value for _, value in place), now])
    rounds = [now, *earlier]
    chance = Random(5)
    places = ((of, agency) for of, agency in product(rounds, agencies) if agency not in taken)
    for number, (of, agency) in enumerate(islice(places, count)):
        at = stamp(_FIRST + timedelta(minutes=number))
        yield chance.randbytes(8).hex(), models[number % len(models)], agency, of, _STATES[number % len(models)], at


def _month(year: int, before: int) -> str:
    """The month that lies so many months before a year, which names a round."""
    years, month = divmod(before - 1, 12)
    return f"{year - 1 - years}-{12 - month:02}"


def _repeat(connection: Any, name: str, key: str) -> None:
    """Repeat what a table holds of each model."""
    _insert(connection, name, {key: "m.id", "id": "NULL"}, f"t.{key}")


def _insert(connection: Any, name: str, changed: dict[str, str], model: str) -> None:
    columns = [column for _, column, *_ in connection.execute(f"PRAGMA table_info({name})")]
    values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
    # In the order of the keys, in which tables grow at their end.
    asked = f"SELECT {values} FROM made m JOIN {name} t ON {model} = m.model ORDER BY m.id"
    connection.execute(f"INSERT INTO {name} ({', '.join(columns)}) {asked}")
