"""Documents that are kept and what was refused, as the lines of windows: however many there are, as many are read as are seen."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, select

from models.codes import path_part
from models.desk import keeping, spans
from models.documents.travelling import Signed
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.previews import DocumentLine, QuarantineLine
from models.text import Phrase
from models.windows import Mark, Span

_DOCUMENT: Final = table(tables.Document)
_QUARANTINE: Final = table(tables.Quarantined)
_ORDER: Final = spans.Order((_DOCUMENT.c.received_at, _DOCUMENT.c.title, _DOCUMENT.c.digest), frozenset({0}))
_OF_REFUSED: Final = spans.Order((_QUARANTINE.c.received_at, _QUARANTINE.c.name, _QUARANTINE.c.id), frozenset({0}))


def page(tx: Transaction, hidden_too: bool, span: Span) -> tuple[DocumentLine, ...]:
    """A span of all documents but those of the team, the newest first."""
    return _told(tx, spans.rows(tx, keeping.LINE.where(*_wanted(hidden_too)), _ORDER, span))


def count(tx: Transaction, hidden_too: bool, before: Mark = (), most: int = 0) -> int:
    """How many there are, only those before a mark where given; counted no further than `most` where that is not 0."""
    return spans.count(tx, select(_DOCUMENT.c.digest).where(*_wanted(hidden_too)), _ORDER, before, most)


def one(tx: Transaction, hidden_too: bool, digest: str) -> DocumentLine | None:
    """A document by its digest, None where it is not among them."""
    asked = keeping.LINE.where(_DOCUMENT.c.digest == digest, *_wanted(hidden_too))
    return next(iter(_told(tx, tx.connection.execute(asked).all())), None)


def refused_page(tx: Transaction, hidden_too: bool, span: Span) -> tuple[QuarantineLine, ...]:
    """A span of what was put into quarantine, the newest first."""
    return keeping.refused_lines(spans.rows(tx, keeping.REFUSED.where(*_refused(hidden_too)), _OF_REFUSED, span))


def refused_count(tx: Transaction, hidden_too: bool, before: Mark = (), most: int = 0) -> int:
    """How much of that there is, as `count`."""
    return spans.count(tx, select(_QUARANTINE.c.id).where(*_refused(hidden_too)), _OF_REFUSED, before, most)


def refused_one(tx: Transaction, hidden_too: bool, id_: str) -> QuarantineLine | None:
    """What is in quarantine under an id, None where nothing is."""
    asked = keeping.REFUSED.where(_QUARANTINE.c.id == id_, *_refused(hidden_too))
    return next(iter(keeping.refused_lines(tx.connection.execute(asked))), None)


def handed_on(tx: Transaction, id_: str) -> tuple[Signed, Phrase | None]:
    """A document, or what waits in quarantine under a name that harms no folder, and why it was refused; Refusal `document.unknown`."""
    waiting = refused_one(tx, True, id_)
    if waiting is None:
        return keeping.stored(tx, id_), None
    return replace(keeping.refused(tx, id_), name=f"{id_[:16]}_{path_part(waiting.name)}"), waiting.reason


def _wanted(hidden_too: bool) -> list[ColumnElement[bool]]:
    return [_DOCUMENT.c.kind != "team", *(() if hidden_too else (SHOWN,))]


def _refused(hidden_too: bool) -> list[ColumnElement[bool]]:
    return [] if hidden_too else [_QUARANTINE.c.dropped_at == ""]


def _told(tx: Transaction, rows: Sequence[Row[Any]]) -> tuple[DocumentLine, ...]:
    series = keeping.revisions_of(tx, {row.about for row in rows} - {""})
    return keeping.told(tx, rows, chain.from_iterable(series.values()))
