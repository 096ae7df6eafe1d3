"""Undo: read from the trail, so it works across restarts; it takes back one act and is itself an entry of the trail."""

from typing import Final

from models.desk import working
from models.errors import Refusal
from models.ledger import trail
from models.ledger.transaction import Transaction
from models.views import Undone

UNDOABLE: Final = (
    "answers.record",
    "answers.record_all",
    "answers.say",
    "answers.not_applicable",
    "answers.clear",
    "answers.annotate",
    "answers.count",
    "facts.record",
    "facts.remove",
    "facts.base",
    "evidence.register",
    "evidence.change",
    "evidence.cite",
    "evidence.release",
    "evidence.withdraw",
    "verdicts.record",
)
"""The acts that can be taken back."""


def check(tx: Transaction, last: int | None = None) -> None:
    """Recompute the chain of the `last` entries of the trail (all when None); Refusal `trail.broken` where it does not hold."""
    trail.verify(tx.connection, last)


def undo(tx: Transaction, verification: str) -> Undone:
    """Take back the actor's last act on a verification that still stands.

    Raises:
        Refusal: `undo.nothing`, or `undo.changed` where somebody has changed the same since.
    """
    checklist = working.start(tx, verification, "undo")
    entry = trail.last_undoable(tx.connection, verification, tx.actor.person, UNDOABLE)
    if entry is None:
        raise Refusal("undo.nothing")
    tx.undoes = entry.seq
    for write in reversed(entry.writes):
        if not tx.revert(write):
            raise Refusal("undo.changed")
    item = next((str(write.key["item"]) for write in entry.writes if "item" in write.key), "")
    return Undone(entry.verb, item, working.finish(tx, checklist.areas))
