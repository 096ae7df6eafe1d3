"""A prepared statement does and gives what SQLAlchemy does with it and gives."""

from pathlib import Path

import pytest
from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table, bindparam, insert, select, update

from models.desk.desk import Desk
from models.ledger import prepared
from models.ledger.engine import Ledger
from models.ledger.tables import Person, table

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


@pytest.mark.on_file
def test_what_sqlalchemy_adds_itself_is_left_to_it(tmp_path: Path) -> None:
    columns = Column("id", Integer, primary_key=True), Column("text", String, default="as usual"), Column("is", Boolean)
    kept = Table("kept", MetaData(), *columns)
    with Ledger.open(tmp_path / "profile") as ledger, ledger.transaction(writing=True) as connection:
        connection.exec_driver_sql('CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT, "is" INTEGER)')
        prepared.each(connection, insert(kept), [{"id": 1, "is": True}, {"id": 2, "is": False}])
        found = prepared.rows(connection, select(kept.c.id, kept.c.text, kept.c["is"].label("holds")).order_by(kept.c.id))
        assert [tuple(row) for row in found] == [(1, "as usual", True), (2, "as usual", False)]
