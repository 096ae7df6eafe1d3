"""Documents in the database: their bytes as they came, and every signature over them."""

from typing import Final

from sqlalchemy import insert, select

from models.codes import digest
from models.documents import signatures
from models.documents.travelling import Signed
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

__all__ = ["Signed", "given", "keep"]

_DOCUMENT: Final = table(tables.Document)
_SIGNATURE: Final = table(tables.Signature)


def keep(tx: Transaction, kind: str, document: Signed) -> str:
    """Keep a document's bytes and every signature over it; its digest."""
    id_ = digest(document.body)
    if tx.connection.execute(select(_DOCUMENT.c.digest).where(_DOCUMENT.c.digest == id_)).first() is None:
        row = {"digest": id_, "kind": kind, "name": document.name, "body": document.body, "received_at": tx.stamp, "hidden_at": ""}
        tx.connection.execute(insert(_DOCUMENT), row)
    known = set(tx.connection.execute(select(_SIGNATURE.c.key).where(_SIGNATURE.c.document == id_)).scalars())
    for signature in document.signatures:
        key = signatures.signer(signature, document.name)
        if key not in known:
            known.add(key)
            tx.connection.execute(insert(_SIGNATURE), {"document": id_, "key": key, "body": signature})
    return id_


def given(tx: Transaction, document: str) -> tuple[bytes, ...]:
    """The signatures over the document with this digest, by key."""
    return tuple(
        tx.connection.execute(select(_SIGNATURE.c.body).where(_SIGNATURE.c.document == document).order_by(_SIGNATURE.c.key)).scalars()
    )
