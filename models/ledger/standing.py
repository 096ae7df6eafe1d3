"""Whether the files of an open database are still those that were opened: what is written to one that was taken away is kept nowhere."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.pool import QueuePool

from models.errors import Refusal
from models.ledger.store import PATIENCE

_SIDES: Final = ("-wal", "-shm")
_Lies = tuple[int, int] | None
_UNSEEN: Final = (-1, -1)
"""Nobody may look: what is open is written all the same, as in a folder that was closed meanwhile."""


class Files:
    """The files of the database at a path, which the connections of an engine write, as they lay when it was opened."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path, self._engine = path, engine
        self._file: _Lies = None
        self._sides: tuple[_Lies, ...] = ()
        self._open = 0
        event.listen(engine, "connect", lambda *_: self._begin())
        event.listen(engine, "close", lambda *_: self._end())

    def _begin(self) -> None:
        # Not before: of a folder in layers, as on a live medium, a file is another one from the first time that it is opened for writing.
        self._file = self._file or _lies(self._path)
        self._sides = self._sides or self._beside()
        self.require()
        if self._has_lost_log:
            raise self._refusal
        self._open += 1

    def _end(self) -> None:
        self._open -= 1
        if not self._open:
            # The last one took what lay beside the database with it.
            self._sides = ()

    @property
    def replaced(self) -> Refusal | None:
        """`profile.replaced` where another database lies in the place of the one that is open, or none."""
        return self._refusal if self._file is not None and _lies(self._path) not in (self._file, _UNSEEN) else None

    def require(self) -> None:
        """Refuse (`profile.replaced`) to write there."""
        if refused := self.replaced:
            raise refused

    def settle(self, *, writing: bool) -> None:
        """Refuse to write likewise; where only what lay beside the database is gone, go on with a new log."""
        if writing:
            self.require()
        if not self._has_lost_log or self.replaced:
            return
        pool = self._engine.pool
        if isinstance(pool, QueuePool) and pool.checkedout() == 0:
            # What is in the old log only those can read who have it open, and a new one is not begun before nobody has.
            self.fold()
            self._engine.dispose()
        elif writing:
            raise self._refusal

    def fold(self) -> None:
        """Bring what is in the log into the database; errors of SQLite pass as they are."""
        # Outside any transaction: what reads within one keeps the log from being folded.
        with closing(self._engine.raw_connection()) as connection:
            connection.cursor().execute(f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def lent(self) -> Iterator[Any]:
        """The driver's connection to what is open, where it can be reached by its name no more; None where it can."""
        if not self.replaced:
            yield None
            return
        with closing(self._engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA query_only=0")
            yield connection.driver_connection

    def keep_apart(self) -> None:
        """Keep what is open among the backups where it does not lie in its place any more; Refusal as `backups.copied` gives."""
        if self._path.parent.is_dir() and self.replaced:
            from models.ledger import backups  # which reads files as whoever opens one does

            with self.lent() as connection:
                backups.keep_apart(self._path, connection)

    @property
    def _has_lost_log(self) -> bool:
        return any(now not in (then, _UNSEEN) for now, then in zip(self._beside(), self._sides, strict=False))

    @property
    def _refusal(self) -> Refusal:
        return Refusal("profile.replaced", file=self._path)

    def _beside(self) -> tuple[_Lies, ...]:
        return tuple(_lies(f"{self._path}{side}") for side in _SIDES)


def _lies(path: Path | str) -> _Lies:
    try:
        told = os.stat(path)  # noqa: PTH116 - before each act: `Path` takes longer than the system does
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return _UNSEEN
    return told.st_dev, told.st_ino
