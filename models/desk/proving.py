"""What proves a document at a server: it says what its row says of it, and somebody signed it whom the team lets sign that.

That is the team there was when it came, or a later one: who left or lost their key since signs nothing more by what was said before.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import Row, Select, literal, select

from models.codes import digest as digest_of
from models.desk import endorsed, spans, taken_teams
from models.desk.endorsed import Endorsed
from models.documents import kinds, note, signatures, signers
from models.documents.kinds import Document
from models.documents.note import Note
from models.documents.signers import Deciding, Signer
from models.documents.team import Team
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger import dialects, tables
from models.ledger.proofs import Proof, Proofs
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.signing import DECIDED, DECIDING, ENDORSEMENT

_Row: TypeAlias = Row[Any]
_DOCUMENT: Final = table(tables.Document)
_SIGNATURE: Final = table(tables.Signature)
_TOLD: Final = ("kind", "about", "supersedes", "refers", "signer_id", "status")
"""What decisions go by that a row says of its document."""
_ROWS: Final = select(_DOCUMENT.c.digest, *(_DOCUMENT.c[name] for name in _TOLD))
_BODIES: Final = select(_DOCUMENT.c.digest, _DOCUMENT.c.name, _DOCUMENT.c.body).execution_options(**{dialects.AS_BYTES: True})
_GIVEN: Final = select(_SIGNATURE.c.document, _SIGNATURE.c.body)
_AT_ONCE: Final = 50
"""Most documents that are read together: each may be long."""
_MANY: Final = 20
"""Documents above which it is looked for what an earlier start proved: that takes ten milliseconds, their bytes over a slow line longer."""
_TEAM: Final = "team"
_ASKED: Final = "proved"
"""Under which it is kept what was asked within a transaction, until anything is written."""
_KEYS: Final[dict[str, Mapping[str, Signer]]] = {}
"""Who holds which key by each team that was asked about, by its digest."""
_CAME: Final[dict[tuple[str | None, str], int]] = {}
"""In which order the teams came to a server among all documents, by its database and their digests."""
_PROVED: Final[dict[str, Proof]] = {}
"""What was proved of documents, by digest: what their rows said, the team that lets who signed, and the key.

A team that grows takes none back.
"""
_UNPROVED: Final[dict[tuple[str, bool], bytes]] = {}
"""What was found to prove nothing, by digest and whether it was looked at alone, with the teams and signatures there were."""


class _Held(NamedTuple):
    """A team of the chain."""

    digest: str
    team: Team
    keys: Mapping[str, Signer]
    came: int
    """In which order it came among all documents."""


class _By(NamedTuple):
    """What other documents say of those that are not proved by themselves."""

    endorsed: Endorsed
    decided: dict[str, set[Deciding]]
    """The decisions that name a document, by its digest."""

    def judges(self, document: str) -> Collection[Deciding]:
        """Those of a document."""
        return self.decided.get(document, ())

    def said(self, document: str) -> tuple[object, ...]:
        """All that they say of a document."""
        return sorted(self.endorsed(document)), sorted(self.judges(document))


_NOTHING: Final = _By(Endorsed(), {})


def proved(tx: Transaction, wanted: Collection[str]) -> frozenset[str]:
    """Those of the documents with these digests that are proved; before a team is founded, nothing has to be."""
    held = taken_teams.held(tx)
    if not held:
        return frozenset() if taken_teams.is_broken(tx) else frozenset(wanted)
    told = tx.prefetched.setdefault(_ASKED, {})
    assert isinstance(told, dict)
    new = [digest for digest in wanted if digest not in told]
    told.update(dict.fromkeys(new, False), **dict.fromkeys(_proved_of(tx, tuple(_chain(tx, held)), new, _earlier(tx, new)), True))
    return frozenset(digest for digest in wanted if told[digest])


def _earlier(tx: Transaction, wanted: Iterable[str]) -> Proofs | None:
    """Where this computer keeps what it proved, from where it is known by now; None where few have to be, or nobody keeps it."""
    new = {digest for digest in wanted if digest not in _PROVED}
    secret = Keyring(tx.folder).secret() if len(new) > _MANY else b""
    if not secret:
        return None
    proofs = Proofs(tx.folder, secret)
    _PROVED.update(proofs.known(new))
    return proofs


def _proved_of(tx: Transaction, chain: tuple[_Held, ...], wanted: Iterable[str], proofs: Proofs | None) -> set[str]:
    """Those of the documents that are proved, which are read where that is not known yet."""
    teams, found = {each.digest for each in chain}, set[str]()
    for some in spans.few(wanted):
        rows = tx.connection.execute(_ordered(tx, _ROWS).where(_DOCUMENT.c.digest.in_(some))).all()
        found |= {row.digest for row in rows if _needs_none(row, teams) or _known(row, teams)}
        alone = set(_proved_now(tx, chain, [row for row in rows if row.digest not in found and row.kind != _TEAM]))
        found |= alone
        if proofs is not None and alone:
            # What others have to say of a document may be there no more at another time.
            proofs.add({digest: _PROVED[digest] for digest in alone})
        if lacking := [row for row in rows if row.digest not in found and row.kind != _TEAM]:
            found |= set(_proved_now(tx, chain, lacking, _others(tx, chain, lacking)))
    return found


def _others(tx: Transaction, chain: tuple[_Held, ...], lacking: Iterable[_Row]) -> _By:
    """What documents that are proved say of those that are not by themselves: endorsements, and decisions about the same verifications."""
    alone = _By(endorsed.known(tx, _proved_of_kind(tx, chain, ENDORSEMENT, _NOTHING, ()).keys()), defaultdict(set))
    # One that came when its signer's key had ended may be endorsed itself.
    by = _By(endorsed.known(tx, _proved_of_kind(tx, chain, ENDORSEMENT, alone, ()).keys()), defaultdict(set))
    about = {row.about for row in lacking if row.kind in DECIDED}
    for kind in DECIDING if about else ():
        for digest, row in _proved_of_kind(tx, chain, kind, by, about).items():
            said, made = json.loads(row.refers), Deciding(row.signer_id, _PROVED[digest].key)
            for name in DECIDED:
                by.decided[said.get(name, "")].add(made)
    return by


def _proved_of_kind(tx: Transaction, chain: tuple[_Held, ...], kind: str, by: _By, about: Collection[str]) -> Mapping[str, _Row]:
    """The rows of the documents of a kind that are proved, by digest; where it matters what they are about, those about that."""
    asked = _ordered(tx, _ROWS).where(_DOCUMENT.c.kind == kind)
    parts = [asked.where(_DOCUMENT.c.about.in_(some)) for some in spans.few(about)] if about else [asked]
    rows = {row.digest: row for part in parts for row in tx.connection.execute(part)}
    teams = {each.digest for each in chain}
    new = [row for row in rows.values() if not _known(row, teams)]
    unproved = {row.digest for row in new} - set(_proved_now(tx, chain, new, by))
    return {digest: row for digest, row in rows.items() if digest not in unproved}


def _ordered(tx: Transaction, asked: Select[Any]) -> Select[Any]:
    """What is asked for, and in which order each came, which a server alone tells."""
    return asked.add_columns((taken_teams.CAME if dialects.is_server(tx.connection) else literal(0)).label("came"))


def _chain(tx: Transaction, held: Iterable[tuple[str, Team]]) -> Iterator[_Held]:
    teams, here = dict(held), tx.connection.engine.url.database
    if new := [digest for digest in teams if (here, digest) not in _CAME]:
        asked = _ordered(tx, select(_DOCUMENT.c.digest)).where(_DOCUMENT.c.digest.in_(new))
        _CAME.update({(here, row.digest): row.came for row in tx.connection.execute(asked)})
    for digest, team in teams.items():
        yield _Held(digest, team, _KEYS.setdefault(digest, dict(signers.signers(team))), _CAME[here, digest])


def _since(chain: tuple[_Held, ...], row: _Row) -> tuple[_Held, ...]:
    """The team there was when a document came, and those after it; all of them where there was none yet."""
    before = sum(each.came < row.came for each in chain)
    return chain[max(before - 1, 0) :]


def _needs_none(row: _Row, teams: Collection[str]) -> bool:
    """Whether no signer has to be asked for: nobody signs a draft, which decides nothing, and of teams the chain tells which count."""
    return row.kind == kinds.DRAFT or (row.kind == _TEAM and row.digest in teams)


def _known(row: _Row, teams: Collection[str]) -> bool:
    proof = _PROVED.get(row.digest)
    return proof is not None and proof.team in teams and proof.said == _mark(row)


def _mark(row: _Row, *more: object) -> bytes:
    return blake2b(repr((tuple(row), *more)).encode(), digest_size=16).digest()


def _proved_now(tx: Transaction, chain: tuple[_Held, ...], rows: list[_Row], by: _By = _NOTHING) -> Iterator[str]:
    """Those of the documents that are proved by what their bytes and the signatures beside them say, and by what others say of them."""
    teams = [each.digest for each in chain]
    for start in range(0, len(rows), _AT_ONCE):
        some = {row.digest: row for row in rows[start : start + _AT_ONCE]}
        given: dict[str, list[bytes]] = defaultdict(list)
        for signature in tx.connection.execute(_GIVEN.where(_SIGNATURE.c.document.in_(some))):
            given[signature.document].append(bytes(signature.body))
        marks = {digest: _mark(row, teams, sorted(given[digest]), *by.said(digest)) for digest, row in some.items()}
        alone = by is _NOTHING
        new = [digest for digest in some if _UNPROVED.get((digest, alone)) != marks[digest]]
        for read in tx.connection.execute(_BODIES.where(_DOCUMENT.c.digest.in_(new))).all():
            row = some[read.digest]
            let = _let_by(_since(chain, row), row, Signed(read.name, bytes(read.body), tuple(given[read.digest])), by)
            if let is None:
                _UNPROVED[read.digest, alone] = marks[read.digest]
            else:
                _PROVED[read.digest] = Proof(_mark(row), *let)
                yield read.digest


def _let_by(chain: Iterable[_Held], row: _Row, found: Signed, by: _By) -> tuple[str, str] | None:
    """The digest of the first team that lets whoever signed a document sign it, and the key; None where none does, or it is not as told."""
    if digest_of(found.body) != row.digest:
        return None
    given = signatures.fitting(found.body, found.signatures, row.kind, found.name)
    holders = [(held, held.keys[public], public) for held in chain for public in given if public in held.keys]
    named = [each for each in holders if each[1].person == row.signer_id]
    if not named:
        return None
    with suppress(Refusal, ValueError):
        document = kinds.read(found.body, found.name)
        if _is_told(document, row):
            return next(((held.digest, key) for held, holder, key in named if _admits(held.team, holder, row, document, by)), None)
    return None


def _admits(team: Team, holder: Signer, row: _Row, document: Document, by: _By) -> bool:
    own = kinds.authors(document) if isinstance(document, VerdictFile) else ()
    try:
        signers.admits(team, holder, row.kind, row.digest, authors=own, judges=by.judges, endorsed=by.endorsed)
    except Refusal:
        return False
    if not isinstance(document, Note) or signers.is_endorsed(team, holder, row.kind, row.digest, endorsed=by.endorsed):
        return True
    return not any(note.against(document, row.digest, holder, team, ()))


def _is_told(document: Document, row: _Row) -> bool:
    """Whether a document says by itself what its row says of it: its kind, who signs it, about what, and what it decides."""
    about, status = kinds.about(document), kinds.status(document)
    told = (kinds.kind(document), kinds.signer(document).id, about, status, [*kinds.supersedes(document)])
    said = (row.kind, row.signer_id, row.about, row.status, json.loads(row.supersedes))
    return told == said and dict(kinds.refers(document)) == json.loads(row.refers)
