"""What supervisors endorsed: each document, and how far the logs of devices that send no more.

What the rows say is not gone by: each signature is checked anew, and what it is worth is for the team to say.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from models.codes import digest
from models.desk import spans, taken_teams
from models.desk.taken_teams import given
from models.documents import signatures, signers
from models.documents.endorsement import KIND, EndorsedLog, Endorsement, endorsing
from models.documents.signers import Endorsing
from models.documents.team import Team
from models.errors import Refusal
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_DOCUMENT: Final = table(tables.Document)
_ROWS: Final = (
    select(_DOCUMENT.c.digest, _DOCUMENT.c.name, _DOCUMENT.c.body)
    .where(spans.of_few(_DOCUMENT.c.kind, KIND), SHOWN)
    .order_by(_DOCUMENT.c.digest)
)


class _Told(NamedTuple):
    """An endorsement that is signed: the kinds of the documents that it names, the logs, and by which keys."""

    kinds: Mapping[str, str]
    logs: Mapping[str, EndorsedLog]
    by: tuple[Endorsing, ...]


_TOLD: Final[dict[tuple[str, tuple[bytes, ...]], _Told]] = {}
"""What was read of endorsements, by digest and the signatures given: one may name ten thousand documents. Nothing of what is none."""
_NONE: Final = _Told({}, {}, ())


@dataclass(slots=True)
class Endorsed:
    """What is endorsed, by each endorsement that is known."""

    _told: list[_Told] = field(default_factory=list)

    def __call__(self, document: str) -> Collection[Endorsing]:
        """The endorsements of the document with this digest, by each key that signed one."""
        return [by._replace(kind=told.kinds[document]) for told in self._told if document in told.kinds for by in told.by]

    def __iter__(self) -> Iterator[_Told]:
        return iter(self._told)

    def learn(self, document: Endorsement, id_: str, keys: Iterable[str]) -> None:
        """Know of one more endorsement and the keys that signed it."""
        self._told.append(_said(document, id_, keys))


def known(tx: Transaction, wanted: Collection[str] | None = None) -> Endorsed:
    """What is endorsed here; where only some endorsements are `wanted`, by those."""
    return Endorsed([told for id_, told in _read(tx) if wanted is None or id_ in wanted])


def naming(tx: Transaction, documents: Collection[str]) -> tuple[str, ...]:
    """The digests of the endorsements here that name any of the documents, and of those that these are endorsed by."""
    current, read = taken_teams.held(tx), _read(tx) if documents else []
    found: dict[str, None] = {}
    wanted = frozenset(documents) if current else frozenset[str]()
    while more := [id_ for id_, told in read if id_ not in found and not wanted.isdisjoint(told.kinds)]:
        found |= dict.fromkeys(more)
        wanted = frozenset(more)
    return tuple(found)


def lets_in(tx: Transaction, team: Team, person: str, writer: str, number: int, segment: str) -> bool:
    """Whether a segment counts of the log of a writer that a device of `person` signed: one up to the last that is endorsed of theirs."""
    every = known(tx)
    for told in every:
        until = told.logs.get(writer)
        if until is None or number > until.number or (number == until.number and segment != until.last):
            continue
        if any(by.of == person and signers.endorses(team, by, endorsed=every) for by in told.by):
            return True
    return False


def _read(tx: Transaction) -> list[tuple[str, _Told]]:
    """What each endorsement here names; asked once within a transaction, until something is written: its bytes may be a megabyte."""
    known = tx.prefetched.get(_read)
    if known is None:
        rows = tx.connection.execute(_ROWS).all()
        known = tx.prefetched[_read] = {row.digest: told for row in rows if (told := _told(row, given(tx, row.digest))).by}
    return [*known.items()]


def _told(row: Any, signed: tuple[bytes, ...]) -> _Told:
    from models.documents import kinds  # every kind takes long to import, and mostly there is none

    place = (row.digest, signed)
    if place not in _TOLD:
        _TOLD[place] = _NONE
        with suppress(Refusal):
            document = kinds.read(row.body, row.name)
            if isinstance(document, Endorsement) and digest(row.body) == row.digest:
                _TOLD[place] = _said(document, row.digest, signatures.fitting(row.body, signed, KIND, row.name))
    return _TOLD[place]


def _said(document: Endorsement, id_: str, keys: Iterable[str]) -> _Told:
    kinds_ = {digest_: each.kind for digest_, each in document.documents.items()}
    return _Told(kinds_, document.logs, tuple(endorsing(document, id_, keys)))
