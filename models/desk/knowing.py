"""What this profile knows when a document of others is looked at: the team or the owner's own key, checklists, what was admitted before."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, func, select

from models.checklists import all_shipped, load
from models.desk import believing, endorsed, keeping, reading
from models.documents import signers
from models.documents.checking import Known
from models.documents.signers import Deciding, Signer
from models.documents.team import Team
from models.keyring import Keyring
from models.ledger import dialects, tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.checklist import Checklist
from models.rules.signing import DECIDED, DECIDING

_DOCUMENT: Final = table(tables.Document)
_CHECKLIST: Final = table(tables.Checklist)
_SIGNATURE: Final = table(tables.Signature)
_DECISIONS: Final[Select[Any]] = select(*(_DOCUMENT.c[name] for name in ("digest", "kind", "refers", "signer_id")), _SIGNATURE.c.key).join(
    _SIGNATURE, _SIGNATURE.c.document == _DOCUMENT.c.digest
)


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


class Decision(NamedTuple):
    """A decision that is here, with one of the keys that signed it."""

    digest: str
    kind: str
    refers: Mapping[str, str]
    by: Deciding


def decisions(tx: Transaction, about: Collection[str] | None = None) -> Iterator[Decision]:
    """Every decision that is here, in sight and believed; those about some verifications alone where these are given."""
    asked = _DECISIONS.where(_DOCUMENT.c.kind.in_(DECIDING), _DOCUMENT.c.signer_id != "", SHOWN)
    parts = [asked] if about is None else [asked.where(_DOCUMENT.c.about.in_(some)) for some in keeping.few(about)]
    rows = [row for part in parts for row in tx.connection.execute(part)]
    for row in believing.only(tx, rows):
        yield Decision(row.digest, row.kind, json.loads(row.refers), Deciding(row.signer_id, row.key))


@dataclass(slots=True)
class Judges:
    """Whose decisions name a document by its digest, asked for at the first one that is wanted.

    At a server, where each has to be proved, those about some verifications alone.
    """

    tx: Transaction
    about: set[str] = field(default_factory=set)
    _by: dict[str, set[Deciding]] = field(default_factory=lambda: defaultdict(set))
    _is_read: bool = False

    def __call__(self, digest: str) -> Collection[Deciding]:
        """Those who decided about it, and with which keys."""
        self.read()
        return self._by.get(digest, ())

    def read(self) -> None:
        """Ask for all of them, once."""
        if not self._is_read:
            self._is_read = True
            for each in decisions(self.tx, self.about if dialects.is_server(self.tx.connection) else None):
                self.learn(each.refers, (each.by,))

    def learn(self, refers: Mapping[str, str], by: Iterable[Deciding]) -> None:
        """Know of a decision what it refers to, and who made it with which keys."""
        made = tuple(by)
        for name in DECIDED:
            self._by[refers.get(name, "")].update(made)


def judges(tx: Transaction) -> Judges:
    """Whose decisions here name a document, read at once; it may be asked when the transaction is over."""
    found = Judges(tx)
    found.read()
    return found


def known(tx: Transaction, team: Team | None, *, earlier: Collection[str] | None = None, said: endorsed.Endorsed | None = None) -> Known:
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
    return Known(stored, team, own, known_, endorsed=endorsed.known(tx) if said is None else said)


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
