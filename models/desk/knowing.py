"""What this profile knows when a document of others is looked at: the team or the owner's own key, checklists, what was admitted before."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import func, select

from models.checklists import all_shipped, load
from models.desk import believing, endorsed, keeping, reading
from models.documents import signers
from models.documents.checking import Known
from models.documents.signers import Signer
from models.documents.team import Team
from models.keyring import Keyring
from models.ledger import dialects, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.checklist import Checklist
from models.rules.signing import DECIDED, DECIDING

_DOCUMENT: Final = table(tables.Document)
_CHECKLIST: Final = table(tables.Checklist)


@dataclass(frozen=True, slots=True)
class Earlier(Collection[str]):
    """The digests of the documents that are here, each asked for when it is wanted, or many at once: there may be ten thousand."""

    tx: Transaction
    _kinds: dict[str, str] = field(default_factory=dict)

    def learn(self, digests: Iterable[str]) -> None:
        """Ask for many at once; what is entered afterwards in the same transaction is not seen."""
        wanted = [digest for digest in dict.fromkeys(digests) if digest not in self._kinds]
        self._kinds.update(dict.fromkeys(wanted, ""), **keeping.kinds_of(self.tx, wanted))

    def kind(self, digest: str) -> str:
        """The kind of a document, empty where it is not here."""
        known = self._kinds.get(digest)
        return keeping.kind_of(self.tx, digest) if known is None else known

    def __contains__(self, digest: object) -> bool:
        return isinstance(digest, str) and self.kind(digest) != ""

    def __iter__(self) -> Iterator[str]:
        return iter(self.tx.connection.execute(select(_DOCUMENT.c.digest)).scalars().all())

    def __len__(self) -> int:
        return int(self.tx.connection.execute(select(func.count()).select_from(_DOCUMENT)).scalar() or 0)


@dataclass(slots=True)
class Judges:
    """Whose decisions name a document by its digest, asked for at the first one that is wanted.

    At a server, where each has to be proved, those about some verifications alone.
    """

    tx: Transaction
    about: set[str] = field(default_factory=set)
    _by: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _is_read: bool = False

    def __call__(self, digest: str) -> Collection[str]:
        """The ids of those who decided about it."""
        if not self._is_read:
            self._is_read = True
            for row in believing.only(self.tx, self._decisions()):
                self.learn(json.loads(row.refers), row.signer_id)
        return self._by.get(digest, ())

    def _decisions(self) -> Sequence[Any]:
        asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.refers, _DOCUMENT.c.signer_id)
        asked = asked.where(_DOCUMENT.c.kind.in_(DECIDING), _DOCUMENT.c.signer_id != "")
        if not dialects.is_server(self.tx.connection):
            return self.tx.connection.execute(asked).all()
        parts = (asked.where(_DOCUMENT.c.about.in_(some)) for some in keeping.few(self.about - {""}))
        return [row for part in parts for row in self.tx.connection.execute(part)]

    def learn(self, refers: Mapping[str, str], person: str) -> None:
        """Know of a decision what it refers to, and who made it."""
        for name in DECIDED:
            self._by[refers.get(name, "")].add(person)


def judges(tx: Transaction, document: str) -> Collection[str]:
    """The ids of those whose decisions here name a document."""
    return Judges(tx, {keeping.about(tx, document)})(document)


def known(tx: Transaction, team: Team | None, *, earlier: Collection[str] | None = None) -> Known:
    """What is known here when `team` is the team of this profile; it may be asked when the transaction is over.

    Whoever looks at documents within it says what was admitted `earlier` one by one, with `Earlier`.
    """
    here = frozenset(tx.connection.execute(select(_CHECKLIST.c.digest)).scalars())
    for each in here:
        if shipped(each) is None:
            reading.known_checklist(tx, each)
    known_ = earlier if earlier is not None else frozenset(tx.connection.execute(select(_DOCUMENT.c.digest)).scalars())

    def stored(digest: str) -> Checklist | None:
        found = shipped(digest)
        return reading.loaded(digest) if found is None and digest in here else found

    own = None if team is not None else _own(tx)
    return Known(stored, team, own, known_, endorsed=endorsed.known(tx))


def bodies(tx: Transaction) -> dict[str, bytes]:
    """The bytes of every checklist that is known here, by its digest."""
    return {**all_shipped(), **{row.digest: row.body for row in tx.connection.execute(select(_CHECKLIST.c.digest, _CHECKLIST.c.body))}}


def keys(tx: Transaction, team: Team | None) -> frozenset[str]:
    """The public lines of those whose signatures may count when `team` is the team of this profile."""
    if team is not None:
        return frozenset(key for key, _ in signers.signers(team))
    own = _own(tx)
    return frozenset(() if own is None else (own[0],))


def shipped(digest: str) -> Checklist | None:
    """The shipped checklist whose file has `digest`, None where there is none."""
    body = all_shipped().get(digest)
    return None if body is None else load(body, digest)


def _own(tx: Transaction) -> tuple[str, Signer] | None:
    public, me = Keyring(tx.folder).public, tx.actor
    return None if public is None else (public, Signer("", me.person, me.name, (), "", "active", ""))
