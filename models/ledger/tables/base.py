"""What all tables have in common: the names of their constraints, how small rows are stored, and the table of a model."""

from typing import Any, cast

from sqlalchemy import BigInteger, Integer, Table
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# Rows are checked where they come in: what pydantic would check them with is made for no table, which spares time and memory.
SQLModel.model_config["defer_build"] = True

# A composite key as the table itself: less than half the size of the default (performance.md, 4).
COMPACT: dict[str, Any] = {"sqlite_with_rowid": False}

WHOLE: Any = BigInteger().with_variant(Integer(), "sqlite")
"""Whole numbers that may be great: all are of 64 bits in SQLite, which knows one kind alone."""


def table(model: type[SQLModel]) -> Table:
    """The table of a model, for Core statements: hot reads and writes load no objects."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]  # SQLModel sets it at run time
