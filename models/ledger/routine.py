"""When a database that one works with is copied: after each exchange, hourly while it changes, and at the end."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from models.ledger import backups, driver
from models.ledger.backups import GoOn
from models.rules import rotation


class Routine:
    """Knows of the database of a profile how it stood when it was last copied; Refusal as `backups.newest` gives."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._database = folder, folder / driver.DATABASE
        self.is_wanted = False
        """Whether it is to be copied without waiting for the hour."""
        # Files tell it across restarts: what an earlier run could not copy any more is changed for this one.
        newest = backups.newest(folder)
        stands = self._stands()
        written = max((moment for moment, _ in stands), default=0)
        self._stood = stands if newest is not None and newest.written >= written else ()

    @property
    def has_changed(self) -> bool:
        """Whether anything was written since the last copy."""
        return self._stands() != self._stood

    def is_due(self, now: datetime) -> bool:
        """Whether it is time for a copy."""
        if not self.has_changed:
            return False
        newest = None if self.is_wanted else backups.newest(self._folder)
        return rotation.is_due(newest.moment if newest else None, now)

    def copy(self, now: datetime, go_on: GoOn) -> None:
        """Copy it; Refusal and Stopped as `backups.make` gives."""
        stands, self.is_wanted = self._stands(), False
        backups.make(self._database, now, go_on=go_on)
        self._stood = stands

    def _stands(self) -> tuple[tuple[int, int], ...]:
        """When each of its files was last written, and how long it is."""
        found = []
        for side in ("", "-wal"):
            with suppress(OSError):
                told = Path(f"{self._database}{side}").stat()
                found.append((told.st_mtime_ns, told.st_size))
        return tuple(found)
