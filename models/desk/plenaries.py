"""Plenaries: results that wait for issue put on a list, who attends, what is decided about each, and the closing."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import Row, select

from models.codes import minted
from models.desk import decided, drafts, keeping, opinions, reading
from models.errors import Refusal
from models.ledger import tables, trail
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.plenary import ISSUED, Entry, Plenary
from models.rules import plenary as rules
from models.rules.permissions import Standing, refusal

_ENTRY: Final = table(tables.PlenaryEntry)
_PLENARY: Final = table(tables.Plenary)
_VERIFICATION: Final = table(tables.Verification)
_AGENCY: Final = table(tables.Agency)
_VERB: Final = "plenary.hold"
_DECIDE: Final = "plenary.decide"
UNDOABLE: Final = tuple(f"plenaries.{name}" for name in ("record", "attend", "dismiss", "add", "remove", "decide", "follow"))
"""The acts on an open plenary that can be taken back."""


def begin(tx: Transaction, verifications: Collection[str]) -> Plenary:
    """Make a plenary that decides about these results, in their order.

    Raises:
        Refusal: `permission.role`, `plenary.none_waiting`, `plenary.rounds` where they are of several rounds, and as `add` gives.
    """
    tx.require(_VERB, Standing())
    rows = [_approved(tx, each) for each in dict.fromkeys(verifications)]
    if not rows:
        raise Refusal("plenary.none_waiting")
    rounds = sorted({row.round_id for row in rows})
    if len(rounds) > 1:
        raise Refusal("plenary.rounds", rounds=", ".join(rounds))
    id_ = minted()
    tx.put(tables.Plenary, {"id": id_}, round_id=rounds[0], opened_at=tx.stamp, **rules.admit({}), closed_at="")
    return _added(tx, decided.of(tx, id_), rows)


def add(tx: Transaction, plenary: str, verifications: Collection[str]) -> Plenary:
    """Put further results on the list; one that changed since it was put there is taken anew, and nothing is decided about it.

    Raises:
        Refusal: `plenary.unknown`, `plenary.closed`, `plenary.not_waiting`, `plenary.other_round`, `plenary.elsewhere` for one in another
            open plenary, `verification.unknown`.
    """
    found = _open(tx, plenary)
    rows = [_approved(tx, each) for each in dict.fromkeys(verifications)]
    other = next((row for row in rows if row.round_id != found.round), None)
    if other is not None:
        raise Refusal("plenary.other_round", agency=other.name, found=other.round_id, round=found.round)
    return _added(tx, found, rows)


def remove(tx: Transaction, plenary: str, verification: str) -> Plenary:
    """Take a result off the list, one's own only before it is decided; Refusal `plenary.no_entry`, and as `add` gives for the plenary."""
    found = _open(tx, plenary)
    entry = _entry(found, verification)
    refused = _own_work(tx, entry) if entry.is_decided and entry.state == "waiting" else None
    if refused is not None:
        raise refused
    tx.drop(tables.PlenaryEntry, {"plenary_id": found.id, "verification_id": verification})
    return decided.of(tx, found.id)


def record(tx: Transaction, plenary: str, entered: Mapping[str, str]) -> Plenary:
    """Set what is noted of the plenary as a whole, as typed; Refusal as `rules.plenary.admit` gives."""
    found = _open(tx, plenary)
    tx.put(tables.Plenary, {"id": found.id}, **rules.admit(entered))
    return decided.of(tx, found.id)


def attend(tx: Transaction, plenary: str, entered: Mapping[str, str], row: int | None = None) -> Plenary:
    """Enter somebody who attends, or change the one in `row`; Refusal `trip.nobody`, and as `rules.plenary.admit_attendee` gives."""
    found = _open(tx, plenary)
    if row is not None and row not in {each.row for each in found.attendees}:
        raise Refusal("trip.nobody")
    number = max((each.row for each in found.attendees), default=-1) + 1 if row is None else row
    tx.put(tables.Attendee, {"plenary_id": found.id, "row": number}, **rules.admit_attendee(entered))
    return decided.of(tx, found.id)


def dismiss(tx: Transaction, plenary: str, row: int) -> Plenary:
    """Take somebody off those who attend, whoever is behind moving up; Refusal `trip.nobody`."""
    found = _open(tx, plenary)
    behind = [each for each in found.attendees if each.row >= row]
    if not behind or behind[0].row != row:
        raise Refusal("trip.nobody")
    for here, after in pairwise(behind):
        tx.put(tables.Attendee, {"plenary_id": found.id, "row": here.row}, name=after.name, nip=after.nip, post=after.post)
    tx.drop(tables.Attendee, {"plenary_id": found.id, "row": behind[-1].row})
    _forget_moved(tx, found.id)
    return decided.of(tx, found.id)


def decide(tx: Transaction, plenary: str, verification: str, decision: str, reason: str = "") -> Plenary:
    """Decide about a result: a verdict, or that it is postponed.

    Where the verdict is the one its verifier recorded and no reason is given, the verifier's holds.

    Raises:
        Refusal: `plenary.no_entry`, as `undecidable` and as `rules.plenary.admit_decision` gives.
    """
    found = _open(tx, plenary)
    entry = _entry(found, verification)
    refused = undecidable(tx, entry)
    if refused is not None:
        raise refused
    _decide(tx, found.id, entry, decision, reason)
    return decided.of(tx, found.id)


def undecidable(tx: Transaction, entry: Entry) -> Refusal | None:
    """Why the actor decides nothing about a result, None when they can: it is no longer what was put on the list, or their own work."""
    if entry.state != "waiting":
        return Refusal("plenary.changed", agency=entry.agency_name)
    return _own_work(tx, entry)


def _own_work(tx: Transaction, entry: Entry) -> Refusal | None:
    """Why the actor does not enter what is decided about a result that waits, None where nothing of it is their work."""
    submission = tx.connection.execute(select(_VERIFICATION.c.submission).where(_VERIFICATION.c.id == entry.verification)).scalar_one()
    authors = tuple(sorted(keeping.authors(tx, submission) | opinions.givers(tx, entry.verification)))
    whose = replace(reading.pinned(tx, entry.verification)[1], authors=authors)
    return refusal(tx.actor.person, tx.actor.roles, _DECIDE, whose)


def follow(tx: Transaction, plenary: str) -> Plenary:
    """Let what is recommended be decided about all that are left and not the actor's own work.

    Raises:
        Refusal: `plenary.none_left`, `permission.own_work` where all that are left are.
    """
    found = _open(tx, plenary)
    left = [each for each in found.entries if not each.is_decided and each.state == "waiting" and each.recommended]
    if not left:
        raise Refusal("plenary.none_left")
    refused = {each.verification: undecidable(tx, each) for each in left}
    free = [each for each in left if refused[each.verification] is None]
    if not free:
        raise next(filter(None, refused.values()))
    for entry in free:
        _decide(tx, found.id, entry, entry.recommended, "")
    return decided.of(tx, found.id)


def close(tx: Transaction, plenary: str) -> Plenary:
    """Close a plenary: what it decided is what is issued from then on; Refusal as `rules.plenary.unclosable` gives."""
    found = _open(tx, plenary)
    refused = unclosable(found)
    if refused is not None:
        raise refused
    tx.put(tables.Plenary, {"id": found.id}, closed_at=tx.stamp)
    return decided.of(tx, found.id)


def unclosable(found: Plenary) -> Refusal | None:
    """Why a plenary cannot be closed as it stands, None when it can."""
    undecided = [each.agency_name for each in found.entries if not each.is_decided]
    changed = [each.agency_name for each in found.entries if each.state != "waiting"]
    return rules.unclosable({"number": found.number, "day": found.day}, len(found.attendees), undecided, changed, len(found.entries))


def reopen(tx: Transaction, plenary: str) -> Plenary:
    """Open a closed plenary again, as long as nothing it decided about was issued or came before a later one.

    Raises:
        Refusal: `plenary.not_closed`, `plenary.issued`, `plenary.elsewhere`, `permission.own_work` where it decided about that.
    """
    found = _start(tx, plenary)
    own = (_own_work(tx, each) for each in found.entries if each.state == "waiting")
    refused = unopenable(tx, found) or next(filter(None, own), None)
    if refused is not None:
        raise refused
    tx.put(tables.Plenary, {"id": found.id}, closed_at="")
    return decided.of(tx, found.id)


def unopenable(tx: Transaction, found: Plenary) -> Refusal | None:
    """Why a closed plenary cannot be opened again, None when it can."""
    if found.is_open:
        return Refusal("plenary.not_closed")
    issued = next((each for each in found.entries if each.state in ISSUED), None)
    if issued is not None:
        return Refusal("plenary.issued", agency=issued.agency_name)
    said = decided.said_of_all(tx)
    later = {each.verification for each in found.entries} & {of for (of, _), last in said.items() if last.plenary != found.id}
    elsewhere = next((each for each in found.entries if each.verification in later), None)
    return None if elsewhere is None else Refusal("plenary.elsewhere", agency=elsewhere.agency_name)


def discard(tx: Transaction, plenary: str) -> None:
    """Take an open plenary away with all that was noted of it; the trail keeps it. Refusal `plenary.unknown`, `plenary.closed`."""
    found = _open(tx, plenary)
    for each in found.attendees:
        tx.drop(tables.Attendee, {"plenary_id": found.id, "row": each.row})
    for entry in found.entries:
        tx.drop(tables.PlenaryEntry, {"plenary_id": found.id, "verification_id": entry.verification})
    tx.drop(tables.Plenary, {"id": found.id})
    for place in drafts.under(tx, f"plenary/{found.id}/"):
        drafts.forget(tx, place)


def undo(tx: Transaction, plenary: str) -> tuple[str, Plenary]:
    """Take back the actor's last act on an open plenary that still stands; the verb, and the plenary as it was.

    Raises:
        Refusal: `plenary.closed`, `undo.nothing` where the last act on a plenary was on another, `undo.changed`.
    """
    found = _open(tx, plenary)
    entry = trail.last_undoable(tx.connection, "", tx.actor.person, UNDOABLE)
    if entry is None or any(write.of("plenary_id") not in (None, found.id) or _is_of_another(write, found.id) for write in entry.writes):
        raise Refusal("undo.nothing")
    tx.undoes = entry.seq
    for write in reversed(entry.writes):
        if not tx.revert(write):
            raise Refusal("undo.changed")
    _forget_moved(tx, found.id)
    return entry.verb, decided.of(tx, found.id)


def _is_of_another(write: trail.Write, plenary: str) -> bool:
    return write.table == _PLENARY.name and write.key["id"] != plenary


def _start(tx: Transaction, plenary: str) -> Plenary:
    tx.require(_VERB, Standing())
    decided.require_whole(tx, plenary)
    return decided.of(tx, plenary)


def _open(tx: Transaction, plenary: str) -> Plenary:
    found = _start(tx, plenary)
    if not found.is_open:
        raise Refusal("plenary.closed")
    return found


def _entry(found: Plenary, verification: str) -> Entry:
    entry = found.entry(verification)
    if entry is None:
        raise Refusal("plenary.no_entry")
    return entry


def _approved(tx: Transaction, verification: str) -> Row[Any]:
    """A verification that waits for issue, with the name of its agency."""
    asked = select(_VERIFICATION, _AGENCY.c.name).join(_AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code)
    row = tx.connection.execute(asked.where(_VERIFICATION.c.id == verification)).first()
    if row is None:
        raise Refusal("verification.unknown", verification=verification)
    if row.state != "approved":
        raise Refusal("plenary.not_waiting", agency=row.name)
    return row


def _added(tx: Transaction, found: Plenary, rows: Collection[Row[Any]]) -> Plenary:
    said = decided.said_of_all(tx)
    after = max(tx.connection.execute(select(_ENTRY.c.row).where(_ENTRY.c.plenary_id == found.id)).scalars(), default=0)
    new: list[Row[Any]] = []
    for row in rows:
        last, here = said.get((row.id, row.submission)), found.entry(row.id)
        if last is not None and last.is_open and last.plenary != found.id:
            raise Refusal("plenary.elsewhere", agency=row.name)
        if here is None or here.state != "waiting":
            new.append(row)
    reading.read_ahead(tx, [row.id for row in new])
    # All are read before any is written, which forgets what was read ahead.
    for row, sheet in [(row, reading.sheet(tx, row.id)) for row in new]:
        after += 1
        told = {
            "submission": row.submission,
            "recommended": sheet.recommendation.code if sheet.recommendation else "",
            "variant": sheet.recommendation.variant if sheet.recommendation else "name",
            "recorded": sheet.verdict.verdict if sheet.verdict else "",
            "recorded_reason": sheet.verdict.reason if sheet.verdict else "",
        }
        key = {"plenary_id": found.id, "verification_id": row.id}
        tx.put(tables.PlenaryEntry, key, row=after, **told, decision="", reason="")
    return decided.of(tx, found.id)


def _decide(tx: Transaction, plenary: str, entry: Entry, decision: str, reason: str) -> None:
    said = reason if reason.strip() or decision != entry.recorded or decision == entry.recommended else entry.recorded_reason
    code, why = rules.admit_decision(entry.agency_name, entry.recommended, decision, said)
    tx.put(tables.PlenaryEntry, {"plenary_id": plenary, "verification_id": entry.verification}, decision=code, reason=why)


def _forget_moved(tx: Transaction, plenary: str) -> None:
    """Drop what was being typed of people who attend: opened again, it would be read as of somebody else."""
    for place in drafts.under(tx, f"plenary/{plenary}/attendee."):
        drafts.forget(tx, place)
