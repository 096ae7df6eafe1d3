"""Claims on a server: what several processes at one database leave to the one that began with it, until it is done or gone."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from sqlalchemy import Engine, exc
from sqlalchemy.pool import PoolProxiedConnection

_CLASS: Final = 0x434C4D
"""Claims are numbers of two parts, so that none is ever the number of another lock."""


@contextmanager
def claimed(engine: Engine, name: str) -> Iterator[bool]:
    """Whether nobody else had claimed what is called `name`; it is claimed within the block where nobody had.

    Whoever is killed, or loses the server, has claimed nothing any more: what is done under a claim does no harm when it is done twice.
    """
    number = zlib.crc32(name.encode()) - 2**31
    held, is_free = _tried(engine, number)
    try:
        yield is_free
    except BaseException:
        # Nothing is held by a connection that is gone.
        held.invalidate()
        raise
    try:
        if is_free:
            _driver(held).execute("SELECT pg_advisory_unlock(%s, %s)", (_CLASS, number))
        _driver(held).autocommit = False
    except psycopg.Error:
        held.invalidate()
    else:
        held.close()


def _tried(engine: Engine, number: int) -> tuple[PoolProxiedConnection, bool]:
    """A connection that tried to claim a number, and whether it could; one that was lost meanwhile is left for another."""
    for is_last in (False, True):
        # Held by a connection and not by a transaction: what is done meanwhile takes many of those, and the line to a carrier.
        held = engine.raw_connection()
        try:
            _driver(held).autocommit = True
            row = _driver(held).execute("SELECT pg_try_advisory_lock(%s, %s)", (_CLASS, number)).fetchone()
        except psycopg.Error as error:
            # The server was away since it was last used, and then so it was for all of them.
            held.invalidate()
            engine.dispose()
            if is_last:
                raise exc.OperationalError("claim", None, error) from error
        else:
            return held, row is not None and bool(row[0])
    raise AssertionError


def _driver(held: PoolProxiedConnection) -> psycopg.Connection:
    connection = held.driver_connection
    assert isinstance(connection, psycopg.Connection)
    return connection
