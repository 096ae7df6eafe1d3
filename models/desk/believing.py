"""Documents at a server, as far as they are believed: what somebody put there past the desk, or says of a document beside it, is left out.

Whatever is decided by documents or told from them is asked through here. In a file of one's own every document came by the intake: there
nothing is asked.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, literal_column, select

from models.codes import digest as digest_of
from models.ledger import dialects, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

R = TypeVar("R")
_DOCUMENT: Final = table(tables.Document)
_BROUGHT: Final[ColumnElement[str]] = literal_column("document.brought_by").label("brought_by")
"""The role that put a document at a server, which the server fills itself."""
_ALIKE: Final[set[bytes]] = set()
"""Rows that were found to say what their documents do, which never change."""


def only(tx: Transaction, rows: Iterable[R], of: str = "digest") -> Sequence[R]:
    """Those of the rows whose document is believed; `of` names the column that tells which that is."""
    told = rows if isinstance(rows, Sequence) else tuple(rows)
    if not told or not dialects.is_server(tx.connection):
        return told
    held = among(tx, {getattr(row, of) for row in told})
    found = [row for row in told if getattr(row, of) in held]
    return [row for row in found if _is_whole(row)] if of == "digest" and hasattr(told[0], "body") else found


def _is_whole(row: Any) -> bool:
    """Whether the bytes that a row brings are those that were proved: perhaps at an earlier start."""
    return bool(digest_of(row.body) == row.digest)


def alike(tx: Transaction, rows: Iterable[R], told: Callable[[R], Mapping[str, object]], of: str = "digest") -> Sequence[R]:
    """Those of the rows of another table that repeat a document which is believed, and say what is `told` by it."""
    held = only(tx, rows, of)
    if not held or not dialects.is_server(tx.connection):
        return held
    return [row for row in held if _says(row, told)]


def _says(row: R, told: Callable[[R], Mapping[str, object]]) -> bool:
    mark = blake2b(repr((told.__qualname__, row)).encode(), digest_size=16).digest()
    if mark in _ALIKE:
        return True
    said = told(row)
    if not said or any(getattr(row, name) != value for name, value in said.items()):
        return False
    _ALIKE.add(mark)
    return True


def among(tx: Transaction, documents: Iterable[str]) -> Collection[str]:
    """Those of the documents with these digests that are believed; in a file all of them."""
    wanted = frozenset(documents)
    if not wanted or not dialects.is_server(tx.connection):
        return wanted
    from models.desk import proving  # every kind of document takes long to import, and at a file nothing is proved

    return proving.proved(tx, wanted)


def is_believed(tx: Transaction, document: str) -> bool:
    """Whether the document with a digest is here and believed; in a file, one that is here is."""
    return not dialects.is_server(tx.connection) or document in among(tx, (document,))


def left_out(tx: Transaction) -> tuple[Any, ...]:
    """The rows, with name, kind and who brought them, of all documents at a server that are not believed: every one is looked at."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.name, _DOCUMENT.c.kind, _BROUGHT)
    rows = tx.connection.execute(asked.order_by(_DOCUMENT.c.digest)).all()
    held = among(tx, (row.digest for row in rows))
    return tuple(row for row in rows if row.digest not in held)
