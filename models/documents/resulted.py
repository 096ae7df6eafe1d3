"""What an issued verdict file tells to be counted: the columns of its row in the table of results."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from models.documents.verdict_file import VerdictFile
from models.documents.verified import AreaResult, Bilingual, FactResult
from models.rules import facts
from models.rules.checklist import Checklist
from models.rules.results import NOT_APPLICABLE

DIGITS: Final = 16
"""How many digits of an item's digest are kept: enough to tell the items of all checklists apart."""
Told = Mapping[str, Any]


def told(document: VerdictFile, checklist: Checklist | None) -> dict[str, Any]:
    """The columns that a verdict file tells by itself; `checklist` is the one it was verified by, as far as that is known."""
    # What was hidden was not asked: its answer is in the file, and counts nowhere.
    items = {code: item for code, item in document.items.items() if not item.hidden}
    levels = [NOT_APPLICABLE if item.level is None else str(item.level) for item in items.values()]
    return {
        "verification": document.verification,
        "round_id": document.round,
        "agency_code": document.agency.code,
        "agency": document.agency.name,
        "type": document.agency.type,
        "province": document.agency.province,
        "checklist": document.checklist.digest,
        "verdict": document.verdict.code,
        "name": label(document.verdict.name),
        "recommended": document.recommendation.code,
        "differs": document.verdict.differs,
        "flags": as_json({code: both(each) for code, each in document.recommendation.flags.items()}),
        "overall": document.overall or "",
        "areas": as_json({code: area(each) for code, each in document.areas.items()}),
        "items": _used(tuple(items), tuple([item.digest for item in items.values()])),
        "levels": "".join(levels),
        "counts": as_json(
            {code: {key: [each.n, each.of] for key, each in item.counts.items()} for code, item in items.items() if item.counts}
        ),
        "base": as_json({key: figure.value for key, figure in document.base.items()}),
        "people": as_json({role: person.name for role, person in document.people.items()}),
        "issued_at": document.issued_at,
        "valid_until": document.valid_until,
        **_facts(document, checklist),
    }


def area(told_: AreaResult) -> Told:
    """What is kept of an area."""
    band = told_.band and both(told_.band)
    return {"name": both(told_.name), "weight": told_.weight, "score": told_.score, "exact": told_.exact, "band": band}


def both(label_: Bilingual) -> Mapping[str, str]:
    """A label in both languages."""
    return {"id": label_.id, "en": label_.en}


def label(told_: Bilingual) -> str:
    """A label as it is kept."""
    return _label(told_.id, told_.en)


def as_json(value: object) -> str:
    """A value as it is kept."""
    return _DUMPS(value)


def _facts(document: VerdictFile, checklist: Checklist | None) -> Told:
    """What the status facts tell; which fact plays which role the checklist says, where it is known."""
    rows = {code: tuple(fact.rows.values()) for code, fact in document.facts.items()}
    approval, merit, reason = (_fact(document, checklist, role) for role in ("approval", "merit", "not-started"))
    return {
        "placements": facts.placements(checklist, rows)[0] if checklist else 0,
        "approval": _chosen(approval, "status")[0],
        "approval_label": _chosen(approval, "status")[1],
        "merit_scheme": label(merit.text) if merit else "",
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
    return value, label(choices[value]) if value in choices else ""


# Thousands of files hold the same few of both.
@lru_cache(maxsize=500)
def _label(id_: str, en: str) -> str:
    return as_json({"id": id_, "en": en})


@lru_cache(maxsize=100)
def _used(codes: tuple[str, ...], digests: tuple[str, ...]) -> str:
    return as_json({code: digest[:DIGITS] for code, digest in zip(codes, digests, strict=True)})


_DUMPS: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
