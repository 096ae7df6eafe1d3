"""A database on a PostgreSQL server: many write, one after the other; what is committed is on its disk."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, event, exc, make_url, text

from models.database_address import SCHEME, place
from models.errors import Refusal
from models.ledger import claims, dialects, driver, remembered, server, server_engine, server_errors, server_format, server_session
from models.ledger.store import FOLDER, Act, Renew, Store
from models.ledger.trail import Head
from models.ledger.unsure import Unsure, is_overtaken, stands

R = TypeVar("R")

WRITING: Final = 0x56455246
"""The advisory lock of whoever writes: what an act reads before it writes then holds, and the trail stays one chain."""
_WRITES: Final = "verifier_writes"
_HURRIES: Final = "verifier_hurries"
_ACT: Final = "act"
_MIGRATION: Final = "migration"
_LOCK: Final = text(f"SELECT pg_advisory_xact_lock({WRITING})")
_PATIENT: Final = text("SELECT set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)")
_HURRIED: Final = text("SELECT set_config('lock_timeout', '250ms', true)")
_SILENCE: Final = 2.5
"""Seconds after which a lost connection was one from which nothing came: another would take as long."""
_AT_A_KEY: Final = 8.0
"""Seconds that one statement may take while somebody waits at a key: longer than one waits for others there."""
_ELSEWHERE: Final = 130.0
"""The same for all others: longer than the server lets one take."""
_PAUSES: Final = (0.05, 0.2, 0.8, 2.0)
"""Seconds before an act is done again: as long as a server takes to start."""
_PATIENCE: Final = 6.0
"""Seconds after which it is not: whoever waited for others that long sees nothing move meanwhile."""


class ServerStore(Store):
    """A database at a server, open."""

    is_shared: ClassVar[bool] = True

    def __init__(self, folder: Path, engine: Engine, where: str, *, writing: bool) -> None:
        super().__init__(folder, engine)
        self._place = where
        self._may_write = writing
        self._is_closing = False
        self._is_away = False
        """Whether the last that was asked failed in a way that may pass."""
        self._silence: exc.DBAPIError | None = None
        """What was told when nothing came from the server the last time, and that for long."""
        self._unsure = Unsure()
        self._is_migrating = False

    def longest(self) -> float | None:
        """Seconds that a statement may take by now; None where it takes as long as it takes."""
        if self._is_migrating:
            return None
        is_waited_for = self.is_watched and (self.is_hasty() or threading.current_thread().ident == self.looker)
        return _AT_A_KEY if is_waited_for else _ELSEWHERE

    def is_hasty(self) -> bool:
        """Whether somebody waits at a key for what is asked now."""
        return self.is_watched and threading.current_thread() is threading.main_thread()

    def _require_writing(self, *, writing: bool = True) -> None:
        if writing and not self._may_write:
            raise Refusal("profile.read_only", folder=self.folder)

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Connection]:
        """A connection inside one transaction; whoever writes is alone, whoever reads sees one state of it."""
        self._require_writing(writing=writing)
        with self._told(writing=writing), self._within(writing=writing) as connection:
            yield connection

    def write(self, act: Act[R], what: object = None) -> tuple[R, Head | None]:
        """What `act` gives, once it is committed: done again where the server took it back, never twice where it did not."""
        self._require_writing()
        earlier: tuple[R, Head | None] | None = self._unsure.taken(what)
        unsure = earlier

        def once() -> tuple[R, Head | None]:
            nonlocal unsure
            done = None
            try:
                with self._within(writing=True) as connection:
                    # Whoever committed it held the lock until then: now it stands there, or never will.
                    is_meant_anew = unsure is earlier and is_overtaken(connection, unsure and unsure[1])
                    if unsure is not None and not is_meant_anew and stands(connection, unsure[1]):
                        return unsure
                    unsure = None
                    done = act(connection)
            except exc.DBAPIError:
                unsure = unsure if done is None else done
                raise
            return done

        try:
            return self._again(once, writing=True)
        except Refusal as refused:
            if unsure is None:
                raise
            self._unsure.keep(what, unsure)
            if refused.code not in ("server.unreachable", "server.failed"):
                raise
            raise Refusal("server.unsure", **refused.fields) from refused

    def read(self, question: Callable[[Connection], R]) -> R:
        """What `question` gives, asked again where the connection was lost."""

        def once() -> R:
            with self._within(writing=False) as connection:
                return question(connection)

        return self._again(once, writing=False)

    def _again(self, once: Callable[[], R], *, writing: bool) -> R:
        # Where nothing came from the server the last time, whoever types shall not wait for it at every key.
        pauses, until = () if self._is_away else _PAUSES, time.monotonic() + _PATIENCE
        with self._told(writing=writing):
            if self._silence is not None and self.is_hasty():
                # Whoever looks in another thread finds it there again.
                raise self._silence
            for pause in pauses:
                try:
                    return self._heard(once)
                except exc.DBAPIError as error:
                    is_over = self._silence is not None or time.monotonic() > until
                    if self._is_closing or not server_errors.may_pass(error) or is_over:
                        raise
                time.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - so that two who met do not meet again
            found = self._heard(once)
        self._is_away = False
        return found

    def _heard(self, once: Callable[[], R]) -> R:
        """What is done `once`, and whether anything came from the server meanwhile."""
        begun = time.monotonic()
        try:
            found = once()
        except exc.DBAPIError as error:
            self._silence = error if server_errors.is_gone(error) and time.monotonic() - begun > _SILENCE else None
            raise
        self._silence = None
        return found

    @contextmanager
    def migration(self) -> Iterator[Connection]:
        """A connection inside one transaction, beside which nobody writes, before the tables are as the program knows them."""
        self._is_migrating = True
        try:
            with self._told(writing=True), self._within(writing=True, what=_MIGRATION) as connection:
                yield connection
        finally:
            self._is_migrating = False

    @contextmanager
    def _within(self, *, writing: bool, what: str = _ACT) -> Iterator[Connection]:
        how: dict[str, Any] = {"isolation_level": "READ COMMITTED" if writing else "REPEATABLE READ", "postgresql_readonly": not writing}
        told = {_WRITES: what if writing else "", _HURRIES: self._is_away and what == _ACT}
        with self.engine.connect().execution_options(**how, **told) as connection, connection.begin():
            yield connection

    @contextmanager
    def _told(self, *, writing: bool = True) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as error:
            if self._is_closing:
                raise Refusal("profile.closing", folder=self.folder) from error
            if not writing and server_errors.code(error) == server_errors.READ_ONLY:
                raise Refusal("profile.read_only", folder=self.folder) from error
            self._is_away = server_errors.may_pass(error)
            if server_errors.code(error) in server_errors.OUTGROWN:
                self._require_known(error)
            raise server_errors.refusal(self._place, error, writing=writing) or error from error

    def _require_known(self, error: exc.DBAPIError) -> None:
        """Refuse (`profile.newer`) where a newer program changed the tables since it was opened."""
        with suppress(exc.DBAPIError), self._within(writing=False) as connection:
            newer = server_format.newer(self._place, server_format.look(connection, self._place))
            if newer is not None:
                raise newer from error

    @contextmanager
    def claimed(self, name: str) -> Iterator[bool]:
        """Whether nobody else at this database had claimed it; a lost connection gives it up."""
        with ExitStack() as stack:
            with self._told(writing=False):
                is_free = stack.enter_context(claims.claimed(self.engine, name))
            yield is_free

    def check(self) -> None:
        """Look whether the tables are those the program asks; the server looks after its pages itself."""
        with self.transaction(writing=False) as connection:
            is_whole = dialects.is_whole(connection)
        if not is_whole:
            raise Refusal("profile.damaged", file=self._place)

    def tell(self, last: Head) -> None:
        """Nothing: others go on with the trail, and a copy of the server is known to its administrator."""

    def stop(self, connection: Any) -> None:
        """Have the server end what it does on a connection."""
        self._is_closing = True
        with suppress(psycopg.Error):
            connection.cancel_safe(timeout=1)

    def close(self) -> None:
        """Let go of all connections."""
        self._is_closing = True
        self.engine.dispose()


def opened(folder: Path, url: str, renew: Renew, *, writing: bool) -> ServerStore:
    """The database at `url` of the profile in `folder`, made or migrated where this role may do that.

    Raises:
        Refusal: `server.away`, `server.login` and its like, `server.no_database`, `server.order`, `server.occupied`, `server.older`
            where somebody else has to migrate it, `server.standby` and `profile.newer` for writing, `profile.missing` for reading where
            nothing is there, `profile.folder`.
    """
    where = place(url)
    server.make(folder)
    engine = _engine(folder, url, lambda: store)
    store = ServerStore(folder, engine, where, writing=writing)
    try:
        with store.transaction(writing=False) as connection:
            looked = server_format.look(connection, where)
        store.newer = server_format.newer(where, looked)
        if writing and store.newer is not None:
            raise store.newer
        if looked.found < driver.FORMAT:
            if not (looked.found or writing):
                raise Refusal("profile.missing", folder=folder)
            if looked.is_standby and looked.found:
                # The primary server brings it up, and this one follows.
                raise server_format.older(where, looked.found)
            if not looked.is_standby:
                _migrate(store, where, looked.found, renew)
        if writing and looked.is_standby:
            raise Refusal("server.standby", place=where)
    except BaseException:
        engine.dispose()
        raise
    return store


def _migrate(store: ServerStore, where: str, found: int, renew: Renew) -> None:
    from models.ledger.migrations import upgrade_at

    try:
        with store.migration() as connection:
            # Whoever waited for another one who migrated finds it done.
            if server_format.look(connection, where).found < driver.FORMAT:
                upgrade_at(connection, where, renew)
    except Refusal as refused:
        if refused.code != "server.not_allowed":
            raise
        raise server_format.older(where, found) from refused


def _engine(folder: Path, url: str, store: Callable[[], ServerStore]) -> Engine:
    address = make_url(url).set(drivername=SCHEME)
    engine = server_engine.made(address, {FOLDER: folder}, lambda: store().is_hasty(), lambda: store().longest())

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        server_session.prepare(connection, place(url))

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        writes = options.get(_WRITES)
        if options.get(_HURRIES):
            connection.execute(_HURRIED)
        if writes == _MIGRATION:
            # It takes as long as it takes, and whoever came second waits for it.
            connection.execute(_PATIENT)
        if writes:
            connection.execute(_LOCK)

    @event.listens_for(engine, "before_cursor_execute")
    def _on_asking(_connection: object, cursor: Any, *said: Any) -> None:
        _, _, context, _ = said
        if context is not None and context.execution_options.get(dialects.AS_BYTES):
            cursor.format = psycopg.pq.Format.BINARY

    remembered.watch(engine, lambda connection: connection.get_execution_options().get(_WRITES) == _ACT)
    return engine
