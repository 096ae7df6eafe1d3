"""What is signed and what signs: stored documents and their signatures, the chain of teams, and the keys in the profile's folder."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select

from models.codes import digest
from models.desk import keeping
from models.doctor.result import Found, Said, Subject, Told, judged
from models.documents import keys, signatures, team_chain
from models.documents.team import Team
from models.errors import Refusal
from models.foreign import taken
from models.key_files import is_aside
from models.ledger import dialects, tables
from models.ledger.tables import table
from models.ledger.trail import TRAIL
from models.ledger.transaction import Transaction

_DOCUMENT: Final = table(tables.Document)
_QUARANTINE: Final = table(tables.Quarantined)
_SIGNATURE: Final = table(tables.Signature)
_TEAM: Final = table(tables.TeamNumber)
_KEPT: Final = select(_DOCUMENT.c.digest, _DOCUMENT.c.name, _DOCUMENT.c.body)
_SET_ASIDE: Final = select(_QUARANTINE.c.id, _QUARANTINE.c.name, _QUARANTINE.c.body)
_SIGNED: Final = select(_DOCUMENT.c.body, _DOCUMENT.c.name, _SIGNATURE.c.key, _SIGNATURE.c.body.label("signature")).join(
    _SIGNATURE, _SIGNATURE.c.document == _DOCUMENT.c.digest
)
_AT_ONCE: Final = 50
"""Most documents that are read together: each may be long."""
_BESIDE: Final = {"person": "person.pub", "person.pub": "person", "device.pub": "device"}
"""Files of keys and what there must be beside each; the public line of a device's key is written at its next use."""


def documents(subject: Subject) -> Found:
    """Whether every document is the one it was let in as, byte for byte, and every signature over it still fits."""
    faults, count = subject.opened.ask(faults_)
    return judged("documents.good", "documents.wrong", "damaged", faults, count=count)


def faults_(tx: Transaction) -> tuple[list[Told], int]:
    """What is wrong with documents, and how many there are."""
    faults: list[Told] = []
    for asked, place in ((_KEPT, _DOCUMENT.c.digest), (_SET_ASIDE, _QUARANTINE.c.id)):
        faults += [Said("documents.other", {"file": name}) for id_, name, body in _few_at_once(tx, asked, place) if digest(body) != id_]
    for body, name, key, signature in _few_at_once(tx, _SIGNED, _DOCUMENT.c.digest):
        try:
            signatures.check(body, signature, key, signatures.kind(signature, name), name)
        except Refusal as refused:
            faults.append(refused)
    return faults, tx.connection.execute(select(func.count()).select_from(_DOCUMENT)).scalar_one()


def _few_at_once(tx: Transaction, asked: Select[Any], place: ColumnElement[str]) -> Iterator[Any]:
    """The rows of a question about documents: a server gives all that is asked for at once, and of all bytes there may be gigabytes."""
    ids = tx.connection.execute(select(place).order_by(place)).scalars().all()
    for start in range(0, len(ids), _AT_ONCE):
        part = asked.where(place >= ids[start], place <= ids[start : start + _AT_ONCE][-1])
        yield from tx.connection.execute(part.execution_options(**{dialects.AS_BYTES: True})).all()


def team(subject: Subject) -> Found:
    """Whether each team document follows from the one before it, as when it was taken."""
    faults, last = subject.opened.ask(_team)
    if last is None and not faults:
        return Found(Said("team.none"))
    return judged("team.good", "team.wrong", "damaged", faults, name=last.name if last else "-", number=last.number if last else 0)


def _team(tx: Transaction) -> tuple[list[Told], Team | None]:
    """What does not follow, and the last team that does."""
    asked = select(_TEAM.c.number, _DOCUMENT.c.name, _DOCUMENT.c.body, _DOCUMENT.c.digest)
    before: tuple[Team, bytes] | None = None
    for row in tx.connection.execute(asked.join(_DOCUMENT, _DOCUMENT.c.digest == _TEAM.c.document).order_by(_TEAM.c.number)).all():
        trusted = row.digest if before is None else ""
        try:
            found = team_chain.accepted(before, row.body, keeping.given(tx, row.digest), row.name, trusted)
        except Refusal as refused:
            return [refused], before and before[0]
        if found.number != row.number:
            return [Said("team.number", {"file": row.name, "said": row.number, "number": found.number})], before and before[0]
        before = found, row.body
    return [], before and before[0]


def keys_(subject: Subject) -> Found:
    """Whether the keys that should be there are, can be read, fit their public lines, and are closed to others."""
    place = subject.folder / "keys"
    there = sorted(path for path in place.iterdir() if path.is_file()) if place.is_dir() else []
    private = [path for path in there if path.suffix not in (".pub", ".part")]
    if not there:
        # On a server it may have been somebody else's.
        was_used = subject.desk is not None and not subject.desk.ledger.is_shared and subject.desk.ask(_was_used)
        return judged("keys.none", "keys.wrong", "keys", [Said("keys.lacking", {"file": place})] if was_used else [])
    names = {path.name for path in there}
    lacking: list[Told] = [
        Said("keys.lacking", {"file": place / needed}) for name, needed in _BESIDE.items() if name in names and needed not in names
    ]
    faults = [*lacking, *(fault for path in private if not is_aside(path.name) for fault in _faults_of(path))]
    open_ = [path for path in private if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_ and not faults:
        told: list[Told] = [f"{path.name} ({stat.S_IMODE(path.stat().st_mode):o})" for path in open_]
        return judged("keys.good", "keys.open", "close", told)
    # The person's key need not be given up for that of the laptop.
    is_device = all(isinstance(each, Refusal) and each.code == "key.device_damaged" for each in faults)
    return judged("keys.good", "keys.wrong", "device" if is_device else "keys", faults, count=len(private))


def _was_used(tx: Transaction) -> bool:
    """Whether somebody wrote here with a key at hand."""
    # Read as text: of a damaged entry this asks nothing else.
    named = TRAIL.c.body.startswith('{"device":"') & ~TRAIL.c.body.startswith('{"device":""')
    return tx.connection.execute(select(TRAIL.c.seq).where(named).limit(1)).scalar() is not None


def _faults_of(path: Path) -> list[Told]:
    """What is wrong with a key and the public line beside it."""
    beside = path.with_name(f"{path.name}.pub")
    try:
        public = keys.checked(taken(beside, keys.LONGEST).decode().strip(), beside.name) if beside.exists() else None
        found = keys.read(taken(path, keys.LONGEST), path.name).public
    except UnicodeDecodeError:
        return [Refusal("key.damaged", place=beside.name)]
    except Refusal as refused:
        # Nobody is asked for a passphrase here: a key that waits for one can be read as far as that goes.
        if refused.code == "key.passphrase_needed":
            return []
        return [Refusal("key.device_damaged", folder=path.parent) if path.name == "device" else refused]
    return [] if public in (None, found) else [Said("keys.unlike", {"file": path, "beside": beside.name})]
