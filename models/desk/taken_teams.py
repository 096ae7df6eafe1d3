"""The team documents that were taken, one after the other: the only place that asks for them.

In a file each was looked at as it was taken. At a server anybody of the team may have put some there: it has the first, and of those that
stand under the number behind each the one that enough keys of both signed. All others are no teams, and hold up nobody. Which is the first
each computer remembers from the time it met the server.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, func, literal_column, select

from models.documents import keys, team_chain
from models.documents.team import Team
from models.documents.travelling import Signed
from models.errors import Refusal
from models.ledger import dialects, server, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_Rows: TypeAlias = tuple[tuple[int, str, int], ...]
_Held: TypeAlias = tuple[tuple[str, Team], ...]
_DOCUMENT: Final = table(tables.Document)
_SIGNATURE: Final = table(tables.Signature)
_TEAM: Final = table(tables.TeamNumber)
_DIGESTS: Final = select(_TEAM.c.document).order_by(_TEAM.c.number)
_LAST: Final = select(_DOCUMENT).join(_TEAM, _TEAM.c.document == _DOCUMENT.c.digest).order_by(_TEAM.c.number.desc()).limit(1)
_SIGNED: Final = select(func.count()).where(_SIGNATURE.c.document == _TEAM.c.document).correlate(_TEAM).scalar_subquery()
_STANDING: Final[Select[Any]] = (
    select(_TEAM.c.number, _TEAM.c.document, _SIGNED).join(_DOCUMENT, _DOCUMENT.c.digest == _TEAM.c.document).order_by(_TEAM.c.number)
)
_ASKED: Final = "teams"
"""Under which it is kept within a transaction which teams hold, until anything is written."""
CAME: Final[ColumnElement[int]] = literal_column("document.seq")
"""When a document came to a server, which nobody else can say."""
_HELD: Final[dict[tuple[str, _Rows], _Held]] = {}
"""What holds of the teams that stand somewhere, by the first one and by the numbers and digests of all and how often each is signed."""


def digests(tx: Transaction) -> tuple[str, ...]:
    """The digests of every team document of this profile, in order; none where the first does not hold."""
    if not dialects.is_server(tx.connection):
        return tuple(tx.connection.execute(_DIGESTS).scalars())
    return tuple(digest for digest, _ in _walked(tx))


def held(tx: Transaction) -> tuple[tuple[str, Team], ...]:
    """Every team that follows from the one before it, with the digest of its document, in order: each is looked at."""
    return _walked(tx)


def is_broken(tx: Transaction) -> bool:
    """Whether at a server the first that stands as a team is none, or not the one that this computer met there."""
    return dialects.is_server(tx.connection) and not _walked(tx) and bool(_standing(tx) or server.met(tx.folder).first)


def why_none(tx: Transaction) -> Refusal:
    """Why nobody goes by what stands at a server as teams."""
    met, begins = server.met(tx.folder).first, next((document for _, document, _ in _standing(tx)), "")
    if not met or met == begins:
        return Refusal("server.team_broken")
    known, found = (keys.words_of(bytes.fromhex(each)) if each else "-" for each in (met, begins))
    return Refusal("server.team_other", known=known, found=found, file=server.team_file(tx.folder))


def meet(tx: Transaction) -> None:
    """Remember on this computer the first team at a server, and the last one: from then on they begin with that one or are none."""
    found, met = digests(tx), server.met(tx.folder)
    if found and met.last in ("", *found):
        server.keep_met(tx.folder, server.Met(found[0], found[-1]))


def chain(tx: Transaction) -> tuple[Signed, ...]:
    """Every team document of this profile, in order: a laptop that is behind needs those between too."""
    return tuple(Signed(row.name, row.body, given(tx, row.digest)) for digest in digests(tx) if (row := _document(tx, digest)) is not None)


def first(tx: Transaction) -> Row[Any] | None:
    """The row of the first team document, None where there is none."""
    found = digests(tx)
    return _document(tx, found[0]) if found else None


def last(tx: Transaction) -> Row[Any] | None:
    """The row of the document that is the team, None where there is none."""
    if not dialects.is_server(tx.connection):
        return tx.connection.execute(_LAST).first()
    found = _walked(tx)
    return _document(tx, found[-1][0]) if found else None


def astray(tx: Transaction) -> Sequence[str]:
    """The digests of those that stand as teams and are none: they do not follow from the one before."""
    known = {digest for digest, _ in _walked(tx)}
    return [document for _, document, _ in _standing(tx) if document not in known]


def _document(tx: Transaction, digest: str) -> Row[Any] | None:
    return tx.connection.execute(select(_DOCUMENT).where(_DOCUMENT.c.digest == digest)).first()


def given(tx: Transaction, document: str) -> tuple[bytes, ...]:
    """The signatures over the document with this digest, by key."""
    asked = select(_SIGNATURE.c.body).where(_SIGNATURE.c.document == document).order_by(_SIGNATURE.c.key)
    return tuple(tx.connection.execute(asked).scalars())


def _standing(tx: Transaction) -> _Rows:
    """What stands as a team, by number, digest and how often it is signed.

    Of two that enough keys signed under one number, the one that came first was taken.
    """
    asked = _STANDING.order_by(CAME) if dialects.is_server(tx.connection) else _STANDING
    return tuple((number, document, signed) for number, document, signed in tx.connection.execute(asked))


def _walked(tx: Transaction) -> _Held:
    asked = tx.prefetched.get(_ASKED)
    if asked is None:
        asked = tx.prefetched[_ASKED] = {"held": _looked(tx)}
    held_: _Held = asked["held"]
    return held_


def _looked(tx: Transaction) -> _Held:
    rows, met = _standing(tx), server.met(tx.folder).first if dialects.is_server(tx.connection) else ""
    if (met, rows) not in _HELD:
        start = next((place for place, (_, document, _) in enumerate(rows) if document == met), len(rows)) if met else 0
        _HELD[met, rows] = tuple(_following(tx, rows[start:]))
    return _HELD[met, rows]


def _following(tx: Transaction, rows: _Rows) -> Iterator[tuple[str, Team]]:
    """The first team and those that follow it, each from the one before."""
    before: tuple[Team, bytes] | None = None
    for number, beside in groupby(rows, key=lambda row: row[0]):
        for _, document, _ in beside:
            found = _accepted(tx, before, number, document)
            if found is not None:
                before = found
                yield document, found[0]
                break
        if before is None:
            return


def _accepted(tx: Transaction, before: tuple[Team, bytes] | None, number: int, document: str) -> tuple[Team, bytes] | None:
    """A team and its bytes where it follows from the one before, under its own number; None where it does not."""
    row = _document(tx, document)
    if row is None:
        return None
    try:
        trusted = "" if before else team_chain.fingerprint(row.body)
        team = team_chain.accepted(before, row.body, given(tx, document), row.name, trusted)
    except Refusal:
        return None
    return (team, bytes(row.body)) if team.number == number else None
