"""Rounds: opening one with a checklist, choosing the one to work in, closing one that is over, listing them."""

from collections.abc import Mapping, Set
from datetime import date
from typing import Final

from sqlalchemy import case, func, select

from models import checklists
from models.codes import digest as digest_of
from models.desk import moving, opening, reading, versions
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.rules.checklist import Checklist
from models.rules.permissions import Standing
from models.rules.workflow import WITH_VERDICT
from models.text import dated, line
from models.views import ChecklistLine, RoundLine

_CHECKLIST: Final = table(tables.Checklist)
_ROUND: Final = table(tables.Round)
_VERIFICATION: Final = table(tables.Verification)


def begin(tx: Transaction, round_id: str, checklist: str = "", day: str = "") -> tuple[RoundLine, ...]:
    """Open a round going by the rules of `day` (as typed; today when empty) and choose it.

    Its checklist is the one of this digest or name, or without either the shipped one for that day.

    Raises:
        Refusal: `round.id_missing`, `round.exists`, `checklist.unknown`, `fact.date`, `text.too_long`.
    """
    tx.require("round.open", Standing())
    name = line(round_id, "round.id")
    if not name:
        raise Refusal("round.id_missing")
    if not tx.is_new(tables.Round, {"id": name}):
        raise Refusal("round.exists", round=name)
    found = dated(day, "round.day") or local_date(tx.moment).isoformat()
    bodies = versions.bodies(tx)
    used = versions.named(_loaded(bodies), checklist.strip() or digest_of(checklists.for_day(found)))
    opening.put_round(tx, name, bodies[used.digest], date.fromisoformat(found))
    return lines(tx)


def renew(tx: Transaction, round_id: str, checklist: str) -> tuple[RoundLine, ...]:
    """Let verifications that are begun in a round from now on go by another checklist; those begun before stay on theirs.

    Raises:
        Refusal: `round.unknown`, `checklist.unknown`.
    """
    tx.require("round.open", Standing())
    if tx.is_new(tables.Round, {"id": round_id}):
        raise Refusal("round.unknown", round=round_id)
    bodies = versions.bodies(tx)
    used = versions.keep(tx, bodies[versions.named(_loaded(bodies), checklist).digest])
    tx.put(tables.Round, {"id": round_id}, checklist_digest=used.digest)
    return lines(tx)


def choose(tx: Transaction, round_id: str) -> tuple[RoundLine, ...]:
    """Work in another round from now on; Refusal `round.unknown`."""
    tx.require("round.open", Standing())
    if tx.is_new(tables.Round, {"id": round_id}):
        raise Refusal("round.unknown", round=round_id)
    tx.put(tables.Round, {"id": round_id}, chosen=opening.next_choice(tx))
    return lines(tx)


def close(tx: Transaction, round_id: str) -> tuple[RoundLine, ...]:
    """Let nothing be begun in a round any more; what was begun there goes on to its end. Refusal `round.unknown`."""
    return _marked(tx, round_id, tx.stamp)


def reopen(tx: Transaction, round_id: str) -> tuple[RoundLine, ...]:
    """Let verifications be begun again in a round that was closed; Refusal `round.unknown`."""
    return _marked(tx, round_id, "")


def _marked(tx: Transaction, round_id: str, closed_at: str) -> tuple[RoundLine, ...]:
    tx.require("round.open", Standing())
    if reading.round_named(tx, round_id).is_closed is not bool(closed_at):
        tx.put(tables.Round, {"id": round_id}, closed_at=closed_at)
    return lines(tx)


def lines(tx: Transaction) -> tuple[RoundLine, ...]:
    """Every round, the one worked in first, then the one opened last."""
    here = _VERIFICATION.c
    ended = func.sum(case((here.state.in_(WITH_VERDICT), 1), else_=0))
    asked = select(here.round_id, func.count(), ended).where(~here.is_second, ~moving.is_moved()).group_by(here.round_id)
    counted = {name: (count, count - (done or 0)) for name, count, done in tx.connection.execute(asked)}
    rows = tx.connection.execute(select(_ROUND).order_by(_ROUND.c.opened_at.desc(), _ROUND.c.id.desc())).all()
    known, unpublished = _loaded(versions.bodies(tx)), _unpublished(tx)
    current = max((row.chosen for row in rows), default=0)
    found = [
        RoundLine(
            id=row.id,
            day=row.day,
            is_current=row.chosen == current,
            verifications=counted.get(row.id, (0, 0))[0],
            checklist=_checklist_line(known[row.checklist_digest]),
            is_covered=known[row.checklist_digest].is_in_force(row.day),
            is_unpublished=row.checklist_digest in unpublished,
            is_closed=bool(row.closed_at),
            unfinished=counted.get(row.id, (0, 0))[1],
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda line: not line.is_current))


def _unpublished(tx: Transaction) -> Set[str]:
    """The checklists kept here that the rest of the team cannot have, by digest; none where there is no team."""
    if not reading.has_team(tx):
        return frozenset()
    kept = tx.connection.execute(select(_CHECKLIST.c.digest).where(_CHECKLIST.c.published == "")).scalars()
    return set(kept) - checklists.all_shipped().keys()


def prepare(tx: Transaction) -> None:
    """Read the checklists of all rounds: a long one takes half a second, for which nobody should wait at a key."""
    for digest in tx.connection.execute(select(_ROUND.c.checklist_digest).distinct()).scalars().all():
        reading.checklist(tx, digest)


def available_checklists(tx: Transaction) -> tuple[ChecklistLine, ...]:
    """The checklists a round can be opened with, the newest rules first: those known here and those the program ships."""
    found = [_checklist_line(each) for each in _loaded(versions.bodies(tx)).values()]
    return tuple(sorted(found, key=lambda line: (line.valid_from, line.name), reverse=True))


def _loaded(bodies: Mapping[str, bytes]) -> Mapping[str, Checklist]:
    return {digest: checklists.load(body, digest) for digest, body in bodies.items()}


def _checklist_line(checklist: Checklist) -> ChecklistLine:
    return ChecklistLine(checklist.digest, checklist.name, checklist.title, checklist.valid_from, checklist.valid_to, len(checklist.items))
