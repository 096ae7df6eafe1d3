"""Documents at a server, as far as their signatures prove them: what somebody put there past the desk counts for nothing."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from sqlalchemy import Row

from models.desk import keeping, taken_teams
from models.desk.keeping import Signed
from models.documents import kinds, signatures, signers
from models.documents.signers import Signer
from models.documents.team import Team
from models.errors import Refusal
from models.ledger import dialects
from models.ledger.transaction import Transaction

_Row: TypeAlias = Row[*tuple[Any, ...]]
_Held: TypeAlias = tuple[Team, Mapping[str, Signer]]
_TEAMS: Final[dict[tuple[str, ...], tuple[_Held, ...]]] = {}
"""The teams of a chain with who holds which key by each, by their digests."""
_BELIEVED: Final[set[tuple[Any, ...]]] = set()
"""What was believed of documents, by the digests of the teams and what their rows say: a signature may still come beside others."""


def is_believed(tx: Transaction, row: _Row) -> bool:
    """Whether a document says what its row says of it, and bears the signature of whom that names, who could sign it by a team here.

    In a file of one's own all do.
    """
    if not dialects.is_server(tx.connection):
        return True
    digests = taken_teams.digests(tx)
    if not digests:
        return True
    if digests not in _TEAMS and (chain := taken_teams.held(tx)):
        _TEAMS[digests] = tuple((each, dict(signers.signers(each))) for each in chain)
    known = (digests, row.digest, row.kind, row.about, row.supersedes, row.refers, row.signer_id)
    if known in _BELIEVED:
        return True
    found = keeping.stored(tx, row.digest)
    given = signatures.fitting(found.body, found.signatures, row.kind, found.name)
    if not (_may_sign(_TEAMS.get(digests, ()), row, given) and _is_told(found, row)):
        return False
    _BELIEVED.add(known)
    return True


def _may_sign(chain: Iterable[_Held], row: _Row, given: Iterable[str]) -> bool:
    """Whether one of the keys that signed a document is that of whom its row names, and any of the teams let them."""
    holders = [(team, held[public]) for team, held in chain for public in given if public in held]
    return any(holder.person == row.signer_id and _admits(team, holder, row) for team, holder in holders)


def _admits(team: Team, holder: Signer, row: _Row) -> bool:
    try:
        signers.admits(team, holder, row.kind, row.digest)
    except Refusal:
        return False
    return True


def _is_told(found: Signed, row: _Row) -> bool:
    """Whether a document says by itself what its row says of it: its kind, who signs it, about what, and what it decides."""
    try:
        document, supersedes, refers = kinds.read(found.body, found.name), json.loads(row.supersedes), json.loads(row.refers)
    except (Refusal, ValueError):
        return False
    told = (kinds.kind(document), kinds.signer(document).id, kinds.about(document), [*kinds.supersedes(document)])
    return told == (row.kind, row.signer_id, row.about, supersedes) and dict(kinds.refers(document)) == refers
