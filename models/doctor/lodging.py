"""What a profile stands on: the kind of disk, whether that keeps what it is told to, encryption, copies, and what lies about."""

from typing import Final

from models import causes, disks, flushing, leftovers
from models.disks import Kind
from models.doctor.result import MOST, Found, Said, Subject, Told, judged
from models.errors import Refusal
from models.ledger import backups, cipher, driver, head, on_file, place, trail
from models.ledger.backups import Copy
from models.moments import moment

LOG: Final = "verifier.log"
_LONGEST_LOG: Final = 5_000_000
_OLD: Final = 14
"""Days after which a copy is old, where there was work since."""


def place_(subject: Subject) -> Found:
    """Whether a database may be written where the profile lies."""
    refused = place.refusal(subject.folder)
    if refused is not None:
        return Found(refused)
    disk = disks.of(subject.folder)
    told = {"system": disk.system or "-"}
    if disk.kind is Kind.MEMORY:
        return Found(Said("place.memory", told), "memory", is_note=True)
    return Found(Said("place.good", told))


def flush(subject: Subject) -> Found:
    """Whether what is written waits for the disk, as far as a program can see."""
    disk = disks.of(subject.folder)
    if option := flushing.no_barrier(disk):
        return Found(Said("flush.barrier", {"option": option}), "flush")
    try:
        found = flushing.measured(subject.folder)
    except OSError as error:
        return Found(Said("flush.unmeasured", {"cause": causes.of_system(error)}), "access", is_note=True)
    told = {"flushed": found.flushed, "unflushed": found.unflushed}
    if found.is_flushed or flushing.is_memory(disk):
        return Found(Said("flush.good", told))
    return Found(Said("flush.none", told), "flush", is_note=True)


def encryption(subject: Subject) -> Found:
    """Whether the database is encrypted, and who could open it; Refusal `profile.key_damaged`, and as `driver.lost` gives."""
    path = subject.folder / driver.DATABASE
    if (lost := driver.lost(path)) is not None:
        raise lost
    if cipher.is_plain(path) or not cipher.beside(path).exists():
        return Found(Said("encryption.off"))
    roots = len(cipher.read(cipher.beside(path)).roots)
    plain: list[Told] = [copy.path.name for copy in _copies(subject) if cipher.is_plain(copy.path)]
    return judged("encryption.on", "encryption.plain", "plain", plain, roots=roots)


def backups_(subject: Subject) -> Found:
    """Whether the copies can be opened; the newest is looked through wholly, all of them where that is wished."""
    copies = _copies(subject)
    faults: list[Told] = []
    for number, copy in enumerate(copies):
        refused = _refused(copy, is_whole=subject.wish.is_full or not number)
        if refused is not None:
            faults.append(Said("backups.bad", {"file": copy.path.name, "why": refused}))
    if faults:
        return Found(Said("backups.wrong", {"count": len(faults)}), "copies", tuple(faults[:MOST]), copy=newest_good(subject))
    if not copies:
        return Found(Said("backups.none"), "backup" if subject.desk is not None else "later", is_note=True)
    days = max(0, (subject.now - copies[0].moment).days)
    told = {"count": len(copies), "days": days, "newest": copies[0].path.name}
    is_old = days > _OLD and _worked_since(subject, copies[0])
    return Found(Said("backups.old", told), "backup", is_note=True) if is_old else Found(Said("backups.good", told))


def newest_good(subject: Subject) -> Said:
    """Which copy is to be used where the database cannot be: the newest that is whole."""
    good = next((copy for copy in _copies(subject) if _refused(copy, is_whole=True) is None), None)
    return Said("copy.newest", {"file": good.path}) if good else Said("copy.none")


def newest_without_gap(subject: Subject) -> Said:
    """Which copy holds what the database lacks, however many were made since."""
    good = next((copy for copy in _copies(subject) if _refused(copy, is_whole=True) is None and _has_no_gap(subject, copy)), None)
    return Said("copy.newest", {"file": good.path}) if good else Said("copy.none_holds")


def _has_no_gap(subject: Subject, copy: Copy) -> bool:
    try:
        with on_file.reading(copy.path) as connection:
            return head.gap(subject.folder, connection) is None
    except Refusal:  # its key is not held
        return False


def _copies(subject: Subject) -> list[Copy]:
    """The copies, the newest first, without what was kept as it lay."""
    return [copy for copy in backups.found(subject.folder / driver.BACKUPS) if copy.reason not in backups.AS_IT_LAY]


def _refused(copy: Copy, *, is_whole: bool) -> Refusal | None:
    """Why a copy cannot be used; one whose key is not held may well be whole."""
    try:
        if is_whole:
            backups.require_whole(copy.path)
        else:
            driver.gate(copy.path)
    except Refusal as refused:
        return refused if refused.code != "profile.key_needed" else None
    return None


def _worked_since(subject: Subject, copy: Copy) -> bool:
    if subject.desk is None:
        return False
    with subject.desk.ledger.transaction(writing=False) as connection:
        last = trail.last_moment(connection)
    return last is not None and moment(last) > copy.moment


def leftovers_(subject: Subject) -> Found:
    """What kills left of files that were being written; the program takes away at its start what is older than a day."""
    found = list(leftovers.found(subject.folder, subject.now.timestamp()))
    stale: list[Told] = [str(path.relative_to(subject.folder)) for path, is_stale in found if is_stale]
    return judged("leftovers.good", "leftovers.stale", "leftovers", stale, is_note=True, count=len(found))


def log(subject: Subject) -> Found:
    """How long the log of failures is."""
    path = subject.folder / LOG
    size = path.stat().st_size if path.exists() else 0
    told = {"size": -(-size // 1000)}
    return Found(Said("log.long", {**told, "file": path}), "log", is_note=True) if size > _LONGEST_LOG else Found(Said("log.good", told))
