"""A verdict file held against the checklist it names, where that is one the program ships; the file of another is not here."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from models.checklists import all_shipped, load
from models.explanation import verdict_name
from models.rules.scoring import band

if TYPE_CHECKING:
    from models.documents.verified import Verified


def places_otherwise(document: "Verified") -> Iterator[str]:
    """The places of a verdict file that say otherwise than its checklist: names of verdicts, bands, and what answers mean."""
    body = all_shipped().get(document.checklist.digest)
    if body is None:
        return
    known = load(body, document.checklist.id)
    for place, told in (("verdict", document.verdict), ("recommendation", document.recommendation)):
        if not any(told.name.says(verdict_name(known, told.code, variant)) for variant in known.verdict.names[told.code]):
            yield f"{place}.name"
    for code, area in document.areas.items():
        if area.exact is not None and area.band is not None and not area.band.says(band(known, Fraction(area.exact)).name):
            yield f"areas.{code}.band"
    for code, answered in document.items.items():
        item = known.items.get(code)
        meant = (answered.scale, answered.weight, answered.gate, answered.digest)
        if item is None or meant != (item.scale, item.weight, item.gate, item.digest):
            yield f"items.{code}"
