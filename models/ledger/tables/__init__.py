"""All tables and their constraints. No behaviour, no queries; values are admitted by the rules before they get here.

Moments are RFC 3339 texts in UTC (`moments.stamp`), so that the same characters are stored, hashed and exported. Ids that travel
are minted (`codes.minted`), never counted.
"""

from models.ledger.tables.base import table
from models.ledger.tables.documents import (
    Assignment,
    Confirmed,
    Contribution,
    Disagreement,
    Document,
    Message,
    Note,
    Opened,
    Quarantined,
    Remark,
    Settled,
    Signature,
    TeamNumber,
)
from models.ledger.tables.field import Party, Trip
from models.ledger.tables.work import (
    Agency,
    Answer,
    Base,
    Baseline,
    Checklist,
    Citation,
    Count,
    Draft,
    Evidence,
    FactRow,
    Person,
    Progress,
    Round,
    SearchEntry,
    Trail,
    Verdict,
    Verification,
)

__all__ = [
    "Agency",
    "Answer",
    "Assignment",
    "Base",
    "Baseline",
    "Checklist",
    "Citation",
    "Confirmed",
    "Contribution",
    "Count",
    "Disagreement",
    "Document",
    "Draft",
    "Evidence",
    "FactRow",
    "Message",
    "Note",
    "Opened",
    "Party",
    "Person",
    "Progress",
    "Quarantined",
    "Remark",
    "Round",
    "SearchEntry",
    "Settled",
    "Signature",
    "TeamNumber",
    "Trail",
    "Trip",
    "Verdict",
    "Verification",
    "table",
]
