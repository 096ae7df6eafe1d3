"""Whether the documents of a database that lay elsewhere are still those that were let in: bytes, signatures, and the chain of teams."""

from sqlalchemy import select

from models.codes import digest as digest_of
from models.desk import taken_teams
from models.documents import signatures
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_DOCUMENT = table(tables.Document)
_SIGNATURE = table(tables.Signature)
_SIGNED = select(_DOCUMENT.c.name, _DOCUMENT.c.body, _SIGNATURE.c.key, _SIGNATURE.c.body.label("signature")).join(
    _SIGNATURE, _SIGNATURE.c.document == _DOCUMENT.c.digest
)


def is_untouched(tx: Transaction) -> bool:
    """Whether every document is the one it was let in as, every signature over it fits, and each team follows from the one before it."""
    if any(digest_of(body) != id_ for id_, body in tx.connection.execute(select(_DOCUMENT.c.digest, _DOCUMENT.c.body))):
        return False
    try:
        for name, body, key, signature in tx.connection.execute(_SIGNED):
            signatures.check(body, signature, key, signatures.kind(signature, name), name)
    except Refusal:
        return False
    return taken_teams.digests(tx) == tuple(digest for digest, _ in taken_teams.held(tx))
