"""Whether the tables are those the program asks: a flipped bit in their names is no damage to SQLite."""

from typing import Final

from sqlalchemy import Connection
from sqlmodel import SQLModel

_COLUMNS: Final = "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"


def is_whole(connection: Connection) -> bool:
    """Whether every table is there with all its columns."""
    found = {(row[0], row[1]) for row in connection.exec_driver_sql(_COLUMNS)}
    return all((table.name, column.name) in found for table in SQLModel.metadata.tables.values() for column in table.columns)
