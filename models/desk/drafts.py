"""Text still being typed, kept at most a second behind the keyboard and offered again after a crash. No act, so no trail entry."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select

from models.ledger import dialects
from models.ledger.tables import Agency, Draft, Evidence, FactRow, Party, Verification, table
from models.ledger.transaction import Transaction
from models.rules.checklist import Checklist

_DRAFT, _VERIFICATION, _AGENCY = table(Draft), table(Verification), table(Agency)
_EVIDENCE = table(Evidence).name
_FACT = table(FactRow).name
_PARTY = table(Party).name
_NOTED = "note/"
"""How the place of a note on an agency begins, before its code."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """Text that was typed and not saved where it belongs."""

    place: str
    fields: Mapping[str, str]
    kept_at: str
    agency: str
    """The agency whose verification it belongs to, or that it is a note on; empty where it belongs to none."""
    round: str


def of_row(verification: str, fact: str, row: int | None) -> str:
    """The place of a row of a fact; without `row`, of one that is not there yet."""
    return f"{verification}/fact/{fact}.{'new' if row is None else row}"


def of_evidence(verification: str, code: str) -> str:
    """The place of what is noted of evidence."""
    return f"{verification}/evidence/{code}"


def of_new_evidence(verification: str, item: str) -> str:
    """The place of evidence being registered for an item."""
    return f"{verification}/evidence/new.{item}"


def of_citation(verification: str, item: str, code: str) -> str:
    """The place of the page or article at which an item cites evidence."""
    return f"{verification}/place/{item}.{code}"


def of_citing(verification: str, code: str) -> str:
    """The place of what is being ticked for evidence that many items cite."""
    return f"{verification}/cites/{code}"


def of_person(verification: str, side: str, row: int | None) -> str:
    """The place of what is being typed of somebody on a side of a trip; without `row`, of one who is not there yet."""
    return f"{verification}/trip/{side}.{'new' if row is None else row}"


def keep(tx: Transaction, place: str, fields: Mapping[str, str]) -> None:
    """Keep `fields` as the text being typed at `place`."""
    values = {"fields": json.dumps(dict(fields), ensure_ascii=False), "kept_at": tx.stamp}
    added = dialects.insert(tx.connection, _DRAFT).values(holder=dialects.role(tx.connection), place=place, **values)
    tx.connection.execute(added.on_conflict_do_update(index_elements=["holder", "place"], set_=values))


def recall(tx: Transaction, place: str) -> Mapping[str, str] | None:
    """What was being typed at `place`, or None."""
    row = tx.connection.execute(select(_DRAFT.c.fields).where(_is_ours(tx), _DRAFT.c.place == place)).first()
    return dict(json.loads(row.fields)) if row else None


def forget(tx: Transaction, place: str) -> None:
    """Drop the draft at `place`: it was saved where it belongs."""
    tx.connection.execute(delete(_DRAFT).where(_is_ours(tx), _DRAFT.c.place == place))


def count(tx: Transaction) -> int:
    """How many there are."""
    return int(tx.connection.execute(select(func.count()).select_from(_DRAFT).where(_is_ours(tx))).scalar_one())


def lines(tx: Transaction) -> tuple[DraftLine, ...]:
    """All of them, the one typed last first."""
    rows = tx.connection.execute(select(_DRAFT).where(_is_ours(tx)).order_by(_DRAFT.c.kept_at.desc(), _DRAFT.c.place)).all()
    joined = select(_VERIFICATION.c.id, _VERIFICATION.c.round_id, _AGENCY.c.short_name).join(
        _AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code
    )
    parts = {part for row in rows for part in row.place.split("/")[:2]}
    known = {row.id: row for row in tx.connection.execute(joined.where(_VERIFICATION.c.id.in_(parts)))}
    agencies = select(_AGENCY.c.code, _AGENCY.c.short_name).where(_AGENCY.c.code.in_(parts))
    named = {row.code: row.short_name for row in tx.connection.execute(agencies)}
    found = []
    for row in rows:
        of = next((known[part] for part in row.place.split("/")[:2] if part in known), None)
        noted = named.get(row.place.split("/")[1], "") if row.place.startswith(_NOTED) else ""
        agency, round_ = (of.short_name, of.round_id) if of else (noted, "")
        found.append(DraftLine(row.place, dict(json.loads(row.fields)), row.kept_at, agency, round_))
    return tuple(found)


def drop(tx: Transaction, place: str) -> bool:
    """Drop the draft at `place` because nobody wants it any more."""
    forget(tx, place)
    return True


def put_back(tx: Transaction, draft: DraftLine) -> bool:
    """Keep a draft that was dropped as it was."""
    values = {"place": draft.place, "fields": json.dumps(dict(draft.fields), ensure_ascii=False), "kept_at": draft.kept_at}
    added = dialects.insert(tx.connection, _DRAFT).values(holder=dialects.role(tx.connection), **values)
    tx.connection.execute(added.on_conflict_do_nothing())
    return True


def under(tx: Transaction, prefix: str) -> tuple[str, ...]:
    """The places below `prefix` where text was being typed."""
    return tuple(
        tx.connection.execute(select(_DRAFT.c.place).where(_is_ours(tx), _DRAFT.c.place.startswith(prefix, autoescape=True))).scalars()
    )


def _is_ours(tx: Transaction) -> ColumnElement[bool]:
    return _DRAFT.c.holder == dialects.role(tx.connection)


def follow(tx: Transaction, checklist: Checklist) -> None:
    """Drop everybody's drafts of what this act took away or moved: opened again, they would be read as drafts of something else."""
    sides = {write.key["side"] for write in tx.writes if write.table == _PARTY and None in (write.before, write.after)}
    moved = {write.key["fact"] for write in tx.writes if write.table == _FACT and None in (write.before, write.after)}
    places: list[str] = []
    for write in tx.writes:
        if write.table == _EVIDENCE and write.after is None:
            code = write.key["code"]
            places += [
                of_evidence(tx.verification, code),
                of_citing(tx.verification, code),
                *(of_citation(tx.verification, item, code) for item in checklist.codes),
            ]
        elif write.table == _FACT and write.key["fact"] in moved and checklist.facts[write.key["fact"]].repeats:
            places.append(of_row(tx.verification, write.key["fact"], write.key["row"]))
        elif write.table == _PARTY and write.key["side"] in sides:
            places.append(of_person(tx.verification, write.key["side"], write.key["row"]))
    if places:
        tx.connection.execute(delete(_DRAFT).where(_DRAFT.c.place.in_(places)))
