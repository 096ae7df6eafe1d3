"""What is kept beside the tables so that nobody counts it anew: progress, search index, results, sums, outbox. Each is counted here."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection, delete, insert, select

from models.desk import entering, reading, resulting, summing
from models.ledger import outbox, search, tables
from models.ledger.tables import table
from models.ledger.transaction import Actor, Transaction
from models.moments import now
from models.rules import asking
from models.rules.answers import Answer
from models.rules.summing import Sum

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_AGENCY: Final = table(tables.Agency)
_ANSWER: Final = table(tables.Answer)
_CHECKLIST: Final = table(tables.Checklist)
_PROGRESS: Final = table(tables.Progress)
_VERIFICATION: Final = table(tables.Verification)
_AT_ONCE: Final = 200
"""Verifications whose answers are read together: of all there may be millions."""
TABLES: Final = frozenset(
    {_PROGRESS.name, search.ENTRY.name, table(tables.Result).name, table(tables.AgencySum).name, outbox.OUTBOX.name},
)
"""The tables that hold nothing else."""


@dataclass(frozen=True, slots=True)
class Counted(Generic[K, V]):
    """A projection as it is kept, and as it should be."""

    kept: Mapping[K, V]
    wanted: Mapping[K, V]

    @property
    def unlike(self) -> list[K]:
        """Where they differ."""
        return [key for key in {**self.wanted, **self.kept} if self.kept.get(key) != self.wanted.get(key)]


def progress(tx: Transaction) -> Counted[tuple[str, str], tuple[int, int]]:
    """How many items of each area of each verification are answered, and of how many."""
    kinds = {row.code: row.type for row in tx.connection.execute(select(_AGENCY.c.code, _AGENCY.c.type))}
    wanted: dict[tuple[str, str], tuple[int, int]] = {}
    every = tx.connection.execute(select(_VERIFICATION).order_by(_VERIFICATION.c.agency_code, _VERIFICATION.c.round_id)).all()
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        given = _given(tx, [each.id for each in some])
        for each in some:
            asked = asking.asked(reading.checklist(tx, each.checklist_digest), given[each.id], kinds.get(each.agency_code, ""))
            wanted |= {(each.id, area): counted for area, counted in asking.progress(asked, given[each.id]).items()}
    kept = {(row.verification_id, row.area): (row.answered, row.total) for row in tx.connection.execute(select(_PROGRESS))}
    return Counted(kept, wanted)


def _given(tx: Transaction, verifications: Collection[str]) -> Mapping[str, dict[str, Answer]]:
    """What is answered of each of several verifications, by item."""
    given: dict[str, dict[str, Answer]] = defaultdict(dict)
    columns = _ANSWER.c
    answered = select(columns.verification_id, columns.item, columns.level).where(columns.verification_id.in_(verifications))
    for row in tx.connection.execute(answered.where(columns.level.is_not(None) | columns.not_applicable)):
        given[row.verification_id][row.item] = Answer(row.level, row.level is None)
    return given


def texts(tx: Transaction) -> Counted[tuple[str, str, str], str]:
    """The text at each place that the search looks through."""
    wanted = _by_place(search.expected(tx.connection))
    for digest in tx.connection.execute(select(_CHECKLIST.c.digest)).scalars().all():
        wanted |= _by_place(search.items(reading.checklist(tx, digest)))
    return Counted(_by_place(tx.connection.execute(select(search.ENTRY)).mappings()), wanted)


def _by_place(rows: Iterable[Any]) -> dict[tuple[str, str, str], str]:
    return {(row["verification_id"], row["kind"], row["key"]): row["text"] for row in rows}


def results(tx: Transaction) -> Counted[str, Mapping[str, Any]]:
    """The row of each issued verdict, by the digest of its document."""
    return Counted({row["digest"]: row for row in resulting.kept(tx)}, {row["digest"]: row for row in resulting.recounted(tx)})


def sums(tx: Transaction) -> Counted[tuple[str, str], Sum]:
    """How each agency stands in each year, by the results as they are kept."""
    return Counted(summing.kept(tx), summing.recounted(tx))


def waiting(tx: Transaction) -> Counted[str, bool]:
    """The documents that are in no segment yet."""
    return Counted(dict.fromkeys(outbox.kept(tx.connection), True), dict.fromkeys(outbox.expected(tx.connection), True))


def renew(connection: Connection) -> int:
    """Let every projection say what counting it anew gives; how many places still differ, which is none where the counting holds."""
    tx = Transaction(connection, Actor("", "", ""), now())
    areas, entries, rows = progress(tx), texts(tx), results(tx)
    if waiting(tx).unlike:
        outbox.rebuild(connection)
    if not (areas.unlike or entries.unlike or rows.unlike or sums(tx).unlike):
        return 0
    for verification in {verification for verification, _ in areas.unlike}:
        of = {area: counted for (id_, area), counted in areas.wanted.items() if id_ == verification}
        entering.put_progress(tx, verification, of)
    for place in entries.unlike:
        at = dict(zip(("verification_id", "kind", "key"), place, strict=True))
        connection.execute(delete(search.ENTRY).where(*(search.ENTRY.c[name] == value for name, value in at.items())))
        if place in entries.wanted:
            connection.execute(insert(search.ENTRY), {**at, "text": entries.wanted[place]})
    if rows.unlike:
        resulting.rebuild(tx)
    elif sums(tx).unlike:
        summing.rebuild(tx)
    return len(progress(tx).unlike) + len(texts(tx).unlike) + len(results(tx).unlike) + len(sums(tx).unlike)
