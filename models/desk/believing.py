"""Documents at a server, as far as their signatures prove them: what somebody put there past the desk counts for nothing."""

import json
from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import keeping, teams
from models.desk.keeping import Signed
from models.documents import kinds, signatures, team, team_chain
from models.errors import Refusal
from models.ledger import dialects
from models.ledger.tables import TeamNumber, table
from models.ledger.transaction import Transaction

_TEAM: Final = table(TeamNumber)
_KEYS: Final[dict[str, frozenset[tuple[str, str]]]] = {}
"""Whose keys the teams name that were asked about, by the digest of the newest; each with the id of whose it is."""
_BELIEVED: Final[dict[tuple[Any, ...], bool]] = {}
"""What was found of documents, by what their rows say and the digest of the team: what has a digest never changes."""


def is_believed(tx: Transaction, row: Row[*tuple[Any, ...]]) -> bool:
    """Whether a document bears the signature of whom its row names, by a key that a team here gave them, and says what its row says of it.

    In a file of one's own all do.
    """
    if not dialects.is_server(tx.connection):
        return True
    newest = _newest(tx)
    if not newest:
        return True
    if newest not in _KEYS:
        _KEYS[newest] = _keys(tx)
    known = (newest, row.digest, row.kind, row.about, row.supersedes, row.refers, row.signer_id)
    if known not in _BELIEVED:
        found = keeping.stored(tx, row.digest)
        given = signatures.fitting(found.body, found.signatures, row.kind, found.name)
        _BELIEVED[known] = any((row.signer_id, public) in _KEYS[newest] for public in given) and _is_told(found, row)
    return _BELIEVED[known]


def _is_told(found: Signed, row: Row[*tuple[Any, ...]]) -> bool:
    """Whether a document says by itself what its row says of it: what kind it is, about what, and what it decides of which others."""
    try:
        document, supersedes, refers = kinds.read(found.body, found.name), json.loads(row.supersedes), json.loads(row.refers)
    except (Refusal, ValueError):
        return False
    told = (kinds.kind(document), kinds.about(document), [*kinds.supersedes(document)], dict(kinds.refers(document)))
    return told == (row.kind, row.about, supersedes, refers)


def _newest(tx: Transaction) -> str:
    """The digest of the team in force, empty where there is none."""
    asked = select(_TEAM.c.document).order_by(_TEAM.c.number.desc()).limit(1)
    return str(tx.connection.execute(asked).scalar() or "")


def _keys(tx: Transaction) -> frozenset[tuple[str, str]]:
    """The keys of people in every team that follows from the one before it."""
    found: set[tuple[str, str]] = set()
    before: tuple[team.Team, bytes] | None = None
    for each in teams.chain(tx):
        try:
            trusted = "" if before else team_chain.fingerprint(each.body)
            taken = team_chain.accepted(before, each.body, each.signatures, each.name, trusted)
        except Refusal:
            break
        before = (taken, each.body)
        for person, member in taken.people.items():
            found |= {(person, key) for key in (member.key, *(earlier.key for earlier in member.earlier.values()))}
    return frozenset(found)
