"""The checklists that documents publish: known here by their bytes, and which document published each."""

import json
from typing import Final

from sqlalchemy import select

from models.desk import believing, keeping, spans, versions
from models.documents.checklist import KIND, PublishedChecklist
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_CHECKLIST: Final = table(tables.Checklist)
_DOCUMENT: Final = table(tables.Document)


def settle(tx: Transaction, subject: str) -> None:
    """Let checklists stand as the documents in sight publish them; nothing for documents that have a subject, which these have not.

    Raises:
        Refusal: `checklist.other_bytes` where another one of the same id and version has been published or used meanwhile.
    """
    if subject:
        return
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.refers).where(spans.of_few(_DOCUMENT.c.kind, KIND), SHOWN)
    published: dict[str, str] = {}
    # Of two who published the same the first by digest is told, whichever arrived first.
    for row in believing.only(tx, tx.connection.execute(asked.order_by(_DOCUMENT.c.digest)).all()):
        published.setdefault(json.loads(row.refers)["checklist"], row.digest)
    for digest, document in published.items():
        if tx.is_new(tables.Checklist, {"digest": digest}):
            found = keeping.read(tx, document, PublishedChecklist)
            versions.keep(tx, found.body, found.name)
    for digest in tx.connection.execute(select(_CHECKLIST.c.digest)).scalars().all():
        tx.put(tables.Checklist, {"digest": digest}, published=published.get(digest, ""))
