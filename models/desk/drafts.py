"""Text still being typed, kept at most a second behind the keyboard and offered again after a crash. No act, so no trail entry."""

import json
from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from models.ledger.tables import Draft, table
from models.ledger.transaction import Transaction

_DRAFT = table(Draft)


def keep(tx: Transaction, place: str, fields: Mapping[str, str]) -> None:
    """Keep `fields` as the text being typed at `place`."""
    values = {"fields": json.dumps(dict(fields), ensure_ascii=False), "kept_at": tx.stamp}
    tx.connection.execute(insert(_DRAFT).values(place=place, **values).on_conflict_do_update(index_elements=["place"], set_=values))


def recall(tx: Transaction, place: str) -> Mapping[str, str] | None:
    """What was being typed at `place`, or None."""
    row = tx.connection.execute(select(_DRAFT.c.fields).where(_DRAFT.c.place == place)).first()
    return dict(json.loads(row.fields)) if row else None


def forget(tx: Transaction, place: str) -> None:
    """Drop the draft at `place`: it was saved where it belongs."""
    tx.connection.execute(delete(_DRAFT).where(_DRAFT.c.place == place))


def under(tx: Transaction, prefix: str) -> tuple[str, ...]:
    """The places below `prefix` where text was being typed."""
    return tuple(tx.connection.execute(select(_DRAFT.c.place).where(_DRAFT.c.place.startswith(prefix, autoescape=True))).scalars())
