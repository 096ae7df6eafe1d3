"""Engines for databases at one server: what was put into its words for one is known to all."""

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
_SPOKEN: Final[dict[tuple[str | None, int | None], tuple[Dialect, LRUCache[Any, Any]]]] = {}
"""How each server is spoken to, once it was asked what it is."""


def made(address: URL, ways: dict[str, Any], options: dict[str, Any]) -> Engine:
    """An engine for the database at `address`, whose connections are made by `ways` and have these execution options."""
    place = (address.host, address.port)
    if place not in _SPOKEN:
        compiled: LRUCache[Any, Any] = LRUCache(_STATEMENTS)
        told = {**options, "compiled_cache": compiled}
        first = create_engine(
            address, connect_args=ways, use_native_hstore=False, execution_options=told, pool_size=_KEPT, max_overflow=_MORE
        )

        @event.listens_for(first, "connect")
        def _on_connect(_connection: Any, _record: object) -> None:
            # By now it was asked.
            _SPOKEN.setdefault(place, (first.dialect, compiled))

        return first
    dialect, compiled = _SPOKEN[place]
    arguments, named = dialect.create_connect_args(address)
    pool = QueuePool(lambda: dialect.connect(*arguments, **named, **ways), pool_size=_KEPT, max_overflow=_MORE, dialect=dialect)
    begun = dialect.on_connect_url(address)
    if begun is not None:
        event.listen(pool, "connect", lambda connection, _record: begun(connection))
    return Engine(pool, dialect, address, execution_options={**options, "compiled_cache": compiled})
