"""From the parsed TOML of a checklist file to a `Checklist`, or every fault of the file at once with its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from models.errors import Fault
from models.rules.checklist import (
    AREA_WEIGHT,
    BELOW_A_MILLION,
    Area,
    Band,
    Checklist,
    Count,
    Fact,
    FactField,
    Item,
    Scale,
    Share,
    VerdictRules,
)
from models.rules.conditions import ITEM_CODE, Condition, condition
from models.rules.fields import Fields
from models.rules.fitting import misfits
from models.text import Phrase

_SHARE: Final = re.compile(r"([a-z_]+) (>=|>) ([0-9]{1,2}|100)")
_WORDED: Final = (Scale.YES_PARTLY_NO, Scale.YES_NO)
"""The scales whose answers mean the same for every item that has no ladder of its own."""
_ORIGINS: Final = ("source", "extended", "inference")
_ROLES: Final = ("", "placements", "approval", "not-started", "merit")
_ROLE_FIELDS: Final = {"placements": ("date", "box"), "approval": ("status", "date"), "merit": ("category",), "not-started": ("reason",)}
_VARIANTS: Final = {
    "V1": ("name",),
    "V2": ("name", "unapproved"),
    "V3": ("name", "approved"),
    "V4": ("name", "almost", "building", "not_started"),
}
_FLAGS: Final = ("unapproved", "findings")


@dataclass(frozen=True, slots=True)
class Faulty:
    """A checklist file that cannot be used, with all its faults: what is wrong in its place first, then what does not fit together."""

    faults: tuple[Fault, ...]


def checklist(raw: Mapping[str, object], digest: str) -> Checklist | Faulty:
    """The checklist that the parsed file `raw` defines (`digest` is that of its bytes), or all its faults."""
    faults: list[Fault] = []
    top = Fields("", raw, faults)
    areas = {code: _area(code, fields) for code, fields in top.tables("areas")}
    units = {code: _phrase(fields, "name") for code, fields in top.tables("units")}
    base = {code: _phrase(fields, "label") for code, fields in top.tables("base")}
    scales = top.table("scales", optional=True)
    shared = {scale: _ladder(scales.table(scale.value), scale) for scale in _WORDED if scales.has(scale.value)}
    items = {code: _item(code, fields, shared) for code, fields in top.tables("items", any_key=True)}
    for scale in _WORDED:
        if scale not in shared and any(item.scale is scale and not item.ladder for item in items.values()):
            scales.fault("missing", scale.value)
    scales.finish()
    result = Checklist(
        id=top.code("id"),
        version=top.code("version"),
        valid_from=top.day("valid_from"),
        valid_to=top.day("valid_to", optional=True),
        title=top.phrase("title"),
        digest=digest,
        areas=areas,
        units=units,
        base=base,
        items=items,
        facts={code: _fact(code, fields) for code, fields in top.tables("facts")},
        bands=tuple(_band(code, fields) for code, fields in top.tables("bands")),
        verdict=_verdict(top.table("verdict")),
    )
    top.finish()
    unread = {fault.place for fault in faults}
    faults.extend(fault for fault in misfits(result) if fault.code != "weights" or not unread & _weights(result, str(fault.place)))
    return Faulty(tuple(faults)) if faults else result


def _weights(found: Checklist, place: str) -> set[str]:
    """The places of the weights that the weight of an area is compared with, and its own."""
    code = place.removeprefix("areas.").removesuffix(".weight")
    return {place, *(f"items.{item.code}.weight" for item in found.by_area[code])}


def _area(code: str, fields: Fields) -> Area:
    area = Area(code, fields.phrase("name"), fields.whole("weight", 1, AREA_WEIGHT))
    fields.finish()
    return area


def _band(code: str, fields: Fields) -> Band:
    band = Band(code, fields.phrase("name"), fields.whole("from", 0, 100))
    fields.finish()
    return band


def _phrase(fields: Fields, key: str) -> Phrase:
    phrase = fields.phrase(key)
    fields.finish()
    return phrase


def _ladder(fields: Fields, scale: Scale) -> Mapping[int, Phrase]:
    ladder = {level: fields.phrase(str(level)) for level in scale.levels}
    fields.finish()
    return ladder


def _item(code: str, fields: Fields, shared: Mapping[Scale, Mapping[int, Phrase]]) -> Item:
    if not re.fullmatch(ITEM_CODE, code):
        fields.fault("code")
    scale = Scale(fields.choice("scale", tuple(Scale)))
    is_own = scale is Scale.LEVEL or fields.has("ladder")
    ladder = _ladder(fields.table("ladder"), scale) if is_own else shared.get(scale, {})
    item = Item(
        code=code,
        area=fields.text("area"),
        title=fields.phrase("title"),
        question=fields.phrase("question"),
        evidence=fields.phrase("evidence"),
        scale=scale,
        ladder=ladder,
        weight=fields.whole("weight", 1, 100),
        unit=fields.text("unit"),
        origin=fields.choice("origin", _ORIGINS),
        ladder_origin=fields.choice("ladder_origin", _ORIGINS) if is_own else "",
        gate=fields.whole("gate", 1, 4) if fields.has("gate") else None,
        not_applicable=fields.flag("not_applicable"),
        not_applicable_reasons=fields.phrases("not_applicable_reasons"),
        help=fields.phrase("help") if fields.has("help") else None,
        basis=fields.text("basis", optional=True),
        sources=fields.texts("sources"),
        crosswalk=fields.texts("crosswalk", optional=True),
        counts={key: _count(key, table) for key, table in fields.tables("counts", optional=True)},
        proposal=_proposal(fields.table("proposal", optional=True)),
        when=_when(fields) if fields.has("when") else (),
    )
    fields.finish()
    return item


def _when(fields: Fields) -> tuple[Condition, ...]:
    read = {text: condition(text) for text in fields.texts("when")}
    for text in (text for text, found in read.items() if found is None):
        fields.fault("condition", "when", value=text)
    return tuple(found for found in read.values() if found)


def _count(key: str, fields: Fields) -> Count:
    of = fields.take("of")
    base, fixed = (), None
    if isinstance(of, int) and not isinstance(of, bool) and of > 0:
        fixed = of
    elif isinstance(of, list) and of and all(isinstance(part, str) for part in of):
        base = tuple(of)
    elif of is not None:
        fields.fault("expected_count", "of")
    count = Count(key, fields.phrase("label"), base, fixed)
    fields.finish()
    return count


def _proposal(fields: Fields) -> Mapping[int, tuple[Share, ...]]:
    proposal: dict[int, tuple[Share, ...]] = {}
    for key in fields.keys:
        shares = []
        for text in fields.texts(key):
            match = _SHARE.fullmatch(text)
            if match is None or key not in ("1", "2", "3", "4"):
                fields.fault("share", key, value=text)
                continue
            shares.append(Share(match[1], match[2] == ">", int(match[3])))
        if shares:
            proposal[int(key)] = tuple(shares)
    fields.finish()
    return dict(sorted(proposal.items()))


def _fact(code: str, fields: Fields) -> Fact:
    role = fields.choice("role", _ROLES, default="")
    fact = Fact(
        code=code,
        text=fields.phrase("text"),
        role=role,
        repeats=fields.flag("repeats"),
        fields={key: _fact_field(key, table) for key, table in fields.tables("fields")},
    )
    for key in _ROLE_FIELDS.get(role, ()):
        if key not in fact.fields:
            fields.fault("missing", f"fields.{key}")
    fields.finish()
    return fact


def _fact_field(key: str, fields: Fields) -> FactField:
    kind = fields.choice("kind", ("text", "number", "date", "choice"))
    when = fields.table("required_when", optional=True)
    choices = fields.table("choices", optional=kind != "choice")
    least, greatest = 0, BELOW_A_MILLION
    if kind == "number":
        least = fields.whole("least", least, greatest, default=least)
        greatest = fields.whole("greatest", least, greatest, default=greatest)
    result = FactField(
        key=key,
        label=fields.phrase("label"),
        kind=kind,
        least=least,
        greatest=greatest,
        required=fields.flag("required"),
        required_when={other: when.texts(other) for other in when.keys},
        choices={choice: choices.phrase(choice) for choice in choices.codes()},
    )
    if kind == "choice" and fields.has("choices") and not choices.keys:
        fields.fault("empty", "choices")
    for table in (when, choices, fields):
        table.finish()
    return result


def _verdict(fields: Fields) -> VerdictRules:
    names = fields.table("names")
    flags = fields.table("flags")
    gates = fields.table("design_gates_when_approved", optional=True)
    result = VerdictRules(
        ready_score=fields.whole("ready_score", 0, 100),
        implementing_score=fields.whole("implementing_score", 0, 100),
        design_areas=fields.texts("design_areas"),
        design_gates_when_approved={code: gates.whole(code, 0, 4) for code in gates.keys},
        not_started_items=fields.texts("not_started_items"),
        approval_received=fields.texts("approval_received"),
        ready_requires_approval=fields.flag("ready_requires_approval"),
        placement_boxes=fields.wholes("placement_boxes"),
        merit_cap=fields.texts("merit_cap", optional=True),
        names={code: _names(names.table(code), variants) for code, variants in _VARIANTS.items()},
        flags={flag: _phrase(flags.table(flag), "name") for flag in _FLAGS},
    )
    for table in (names, flags, gates, fields):
        table.finish()
    return result


def _names(fields: Fields, variants: tuple[str, ...]) -> Mapping[str, Phrase]:
    names = {variant: fields.phrase(variant) for variant in variants}
    fields.finish()
    return names
