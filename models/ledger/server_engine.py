"""Engines for databases at one server: what was put into its words for one is known to all."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

import psycopg
from sqlalchemy import URL, Dialect, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

_STATEMENTS: Final = 1_000
"""How many compiled statements are kept."""
_KEPT: Final = 2
"""Connections that stay open."""
_MORE: Final = 8
"""Connections that may come beside them for a while."""
_WAYS: Final[Mapping[str, Any]] = {
    # By satellite and with TLS one takes five seconds.
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 4_000,
    "application_name": "verifier",
    # Of a database of another encoding nothing but bytes would come.
    "client_encoding": "utf8",
}
"""How a connection is made, and how soon one is given up from which nothing comes any more: an answer to a probe takes a second there."""
_HASTY: Final[Mapping[str, Any]] = {"connect_timeout": 3}
"""The same for whoever waits at a key, while another thread looks as long as it takes."""
_SPOKEN: Final[dict[tuple[str | None, int | None], tuple[Dialect, LRUCache[Any, Any]]]] = {}
"""How each server is spoken to, once it was asked what it is."""


class Waited(psycopg.Connection[Any]):
    """A connection on which nobody waits for ever: the way to a server may be fine while what answers there stands still."""

    longest: Callable[[], float | None] = staticmethod(lambda: None)
    """How many seconds one statement may take by now, None where it takes as long as it takes."""
    _is_committing = False

    def commit(self) -> None:
        """Commit, which is never taken back: one that waits for another server would then count without it."""
        self._is_committing = True
        super().commit()
        self._is_committing = False

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """What comes of what was asked; where it takes longer than it may, the connection is given up as one that is lost."""
        longest, begun = self.longest() if timeout is None else timeout, time.monotonic()
        try:
            return super().wait(gen, interval, longest)
        except psycopg.OperationalError as error:
            if longest is None or time.monotonic() - begun < longest or error.sqlstate is not None:
                raise
            self._give_up()
            raise psycopg.OperationalError("timeout expired") from error

    def _give_up(self) -> None:
        if not self._is_committing and psycopg.capabilities.has_cancel_safe():
            # Others would wait for what nobody waits for any more.
            with suppress(psycopg.Error):
                self.cancel_safe(timeout=1)
        self.pgconn.finish()


def made(address: URL, options: dict[str, Any], is_hasty: Callable[[], bool], longest: Callable[[], float | None]) -> Engine:
    """An engine for the database at `address`, whose connections have these execution options.

    Each is made in less time where somebody `is_hasty`; what the address says of it goes before. No statement takes longer than `longest`.
    """
    ways = {name: value for name, value in _WAYS.items() if name not in address.query}
    hasty = {name: value for name, value in _HASTY.items() if name in ways}

    def connect(*arguments: Any, **named: Any) -> Waited:
        found = Waited.connect(*arguments, **{**named, **ways, **(hasty if is_hasty() else {})})
        found.longest = longest
        return found

    place = (address.host, address.port)
    if place not in _SPOKEN:
        return _first(address, options, ways, connect)
    dialect, compiled = _SPOKEN[place]
    arguments, named = dialect.create_connect_args(address)

    def again() -> Any:
        return connect(*arguments, **named)

    pool = QueuePool(again, pool_size=_KEPT, max_overflow=_MORE, dialect=dialect)
    begun = dialect.on_connect_url(address)
    if begun is not None:
        event.listen(pool, "connect", lambda connection, _record: begun(connection))
    return Engine(pool, dialect, address, execution_options={**options, "compiled_cache": compiled})


def _first(address: URL, options: dict[str, Any], ways: dict[str, Any], connect: Callable[..., Waited]) -> Engine:
    """The first engine at a server, which asks what that is."""
    compiled: LRUCache[Any, Any] = LRUCache(_STATEMENTS)
    told = {**options, "compiled_cache": compiled}
    found = create_engine(address, connect_args=ways, use_native_hstore=False, execution_options=told, pool_size=_KEPT, max_overflow=_MORE)

    @event.listens_for(found, "do_connect")
    def _on_making(_dialect: object, _record: object, arguments: tuple[Any, ...], named: dict[str, Any]) -> Waited:
        return connect(*arguments, **named)

    @event.listens_for(found, "connect")
    def _on_connect(_connection: Any, _record: object) -> None:
        # By now it was asked.
        _SPOKEN.setdefault((address.host, address.port), (found.dialect, compiled))

    return found
