"""Engines for databases at one server: what was put into its words for one is known to all."""

from collections.abc import Callable, Mapping
from typing import Any, Final

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


def made(address: URL, options: dict[str, Any], is_hasty: Callable[[], bool]) -> Engine:
    """An engine for the database at `address`, whose connections have these execution options.

    Each is made in less time where somebody `is_hasty`; what the address says of it goes before.
    """
    ways = {name: value for name, value in _WAYS.items() if name not in address.query}
    hasty = {name: value for name, value in _HASTY.items() if name in ways}
    place = (address.host, address.port)
    if place not in _SPOKEN:
        compiled: LRUCache[Any, Any] = LRUCache(_STATEMENTS)
        told = {**options, "compiled_cache": compiled}
        first = create_engine(
            address, connect_args=ways, use_native_hstore=False, execution_options=told, pool_size=_KEPT, max_overflow=_MORE
        )

        @event.listens_for(first, "do_connect")
        def _on_making(_dialect: object, _record: object, _arguments: object, named: dict[str, Any]) -> None:
            named.update(hasty if is_hasty() else {})

        @event.listens_for(first, "connect")
        def _on_connect(_connection: Any, _record: object) -> None:
            # By now it was asked.
            _SPOKEN.setdefault(place, (first.dialect, compiled))

        return first
    dialect, compiled = _SPOKEN[place]
    arguments, named = dialect.create_connect_args(address)

    def connect() -> Any:
        return dialect.connect(*arguments, **{**named, **ways, **(hasty if is_hasty() else {})})

    pool = QueuePool(connect, pool_size=_KEPT, max_overflow=_MORE, dialect=dialect)
    begun = dialect.on_connect_url(address)
    if begun is not None:
        event.listen(pool, "connect", lambda connection, _record: begun(connection))
    return Engine(pool, dialect, address, execution_options={**options, "compiled_cache": compiled})
