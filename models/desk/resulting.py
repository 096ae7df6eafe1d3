"""Issued verdicts in the table that figures are counted from: what their documents tell, and how each stands; made anew at any time."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import delete, insert, select, update

from models.desk import keeping, reading, settling, summing
from models.documents.kinds import Document
from models.documents.verdict_file import VerdictFile
from models.documents.verified import AreaResult, Bilingual, FactResult
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules import facts
from models.rules.checklist import Checklist
from models.rules.results import NOT_APPLICABLE

DIGITS: Final = 16
"""How many digits of an item's digest are kept: enough to tell the items of all checklists apart."""
_DOCUMENT: Final = table(tables.Document)
_RESULT: Final = table(tables.Result)


def settle(tx: Transaction, verification: str) -> None:
    """Let the verdicts about a verification stand in the table as the documents say; where there is none, nothing happens."""
    if not _issued(tx, verification):
        return
    asked = select(_RESULT.c.digest, _RESULT.c.standing, _RESULT.c.agency_code).where(_RESULT.c.verification == verification)
    known = {digest: (standing, agency) for digest, standing, agency in tx.connection.execute(asked).all()}
    for digest, standing in settling.verdicts(tx, verification).items():
        if digest not in known:
            told = _told(tx, digest)
            tx.connection.execute(insert(_RESULT), {**told, "standing": standing})
            tx.counted.add(told["agency_code"])
        elif known[digest][0] != standing:
            tx.connection.execute(update(_RESULT).where(_RESULT.c.digest == digest).values(standing=standing))
            tx.counted.add(known[digest][1])


def enter(tx: Transaction, told: Mapping[str, Mapping[str, str]], documents: Mapping[str, Document]) -> None:
    """Let verdicts stand in the table as they are `told` to, by verification and digest; those of `documents` are not read again."""
    known: dict[str, tuple[str, str]] = {}
    for some in keeping.few(told):
        asked = select(_RESULT.c.digest, _RESULT.c.standing, _RESULT.c.agency_code).where(_RESULT.c.verification.in_(some))
        known |= {row.digest: (row.standing, row.agency_code) for row in tx.connection.execute(asked)}
    rows = []
    for digest, standing in (pair for standings in told.values() for pair in standings.items()):
        if digest not in known:
            document = documents.get(digest)
            rows.append({**_told(tx, digest, document if isinstance(document, VerdictFile) else None), "standing": standing})
            tx.counted.add(rows[-1]["agency_code"])
        elif known[digest][0] != standing:
            tx.connection.execute(update(_RESULT).where(_RESULT.c.digest == digest).values(standing=standing))
            tx.counted.add(known[digest][1])
    if rows:
        tx.connection.execute(insert(_RESULT), rows)


def rebuild(tx: Transaction) -> int:
    """Make the table anew from the documents, and what figures keep of it; how many verdicts stand in it."""
    tx.connection.execute(delete(_RESULT))
    rows = list(recounted(tx))
    if rows:
        tx.connection.execute(insert(_RESULT), rows)
    summing.rebuild(tx)
    return len(rows)


def recounted(tx: Transaction) -> Iterator[Mapping[str, Any]]:
    """The rows that the table should hold, counted anew from the documents."""
    about = select(_DOCUMENT.c.about).where(_DOCUMENT.c.kind == "verdict").distinct().order_by(_DOCUMENT.c.about)
    for verification in tx.connection.execute(about).scalars().all():
        for digest, standing in sorted(settling.verdicts(tx, verification).items()):
            yield {**_told(tx, digest), "standing": standing}


def kept(tx: Transaction) -> Iterator[Mapping[str, Any]]:
    """The rows that the table holds."""
    return map(dict, tx.connection.execute(select(_RESULT)).mappings())


def _issued(tx: Transaction, verification: str) -> bool:
    asked = select(_DOCUMENT.c.digest).where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind == "verdict")
    return tx.connection.execute(asked.limit(1)).first() is not None


def _told(tx: Transaction, digest: str, known: VerdictFile | None = None) -> dict[str, Any]:
    document = keeping.read(tx, digest, VerdictFile) if known is None else known
    # What was hidden was not asked: its answer is in the file, and counts nowhere.
    items = {code: item for code, item in document.items.items() if not item.hidden}
    return {
        "digest": digest,
        "verification": document.verification,
        "round_id": document.round,
        "agency_code": document.agency.code,
        "agency": document.agency.name,
        "type": document.agency.type,
        "province": document.agency.province,
        "checklist": document.checklist.digest,
        "verdict": document.verdict.code,
        "name": _label(document.verdict.name),
        "recommended": document.recommendation.code,
        "differs": document.verdict.differs,
        "flags": _json({code: _both(label) for code, label in document.recommendation.flags.items()}),
        "overall": document.overall or "",
        "areas": _json({code: _area(area) for code, area in document.areas.items()}),
        "items": _json({code: item.digest[:DIGITS] for code, item in items.items()}),
        "levels": "".join(NOT_APPLICABLE if item.level is None else str(item.level) for item in items.values()),
        "counts": _json(
            {code: {key: [each.n, each.of] for key, each in item.counts.items()} for code, item in items.items() if item.counts}
        ),
        "base": _json({key: figure.value for key, figure in document.base.items()}),
        "people": _json({role: person.name for role, person in document.people.items()}),
        "issued_at": document.issued_at,
        "valid_until": document.valid_until,
        **_facts(tx, document),
    }


def _area(area: AreaResult) -> dict[str, Any]:
    band = area.band and _both(area.band)
    return {"name": _both(area.name), "weight": area.weight, "score": area.score, "exact": area.exact, "band": band}


def _facts(tx: Transaction, document: VerdictFile) -> dict[str, Any]:
    """What the status facts tell; which fact plays which role the checklist says, where it is here."""
    checklist = reading.known_checklist(tx, document.checklist.digest)
    rows = {code: tuple(fact.rows.values()) for code, fact in document.facts.items()}
    approval, merit, reason = (_fact(document, checklist, role) for role in ("approval", "merit", "not-started"))
    return {
        "placements": facts.placements(checklist, rows)[0] if checklist else 0,
        "approval": _chosen(approval, "status")[0],
        "approval_label": _chosen(approval, "status")[1],
        "merit_scheme": _label(merit.text) if merit else "",
        "merit": _chosen(merit, "category")[0],
        "merit_label": _chosen(merit, "category")[1],
        "merit_year": _first(merit).get("year", ""),
        "reason": _chosen(reason, "reason")[0],
        "reason_label": _chosen(reason, "reason")[1],
    }


def _fact(document: VerdictFile, checklist: Checklist | None, role: str) -> FactResult | None:
    fact = checklist.fact_with(role) if checklist else None
    return document.facts.get(fact.code) if fact else None


def _first(fact: FactResult | None) -> Mapping[str, str]:
    rows: Iterable[Mapping[str, str]] = fact.rows.values() if fact else ()
    return next(iter(rows), {})


def _chosen(fact: FactResult | None, key: str) -> tuple[str, str]:
    """What was chosen in a field of a fact, and its label."""
    value = _first(fact).get(key, "")
    choices = fact.fields[key].choices if fact and key in fact.fields else {}
    return value, _label(choices[value]) if value in choices else ""


def _both(label: Bilingual) -> dict[str, str]:
    return {"id": label.id, "en": label.en}


def _label(label: Bilingual) -> str:
    return _json(_both(label))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
