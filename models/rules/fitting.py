"""What does not fit together in a checklist whose every part is well formed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from models.errors import Fault
from models.register import TYPES
from models.rules.checklist import Checklist, Fact, Item, Scale, Share
from models.rules.conditions import TYPE, conflicts

_KINDS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("placements", "date"): ("date",),
    ("placements", "box"): ("number", "choice"),
    ("approval", "status"): ("choice",),
    ("approval", "date"): ("date",),
    ("merit", "category"): ("choice",),
    ("not-started", "reason"): ("choice",),
}
"""The kinds of the fields that the verdict rules look at, by role and field."""


def misfits(checklist: Checklist) -> Iterator[Fault]:
    """Every fault that needs two places of `checklist`, each at the place to repair."""
    for code, area in checklist.areas.items():
        total = sum(item.weight for item in checklist.by_area[code])
        if total != area.weight:
            yield Fault(f"areas.{code}.weight", "weights", {"stated": area.weight, "total": total})
    for item in checklist.items.values():
        yield from _item_faults(item, checklist)
    yield from _faults_of_conditions(checklist)
    for fact in checklist.facts.values():
        for fact_field in fact.fields.values():
            place = f"facts.{fact.code}.fields.{fact_field.key}.required_when"
            for other, values in fact_field.required_when.items():
                if other not in fact.fields:
                    yield Fault(place, "unknown", {"value": other})
                else:
                    yield from _unknown_choices(f"{place}.{other}", fact, other, values)
    for key, role, field, values in (
        ("approval_received", "approval", "status", checklist.verdict.approval_received),
        ("merit_cap", "merit", "category", checklist.verdict.merit_cap),
    ):
        yield from _unknown_choices(f"verdict.{key}", checklist.fact_with(role), field, values)
    yield from _boxes_never_listed(checklist)
    for place, codes in (
        ("verdict.not_started_items", checklist.verdict.not_started_items),
        ("verdict.design_gates_when_approved", tuple(checklist.verdict.design_gates_when_approved)),
    ):
        for code in (code for code in codes if code not in checklist.items):
            yield Fault(place, "unknown", {"value": code})
    for code in (code for code in checklist.verdict.design_areas if code not in checklist.areas):
        yield Fault("verdict.design_areas", "unknown", {"value": code})
    floors = [band.floor for band in checklist.bands]
    if floors and (floors != sorted(set(floors), reverse=True) or floors[-1] != 0):
        yield Fault("bands", "bands", {})


def silenced(checklist: Checklist) -> Iterator[Fault]:
    """What would silence a rule without a word, though all of `checklist` fits together.

    It is asked of a file that somebody makes: one that is in use already means what it always meant.
    """
    if "" < checklist.valid_to < checklist.valid_from:
        yield Fault("valid_to", "period", {"value": checklist.valid_to, "start": checklist.valid_from})
    for item in checklist.items.values():
        for count in item.counts.values():
            for key in (key for key, times in Counter(count.base).items() if times > 1):
                yield Fault(f"items.{item.code}.counts.{count.key}.of", "named_twice", {"value": key})
        for level, shares in item.proposal.items():
            above = next((each for each, needed in item.proposal.items() if each > level and _holds_too(needed, shares)), None)
            if above is not None:
                yield Fault(f"items.{item.code}.proposal.{level}", "never_proposed", {"value": above})
    yield from _roles_unread(checklist)
    if checklist.fact_with("merit") is None:
        yield from (Fault("verdict.merit_cap", "unknown", {"value": value}) for value in checklist.verdict.merit_cap)
    for code, level in checklist.verdict.design_gates_when_approved.items():
        gate = checklist.items.get(code)
        place = f"verdict.design_gates_when_approved.{code}"
        if gate is None:
            continue
        if gate.gate is None or gate.area not in checklist.verdict.design_areas:
            yield Fault(place, "no_design_gate", {"value": code})
        elif level > gate.gate:
            yield Fault(place, "range", {"value": level, "least": 0, "most": gate.gate})


def _holds_too(needed: tuple[Share, ...], shares: tuple[Share, ...]) -> bool:
    """Whether all that is `needed` holds wherever `shares` do."""
    return all(
        any(each.count == share.count and (each.percent, each.strict) >= (share.percent, share.strict) for each in shares)
        for share in needed
    )


def _roles_unread(checklist: Checklist) -> Iterator[Fault]:
    """Facts whose role another has before them, and fields of another kind than the rules read."""
    for fact in (fact for fact in checklist.facts.values() if fact.role):
        first = checklist.fact_with(fact.role)
        if first is not None and first is not fact:
            yield Fault(f"facts.{fact.code}.role", "role_taken", {"value": first.code})
        for field in fact.fields.values():
            kinds = _KINDS.get((fact.role, field.key), (field.kind,))
            if field.kind not in kinds:
                yield Fault(f"facts.{fact.code}.fields.{field.key}.kind", "choice", {"value": field.kind, "choices": ", ".join(kinds)})


def _unknown_choices(place: str, fact: Fact | None, key: str, values: tuple[str, ...]) -> Iterator[Fault]:
    """A value that the field can never have would silence a rule without a word."""
    fact_field = fact.fields.get(key) if fact else None
    if fact_field and fact_field.choices:
        for value in (value for value in values if value not in fact_field.choices):
            yield Fault(place, "unknown", {"value": value})


def _boxes_never_listed(checklist: Checklist) -> Iterator[Fault]:
    fact = checklist.fact_with("placements")
    box = fact.fields.get("box") if fact else None
    for number in checklist.verdict.placement_boxes if box else ():
        if box and not box.least <= number <= box.greatest:
            yield Fault("verdict.placement_boxes", "range", {"value": number, "least": box.least, "most": box.greatest})


def _item_faults(item: Item, checklist: Checklist) -> Iterator[Fault]:
    place = f"items.{item.code}"
    if item.area not in checklist.areas:
        yield Fault(f"{place}.area", "unknown", {"value": item.area})
    if item.unit not in checklist.units:
        yield Fault(f"{place}.unit", "unknown", {"value": item.unit})
    if item.gate is not None and item.not_applicable:
        yield Fault(f"{place}.not_applicable", "gate_not_applicable", {})
    if item.gate in Scale.LEVEL.levels and item.gate not in item.scale.levels:
        yield Fault(f"{place}.gate", "gate_level", {"value": item.gate})
    for count in item.counts.values():
        for key in (key for key in count.base if key not in checklist.base):
            yield Fault(f"{place}.counts.{count.key}.of", "unknown", {"value": key})
    for level, shares in item.proposal.items():
        if level not in item.scale.levels:
            yield Fault(f"{place}.proposal.{level}", "choice", {"value": level, "choices": ", ".join(map(str, item.scale.levels))})
        for share in (share for share in shares if share.count not in item.counts):
            yield Fault(f"{place}.proposal.{level}", "unknown", {"value": share.count})


def _faults_of_conditions(checklist: Checklist) -> Iterator[Fault]:
    """Conditions that cannot be asked, and only where there are none, those that can never hold together."""
    earlier: set[str] = set()
    faults: list[Fault] = []
    for item in checklist.items.values():
        faults.extend(_faults_of_when(item, earlier, checklist))
        earlier.add(item.code)
    yield from faults
    if not faults:
        levels = {code: item.scale.levels for code, item in checklist.items.items()}
        for found in conflicts({code: item.when for code, item in checklist.items.items()}, levels):
            yield Fault(f"items.{found.item}.when", "never_asked", {"value": found.on})


def _faults_of_when(item: Item, earlier: set[str], checklist: Checklist) -> Iterator[Fault]:
    place = f"items.{item.code}.when"
    if item.when and item.gate is not None:
        yield Fault(place, "gate_condition", {})
    for each in item.when:
        if each.item == TYPE:
            for unknown in (kind for kind in each.types if kind not in TYPES):
                yield Fault(place, "choice", {"value": unknown, "choices": ", ".join(TYPES)})
        elif each.item not in checklist.items:
            yield Fault(place, "unknown", {"value": each.item})
        elif each.item not in earlier:
            yield Fault(place, "condition_later", {"value": each.item})
        elif each.level not in checklist.items[each.item].scale.levels:
            levels = ", ".join(map(str, checklist.items[each.item].scale.levels))
            yield Fault(place, "condition_level", {"value": str(each), "levels": levels})
