"""Whose work came into a verification, by handovers or from what somebody left behind, as the table says that repeats it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Row, select

from models.codes import digest
from models.desk import believing
from models.desk.prefetch import Question
from models.documents import kinds
from models.documents.handover import Handover
from models.documents.submission import Submission
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_CONTRIBUTION: Final = table(tables.Contribution)
_DOCUMENT: Final = table(tables.Document)
_SAID: Final = select(_DOCUMENT.c.name, _DOCUMENT.c.body)
ROWS: Final = Question(select(_CONTRIBUTION).order_by(_CONTRIBUTION.c.person_id), _CONTRIBUTION.c.verification_id)
"""What is asked about each verification."""


def rows(tx: Transaction, verification: str) -> Sequence[Row[Any]]:
    """The rows about a verification, but for those that somebody wrote past the desk."""

    def told(row: Row[Any]) -> Mapping[str, object]:
        name, body = tx.connection.execute(_SAID.where(_DOCUMENT.c.digest == row.document)).one()
        # It was proved, perhaps at an earlier start.
        document = kinds.parsed(body, name) if digest(body) == row.document else None
        people = document.people if isinstance(document, Handover) else authors(document) if isinstance(document, Submission) else {}
        return {"person": people[row.person_id]} if row.person_id in people else {}

    return believing.alike(tx, ROWS.rows(tx, verification), told, "document")


def authors(document: Submission) -> dict[str, str]:
    """The names of everybody whose work is in a submission, by id."""
    return {person.id: person.name for person in document.people.values() if person.id}
