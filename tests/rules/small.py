"""The small checklist with each of its switches, its areas, and what its gates need."""

from typing import Final

from tests.sheets import loaded, small_checklist

SMALL: Final = loaded(small_checklist())
STRICT: Final = loaded(small_checklist(**{"verdict.ready_requires_approval": True}))
UNCAPPED: Final = loaded(small_checklist(**{"verdict.merit_cap": []}))
STRICT_UNCAPPED: Final = loaded(small_checklist(**{"verdict.ready_requires_approval": True, "verdict.merit_cap": []}))
AREAS: Final = ("REG", "DSN", "INS", "SIS")
GATES: Final = {"REG-01": 3, "REG-02": 4, "DSN-01": 3, "DSN-02": 4, "INS-01": 2, "INS-02": 2, "SIS-01": 2}
