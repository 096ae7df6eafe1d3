"""What supervisors endorsed: by which keys each document, and how far the logs of devices that send no more.

What the rows say is not gone by: each signature is checked anew, and what it is worth is for the team to say.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from models.codes import digest
from models.desk import taken_teams
from models.desk.taken_teams import given
from models.documents import signatures, signers
from models.documents.endorsement import KIND, EndorsedLog, Endorsement
from models.documents.team import Team
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_DOCUMENT: Final = table(tables.Document)
_ROWS: Final = select(_DOCUMENT.c.digest, _DOCUMENT.c.name, _DOCUMENT.c.body).where(_DOCUMENT.c.kind == KIND).order_by(_DOCUMENT.c.digest)


class _Told(NamedTuple):
    """What an endorsement names."""

    documents: frozenset[str]
    logs: Mapping[str, EndorsedLog]


_TOLD: Final[dict[str, _Told]] = {}
"""What was read of endorsements, by digest: one may name ten thousand documents."""


@dataclass(slots=True)
class Endorsed:
    """The keys that endorsed each document."""

    _by: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __call__(self, document: str) -> Collection[str]:
        """The public lines of the keys that signed endorsements of the document with this digest."""
        return self._by.get(document, ())

    def learn(self, documents: Iterable[str], keys: Iterable[str]) -> None:
        """Know of one more endorsement which documents it names, and by which keys it is signed."""
        signed_by = frozenset(keys)
        for each in documents:
            self._by[each] |= signed_by


def known(tx: Transaction, wanted: Collection[str] | None = None) -> Endorsed:
    """What is endorsed here; where only some endorsements are `wanted`, by those."""
    found = Endorsed()
    for id_, told, keys in _read(tx):
        if wanted is None or id_ in wanted:
            found.learn(told.documents, keys)
    return found


def naming(tx: Transaction, documents: Collection[str]) -> tuple[str, ...]:
    """The digests of the endorsements here that name any of the documents, of those whose signers may endorse."""
    current = taken_teams.held(tx)
    if not current or not documents:
        return ()
    team = current[-1][1]
    return tuple(
        id_
        for id_, told, keys in _read(tx)
        if not told.documents.isdisjoint(documents) and any(signers.endorser(team, key) for key in keys)
    )


def until(tx: Transaction, team: Team, writer: str) -> EndorsedLog | None:
    """How far the log of a writer counts by those endorsements whose signers may endorse; None where none names it."""
    found = [told.logs[writer] for _, told, keys in _read(tx) if writer in told.logs and any(signers.endorser(team, key) for key in keys)]
    return max(found, key=lambda log: log.number, default=None)


def _read(tx: Transaction) -> Iterator[tuple[str, _Told, Collection[str]]]:
    """What each endorsement here names, and the keys that signed its bytes."""
    for row in tx.connection.execute(_ROWS).all():
        told = _told(row)
        if told is not None:
            yield row.digest, told, signatures.fitting(row.body, given(tx, row.digest), KIND, row.name)


def _told(row: Any) -> _Told | None:
    from models.documents import kinds  # every kind takes long to import, and mostly there is none

    if row.digest not in _TOLD and digest(row.body) == row.digest:
        with suppress(Refusal):
            document = kinds.read(row.body, row.name)
            if isinstance(document, Endorsement):
                _TOLD[row.digest] = _Told(frozenset(document.documents), document.logs)
    return _TOLD.get(row.digest)
