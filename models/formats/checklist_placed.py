"""The faults of a checklist told as people find them in its sheet: by cell instead of by the file's places, with a remedy for a cell."""

from collections.abc import Sequence
from typing import Final

from models.errors import Fault
from models.formats.cells import Cell
from models.formats.checklist_draft import Draft
from models.formats.checklist_layout import ANY, PAGES, Page
from models.text import Phrase
from models.words import both

_REFERS: Final = {
    "area": "areas",
    "unit": "units",
    "of": "base",
    "when": "items",
    "proposal": "counts",
    "design_areas": "areas",
    "not_started_items": "items",
    "approval_received": "choices",
    "merit_cap": "choices",
    "required_when": "choices",
}
"""The page that holds the codes which a part of the file names."""
_SUMMED: Final = ("weight", "area")
"""Parts of items and areas without which sums of weights say nothing."""
_KIND: Final = ".kind"
_Found = tuple[Cell | None, Fault]


def placed(faults: Sequence[Fault], draft: Draft) -> tuple[Fault, ...]:
    """All faults of `draft`, its own and those (`faults`) of the file it would be, in the order of its sheets.

    What only follows from a cell that is at fault already is left out.
    """
    told = list(draft.faults)
    at_fault = {cell for cell, _ in told if cell}
    summed = {cell for place, cell in draft.places.items() if place.rpartition(".")[2] in _SUMMED}
    is_spoilt = bool(at_fault & summed) or not draft.broken.isdisjoint(("areas", "items"))
    said = set()
    for fault in faults:
        if not (fault.code == "weights" and is_spoilt) and not _follows(fault, draft):
            found = _told(fault, draft)
            mark = repr(found)
            if found is not None and found[0] not in at_fault and mark not in said:
                said.add(mark)
                told.append(found)
    order = {sheet: number for number, sheet in enumerate(draft.order)}
    told.sort(key=lambda each: (order[each[0].sheet], each[0].row, each[0].position) if each[0] else (-1, 0, 0))
    return tuple(fault for _, fault in told)


def _follows(fault: Fault, draft: Draft) -> bool:
    """Whether a fault comes from a code that is told to be at fault itself."""
    if fault.code not in ("unknown", "condition_later"):
        return False
    return any(_REFERS.get(part) in draft.broken for part in str(fault.place).split("."))


def _told(fault: Fault, draft: Draft) -> _Found | None:
    """A fault of the file where the sheet has it; None where nothing is to be said, as it was said of the heading."""
    parts = str(fault.place).split(".")
    page = _page(parts)
    cell = _band(draft) if fault.code == "bands" else draft.places.get(str(fault.place))
    if cell is not None and cell.position >= 0:
        is_row = len(parts) == len(page.path) and bool(page.codes)
        return cell, _worded(fault, cell.place, is_row=is_row)
    sheet = draft.sheets.get(page.key)
    if not draft.sheets:  # another layout, which has no pages
        return None if draft.faults else (None, fault)
    if sheet is None:
        name = both(f"layout.page.{page.key}")
        return None, Fault(Phrase(name.id, name.en), "sheet_missing")
    if page.key in draft.broken:
        return None
    place = both("place.sheet", sheet=sheet)
    if cell is not None:
        below = tuple(parts[len(page.path) :])
        needed = any(column.is_needed for column in page.columns if column.path[: len(below)] == below)
        return None if needed else (None, Fault(place, "heading_missing", {"value": cell.title}))
    codes = " ".join(_codes(page, parts))
    return None, Fault(place, "row_missing", {"value": codes}) if codes else Fault(place, "rows_missing")


def _worded(fault: Fault, place: Phrase, *, is_row: bool) -> Fault:
    """The fault as it is said of a cell."""
    if fault.code in ("missing", "empty"):
        return Fault(place, "cell_empty")
    if fault.code == "unknown_key":
        return Fault(place, "code_unused" if is_row else "cell_unused")
    if fault.code == "weights":
        stated, total = (int(str(fault.fields[name])) for name in ("stated", "total"))
        return Fault(place, "weights_differ", {"stated": stated, "total": total, "by": total - stated})
    if fault.code == "choice" and str(fault.place).endswith(_KIND):
        return Fault(place, fault.code, {name: _kinds(str(said)) for name, said in fault.fields.items()})
    return Fault(place, fault.code, fault.fields)


def _kinds(said: str) -> Phrase:
    """Kinds of fields as the choices of a sheet call them."""
    named = [both(f"layout.kind.{kind}") for kind in said.split(", ")]
    return Phrase(", ".join(name.id for name in named), ", ".join(name.en for name in named))


def _page(parts: Sequence[str]) -> Page:
    """The page whose rows make up, or would make up, the place with these parts."""
    for page in PAGES:
        if page.path and len(parts) <= len(page.path) and _matches(page.path, parts):
            return page
    inner = [page for page in PAGES if len(parts) > len(page.path) > 0 and _matches(page.path, parts)]
    return max(inner, key=lambda page: len(page.path), default=PAGES[0])


def _matches(path: Sequence[str], parts: Sequence[str]) -> bool:
    return all(part in (ANY, other) for part, other in zip(path, parts, strict=False))


def _codes(page: Page, parts: Sequence[str]) -> list[str]:
    return [other for part, other in zip(page.path, parts, strict=False) if part == ANY]


def _band(draft: Draft) -> Cell | None:
    """The first floor that is not below the one before it, else the last one, which is not 0."""
    before = 101
    cell = None
    for code, band in draft.raw.get("bands", {}).items():
        cell = draft.places.get(f"bands.{code}.from")
        floor = band.get("from", before - 1)
        if floor >= before:
            break
        before = floor
    return cell
