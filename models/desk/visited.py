"""The day in the field as a handover tells it, and as rows of the tables."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import Any, Final

from sqlalchemy import Row, select
from sqlmodel import SQLModel

from models.documents import visited as doc
from models.documents.visited import HandedDay, HandedFinding, HandedRecalculation
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.recalculation import ASKED
from models.rules.trip import SIDES

Key = tuple[str, ...]
ROWS: Final[dict[type[SQLModel], tuple[str, ...]]] = {
    tables.Trip: (),
    tables.Party: ("side", "row"),
    tables.Finding: ("item",),
    tables.Formula: ("item",),
    tables.Sample: ("item", "number"),
    tables.LooseNote: ("id",),
    tables.Completion: (),
    tables.Scan: ("digest",),
}
"""What is noted of a day, which no submission holds, and the key of each within its verification."""


def told(tx: Transaction, verification: str, items: Collection[str] | None = None) -> HandedDay:
    """The day of a verification; where `items` are given, only the findings and recalculations of those.

    Loose notes go with the whole: whoever gave that away only reads, and a note that has no item yet would be lost to both. With areas they
    stay, for they belong to none.
    """
    found = {
        model: tx.connection.execute(select(table(model)).where(table(model).c.verification_id == verification)).all() for model in ROWS
    }

    def wanted(model: type[SQLModel]) -> dict[str, Row[Any]]:
        return {row.item: row for row in sorted(found[model], key=lambda row: row.item) if items is None or row.item in items}

    findings = _read("findings", ((code, HandedFinding, row) for code, row in wanted(tables.Finding).items()))
    recalculations = _recalculations(wanted(tables.Formula), found[tables.Sample])
    if items is not None:
        return HandedDay(findings=findings, recalculations=recalculations)
    people = {side: [row for row in sorted(found[tables.Party], key=lambda row: row.row) if row.side == side] for side in SIDES}
    loose = sorted(found[tables.LooseNote], key=lambda row: (row.at, row.id))
    return HandedDay(
        trip=next((_part(doc.HandedTrip, row) for row in found[tables.Trip]), None),
        team=_read("team", ((str(row.row), doc.HandedParty, row) for row in people["team"])),
        agency=_read("agency", ((str(row.row), doc.HandedParty, row) for row in people["agency"])),
        findings=findings,
        recalculations=recalculations,
        loose=_read("loose", ((row.id, doc.HandedLoose, row) for row in loose)),
        completion=next((_part(doc.HandedCompletion, row) for row in found[tables.Completion]), None),
        scans=_read("scans", ((row.digest, doc.HandedScan, row) for row in sorted(found[tables.Scan], key=lambda row: row.digest))),
    )


def rows(day: HandedDay) -> dict[type[SQLModel], dict[Key, dict[str, Any]]]:
    """The rows that a day stands as, by table and key."""
    return {
        tables.Trip: {} if day.trip is None else {(): day.trip.model_dump()},
        tables.Party: {
            (side, number): person.model_dump() for side in SIDES for number, person in (day.team if side == "team" else day.agency).items()
        },
        tables.Finding: {(code,): finding.model_dump() for code, finding in day.findings.items()},
        tables.Formula: {(code,): sheet.model_dump(exclude={"rows"}) for code, sheet in day.recalculations.items()},
        tables.Sample: {
            (code, number): row.model_dump() for code, sheet in day.recalculations.items() for number, row in sheet.rows.items()
        },
        tables.LooseNote: {(id_,): loose.model_dump() for id_, loose in day.loose.items()},
        tables.Completion: {} if day.completion is None else {(): day.completion.model_dump()},
        tables.Scan: {(digest,): scan.model_dump() for digest, scan in day.scans.items()},
    }


def put_recalculation(tx: Transaction, verification: str, item: str, sheet: HandedRecalculation) -> None:
    """Let the recalculation of an item be this one, whatever stood there."""
    sample = table(tables.Sample)
    for number in (
        tx.connection.execute(select(sample.c.number).where(sample.c.verification_id == verification, sample.c.item == item))
        .scalars()
        .all()
    ):
        tx.drop(tables.Sample, {"verification_id": verification, "item": item, "number": number})
    tx.put(tables.Formula, {"verification_id": verification, "item": item}, **sheet.model_dump(exclude={"rows"}))
    for number, row in sheet.rows.items():
        tx.put(tables.Sample, {"verification_id": verification, "item": item, "number": int(number)}, **row.model_dump())


def _read(part: str, rows: Iterable[tuple[str, type[Any], Row[Any]]]) -> dict[str, Any]:
    """What the rows of a part tell, by their keys; without those that somebody wrote past the desk and that no handover could tell."""
    found: dict[str, Any] = {}
    for key, model, row in rows:
        told = _part(model, row)
        with suppress(ValueError):
            found |= getattr(HandedDay.model_validate({part: {} if told is None else {key: told}}), part)
    return found


def _part(model: type[Any], row: Row[Any]) -> Any:
    """What a row tells; None where no program of ours wrote it."""
    with suppress(ValueError):
        return model(**{name: getattr(row, name) for name in model.model_fields})
    return None


def _recalculations(formulas: Mapping[str, Row[Any]], samples: Collection[Row[Any]]) -> dict[str, HandedRecalculation]:
    found: dict[str, HandedRecalculation] = {}
    for code, row in formulas.items():
        rows = sorted((each for each in samples if each.item == row.item), key=lambda each: each.number)
        sheet = {name: getattr(row, name) for name in (*ASKED, "boxes")}
        with suppress(ValueError):
            told = HandedRecalculation(**sheet)
            parts = {str(each.number): part for each in rows if (part := _part(doc.HandedSample, each)) is not None}
            found |= HandedDay(recalculations={code: told.model_copy(update={"rows": parts})}).recalculations
    return found
