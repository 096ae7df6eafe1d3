"""Where a profile lies and how it is opened: settings, folder, SQLite, and the database file as SQLite itself sees it."""

import os
import shutil
from typing import Final

from models.desk.desk import Desk
from models.doctor.result import Found, Said, Subject, Told, judged
from models.errors import Refusal
from models.ledger import cipher, driver, shape
from models.ledger.engine import Ledger
from models.starting import LEAST_ROOM

_PUT: Final = "delete"
"""How a file stands that was put in its place whole, such as a copy that was restored, until somebody opens it to write."""
_HEADING: Final = "*** in database"
"""Begins what SQLite says of each file."""
_UNNAMED: Final = "never used"
_COPIES: Final = 2
"""As many times the database fits beside itself when it is copied and migrated."""


def settings(subject: Subject) -> Found:
    """Whether the settings can be read."""
    file = subject.settings()
    return Found(Said("settings.built_in") if file is None else Said("settings.file", {"file": file}))


def folder(subject: Subject) -> Found:
    """Whether the profile's folder can be read and written, and has room."""
    place, path = subject.folder, subject.folder / driver.DATABASE
    if not place.is_dir():
        raise Refusal("profile.missing", folder=place)
    for each, wanted in ((place, os.R_OK | os.W_OK | os.X_OK), (path, os.R_OK | os.W_OK)):
        if each.exists() and not os.access(each, wanted):
            return Found(Said("folder.closed", {"file": each}), "access")
    free = shutil.disk_usage(place).free
    needed = max(LEAST_ROOM, _COPIES * path.stat().st_size if path.exists() else 0)
    told = {"folder": place, "free": free // 1_000_000, "needed": needed // 1_000_000}
    return Found(Said("folder.full", told), "space") if free < needed else Found(Said("folder.good", told))


def sqlite(_subject: Subject) -> Found:
    """Whether the SQLite at hand writes safely."""
    driver.require_safe_sqlite()
    least = ".".join(map(str, driver.SAFE_SQLITE))
    return Found(Said("sqlite.good", {"version": driver.MODULE.sqlite_version, "driver": driver.MODULE.__name__, "least": least}))


def database(subject: Subject) -> Found:
    """Whether the database is one of ours in today's format, which then is open for reading; nothing is migrated or taken back for that."""
    path = subject.folder / driver.DATABASE
    driver.require_held(path)
    if driver.is_interrupted(path):
        return Found(Said("database.interrupted", {"file": path}), "open")
    found = driver.gate(path)
    if found == 0:
        raise Refusal("profile.missing", folder=subject.folder)
    if found < driver.FORMAT:
        return Found(Said("database.older", {"found": found, "known": driver.FORMAT}), "open")
    subject.desk = Desk(Ledger.open(subject.folder, writing=False), None)
    return Found(Said("database.good", {"file": path, "format": found, "size": -(-path.stat().st_size // 1000)}))


def opening(subject: Subject) -> Found:
    """Whether the database is used as it must be, so that what is said to be saved is on the disk: read back from a connection."""
    with subject.opened.ledger.transaction(writing=False) as connection:
        said = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in driver.PRAGMAS}
    if said["journal_mode"] == _PUT:
        said["journal_mode"] = driver.PRAGMAS["journal_mode"]
    faults: list[Told] = [f"{name} = {said[name]} ({wanted})" for name, wanted in driver.PRAGMAS.items() if said[name] != wanted]
    return judged("opening.good", "opening.wrong", "open", faults)


def integrity(subject: Subject) -> Found:
    """Whether every page of the file holds what it should."""
    with subject.opened.ledger.transaction(writing=False) as connection:
        rows = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        if not cipher.is_plain(subject.folder / driver.DATABASE):
            # Each page is authenticated, which finds what the other does not.
            rows += [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    # All in one row; of what a damaged page hides only says that nothing names it.
    lines = [line for row in rows for line in row.splitlines() if line != "ok" and not line.startswith(_HEADING)]
    named = [line for line in lines if not line.endswith(_UNNAMED)]
    faults: list[Told] = [*(named or lines)]
    return judged("integrity.good", "integrity.wrong", "damaged", faults)


def shape_(subject: Subject) -> Found:
    """Whether the database is made as this program makes it: what somebody added to it would act at every write."""
    faults: list[Told] = [*shape.strange(subject.folder / driver.DATABASE)]
    return judged("shape.good", "shape.wrong", "shape", faults)


def references(subject: Subject) -> Found:
    """Whether every row that another one names is there."""
    with subject.opened.ledger.transaction(writing=False) as connection:
        rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    faults: list[Told] = [f"{table} {'' if row is None else row} → {parent}".replace("  ", " ") for table, row, parent, _ in rows]
    return judged("references.good", "references.wrong", "damaged", faults)
