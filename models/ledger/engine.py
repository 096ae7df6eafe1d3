"""A profile's database opened, in its folder or on a server: every act is one transaction, whole and durable, or nothing."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, event

from models.errors import Refusal
from models.ledger import on_file, server
from models.ledger.store import PATIENCE, Act, Renew, Store
from models.ledger.trail import Head, newest

R = TypeVar("R")


class Ledger:
    """The open database of a profile folder."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.folder = store.folder
        self.gap: Refusal | None = None
        """`profile.gap` or `profile.parted` where `check` found that the database lacks what was saved."""
        self._is_closed = False
        self._in_use: set[Any] = set()
        event.listen(self._engine, "checkout", lambda connection, *_: self._in_use.add(connection))
        event.listen(self._engine, "checkin", lambda connection, *_: self._in_use.discard(connection))
        event.listen(self._engine, "before_cursor_execute", lambda *_: self._require_open())

    @classmethod
    def open(cls, folder: Path, *, writing: bool = True, renew: Renew = lambda _connection: 0) -> Self:
        """The profile in `folder`, migrated first where it is older, and made where there is none (only when `writing`).

        Its database is on a server where that was chosen (`server.choose`). One of a newer program is read as it is.

        `renew` counts anew, before a migration is committed, what the layers above keep beside the tables.

        Raises:
            Refusal: `profile.missing` (reading an empty folder), `profile.locked` by another process, `profile.newer` (writing),
                `profile.foreign`, `profile.damaged`, `profile.altered`, `profile.read_only`, `profile.file_read_only`, `profile.folder`,
                `profile.sqlite_old`, `profile.key_needed`; of a server, as `on_server.opened` gives.
        """
        url = server.chosen(folder)
        if url:
            server.require_driver()
            from models.ledger import on_server

            return cls(on_server.opened(folder, url, renew, writing=writing))
        return cls(on_file.opened(folder, renew, writing=writing))

    @property
    def _engine(self) -> Engine:
        return self._store.engine

    @property
    def newer(self) -> Refusal | None:
        """`profile.newer` where a newer program made it: it is only read, and no trace is left of that."""
        return self._store.newer

    @property
    def is_shared(self) -> bool:
        """Whether others write to it at the same time."""
        return self._store.is_shared

    def watch(self, looker: int | None = None) -> None:
        """Let nobody wait long at a key for a server that does not answer, as somebody looks in another thread whether it is there."""
        self._store.is_watched, self._store.looker = True, looker

    @property
    def stands(self) -> object:
        """The same object as long as nobody writes; None where somebody else may."""
        return self._store.stands

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Connection]:
        """A connection inside one transaction, committed at the end and rolled back on any exception; disk errors become Refusals."""
        self._require_open()
        with self._store.transaction(writing=writing) as connection:
            yield connection
            if writing:
                self._require_open()

    def write(self, act: Act[R], what: object = None) -> tuple[R, Head | None]:
        """What `act` gives within one transaction of its own, once it is durable; on a server it may be done again until it is.

        Where it is not certain that it was done, the next one called the same `what` looks first.
        """
        self._require_open()
        return self._store.write(lambda connection: self._as_open(act(connection)), what)

    def read(self, question: Callable[[Connection], R]) -> R:
        """What `question` gives within one transaction that changes nothing."""
        self._require_open()
        return self._store.read(question)

    def claimed(self, name: str) -> AbstractContextManager[bool]:
        """Whether no other process had claimed what is called `name`; where none had, it is claimed within the block.

        Whoever is killed, or loses the server, gives it up: what is done under a claim does no harm when it is done twice.
        """
        self._require_open()
        return self._store.claimed(name)

    def check(self) -> None:
        """Look through the whole database; Refusal `profile.damaged` where it does not hold what it should."""
        self.gap = self._store.check()

    def look(self) -> None:
        """Look whether the database lacks what was saved, and nothing else: whoever reads waits for no whole file."""
        self.gap = self._store.look()

    def tell(self, last: Head | None) -> None:
        """Tell beside the database of the last entry of the trail that is on the disk; a gap that nobody accepted stays told."""
        if last is not None and self.gap is None:
            self._store.tell(last)

    @property
    def replaced(self) -> Refusal | None:
        """`profile.replaced` where somebody put something else in the place of the open database, or took it away."""
        return self._store.replaced

    def lent(self) -> AbstractContextManager[Any]:
        """The driver's connection to a database that does not lie in its place any more, to be copied; None where it does."""
        return self._store.lent()

    def accept_gap(self) -> None:
        """Go on with the trail as it stands."""
        with self.transaction(writing=False) as connection:
            self.gap = None
            self.tell(newest(connection))

    def close(self) -> None:
        """Let the next process in.

        What other threads do here meanwhile is taken back, and they get Refusal `profile.closing`.
        """
        self._is_closed = True
        self._stop_others()
        self._store.close()

    def _stop_others(self) -> None:
        until = time.monotonic() + PATIENCE
        while self._in_use and time.monotonic() < until:
            for connection in tuple(self._in_use):
                self._store.stop(connection)
            time.sleep(PATIENCE / 100)

    def _as_open(self, done: R) -> R:
        # Whoever closed it may have put another database in its place since: what is written to this one is kept nowhere.
        self._require_open()
        return done

    def _require_open(self) -> None:
        if self._is_closed:
            raise Refusal("profile.closing", folder=self.folder)

    def __enter__(self) -> Self:
        """The ledger itself, closed at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        self.close()
