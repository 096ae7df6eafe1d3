"""The verdict the verifier records beside the recommended one."""

from models.desk import reading, working
from models.errors import Refusal
from models.ledger.tables import Verdict
from models.ledger.transaction import Transaction
from models.rules.verdict import CODES
from models.text import note
from models.views import Sheet


def record(tx: Transaction, verification: str, verdict: str, reason: str = "") -> Sheet:
    """Record `verdict` (V1 to V4); another than the recommended one needs a reason.

    Raises:
        Refusal: `verdict.incomplete` before every item is answered, `verdict.unknown`, `verdict.reason_missing`.
    """
    working.start(tx, verification, "verdict.record")
    if verdict not in CODES:
        raise Refusal("verdict.unknown", verdict=verdict)
    sheet = reading.sheet(tx, verification)
    if sheet.recommendation is None:
        raise incomplete(sheet)
    recommended = sheet.recommendation.code
    why = note(reason, "reason.label")
    if verdict != recommended and not why:
        raise Refusal("verdict.reason_missing", recommended=recommended)
    tx.put(
        Verdict,
        {"verification_id": verification},
        verdict=verdict,
        recommended=recommended,
        reason="" if verdict == recommended else why,
        person_id=tx.actor.person,
        recorded_at=tx.stamp,
    )
    return working.finish(tx)


def incomplete(sheet: Sheet) -> Refusal:
    """Why nothing can be concluded from `sheet` yet: how many items are unanswered, and the first of them."""
    unanswered = [line.item.code for line in sheet.lines if not line.answer.is_given]
    return Refusal("verdict.incomplete", count=len(unanswered), first=unanswered[0])
