"""A database in a file of the profile folder, by SQLite: one process writes, others may read; what is committed is on the disk."""

import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

import filelock
from sqlalchemy import Connection, Dialect, Engine, create_engine, event, exc, make_url
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from models import causes
from models.errors import Refusal
from models.landing import missing
from models.ledger import acting, dialects, driver, head, holding, place, prepared, remembered
from models.ledger.standing import Files
from models.ledger.store import FOLDER, Act, Renew, Store
from models.ledger.trail import Head, verify

R = TypeVar("R")

_BEGIN: Final = "verifier_begin"
_SQLITE: Final = "sqlite://"
_STATEMENTS: Final = 1_000
"""How many compiled statements are kept."""
_ROOM: Final = 10_000_000
"""Bytes that are asked for where the disk takes nothing any more: enough for a day of work."""
_FAILED: Final = ("profile.write_failed", "profile.damaged")
LOOKED_AT_AGAIN: Final = 1_000
"""Entries of the trail that are recomputed after the disk failed."""

_DAMAGED: Final = ("not a database", "malformed", "Could not decode")
"""What is said of pages, and of texts, that hold what nobody wrote."""


class FileStore(Store):
    """The file of a profile, open."""

    is_shared: ClassVar[bool] = False

    def __init__(self, folder: Path, engine: Engine, lock: filelock.BaseFileLock | None, newer: Refusal | None = None) -> None:
        super().__init__(folder, engine, newer)
        self._lock = lock
        self._files = None if lock is None else Files(folder / driver.DATABASE, engine)
        self.stands = None if lock is None else object()
        self._stood: object = None
        self._has_failed = False

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Connection]:
        """A connection inside one transaction; errors of the disk become Refusals."""
        begin = "BEGIN IMMEDIATE" if writing else "BEGIN"
        self._follow()
        if self._has_failed:
            self._look_again()
        if self._files is not None:
            with understood(self.folder):
                self._files.settle(writing=writing)
        try:
            with understood(self.folder), self.engine.connect().execution_options(**{_BEGIN: begin}) as connection, connection.begin():
                yield connection
                if writing and self._files is not None:
                    self._files.require()
        except Refusal as refused:
            if refused.code in _FAILED:
                # Nobody knows how much of it the disk took: what SQLite has in memory of the file is not to be gone by.
                self._has_failed = True
                self.engine.dispose()
            raise
        finally:
            if writing:
                self.stands = object()

    def write(self, act: Act[R], what: object = None) -> tuple[R, Head | None]:  # noqa: ARG002 - a file tells whether it was done
        """What `act` gives, once it is on the disk."""
        with self.transaction(writing=True) as connection:
            return act(connection)

    def read(self, question: Callable[[Connection], R]) -> R:
        """What `question` gives."""
        with self.transaction(writing=False) as connection:
            return question(connection)

    def claimed(self, name: str) -> AbstractContextManager[bool]:  # noqa: ARG002 - nobody else writes here
        """Always."""
        return nullcontext(True)

    def _look_again(self) -> None:
        """Go on, after the disk failed, on connections of their own, once the last entries of the trail hold."""
        with understood(self.folder), self.engine.connect() as connection:
            verify(connection, LOOKED_AT_AGAIN)
        self._has_failed = False

    def _follow(self) -> None:
        """Read anew what was read as it lies where the newer program has written to it since."""
        if self.newer is not None:
            stands = driver.stands(self.folder / driver.DATABASE)
            if stands != self._stood:
                self._stood = stands
                self.engine.dispose()

    def check(self) -> Refusal | None:
        """Look through the whole file; Refusal `profile.damaged` where a page, or the whole, does not hold what it should."""
        with understood(self.folder), self.engine.connect() as connection:
            is_whole = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok" and dialects.is_whole(connection)
            gap = head.gap(self.folder, connection) if is_whole else None
        if not is_whole:
            raise Refusal("profile.damaged", file=self.folder / driver.DATABASE)
        return gap

    def look(self) -> Refusal | None:
        """`profile.gap` or `profile.parted`; None in a file of a newer program, or where the trail cannot be read, which reading tells."""
        with suppress(Refusal), understood(self.folder), self.engine.connect() as connection:
            return head.gap(self.folder, connection) if self.newer is None else None
        return None

    def tell(self, last: Head) -> None:
        """Tell beside the database of its last entry."""
        head.keep(self.folder, last)

    def stop(self, connection: Any) -> None:
        """Have SQLite end what it does on a connection."""
        with suppress(driver.MODULE.Error):
            connection.interrupt()

    @property
    def replaced(self) -> Refusal | None:
        """`profile.replaced` where what is open does not lie in its place any more."""
        return None if self._files is None else self._files.replaced

    def lent(self) -> AbstractContextManager[Any]:
        """The driver's connection to a database that does not lie in its place any more; None where it does."""
        return nullcontext(None) if self._files is None else self._files.lent()

    def close(self) -> None:
        """Fold the log into the database and let the next process in; a full disk only leaves the log where it is."""
        lock, self._lock = self._lock, None
        try:
            if self._files is not None:
                with suppress(exc.DBAPIError, driver.MODULE.Error, Refusal):
                    self._files.keep_apart()
                with suppress(exc.DBAPIError, driver.MODULE.Error, Refusal):
                    self._files.fold()
        finally:
            self.engine.dispose()
            if lock is not None:
                holding.let_go(self.folder, lock)


def opened(folder: Path, renew: Renew, *, writing: bool) -> FileStore:
    """The database of the profile in `folder`, as `Ledger.open` tells."""
    path = folder / driver.DATABASE
    driver.require_held(path)
    if not writing:
        return _to_read(folder, path, renew)
    if not driver.is_interrupted(path):
        # Before the lock, which would be a trace of ours in the folder of a newer program.
        driver.gate(path)
    lock = _alone(folder)
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise Refusal("profile.file_read_only", file=path)
        found = driver.gate(path)
        if found:
            with understood(folder):
                acting.require_calm(path, writing=True)
        if found < driver.FORMAT:
            from models.ledger.migrations import upgrade

            try:
                with understood(folder):
                    upgrade(path, renew)
            except OSError as error:
                raise Refusal("profile.write_failed", folder=folder, cause=causes.of_system(error)) from error
        return FileStore(folder, _engine(path, writing=True), lock)
    except BaseException:
        holding.let_go(folder, lock)
        raise


def _to_read(folder: Path, path: Path, renew: Renew) -> FileStore:
    if driver.is_interrupted(path):
        holding.let_go(folder, _alone(folder))
    try:
        found = driver.gate(path)
    except Refusal as refused:
        if refused.code != "profile.newer" or refused.fields["file"] != path:
            raise
        return FileStore(folder, _engine(path, writing=False, leaving_no_trace=True), None, refused)
    if found == 0:
        raise Refusal("profile.missing", folder=folder)
    with understood(folder):
        acting.require_calm(path, writing=False)
    if found < driver.FORMAT:
        opened(folder, renew, writing=True).close()
    return FileStore(folder, _engine(path, writing=False), None)


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """The database at `path`, wherever it lies, open for one look; what SQLite says of it passes."""
    engine = _engine(path, writing=False)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(path: Path, *, writing: bool, leaving_no_trace: bool = False) -> Engine:
    dialect, compiled = _dialect()
    pool = QueuePool(
        lambda: driver.connect(path, writing=writing, leaving_no_trace=leaving_no_trace),
        dialect=dialect,
    )
    engine = Engine(pool, dialect, make_url(_SQLITE), execution_options={"compiled_cache": compiled, FOLDER: path.parent})

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        driver.prepare(connection, path, writing=writing)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        begin = connection.get_execution_options().get(_BEGIN, "BEGIN")
        database: Any = connection.connection.driver_connection
        database.execute(f"PRAGMA query_only={int(begin == 'BEGIN')}")
        database.execute(begin)

    remembered.watch(engine)
    return engine


@cache
def _dialect() -> tuple[Dialect, LRUCache[Any, Any]]:
    """How SQLite is spoken to, and what was put into its words already: where several profiles are opened, none learns it anew."""
    first = create_engine(_SQLITE, module=driver.MODULE)
    first.connect().close()
    first.dispose()
    return first.dialect, LRUCache(_STATEMENTS)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else writes to the profile meanwhile, and none of it is open here; Refusal as `Ledger.open` gives for its folder and lock."""
    lock = _alone(folder)
    try:
        yield
    finally:
        holding.let_go(folder, lock)


def _alone(folder: Path) -> filelock.BaseFileLock:
    """The profile's lock, and no write left half done behind it."""
    driver.require_safe_sqlite()
    place.require(folder)
    with understood(folder):
        lock = holding.hold(folder)
    try:
        with understood(folder):
            driver.recover(folder / driver.DATABASE)
    except BaseException:
        holding.let_go(folder, lock)
        raise
    return lock


@contextmanager
def understood(folder: Path) -> Iterator[None]:
    """Turn what SQLite says of the disk into a Refusal; anything else passes."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _refusal(folder, str(error.orig)) or error from error
    except driver.MODULE.Error as error:
        raise _refusal(folder, str(error)) or error from error
    except UnicodeDecodeError as error:
        # The driver's way to say of some texts that nobody wrote them; what a verb itself reads is no business of the disk.
        reader = traceback.extract_tb(error.__traceback__)[-1].filename
        if "sqlalchemy" in reader or reader == prepared.__file__:
            raise Refusal("profile.damaged", file=folder / driver.DATABASE) from error
        raise


def _refusal(folder: Path, cause: str) -> Refusal | None:
    if "full" in cause:
        return Refusal("profile.disk_full", folder=folder, missing=missing(folder, _ROOM))
    if "interrupted" in cause:
        return Refusal("profile.closing", folder=folder)
    if "readonly" in cause:
        return Refusal("profile.read_only", folder=folder)
    if any(said in cause for said in _DAMAGED):
        return Refusal("profile.damaged", file=folder / driver.DATABASE)
    told = driver.told(cause)
    return Refusal("profile.write_failed", folder=folder, cause=told) if told != cause else None
