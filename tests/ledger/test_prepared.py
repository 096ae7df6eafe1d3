"""A prepared statement does and gives what SQLAlchemy does with it and gives."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from models.desk.desk import Desk
from models.ledger import prepared
from models.ledger.engine import Ledger
from models.ledger.tables import Person, table
from models.ledger.transaction import _BY_NAME, _adding, _reading, _removing

PERSON = table(Person)
OF_ONE = select(PERSON.c.id, PERSON.c.name, PERSON.c.is_owner).where(PERSON.c.id == bindparam("of"))
NEWEST = select(PERSON.c.id).order_by(PERSON.c.id.desc()).limit(1)
RENAME = update(PERSON).where(PERSON.c.id == bindparam("of"))


def test_rows_are_those_of_sqlalchemy_with_their_names_and_kinds(desk: Desk) -> None:
    with desk.ledger.transaction(writing=False) as connection:
        person = connection.execute(NEWEST).scalar_one()
        (found,) = prepared.rows(connection, OF_ONE, {"of": person})
        said = connection.execute(OF_ONE, {"of": person}).one()
        assert (found._asdict(), found.is_owner) == (said._asdict(), True)
        assert type(found.is_owner) is bool
        assert prepared.first(connection, NEWEST).id == person
        assert prepared.first(connection, OF_ONE, {"of": "nobody"}) is None


def test_what_is_written_is_part_of_the_transaction(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), desk.ledger.transaction(writing=True) as connection:
        person = prepared.first(connection, NEWEST).id
        assert prepared.rows(connection, RENAME, {"of": person, "name": "Somebody"}) == ()
        assert prepared.first(connection, OF_ONE, {"of": person}).name == "Somebody"
        raise ZeroDivisionError
    with desk.ledger.transaction(writing=False) as connection:
        assert prepared.first(connection, OF_ONE, {"of": person}).name != "Somebody"


def values_of(target: Table, number: int) -> dict[str, Any]:
    """Values for every column of a table, by what it holds; of an even `number` those that look like nothing."""
    some: dict[type[Any], tuple[Any, Any]] = {
        BigInteger: (0, 2**40),
        Integer: (0, 3),
        Boolean: (False, True),
        LargeBinary: (b"", b"\x00\xff"),
    }
    texts = ("", "a\u00e9\U0001f600 'x' \n")
    return {column.name: next((some[each] for each in some if isinstance(column.type, each)), texts)[number % 2] for column in target.c}


def standing(connection: Connection, target: Table) -> Sequence[object]:
    """All rows of a table as SQLite keeps them, each value with its kind."""
    kept = ", ".join(f'"{column.name}", typeof("{column.name}")' for column in target.c)
    return connection.exec_driver_sql(f"SELECT {kept} FROM {target.name}").all()


def written_and_read_alike(connection: Connection, target: Table, values: dict[str, Any]) -> None:
    """That a row is written and read as SQLAlchemy does, with all these values and without those that mostly are not said."""
    key = tuple(column.name for column in target.primary_key)
    usual = {column.name for column in target.c if column.default is not None and column.name not in key}
    for given in (values, {each: value for each, value in values.items() if each not in usual}):
        connection.execute(delete(target))
        connection.execute(insert(target), given)
        wanted = standing(connection, target)
        connection.execute(delete(target))
        prepared.rows(connection, _adding(target), given)
        assert standing(connection, target) == wanted, target
    at = {f"at_{each}": values[each] for each in key}
    said = connection.execute(_reading(target, key), at).mappings().one()
    read = prepared.first(connection, _reading(target, key), at)._asdict()
    assert [(each, type(value), value) for each, value in read.items()] == [(each, type(value), value) for each, value in said.items()]
    prepared.rows(connection, _removing(target, key), at)
    assert standing(connection, target) == []


@pytest.mark.on_file
def test_every_table_is_written_and_read_as_sqlalchemy_does(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), desk.ledger.transaction(writing=True) as connection:
        for name in ("defer_foreign_keys", "ignore_check_constraints"):
            connection.exec_driver_sql(f"PRAGMA {name}=1")
        for target in _BY_NAME.values():
            for number in (0, 1):
                written_and_read_alike(connection, target, values_of(target, number))
        raise ZeroDivisionError


@pytest.mark.on_file
def test_what_sqlalchemy_adds_itself_is_left_to_it(tmp_path: Path) -> None:
    columns = Column("id", Integer, primary_key=True), Column("text", String, default="as usual"), Column("is", Boolean)
    kept = Table("kept", MetaData(), *columns)
    with Ledger.open(tmp_path / "profile") as ledger, ledger.transaction(writing=True) as connection:
        connection.exec_driver_sql('CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT, "is" INTEGER)')
        prepared.each(connection, insert(kept), [{"id": 1, "is": True}, {"id": 2, "is": False}])
        found = prepared.rows(connection, select(kept.c.id, kept.c.text, kept.c["is"].label("holds")).order_by(kept.c.id))
        assert [tuple(row) for row in found] == [(1, "as usual", True), (2, "as usual", False)]
