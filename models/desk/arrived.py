"""What others brought to a database at a server since somebody last looked: nothing is passed over, and nobody's row is believed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from models.codes import digest
from models.desk import judging, keeping, knowing, teams
from models.desk.keeping import Signed
from models.documents import checking, kinds, team_chain
from models.documents import team as team_documents
from models.documents.team import Team
from models.errors import Refusal
from models.ledger import polled
from models.ledger.polled import START, Since
from models.ledger.transaction import Transaction

__all__ = ["START", "Came", "News", "Since", "arrived", "end"]

_MOST: Final = 100
"""Most documents that are looked at at once."""
_TEAM: Final = "team"


@dataclass(frozen=True, slots=True)
class Came:
    """A document that came."""

    digest: str
    name: str
    kind: str
    about: str
    """The verification it is about, empty for none."""
    since: Since
    """From where to go on looking after it."""
    why: Refusal | None = None
    """Why it does not count, whatever stands beside it in the database."""


@dataclass(frozen=True, slots=True)
class News:
    """What came, and where to go on looking."""

    since: Since
    came: tuple[Came, ...]


class _Others(Collection[str]):
    """The documents that are here, but for one: that it is here proves nothing of it."""

    def __init__(self, tx: Transaction, but: str) -> None:
        self._here, self._but = knowing.Earlier(tx), but

    def __contains__(self, digest: object) -> bool:
        return digest != self._but and digest in self._here

    def __iter__(self) -> Iterator[str]:
        return (each for each in self._here if each != self._but)

    def __len__(self) -> int:
        return len(self._here) - 1


def end(tx: Transaction) -> Since | None:
    """From where to look for what comes from now on; None where nobody else brings anything."""
    return polled.end(tx.connection)


def arrived(tx: Transaction, since: Since) -> News:
    """The documents that came since, each looked at anew: its digest, whose signature it bears, whether it follows from what it says."""
    rows = polled.after(tx.connection, since, _MOST)
    return News(rows[-1][1] if rows else since, tuple(_came(tx, rows)))


def _came(tx: Transaction, rows: Sequence[tuple[str, Since]]) -> Iterator[Came]:
    current = teams.current(tx) if rows else None
    team = None if current is None else current.team
    for id_, since in rows:
        found, kind = keeping.stored(tx, id_, is_looked_at=True), keeping.kind_of(tx, id_)
        why = _not_chained(tx, found) if kind == _TEAM else _against(tx, team, id_, kind, found)
        yield Came(id_, found.name, kind, keeping.about(tx, id_), since, why)


def _against(tx: Transaction, team: Team | None, id_: str, kind: str, found: Signed) -> Refusal | None:
    """What speaks against a document that nothing is known of but its bytes and the signatures beside them."""
    if digest(found.body) != id_:
        return Refusal("document.unknown", document=id_)
    known = knowing.known(tx, team, earlier=_Others(tx, id_))
    looked = checking.checked(found, replace(known, authors=partial(keeping.authors, tx)), allow_unsigned=True)
    if looked.document is not None and kinds.kind(looked.document) != kind:
        return Refusal("document.kind", file=found.name, expected=kind, found=kinds.kind(looked.document))
    return judging.why(looked, found.name) if looked.against else None


def _not_chained(tx: Transaction, found: Signed) -> Refusal | None:
    """What speaks against a team by the one before it, where that is here."""
    try:
        number = team_documents.opened(found.body, found.name).number
        teams_here = ((team_documents.opened(each.body, each.name), each.body) for each in teams.chain(tx))
        before = next((each for each in teams_here if each[0].number == number - 1), None)
        team_chain.accepted(before, found.body, found.signatures, found.name, "" if before else team_chain.fingerprint(found.body))
    except Refusal as refused:
        return refused
    return None
