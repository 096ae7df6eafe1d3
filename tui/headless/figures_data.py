"""Figures as data: codes, numbers and the agencies behind each; shares as exact fractions."""

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.rules.figures import Coverage, Figures, Progress, Tally
    from models.rules.movement import Movement, Waiting
    from models.rules.results import Filter


def filter_data(chosen: "Filter") -> dict[str, object]:
    """What is set in a filter."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(chosen).items() if value}


def data(found: "Figures") -> dict[str, object]:
    """Every figure."""
    from models.rules.stated import breakdowns

    return {
        "filter": filter_data(found.filter),
        "agencies": list(found.agencies),
        "progress": [_progress(each) for each in found.progress],
        "verdicts": {row.type: {code: _tally(tally) for code, tally in row.tallies.items()} for row in found.types},
        "ready": _tally(found.ready),
        "reasons": _tallies(found.reasons),
        "merit": [{"scheme": each.label, "categories": _tallies(each.categories)} for each in found.merit],
        "approvals": _tallies(found.approvals),
        "flags": _tallies(found.flags),
        "areas": {
            row.agency: {code: {"score": area.score, "exact": area.exact, "band": area.band} for code, area in row.areas.items()}
            for row in found.grid
        },
        "weakest": [
            {"item": each.item, "digest": each.digest, "share": str(each.share), "agencies": list(each.agencies)} for each in found.weakest
        ],
        "coverage": [_coverage(each) for each in found.coverage],
        "states": _tallies(found.states),
        "apart": {code: _tally(tally) for code, tally in found.apart.items()},
        "stated": [asdict(each) for each in found.stated],
        "stated_by_type": [
            {"day": each.whole.day, "measure": each.whole.measure, "stated": each.whole.value, "sum": each.sum}
            for each in breakdowns(found.stated)
            if each.parts
        ],
    }


def _progress(found: "Progress") -> dict[str, object]:
    said = found.target
    target = None
    if said is not None:
        target = {"year": said.year, "type": said.type, "value": said.value, "day": said.stated.day, "source": said.stated.source}
    return {"year": found.year, "type": found.type, **_tally(found.implementing), "target": target, "missing": found.missing}


def _coverage(found: "Coverage") -> dict[str, object]:
    told = {"item": found.item, "count": found.key, "n": str(found.n), "of": str(found.of)}
    return {**told, "agencies": list(found.agencies), "unknown": list(found.unknown)}


def movement_data(found: "Movement") -> dict[str, object]:
    """What moved since the last recap."""
    return {
        "since": found.since,
        "agencies": {
            each.place.code: {"direction": each.direction, "before": each.before, "after": each.after, "was": each.was, "state": each.state}
            for each in found.moved
        },
        "waiting": _waiting(found.waiting),
        **{
            name: {
                group.code: {"directions": dict(group.directions), "verdicts": dict(group.verdicts), "waiting": _waiting(group.waiting)}
                for group in groups
            }
            for name, groups in (("types", found.by_type), ("regions", found.by_region))
        },
    }


def _waiting(found: "tuple[Waiting, ...]") -> dict[str, object]:
    return {each.state: {"longest": each.longest, "median": each.median, "days": dict(each.agencies)} for each in found}


def _tally(found: "Tally") -> dict[str, object]:
    return {"count": found.count, "agencies": list(found.agencies)}


def _tallies(found: "tuple[Tally, ...]") -> list[dict[str, object]]:
    return [{"code": each.code, "label": each.label, **_tally(each)} for each in found]
