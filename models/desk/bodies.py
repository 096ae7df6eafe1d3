"""The bytes of documents and the signatures over them: one by one, or of several at once for whoever goes through thousands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from sqlalchemy import select

from models.codes import digest
from models.desk import prefetch, spans
from models.desk.prefetch import Question
from models.documents.travelling import Signed
from models.errors import Refusal
from models.ledger import dialects, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_DOCUMENT: Final = table(tables.Document)
_SIGNATURE: Final = table(tables.Signature)
_COLUMNS: Final = (_DOCUMENT.c.name, _DOCUMENT.c.kind, _DOCUMENT.c.signer_id, _DOCUMENT.c.body)
_KEPT: Final = Question(select(*_COLUMNS).execution_options(**{dialects.AS_BYTES: True}), _DOCUMENT.c.digest)
_GIVEN: Final = select(_SIGNATURE.c.document, _SIGNATURE.c.key, _SIGNATURE.c.body)
_AT_ONCE: Final = 100
"""Most documents whose bytes are read together: each may be long."""


def read_ahead(tx: Transaction, documents: Iterable[str]) -> None:
    """Read the bytes of several documents, until something is written."""
    prefetch.read(tx, (_KEPT,), [*documents])


def known(tx: Transaction, document: str) -> Any:
    """What was read ahead of a document: name, kind, id of who signed it and bytes; None where it was not, or is not here."""
    return next(iter(tx.prefetched.get(_KEPT, {}).get(document, ())), None)


def kept(tx: Transaction, document: str, *, is_looked_at: bool = False) -> Any:
    """Name and bytes of a document; Refusal `document.unknown`, also for other bytes unless they are yet looked at."""
    return _whole(tx, document, next(iter(_KEPT.rows(tx, document)), None), is_looked_at=is_looked_at)


def _whole(tx: Transaction, document: str, row: Any, *, is_looked_at: bool = False) -> Any:
    # What was proved at a server, perhaps at an earlier start, were the bytes of this digest.
    if row is None or (not is_looked_at and dialects.is_server(tx.connection) and digest(row.body) != document):
        raise Refusal("document.unknown", document=document)
    return row


def signed(tx: Transaction, documents: Iterable[str]) -> dict[str, Signed]:
    """Documents with their signatures, byte for byte, by their digests; Refusal `document.unknown`."""
    every, found = list(documents), dict[str, Signed]()
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        rows = {row.of_which: row for row in tx.connection.execute(_KEPT.several, {"of": some})}
        beside = dict(_signatures(tx, some))
        for each in some:
            row = _whole(tx, each, rows.get(each))
            found[each] = Signed(row.name, row.body, beside.get(each, ()))
    return found


def beginning_with(tx: Transaction, named: Collection[str]) -> tuple[str, ...]:
    """The documents whose digests begin as the names of files end."""
    known = tx.connection.execute(select(_DOCUMENT.c.digest)).scalars() if named else ()
    return tuple(each for each in known if each[:16] in named)


def signatures(tx: Transaction, documents: Iterable[str]) -> Iterator[bytes]:
    """Every signature over documents."""
    for some in spans.few(documents):
        for _, beside in _signatures(tx, some):
            yield from beside


def _signatures(tx: Transaction, documents: list[str]) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    found = defaultdict[str, list[bytes]](list)
    asked = _GIVEN.where(_SIGNATURE.c.document.in_(documents)).order_by(_SIGNATURE.c.document, _SIGNATURE.c.key)
    for row in tx.connection.execute(asked):
        found[row.document].append(bytes(row.body))
    return ((id_, tuple(beside)) for id_, beside in found.items())
