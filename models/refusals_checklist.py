"""The refusals of checklists, part of the catalogue: each code with the fields its sentence may use."""

from collections.abc import Mapping
from typing import Final

OF_CHECKLISTS: Final[Mapping[str, str]] = {
    "checklist.faults": "file count faults",
    "checklist.not_toml": "file cause",
    "checklist.elsewhere": "file",
    "checklist.digest": "checklist",
    "checklist.unknown": "checklist known",
    "checklist.other_bytes": "checklist here found",
    "checklist.line_ends": "file",
    "checklist.unseen": "file line",
    "checklist.too_large": "file size limit lines longest",
    "checklist.published": "checklist",
    "checklist.changed": "checklist",
    "checklist.ending": "file",
    "checklist.layout": "file",
    "checklist.no_base": "file",
    "checklist.not_in_a_sheet": "checklist",
    "carry.same": "checklist",
    "carry.exists": "checklist verification",
    "carry.open": "count first",
    "carry.drafts": "",
    "carry.no_earlier": "agency",
    "carry.nothing": "item",
    "carry.no_other": "",
    "round.missing": "",
    "round.id_missing": "",
    "round.exists": "round",
    "round.unknown": "round",
    "round.closed": "round",
    "round.unpublished": "checklist",
    "round.figures": "most",
    "round.changed": "round",
}
