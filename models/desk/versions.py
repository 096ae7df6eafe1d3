"""The checklist files kept here, several versions side by side: which there are, and that one id and version keeps its bytes."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from models import checklists
from models.codes import digest as digest_of
from models.errors import Refusal
from models.ledger import search, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.checklist import Checklist

_CHECKLIST: Final = table(tables.Checklist)
_USERS: Final = (table(tables.Round), table(tables.Verification))
_SHORT: Final = 16
"""How many digits of a digest are told."""


def bodies(tx: Transaction) -> Mapping[str, bytes]:
    """The bytes of every checklist known here, by digest: those the program ships, then those that were kept."""
    stored = {row.digest: row.body for row in tx.connection.execute(select(_CHECKLIST.c.digest, _CHECKLIST.c.body))}
    return {**checklists.all_shipped(), **stored}


def named(known: Mapping[str, Checklist], wanted: str) -> Checklist:
    """The one of the `known` checklists, by digest, that `wanted` means: id and version, digest, or the id of which there is one version.

    Raises:
        Refusal: `checklist.unknown`, naming those there are.
    """
    said = wanted.strip()
    found = [each for digest, each in known.items() if said in (digest, each.name)] or [each for each in known.values() if said == each.id]
    if len(found) != 1:
        raise Refusal("checklist.unknown", checklist=wanted, known=", ".join(each.name for each in known.values()))
    return found[0]


def keep(tx: Transaction, body: bytes, file: str = "") -> Checklist:
    """The checklist in a file, which is kept where it was not yet, in the place of an unused and unpublished one of its name.

    Raises:
        Refusal: as `checklists.load` and `replaced` give.
    """
    used = checklists.load(body, file or digest_of(body))
    if tx.is_new(tables.Checklist, {"digest": used.digest}):
        other = replaced(tx, used)
        if other:
            tx.drop(tables.Checklist, {"digest": other})
            search.remove_items(tx.connection, other)
        tx.put(tables.Checklist, {"digest": used.digest}, id=used.id, version=used.version, body=body, published="")
        search.add_items(tx.connection, used)
    return used


def replaced(tx: Transaction, checklist: Checklist) -> str:
    """The digest of the unused, unpublished checklist whose id and version another has with other bytes; empty where there is none.

    Raises:
        Refusal: `checklist.other_bytes` where one of this id and version is shipped, published or used.
    """
    shipped = {checklists.load(body, digest).name: digest for digest, body in checklists.all_shipped().items()}
    other = shipped.get(checklist.name)
    if other is None:
        same = (_CHECKLIST.c.id == checklist.id) & (_CHECKLIST.c.version == checklist.version)
        row = tx.connection.execute(select(_CHECKLIST.c.digest, _CHECKLIST.c.published).where(same)).first()
        if row is None or row.digest == checklist.digest:
            return ""
        if not row.published and not _is_used(tx, row.digest):
            return str(row.digest)
        other = str(row.digest)
    if other != checklist.digest:
        raise other_bytes(checklist, other)
    return ""


def other_bytes(checklist: Checklist, here: str) -> Refusal:
    """Why a checklist cannot stand beside the one with the digest `here`."""
    return Refusal("checklist.other_bytes", checklist=checklist.name, here=here[:_SHORT], found=checklist.digest[:_SHORT])


def _is_used(tx: Transaction, digest: str) -> bool:
    asked = (select(users.c.id).where(users.c.checklist_digest == digest).limit(1) for users in _USERS)
    return any(tx.connection.execute(each).first() is not None for each in asked)
