"""Checklists drawn by Hypothesis: any valid one, small, with hostile texts, every scale, condition, count, fact and switch."""

from datetime import date
from itertools import cycle
from typing import Any, Final

from hypothesis import strategies as st

from models.register import TYPES
from models.rules.checklist import Scale
from models.rules.definition import Faulty, checklist
from models.rules.fitting import silenced
from models.text import is_refused
from tests.sheets import Raw

_HOSTILE: Final = (
    "=1+1",
    "+62 812",
    "1.10",
    "2-Jan",
    "'satu",
    "a; b",
    'kata "dua"',
    "[/] {x}",
    r"D:\Bukti\SK - Copy (2).pdf",
    "baris satu\nbaris dua\n\n",
    "  spasi  ",
    "_x0041_",
    "#REF",
    "مرحبا 😀",
    "“lengkung”",
    "TRUE",
    "\u00a0",
)
texts: Final = (
    st.sampled_from(_HOSTILE)
    | st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t").filter(lambda sign: not is_refused(sign)),
        min_size=1,
        max_size=12,
    )
).filter(lambda text: bool(text.strip()))
"""Any text that a checklist may hold; its tag characters and the like are refused."""
codes: Final = st.sampled_from(
    ["REG", "DSN", "jpt", "a_b", "PEN-01", "kode.titik", "10x", "type", "V1", "id", "en", "name", "x--y", "2026"]
)
"""Any code whose form is free, odd ones among them."""
_CODES: Final = st.lists(codes, min_size=1, max_size=3, unique=True)
_ITEMS: Final = st.builds("{}-{}".format, st.sampled_from(("REG", "A", "K8S", "ABCDEFGH")), st.sampled_from(("01", "10", "100", "0001")))
_COUNTS: Final = st.lists(st.sampled_from(("jpt", "a_b")), max_size=2, unique=True)
_ORIGINS: Final = st.sampled_from(("source", "extended", "inference"))
_VARIANTS: Final = {"V1": ("name",), "V2": ("name", "unapproved"), "V3": ("name", "approved")} | {
    "V4": ("name", "almost", "building", "not_started")
}


class _Draw:
    """Draws what the shape of a checklist depends on; its many texts go round among a few that were drawn once."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._texts = cycle(draw(st.lists(texts, min_size=1, max_size=7)))

    def __call__(self, strategy: st.SearchStrategy[Any]) -> Any:
        return self._draw(strategy)

    def text(self) -> str:
        return next(self._texts)

    def texts(self, least: int = 1) -> list[str]:
        return [self.text() for _ in range(self(st.integers(least, 2)))]

    def phrase(self) -> Raw:
        return {"id": self.text(), "en": self.text()}

    def named(self) -> Raw:
        return {"name": self.phrase()}

    def is_so(self) -> bool:
        return bool(self(st.booleans()))


def _maybe(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Raw]:
    return st.fixed_dictionaries({}, optional=optional)


def _ladder(draw: _Draw, scale: Scale) -> Raw:
    return {str(level): draw.phrase() for level in scale.levels}


def _item(draw: _Draw, areas: list[str], units: list[str], base: list[str]) -> Raw:
    scale = draw(st.sampled_from(Scale))
    item: Raw = {"area": draw(st.sampled_from(areas)), "scale": scale.value, "unit": draw(st.sampled_from(units))}
    item |= {name: draw.phrase() for name in ("title", "question", "evidence")}
    item |= {"weight": draw(st.integers(1, 100)), "origin": draw(_ORIGINS), "sources": draw.texts()}
    item |= {"help": draw.phrase(), "basis": draw.text(), "crosswalk": draw.texts(0)} if draw.is_so() else {}
    if scale is Scale.LEVEL or draw.is_so():
        item |= {"ladder": _ladder(draw, scale), "ladder_origin": draw(_ORIGINS)}
    if draw.is_so():
        item["gate"] = draw(st.sampled_from([level for level in scale.levels if level]))
    else:
        item |= draw(_maybe(not_applicable=st.booleans()))
        if item.get("not_applicable"):
            item["not_applicable_reasons"] = [draw.phrase()]
    counts = draw(_COUNTS)
    totals = st.fixed_dictionaries(
        {}, optional={"of": st.integers(1, 10**6) | st.lists(st.sampled_from(base), min_size=1, max_size=2, unique=True)}
    )
    if counts:
        item["counts"] = {count: {"label": draw.phrase(), **draw(totals)} for count in counts}
        levels = draw(st.lists(st.sampled_from([level for level in scale.levels if level]), max_size=2, unique=True))
        # A higher level needs more: one that needs no more would never let the lower be proposed.
        shares = {
            level: st.builds(
                "{} {} {}".format, st.sampled_from(counts), st.sampled_from((">", ">=")), st.integers(25 * level - 24, 25 * level)
            )
            for level in levels
        }
        item["proposal"] = {str(level): draw(st.lists(share, min_size=1, max_size=2)) for level, share in shares.items()}
    return item


def _conditions(draw: _Draw, items: Raw) -> None:
    """Conditions on earlier items, none of which excludes what another demands."""
    earlier: list[str] = []
    for code, item in items.items():
        if "gate" not in item and draw.is_so():
            kinds = draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True))
            item["when"] = [f"type = {' '.join(kinds)}"] if draw.is_so() else []
            if earlier:
                other = draw(st.sampled_from(earlier))
                level = draw(st.sampled_from(Scale(items[other]["scale"]).levels))
                item["when"].append(f"{other} {draw(st.sampled_from(('>=', '<=', '=')))} {level}")
            if not item["when"]:
                del item["when"]
        earlier.append(code)


def _field(draw: _Draw) -> Raw:
    kind = draw(st.sampled_from(("text", "number", "date", "choice")))
    field: Raw = {"label": draw.phrase(), "kind": kind, **draw(_maybe(required=st.booleans()))}
    if kind == "number":
        field |= draw(_maybe(least=st.integers(0, 9), greatest=st.integers(9, 999_999)))
    if kind == "choice":
        field["choices"] = {code: draw.phrase() for code in draw(_CODES)}
    return field


def _facts(draw: _Draw) -> Raw:
    facts: Raw = {}
    for code in draw(_CODES):
        fields = {key: _field(draw) for key in draw(_CODES)}
        last = list(fields)[-1]
        chosen = next((key for key, field in fields.items() if field["kind"] == "choice" and key != last), None)
        if chosen and draw.is_so():
            fields[last]["required_when"] = {chosen: [draw(st.sampled_from(list(fields[chosen]["choices"])))]}
        facts[code] = {"text": draw.phrase(), "fields": fields, **draw(_maybe(repeats=st.booleans()))}
    return facts


def _lowered(draw: _Draw, design: list[str], items: Raw) -> Raw:
    """Gates of the design areas that are lower once it is approved."""
    gates = {code: item["gate"] for code, item in items.items() if "gate" in item and item["area"] in design}
    return {code: draw(st.integers(0, gate)) for code, gate in gates.items() if draw.is_so()}


def _verdict(draw: _Draw, areas: list[str], items: Raw) -> Raw:
    some = st.lists(st.sampled_from(list(items)), min_size=1, max_size=3)
    design = draw(st.lists(st.sampled_from(areas), min_size=1, max_size=2))
    return {
        "ready_score": draw(st.integers(0, 100)),
        "implementing_score": draw(st.integers(0, 100)),
        "design_areas": design,
        "design_gates_when_approved": _lowered(draw, design, items),
        "not_started_items": draw(some),
        "approval_received": draw.texts(),
        "merit_cap": [],
        "placement_boxes": draw(st.lists(st.integers(-1, 9), min_size=1, max_size=3)),
        **draw(_maybe(ready_requires_approval=st.booleans())),
        "names": {code: {variant: draw.phrase() for variant in variants} for code, variants in _VARIANTS.items()},
        "flags": {flag: draw.named() for flag in ("unapproved", "findings")},
    }


@st.composite
def raw_checklists(drawn: st.DrawFn) -> Raw:
    """A checklist file that has no fault, as `tomllib` gives it."""
    draw = _Draw(drawn)
    areas, units, base = (draw(_CODES) for _ in range(3))
    names = draw(st.lists(_ITEMS, min_size=1, max_size=5, unique=True))
    items = {name: _item(draw, areas, units, base) for name in names}
    _conditions(draw, items)
    used = [area for area in areas if any(item["area"] == area for item in items.values())]
    floors = [*sorted(draw(st.sets(st.integers(1, 100), max_size=2)), reverse=True), 0]
    bands = draw(st.lists(codes, min_size=len(floors), max_size=len(floors), unique=True))
    begins = draw(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    raw: Raw = {
        "id": draw(codes),
        "version": draw(st.sampled_from(("2026", "2026.10", "1", "v2"))),
        "valid_from": begins.isoformat(),
        **draw(_maybe(valid_to=st.dates(begins, date(2100, 1, 1)).map(lambda found: found.isoformat()))),
        "title": draw.phrase(),
        "areas": {
            area: {"name": draw.phrase(), "weight": sum(item["weight"] for item in items.values() if item["area"] == area)} for area in used
        },
        "units": {unit: draw.named() for unit in units},
        "base": {key: {"label": draw.phrase()} for key in base},
        "scales": {scale.value: _ladder(draw, scale) for scale in (Scale.YES_PARTLY_NO, Scale.YES_NO)},
        "items": items,
        "facts": _facts(draw),
        "bands": {band: {"name": draw.phrase(), "from": floor} for band, floor in zip(bands, floors, strict=True)},
        "verdict": _verdict(draw, used, items),
    }
    found = checklist(raw, "")
    while isinstance(found, Faulty) and all(fault.code == "never_asked" for fault in found.faults):
        for fault in found.faults:
            del items[str(fault.place).split(".")[1]]["when"]
        found = checklist(raw, "")
    assert not isinstance(found, Faulty), found.faults
    assert not [*silenced(found)]
    return raw
