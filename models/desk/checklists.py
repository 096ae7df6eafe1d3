"""Checklists of several versions: making one known here, listing what rests on each, and reading its bytes."""

import json
from typing import Final

from sqlalchemy import func, select

from models import checklists
from models.desk import believing, versions
from models.documents.checklist import admitted, require_publishable
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.checklist import Checklist
from models.rules.permissions import Standing
from models.versions import Adopting, KnownChecklist

_CHECKLIST: Final = table(tables.Checklist)
_DOCUMENT: Final = table(tables.Document)
_ROUND: Final = table(tables.Round)
_VERIFICATION: Final = table(tables.Verification)


def preview(tx: Transaction, body: bytes, file: str) -> Adopting:
    """What keeping the checklist file in `body` would do; `file` is its name in sentences.

    Raises:
        Refusal: what permits no import, as `admitted` and `require_publishable` give, `checklist.other_bytes`.
    """
    tx.require("checklist.adopt", Standing())
    found = admitted(body, file)
    require_publishable(body, file)
    is_here = found.digest in versions.bodies(tx)
    return Adopting(found, is_here, "" if is_here else versions.replaced(tx, found))


def adopt(tx: Transaction, body: bytes, file: str) -> Checklist:
    """Make the checklist file in `body` known here, unpublished, in the place of an unused and unpublished one of its id and version.

    Raises:
        Refusal: as `preview` gives.
    """
    preview(tx, body, file)
    return versions.keep(tx, body, file)


def lines(tx: Transaction) -> tuple[KnownChecklist, ...]:
    """Every checklist known here, the newest rules first."""
    counted = [
        {row[0]: row[1] for row in tx.connection.execute(select(users.c.checklist_digest, func.count()).group_by("checklist_digest"))}
        for users in (_ROUND, _VERIFICATION)
    ]
    signed = select(_CHECKLIST.c.digest, _CHECKLIST.c.published, _DOCUMENT.c.signer, _DOCUMENT.c.refers).join(
        _DOCUMENT, _DOCUMENT.c.digest == _CHECKLIST.c.published
    )
    rows = believing.only(tx, tx.connection.execute(signed).all(), "published")
    published = {row.digest: (row.published, row.signer) for row in rows if json.loads(row.refers).get("checklist") == row.digest}
    shipped = checklists.all_shipped()
    found = []
    for digest, known in _loaded(tx).items():
        told = (digest, known.name, known.title, known.valid_from, known.valid_to, len(known.areas), len(known.items))
        uses = (users.get(digest, 0) for users in counted)
        found.append(KnownChecklist(*told, digest in shipped, *published.get(digest, ("", "")), *uses))
    return tuple(sorted(found, key=lambda line: (line.valid_from, line.name), reverse=True))


def named(tx: Transaction, wanted: str) -> Checklist:
    """The checklist known here that `wanted` means, such as `mt-kasn 2023`; Refusal as `versions.named` gives."""
    return versions.named(_loaded(tx), wanted)


def body(tx: Transaction, wanted: str) -> bytes:
    """The bytes of a checklist known here, that `wanted` means; Refusal as `versions.named` gives."""
    return versions.bodies(tx)[named(tx, wanted).digest]


def _loaded(tx: Transaction) -> dict[str, Checklist]:
    return {digest: checklists.load(each, digest) for digest, each in versions.bodies(tx).items()}
