"""Whether a database that lay elsewhere holds what was let in: documents, their signatures, the chain of teams, and acts in their shape."""

import json
from typing import Any, Final

from sqlalchemy import select

from models.codes import digest as digest_of
from models.desk import taken_teams
from models.documents import signatures
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.trail import TRAIL
from models.ledger.transaction import Transaction
from models.moments import moment

_DOCUMENT: Final = table(tables.Document)
_SIGNATURE: Final = table(tables.Signature)
_SIGNED: Final = select(_DOCUMENT.c.name, _DOCUMENT.c.body, _SIGNATURE.c.key, _SIGNATURE.c.body.label("signature")).join(
    _SIGNATURE, _SIGNATURE.c.document == _DOCUMENT.c.digest
)
_NAMING: Final = {table(tables.Answer).name: "item", _DOCUMENT.name: "digest"}
"""The column by which what an act did is told, of the tables that have such a one."""


def is_untouched(tx: Transaction) -> bool:
    """Whether every document is the one it was let in as, every signature over it fits, each team follows, and each act can be told."""
    if any(digest_of(body) != id_ for id_, body in tx.connection.execute(select(_DOCUMENT.c.digest, _DOCUMENT.c.body))):
        return False
    try:
        for name, body, key, signature in tx.connection.execute(_SIGNED):
            signatures.check(body, signature, key, signatures.kind(signature, name), name)
    except Refusal:
        return False
    if taken_teams.digests(tx) != tuple(digest for digest, _ in taken_teams.held(tx)):
        return False
    return all(map(_is_act, tx.connection.execute(select(TRAIL.c.body)).scalars()))


def _is_act(body: str) -> bool:
    """Whether an entry of the trail tells an act in the shape in which they are told; the chain alone proves nothing of that."""
    try:
        told = json.loads(body)
        moment(told["moment"])
        return all(_is_write(*each) for each in told["writes"])
    except (ValueError, TypeError, LookupError, RecursionError):  # any JSON, or none
        return False


def _is_write(name: str, key: object, before: object, after: object) -> bool:
    """Whether that is a row an act changed: its table, its key, and its values before and after."""
    rows = [each for each in (before, after) if each is not None]
    if not (isinstance(key, dict) and all(map(_is_row, (key, *rows)))):
        return False
    is_whole = name != _DOCUMENT.name or after is None or before is not None or (isinstance(after, dict) and "kind" in after)
    return is_whole and _NAMING.get(name, "") in ("", *key)


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and all(value is None or isinstance(value, str | int | float) for value in row.values())
