"""What a lead is asked by the documents that are here: to return a submission, and to review again what was approved."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from models.desk import believing, keeping, spans, superseding
from models.documents.decisions import Review, Withdrawal
from models.documents.request import Request
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.reviews import Requested, SentBack

_DOCUMENT: Final = table(tables.Document)
_SUBMISSION: Final = _DOCUMENT.alias("submission")
_VERIFICATION: Final = table(tables.Verification)
_WAITING: Final = (
    select(_DOCUMENT.c.digest, _DOCUMENT.c.about, _DOCUMENT.c.supersedes, _DOCUMENT.c.refers, _VERIFICATION.c.submission)
    .join(_VERIFICATION, _VERIFICATION.c.id == _DOCUMENT.c.about)
    .join(_SUBMISSION, _SUBMISSION.c.digest == _VERIFICATION.c.submission)
    .where(
        spans.of_few(_DOCUMENT.c.kind, "request"),
        SHOWN,
        _VERIFICATION.c.state == "submitted",
        # Whoever else asks for it has nothing to ask for.
        _DOCUMENT.c.signer_id == _SUBMISSION.c.signer_id,
    )
)

_BACK: Final = (
    select(_DOCUMENT.c.digest, _DOCUMENT.c.about, _DOCUMENT.c.refers, _VERIFICATION.c.submission)
    .join(_VERIFICATION, _VERIFICATION.c.id == _DOCUMENT.c.about)
    .where(spans.of_few(_DOCUMENT.c.kind, "withdrawal"), SHOWN, _VERIFICATION.c.state == "submitted")
)


def waiting(tx: Transaction, verification: str = "") -> Mapping[str, tuple[Requested, ...]]:
    """The requests that wait for an answer, the newest first, by verification; of one of them where it is given.

    A request counts for the submission it names, while that is the one that is reviewed, and only from the verifier who signed it.
    """
    asked = _WAITING.where(_DOCUMENT.c.about == verification) if verification else _WAITING
    known = believing.only(tx, tx.connection.execute(asked).all())
    rows = [row for row in known if json.loads(row.refers)["submission"] == row.submission]
    found: dict[str, list[Requested]] = defaultdict(list)
    for row in superseding.standing(rows):
        told = keeping.read(tx, row.digest, Request)
        found[row.about].append(Requested(row.digest, told.person.name, told.asked_at, told.reason))
    return {of: tuple(sorted(each, key=lambda one: (one.at, one.document), reverse=True)) for of, each in found.items()}


def sent_back(tx: Transaction, verification: str = "") -> Mapping[str, SentBack]:
    """The newest approval sent back of the submission that is reviewed, by verification; of one of them where it is given."""
    asked = _BACK.where(_DOCUMENT.c.about == verification) if verification else _BACK
    found: dict[str, SentBack] = {}
    for row in believing.only(tx, tx.connection.execute(asked).all()):
        review = json.loads(row.refers)["withdraws"]
        is_review = keeping.kind_of(tx, review) == "review" and believing.is_believed(tx, review)
        if is_review and keeping.read(tx, review, Review).submission == row.submission:
            told = keeping.read(tx, row.digest, Withdrawal)
            said = SentBack(told.person.name, told.decided_at, told.reason)
            found[row.about] = max(said, found.get(row.about, said), key=lambda one: one.at)
    return found


def of(tx: Transaction, verification: str) -> Requested | None:
    """The request that waits on a verification, the newest one; None where none does."""
    return next(iter(waiting(tx, verification).get(verification, ())), None)
