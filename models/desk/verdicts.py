"""The verdict the verifier records beside the recommended one."""

from models.desk import reading, working
from models.errors import Refusal
from models.ledger.tables import Verdict
from models.ledger.transaction import Transaction
from models.rules.verdict import CODES
from models.text import note
from models.views import Sheet


def record(tx: Transaction, verification: str, verdict: str, reason: str = "") -> Sheet:
    """Record `verdict` (V1 to V4); another than the recommended one needs a reason. Recorded already, it keeps its moment.

    Raises:
        Refusal: `verdict.incomplete` before every item is answered, `verdict.unknown`, `verdict.reason_missing`.
    """
    working.start(tx, verification, "verdict.record")
    if verdict not in CODES:
        raise Refusal("verdict.unknown", verdict=verdict)
    sheet = reading.sheet(tx, verification)
    if sheet.recommendation is None:
        raise reading.incomplete(sheet)
    recommended = sheet.recommendation.code
    why = "" if verdict == recommended else note(reason, "reason.label")
    if verdict != recommended and not why:
        raise Refusal("verdict.reason_missing", recommended=recommended)
    kept = sheet.verdict
    # A new moment would make other bytes, and another file, of the same verdict.
    if kept is None or (kept.verdict, kept.recommended, kept.reason) != (verdict, recommended, why):
        concluded = {"verdict": verdict, "recommended": recommended, "reason": why}
        tx.put(Verdict, {"verification_id": verification}, **concluded, person_id=tx.actor.person, recorded_at=tx.stamp)
    return working.finish(tx)
