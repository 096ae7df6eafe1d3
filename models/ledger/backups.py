"""Copies of a database: made whole beside their place, opened again and checked, and only then given their name."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import exc

from models import causes
from models.errors import Refusal
from models.landing import land, renamed, sync_file, sync_folder
from models.ledger import cipher, driver, head, on_file, server, trail
from models.moments import now
from models.rules import rotation
from models.rules.rotation import Kept

_SPARE: Final = 1_000_000
"""Bytes that stay free beside a copy."""
UNREAD: Final = frozenset({"profile.damaged", "profile.keyless", "profile.key_lost", "profile.key_unfit"})
"""Why a copy cannot be read, in the words for a profile."""
_STEP: Final = 10_000
"""Instructions of SQLite between two looks at whether to go on."""
_NAME: Final = re.compile(r"verifier-([0-9]{6,})-([0-9]{8}-[0-9]{6})(?:-([a-z]+(?:-[0-9]+)?))?\.db")
BEFORE_FORMAT: Final = "format-"
"""Why a copy was made before a migration, followed by the format it is of."""
RESTORED: Final = "restored"
"""Why a copy was made before another one was put in the place of the database."""
DAMAGED: Final = "damaged"
"""Why a file was kept as it lay before another one was put in its place: it could not be copied."""
NEWER: Final = "newer"
"""Likewise: a newer program made it, and may go on with it."""
REPLACED: Final = "replaced"
"""Why a copy was made when the program was left: something else lay in the place of the database by then."""
AS_IT_LAY: Final = frozenset({DAMAGED, NEWER})
"""What is no copy that was opened and checked."""
_MOMENT: Final = "%Y%m%d-%H%M%S"
_TABLES: Final = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"

GoOn = Callable[[], bool]
"""Whether a copy that takes a while may go on."""


class Stopped(Exception):
    """Somebody stopped the copy: nothing is left of it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy among the backups of a profile."""

    path: Path
    number: int
    moment: datetime
    """When the clock said it was made."""
    reason: str
    """Before what it was made: `format-<number>`, `restored`, `damaged`; empty where it was time for one."""
    size: int
    written: int
    """When its file was last written, in nanoseconds, as files of the same disk say it."""
    why: Kept | None = None
    """Why it stays; None where the next one lets it go."""


def has_database(profile: Path) -> bool:
    """Whether a database is in the folder of a profile; Refusal `profile.gone` or `profile.damaged` where one was that is lost."""
    driver.require_held(profile / driver.DATABASE)
    return (profile / driver.DATABASE).exists()


def size(path: Path) -> int:
    """How much room a copy of the database at `path` takes at most."""
    return sum(file.stat().st_size for file in (path, path.with_name(f"{path.name}-wal")) if file.exists())


def require_room(folder: Path, needed: int) -> None:
    """Refuse (`backup.no_room`) a folder whose disk has not that many bytes to spare."""
    missing = needed + _SPARE - shutil.disk_usage(folder).free
    if missing > 0:
        raise Refusal("backup.no_room", folder=folder, missing=-(-missing // 1_000_000))


def found(folder: Path) -> tuple[Copy, ...]:
    """The copies in `folder`, the one made last first; Refusal `backup.failed` where it cannot be looked into."""
    with _on_disk(folder):
        copies = sorted(_found(folder), key=lambda copy: copy.number, reverse=True)
    kept = rotation.kept(rotation.Made(copy.number, copy.moment.astimezone(), stays=bool(copy.reason)) for copy in copies)
    return tuple(replace(copy, why=kept.get(copy.number)) for copy in copies)


def of(profile: Path) -> tuple[Copy, ...]:
    """The copies among the backups of the profile in a folder; as `found`, and `server.not_here`."""
    server.require_file(profile)
    return found(profile / driver.BACKUPS)


def newest(profile: Path) -> Copy | None:
    """The copy of the profile in a folder that was made last, None where there is none; Refusal as `found` gives."""
    return next((copy for copy in of(profile) if copy.reason not in AS_IT_LAY), None)


def _found(folder: Path) -> Iterator[Copy]:
    # What is no copy of ours, or goes meanwhile, is none.
    for path in folder.iterdir() if folder.is_dir() else ():
        told = _NAME.fullmatch(path.name)
        with suppress(ValueError, OSError):
            if told is not None:
                moment = datetime.strptime(told[2], _MOMENT).replace(tzinfo=UTC)
                lies = path.stat()
                yield Copy(path, int(told[1]), moment, told[3] or "", lies.st_size, lies.st_mtime_ns)


def lies(file: Path) -> bool:
    """Whether a file among the backups was only kept as it lay: it cannot be restored."""
    told = _NAME.fullmatch(file.name)
    return told is not None and told[3] in AS_IT_LAY


def make(database: Path, moment: datetime, reason: str = "", go_on: GoOn = lambda: True) -> Path:
    """Copy the database into the backups beside it and let those go that no longer stay; the copy.

    While the database lacks what was saved (`head.gap`) none goes: an older one may be all that holds it.

    Raises:
        Refusal, Stopped: as `copied` gives; `backup.no_room` as well where too little room would be left for the work itself.
    """
    server.require_file(database.parent)
    folder = database.with_name(driver.BACKUPS)
    with _on_disk(folder):
        # As much again stays free: the work itself needs the room more than its copies.
        require_room(database.parent, 2 * size(database))
        target = named(folder, moment, reason)
    copied(database, target, go_on)
    with _told(target, folder), on_file.reading(target) as connection:
        lacks = head.gap(database.parent, connection) is not None
    if not lacks:
        rotate(folder)
    return target


def keep_apart(database: Path, opened: Any) -> None:
    """Copy the database that a driver's connection has open, which does not lie at `database` any more, into the backups there."""
    with _on_disk(database.parent):
        target = named(database.with_name(driver.BACKUPS), now(), REPLACED)
    copied(database, target, opened=opened)


def rotate(folder: Path) -> None:
    """Let those copies in `folder` go that no longer stay, the oldest first; what the disk refuses waits for the next time."""
    with suppress(OSError, Refusal):
        for copy in reversed(found(folder)):
            if copy.why is None:
                # Without its key first, a copy would be left that opens for nobody.
                copy.path.unlink()
                cipher.beside(copy.path).unlink(missing_ok=True)


def named(folder: Path, moment: datetime, reason: str = "") -> Path:
    """The name of the next copy in `folder`: its number, which tells the order whatever the clock said, when it was made, and why."""
    names = [path.name for path in folder.iterdir()] if folder.exists() else []
    number = max((int(found[1]) for found in map(_NAME.fullmatch, names) if found), default=0) + 1
    return folder / f"verifier-{number:06}-{moment.astimezone(UTC):{_MOMENT}}{reason and '-'}{reason}.db"


def copied(source: Path, target: Path, go_on: GoOn = lambda: True, opened: Any = None) -> None:
    """Put a checked copy of the database at `source` to `target`, its wrapped key beside it; nothing is left of one that fails.

    The source is only read, by a connection of its own: whoever works with it meanwhile goes on, and what they commit later is not in it.
    One that does not lie there any more is read by a connection that has it `opened`.

    Raises:
        Refusal: `server.not_here`, `backup.exists` where something stands there, `backup.no_room`, `backup.failed` as the disk does,
            `profile.damaged` or `trail.broken` where the source is not whole.
        Stopped: when `go_on` says no.
    """
    server.require_file(source.parent)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    require_text(target.parent)
    with _on_disk(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            raise Refusal("backup.exists", file=target)
        # Of a newer one nobody here can tell whether it is whole.
        if opened is None:
            driver.gate(source)
        require_room(target.parent, size(source))
        try:
            with _told(source, target.parent):
                _write(source, part, go_on, opened)
            # A copy without its key opens for nobody; a key without its copy harms nobody.
            if cipher.beside(part).exists():
                cipher.beside(part).replace(cipher.beside(target))
            renamed(part, target)
        finally:
            for left in (part, cipher.beside(part), *(part.with_name(f"{part.name}-{side}") for side in ("journal", "wal", "shm"))):
                with suppress(OSError):
                    left.unlink(missing_ok=True)
        sync_folder(target.parent)


def require_text(folder: Path) -> None:
    """Refuse (`backup.failed`) a folder whose name is no text: SQLite makes no file in it."""
    try:
        str(folder).encode()
    except UnicodeEncodeError as error:
        raise Refusal("backup.failed", folder=folder, cause=causes.Cause("name")) from error


def check(path: Path, go_on: GoOn = lambda: True) -> dict[str, int]:
    """How many rows each table of the database at `path` holds, after a look through all of its pages and its trail.

    Raises:
        Refusal: `profile.newer`, `profile.foreign`, `profile.damaged`, `trail.broken`.
        Stopped: when `go_on` says no.
    """
    if not driver.gate(path):
        # What a power cut left of a copy: nothing, or nothing of ours.
        raise Refusal("profile.damaged", file=path)
    with _told(path, path.parent), on_file.reading(path) as connection:
        raw: Any = connection.connection.driver_connection
        raw.set_progress_handler(lambda: not go_on(), _STEP)
        if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
            raise Refusal("profile.damaged", file=path)
        trail.verify(connection)
        return _counts(raw)


def require_whole(copy: Path) -> None:
    """Refuse a copy that is not whole: as `check`, and as `unusable` where what is done about a profile would not help."""
    try:
        check(copy)
    except Refusal as refused:
        raise (unusable(copy, refused) if refused.code in UNREAD else refused) from refused


def unusable(copy: Path, why: Refusal) -> Refusal:
    """Why a copy that cannot be read is of no use: `backup.keyless` where its `.key` file may be all it lacks, else `backup.damaged`."""
    if why.code == "profile.damaged":
        return Refusal("backup.damaged", file=copy)
    return Refusal("backup.keyless", file=copy, key=cipher.beside(copy))


def _write(source: Path, part: Path, go_on: GoOn, opened: Any) -> None:
    part.unlink(missing_ok=True)
    # Nobody else may read what is in it, from its first byte on.
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    cipher.beside(part).unlink(missing_ok=True)
    if cipher.key_of(source) is not None:
        land(cipher.beside(part), cipher.beside(source).read_bytes())
    with closing(driver.connect(source, writing=False)) if opened is None else nullcontext(opened) as connection:
        connection.set_progress_handler(lambda: not go_on(), _STEP)
        stood, counted = _stands(connection), _counts(connection)
        connection.execute("VACUUM INTO ?", (str(part),))
        was_still = stood == _stands(connection)
        connection.set_progress_handler(None, 0)
    sync_file(part)
    held = check(part, go_on)
    # Where somebody wrote meanwhile, only what never shrinks can be compared.
    if held != counted if was_still else held["trail"] < counted["trail"]:
        raise Refusal("profile.damaged", file=source)


def _stands(connection: Any) -> object:
    return connection.execute("PRAGMA data_version").fetchall()


def _counts(connection: Any) -> dict[str, int]:
    names = [name for (name,) in connection.execute(_TABLES).fetchall()]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - names of its own tables


@contextmanager
def _on_disk(folder: Path) -> Iterator[None]:
    """Turn what the system says of the disk into a Refusal."""
    try:
        yield
    except OSError as error:
        raise Refusal("backup.failed", folder=folder, cause=causes.of_system(error)) from error


@contextmanager
def _told(source: Path, folder: Path) -> Iterator[None]:
    """Turn what SQLite says into a Refusal, or into Stopped where it was told to."""
    try:
        yield
    except (exc.DBAPIError, driver.MODULE.Error) as error:
        said = str(getattr(error, "orig", error))
        if "interrupted" in said:
            raise Stopped from error
        if "not a database" in said or "malformed" in said:
            raise Refusal("profile.damaged", file=source) from error
        if "full" in said:
            raise Refusal("backup.no_room", folder=folder, missing=1) from error
        raise Refusal("backup.failed", folder=folder, cause=driver.told(said)) from error
