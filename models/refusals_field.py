"""The refusals of the day in the field, part of the catalogue: each code with the fields its sentence may use."""

from collections.abc import Mapping
from typing import Final

OF_THE_DAY: Final[Mapping[str, str]] = {
    # trips
    "trip.dates": "",
    "trip.name_missing": "",
    "trip.nip": "value",
    "trip.nobody": "",
    "trip.no_side": "",
    "trip.nobody_here": "",
    "trip.person_missing": "",
    # what is asked of an agency
    "request.verification": "file agency round",
    "request.checklist": "file checklist",
    "request.columns": "file columns",
    "request.too_many": "limit",
    "request.no_document": "value",
    "request.contradicts": "label first",
    "request.only": "",
    # findings
    "finding.text_missing": "item",
    "finding.response_missing": "item",
    "finding.none_missing": "",
    "finding.none_here": "",
    "finding.unknown": "item",
    # recalculation sheets
    "recalculation.not_asked": "item items",
    "recalculation.component": "label value",
    "recalculation.twice": "label name",
    "recalculation.weights": "label",
    "recalculation.cut_offs": "label middle high",
    "recalculation.box": "label value",
    "recalculation.boxes": "label",
    "recalculation.number": "label value most",
    "recalculation.taken": "label number",
    "recalculation.no_row": "number",
    "recalculation.not_here": "",
    "recalculation.no_formula": "item",
    "recalculation.incomplete": "rows",
    "recalculation.few": "rows least",
    # loose notes
    "loose.empty": "",
    "loose.unknown": "",
    "loose.given": "item",
    # the period for completion
    "completion.no_minutes": "",
    "completion.early": "",
    "completion.none": "",
    # minutes
    "minutes.none": "agency",
    "minutes.no_place": "",
    "minutes.no_side": "label",
    "minutes.typed": "",
    "minutes.open": "count first",
    "minutes.same": "agency",
    "minutes.switches": "",
    # scans of signed minutes
    "scan.kind": "file",
    "scan.no_minutes": "",
    "scan.unknown": "",
    # cohorts and recaps
    "cohort.name_missing": "",
    "cohort.empty": "cohort",
    "cohort.nested": "cohort",
    "cohort.unknown": "cohort",
    "recap.none": "",
}
