"""From any older format of the database to today's, by Alembic: a checked copy first, then one transaction or nothing."""

from contextlib import closing
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from models.errors import Refusal
from models.landing import sync_folder
from models.ledger import backups, cipher, driver
from models.ledger.store import Renew
from models.moments import now

SCRIPTS: Final = Path(__file__).parent
"""Where Alembic finds its revisions."""


def upgrade(path: Path, renew: Renew) -> None:
    """Bring the database at `path` (or a new one) to `driver.FORMAT`; on any failure the file stays as it was, or there is still none.

    Raises:
        Refusal: as `gates.require` and `backups.copied` give, `backup.no_room`, `profile.damaged` where the migrated file is not whole.
    """
    if path.exists() and path.stat().st_size:
        copy = _copied(path)
        try:
            _migrate(path, renew)
        except Refusal:
            # A gate had all of it taken back: at every start there would be one more copy of the same.
            for file in (copy, cipher.beside(copy)):
                file.unlink(missing_ok=True)
            raise
        _check(path)
        return
    # Under another name until it is whole: an empty file is what a power cut leaves of a database, never one half made.
    made = path.with_name(f"{path.name}.new")
    for left in (made, Path(f"{made}-journal")):
        left.unlink(missing_ok=True)
    _migrate(made, renew, like=path)
    made.replace(path)
    sync_folder(path.parent)


def upgrade_at(connection: Connection, place: Path | str, renew: Renew) -> None:
    """Bring the database of a `connection` to `driver.FORMAT` within the transaction that it is in; `place` says which it is.

    Raises:
        Refusal: as `gates.require` gives; then nothing of it may be committed.
    """
    config = Config(attributes={"connection": connection, "renew": renew, "place": place})
    config.set_main_option("script_location", str(SCRIPTS))
    command.upgrade(config, "head")


def _migrate(path: Path, renew: Renew, like: Path | None = None) -> None:
    # Foreign keys stay off: rebuilding a parent table would otherwise delete its children without a word.
    engine = create_engine(
        "sqlite://",
        module=driver.MODULE,
        creator=lambda: driver.connect(path, writing=True, like=like),
        poolclass=NullPool,
    )

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN EXCLUSIVE")

    with engine.connect() as connection, connection.begin():
        upgrade_at(connection, path, renew)
    engine.dispose()


def _check(path: Path) -> None:
    with closing(driver.connect(path, writing=True)) as connection:
        driver.prepare(connection, path, writing=True)
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise Refusal("profile.damaged", file=path)


def _copied(path: Path) -> Path:
    folder = path.with_name(driver.BACKUPS)
    folder.mkdir(exist_ok=True)
    # Room for the copy, and for what the migration writes.
    backups.require_room(folder, 2 * backups.size(path))
    copy = backups.named(folder, now(), f"{backups.BEFORE_FORMAT}{driver.gate(path)}")
    backups.copied(path, copy)
    return copy
